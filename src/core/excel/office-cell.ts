import type { Worksheet } from 'exceljs'
import { xmlText } from '../../domain/text/xml-text'
import { bodyStyle } from './office-style'
import type { OfficeCell } from '../../contract/paper'
import type { ColumnKind } from './office-style'

/** Excel takes 32,767 characters in a cell. */
const longestText = 32_000

export function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letterOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

export function textOf(cell: OfficeCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'object' ? cell.text : String(cell)
}

/** Kinds whose cells are figures, so that a text in them is a word that explains. */
const figures: ReadonlySet<ColumnKind> = new Set(['seq', 'count', 'money', 'percent', 'date', 'score1', 'score2'])

export function drawCell(paper: Worksheet, row: number, column: number, kind: ColumnKind, content: OfficeCell): void {
  const cell = paper.getCell(row, column)
  const bold = typeof content === 'object' && content !== null
  if (typeof content === 'number') {
    cell.style = bodyStyle(kind, { bold, asText: false, word: false })
    cell.value = kind === 'money' ? content / 100 : content
    return
  }
  const text = textOf(content)
  const date = kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)
  cell.style = bodyStyle(kind, { bold, asText: looksLikeFormula(text) || (kind === 'numberText' && text !== '—'), word: bold || text === '—' || (text !== '' && !date && figures.has(kind)) })
  cell.value = text === '' ? null : date ? dayAsDate(text) : asText(text)
}

/** Such a text would turn into a formula when someone edits the cell; the text format keeps it a text. */
function looksLikeFormula(text: string): boolean {
  return /^[\s]*[=+\-@＝＋－＠]/u.test(text)
}

/** As a cell may hold it: a string cell is never a formula, and what XML cannot hold would spoil the whole workbook. Excel reads `_x0041_` in a string as a character code, so such a text is written out. */
export function asText(text: string): string {
  const whole = xmlText(text.length > longestText ? text.slice(0, longestText) : text)
  return whole.includes('_') ? whole.replace(/_(x[0-9a-f]{4}_)/gi, '_x005F_$1') : whole
}

/** Excel's dates know no zone; ExcelJS writes the UTC day. */
export function dayAsDate(on: string): Date {
  return new Date(`${on}T00:00:00Z`)
}
