import { isInWeek, longDay, shortDay } from '../../../domain/iso-week'
import type { ExemptKind } from '../../../domain/meeting-state'
import { isWorkday } from '../../../domain/work-calendar'
import type { Caller } from '../../caller'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { conflict, notFound, refuse } from '../../refusal'
import { nameOf, placeOf } from '../roster/directory'
import { recordTyped } from './cells'
import { decisionStatements } from './decision-statements'
import { noteDecision } from './decision-commands'
import { meetingById, outsideWeek, stamps, touch, touchMeeting, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { indexMinutes } from './minutes-index'
import { readinessOf, requireStep } from './readiness'
import { checkedAttendance, checkedHost, type AttendeeChoice, type AttendeeFields, type HostChoice } from './team'
import { workCalendar } from './work-calendar'
import type { MeetingStepName } from '../../../domain/meeting-steps'

export interface CommunityWeek {
  communityId: string
  week: string
}
export interface HeldFields {
  heldOn: string
  startTime: string | null
  endTime: string | null
  place: string | null
  chief: HostChoice
  officer: HostChoice
  recorderId: string | null
  attendance: readonly AttendeeChoice[]
}

/** Asks whether a step may be taken, then takes what has been typed into the record and gives the week's row. */
function begin(tx: Transaction, caller: Caller, { communityId, week }: CommunityWeek, step: MeetingStepName): MeetingRow {
  if (!placeOf(tx, communityId)) throw notFound()
  requireStep(step, readinessOf(tx, caller, communityId, week).facts)
  const row = touchMeeting(tx, communityId, week)
  recordTyped(tx, row)
  return row
}
const weekOfRow = (row: MeetingRow): CommunityWeek => ({ communityId: row.community_id, week: row.week })

function recorderName(tx: Transaction, personId: string | null): string | null {
  if (personId === null) return null
  const name = nameOf(tx, personId)
  if (name === null) throw refuse('recorder_unknown', '所选的记录人不在花名册上。没有保存，重新选人。', 'recorderId')
  return name
}

export function plan(tx: Transaction, caller: Caller, input: CommunityWeek & { plannedOn: string; startTime: string | null; place: string | null; recorderId: string | null }): string {
  const row = begin(tx, caller, input, 'plan')
  if (!isInWeek(input.plannedOn, input.week)) throw outsideWeek(input.plannedOn, input.week, 'plannedOn')
  if (!isWorkday(input.plannedOn, workCalendar(tx))) throw refuse('no_workday', `${shortDay(input.plannedOn)}是休息日。没有保存，改到本周的工作日。`, 'plannedOn')
  const noticedStays = row.state === 'noticed' && row.planned_on === input.plannedOn && row.start_time === input.startTime && row.place === input.place
  tx.write(meetingStatements.plan, {
    id: row.id,
    state: noticedStays ? 'noticed' : 'planned',
    planned_on: input.plannedOn,
    start_time: input.startTime,
    place: input.place,
    recorder_id: input.recorderId,
    recorder_name: recorderName(tx, input.recorderId),
    ...touch(tx),
  })
  return row.id
}

export function notice(tx: Transaction, caller: Caller, input: CommunityWeek): string {
  const row = begin(tx, caller, input, 'notice')
  tx.write(meetingStatements.setState, { id: row.id, state: 'noticed', exempt_kind: null, reason: null, ...touch(tx) })
  return row.id
}

export function hold(tx: Transaction, caller: Caller, input: CommunityWeek & HeldFields): string {
  const row = begin(tx, caller, input, 'hold')
  storeHeld(tx, caller, row, 'held', input)
  return row.id
}

export function correct(tx: Transaction, caller: Caller, meetingId: string, rowVersion: number, input: HeldFields): number {
  const found = meetingById(tx, meetingId)
  if (found.row_version !== rowVersion) throw conflict()
  const row = begin(tx, caller, weekOfRow(found), 'correct')
  storeHeld(tx, caller, row, row.state, input)
  return rowVersion + 1
}

function storeHeld(tx: Transaction, caller: Caller, row: MeetingRow, state: string, input: HeldFields): void {
  const { heldOn } = input
  if (!isInWeek(heldOn, row.week)) throw outsideWeek(heldOn, row.week, 'heldOn')
  if (heldOn > caller.today) throw refuse('future_day', `${longDay(heldOn)}还没到。没有登记，开过会再登记。`, 'heldOn')
  if (input.startTime !== null && input.endTime !== null && input.endTime <= input.startTime) throw refuse('end_before_start', '结束时间不晚于开始时间。没有保存，核对后改正。', 'endTime')
  const early = tx.all(decisionStatements.ofMeeting, { meeting_id: row.id }).find((decision) => decision.due_on !== null && decision.due_on < heldOn)
  if (early) throw refuse('due_before_meeting', `议定事项第${early.seq}项的时限早于${longDay(heldOn)}。没有保存，先改时限，再改开会日。`, 'heldOn')
  const chief = checkedHost(tx, row.community_id, 'chief', input.chief, heldOn)
  const officer = checkedHost(tx, row.community_id, 'officer', input.officer, heldOn)
  if (chief.id === officer.id) throw refuse('I29', '站长一方和民警一方不能是同一个人。没有保存，另选一方的主持人。', 'officer.personId')
  tx.write(meetingStatements.hold, {
    id: row.id,
    state,
    held_on: heldOn,
    start_time: input.startTime,
    end_time: input.endTime,
    place: input.place,
    chief_id: chief.id,
    chief_name: chief.name,
    chief_reason: chief.reason,
    officer_id: officer.id,
    officer_name: officer.name,
    officer_reason: officer.reason,
    recorder_id: input.recorderId,
    recorder_name: recorderName(tx, input.recorderId),
    source: row.source,
    ...touch(tx),
  })
  storeAttendance(tx, row.id, checkedAttendance(tx, row.community_id, heldOn, [chief.id, officer.id], input.attendance))
  indexMinutes(tx, row.id)
}

/** Replaces the list, unless it says the same. */
export function storeAttendance(tx: Transaction, meetingId: string, attendance: readonly AttendeeFields[]): void {
  const present = tx.all(meetingStatements.attendance, { meeting_id: meetingId })
  const said = (list: readonly object[]): string => JSON.stringify(list.map((one) => ({ ...one, id: null })))
  const same = said(present) === said(attendance.map((one) => ({ id: null, ...one })))
  if (same) return
  for (const one of present) tx.write(meetingStatements.dropAttendee, { id: one.id, deleted_at: tx.at, ...touch(tx) })
  attendance.forEach((one, at) => tx.write(meetingStatements.insertAttendee, { id: newId(), meeting_id: meetingId, sort_no: at + 1, ...one, ...stamps(tx) }))
}

export function minute(tx: Transaction, caller: Caller, meetingId: string): number {
  const row = begin(tx, caller, weekOfRow(meetingById(tx, meetingId)), 'minute')
  tx.write(meetingStatements.setState, { id: row.id, state: 'minuted', exempt_kind: null, reason: null, ...touch(tx) })
  indexMinutes(tx, row.id)
  return row.row_version + 1
}

export function lock(tx: Transaction, caller: Caller, meetingId: string): void {
  const row = begin(tx, caller, weekOfRow(meetingById(tx, meetingId)), 'lock')
  tx.write(meetingStatements.setState, { id: row.id, state: 'locked', exempt_kind: null, reason: null, ...touch(tx) })
}

export function addition(tx: Transaction, caller: Caller, meetingId: string, text: string, reason: string): number {
  const row = begin(tx, caller, weekOfRow(meetingById(tx, meetingId)), 'addition')
  const seq = tx.all(meetingStatements.additions, { meeting_id: row.id }).length + 1
  tx.write(meetingStatements.insertAddition, { id: newId(), meeting_id: row.id, seq, text, reason, by_name: tx.actor.name, created_at: tx.at, created_by: tx.actor.id })
  indexMinutes(tx, row.id)
  return seq
}

/** Its decisions are cancelled with the reason, so that none is carried on from a meeting that was none. */
export function voidMeeting(tx: Transaction, caller: Caller, meetingId: string, reason: string): void {
  const row = begin(tx, caller, weekOfRow(meetingById(tx, meetingId)), 'void')
  for (const decision of tx.all(decisionStatements.ofMeeting, { meeting_id: row.id })) {
    if (decision.closed_on !== null) continue
    const words = `例会作废：${reason}`
    tx.write(decisionStatements.setState, { id: decision.id, state: 'cancelled', result: null, reason: words, closed_on: caller.today, closed_at: tx.at, ...touch(tx) })
    noteDecision(tx, decision.id, 'cancelled', words, caller.today)
  }
  tx.write(meetingStatements.setState, { id: row.id, state: 'void', exempt_kind: null, reason, ...touch(tx) })
  indexMinutes(tx, row.id)
}

export function exempt(tx: Transaction, caller: Caller, input: CommunityWeek & { kind: ExemptKind; reason: string }): string {
  const row = begin(tx, caller, input, 'exempt')
  tx.write(meetingStatements.setState, { id: row.id, state: 'exempt', exempt_kind: input.kind, reason: input.reason, ...touch(tx) })
  return row.id
}

export function unexempt(tx: Transaction, caller: Caller, input: CommunityWeek): void {
  const row = begin(tx, caller, input, 'unexempt')
  tx.write(meetingStatements.setState, { id: row.id, state: 'planned', exempt_kind: null, reason: null, ...touch(tx) })
}
