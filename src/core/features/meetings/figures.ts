import type { MinutesFigure } from '../../../contract/meeting-page'
import { figureKey, figureNames } from '../../../domain/meeting-agenda'
import { dayBefore } from '../../../domain/calendar-date'
import { addWeeks, mondayOf, sameWeekLastYear, sundayOf, weekWords } from '../../../domain/iso-week'
import type { Reader } from '../../database/reader'
import { movesWithin, placeOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import type { Cells } from './cells'
import { countInWeek, countOf, type GridOfMeeting } from './minutes-content'
import { meetingStatements } from './meeting-statements'

interface Counted {
  value: number | null
  source: string | null
}
const rosterSource = '花名册'

/**
 * The article's counts for a week's meeting: as typed, else as the program knows them, beside the week before and the
 * same week of the year before. What the program counts itself it counts for all three; other numbers come from minutes.
 */
export function figuresOf(reader: Reader, communityId: string, week: string, grids: readonly GridOfMeeting[], cells: Cells): Omit<MinutesFigure, 'mayEdit'>[] {
  const counted = readSetting(reader, 'meetings.reportWeek') === 'same_week' ? week : addWeeks(week, -1)
  const rosterNow = changesInWeek(reader, communityId, counted)
  const rosterBefore = changesInWeek(reader, communityId, addWeeks(counted, -1))
  const rosterYearAgo = changesInWeek(reader, communityId, sameWeekLastYear(counted))
  const before = addWeeks(week, -1)
  const yearAgo = sameWeekLastYear(week)
  const written = (other: string, name: string, gridId: string | null): Counted => {
    const value = countInWeek(reader, communityId, other, name, gridId)
    return { value, source: value === null ? null : `${other.slice(0, 4) === week.slice(0, 4) ? '' : `${other.slice(0, 4)}年`}${weekWords(other)}纪要` }
  }
  const inWeek = (other: string, roster: RosterChanges | null, name: string, gridId: string | null): Counted => {
    const typed = written(other, name, gridId)
    const known = rosterCount(roster, name, gridId)
    return typed.value !== null || known === null ? typed : { value: known, source: rosterSource }
  }
  return figureNames.flatMap((figure) =>
    (figure.perGrid ? grids.map((grid) => grid.gridId) : [null]).map((gridId) => {
      const key = figureKey(figure.name, gridId)
      const cell = cells.get(key)
      const typed = countOf(cell?.text)
      const known = rosterCount(rosterNow, figure.name, gridId)
      const last = inWeek(before, rosterBefore, figure.name, gridId)
      const year = inWeek(yearAgo, rosterYearAgo, figure.name, gridId)
      return {
        key,
        code: figure.code,
        gridId,
        label: figure.label,
        unit: figure.unit,
        value: typed ?? known,
        typed: typed !== null,
        known,
        lastWeek: last.value,
        yearAgo: year.value,
        source: typed !== null ? '手工填写' : known !== null ? rosterSource : null,
        lastWeekSource: last.source,
        yearAgoSource: year.source,
        version: cell?.version ?? 0,
      }
    }),
  )
}

/** Arrivals and departures per grid; null for a week before the community was entered, of which the roster knows nothing. */
type RosterChanges = ReadonlyMap<string, { arrived: number; left: number }>

function changesInWeek(reader: Reader, communityId: string, week: string): RosterChanges | null {
  const [from, to] = [mondayOf(week), sundayOf(week)]
  if (!placeOf(reader, communityId) || !reader.get(meetingStatements.knownSince, { community_id: communityId, on: to })) return null
  const changes = new Map<string, { arrived: number; left: number }>()
  for (const tenure of movesWithin(reader, communityId, from, to)) {
    if (tenure.gridId === null) continue
    const count = changes.get(tenure.gridId) ?? { arrived: 0, left: 0 }
    if (tenure.startOn !== null && tenure.startOn >= from && tenure.startOn <= to) count.arrived += 1
    const last = tenure.endOn === null ? null : dayBefore(tenure.endOn)
    if (last !== null && last >= from && last <= to) count.left += 1
    changes.set(tenure.gridId, count)
  }
  return changes
}

function rosterCount(changes: RosterChanges | null, name: string, gridId: string | null): number | null {
  if (changes === null || gridId === null) return null
  const count = changes.get(gridId) ?? { arrived: 0, left: 0 }
  return name === 'arrived' ? count.arrived : name === 'left' ? count.left : null
}
