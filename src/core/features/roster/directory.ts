import { addDays } from '../../../domain/calendar-date'
import type { Post } from '../../../domain/post'
import type { Reader } from '../../database/reader'
import { directoryStatements } from './directory-statements'
import { organisationStatements } from './organisation-statements'
import { personStatements } from './person-statements'

/**
 * The roster as other features read it: places, people and who held what when, in their own words, without the roster's
 * SQL. All days are `YYYY-MM-DD`; tenures and pairs are half-open `[startOn, endOn)`, null meaning without end.
 */
export interface Place {
  communityId: string
  name: string
  areaCode: string | null
  sortNo: number
}
export interface BasicGrid {
  gridId: string
  name: string
  kind: 'basic' | 'special'
}
export interface Tenure {
  assignmentId: string
  personId: string
  name: string
  post: Post
  communityId: string
  gridId: string | null
  startOn: string | null
  endOn: string | null
  isActing: boolean
}
export interface Pair {
  pairingId: string
  gridId: string
  gridChiefId: string
  auxPoliceId: string
  startOn: string | null
  endOn: string | null
}

export const townshipOf = (reader: Reader): { id: string; name: string; areaCode: string | null } | null => {
  const row = reader.get(organisationStatements.township, {})
  return row ? { id: row.id, name: row.name, areaCode: row.area_code } : null
}

/** In the order of the office. */
export const placesOf = (reader: Reader): Place[] =>
  reader.all(organisationStatements.communities, {}).map((row) => ({ communityId: row.id, name: row.name, areaCode: row.area_code, sortNo: row.sort_no }))

export function placeOf(reader: Reader, communityId: string): Place | null {
  const row = reader.get(organisationStatements.community, { id: communityId })
  return row ? { communityId: row.id, name: row.name, areaCode: row.area_code, sortNo: row.sort_no } : null
}

/** Grids of a community that exist on a day of [from, to], in the order of the office. */
export const gridsWithin = (reader: Reader, communityId: string, from: string, to: string): BasicGrid[] =>
  reader
    .all(directoryStatements.gridsWithin, { community_id: communityId, from, to })
    .map((row) => ({ gridId: row.id, name: row.name, kind: row.kind as BasicGrid['kind'] }))

export const gridsOn = (reader: Reader, communityId: string, on: string): BasicGrid[] => gridsWithin(reader, communityId, on, on)

/** Every tenure in a community that has a day of [from, to], the earliest first. */
export const tenuresWithin = (reader: Reader, communityId: string, from: string, to: string): Tenure[] =>
  reader.all(directoryStatements.tenuresWithin, { community_id: communityId, from, to }).map(tenure)

/** Tenures of a community's grids that begin within [from, to], or whose last day lies in it. */
export const movesWithin = (reader: Reader, communityId: string, from: string, to: string): Pick<Tenure, 'gridId' | 'startOn' | 'endOn'>[] =>
  reader.all(directoryStatements.movesWithin, { community_id: communityId, from, to, after: addDays(to, 1) }).map((row) => ({ gridId: row.grid_id, startOn: row.start_on, endOn: row.end_on }))

/** Who holds a post in a community on the day. */
export const holdersOn = (reader: Reader, communityId: string, on: string): Tenure[] => tenuresWithin(reader, communityId, on, on)

/** Those of `personIds` who hold a post in the community on the day: where a few are asked for, its thousands need not be read. */
export const servingAmong = (reader: Reader, communityId: string, personIds: readonly string[], on: string): ReadonlySet<string> =>
  new Set(reader.all(directoryStatements.servingAmong, { ids: JSON.stringify(personIds), community_id: communityId, on }).map((row) => row.person_id))

/** As {@link tenuresWithin} and {@link holdersOn}, of the posts with one seat alone: never more than a community has seats. */
export const seatTenuresWithin = (reader: Reader, communityId: string, from: string, to: string): Tenure[] =>
  reader.all(directoryStatements.seatTenuresOfCommunity, { community_id: communityId, from, to }).map(tenure)
export const seatHoldersOn = (reader: Reader, communityId: string, on: string): Tenure[] => seatTenuresWithin(reader, communityId, on, on)

/** What a community's seats were within some days. */
export interface SeatRoster {
  grids: BasicGrid[]
  tenures: Tenure[]
  pairs: Pair[]
}

/** The seats of every community within [from, to], in three statements; those of one by itself where only that one is asked for. */
export function seatRosters(reader: Reader, places: readonly Place[], from: string, to: string): (communityId: string) => SeatRoster {
  const [only] = places
  if (only && places.length === 1) {
    const { communityId } = only
    const roster = { grids: gridsWithin(reader, communityId, from, to), tenures: seatTenuresWithin(reader, communityId, from, to), pairs: pairsWithin(reader, communityId, from, to) }
    return () => roster
  }
  const rosters = new Map(places.map((place): [string, SeatRoster] => [place.communityId, { grids: [], tenures: [], pairs: [] }]))
  for (const row of reader.all(directoryStatements.allGridsWithin, { from, to })) rosters.get(row.community_id)?.grids.push({ gridId: row.id, name: row.name, kind: row.kind as BasicGrid['kind'] })
  for (const row of reader.all(directoryStatements.seatTenuresWithin, { from, to })) rosters.get(row.community_id)?.tenures.push(tenure(row))
  for (const row of reader.all(directoryStatements.allPairingsWithin, { from, to })) rosters.get(row.community_id)?.pairs.push(pairOf(row))
  return (communityId) => rosters.get(communityId) ?? { grids: [], tenures: [], pairs: [] }
}

/** Who holds a seat in the township on the day, and who held one within some days. */
export const seatTenuresInTownship = (reader: Reader, from: string, to: string): Tenure[] => reader.all(directoryStatements.seatTenuresWithin, { from, to }).map(tenure)
export const seatHoldersInTownship = (reader: Reader, on: string): Tenure[] => seatTenuresInTownship(reader, on, on)

/** A person's tenures anywhere that have a day of [from, to]. */
export const tenuresOfPersonWithin = (reader: Reader, personId: string, from: string, to: string): Tenure[] =>
  reader.all(directoryStatements.tenuresOfPersonWithin, { person_id: personId, from, to }).map(tenure)

/** Pairs of 网格长 and 警辅 in a community that have a day of [from, to]. */
export const pairsWithin = (reader: Reader, communityId: string, from: string, to: string): Pair[] =>
  reader.all(directoryStatements.pairingsWithin, { community_id: communityId, from, to }).map(pairOf)

/** A person's name; null for nobody. */
export const nameOf = (reader: Reader, personId: string): string | null => reader.get(personStatements.byId, { id: personId })?.name ?? null

type PairRow = { id: string; grid_id: string; grid_chief_id: string; aux_police_id: string; start_on: string | null; end_on: string | null }
const pairOf = (row: PairRow): Pair => ({ pairingId: row.id, gridId: row.grid_id, gridChiefId: row.grid_chief_id, auxPoliceId: row.aux_police_id, startOn: row.start_on, endOn: row.end_on })

type TenureRow = { id: string; person_id: string; name: string; post: string; community_id: string; grid_id: string | null; start_on: string | null; end_on: string | null; is_acting: number }
const tenure = (row: TenureRow): Tenure => ({
  assignmentId: row.id,
  personId: row.person_id,
  name: row.name,
  post: row.post as Post,
  communityId: row.community_id,
  gridId: row.grid_id,
  startOn: row.start_on,
  endOn: row.end_on,
  isActing: row.is_acting === 1,
})
