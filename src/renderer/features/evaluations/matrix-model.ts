import type { z } from 'zod'
import type { CellInput, MatrixBlock, MatrixRow, matrixSchema } from '../../../contract/evaluation-shapes'
import type { Dimension, SheetKind, SheetState } from '../../../domain/evaluation'
import { needsReason, pointWords, readScore } from '../../../domain/score-block'

/** What `mySheets` and `proxySheets` answer. */
export type MatrixAnswer = z.infer<typeof matrixSchema>
export type MatrixTerms = MatrixAnswer['terms']

/** A cell as it stands on screen: what was typed stays, also where it is no score. */
export interface MatrixCell {
  readonly code: string
  readonly text: string
  /** Only what may be handed in; a blank and a faulty text have none. */
  readonly scoreX10: number | null
  readonly fault: string | null
  /** The number inside a faulty text, offered and never adopted. */
  readonly suggestedX10: number | null
  readonly reason: string
  /** Below the share that wants a reason. */
  readonly low: boolean
}

/** One sheet: one line. `key` is unique in the matrix. */
export interface ScoreRow extends Omit<MatrixRow, 'cells' | 'sumX10' | 'complete' | 'comment'> {
  readonly key: string
  readonly kind: SheetKind
  readonly communityId: string
  readonly community: string
  readonly raterId: string | null
  readonly rater: string | null
  readonly editable: boolean
  readonly cells: readonly MatrixCell[]
  readonly comment: string
  /** Sum of the scores that stand. */
  readonly sumX10: number
  readonly filled: number
}

export interface Matrix {
  readonly dimensions: readonly Dimension[]
  readonly terms: MatrixTerms
  readonly rows: readonly ScoreRow[]
}

const fillable: ReadonlySet<SheetState> = new Set(['todo', 'draft', 'returned'])

export const scoreText = (scoreX10: number): string => (scoreX10 / 10).toFixed(1)

export function cellOf(dimension: Dimension, text: string, reason: string, terms: MatrixTerms): MatrixCell {
  const read = readScore(text, dimension.maxX10, terms.stepX10)
  const scoreX10 = read.kind === 'score' ? read.scoreX10 : null
  return {
    code: dimension.code,
    text: scoreX10 === null ? text.trim() : scoreText(scoreX10),
    scoreX10,
    fault: read.kind === 'fault' ? read.message : null,
    suggestedX10: read.kind === 'fault' ? read.suggestedX10 : null,
    reason,
    low: scoreX10 !== null && needsReason(scoreX10, dimension.maxX10, terms),
  }
}

/** The line with other cells, its sum drawn anew. */
export function withCells(row: ScoreRow, cells: readonly MatrixCell[]): ScoreRow {
  return { ...row, cells, sumX10: cells.reduce((sum, cell) => sum + (cell.scoreX10 ?? 0), 0), filled: cells.filter((cell) => cell.scoreX10 !== null).length }
}

export const keyOf = (kind: SheetKind, communityId: string, rateeId: string): string => `${kind} ${communityId} ${rateeId}`

function rowOf(block: MatrixBlock, row: MatrixRow, terms: MatrixTerms, closed: boolean): ScoreRow {
  const { cells, sumX10, complete: _complete, comment, ...rest } = row
  const cellsNow = block.template.dimensions.map((dimension) => {
    const stored = cells.find((cell) => cell.code === dimension.code)
    return cellOf(dimension, stored?.scoreX10 == null ? '' : pointWords(stored.scoreX10), stored?.reason ?? '', terms)
  })
  const { kind, communityId, community, raterId, rater } = block
  const made = { ...rest, key: keyOf(kind, communityId, row.rateeId), kind, communityId, community, raterId, rater, editable: !closed && !row.closed && row.problem === null && fillable.has(row.state), comment: comment ?? '', cells: cellsNow, sumX10, filled: 0 }
  return withCells(made, cellsNow)
}

/** The kinds of sheet that an answer holds, in the order of the blocks. */
export const kindsOf = (answer: MatrixAnswer): SheetKind[] => [...new Set(answer.blocks.map((block) => block.kind))]

/** One kind of sheet makes one matrix: its columns are that kind's template. Null without such a sheet. */
export function matrixOf(answer: MatrixAnswer, kind: SheetKind): Matrix | null {
  const blocks = answer.blocks.filter((block) => block.kind === kind)
  const [first] = blocks
  if (!first) return null
  const rows = blocks.flatMap((block) => block.rows.map((row) => rowOf(block, row, answer.terms, answer.closedBecause !== null)))
  return { dimensions: first.template.dimensions, terms: answer.terms, rows }
}

/** What a draft can keep of a text: tenths up to 100 points, also over the maximum; null for anything else, which stays on screen only. */
export function draftX10(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d))?$/.exec(text)
  if (!match) return null
  const x10 = Number(match[1]) * 10 + Number(match[2] ?? 0)
  return x10 <= 1000 ? x10 : null
}

export const draftOf = (cell: MatrixCell): CellInput => ({ code: cell.code, scoreX10: cell.scoreX10 ?? draftX10(cell.text), reason: cell.reason.trim() === '' ? null : cell.reason.trim() })

export const lacksReason = (cell: MatrixCell): boolean => cell.low && cell.reason.trim() === ''
const isBlank = (cell: MatrixCell): boolean => cell.text === ''
/** Something keeps this cell from being handed in. */
export const isOpen = (cell: MatrixCell): boolean => isBlank(cell) || cell.fault !== null || lacksReason(cell)
export const isReady = (row: ScoreRow): boolean => row.editable && !row.cells.some(isOpen)
export const isBegun = (row: ScoreRow): boolean => row.cells.some((cell) => cell.text !== '')

export interface RowWord {
  light: 'g' | 'y' | 'r' | 'b' | 'k' | 'x'
  word: string
}

/** 填写情况: the gravest thing of a line in one word. */
export function wordOf(row: ScoreRow): RowWord {
  if (row.state === 'submitted') return { light: 'k', word: '已提交' }
  if (row.state === 'locked') return { light: 'k', word: '已锁定' }
  if (row.state === 'waived') return { light: 'x', word: '免评' }
  if (row.closed) return { light: 'k', word: '已锁定' }
  if (row.problem !== null) return { light: 'y', word: '不能评' }
  const faulty = row.cells.filter((cell) => cell.fault !== null).length
  if (faulty > 0) return { light: 'r', word: `改${faulty}项` }
  const blank = row.cells.filter(isBlank).length
  if (blank === row.cells.length) return { light: 'b', word: row.state === 'returned' ? '退回重评' : '未评' }
  if (blank > 0) return { light: 'y', word: `差${blank}项` }
  if (row.cells.some(lacksReason)) return { light: 'y', word: '缺原因' }
  return { light: 'k', word: '已齐' }
}

/** Mean of a column over the scores that stand, in hundredths; null without one. */
export function averageX100(rows: readonly ScoreRow[], column: number): number | null {
  let [sum, count] = [0, 0]
  for (const row of rows) {
    const score = row.cells[column]?.scoreX10 ?? null
    if (score === null) continue
    sum += score
    count += 1
  }
  return count === 0 ? null : Math.round((sum * 10) / count)
}

/** How far up its maximum a score stands: 0 nothing to show, 3 full marks. Drawn as rising strength, beside the number itself. */
export function heatOf(scoreX10: number | null, maxX10: number): 0 | 1 | 2 | 3 {
  if (scoreX10 === null || scoreX10 * 100 < maxX10 * 80) return 0
  if (scoreX10 >= maxX10) return 3
  return scoreX10 * 100 >= maxX10 * 90 ? 2 : 1
}
