import type { Dimension, ScoredCell, Terms } from './evaluation'

/** What a typed or pasted score is: a blank, a score in tenths that fits, or a fault with its words. */
export type ReadScore =
  | { readonly kind: 'blank' }
  | { readonly kind: 'score'; readonly scoreX10: number; readonly wasFullWidth: boolean }
  | { readonly kind: 'fault'; readonly fault: ScoreFault; readonly message: string; readonly suggestedX10: number | null }
export type ScoreFault = 'word' | 'text_with_unit' | 'negative' | 'over_max' | 'off_step'

const halfWidth = (text: string): string => text.replace(/[０-９．－＋]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0))

/** Points in words: 9.5, 20. */
export const pointWords = (x10: number): string => (x10 % 10 === 0 ? String(x10 / 10) : (x10 / 10).toFixed(1))

/**
 * Reads one score as typed: full-width digits are made half-width, blanks at the ends dropped; everything else that is
 * not a bare number is a fault, and a number inside it is offered, never adopted. Range 0 to maximum, in steps (I10).
 */
export function readScore(written: string, maxX10: number, stepX10: number): ReadScore {
  const trimmed = written.replace(/^[\s　]+|[\s　]+$/g, '')
  if (trimmed === '') return { kind: 'blank' }
  const text = halfWidth(trimmed)
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text)) {
    const inside = /^(\d+(?:\.\d+)?)\s*分(值|数)?$/.exec(text)?.[1]
    const offered = inside === undefined ? null : exactTenths(inside)
    const suggestedX10 = offered !== null && offered <= maxX10 && offered % stepX10 === 0 ? offered : null
    return inside === undefined
      ? { kind: 'fault', fault: 'word', message: `“${trimmed.slice(0, 12)}”不是分值。`, suggestedX10: null }
      : { kind: 'fault', fault: 'text_with_unit', message: `“${trimmed.slice(0, 12)}”带有文字，只填数字。`, suggestedX10 }
  }
  if (text.startsWith('-') && Number(text) !== 0) return { kind: 'fault', fault: 'negative', message: '分值不能为负。', suggestedX10: null }
  if (Number(text) * 10 > maxX10) return { kind: 'fault', fault: 'over_max', message: `${text.replace(/^\+/, '').slice(0, 12)}超过该项满分${pointWords(maxX10)}分。`, suggestedX10: null }
  const scoreX10 = exactTenths(text.replace(/^[-+]/, ''))
  if (scoreX10 === null || scoreX10 % stepX10 !== 0) return { kind: 'fault', fault: 'off_step', message: `分值以${pointWords(stepX10)}分为一档，${text.slice(0, 12)}不在档上。`, suggestedX10: null }
  return { kind: 'score', scoreX10, wasFullWidth: text !== trimmed }
}

/** 17.5 → 175 by its digits, never through a fraction; null with more than one decimal that counts. */
function exactTenths(text: string): number | null {
  const [whole = '', decimals = ''] = text.split('.')
  const kept = decimals.replace(/0+$/, '')
  return kept.length > 1 ? null : Number(whole || '0') * 10 + Number(kept || '0')
}

/** Tab-separated lines as Excel and WPS put them on the clipboard: cells with line ends stand in quotes. */
export function cellsOfClipboard(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  const cell = (add: string): void => {
    const row = rows[rows.length - 1] as string[]
    row[row.length - 1] += add
  }
  const isEmptyCell = (): boolean => rows.at(-1)?.at(-1) === ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell('"')
        at += 1
      } else if (sign === '"') quoted = false
      else cell(sign)
    } else if (sign === '"' && isEmptyCell()) quoted = true
    else if (sign === '\t') rows.at(-1)?.push('')
    else if (sign === '\n') rows.push([''])
    else if (sign !== '\r') cell(sign)
  }
  const last = rows.at(-1)
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop()
  return rows
}

export interface BlockCell {
  /** Counted from the block's own upper left corner. */
  readonly row: number
  readonly column: number
  readonly written: string
  readonly read: ReadScore
}
export interface PastedBlock {
  readonly rows: number
  readonly columns: number
  /** Cells that may be taken over. A blank says nothing and leaves what is there. */
  readonly good: readonly (BlockCell & { readonly scoreX10: number })[]
  readonly bad: readonly BlockCell[]
  readonly blank: number
  /** Cells that fall outside the matrix. */
  readonly outside: number
}

/**
 * A pasted block, checked cell by cell: the good cells are kept whatever the bad ones are.
 * @param dimensions the columns from the pasted corner on; @param rowsLeft rows from the corner on
 */
export function readPastedBlock(text: string, dimensions: readonly Dimension[], rowsLeft: number, terms: Pick<Terms, 'stepX10'>): PastedBlock {
  const grid = cellsOfClipboard(text)
  const good: (BlockCell & { scoreX10: number })[] = []
  const bad: BlockCell[] = []
  let blank = 0
  let outside = 0
  for (const [row, cells] of grid.entries())
    for (const [column, written] of cells.entries()) {
      const dimension = dimensions[column]
      if (dimension === undefined || row >= rowsLeft) {
        if (written.trim() !== '') outside += 1
        continue
      }
      const read = readScore(written, dimension.maxX10, terms.stepX10)
      if (read.kind === 'blank') blank += 1
      else if (read.kind === 'score') good.push({ row, column, written, read, scoreX10: read.scoreX10 })
      else bad.push({ row, column, written, read })
    }
  return { rows: grid.length, columns: Math.max(0, ...grid.map((cells) => cells.length)), good, bad, blank, outside }
}

/** True where a score needs a reason: below the stated share of its maximum (model.md D1, [D]). */
export const needsReason = (scoreX10: number, maxX10: number, terms: Pick<Terms, 'lowPercent'>): boolean => scoreX10 * 100 < maxX10 * terms.lowPercent

export interface CellFault {
  readonly code: string
  readonly rule: 'I10' | 'reason_needed'
  readonly message: string
}

/** What stands between a row and being handed in; in the template's order, empty when it is ready. */
export function rowFaults(cells: readonly ScoredCell[], dimensions: readonly Dimension[], terms: Pick<Terms, 'stepX10' | 'lowPercent'>): CellFault[] {
  return dimensions.flatMap(({ code, label, maxX10 }): CellFault[] => {
    const cell = cells.find((one) => one.code === code)
    const scoreX10 = cell?.scoreX10 ?? null
    if (scoreX10 === null) return [{ code, rule: 'I10', message: `${label}未打分。` }]
    if (scoreX10 < 0 || scoreX10 > maxX10) return [{ code, rule: 'I10', message: `${label}${pointWords(scoreX10)}，超过满分${pointWords(maxX10)}分。` }]
    if (scoreX10 % terms.stepX10 !== 0) return [{ code, rule: 'I10', message: `${label}${pointWords(scoreX10)}，分值以${pointWords(terms.stepX10)}分为一档。` }]
    if (needsReason(scoreX10, maxX10, terms) && (cell?.reason ?? '').trim() === '')
      return [{ code, rule: 'reason_needed', message: `${label}${pointWords(scoreX10)}分，低于${pointWords((maxX10 * terms.lowPercent) / 100)}分，请写原因。` }]
    return []
  })
}

/** The sum of what is filled in, and whether that is the total. A blank is never zero: it only leaves the row incomplete. */
export function sumOfRow(cells: readonly ScoredCell[], dimensions: readonly Dimension[]): { sumX10: number; complete: boolean } {
  const scores = dimensions.map(({ code }) => cells.find((cell) => cell.code === code)?.scoreX10 ?? null)
  return { sumX10: scores.reduce<number>((sum, score) => sum + (score ?? 0), 0), complete: scores.every((score) => score !== null) }
}
