import { expect, test } from 'vitest'
import { paperFromQuery } from './paper-query'

const community = '01J0000000000000000000000A'

test('an address names its paper', () => {
  expect(paperFromQuery({ kind: 'minutes', community, week: '2026-W45' })).toEqual({ kind: 'minutes', communityId: community, week: '2026-W45' })
  expect(paperFromQuery({ kind: 'supervision' })).toEqual({ kind: 'supervision', communityId: null })
  expect(paperFromQuery({ kind: 'overview', month: '2026-11' })).toEqual({ kind: 'overview', month: '2026-11' })
})

test('an address that names none is none', () => {
  expect(paperFromQuery({ kind: 'minutes', community: 'x', week: '2026-W45' })).toBeNull()
  expect(paperFromQuery({ kind: 'minutes', community, week: '2026-W60' })).toBeNull()
  expect(paperFromQuery({})).toBeNull()
})
