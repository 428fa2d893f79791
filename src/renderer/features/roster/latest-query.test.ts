import { describe, expect, it } from 'vitest'
import { latestQuery } from './latest-query'

/** A core that answers when it is told to, in any order. */
function slowQuery() {
  const calls: { answer: (text: string) => Promise<void>; fail: () => Promise<void> }[] = []
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const query = latestQuery<string, string>(
    () =>
      new Promise<string>((resolve, reject) => {
        calls.push({ answer: (text) => (resolve(text), settled()), fail: () => (reject(new Error('cut')), settled()) })
      }),
  )
  return { query, calls }
}

describe('latestQuery', () => {
  it('shows the answer to the newest question, whichever comes last', async () => {
    const { query, calls } = slowQuery()
    void query.load('a')
    void query.load('b')
    await calls[1]?.answer('b')
    await calls[0]?.answer('a')
    expect([query.answer.value, query.loading.value]).toEqual(['b', false])
  })

  it('lets no failure of an older question stand over a newer answer', async () => {
    const { query, calls } = slowQuery()
    void query.load('a')
    void query.load('b')
    await calls[1]?.answer('b')
    await calls[0]?.fail()
    expect([query.answer.value, query.error.value]).toEqual(['b', null])
  })

  it('is empty once cleared, whatever is still on its way', async () => {
    const { query, calls } = slowQuery()
    void query.load('a')
    query.clear()
    await calls[0]?.answer('a')
    expect([query.answer.value, query.loading.value]).toEqual([null, false])
  })
})
