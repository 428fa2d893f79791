import { newId } from '../../new-id'
import type { Caller } from '../../caller'
import { rosterStatements } from './roster-statements'

export interface ExportRecord {
  report: string
  filter: Record<string, unknown>
  rows: number
  masked: boolean
  reason: string | null
  sha256: string
}

/** Who took what out, how much of it, masked or not, and why: one line in the export log, one in the audit log. */
export function logExport(caller: Caller, record: ExportRecord): void {
  caller.commit(
    (tx) =>
      tx.local(rosterStatements.insertExport, {
        id: newId(),
        at: tx.at,
        account_id: tx.actor.id,
        report: record.report,
        filter_json: JSON.stringify(record.filter),
        row_count: record.rows,
        masked: record.masked ? 1 : 0,
        reason: record.reason,
        sha256: record.sha256,
      }),
    () => ({ table: 'export_log', detail: { report: record.report, ...record.filter, rows: record.rows, masked: record.masked, reason: record.reason } }),
  )
}
