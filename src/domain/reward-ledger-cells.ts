import type { FaultBook, FaultDraft, RowFaults } from './fault-book'
import { columnLetter, type RawCell } from './raw-workbook'
import type { RewardLedgerFault, RewardLedgerField, RewardLedgerLine } from './reward-ledger-analysis'
import type { LedgerField } from './reward-ledger-columns'
import type { LedgerRow, LedgerTable } from './reward-ledger-table'
import type { Severity } from './roster-analysis'

/** A line while it is being judged. */
export interface JudgedLine extends RewardLedgerLine, RowFaults<RewardLedgerFault> {
  table: LedgerTable
  source: LedgerRow
  /** The community named by its column or in brackets behind the name. */
  community: string | null
  /** Shares that the recipient's cell gives itself, by the order of its names. */
  statedShares: (number | null)[]
}

export type LedgerBook = FaultBook<RewardLedgerFault>

export function ledgerCell(line: Pick<JudgedLine, 'table' | 'source'>, field: LedgerField): { cell: RawCell; text: string; present: boolean } {
  const column = line.source.layout.of[field]
  if (column === undefined) return { cell: null, text: '', present: false }
  const { grid } = line.table
  return { cell: grid.value(line.source.row, column), text: grid.text(line.source.row, column), present: true }
}

export interface FaultExtras {
  suggested?: string | null
  suggestedFen?: number | null
  relatedRow?: number | null
}

export function ledgerFault(line: JudgedLine, field: RewardLedgerField, kind: string, severity: Severity, message: string, extras: FaultExtras = {}): FaultDraft<RewardLedgerFault> {
  const column = field === 'row' ? undefined : line.source.layout.of[field]
  return {
    column: column === undefined ? null : columnLetter(column),
    header: column === undefined ? null : (line.source.layout.headers.get(column) ?? null),
    field,
    kind,
    severity,
    message,
    // The lead's content is protected: a fault points at it and never repeats it.
    value: column === undefined || field === 'lead' ? '' : line.table.grid.text(line.row, column).slice(0, 200),
    suggested: extras.suggested ?? null,
    suggestedFen: extras.suggestedFen ?? null,
    relatedRow: extras.relatedRow ?? null,
  }
}

/** 50000 → 500元, 50050 → 500.50元: as a sentence says it. */
export function yuanText(fen: number): string {
  return fen % 100 === 0 ? `${fen / 100}元` : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}元`
}
