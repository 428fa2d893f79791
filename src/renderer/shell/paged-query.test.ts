import { describe, expect, it } from 'vitest'
import { pagedQuery } from './paged-query'

interface Page {
  rows: string[]
  next: string | null
  total: number
}
interface Call {
  input: string
  after: string | null
  answer: (page: Page) => Promise<void>
  fail: (error: Error) => Promise<void>
}

/** A core that answers when it is told to, in any order. */
function slowCore() {
  const calls: Call[] = []
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const ask = (input: string, after: string | null): Promise<Page> =>
    new Promise((resolve, reject) => {
      calls.push({ input, after, answer: (page) => (resolve(page), settled()), fail: (error) => (reject(error), settled()) })
    })
  const query = pagedQuery(ask, (page) => page.rows)
  const call = (at: number): Call => {
    const found = calls.at(at)
    if (!found) throw new Error(`there is no call ${at} of ${calls.length}`)
    return found
  }
  return { query, calls, call }
}
const page = (rows: string[], next: string | null): Page => ({ rows, next, total: 9 })

describe('pagedQuery', () => {
  it('reads page after page until there is no more', async () => {
    const { query, call, calls } = slowCore()
    void query.load('a')
    await call(0).answer(page(['a1', 'a2'], 'a2'))
    expect([query.rows.value, query.hasMore.value, query.loading.value]).toEqual([['a1', 'a2'], true, false])
    void query.more()
    expect(call(1)).toMatchObject({ input: 'a', after: 'a2' })
    await call(1).answer(page(['a3'], null))
    expect([query.rows.value, query.hasMore.value, query.answer.value?.total]).toEqual([['a1', 'a2', 'a3'], false, 9])
    await query.more()
    expect(calls).toHaveLength(2)
  })

  it('appends a page once, however often it is asked for', async () => {
    const { query, call, calls } = slowCore()
    void query.load('a')
    await call(0).answer(page(['a1'], 'a1'))
    void query.more()
    void query.more()
    expect(calls).toHaveLength(2)
    await call(1).answer(page(['a2'], 'a2'))
    expect(query.rows.value).toEqual(['a1', 'a2'])
  })

  it('never puts a page of an old question among the rows of a new one', async () => {
    const { query, call } = slowCore()
    void query.load('a')
    await call(0).answer(page(['a1'], 'a1'))
    void query.more()
    void query.load('b')
    await call(2).answer(page(['b1'], 'b1'))
    await call(1).answer(page(['a2'], null))
    expect([query.rows.value, query.shown.value, query.hasMore.value]).toEqual([['b1'], 'b', true])
  })

  it('does not page the old rows while a new question is on its way', async () => {
    const { query, call, calls } = slowCore()
    void query.load('a')
    await call(0).answer(page(['a1'], 'a1'))
    void query.load('b')
    await query.more()
    expect(calls).toHaveLength(2)
    await call(1).fail(new Error('cut'))
    // What is shown is still a's, what is asked is b: there is no next page of that.
    await query.more()
    expect(calls).toHaveLength(2)
    expect([query.rows.value, query.shown.value]).toEqual([['a1'], 'a'])
  })

  it('drops the failure of an old question, and forgets one once an answer came', async () => {
    const { query, call } = slowCore()
    void query.load('a')
    void query.load('b')
    await call(1).answer(page(['b1'], null))
    await call(0).fail(new Error('cut'))
    expect([query.error.value, query.loading.value]).toEqual([null, false])
    void query.load('c')
    await call(2).fail(new Error('cut'))
    expect(query.error.value).toBeInstanceOf(Error)
    void query.load('c')
    await call(3).answer(page(['c1'], null))
    expect(query.error.value).toBeNull()
  })

  it('reads anew as far as somebody has read, and shows it in one go', async () => {
    const { query, call, calls } = slowCore()
    void query.load('a')
    await call(0).answer(page(['a1', 'a2'], 'a2'))
    void query.more()
    await call(1).answer(page(['a3', 'a4'], 'a4'))
    void query.refresh()
    await call(2).answer(page(['a1', 'a3'], 'a3'))
    expect(query.rows.value).toEqual(['a1', 'a2', 'a3', 'a4'])
    await call(3).answer(page(['a4', 'a5'], 'a5'))
    expect(query.rows.value).toEqual(['a1', 'a3', 'a4', 'a5'])
    expect(calls.map(({ after }) => after)).toEqual([null, 'a2', null, 'a3'])
  })

  it('keeps the rows when the next page fails, and asks for it again', async () => {
    const { query, call } = slowCore()
    void query.load('a')
    await call(0).answer(page(['a1'], 'a1'))
    void query.more()
    await call(1).fail(new Error('cut'))
    expect([query.rows.value, query.hasMore.value]).toEqual([['a1'], true])
    void query.more()
    expect(call(2).after).toBe('a1')
  })

  it('is empty once cleared, whatever still arrives', async () => {
    const { query, call } = slowCore()
    void query.load('a')
    query.clear()
    await call(0).answer(page(['a1'], 'a1'))
    expect([query.rows.value, query.answer.value, query.loading.value]).toEqual([[], null, false])
  })
})
