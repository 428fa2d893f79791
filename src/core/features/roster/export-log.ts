import { newId } from '../../new-id'
import type { Caller } from '../../caller'
import { currentCallReads } from '../../database/call-reads'
import { rosterStatements } from './roster-statements'

export interface ExportRecord {
  report: string
  filter: Record<string, unknown>
  rows: number
  masked: boolean
  reason: string | null
  sha256: string
}

/**
 * Who took what out, how much of it, masked or not, and why: one line in the export log, one in the audit log. Within a
 * call it waits until the rows behind the file were found true: what is refused then was never taken.
 */
export function logExport(caller: Caller, record: ExportRecord): void {
  const reads = currentCallReads()
  if (reads) reads.afterVerifying.push(() => commitExport(caller, record))
  else commitExport(caller, record)
}

function commitExport(caller: Caller, record: ExportRecord): void {
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
