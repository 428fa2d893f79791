import { describe, expect, it } from 'vitest'
import { applied } from './matrix-edits'
import { answerOf } from './matrix-fixture'
import { groupsOf } from './matrix-groups'
import { matrixOf, type Matrix } from './matrix-model'

function township(communities: number, people: number): Matrix {
  const answer = answerOf(people)
  const made = matrixOf({ ...answer, blocks: Array.from({ length: communities }, (_, at) => answer.blocks.map((block) => ({ ...block, communityId: `C${at}`, rows: block.rows.map((row) => ({ ...row, rateeId: `${at}-${row.rateeId}` })) }))).flat() }, 'aux_by_police')
  if (!made) throw new Error('no matrix')
  return made
}
const full = ['16', '17', '13', '12.5', '13.5', '12']

describe('groupsOf', () => {
  it('cuts the lines where a new community begins, and counts what is complete', () => {
    const before = township(3, 2)
    const key = before.rows[3]?.key ?? ''
    const { matrix } = applied(before, full.map((text, column) => ({ key, column, text })))
    expect(groupsOf(matrix.rows).map(({ start, rows, words }) => [start, rows.length, words])).toEqual([[0, 2, '2人，已齐 0'], [2, 2, '2人，已齐 1'], [4, 2, '2人，已齐 0']])
    expect(groupsOf([])).toEqual([])
  })

  it('keeps every community but the one that was typed into: a key costs its own lines, whatever the township has', () => {
    const before = township(27, 5)
    const groups = groupsOf(before.rows)
    const key = before.rows[64]?.key ?? ''
    const { matrix } = applied(before, [{ key, column: 0, text: '16' }])
    const after = groupsOf(matrix.rows, groups)
    expect(after.flatMap((group, at) => (group === groups[at] ? [] : [at]))).toEqual([12])
  })

  it('draws anew what has moved', () => {
    const before = township(3, 2)
    const groups = groupsOf(before.rows)
    const after = groupsOf(before.rows.slice(1), groups)
    expect(after.map(({ start }) => start)).toEqual([0, 1, 3])
    expect(after.some((group, at) => group === groups[at])).toBe(false)
  })
})
