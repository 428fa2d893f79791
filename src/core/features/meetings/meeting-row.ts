import { longDay, mondayOf, shortDay, sundayOf, weekOf, weekWords } from '../../../domain/iso-week'
import { exemptKindWords, stateOn, type ExemptKind, type MeetingState, type SignSide, type StoredState } from '../../../domain/meeting-state'
import { holidaysIn, plannedDay, workdaysOf, type SpecialDays } from '../../../domain/work-calendar'
import type { Reader } from '../../database/reader'
import type { Values } from '../../database/statement'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { dayAt } from '../../office-day'
import { notFound, refuse } from '../../refusal'
import { readSetting } from '../settings/read-setting'
import { meetingStatements } from './meeting-statements'
import { workCalendar } from './work-calendar'

export type MeetingRow = Values<typeof meetingStatements.byId.row>

export const stamps = (tx: Transaction) => ({ created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id })
export const touch = (tx: Transaction) => ({ updated_at: tx.at, updated_by: tx.actor.id })

export const meetingOfWeek = (reader: Reader, communityId: string, week: string): MeetingRow | null => reader.get(meetingStatements.ofWeek, { community_id: communityId, week }) ?? null

/** @throws Refusal NOT_FOUND */
export function meetingById(reader: Reader, meetingId: string): MeetingRow {
  const row = reader.get(meetingStatements.byId, { id: meetingId })
  if (!row) throw notFound()
  return row
}

/** The week's row, made when there is none yet. */
export function touchMeeting(tx: Transaction, communityId: string, week: string): MeetingRow {
  const present = meetingOfWeek(tx, communityId, week)
  if (present) return present
  const id = newId()
  tx.write(meetingStatements.insert, { id, community_id: communityId, week, state: 'planned', planned_on: plannedOn(tx, communityId, week), ...stamps(tx) })
  return meetingById(tx, id)
}

/** Where a community stands among the weeks: its weekday and the first week that it owes. */
export interface Duty {
  communityId: string
  weekday: number
  ownWeekday: boolean
  fromWeek: string
}

export function dutiesOf(reader: Reader): Map<string, Duty> {
  const usual = Number(readSetting(reader, 'meetings.weekday'))
  return new Map(
    reader.all(meetingStatements.communities, {}).map((row) => {
      const entered = weekOf(dayAt(row.created_at))
      return [
        row.id,
        { communityId: row.id, weekday: row.meeting_weekday ?? usual, ownWeekday: row.meeting_weekday !== null, fromWeek: row.first_week !== null && row.first_week < entered ? row.first_week : entered },
      ]
    }),
  )
}

export function plannedOn(reader: Reader, communityId: string, week: string, special: SpecialDays = workCalendar(reader)): string | null {
  return plannedDay(week, dutiesOf(reader).get(communityId)?.weekday ?? 0, special)
}

export const effectiveState = (row: MeetingRow | null, week: string, special: SpecialDays, today: string): MeetingState =>
  stateOn((row?.state as StoredState | undefined) ?? null, { sunday: sundayOf(week), workdays: workdaysOf(week, special).length }, today)

export function exemptWords(row: MeetingRow | null, week: string, special: SpecialDays): string | null {
  if (row?.state === 'exempt') return `${exemptKindWords[(row.exempt_kind as ExemptKind | null) ?? 'other']}：${row.reason ?? ''}`
  return workdaysOf(week, special).length === 0 ? `${holidaysIn(week, special).join('、') || '节假日'}，本周没有工作日` : null
}

/** The day by which the roster is read: the day held, else planned, else the Monday. */
export const rosterDay = (row: MeetingRow | null, planned: string | null, week: string): string => row?.held_on ?? row?.planned_on ?? planned ?? mondayOf(week)

/** Sides that stand signed: the last act of each. */
export function signedSides(acts: readonly { side: string; act: string }[]): SignSide[] {
  const last = new Map<SignSide, string>()
  for (const { side, act } of acts) last.set(side as SignSide, act)
  return [...last].flatMap(([side, act]) => (act === 'sign' ? [side] : []))
}

/** I28. */
export const outsideWeek = (on: string, week: string, field: string) =>
  refuse('I28', `${longDay(on)}不在${weekWords(week)}（${shortDay(mondayOf(week))}至${shortDay(sundayOf(week))}）。没有保存，改成本周的日期，或到那一周登记。`, field)
