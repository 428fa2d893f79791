import { beforeEach, expect, test } from 'vitest'
import { applyDraftsBelongTo, dropApplication, keptApplication } from './apply-draft'

beforeEach(() => {
  applyDraftsBelongTo(null)
  applyDraftsBelongTo('01A')
})

test('what was typed for a lead comes back, and another lead or reward has its own', () => {
  keptApplication({ leadId: 'L1', rewardId: null }).draft.title = '提供线索'
  expect(keptApplication({ leadId: 'L1', rewardId: null })).toMatchObject({ isKept: true, draft: { leadId: 'L1', title: '提供线索' } })
  expect(keptApplication({ leadId: 'L2', rewardId: null })).toMatchObject({ isKept: false, draft: { title: '' } })
  expect(keptApplication({ leadId: null, rewardId: 'R1' })).toMatchObject({ isKept: false, draft: { title: '' } })
})

test('what was stored is forgotten, and nothing of one account is left for the next', () => {
  keptApplication({ leadId: 'L1', rewardId: null }).draft.cash = '800'
  dropApplication({ leadId: 'L1', rewardId: null })
  expect(keptApplication({ leadId: 'L1', rewardId: null }).draft.cash).toBe('')
  keptApplication({ leadId: 'L1', rewardId: null }).draft.cash = '900'
  applyDraftsBelongTo('01B')
  expect(keptApplication({ leadId: 'L1', rewardId: null })).toMatchObject({ isKept: false, draft: { cash: '' } })
})
