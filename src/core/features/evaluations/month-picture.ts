import type { DutyProblem, ScoredCell, SheetKind, SheetState, Subject, Terms } from '../../../domain/evaluation'

/**
 * A month as plain data: what stands in the reports. While the month is open it is made from the roster and the sheets;
 * a lock stores it whole, and from then on everything is read from that copy.
 */
export interface PictureSubmission {
  readonly id: string
  readonly no: number
  readonly at: number
  readonly raterId: string
  readonly enteredBy: string
  readonly enteredName: string
  readonly isProxy: boolean
  readonly cells: readonly ScoredCell[]
  readonly totalX10: number
  readonly comment: string | null
  readonly lacksReason: boolean
}
export interface PictureSheet {
  readonly sheetId: string | null
  readonly kind: SheetKind
  readonly communityId: string
  readonly community: string
  readonly gridId: string | null
  readonly grid: string | null
  readonly rateeId: string
  readonly ratee: string
  /** Who handed it in, where somebody did; else who should. */
  readonly raterId: string | null
  readonly rater: string | null
  readonly standsInFor: string | null
  readonly problem: DutyProblem | null
  readonly state: SheetState
  readonly stateReason: string | null
  readonly submission: PictureSubmission | null
}
export interface PictureBonus {
  readonly subject: Subject
  readonly communityId: string
  readonly rateeId: string
  readonly pointsX10: number
  readonly reason: string
  readonly source: string
  readonly approver: string
}
export interface PictureResult {
  readonly subject: Subject
  readonly communityId: string
  readonly community: string
  readonly gridId: string | null
  readonly grid: string | null
  readonly rateeId: string
  readonly ratee: string
  readonly state: 'complete' | 'open' | 'waived'
  readonly chiefTotalX10: number | null
  readonly policeTotalX10: number | null
  readonly leadTotalX10: number | null
  readonly weightedX100: number | null
  readonly bonusX10: number
  readonly finalX100: number | null
  readonly grade: string | null
  readonly rankCommunity: number | null
  readonly rankTownship: number | null
  readonly note: string | null
}
export interface MonthPicture {
  readonly month: string
  readonly township: string
  readonly dueOn: string
  /** The day of the last lock; null while the month is open. */
  readonly lockedOn: string | null
  readonly terms: Terms
  /** In the order of the office. `lockedOn`: the day of the lock that its sheets come from; copies of before have none. */
  readonly communities: readonly { readonly communityId: string; readonly name: string; readonly chief: string | null; readonly lockedOn?: string | null }[]
  readonly sheets: readonly PictureSheet[]
  readonly bonuses: readonly PictureBonus[]
  readonly results: readonly PictureResult[]
}

export function byCommunity<T extends { readonly communityId: string }>(sheets: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const sheet of sheets) {
    const known = groups.get(sheet.communityId)
    if (known) known.push(sheet)
    else groups.set(sheet.communityId, [sheet])
  }
  return groups
}

export const isMissing = (sheet: PictureSheet): boolean => sheet.submission === null && sheet.state !== 'waived'

/** The day of the lock that a community's papers bear: another community's reopening does not move it. */
export const lockedOnOf = (picture: MonthPicture, communityId: string): string | null => picture.communities.find((one) => one.communityId === communityId)?.lockedOn ?? picture.lockedOn
