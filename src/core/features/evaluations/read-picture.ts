import type { ScoredCell, SheetState, Subject } from '../../../domain/evaluation'
import { lastDayOfMonth } from '../../../domain/calendar-date'
import type { Reader } from '../../database/reader'
import type { Values } from '../../database/statement'
import { placesOf, seatHoldersInTownship, townshipOf, type Place } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { openReopens, termsOf, type CycleRow } from './cycles'
import { expectedInCommunities } from './expected-sheets'
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
  return expectedInCommunities(reader, places, cycle.month, terms, cycle).map((expected): PictureSheet => {
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
  })
}

function liveBonuses(reader: Reader, cycle: CycleRow): PictureBonus[] {
  return reader.all(aftermathStatements.bonusesOf, { cycle_id: cycle.id }).map((row) => ({
    subject: row.subject as Subject, communityId: row.community_id, rateeId: row.ratee_id, pointsX10: row.points_x10, reason: row.reason, source: row.source, approver: row.approver,
  }))
}

/** The chiefs of a month's last day, by community. */
function chiefsOf(reader: Reader, month: string): ReadonlyMap<string, string> {
  const chiefs = new Map<string, string>()
  for (const held of seatHoldersInTownship(reader, lastDayOfMonth(month))) if (held.post === 'station_chief' && !chiefs.has(held.communityId)) chiefs.set(held.communityId, held.name)
  return chiefs
}

/** A month as it stands now, whatever a lock has stored. */
export function livePicture(reader: Reader, cycle: CycleRow): MonthPicture {
  const places = placesOf(reader)
  const chiefs = chiefsOf(reader, cycle.month)
  const picture = {
    month: cycle.month,
    township: townshipOf(reader)?.name ?? '',
    dueOn: cycle.due_on,
    lockedOn: null,
    terms: termsOf(cycle),
    communities: places.map((place) => ({ communityId: place.communityId, name: place.name, chief: chiefs.get(place.communityId) ?? null })),
    sheets: liveSheets(reader, cycle, places),
    bonuses: liveBonuses(reader, cycle),
  }
  return { ...picture, results: resultsOf(picture) }
}

/** A lock's copy never changes: the few looked at last are read once, each for as long as its database is open. */
const copies = new WeakMap<Reader, Map<string, MonthPicture>>()
const copiesKept = 4

/** What the lock stored; the only source of a locked month's reports. */
export function lockedPicture(reader: Reader, lockId: string): MonthPicture {
  const kept = copies.get(reader) ?? new Map<string, MonthPicture>()
  copies.set(reader, kept)
  const picture = kept.get(lockId) ?? readCopy(reader, lockId)
  kept.delete(lockId)
  kept.set(lockId, picture)
  for (const oldest of kept.keys()) if (kept.size > copiesKept) kept.delete(oldest)
  return picture
}

function readCopy(reader: Reader, lockId: string): MonthPicture {
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

