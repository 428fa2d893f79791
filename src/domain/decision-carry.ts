/**
 * Carrying over (I31) is derived, never copied: a decision is stored once, so it can be neither lost nor doubled. A
 * meeting shows every decision of earlier weeks that is open, and those closed since the meeting before was settled, so
 * that each closing is heard in exactly one later meeting.
 */
export interface Carriable {
  week: string
  /** Instant of the closing; null while open. */
  closedAt: number | null
}

/** @param settledAt instant up to which the previous meeting has told everything; null where there was none */
export function carriedInto<D extends Carriable>(week: string, decisions: readonly D[], settledAt: number | null): D[] {
  return decisions.filter((decision) => decision.week < week && (decision.closedAt === null || settledAt === null || decision.closedAt > settledAt))
}

/** Meetings that have carried it: those held in later weeks, until the one that heard of its closing. */
export function carriedWeeks(decision: Carriable, later: readonly { week: string; settledAt: number }[]): number {
  const after = later.filter((meeting) => meeting.week > decision.week).toSorted((a, b) => (a.week < b.week ? -1 : 1))
  const { closedAt } = decision
  if (closedAt === null) return after.length
  const heard = after.findIndex((meeting) => meeting.settledAt >= closedAt)
  return heard === -1 ? after.length : heard + 1
}

export const overdueDays = (dueOn: string | null, today: string, daysBetween: (from: string, to: string) => number): number => (dueOn !== null && dueOn < today ? daysBetween(dueOn, today) : 0)
