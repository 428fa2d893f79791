import type { RouteLocationRaw } from 'vue-router'
import { queryFromFilter, type PeopleFilter } from './people-filter'
import type { Seat } from './seat'

/** Where the screens of the roster lead to, in one place. */
export const toBoard: RouteLocationRaw = { name: 'board' }
export const toImport: RouteLocationRaw = { name: 'import' }

export function toCommunity(communityId: string): RouteLocationRaw {
  return { name: 'community', params: { communityId } }
}

export function toPerson(personId: string): RouteLocationRaw {
  return { name: 'person', params: { personId } }
}

export function toPeople(filter: PeopleFilter): RouteLocationRaw {
  return { name: 'people', query: queryFromFilter(filter) }
}

/** R1 as it is printed: of one community or of all that the account sees, as of a day. */
export function toPaper(communityId: string | null, asOf: string): RouteLocationRaw {
  return { name: 'roster-paper', query: { asOf, ...(communityId === null ? {} : { community: communityId }) } }
}

/** The change wizard with its first step filled in. */
export function toChange(communityId: string | null, seat: Seat | null = null): RouteLocationRaw {
  return {
    name: 'change',
    query: {
      ...(communityId === null ? {} : { community: communityId }),
      ...(seat === null ? {} : { post: seat.post }),
      ...(seat?.gridId ? { grid: seat.gridId } : {}),
    },
  }
}
