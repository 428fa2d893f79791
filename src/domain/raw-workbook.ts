/**
 * A workbook as the file holds it, before anyone decides what a cell means.
 * Invariants: rows ascend by `row`; `cells[0]` is column A; of a merged range only the top left cell has a value;
 * a formula counts as its stored result, and one without any says so; an empty string never stands for an empty cell, `null` does.
 */
export type RawCell = string | number | boolean | { date: string } | { error: string } | { formula: string } | null

/** Stands in the place of what a formula would show, so that no row with one passes for an empty row. */
export const formulaWithoutResult = '公式没有结果'
export const formulaAdvice = `${formulaWithoutResult}，用WPS或Excel打开保存一次再读。`
export const damagedAdvice = '这一行有读不出的字节，可能缺字或错字。对照原件确认。'

/** Excel's own numbers, from 1. */
export interface RawMerge {
  top: number
  left: number
  bottom: number
  right: number
}

export interface RawRow {
  row: number
  hidden: boolean
  cells: RawCell[]
  /** Bytes of this row could not be read as text: a sign is missing, or the file ends within it. */
  damaged?: true
}

export interface RawSheet {
  name: string
  hidden: boolean
  rows: RawRow[]
  merges: RawMerge[]
  hiddenColumns: number[]
}

export interface RawWorkbook {
  fileName: string
  format: 'xlsx' | 'xls' | 'csv'
  sheets: RawSheet[]
}

export function columnLetter(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

export function columnNumber(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** What the clerk sees in the cell, blanks at the ends dropped. Long numbers are written out, never as 4.1E+17. */
export function cellText(cell: RawCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if ('formula' in cell) return formulaWithoutResult
  if ('date' in cell) return cell.date.replace(/T00:00:00$/, '').replace('T', ' ')
  return cell.error
}
