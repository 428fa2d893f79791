import { verifyAudit } from '../core/audit/audit-procedures'
import { dataFolder } from '../core/database/data-folder'
import { isSqliteError, type Connection } from '../core/database/driver'
import { lookAtDatabase } from '../core/database/look-at-database'
import { requireOwnDatabase } from '../core/database/migrate'
import { schemaVersion } from '../core/database/migrations'
import { PreparedReader, type Reader } from '../core/database/reader'
import { changedOutside } from '../core/database/row-digests'
import { rewardBreaches } from '../core/features/rewards/reward-check'
import { rosterBreaches } from '../core/features/roster/roster-check'
import { StationFault } from '../core/station-fault'
import type { Outcome } from './command-line'
import { requireStation } from './command-core'

/** Integrity, digests of rows, foreign keys, invariants, audit chain. Changes no byte, and has an answer for every file. */
export function checkStation(dataDir: string): Outcome {
  requireStation(dataDir)
  const { database } = dataFolder(dataDir)
  const findings = new Findings()
  const seen = findings.part(null, () => lookAtDatabase(database, (connection) => look(connection, findings)))
  const ok = findings.words.length === 0
  const { schema = null, integrity = 'unreadable', changedTables = [], foreignKeys = 0, invariants = [], audit = { ok: false, records: 0, brokenAt: null } } = seen ?? {}
  const words = ok
    ? `检查通过：数据完整，每条记录与保存时一致，岗位与结对无冲突，奖励与经费账相符，审计记录${audit.records}条相连。`
    : ['检查不通过：', ...findings.words].join('\n')
  return { exit: ok ? 0 : 1, result: { ok, schema, integrity, changedTables, foreignKeys, invariants, audit }, words }
}

interface Seen {
  schema: number
  integrity: string
  changedTables: string[]
  foreignKeys: number
  invariants: { rule: string; message: string }[]
  audit: { ok: boolean; records: number; brokenAt: string | null }
}

function look(connection: Connection, findings: Findings): Seen {
  // One moment of the file, also where another program writes beside us.
  connection.exec('BEGIN')
  const reader = new PreparedReader(connection)
  const { version: schema } = requireOwnDatabase(connection)
  const integrity = findings.part(null, () => connection.pragma('integrity_check(1)', { simple: true }) as string) ?? 'unreadable'
  if (integrity !== 'ok') findings.damaged()
  const changedTables = findings.part(null, () => changedOutside(connection)) ?? []
  if (changedTables.length > 0) findings.add(`${changedTables.length}个数据表里有记录与保存时不同（${changedTables.join('、')}），不能采用。请由技术人员用最近的备份恢复。`)
  const foreignKeys = findings.part(null, () => (connection.pragma('foreign_key_check') as unknown[]).length) ?? 0
  if (foreignKeys > 0) findings.add(`${foreignKeys}条记录指向不存在的记录。`)
  const isOlder = schema < schemaVersion
  if (schema === 0) findings.add('数据文件是空的，里面没有任何数据。没有动它，请由技术人员用最近的备份恢复。')
  else if (isOlder) findings.add(`数据是第${schema}版，本程序是第${schemaVersion}版：打开一次窗口升级后，再检查岗位、奖励和审计。`)
  const invariants = isOlder ? [] : (findings.part('岗位、结对和奖励', () => breachesOf(reader)) ?? [])
  for (const breach of invariants) findings.add(breach.message)
  const audit = isOlder ? { brokenAt: null, records: 0 } : findings.part('审计记录', () => verifyAudit(reader))
  if (audit && audit.brokenAt !== null) findings.add(`审计记录在${audit.brokenAt}处断开。`)
  return {
    schema,
    integrity,
    changedTables,
    foreignKeys,
    invariants: invariants.map(({ rule, message }) => ({ rule, message })),
    audit: { ok: audit !== null && audit.brokenAt === null && !isOlder, records: audit?.records ?? 0, brokenAt: audit?.brokenAt ?? null },
  }
}

const breachesOf = (reader: Reader): { rule: string; message: string }[] => [...rosterBreaches(reader), ...rewardBreaches(reader)]

/** What is wrong, one sentence each; a part that cannot be looked at for damage is a finding, not a fault of the check. */
class Findings {
  readonly words: string[] = []

  add(sentence: string): void {
    if (!this.words.includes(sentence)) this.words.push(sentence)
  }
  damaged(): void {
    this.add('数据文件有损坏，请由技术人员用最近的备份恢复。')
  }
  part<T>(name: string | null, work: () => T): T | null {
    try {
      return work()
    } catch (error) {
      if (error instanceof StationFault) this.add(error.message)
      else if (isSqliteError(error, 'SQLITE_BUSY')) this.add('另一个程序正在写入，没有查完。稍等几秒重查。')
      else if (name === null || isSqliteError(error, 'SQLITE_')) this.damaged()
      else this.add(`${name}没有查完：里面有无法识别的内容。`)
      return null
    }
  }
}
