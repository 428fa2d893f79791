import { cellsOfClipboard, pointWords } from '../../../domain/score-block'
import { byKey } from './by-key'
import { cellOf, withCells, type Matrix, type MatrixCell, type ScoreRow } from './matrix-model'
import { placesIn, type Place, type Span } from './matrix-moves'

/** One cell as it shall stand; a reason that is not given stays. */
export interface CellEdit {
  readonly key: string
  readonly column: number
  readonly text: string
  readonly reason?: string
}

export interface Edited {
  readonly matrix: Matrix
  /** Puts everything back as it was. */
  readonly undo: readonly CellEdit[]
  /** Lines that changed. */
  readonly touched: ReadonlySet<string>
}

/** Lines that may not be changed are left as they are, and edits that change nothing leave no trace. */
export function applied(matrix: Matrix, edits: readonly CellEdit[]): Edited {
  const byRow = byKey(edits, (edit) => edit.key)
  const undo: CellEdit[] = []
  const touched = new Set<string>()
  const rows = matrix.rows.map((row): ScoreRow => {
    const mine = row.editable ? byRow.get(row.key) : undefined
    if (!mine) return row
    const cells: MatrixCell[] = [...row.cells]
    for (const { column, text, reason } of mine) {
      const before = cells[column]
      const dimension = matrix.dimensions[column]
      if (!before || !dimension) continue
      const after = cellOf(dimension, text, reason ?? before.reason, matrix.terms)
      if (after.text === before.text && after.reason === before.reason) continue
      cells[column] = after
      undo.push({ key: row.key, column, text: before.text, reason: before.reason })
      touched.add(row.key)
    }
    return touched.has(row.key) ? withCells(row, cells) : row
  })
  return { matrix: touched.size === 0 ? matrix : { ...matrix, rows }, undo: undo.toReversed(), touched }
}

export interface Pasted {
  readonly edits: readonly CellEdit[]
  /** Cells of the block that stand now as scores, that are marked, that lay outside, and whose line may not be changed. */
  readonly good: number
  readonly bad: number
  readonly outside: number
  readonly closed: number
}

/** A block from Excel or WPS, its upper left corner at `at`. Blank cells leave what is there; what is no score is put in as it is and marked. */
export function pastedAt(matrix: Matrix, at: Place, text: string): Pasted {
  const edits: CellEdit[] = []
  let [good, bad, outside, closed] = [0, 0, 0, 0]
  for (const [down, line] of cellsOfClipboard(text).entries())
    for (const [right, written] of line.entries()) {
      if (written.trim() === '') continue
      const row = matrix.rows[at.row + down]
      const column = at.column + right
      const dimension = matrix.dimensions[column]
      if (!row || !dimension) outside += 1
      else if (!row.editable) closed += 1
      else {
        const cell = cellOf(dimension, written, '', matrix.terms)
        if (cell.fault === null) good += 1
        else bad += 1
        edits.push({ key: row.key, column, text: cell.text })
      }
    }
  return { edits, good, bad, outside, closed }
}

export function pastedWords({ good, bad, outside, closed }: Pasted): string {
  const parts = [`贴入${good}格`]
  if (bad > 0) parts.push(`${bad}格不是分值，已标出，按F8逐处改`)
  if (outside > 0) parts.push(`${outside}格在表外，没有贴`)
  if (closed > 0) parts.push(`${closed}格不能改，没有贴`)
  return parts.join('；')
}

/** The same person's scores of last month, for the cells given, as a draft. Only blank cells where `onlyBlank`. */
export function fromLastMonth(matrix: Matrix, places: readonly Place[], onlyBlank: boolean): CellEdit[] {
  return places.flatMap(({ row, column }) => {
    const line = matrix.rows[row]
    const code = matrix.dimensions[column]?.code
    const before = line?.lastMonth?.cells.find((cell) => cell.code === code)
    if (!line?.editable || before?.scoreX10 == null) return []
    const here = line.cells[column]
    if (onlyBlank && here?.text !== '') return []
    return [{ key: line.key, column, text: pointWords(before.scoreX10), ...(before.reason === null || (here?.reason ?? '') !== '' ? {} : { reason: before.reason }) }]
  })
}

export const everyPlace = (matrix: Matrix): Place[] =>
  matrix.rows.length === 0 ? [] : placesIn({ top: 0, bottom: matrix.rows.length - 1, left: 0, right: matrix.dimensions.length - 1 })

export const cleared = (matrix: Matrix, places: readonly Place[]): CellEdit[] =>
  places.flatMap(({ row, column }) => {
    const line = matrix.rows[row]
    return line ? [{ key: line.key, column, text: '', reason: '' }] : []
  })

/** What Ctrl+C takes along: tab-separated, as Excel and WPS read it. */
export function copied(matrix: Matrix, span: Span): string {
  return matrix.rows.slice(span.top, span.bottom + 1).map((row) => row.cells.slice(span.left, span.right + 1).map((cell) => cell.text).join('\t')).join('\n')
}
