import { expect, test } from 'vitest'
import { actsFor, decisionLight } from './decision-words'

const today = '2026-11-05'
const open = { state: 'open' as const, dueOn: '2026-11-12', closedOn: null, overdueDays: 0, carriedWeeks: 0 }

test('overdue is red, within a day is yellow, later is green, with the date in words', () => {
  expect(decisionLight(open, today)).toEqual({ light: 'g', words: '11-12' })
  expect(decisionLight({ ...open, carriedWeeks: 2 }, today).words).toBe('续办，11-12')
  expect(decisionLight({ ...open, dueOn: today }, today)).toEqual({ light: 'y', words: '今天到期' })
  expect(decisionLight({ ...open, dueOn: '2026-11-06' }, today)).toEqual({ light: 'y', words: '明天到期' })
  expect(decisionLight({ ...open, dueOn: '2026-11-03', overdueDays: 2 }, today)).toEqual({ light: 'r', words: '逾期2天，11-03' })
  expect(decisionLight({ ...open, dueOn: null }, today).light).toBe('b')
})

test('closed ones are grey and can only be opened again', () => {
  expect(decisionLight({ ...open, state: 'done', closedOn: '2026-11-02' }, today)).toEqual({ light: 'k', words: '11-02 办结' })
  expect(actsFor({ state: 'done' })).toEqual(['reopen'])
  expect(actsFor({ state: 'doing' })).toContain('done')
})
