import type { Decision } from '../../../contract/meeting-decisions'
import type { Meeting } from '../../../contract/meeting-page'
import { daysBetween } from '../../../domain/calendar-date'
import { carriedInto, carriedWeeks, overdueDays } from '../../../domain/decision-carry'
import { longDay } from '../../../domain/iso-week'
import type { DecisionState } from '../../../domain/meeting-state'
import type { Reader } from '../../database/reader'
import type { Values } from '../../database/statement'
import { notFound, refuse } from '../../refusal'
import { nameOf, placeOf, tenuresOfPersonWithin } from '../roster/directory'
import { decisionStatements } from './decision-statements'
import type { MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'

export type DecisionRow = Values<typeof decisionStatements.byId.row>

/** The last instant of a day at the office (Asia/Shanghai). */
export const endOfDay = (on: string): number => Date.parse(`${on}T23:59:59.999+08:00`)

/** @throws Refusal NOT_FOUND */
export function decisionById(reader: Reader, decisionId: string): DecisionRow {
  const row = reader.get(decisionStatements.byId, { id: decisionId })
  if (!row) throw notFound()
  return row
}

export const overdueOf = (row: Pick<DecisionRow, 'closed_on' | 'due_on'>, today: string): number => (row.closed_on === null ? overdueDays(row.due_on, today, daysBetween) : 0)

export function decisionView(reader: Reader, row: DecisionRow, today: string): Decision {
  const later = reader.all(meetingStatements.heldWeeks, { community_id: row.community_id, from: row.week }).map((one) => ({ week: one.week, settledAt: one.sealed_at ?? endOfDay(one.held_on) }))
  return {
    decisionId: row.id,
    meetingId: row.meeting_id,
    communityId: row.community_id,
    community: placeOf(reader, row.community_id)?.name ?? '',
    week: row.week,
    seq: row.seq,
    text: row.text,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    state: row.state as DecisionState,
    overdueDays: overdueOf(row, today),
    carriedWeeks: carriedWeeks({ week: row.week, closedAt: row.closed_at }, later),
    result: row.result,
    reason: row.reason,
    closedOn: row.closed_on,
    progress: reader.all(decisionStatements.progress, { decision_id: row.id }).map((one) => ({ on: one.on_day, kind: one.kind as Decision['progress'][number]['kind'], text: one.text, by: one.by_name })),
    rowVersion: row.row_version,
  }
}

/** Decisions that a week's meeting takes over from the weeks before (I31). */
export function carriedRows(reader: Reader, communityId: string, week: string): DecisionRow[] {
  const before = reader.get(meetingStatements.heldBefore, { community_id: communityId, week })
  const sealedAt = before ? reader.get(meetingStatements.seal, { meeting_id: before.id })?.created_at : undefined
  const settledAt = before ? (sealedAt ?? endOfDay(before.held_on ?? '')) : null
  const rows = [...reader.all(decisionStatements.open, { community_id: communityId }), ...reader.all(decisionStatements.closedSince, { community_id: communityId, at: settledAt ?? 0 })]
  return carriedInto(
    week,
    rows.map((row) => ({ ...row, closedAt: row.closed_at })),
    settledAt,
  ).toSorted((a, b) => (a.week === b.week ? a.seq - b.seq : a.week < b.week ? -1 : 1))
}

export interface DecisionFields {
  text: string
  ownerId: string | null
  ownerName: string | null
  dueOn: string
}

/** @throws Refusal `due_before_meeting`, `owner_missing`, `not_in_post` */
export function checkedDecision(reader: Reader, meeting: Pick<MeetingRow, 'community_id' | 'held_on'>, fields: DecisionFields): { text: string; owner_id: string | null; owner_name: string; due_on: string } {
  const heldOn = meeting.held_on ?? ''
  if (fields.dueOn < heldOn) throw refuse('due_before_meeting', `完成时限${longDay(fields.dueOn)}早于开会日${longDay(heldOn)}。没有保存，改为开会当天或以后。`, 'dueOn')
  if (fields.ownerId === null) {
    const name = fields.ownerName?.trim() ?? ''
    if (name === '') throw refuse('owner_missing', '没有写责任人或责任部门。没有保存，选一个人，或填部门名称。', 'ownerId')
    return { text: fields.text, owner_id: null, owner_name: name, due_on: fields.dueOn }
  }
  const name = nameOf(reader, fields.ownerId)
  if (name === null || tenuresOfPersonWithin(reader, fields.ownerId, heldOn, heldOn).every((tenure) => tenure.communityId !== meeting.community_id))
    throw refuse('not_in_post', `${name ?? '所选的人'}${longDay(heldOn)}不在本村(社区)任职。没有保存，改选当天在任的人，或只填部门名称。`, 'ownerId')
  return { text: fields.text, owner_id: fields.ownerId, owner_name: name, due_on: fields.dueOn }
}

type Sorted = Pick<Meeting['decisions'][number], 'overdueDays' | 'dueOn' | 'ownerName' | 'communityId' | 'week' | 'seq'>
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byDue = (a: Sorted, b: Sorted): number => b.overdueDays - a.overdueDays || byText(a.dueOn ?? '9999', b.dueOn ?? '9999') || byText(a.week, b.week) || a.seq - b.seq

/** Overdue first in every order; `person` and `community` group. */
export function sortDecisions<D extends Sorted>(decisions: readonly D[], sort: 'overdue' | 'person' | 'community', place: (communityId: string) => number): D[] {
  if (sort === 'person') return decisions.toSorted((a, b) => (a.ownerName ?? '').localeCompare(b.ownerName ?? '', 'zh') || byDue(a, b))
  if (sort === 'community') return decisions.toSorted((a, b) => place(a.communityId) - place(b.communityId) || byDue(a, b))
  return decisions.toSorted((a, b) => byDue(a, b) || place(a.communityId) - place(b.communityId))
}
