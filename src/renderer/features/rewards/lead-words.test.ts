import { expect, test } from 'vitest'
import { leadMark } from './lead-words'

test('says how long a lead waited once it is overdue, and the effect of a valuable one', () => {
  expect(leadMark({ state: 'registered', effect: null, overdue: true, waitingDays: 9 })).toEqual({ light: 'r', words: '待核 9天' })
  expect(leadMark({ state: 'registered', effect: null, overdue: false, waitingDays: 2 })).toEqual({ light: 'y', words: '待核' })
  expect(leadMark({ state: 'valuable', effect: 'direct', overdue: false, waitingDays: null })).toEqual({ light: 'g', words: '有价值，直接作用' })
})
