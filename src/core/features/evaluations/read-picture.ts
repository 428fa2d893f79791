import type { ScoredCell, SheetState, Subject } from '../../../domain/evaluation'
import { lastDayOfMonth } from '../../../domain/calendar-date'
import type { Reader } from '../../database/reader'
import type { Values } from '../../database/statement'
import { holdersOn, placesOf, townshipOf, type Place } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { openReopens, termsOf, type CycleRow } from './cycles'
import { expectedInCommunity } from './expected-sheets'
import type { MonthPicture, PictureBonus, PictureSheet, PictureSubmission } from './month-picture'
import { resultsOf } from './month-results'
import { sheetStatements } from './sheet-statements'

type SubmissionRow = Values<(typeof sheetStatements)['submission']['row']>

export const submissionOf = (row: SubmissionRow): PictureSubmission => ({
  id: row.id,
  no: row.no,
  at: row.created_at,
  raterId: row.rater_id,
  enteredBy: row.entered_by,
  enteredName: row.entered_name,
  isProxy: row.is_proxy === 1,
  cells: JSON.parse(row.scores_json) as ScoredCell[],
  totalX10: row.total_x10,
  comment: row.comment,
  lacksReason: row.lacks_reason === 1,
})

/** The sheets of some communities as roster and ledger have them now. */
export function liveSheets(reader: Reader, cycle: CycleRow, places: readonly Place[]): PictureSheet[] {
  const terms = termsOf(cycle)
  const rows = new Map(reader.all(sheetStatements.ofCycle, { cycle_id: cycle.id }).map((row) => [`${row.kind}/${row.community_id}/${row.ratee_id}`, row]))
  const begun = new Set(reader.all(sheetStatements.begunOfCycle, { cycle_id: cycle.id }).map((row) => row.sheet_id))
  // A draft without a figure is no draft: it was emptied again, or the sheet was waived and is owed again.
  const stateOf = (row: { id: string; state: string } | undefined): SheetState => (row === undefined || (row.state === 'draft' && !begun.has(row.id)) ? 'todo' : (row.state as SheetState))
  const standing = new Map(reader.all(sheetStatements.standingOfCycle, { cycle_id: cycle.id }).map((row) => [row.sheet_id, row]))
  return places.flatMap((place) =>
    expectedInCommunity(reader, place, cycle.month, terms, cycle).map((expected): PictureSheet => {
      const row = rows.get(`${expected.kind}/${expected.communityId}/${expected.rateeId}`)
      const handed = row?.state === 'submitted' ? standing.get(row.id) : undefined
      return {
        sheetId: row?.id ?? null,
        kind: expected.kind,
        communityId: expected.communityId,
        community: expected.community,
        gridId: expected.gridId,
        grid: expected.grid,
        rateeId: expected.rateeId,
        ratee: expected.ratee,
        raterId: handed?.rater_id ?? expected.raterId,
        rater: handed?.rater_name ?? expected.rater,
        standsInFor: handed ? handed.stands_in_for : expected.standsInFor,
        problem: handed ? null : expected.problem,
        state: stateOf(row),
        stateReason: row?.state_reason ?? null,
        submission: handed ? submissionOf(handed) : null,
      }
    }),
  )
}

function liveBonuses(reader: Reader, cycle: CycleRow): PictureBonus[] {
  return reader.all(aftermathStatements.bonusesOf, { cycle_id: cycle.id }).map((row) => ({
    subject: row.subject as Subject, communityId: row.community_id, rateeId: row.ratee_id, pointsX10: row.points_x10, reason: row.reason, source: row.source, approver: row.approver,
  }))
}

const chiefOf = (reader: Reader, communityId: string, month: string): string | null => holdersOn(reader, communityId, lastDayOfMonth(month)).find((held) => held.post === 'station_chief')?.name ?? null

/** A month as it stands now, whatever a lock has stored. */
export function livePicture(reader: Reader, cycle: CycleRow): MonthPicture {
  const places = placesOf(reader)
  const picture = {
    month: cycle.month,
    township: townshipOf(reader)?.name ?? '',
    dueOn: cycle.due_on,
    lockedOn: null,
    terms: termsOf(cycle),
    communities: places.map((place) => ({ communityId: place.communityId, name: place.name, chief: chiefOf(reader, place.communityId, cycle.month) })),
    sheets: liveSheets(reader, cycle, places),
    bonuses: liveBonuses(reader, cycle),
  }
  return { ...picture, results: resultsOf(picture) }
}

/** What the lock stored; the only source of a locked month's reports. */
export function lockedPicture(reader: Reader, lockId: string): MonthPicture {
  const row = reader.get(cycleStatements.snapshot, { id: lockId })
  if (!row) throw new Error('a lock without its copy')
  return JSON.parse(row.snapshot_json) as MonthPicture
}

/** The month for reports: the copy of the standing lock, else as it stands now. */
export const pictureOf = (reader: Reader, cycle: CycleRow): MonthPicture => (cycle.lock_id === null ? livePicture(reader, cycle) : lockedPicture(reader, cycle.lock_id))

/** The copy, with some communities' sheets and bonuses as they stand now: what a lock after a reopening stores. */
export function pictureWith(reader: Reader, cycle: CycleRow, lockId: string, communityIds: ReadonlySet<string>): MonthPicture {
  const stored = lockedPicture(reader, lockId)
  const live = liveSheets(reader, cycle, placesOf(reader).filter((place) => communityIds.has(place.communityId)))
  const sheets = stored.communities.flatMap(({ communityId }) => (communityIds.has(communityId) ? live : stored.sheets).filter((sheet) => sheet.communityId === communityId))
  const bonuses = [...stored.bonuses.filter((bonus) => !communityIds.has(bonus.communityId)), ...liveBonuses(reader, cycle).filter((bonus) => communityIds.has(bonus.communityId))]
  const picture = { ...stored, sheets, bonuses }
  return { ...picture, results: resultsOf(picture) }
}

/** For progress and matrices: the copy where a community is locked, as it stands now where it may be edited. */
export function workingPicture(reader: Reader, cycle: CycleRow): MonthPicture {
  if (cycle.lock_id === null) return livePicture(reader, cycle)
  const open = new Set(openReopens(reader, cycle).map((row) => row.community_id))
  return open.size === 0 ? lockedPicture(reader, cycle.lock_id) : pictureWith(reader, cycle, cycle.lock_id, open)
}

