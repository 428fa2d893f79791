import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { accountPerson } from '../../accounts/account-person'
import { forbidden } from '../../refusal'
import { gridsOn } from '../roster/directory'

/** How much of a community's meetings a caller sees: all of it, or a grid lead's own grids and own name (D5). */
export interface Sight {
  whole: boolean
  /** Sees the text while it is being typed; the district's viewer reads minutes, not drafts. */
  drafts: boolean
  grids: ReadonlySet<string>
  personId: string | null
}

/** @throws Refusal FORBIDDEN outside the caller's communities and grids */
export function sightOf(reader: Reader, caller: Caller, communityId: string): Sight {
  const accountId = caller.connection.signedIn?.accountId
  const personId = accountId === undefined ? null : accountPerson(reader, accountId)
  const sight = sightIn(reader, caller, communityId, personId)
  if (!sight) {
    caller.reach.requireCommunity(communityId)
    throw forbidden()
  }
  return sight
}

/** Null where the caller sees nothing of the community. */
export function sightIn(reader: Reader, caller: Caller, communityId: string, personId: string | null): Sight | null {
  if (caller.reach.seesWholeCommunity(communityId)) return { whole: true, drafts: caller.reachAs('station_chief', 'clerk', 'community_police', 'auditor').seesWholeCommunity(communityId), grids: new Set(), personId }
  if (caller.reach.grids.size === 0) return null
  const own = gridsOn(reader, communityId, caller.today).flatMap((grid) => (caller.reach.grids.has(grid.gridId) ? [grid.gridId] : []))
  return own.length === 0 ? null : { whole: false, drafts: true, grids: new Set(own), personId }
}

export const seesGrid = (sight: Sight, gridId: string | null): boolean => sight.whole || (gridId !== null && sight.grids.has(gridId))
