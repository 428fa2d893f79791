import { expect, test } from 'vitest'
import { filterFromQuery, isNarrowed, queryFromFilter, sameFilter, wholeRoster } from './people-filter'

test('a filter survives the way through the address', () => {
  const filter = { text: 'zs', communityId: '01J0000000000000000000000A', post: 'grid_chief' as const, state: 'all' as const, sort: 'pinyin' as const }
  expect(filterFromQuery(queryFromFilter(filter))).toEqual(filter)
  expect(queryFromFilter(wholeRoster)).toEqual({})
})

test('two filters are the same when they lead to the same address', () => {
  expect(sameFilter(wholeRoster, { ...wholeRoster, text: '' })).toBe(true)
  expect(sameFilter(wholeRoster, { ...wholeRoster, state: 'all' })).toBe(false)
})

test('nonsense in the address falls back', () => {
  expect(filterFromQuery({ post: 'king', state: 'x', text: ['a'] })).toEqual(wholeRoster)
  expect(isNarrowed(wholeRoster)).toBe(false)
})
