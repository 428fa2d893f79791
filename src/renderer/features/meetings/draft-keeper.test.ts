import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftKeeper, draftPause, type DraftCell, type SendDraft } from './draft-keeper'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A core that keeps what it is sent, and refuses to overwrite a newer version. */
function memory(): { send: SendDraft; kept: Map<string, { text: string; version: number }>; calls: DraftCell[][]; fail: { with: unknown } } {
  const kept = new Map<string, { text: string; version: number }>()
  const calls: DraftCell[][] = []
  const fail = { with: null as unknown }
  const send: SendDraft = async (cells) => {
    calls.push(cells)
    if (fail.with !== null) throw fail.with
    return {
      savedAt: Date.now(),
      cells: cells.map((cell) => {
        const there = kept.get(cell.key) ?? { text: '', version: 0 }
        if (there.version !== cell.version) return { key: cell.key, version: there.version, taken: { text: there.text, by: '周敏' } }
        kept.set(cell.key, { text: cell.text, version: there.version + 1 })
        return { key: cell.key, version: there.version + 1, taken: null }
      }),
    }
  }
  return { send, kept, calls, fail }
}

test('a pause in typing sends once, with the last text', async () => {
  const core = memory()
  const drafts = draftKeeper(core.send)
  drafts.write('A1', '接')
  drafts.write('A1', '接警')
  await vi.advanceTimersByTimeAsync(draftPause)
  expect(core.calls).toHaveLength(1)
  expect(core.kept.get('A1')?.text).toBe('接警')
  expect(drafts.waiting.value).toBe(0)
})

test('a hand that never rests is kept within a second', async () => {
  const core = memory()
  const drafts = draftKeeper(core.send)
  for (let typed = 1; typed <= 30; typed += 1) {
    drafts.write('A1', '字'.repeat(typed))
    await vi.advanceTimersByTimeAsync(100)
  }
  const keptLength = core.kept.get('A1')?.text.length ?? 0
  expect(30 - keptLength).toBeLessThanOrEqual(11)
})

test('what fails stays here and is sent again when the line is back', async () => {
  const core = memory()
  core.fail.with = new TypeError('cut')
  const drafts = draftKeeper(core.send)
  drafts.write('B1/x', '无')
  await vi.advanceTimersByTimeAsync(draftPause)
  expect(drafts.pendingOf('B1/x')).toBe('无')
  expect(drafts.error.value).not.toBeNull()
  core.fail.with = null
  await vi.advanceTimersByTimeAsync(3_000)
  expect(core.kept.get('B1/x')?.text).toBe('无')
  expect(drafts.error.value).toBeNull()
})

test('a refusal is not asked for ever, and the text stays', async () => {
  const core = memory()
  core.fail.with = new ORPCError('REFUSED', { defined: true, message: '已签字，正文不能改。', data: { rule: 'not_editable' } })
  const drafts = draftKeeper(core.send)
  drafts.write('A2', '改')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(core.calls).toHaveLength(1)
  expect(drafts.pendingOf('A2')).toBe('改')
})

test("another person's text is never overwritten unasked", async () => {
  const core = memory()
  const drafts = draftKeeper(core.send)
  drafts.learn([{ key: 'A2', version: 0 }], drafts.moment())
  core.kept.set('A2', { text: '她写的', version: 4 })
  drafts.write('A2', '我写的')
  await vi.advanceTimersByTimeAsync(draftPause)
  expect(drafts.taken.get('A2')).toMatchObject({ text: '她写的', by: '周敏' })
  expect(core.kept.get('A2')?.text).toBe('她写的')
  expect(drafts.pendingOf('A2')).toBe('我写的')
  drafts.keepMine('A2')
  await vi.advanceTimersByTimeAsync(1)
  expect(core.kept.get('A2')?.text).toBe('我写的')
  expect(drafts.taken.size).toBe(0)
})

test('what is typed while a call is under way goes out with the next', async () => {
  const core = memory()
  let release: () => void = () => undefined
  const drafts = draftKeeper(async (cells) => {
    await new Promise<void>((resolve) => (release = resolve))
    return core.send(cells)
  })
  drafts.write('C1', '一')
  await vi.advanceTimersByTimeAsync(draftPause)
  drafts.write('C1', '一二')
  const flushed = drafts.flush()
  release()
  await vi.advanceTimersByTimeAsync(1)
  release()
  await vi.advanceTimersByTimeAsync(1)
  expect(await flushed).toBe(true)
  expect(core.kept.get('C1')).toEqual({ text: '一二', version: 2 })
})

test('a reading that set out before the last text was kept does not bring the old version back', async () => {
  const core = memory()
  const drafts = draftKeeper(core.send)
  const before = drafts.moment()
  drafts.write('C2', '新')
  await drafts.flush()
  drafts.learn([{ key: 'C2', version: 0 }], before)
  expect(drafts.keptOf('C2')).toBe('新')
  drafts.learn([{ key: 'C2', version: 7 }], drafts.moment())
  expect(drafts.keptOf('C2')).toBeUndefined()
  core.kept.set('C2', { text: '新', version: 7 })
  drafts.write('C2', '再改')
  await drafts.flush()
  expect(core.kept.get('C2')).toEqual({ text: '再改', version: 8 })
})
