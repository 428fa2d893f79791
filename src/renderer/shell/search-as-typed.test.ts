import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { searchAsTyped } from './search-as-typed'

interface Call {
  text: string
  signal: AbortSignal
  answer: (hits: string[]) => Promise<void>
  fail: () => Promise<void>
}

function slowSearch(options: Parameters<typeof searchAsTyped>[1] = {}) {
  const calls: Call[] = []
  const scope = effectScope()
  const search = scope.run(() =>
    searchAsTyped<string>(
      (text, signal) =>
        new Promise((resolve, reject) => {
          const settled = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined)
          calls.push({ text, signal, answer: (hits) => (resolve(hits), settled()), fail: () => (reject(new Error('cut')), settled()) })
        }),
      options,
    ),
  )
  if (!search) throw new Error('no scope')
  const call = (at: number): Call => {
    const found = calls.at(at)
    if (!found) throw new Error(`there is no call ${at} of ${calls.length}`)
    return found
  }
  const typed = (text: string): void => {
    search.type(text)
    vi.advanceTimersByTime(options.pause ?? 120)
  }
  return { search, scope, calls, call, typed }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('searchAsTyped', () => {
  it('asks once the letters have come to rest', async () => {
    const { search, calls, call } = slowSearch()
    for (const text of ['w', 'wa', ' wan ']) search.type(text)
    expect([calls.length, search.searching.value]).toEqual([0, true])
    vi.advanceTimersByTime(120)
    expect(calls.map(({ text }) => text)).toEqual(['wan'])
    await call(0).answer(['万一'])
    expect([search.hits.value, search.searching.value]).toEqual([['万一'], false])
  })

  it('offers nobody whom other letters have found', async () => {
    const { search, call, typed } = slowSearch()
    typed('w')
    await call(0).answer(['王一'])
    search.type('wa')
    expect(search.hits.value).toEqual([])
    vi.advanceTimersByTime(120)
    await call(1).answer(['万一'])
    expect(search.hits.value).toEqual(['万一'])
  })

  it('lets no late answer and no late failure overwrite a newer answer', async () => {
    const { search, call, typed } = slowSearch()
    typed('w')
    typed('wa')
    typed('wan')
    await call(2).answer(['万一'])
    await call(0).fail()
    await call(1).answer(['王一'])
    expect([search.hits.value, search.error.value, search.searching.value]).toEqual([['万一'], null, false])
    expect(call(0).signal.aborted).toBe(true)
  })

  it('takes the newer answer where the same letters were asked for twice', async () => {
    const { search, call, typed } = slowSearch()
    typed('w')
    typed('wa')
    typed('w')
    await call(0).answer(['早先的'])
    expect(search.hits.value).toEqual([])
    await call(2).answer(['现在的'])
    expect(search.hits.value).toEqual(['现在的'])
  })

  it('says why it found nothing, and asks again for the same letters', async () => {
    const { search, call, typed } = slowSearch()
    typed('w')
    await call(0).fail()
    expect([search.error.value, search.searching.value]).toEqual([expect.any(Error), false])
    typed('w')
    expect(search.error.value).toBeNull()
    await call(1).answer(['王一'])
    expect(search.hits.value).toEqual(['王一'])
  })

  it('forgets everything with the last letter, and asks for nothing that is not wanted', async () => {
    const { search, calls, call, typed } = slowSearch({ wants: (text) => /[a-z]/.test(text) })
    typed('w')
    typed('')
    await call(0).answer(['王一'])
    expect([search.hits.value, search.searching.value]).toEqual([[], false])
    typed('王')
    expect([calls.length, search.searching.value]).toEqual([1, false])
  })

  it('ends with its screen', () => {
    const { search, scope, calls, call, typed } = slowSearch()
    typed('w')
    scope.stop()
    expect(call(0).signal.aborted).toBe(true)
    search.type('wa')
    scope.stop()
    expect(calls).toHaveLength(1)
  })
})
