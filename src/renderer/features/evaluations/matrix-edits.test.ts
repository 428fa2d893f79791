import { describe, expect, it } from 'vitest'
import { applied, cleared, copied, everyPlace, fromLastMonth, pastedAt, pastedWords } from './matrix-edits'
import { answerOf } from './matrix-fixture'
import { averageX100, draftOf, draftX10, heatOf, isReady, matrixOf, wordOf, type Matrix, type MatrixCell, type ScoreRow } from './matrix-model'
import { following, moved, nextObstacle, obstaclesOf, spanOf } from './matrix-moves'

function matrix(people: number): Matrix {
  const made = matrixOf(answerOf(people), 'aux_by_police')
  if (!made) throw new Error('no matrix')
  return made
}
const full = ['16', '17', '13', '12.5', '13.5', '12']
const fill = (key: string, texts: readonly string[] = full) => texts.map((text, column) => ({ key, column, text }))
const keyAt = (from: Matrix, row: number): string => from.rows[row]?.key ?? ''

describe('a pasted block', () => {
  /** 30×6 as Excel puts it on the clipboard, with three cells that are no scores. */
  const lines = Array.from({ length: 30 }, (_, row) => full.map((text, column) => (row === 3 && column === 0 ? '23' : row === 11 && column === 2 ? '9.5分' : row === 29 && column === 5 ? '12.3' : text)))
  const text = `${lines.map((line) => line.join('\t')).join('\r\n')}\r\n`

  it('of 30×6 with three bad cells keeps the 177 good ones and marks the three', () => {
    const before = matrix(30)
    const pasted = pastedAt(before, { row: 0, column: 0 }, text)
    expect(pasted).toMatchObject({ good: 177, bad: 3, outside: 0, closed: 0 })
    const { matrix: after } = applied(before, pasted.edits)
    const cells = after.rows.flatMap((row) => row.cells)
    expect(cells.filter((cell) => cell.scoreX10 !== null)).toHaveLength(177)
    expect(cells.filter((cell) => cell.fault !== null).map((cell) => cell.text)).toEqual(['23', '9.5分', '12.3'])
    expect(cells.find((cell) => cell.text === '9.5分')?.suggestedX10).toBe(95)
    expect(after.rows.filter(isReady)).toHaveLength(27)
    expect(pastedWords(pasted)).toBe('贴入177格；3格不是分值，已标出，按F8逐处改')
  })

  it('goes back with one undo', () => {
    const before = matrix(30)
    const done = applied(before, pastedAt(before, { row: 0, column: 0 }, text).edits)
    expect(done.undo).toHaveLength(180)
    expect(applied(done.matrix, done.undo).matrix.rows).toEqual(before.rows)
  })

  it('leaves blank cells alone, says what lies outside and never writes to a closed line', () => {
    const before = matrix(2)
    const closed: Matrix = { ...before, rows: before.rows.map((row, at) => (at === 1 ? { ...row, editable: false } : row)) }
    const pasted = pastedAt(closed, { row: 0, column: 4 }, '1\t2\t3\n4\t\t\n5')
    expect(pasted).toMatchObject({ good: 2, bad: 0, outside: 2, closed: 1 })
    expect(applied(closed, pasted.edits).matrix.rows[1]).toBe(closed.rows[1])
  })
})

describe('typing', () => {
  it('adds up as it goes and never takes a blank for zero', () => {
    const empty = matrix(1)
    expect(wordOf(empty.rows[0] as ScoreRow)).toEqual({ light: 'b', word: '未评' })
    const half = applied(empty, fill(keyAt(empty, 0), ['16', '0'])).matrix
    expect(half.rows[0]).toMatchObject({ sumX10: 160, filled: 2 })
    expect(wordOf(half.rows[0] as ScoreRow).word).toBe('差4项')
    const whole = applied(half, fill(keyAt(empty, 0))).matrix
    expect(whole.rows[0]).toMatchObject({ sumX10: 840, filled: 6 })
    expect(wordOf(whole.rows[0] as ScoreRow).word).toBe('已齐')
  })

  it('is read-only where its community is locked or nobody may rate it, and its neighbours are not', () => {
    const answer = answerOf(3)
    const [block] = answer.blocks
    if (!block) throw new Error('no block')
    const rows = block.rows.map((row, at) => (at === 0 ? { ...row, closed: true } : at === 1 ? { ...row, problem: 'short_service' as const } : row))
    const read = matrixOf({ ...answer, blocks: [{ ...block, rows }] }, 'aux_by_police') as Matrix
    expect(read.rows.map((row) => [row.editable, wordOf(row).word])).toEqual([[false, '已锁定'], [false, '不能评'], [true, '未评']])
    const { matrix: after } = applied(read, read.rows.flatMap((row) => fill(row.key)))
    expect(after.rows.map((row) => row.filled)).toEqual([0, 0, 6])
  })

  it('touches only the line that changed', () => {
    const before = matrix(3)
    const { matrix: after, touched } = applied(before, fill(keyAt(before, 1)))
    expect([...touched]).toEqual([keyAt(before, 1)])
    expect(after.rows[0]).toBe(before.rows[0])
    expect(after.rows[2]).toBe(before.rows[2])
    expect(applied(after, fill(keyAt(before, 1))).matrix).toBe(after)
  })

  it('asks for a reason below sixty per cent and is content once it stands', () => {
    const low = applied(matrix(1), fill(keyAt(matrix(1), 0), ['11.5', '17', '13', '12.5', '13.5', '12'])).matrix
    expect(wordOf(low.rows[0] as ScoreRow)).toEqual({ light: 'y', word: '缺原因' })
    expect(obstaclesOf(low)).toMatchObject([{ row: 0, column: 0, kind: 'reason' }])
    const reasoned = applied(low, [{ key: keyAt(low, 0), column: 0, text: '11.5', reason: '多次未巡查' }]).matrix
    expect(isReady(reasoned.rows[0] as ScoreRow)).toBe(true)
  })

  it('marks what is over the maximum and keeps it in the draft as typed', () => {
    const over = applied(matrix(1), [{ key: keyAt(matrix(1), 0), column: 0, text: '23' }]).matrix
    expect(over.rows[0]?.cells[0]).toMatchObject({ scoreX10: null, fault: '23超过该项满分20分。' })
    expect(draftOf(over.rows[0]?.cells[0] as MatrixCell).scoreX10).toBe(230)
    expect([draftX10('101'), draftX10('abc'), draftX10('9.55'), draftX10('9.5')]).toEqual([null, null, null, 95])
  })
})

describe('moving', () => {
  it('stays on the sheet and reads on at the end of a line', () => {
    const sheet = matrix(2)
    expect(moved(sheet, { row: 0, column: 0 }, -1, -1)).toEqual({ row: 0, column: 0 })
    expect(moved(sheet, { row: 0, column: 3 }, 99, 99)).toEqual({ row: 1, column: 5 })
    expect(following(sheet, { row: 0, column: 5 }, 1)).toEqual({ row: 1, column: 0 })
    expect(following(sheet, { row: 1, column: 0 }, -1)).toEqual({ row: 0, column: 5 })
    expect(following(sheet, { row: 1, column: 5 }, 1)).toEqual({ row: 1, column: 5 })
  })

  it('goes from one thing to do to the next and round the end', () => {
    const half = applied(matrix(3), [...fill(keyAt(matrix(3), 0)), { key: keyAt(matrix(3), 1), column: 2, text: 'abc' }]).matrix
    const todo = obstaclesOf(half)
    expect(todo.map(({ row, column }) => `${row}.${column}`)).toEqual(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '2.0'])
    expect(nextObstacle(todo, { row: 0, column: 0 }, 1)).toMatchObject({ row: 1, column: 0 })
    expect(nextObstacle(todo, { row: 2, column: 0 }, 1)).toMatchObject({ row: 1, column: 0 })
    expect(nextObstacle(todo, { row: 1, column: 0 }, -1)).toMatchObject({ row: 2, column: 0 })
    expect(nextObstacle([], { row: 1, column: 0 }, 1)).toBeNull()
  })
})

describe('last month and copying', () => {
  it('fills only what is blank, and every cell it fills is undone', () => {
    const before = applied(matrix(2), [{ key: keyAt(matrix(2), 0), column: 0, text: '20' }]).matrix
    const edits = fromLastMonth(before, everyPlace(before), true)
    expect(edits).toHaveLength(11)
    const done = applied(before, edits)
    expect(done.matrix.rows.map((row) => row.cells[0]?.text)).toEqual(['20.0', '18.0'])
    expect(applied(done.matrix, done.undo).matrix.rows).toEqual(before.rows)
  })

  it('copies and clears a block as Excel does', () => {
    const sheet = applied(matrix(2), [...fill(keyAt(matrix(2), 0)), ...fill(keyAt(matrix(2), 1))]).matrix
    const span = spanOf({ row: 1, column: 1 }, { row: 0, column: 0 })
    expect(copied(sheet, span)).toBe('16.0\t17.0\n16.0\t17.0')
    const after = applied(sheet, cleared(sheet, [{ row: 0, column: 0 }])).matrix
    expect(after.rows[0]).toMatchObject({ filled: 5, sumX10: 680 })
    expect(averageX100(after.rows, 0)).toBe(1600)
    expect(averageX100(matrix(1).rows, 0)).toBeNull()
  })

  it('shows strength only from four fifths on', () => {
    expect([heatOf(null, 200), heatOf(159, 200), heatOf(160, 200), heatOf(180, 200), heatOf(200, 200)]).toEqual([0, 0, 1, 2, 3])
  })
})
