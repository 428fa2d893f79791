import { isReady, type ScoreRow } from './matrix-model'

/** Lines of one community that stand together. */
export interface RowGroup {
  readonly key: string
  /** Number of the first line in the matrix, from 0. */
  readonly start: number
  readonly rows: readonly ScoreRow[]
  /** 5人，已齐 3 */
  readonly words: string
}

const isDone = (row: ScoreRow): boolean => isReady(row) || row.state === 'submitted' || row.state === 'locked'
const sameRows = (a: readonly ScoreRow[], b: readonly ScoreRow[]): boolean => a.length === b.length && a.every((row, at) => row === b[at])

/** @param before what was drawn last: a community whose lines are the same stays the same object, and is not drawn anew */
export function groupsOf(rows: readonly ScoreRow[], before: readonly RowGroup[] = []): RowGroup[] {
  const kept = new Map(before.map((group) => [group.key, group]))
  const groups: RowGroup[] = []
  for (let start = 0; start < rows.length; ) {
    const first = rows[start]
    if (first === undefined) break
    let end = start
    while (rows[end]?.communityId === first.communityId) end += 1
    const mine = rows.slice(start, end)
    const old = kept.get(first.key)
    groups.push(old && old.start === start && sameRows(old.rows, mine) ? old : { key: first.key, start, rows: mine, words: `${mine.length}人，已齐 ${mine.filter(isDone).length}` })
    start = end
  }
  return groups
}
