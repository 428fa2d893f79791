import { expect, test } from 'vitest'
import { openSuggestions } from './bonus-suggestions'

const zhang = { personId: 'Z', rewardNos: ['青奖〔2026〕1号', '青奖〔2026〕2号'] }
const li = { personId: 'L', rewardNos: ['青奖〔2026〕3号'] }

test('a suggestion stands for who is rated, until a bonus names one of its rewards', () => {
  expect(openSuggestions([zhang, li], new Set(['Z', 'L']), [])).toEqual([zhang, li])
  expect(openSuggestions([zhang, li], new Set(['L']), [])).toEqual([li])
  expect(openSuggestions([zhang, li], new Set(['Z', 'L']), [{ rateeId: 'Z', source: '奖励 青奖〔2026〕2号' }])).toEqual([li])
  expect(openSuggestions([zhang], new Set(['Z']), [{ rateeId: 'L', source: '青奖〔2026〕2号' }])).toEqual([zhang])
})
