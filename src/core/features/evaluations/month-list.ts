import type { Duty, EvaluationMonth } from '../../../contract/evaluation-shapes'
import { daysBetween } from '../../../domain/calendar-date'
import { daysOfCycle } from '../../../domain/evaluation-days'
import { ratingPosts } from '../../../domain/evaluation'
import { monthOf } from '../../../domain/month'
import type { Reader } from '../../database/reader'
import { nameOf, placeOf, seatHoldersInTownship, tenuresOfPersonWithin } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { openReopens, stateOfCycle, type CycleRow } from './cycles'
import { isMissing, byCommunity, type PictureSheet } from './month-picture'
import { workingPicture } from './read-picture'
import { seesSheet, type Viewer } from './visibility'

type Sheets = (cycle: CycleRow) => readonly PictureSheet[]

export function monthRow(reader: Reader, cycle: CycleRow, today: string, sheets: readonly PictureSheet[] | null): EvaluationMonth {
  const locks = reader.all(cycleStatements.locksOf, { cycle_id: cycle.id })
  const standing = locks.find((lock) => lock.id === cycle.lock_id)
  const reopens = reader.all(aftermathStatements.reopensOf, { cycle_id: cycle.id })
  return {
    month: cycle.month,
    state: stateOfCycle(reader, cycle, today),
    openOn: cycle.open_on,
    dueOn: cycle.due_on,
    lockOn: cycle.lock_on,
    locksByItself: cycle.locks_by_itself === 1,
    warnedOn: cycle.warned_on,
    lockedOn: standing?.locked_on ?? null,
    lockedBy: standing?.by_name ?? null,
    expected: sheets?.length ?? null,
    submitted: sheets?.filter((sheet) => sheet.submission !== null).length ?? null,
    waived: sheets?.filter((sheet) => sheet.state === 'waived').length ?? null,
    missing: sheets?.filter(isMissing).length ?? null,
    reopened: openReopens(reader, cycle).map((row) => placeOf(reader, row.community_id)?.name ?? ''),
    reopenCount: reopens.filter((row) => row.state === 'open' || row.state === 'closed').length,
  }
}

const monthsCounted = 18

/** Every opened month and the current one, the newest first. */
export function readMonths(reader: Reader, viewer: Viewer, today: string): EvaluationMonth[] {
  const sheetsOf: Sheets = (cycle) => workingPicture(reader, cycle).sheets.filter((sheet) => seesSheet(viewer, sheet))
  const cycles = reader.all(cycleStatements.newest, {})
  const current = monthOf(today)
  // Old months show the counts of their copy; a year and a half of them is read, the rest is listed without a look inside and without counts.
  const rows = cycles.map((cycle, at) => monthRow(reader, cycle, today, at < monthsCounted ? sheetsOf(cycle) : null))
  return cycles.some((cycle) => cycle.month === current) ? rows : [notOpen(reader, current), ...rows].toSorted((a, b) => (a.month < b.month ? 1 : -1))
}

function notOpen(reader: Reader, month: string): EvaluationMonth {
  const days = daysOfCycle(month, { openDay: readSetting(reader, 'evaluations.openDay'), dueDay: readSetting(reader, 'evaluations.dueDay'), lockDay: readSetting(reader, 'evaluations.lockDay') })
  return {
    month, state: 'not_open', ...days, locksByItself: true, warnedOn: null, lockedOn: null, lockedBy: null, expected: 0, submitted: 0, waived: 0, missing: 0, reopened: [], reopenCount: 0,
  }
}

/** Whether somebody holds a post on the day that lets them sign in to score. */
export type MayRate = (personId: string) => boolean
export const mayRateOn = (reader: Reader, on: string): MayRate => (personId) => tenuresOfPersonWithin(reader, personId, on, on).some((tenure) => ratingPosts.includes(tenure.post))

/** The same for many: one look for all of them. */
function mayRateInTownship(reader: Reader, on: string): MayRate {
  const raters = new Set(seatHoldersInTownship(reader, on).flatMap((held) => (ratingPosts.includes(held.post) ? [held.personId] : [])))
  return (personId) => raters.has(personId)
}

export function dutyOf(mayRate: MayRate, sheet: PictureSheet, dueOn: string, today: string, isClosed: boolean): Duty {
  return {
    kind: sheet.kind,
    communityId: sheet.communityId,
    community: sheet.community,
    gridId: sheet.gridId,
    grid: sheet.grid,
    rateeId: sheet.rateeId,
    ratee: sheet.ratee,
    raterId: sheet.raterId,
    rater: sheet.rater,
    standsInFor: sheet.standsInFor,
    problem: sheet.problem,
    raterLeft: isMissing(sheet) && !isClosed && sheet.problem === null && sheet.raterId !== null && !mayRate(sheet.raterId),
    state: isClosed && sheet.state === 'submitted' ? 'locked' : sheet.state,
    stateReason: sheet.stateReason,
    isProxy: sheet.submission?.isProxy ?? false,
    enteredBy: sheet.submission?.enteredName ?? null,
    submittedAt: sheet.submission?.at ?? null,
    daysLate: isMissing(sheet) ? Math.max(0, daysBetween(dueOn, today)) : 0,
  }
}

/** Who has not scored, per community, as far as the viewer sees. */
export function readProgress(reader: Reader, cycle: CycleRow, viewer: Viewer, today: string) {
  const picture = workingPicture(reader, cycle)
  const sheets = picture.sheets.filter((sheet) => seesSheet(viewer, sheet))
  const open = new Set(openReopens(reader, cycle).map((row) => row.community_id))
  const mayRate = mayRateInTownship(reader, today)
  const sheetsOf = byCommunity(sheets)
  const communities = picture.communities.flatMap(({ communityId, name }) => {
    const own = sheetsOf.get(communityId) ?? []
    if (own.length === 0) return []
    const missing = own.filter(isMissing).length
    const isClosed = cycle.lock_id !== null && !open.has(communityId)
    const byDay = today < cycle.due_on ? ('before_due' as const) : today === cycle.due_on ? ('due' as const) : ('overdue' as const)
    return [
      {
        communityId,
        community: name,
        expected: own.length,
        submitted: own.filter((sheet) => sheet.submission !== null).length,
        waived: own.filter((sheet) => sheet.state === 'waived').length,
        missing,
        standing: missing === 0 ? ('in_order' as const) : byDay,
        isReopened: open.has(communityId),
        duties: own.map((sheet) => dutyOf(mayRate, sheet, cycle.due_on, today, isClosed)),
      },
    ]
  })
  return {
    month: monthRow(reader, cycle, today, sheets),
    communities,
    substitutes: reader
      .all(aftermathStatements.substitutesOf, { cycle_id: cycle.id })
      .filter((row) => viewer.clerk.seesWholeCommunity(row.community_id) || viewer.auditor.seesWholeCommunity(row.community_id) || row.person_id === viewer.personId)
      .map((row) => ({
        substituteId: row.id,
        kind: row.kind as Duty['kind'],
        communityId: row.community_id,
        community: placeOf(reader, row.community_id)?.name ?? '',
        rateeId: row.ratee_id,
        personId: row.person_id,
        person: nameOf(reader, row.person_id) ?? '',
        reason: row.reason,
        by: row.by_name,
      })),
  }
}

