import { ORPCError } from '@orpc/client'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answerOf } from './matrix-fixture'
import type { MatrixAnswer } from './matrix-model'
import { useMatrixStore } from './matrix-store'

/** The line to the core, each answer given by hand: what overtakes what is decided here and by no clock. */
interface Call {
  name: string
  input: { communityId?: string }
  answer: (value?: unknown) => void
  refuse: (error: unknown) => void
}
const line = vi.hoisted(() => ({ calls: [] as Call[] }))
vi.mock('../../host/connection', () => ({
  client: {
    evaluations: new Proxy({}, {
      get: (_, name: string) => (input: Call['input']) =>
        new Promise((resolve, reject) => {
          line.calls.push({ name, input, answer: resolve, refuse: reject })
        }),
    }),
  },
}))

const source = { proxy: false, month: '2026-10', communityId: null }
const proxySource = { ...source, proxy: true, communityId: 'C1' }
const refusal = () => new ORPCError('REFUSED', { defined: true, message: '这个村(社区)已锁定。', data: { rule: 'I11' } })
const scores = ['16', '17', '13', '12.5', '13.5', '12']
/** Every microtask that the last answer has set off. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const names = (): string[] => line.calls.map(({ name }) => name)
const last = (name: string): Call => {
  const call = line.calls.findLast((each) => each.name === name)
  if (!call) throw new Error(`${name} was not called; called were ${names().join(', ')}`)
  return call
}
async function answer(name: string, value: unknown): Promise<void> {
  last(name).answer(value)
  await settled()
}

/** Two communities of one rater, everybody scored in the answer where `scored`. */
function twoCommunities(change: (rows: MatrixAnswer['blocks'][number]['rows'], communityId: string) => MatrixAnswer['blocks'][number]['rows'] = (rows) => rows): MatrixAnswer {
  const one = answerOf(2)
  return { ...one, blocks: ['C1', 'C2'].flatMap((communityId) => one.blocks.map((block) => ({ ...block, communityId, rows: change(block.rows.map((row) => ({ ...row, rateeId: `${communityId}-${row.rateeId}` })), communityId) }))) }
}
const scored = (rows: MatrixAnswer['blocks'][number]['rows']) => rows.map((row) => ({ ...row, cells: row.cells.map((cell, at) => ({ ...cell, scoreX10: Number(scores[at]) * 10 })), sumX10: 840, complete: true, state: 'draft' as const }))
const submittedRows = (rows: MatrixAnswer['blocks'][number]['rows']) => scored(rows).map((row) => ({ ...row, state: 'submitted' as const }))

async function opened(found: MatrixAnswer, proxy = false) {
  const store = useMatrixStore()
  void store.open(proxy ? proxySource : source)
  await settled()
  await answer(proxy ? 'proxySheets' : 'mySheets', found)
  return store
}
type Store = Awaited<ReturnType<typeof opened>>
const keyAt = (store: Store, row: number): string => store.matrix?.rows[row]?.key ?? ''
const textAt = (store: Store, row: number, column: number): string | undefined => store.matrix?.rows[row]?.cells[column]?.text
const type = (store: Store, row: number, column: number, text: string): void => store.change([{ key: keyAt(store, row), column, text }])

beforeEach(() => {
  line.calls.length = 0
  setActivePinia(createPinia())
})

describe('a submit', () => {
  it('waits for a save that somebody else asked for', async () => {
    const store = await opened({ ...answerOf(1), blocks: answerOf(1).blocks.map((block) => ({ ...block, rows: scored(block.rows) })) })
    type(store, 0, 0, '15')
    void store.keepNow()
    await settled()
    type(store, 0, 0, '18')
    // The pause after typing ends, and a moment later the person submits.
    void store.keepNow()
    const submitting = store.submit()
    await settled()
    await answer('saveDraft', { savedAt: 1 })
    expect(names()).toEqual(['mySheets', 'saveDraft', 'saveDraft'])
    await answer('saveDraft', { savedAt: 2 })
    await answer('submit', { submitted: 1, submittedAt: 3 })
    expect(names()).toEqual(['mySheets', 'saveDraft', 'saveDraft', 'submit', 'mySheets'])
    await answer('mySheets', answerOf(1))
    expect(await submitting).toEqual({ count: 1, error: null })
  })

  it('goes on after a refused community and shows what is stored, so that the next one is about the refused only', async () => {
    const store = await opened(twoCommunities(scored))
    const submitting = store.submit()
    await settled()
    expect(last('submit').input.communityId).toBe('C1')
    last('submit').refuse(refusal())
    await settled()
    expect(last('submit').input.communityId).toBe('C2')
    await answer('submit', { submitted: 2, submittedAt: 1 })
    await answer('mySheets', twoCommunities((rows, communityId) => (communityId === 'C2' ? submittedRows(rows) : scored(rows))))
    const { count, error } = await submitting
    expect(count).toBe(2)
    expect(error).toMatchObject({ message: '这个村(社区)已锁定。' })
    expect(store.ready.map((row) => row.communityId)).toEqual(['C1', 'C1'])
  })

  it('that is refused at the second community does not offer the first one again', async () => {
    const store = await opened(twoCommunities(scored))
    const submitting = store.submit().catch(() => null)
    await settled()
    await answer('submit', { submitted: 2, submittedAt: 1 })
    last('submit').refuse(refusal())
    await settled()
    await answer('mySheets', twoCommunities((rows, communityId) => (communityId === 'C1' ? submittedRows(rows) : scored(rows))))
    await submitting
    expect(store.ready.map((row) => row.communityId)).toEqual(['C2', 'C2'])
  })
})

describe('a sheet typed from paper', () => {
  it('goes in after its drafts, however slow they are', async () => {
    const store = await opened(answerOf(1), true)
    store.change(scores.map((text, column) => ({ key: keyAt(store, 0), column, text })))
    const [row] = store.ready
    if (!row) throw new Error('nobody is ready')
    const entering = store.enterProxy(row, 'ticket')
    await settled()
    expect(names()).toEqual(['proxySheets', 'saveDraft'])
    await answer('saveDraft', { savedAt: 1 })
    expect(names()).toEqual(['proxySheets', 'saveDraft', 'enterProxy'])
    await answer('enterProxy', { totalX10: 840 })
    await entering
    expect(store.keepError).toBeNull()
  })

  it('does not go in while its drafts are refused', async () => {
    const store = await opened(answerOf(1), true)
    store.change(scores.map((text, column) => ({ key: keyAt(store, 0), column, text })))
    const [row] = store.ready
    if (!row) throw new Error('nobody is ready')
    const entering = store.enterProxy(row, 'ticket')
    await settled()
    last('saveDraft').refuse(refusal())
    await expect(entering).rejects.toMatchObject({ code: 'REFUSED' })
    expect(names()).not.toContain('enterProxy')
  })
})

describe('a change made elsewhere', () => {
  const with15 = (): MatrixAnswer => {
    const found = answerOf(2)
    return { ...found, blocks: found.blocks.map((block) => ({ ...block, rows: block.rows.map((row, at) => (at === 1 ? { ...row, cells: row.cells.map((cell) => ({ ...cell, scoreX10: 110 })) } : row)) })) }
  }

  it('that arrives while a cell is open is read once the cell is left', async () => {
    const store = await opened(answerOf(2))
    store.typing(true)
    type(store, 0, 0, '16')
    store.changed()
    await settled()
    expect(names()).toEqual(['mySheets'])
    store.typing(false)
    // What was typed goes out first; only then is there something to read.
    void store.keepNow()
    await settled()
    await answer('saveDraft', { savedAt: 1 })
    expect(names()).toEqual(['mySheets', 'saveDraft', 'mySheets'])
    await answer('mySheets', with15())
    expect(textAt(store, 1, 0)).toBe('11.0')
  })

  it('that arrives while the submit dialog stands is read once it is answered', async () => {
    const store = await opened(answerOf(2))
    store.hold(true)
    store.changed()
    await settled()
    expect(names()).toEqual(['mySheets'])
    store.hold(false)
    await settled()
    await answer('mySheets', with15())
    expect(textAt(store, 1, 0)).toBe('11.0')
  })

  it('that arrives after a refused save is read once the save goes through', async () => {
    const store = await opened(answerOf(2))
    type(store, 0, 0, '16')
    void store.keepNow()
    await settled()
    last('saveDraft').refuse(refusal())
    await settled()
    store.changed()
    await settled()
    expect(names()).toEqual(['mySheets', 'saveDraft'])
    void store.keepNow()
    await settled()
    await answer('saveDraft', { savedAt: 1 })
    await answer('mySheets', with15())
    expect(textAt(store, 1, 0)).toBe('11.0')
  })

  it('does not bring back what a figure was before it was stored', async () => {
    const store = await opened(answerOf(2))
    store.changed()
    await settled()
    type(store, 0, 0, '16')
    void store.keepNow()
    await settled()
    await answer('saveDraft', { savedAt: 1 })
    // Read before the save, delivered after it.
    await answer('mySheets', with15())
    expect([textAt(store, 0, 0), textAt(store, 1, 0)]).toEqual(['16.0', '11.0'])
  })
})

describe('the sheets asked for', () => {
  it('are not overtaken by a reading of the ones being left', async () => {
    const store = await opened(answerOf(1))
    type(store, 0, 0, '16')
    void store.open({ ...source, month: '2026-09' })
    await settled()
    store.changed()
    await answer('saveDraft', { savedAt: 1 })
    await answer('mySheets', { ...answerOf(1), month: '2026-09' })
    expect(store.answer?.month).toBe('2026-09')
    expect(store.source?.month).toBe('2026-09')
  })

  it('take nothing of a save that was under way when another person sat down', async () => {
    const store = await opened(answerOf(1))
    type(store, 0, 0, '16')
    void store.keepNow()
    await settled()
    store.belongTo('other')
    last('saveDraft').refuse(refusal())
    await settled()
    expect([store.waiting.size, store.keepError]).toEqual([0, null])
  })
})
