import { daysBetween, lastDayOfMonth } from './calendar-date'
import type { DutyProblem, SheetKind, Terms } from './evaluation'
import { addMonths, daysOf, firstDayOf } from './month'
import type { Post } from './post'
import { holdsOn, type Tenure } from './tenure'

export interface Holding extends Tenure {
  readonly personId: string
  readonly name: string
  readonly post: Post
  readonly gridId: string | null
  readonly isActing: boolean
}
export interface CommunityRoster {
  readonly communityId: string
  /** In the order of the office. */
  readonly grids: readonly { readonly gridId: string; readonly name: string }[]
  /** Every holding of the community that has a day of the month. */
  readonly holdings: readonly Holding[]
  readonly pairs: readonly (Tenure & { readonly gridId: string; readonly gridChiefId: string; readonly auxPoliceId: string })[]
}
export interface RatingDuty {
  readonly kind: SheetKind
  readonly communityId: string
  readonly gridId: string | null
  readonly grid: string | null
  readonly rateeId: string
  readonly ratee: string
  readonly raterId: string | null
  readonly rater: string | null
  readonly problem: DutyProblem | null
}

/** Where a sheet's rater comes from, the most settled first: handed in, by the roster, authorised. */
export const raterOrigins = ['handed_in', 'roster', 'substitute'] as const
export type RaterOrigin = (typeof raterOrigins)[number]

/**
 * Nobody gives both sheets of an auxiliary (I8): of two with one rater the less settled has a problem, the lead's of two
 * alike. What is handed in stays.
 * @param raterOf who hands in, or has handed in, and by what right
 */
export function withTwoRaters<T extends RatingDuty>(duties: readonly T[], raterOf: (duty: T) => { raterId: string | null; origin: RaterOrigin }): T[] {
  const others = new Map(duties.map((duty) => [`${duty.kind}/${duty.rateeId}`, duty]))
  const otherKind: Partial<Record<SheetKind, SheetKind>> = { aux_by_police: 'aux_by_grid_chief', aux_by_grid_chief: 'aux_by_police' }
  return duties.map((duty) => {
    const kind = otherKind[duty.kind]
    const other = kind && others.get(`${kind}/${duty.rateeId}`)
    if (!other || duty.problem !== null) return duty
    const [mine, theirs] = [raterOf(duty), raterOf(other)]
    if (mine.raterId === null || mine.raterId !== theirs.raterId || mine.origin === 'handed_in') return duty
    // A sheet that nobody may fill as it stands takes nobody from the other.
    if (other.problem !== null && theirs.origin !== 'handed_in') return duty
    const step = raterOrigins.indexOf(mine.origin) - raterOrigins.indexOf(theirs.origin)
    return step > 0 || (step === 0 && duty.kind === 'aux_by_grid_chief') ? { ...duty, problem: 'same_rater' } : duty
  })
}

interface Server {
  personId: string
  name: string
  days: number
  onLastDay: boolean
  isActing: boolean
  lastStart: string
}

/** Days of the month that a half-open tenure covers. */
export function daysInside(tenure: Tenure, month: string): number {
  const first = firstDayOf(month)
  const next = firstDayOf(addMonths(month, 1))
  const from = tenure.startOn === null || tenure.startOn < first ? first : tenure.startOn
  const to = tenure.endOn === null || tenure.endOn > next ? next : tenure.endOn
  return from < to ? daysBetween(from, to) : 0
}

/** Everybody who held a seat for a day of the month, with all their days in it; the longest first, the later on a tie. */
function serversOf(holdings: readonly Holding[], month: string): Server[] {
  const last = lastDayOfMonth(month)
  const servers = new Map<string, Server>()
  for (const holding of holdings) {
    const known = servers.get(holding.personId)
    const days = daysInside(holding, month)
    if (days === 0) continue
    const lastStart = holding.startOn ?? ''
    if (known) {
      known.days += days
      known.onLastDay ||= holdsOn(holding, last)
      known.isActing &&= holding.isActing
      if (lastStart > known.lastStart) known.lastStart = lastStart
    } else servers.set(holding.personId, { personId: holding.personId, name: holding.name, days, onLastDay: holdsOn(holding, last), isActing: holding.isActing, lastStart })
  }
  return [...servers.values()].toSorted((a, b) => b.days - a.days || (a.lastStart < b.lastStart ? 1 : a.lastStart > b.lastStart ? -1 : 0))
}

/** Who holds a seat for the month: on its last day (who is confirmed before who is acting), or who served longest. */
const holderOf = (servers: readonly Server[], basis: Terms['basis']): Server | undefined =>
  basis === 'longest' ? servers[0] : (servers.find((server) => server.onLastDay && !server.isActing) ?? servers.find((server) => server.onLastDay))

/** A rater of auxiliaries has served half the month (I8): the month's holder, else whoever did. */
function auxRaterOf(servers: readonly Server[], month: string, basis: Terms['basis']): { rater: Server | undefined; problem: DutyProblem | null } {
  const enough = (server: Server): boolean => server.days * 2 >= daysOf(month)
  const holder = holderOf(servers, basis)
  const rater = holder && enough(holder) ? holder : servers.find(enough)
  if (rater) return { rater, problem: null }
  return { rater: holder, problem: servers.length === 0 ? 'no_rater' : 'short_service' }
}

/**
 * The sheets that a community owes for a month, by its roster alone (I7, I8): chief → officer, then for each auxiliary
 * the officer's and the lead's. An auxiliary who serves two grids of a community is rated once, in the first of them.
 */
export function dutiesOf(roster: CommunityRoster, month: string, basis: Terms['basis']): RatingDuty[] {
  const seat = (post: Post, gridId: string | null): Server[] => serversOf(roster.holdings.filter((holding) => holding.post === post && (gridId === null || holding.gridId === gridId)), month)
  const chiefs = seat('station_chief', null)
  const officers = seat('community_police', null)
  const duty = (kind: SheetKind, grid: { gridId: string; name: string } | null, ratee: Server, rater: Server | undefined, problem: DutyProblem | null): RatingDuty => {
    const isSelf = rater?.personId === ratee.personId
    return {
      kind,
      communityId: roster.communityId,
      gridId: grid?.gridId ?? null,
      grid: grid?.name ?? null,
      rateeId: ratee.personId,
      ratee: ratee.name,
      raterId: rater?.personId ?? null,
      rater: rater?.name ?? null,
      problem: isSelf ? 'self' : (problem ?? (rater ? null : 'no_rater')),
    }
  }
  const duties: RatingDuty[] = []
  const officer = holderOf(officers, basis)
  if (officer) duties.push(duty('police_by_chief', null, officer, holderOf(chiefs, basis), null))
  const officerAsRater = auxRaterOf(officers, month, basis)
  const rated = new Set<string>()
  for (const grid of roster.grids) {
    const aux = holderOf(seat('aux_police', grid.gridId), basis)
    if (!aux || rated.has(aux.personId)) continue
    rated.add(aux.personId)
    const lead = leadFor(roster, grid.gridId, aux.personId, seat('grid_chief', grid.gridId), month, basis)
    duties.push(duty('aux_by_police', grid, aux, officerAsRater.rater, officerAsRater.problem))
    duties.push(duty('aux_by_grid_chief', grid, aux, lead.rater, lead.problem))
  }
  return duties
}

/** The lead of the auxiliary's grid; where that grid has none, a lead of another grid who is paired with the auxiliary there, by the days in that grid. */
function leadFor(roster: CommunityRoster, gridId: string, auxId: string, leads: readonly Server[], month: string, basis: Terms['basis']): { rater: Server | undefined; problem: DutyProblem | null } {
  if (leads.length > 0) return auxRaterOf(leads, month, basis)
  const last = lastDayOfMonth(month)
  const pair = roster.pairs.find((one) => one.auxPoliceId === auxId && one.gridId !== gridId && holdsOn(one, last))
  const other = pair ? serversOf(roster.holdings.filter((holding) => holding.post === 'grid_chief' && holding.personId === pair.gridChiefId && holding.gridId === pair.gridId), month) : []
  return auxRaterOf(other, month, basis)
}
