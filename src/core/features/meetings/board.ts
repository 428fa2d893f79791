import type { WeekCell } from '../../../contract/meetings'
import { mondayOf, sundayOf, weekOf, weeksBetween } from '../../../domain/iso-week'
import { stateOn, type StoredState } from '../../../domain/meeting-state'
import { holidaysIn, plannedDay, workdaysOf, type SpecialDays } from '../../../domain/work-calendar'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { refuse } from '../../refusal'
import { placesOf } from '../roster/directory'
import { decisionStatements } from './decision-statements'
import { dutiesOf, exemptWords, signedSides, type Duty, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { sightIn } from './sight'
import { workCalendar } from './work-calendar'

const mostWeeks = 60

export interface Board {
  today: string
  thisWeek: string
  weeks: { week: string; monday: string; sunday: string; workdays: number; holidays: string[] }[]
  communities: { communityId: string; name: string; weekday: number; ownWeekday: boolean; openDecisions: number; overdueDecisions: number; cells: WeekCell[] }[]
}

/** The calendar of the township, narrowed to the caller's communities; four statements, however many weeks. */
export function readBoard(reader: Reader, caller: Caller, input: { fromWeek: string; toWeek: string; communityId?: string | null | undefined }): Board {
  const weeks = input.toWeek < input.fromWeek ? [] : weeksBetween(input.fromWeek, input.toWeek).slice(0, mostWeeks + 1)
  if (weeks.length === 0 || weeks.length > mostWeeks) throw refuse('weeks', `一次看1到${mostWeeks}周。缩小范围再看。`, 'toWeek')
  const special = workCalendar(reader)
  const range = { from: input.fromWeek, to: input.toWeek }
  const rows = new Map(reader.all(meetingStatements.within, range).map((row) => [`${row.community_id}/${row.week}`, row]))
  const acts = new Map<string, { side: string; act: string }[]>()
  for (const act of reader.all(meetingStatements.signedSides, range)) acts.set(act.meeting_id, [...(acts.get(act.meeting_id) ?? []), act])
  const counts = new Map(reader.all(decisionStatements.counts, { today: caller.today }).map((row) => [row.community_id, row]))
  const duties = dutiesOf(reader)
  const workdays = new Map(weeks.map((week) => [week, workdaysOf(week, special).length]))
  return {
    today: caller.today,
    thisWeek: weekOf(caller.today),
    weeks: weeks.map((week) => ({ week, monday: mondayOf(week), sunday: sundayOf(week), workdays: workdays.get(week) ?? 0, holidays: holidaysIn(week, special) })),
    communities: placesOf(reader).flatMap((place) => {
      const duty = duties.get(place.communityId)
      const sight = sightIn(reader, caller, place.communityId, null)
      if (!duty || !sight || (input.communityId && input.communityId !== place.communityId)) return []
      return [
        {
          communityId: place.communityId,
          name: place.name,
          weekday: duty.weekday,
          ownWeekday: duty.ownWeekday,
          openDecisions: sight.whole ? (counts.get(place.communityId)?.n ?? 0) : 0,
          overdueDecisions: sight.whole ? (counts.get(place.communityId)?.overdue ?? 0) : 0,
          cells: weeks.map((week) => {
            const row = rows.get(`${place.communityId}/${week}`) ?? null
            return weekCell(row, week, duty, special, workdays.get(week) ?? 0, row ? signedSides(acts.get(row.id) ?? []).length : 0, caller.today)
          }),
        },
      ]
    }),
  }
}

function weekCell(row: MeetingRow | null, week: string, duty: Duty, special: SpecialDays, workdays: number, signatures: number, today: string): WeekCell {
  if (!row && week < duty.fromWeek) return { week, state: null, meetingId: null, plannedOn: null, heldOn: null, signatures: 0, exemptWords: null }
  return {
    week,
    state: stateOn((row?.state as StoredState | undefined) ?? null, { sunday: sundayOf(week), workdays }, today),
    meetingId: row?.id ?? null,
    plannedOn: row?.planned_on ?? plannedDay(week, duty.weekday, special),
    heldOn: row?.held_on ?? null,
    signatures,
    exemptWords: exemptWords(row, week, special),
  }
}
