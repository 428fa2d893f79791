import { describe, expect, it } from 'vitest'
import { batchesOf, closesUnder, draftsOf, joined, keepEach, nothingWaits, onlyOf, waitingFor } from './draft-queue'
import { applied } from './matrix-edits'
import { answerOf } from './matrix-fixture'
import { matrixOf, type Matrix } from './matrix-model'

const made = matrixOf(answerOf(130), 'aux_by_police') as Matrix
const keyAt = (row: number): string => made.rows[row]?.key ?? ''

describe('what waits to be kept', () => {
  it('is only the cells that were touched, and the comment when it was', () => {
    const { matrix } = applied(made, [{ key: keyAt(0), column: 2, text: '13' }, { key: keyAt(0), column: 0, text: '9', reason: ' 多次未巡查 ' }])
    const queue = waitingFor(waitingFor(nothingWaits, keyAt(0), [2]), keyAt(0), [0])
    const [draft] = draftsOf(queue, matrix.rows)
    expect(draft?.cells).toEqual([{ code: 'D0', scoreX10: 90, reason: '多次未巡查' }, { code: 'D2', scoreX10: 130, reason: null }])
    expect(draft?.comment).toBeUndefined()
    expect(draftsOf(waitingFor(queue, keyAt(0), [], true), matrix.rows)[0]?.comment).toBeNull()
  })

  it('comes together again after a failed call with what was typed meanwhile', () => {
    const failed = waitingFor(nothingWaits, keyAt(0), [1])
    const typed = waitingFor(waitingFor(nothingWaits, keyAt(0), [2]), keyAt(1), [], true)
    const all = joined(failed, typed)
    expect([...(all.get(keyAt(0))?.columns ?? [])]).toEqual([1, 2])
    expect(all.get(keyAt(1))).toMatchObject({ comment: true })
  })

  it('is known to have been closed under the hands', () => {
    const queue = waitingFor(nothingWaits, keyAt(1), [0])
    expect(closesUnder(queue, answerOf(130))).toBe(false)
    expect(closesUnder(queue, answerOf(130, { closedBecause: '这个月已结账' }))).toBe(true)
    expect(closesUnder(nothingWaits, answerOf(130, { closedBecause: '这个月已结账' }))).toBe(false)
  })

  it('goes in blocks that the core takes', () => {
    const queue = made.rows.reduce((all, row) => waitingFor(all, row.key, [0]), nothingWaits)
    expect(batchesOf(draftsOf(queue, made.rows)).map((batch) => batch.length)).toEqual([60, 60, 10])
  })

  it('goes on past a batch that is refused, and keeps that one alone waiting', async () => {
    const queue = made.rows.reduce((all, row) => waitingFor(all, row.key, [0]), nothingWaits)
    const batches = batchesOf(draftsOf(queue, made.rows))
    const tried: number[] = []
    const keep = (failing: number) => (batch: readonly unknown[]) => {
      tried.push(batch.length)
      return tried.length === failing ? Promise.reject(new Error('已结账')) : Promise.resolve(tried.length)
    }
    const { at, refused } = await keepEach(batches, keep(1), () => false)
    expect([tried, at]).toEqual([[60, 60, 10], 3])
    expect(refused?.error).toEqual(new Error('已结账'))
    expect([...onlyOf(queue, refused?.keys ?? new Set()).keys()]).toEqual(made.rows.slice(0, 60).map((row) => row.key))
    tried.length = 0
    await expect(keepEach(batches, keep(2), () => true)).rejects.toThrow('已结账')
    expect(tried).toEqual([60, 60])
  })
})
