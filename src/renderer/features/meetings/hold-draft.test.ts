import { expect, test } from 'vitest'
import type { Meeting } from '../../../contract/meeting-page'
import { asLastWeek, holdInput, holdProblems, meetingOn, moveHold, readHold, readTime, startHold, writeHold } from './hold-draft'

const candidate = (personId: string, expected = true, more: Partial<Meeting['candidates'][number]> = {}): Meeting['candidates'][number] => ({ personId, name: `人${personId}`, post: 'grid_chief', gridId: null, grid: null, isActing: false, expected, lastWeek: null, lastWeekReason: null, ...more })
const host = (holderId: string | null): Meeting['chief'] => ({ personId: null, name: null, isSubstitute: false, substituteReason: null, holderId, holder: null })
const meeting = {
  monday: '2026-11-02', sunday: '2026-11-08', workdays: ['2026-11-02', '2026-11-05'], plannedOn: '2026-11-05', heldOn: null, startTime: '09:30', endTime: null, place: '警务站',
  chief: host('c'), officer: host('o'), recorder: null, attendance: [], candidates: [candidate('a'), candidate('b', true, { lastWeek: 'leave', lastWeekReason: '病假' }), candidate('v', false), candidate('c')],
} as unknown as Meeting

test('everyone expected is taken to have come, hosts are not listed twice', () => {
  const draft = startHold(meeting, '2026-11-05')
  expect(draft.rows.map((row) => [row.personId, row.status])).toEqual([['a', 'present'], ['b', 'present'], ['v', null]])
  expect(holdProblems(draft, meeting)).toEqual({})
  expect(holdInput(draft, meeting).attendance.map((one) => one.personId)).toEqual(['a', 'b'])
})

test('a plan for later becomes today, within the week', () => {
  expect(startHold(meeting, '2026-11-03').heldOn).toBe('2026-11-03')
  expect(startHold(meeting, '2026-11-20').heldOn).toBe('2026-11-05')
})

test("last week's attendance comes with its reasons", () => {
  const rows = asLastWeek(startHold(meeting, '2026-11-05').rows, meeting.candidates)
  expect(rows[1]).toEqual({ personId: 'b', status: 'leave', reason: '病假', proxyForId: null })
})

test('leave without a reason, a proxy for nobody and a substitute without a reason are named', () => {
  const draft = startHold(meeting, '2026-11-05')
  draft.rows = draft.rows.map((row, index) => ({ ...row, status: index === 0 ? 'leave' : 'proxy' }))
  draft.chiefId = 'a'
  draft.officerId = null
  draft.endTime = '8:00'
  expect(Object.keys(holdProblems(draft, meeting)).sort()).toEqual(['attendance', 'chief', 'endTime', 'officer'])
})

test('times are read as they are typed', () => {
  expect(['9:30', '0930', '９：３０', '14', '9点30', ''].map(readTime)).toEqual(['09:30', '09:30', '09:30', '14:00', '09:30', ''])
  expect(['25:00', '9:75', '上午'].map(readTime)).toEqual([null, null, null])
})

test('a kept draft is read back, and nonsense is none', () => {
  const draft = startHold(meeting, '2026-11-05')
  expect(readHold(writeHold(draft))).toEqual(draft)
  expect(readHold('{')).toBeNull()
  expect(readHold('[]')).toBeNull()
})

test('another day takes its own roster: who has left drops out, who has come is there, the holder of the post leads', () => {
  const draft = startHold(meeting, '2026-11-05')
  draft.rows = draft.rows.map((row) => (row.personId === 'b' ? { ...row, status: 'leave', reason: '病假' } : row))
  const other = meetingOn(meeting, { on: '2026-11-03', candidates: [candidate('b'), candidate('n')], chief: { holderId: 'c2', holder: '人c2' }, officer: { holderId: 'o', holder: null } })
  const moved = moveHold(draft, meeting, other, '2026-11-05')
  expect([moved.chiefId, moved.officerId]).toEqual(['c2', 'o'])
  expect(moved.rows.map((row) => [row.personId, row.status, row.reason])).toEqual([['b', 'leave', '病假'], ['n', 'present', '']])
  expect(holdProblems(moved, other)).toEqual({})
  // Who was chosen to stand in stays chosen.
  expect(moveHold({ ...draft, chiefId: 'a', chiefReason: '站长外出' }, meeting, other, '2026-11-05').chiefId).toBe('a')
})
