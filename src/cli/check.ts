import type { CoreServices } from '../core/core-services'
import { verifyAudit } from '../core/audit/audit-procedures'
import { rewardBreaches } from '../core/features/rewards/reward-check'
import { rosterBreaches } from '../core/features/roster/roster-check'
import type { Outcome } from './command-line'

/** Integrity, foreign keys, invariants, audit chain. Read only. */
export async function checkStation(services: CoreServices): Promise<Outcome> {
  const { connection, reader, schema } = services.database
  const integrity = connection.pragma('integrity_check', { simple: true }) as string
  const orphans = (connection.pragma('foreign_key_check') as unknown[]).length
  const breaches = [...rosterBreaches(reader), ...rewardBreaches(reader)]
  const audit = verifyAudit(reader)
  const ok = integrity === 'ok' && orphans === 0 && breaches.length === 0 && audit.brokenAt === null
  const words = ok
    ? `检查通过：数据完整，岗位与结对无冲突，奖励与经费账相符，审计记录${audit.records}条相连。`
    : [
        '检查不通过：',
        ...(integrity === 'ok' ? [] : ['数据文件有损坏，请用最近的备份恢复。']),
        ...(orphans === 0 ? [] : [`${orphans}条记录指向不存在的记录。`]),
        ...breaches.map((breach) => breach.message),
        ...(audit.brokenAt === null ? [] : [`审计记录在${audit.brokenAt}处断开。`]),
      ].join('\n')
  return {
    exit: ok ? 0 : 1,
    result: { ok, schema, integrity, foreignKeys: orphans, invariants: breaches.map(({ rule, message }) => ({ rule, message })), audit: { ok: audit.brokenAt === null, records: audit.records, brokenAt: audit.brokenAt } },
    words,
  }
}
