import { longDay } from '../../../domain/iso-week'
import { decisionStateWords, hasTakenPlace, type DecisionState, type StoredState } from '../../../domain/meeting-state'
import type { Caller } from '../../caller'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { conflict, refuse } from '../../refusal'
import { checkedDecision, decisionById, type DecisionFields, type DecisionRow } from './decisions'
import { decisionStatements } from './decision-statements'
import { meetingById, signedSides, stamps, touch, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { indexMinutes } from './minutes-index'

export type NoteKind = 'progress' | 'done' | 'cancelled' | 'reopened' | 'extended'

export function noteDecision(tx: Transaction, decisionId: string, kind: NoteKind, text: string, on: string): void {
  tx.local(decisionStatements.note, { id: newId(), decision_id: decisionId, kind, text, on_day: on, by_name: tx.actor.name, created_at: tx.at, created_by: tx.actor.id })
}

/** The list of a meeting's decisions changes only while nobody has signed it. */
function requireOpenList(tx: Transaction, meeting: MeetingRow): void {
  if (!hasTakenPlace(meeting.state as StoredState)) throw refuse('not_held', '例会还没有登记召开。先登记召开，再写议定事项。')
  if (meeting.state === 'signed' || meeting.state === 'locked') throw refuse('signed', '纪要已签字，议定事项不再改动。没有保存，新事项写编号补充，旧事项可延期、办结或取消。')
  if (signedSides(tx.all(meetingStatements.signatures, { meeting_id: meeting.id })).length > 0) throw refuse('signed', '一方已经签字。没有保存，先撤回签字，改好后重新签。')
}

export function addDecision(tx: Transaction, meetingId: string, fields: DecisionFields): string {
  const meeting = meetingById(tx, meetingId)
  requireOpenList(tx, meeting)
  const id = storeDecision(tx, meeting, checkedDecision(tx, meeting, fields))
  indexMinutes(tx, meeting.id)
  return id
}

export function storeDecision(tx: Transaction, meeting: MeetingRow, fields: { text: string; owner_id: string | null; owner_name: string | null; due_on: string | null }): string {
  const id = newId()
  const seq = (tx.all(decisionStatements.ofMeeting, { meeting_id: meeting.id }).at(-1)?.seq ?? 0) + 1
  tx.write(decisionStatements.insert, { id, meeting_id: meeting.id, community_id: meeting.community_id, week: meeting.week, seq, ...fields, state: 'open', ...stamps(tx) })
  return id
}

export function correctDecision(tx: Transaction, decisionId: string, rowVersion: number, fields: DecisionFields): number {
  const row = current(tx, decisionId, rowVersion)
  const meeting = meetingById(tx, row.meeting_id)
  requireOpenList(tx, meeting)
  tx.write(decisionStatements.correct, { id: row.id, ...checkedDecision(tx, meeting, fields), ...touch(tx) })
  indexMinutes(tx, meeting.id)
  return rowVersion + 1
}

export function removeDecision(tx: Transaction, decisionId: string): void {
  const row = decisionById(tx, decisionId)
  requireOpenList(tx, meetingById(tx, row.meeting_id))
  if (row.closed_on !== null || tx.all(decisionStatements.progress, { decision_id: row.id }).length > 0)
    throw refuse('decision_begun', '这一项已有进展或结果，不能撤去。没有改动，不再办的用“取消”并写明原因。')
  tx.write(decisionStatements.remove, { id: row.id, deleted_at: tx.at, ...touch(tx) })
  indexMinutes(tx, row.meeting_id)
}

/** @throws Refusal CONFLICT when somebody has changed it since */
function current(tx: Transaction, decisionId: string, rowVersion: number): DecisionRow {
  const row = decisionById(tx, decisionId)
  if (row.row_version !== rowVersion) throw conflict()
  return row
}

function openOne(tx: Transaction, decisionId: string, rowVersion: number): DecisionRow {
  const row = current(tx, decisionId, rowVersion)
  if (row.closed_on !== null) throw refuse('decision_closed', `这一项${decisionStateWords[row.state as DecisionState]}。没有改动，要继续办先重开。`)
  return row
}

export function progressDecision(tx: Transaction, caller: Caller, decisionId: string, rowVersion: number, text: string): number {
  const row = openOne(tx, decisionId, rowVersion)
  tx.write(decisionStatements.setState, { id: row.id, state: 'doing', result: null, reason: null, closed_on: null, closed_at: null, ...touch(tx) })
  noteDecision(tx, row.id, 'progress', text, caller.today)
  return rowVersion + 1
}

export function closeDecision(tx: Transaction, caller: Caller, decisionId: string, rowVersion: number, closedOn: string, result: string): number {
  const row = openOne(tx, decisionId, rowVersion)
  const heldOn = meetingById(tx, row.meeting_id).held_on ?? ''
  if (closedOn < heldOn) throw refuse('closed_before_meeting', `办结日早于议定的那次会（${longDay(heldOn)}）。没有保存，核对日期。`, 'closedOn')
  if (closedOn > caller.today) throw refuse('future_day', '办结日还没到。没有保存，办完再登记。', 'closedOn')
  tx.write(decisionStatements.setState, { id: row.id, state: 'done', result, reason: null, closed_on: closedOn, closed_at: tx.at, ...touch(tx) })
  noteDecision(tx, row.id, 'done', result, closedOn)
  return rowVersion + 1
}

export function cancelDecision(tx: Transaction, caller: Caller, decisionId: string, rowVersion: number, reason: string): number {
  const row = openOne(tx, decisionId, rowVersion)
  tx.write(decisionStatements.setState, { id: row.id, state: 'cancelled', result: null, reason, closed_on: caller.today, closed_at: tx.at, ...touch(tx) })
  noteDecision(tx, row.id, 'cancelled', reason, caller.today)
  return rowVersion + 1
}

export function reopenDecision(tx: Transaction, caller: Caller, decisionId: string, rowVersion: number, reason: string): number {
  const row = current(tx, decisionId, rowVersion)
  if (row.closed_on === null) throw refuse('decision_open', '这一项还没有办结或取消，不用重开。')
  if (!tx.get(meetingStatements.byId, { id: row.meeting_id }) || meetingById(tx, row.meeting_id).state === 'void') throw refuse('meeting_void', '议定它的例会已作废，不能重开。需要办的，写进有效的例会。')
  tx.write(decisionStatements.setState, { id: row.id, state: 'doing', result: null, reason: null, closed_on: null, closed_at: null, ...touch(tx) })
  noteDecision(tx, row.id, 'reopened', reason, caller.today)
  return rowVersion + 1
}

export function extendDecision(tx: Transaction, caller: Caller, decisionId: string, rowVersion: number, dueOn: string, reason: string): number {
  const row = openOne(tx, decisionId, rowVersion)
  if (row.due_on !== null && dueOn <= row.due_on) throw refuse('due_not_later', `新时限要晚于${longDay(row.due_on)}。没有保存，核对后重填。`, 'dueOn')
  tx.write(decisionStatements.correct, { id: row.id, text: row.text, owner_id: row.owner_id, owner_name: row.owner_name, due_on: dueOn, ...touch(tx) })
  noteDecision(tx, row.id, 'extended', `${row.due_on === null ? '' : `原时限${longDay(row.due_on)}，`}延至${longDay(dueOn)}：${reason}`, caller.today)
  return rowVersion + 1
}
