import { columnNumber, type RawSheet } from './raw-workbook'

export interface TypedOver {
  sheet: string
  row: number
  column: string
  text: string
}

/** The sheet with what a person typed over its cells in a preview; the file itself stays as it is. */
export function typedOver(sheet: RawSheet, corrections: readonly TypedOver[]): RawSheet {
  const own = corrections.filter((correction) => correction.sheet === sheet.name)
  if (own.length === 0) return sheet
  const rows = new Map(sheet.rows.map((row) => [row.row, { ...row, cells: [...row.cells] }]))
  for (const { row, column, text } of own) {
    const target = rows.get(row) ?? { row, hidden: false, cells: [] }
    const index = columnNumber(column) - 1
    while (target.cells.length < index) target.cells.push(null)
    target.cells[index] = text === '' ? null : text
    rows.set(row, target)
  }
  return { ...sheet, rows: [...rows.values()].toSorted((a, b) => a.row - b.row) }
}
