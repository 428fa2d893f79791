import { commandLabels, isCommand } from '../../contract/commands'
import type { CoreServices } from '../core-services'
import { firstBrokenRecord, type AuditRow } from '../database/audit-chain'
import { ledgerStatements } from '../database/ledger-statements'
import type { Reader } from '../database/reader'
import type { Procedures } from '../guard'

const hostActs: Record<string, string> = { 'backups.daily': '每日备份', 'station.restore': '从备份恢复', 'station.sample': '生成示例数据', 'station.init': '命令行建立乡镇', 'places.import': '命令行导入机构' }

export function auditProcedures(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  return {
    // One chain over everything: it cannot be shown, nor verified, by village.
    list: os.audit.list.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const before = input.after ? Number(input.after) || 0 : Number.MAX_SAFE_INTEGER
      const rows = reader.all(ledgerStatements.auditPage, { before, limit: input.limit })
      const last = rows.at(-1)
      const wanted = input.text?.toLowerCase()
      return {
        records: rows
          .map((row) => ({
            seq: row.seq,
            at: row.at,
            by: row.actor_name,
            action: row.action,
            actionLabel: isCommand(row.action) ? commandLabels[row.action] : (hostActs[row.action] ?? row.action),
            outcome: row.outcome as 'done' | 'refused',
            target: row.target_id,
            detail: row.detail_json,
            hash: row.hash,
          }))
          .filter((record) => !wanted || `${record.by}${record.actionLabel}${record.detail}`.toLowerCase().includes(wanted)),
        next: last && rows.length === input.limit ? String(last.id) : null,
      }
    }),
    verify: os.audit.verify.handler(({ context: { caller } }) => {
      caller.reach.requireTownship()
      const { brokenAt, records } = verifyAudit(reader)
      return { ok: brokenAt === null, records, brokenAt }
    }),
  }
}

/** Every chain from its first record, a thousand rows at a time. */
export function verifyAudit(reader: Reader): { brokenAt: string | null; records: number } {
  return firstBrokenRecord(auditRows(reader))
}

function* auditRows(reader: Reader): Generator<AuditRow> {
  let id = 0
  for (;;) {
    const rows = reader.all(ledgerStatements.auditFrom, { id, limit: 1000 })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return
    id = last.id
  }
}
