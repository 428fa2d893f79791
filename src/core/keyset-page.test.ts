import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keysetPage } from './keyset-page'

const same = (row: string): string => row
const walk = (rows: () => readonly string[], limit: number, between: (page: readonly string[]) => void): string[] => {
  const seen: string[] = []
  for (let after: string | null = null, pages = 0; pages < 100; pages += 1) {
    const { page, next }: { page: string[]; next: string | null } = keysetPage(rows(), same, after, limit)
    seen.push(...page)
    if (next === null) return seen
    between(page)
    after = next
  }
  throw new Error('the pages do not end')
}

describe('keysetPage', () => {
  it('goes on at its place when the row that ended the page before has gone', () => {
    const rows = ['5', '4', '3', '2', '1']
    const { next } = keysetPage(rows, same, null, 2)
    expect(keysetPage(rows.filter((row) => row !== '4'), same, next, 2).page).toEqual(['3', '2'])
    expect(keysetPage(['5', '4'], same, next, 2)).toEqual({ page: [], next: null })
  })

  it('shows every row that stays exactly once, whatever goes between two pages', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 99 }), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.nat({ max: 39 })), (numbers, limit, picks) => {
        let rows = numbers.map(String).toSorted().toReversed()
        const gone = new Set<string>()
        const seen = walk(() => rows, limit, () => {
          const victim = rows[picks.next().value ?? 0]
          if (victim === undefined) return
          gone.add(victim)
          rows = rows.filter((row) => row !== victim)
        })
        expect(new Set(seen).size).toBe(seen.length)
        expect(rows.filter((row) => !seen.includes(row))).toEqual([])
      }),
    )
  })
})
