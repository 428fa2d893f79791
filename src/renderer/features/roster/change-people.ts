import type { Holder } from '../../../contract/roster'
import { postRules, type Post } from '../../../domain/post'
import type { CommunityTeam } from './community-store'
import type { Seat } from './seat'

/** Someone in the post on the day: may be chosen as the one who leaves. */
export interface SeatHolder {
  assignmentId: string
  name: string
  startOn: string | null
  isActing: boolean
  gridId: string | null
  grid: string | null
}

function plain(holder: Holder, gridId: string | null, grid: string | null): SeatHolder {
  const { assignmentId, name, startOn, isActing } = holder
  return { assignmentId, name, startOn, isActing, gridId, grid }
}

/** Who holds the seat: one at most for a unique post, any number for the others. */
export function holdersOf(team: CommunityTeam, seat: Seat): SeatHolder[] {
  const lead = seat.post === 'station_chief' ? team.chief : seat.post === 'community_police' ? team.officer : null
  if (lead !== null) return [plain(lead, null, null)]
  if (postRules[seat.post].unique === 'grid') {
    const grid = team.grids.find((each) => each.gridId === seat.gridId)
    const holder = seat.post === 'grid_chief' ? grid?.chief : grid?.aux
    return grid && holder ? [plain(holder, grid.gridId, grid.name)] : []
  }
  const group = team.others.find((each) => each.post === seat.post)
  return (group?.people ?? []).map((person) => plain(person, team.grids.find((grid) => grid.name === person.grid)?.gridId ?? null, person.grid))
}

/** The other half of the grid's pair. */
export function partnerOf(team: CommunityTeam, seat: Seat): string | null {
  if (postRules[seat.post].unique !== 'grid') return null
  const grid = team.grids.find((each) => each.gridId === seat.gridId)
  return (seat.post === 'grid_chief' ? grid?.aux?.name : grid?.chief?.name) ?? null
}

/** 现任赵红旗 or 缺, beside a post or a grid in the first step. */
export function seatState(team: CommunityTeam, seat: Seat): string {
  const rule = postRules[seat.post]
  if (rule.unique === null) return `${holdersOf(team, seat).length}人`
  const [holder] = holdersOf(team, seat)
  return holder === undefined ? '缺' : `现任${holder.name}`
}

/** Whether the post asks for a grid, may have one, or belongs to the whole community. */
export function gridOfPost(post: Post | null): 'needed' | 'possible' | 'none' {
  if (post === null || postRules[post].unique === 'community') return 'none'
  return postRules[post].needsGrid ? 'needed' : 'possible'
}
