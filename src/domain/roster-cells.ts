import { columnLetter, type RawCell } from './raw-workbook'
import type { FaultDraft, RowFaults } from './fault-book'
import type { RosterField, RosterPersonRow, Severity } from './roster-analysis'
import type { HeaderField } from './roster-header'
import type { KnownCommunity } from './roster-places'
import type { RosterTable, TableRow } from './roster-table'

/** A row of the roster while it is being judged. */
export interface JudgedRow extends RosterPersonRow, RowFaults {
  table: RosterTable
  source: TableRow
  place: KnownCommunity | null
}

export interface FieldCell {
  cell: RawCell
  text: string
  column: number | null
  /** The value belongs to a merge that began in a row above. */
  fromAbove: boolean
}

export function fieldCell(table: RosterTable, source: TableRow, field: HeaderField): FieldCell {
  const column = source.layout.of[field]
  if (column === undefined) return { cell: null, text: '', column: null, fromAbove: false }
  const { grid } = table
  return {
    cell: grid.value(source.row, column),
    text: grid.text(source.row, column),
    column,
    fromAbove: grid.filledFromAbove(source.row, column),
  }
}

export function faultAt(
  row: JudgedRow,
  field: RosterField,
  kind: string,
  severity: Severity,
  message: string,
  suggested: string | null = null,
): FaultDraft {
  const column = field === 'row' ? undefined : row.source.layout.of[field]
  return {
    column: column === undefined ? null : columnLetter(column),
    header: column === undefined ? null : (row.source.layout.headers.get(column) ?? null),
    field,
    kind,
    severity,
    message,
    value: column === undefined ? '' : row.table.grid.ownText(row.row, column),
    suggested,
  }
}

/** The row as the preview shows it: every column by its letter, merges filled in. */
export function shownCells(table: RosterTable, source: TableRow): Record<string, string> {
  const cells: Record<string, string> = {}
  for (let column = 1; column <= table.grid.lastColumn; column++) {
    const text = table.grid.text(source.row, column)
    if (text !== '') cells[columnLetter(column)] = text
  }
  return cells
}

export function extraCells(table: RosterTable, source: TableRow): Record<string, string> {
  const extra: Record<string, string> = {}
  for (const { column, header } of source.layout.extras) {
    const text = table.grid.text(source.row, column)
    if (text !== '') extra[header] = text
  }
  return extra
}
