import type { Role } from '../../../contract/roles'
import { accountStatements } from '../../accounts/account-statements'
import { Reach, type PlainReach } from '../../accounts/reach'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import type { PictureResult, PictureSheet } from './month-picture'

/** Who looks at a month: the person behind the account, and how far each role reaches (model.md D5). */
export interface Viewer {
  readonly personId: string | null
  /** False where no role that rates grants the call: the own sheets are then no more the caller's than others. */
  readonly rates: boolean
  readonly clerk: Reach
  readonly auditor: Reach
  readonly chief: Reach
  readonly officer: Reach
  readonly lead: Reach
}

export function viewerOf(reader: Reader, caller: Caller): Viewer {
  const { signedIn } = caller.connection
  const of = (role: Role): Reach => caller.reachAs(role)
  return {
    personId: signedIn ? (reader.get(accountStatements.byId, { id: signedIn.accountId })?.person_id ?? null) : null,
    rates: !caller.reachAs('station_chief', 'community_police', 'grid_chief').isNowhere,
    clerk: of('clerk'),
    auditor: of('auditor'),
    chief: of('station_chief'),
    officer: of('community_police'),
    lead: of('grid_chief'),
  }
}

/** A viewer as plain data, for a thread of its own. */
export type PlainViewer = Pick<Viewer, 'personId' | 'rates'> & { readonly [role in 'clerk' | 'auditor' | 'chief' | 'officer' | 'lead']: PlainReach }

export const plainViewer = ({ personId, rates, clerk, auditor, chief, officer, lead }: Viewer): PlainViewer => ({
  personId, rates, clerk: clerk.toPlain(), auditor: auditor.toPlain(), chief: chief.toPlain(), officer: officer.toPlain(), lead: lead.toPlain(),
})
export const viewerFromPlain = (plain: PlainViewer): Viewer => ({
  personId: plain.personId, rates: plain.rates, clerk: Reach.fromPlain(plain.clerk), auditor: Reach.fromPlain(plain.auditor), chief: Reach.fromPlain(plain.chief), officer: Reach.fromPlain(plain.officer), lead: Reach.fromPlain(plain.lead),
})

export const isRater = (viewer: Viewer, sheet: Pick<PictureSheet, 'raterId'>): boolean => viewer.rates && viewer.personId !== null && sheet.raterId === viewer.personId

/** That a sheet exists, who owes it and whether it came: nothing of any score. */
export function seesSheet(viewer: Viewer, sheet: PictureSheet): boolean {
  const { communityId, gridId } = sheet
  if (isRater(viewer, sheet)) return true
  if ([viewer.clerk, viewer.auditor, viewer.chief, viewer.officer].some((reach) => reach.seesWholeCommunity(communityId))) return true
  return sheet.kind !== 'police_by_chief' && gridId !== null && viewer.lead.grids.has(gridId)
}

/**
 * The single scores of a sheet: its rater always; the auditor; the clerk what a clerk typed, and everything after the
 * lock; the chief the community's sheets after the lock; the officer those of auxiliaries after the lock. Never the
 * rated person, and never a lead somebody else's.
 */
export function seesScores(viewer: Viewer, sheet: PictureSheet, isLocked: boolean): boolean {
  const { communityId } = sheet
  if (isRater(viewer, sheet)) return true
  if (viewer.auditor.seesWholeCommunity(communityId)) return true
  const isRated = viewer.personId !== null && viewer.personId === sheet.rateeId
  if (isRated) return false
  if (viewer.clerk.seesWholeCommunity(communityId)) return isLocked || sheet.submission?.isProxy === true
  if (!isLocked) return false
  if (viewer.chief.seesWholeCommunity(communityId)) return true
  return sheet.kind !== 'police_by_chief' && viewer.officer.seesWholeCommunity(communityId)
}

/** all: with both raters' totals; total: total and grade alone; state: only whether it is complete; none: not at all. */
export type ResultView = 'all' | 'total' | 'state' | 'none'

export function viewOfResult(viewer: Viewer, result: PictureResult, isLocked: boolean): ResultView {
  const { communityId } = result
  if (viewer.auditor.seesWholeCommunity(communityId)) return 'all'
  const isRated = viewer.personId !== null && viewer.personId === result.rateeId
  if (isRated) return isLocked ? 'total' : 'none'
  if (viewer.clerk.seesWholeCommunity(communityId)) return isLocked ? 'all' : 'state'
  if (viewer.chief.seesWholeCommunity(communityId)) return isLocked ? 'all' : 'state'
  if (result.subject === 'aux' && viewer.officer.seesWholeCommunity(communityId)) return isLocked ? 'all' : 'state'
  if (result.subject === 'aux' && result.gridId !== null && viewer.lead.grids.has(result.gridId)) return isLocked ? 'total' : 'state'
  return 'none'
}
