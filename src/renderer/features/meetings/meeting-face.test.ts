import { expect, test } from 'vitest'
import type { WeekCell } from '../../../contract/meetings'
import { meetingStates } from '../../../domain/meeting-state'
import { faceSentence, meetingFace } from './meeting-face'

const today = '2026-11-05'
const cell = (state: WeekCell['state'], more: Partial<WeekCell> = {}): WeekCell => ({ week: '2026-W45', state, meetingId: null, plannedOn: '2026-11-05', heldOn: null, signatures: 0, exemptWords: null, ...more })

test('red means missed and nothing else', () => {
  const red = meetingStates.filter((state) => meetingFace(cell(state), today).light === 'r')
  expect(red).toEqual(['missed'])
})

test('a plan is without colour until its day, then awaits a person', () => {
  expect(meetingFace(cell('planned', { plannedOn: '2026-11-06' }), today)).toMatchObject({ light: 'b', word: '11-06', owed: false })
  expect(meetingFace(cell('planned'), today)).toMatchObject({ light: 'y', word: '今天开', owed: true })
  expect(meetingFace(cell('noticed', { plannedOn: '2026-11-04' }), today)).toMatchObject({ light: 'y', word: '未登记', owed: true })
})

test('minutes await one signature or two', () => {
  expect(meetingFace(cell('minuted'), today).word).toBe('待签')
  expect(meetingFace(cell('minuted', { signatures: 1 }), today).word).toBe('差一签')
  expect(meetingFace(cell('locked', { signatures: 2 }), today)).toMatchObject({ light: 'k', seal: true, locked: true, owed: false })
  expect(meetingFace(cell('signed', { signatures: 2 }), today)).toMatchObject({ light: 'k', word: '已签字', seal: true, locked: false, owed: false })
})

test('every state has a whole sentence', () => {
  for (const state of [...meetingStates, null]) expect(faceSentence(cell(state, { heldOn: '2026-11-05' }), today)).toMatch(/。$/)
  expect(faceSentence(cell('exempt', { exemptWords: '国庆节' }), today)).toContain('国庆节')
})
