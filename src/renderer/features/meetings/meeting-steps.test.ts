import { expect, test } from 'vitest'
import type { Meeting, MeetingStep } from '../../../contract/meeting-page'
import { headSteps, nextStep } from './meeting-steps'

const meeting = (state: Meeting['state'], allowed: MeetingStep[], more: Partial<Meeting> = {}): Meeting =>
  ({ state, ownSide: null, signatures: [], steps: (['plan', 'notice', 'hold', 'minute', 'sign', 'signOnPaper', 'lock', 'addition', 'unexempt'] as const).map((step) => ({ step, allowed: allowed.includes(step), reason: allowed.includes(step) ? null : '不行。' })), ...more }) as unknown as Meeting
const all = (): boolean => true

test('each state offers its next step', () => {
  expect(nextStep(meeting('planned', ['notice', 'hold']), all)?.step).toBe('notice')
  expect(nextStep(meeting('planned', ['hold']), all)?.step).toBe('hold')
  expect(nextStep(meeting('noticed', ['hold']), all)?.step).toBe('hold')
  expect(nextStep(meeting('held', ['minute']), all)?.step).toBe('minute')
  expect(nextStep(meeting('signed', ['lock']), all)?.step).toBe('lock')
})

test('a host signs, whoever else records the paper, and a gap says why not yet', () => {
  expect(nextStep(meeting('minuted', [], { ownSide: 'officer' }), all)).toEqual({ step: 'sign', label: '我签字（社区民警）', reason: '不行。' })
  expect(nextStep(meeting('minuted', ['signOnPaper']), all)?.step).toBe('signOnPaper')
})

test('who may do nothing is offered nothing', () => {
  expect(nextStep(meeting('held', ['minute']), () => false)).toBeNull()
})

test('the head shows what is past, now and ahead', () => {
  const shown = (state: Meeting['state'], signatures = 0): string[] => headSteps({ state, signatures: Array.from({ length: signatures }) as Meeting['signatures'] }).map((step) => `${step.word}${step.mode}`)
  expect(shown('planned')).toEqual(['已通知ahead', '已召开ahead', '已记完ahead', '已签字ahead', '已锁定ahead'])
  expect(shown('noticed')[0]).toBe('已通知on')
  expect(shown('held')).toEqual(['已召开ok', '记录中on', '已记完ahead', '已签字ahead', '已锁定ahead'])
  expect(shown('minuted')).toEqual(['已召开ok', '已记完ok', '待签字on', '已签字ahead', '已锁定ahead'])
  expect(shown('minuted', 1)).toContain('签了一方on')
  expect(shown('signed', 2)).toEqual(['已召开ok', '已记完ok', '已签字ok', '待锁定on', '已锁定ahead'])
  expect(shown('locked', 2)).toEqual(['已召开ok', '已记完ok', '已签字ok', '已锁定on'])
})
