import type { RosterChange, Vacancy } from '../../../contract/roster'
import { addDays } from '../../../domain/calendar-date'
import { postRules, posts, type Post } from '../../../domain/post'
import type { Reach } from '../../accounts/reach'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import { forbidden, notFound } from '../../refusal'
import { organisationStatements } from './organisation-statements'
import { holderView, postsOn } from './person-view'
import { rosterStatements } from './roster-statements'
import { vacancyOf } from './vacancies'

/** One community's team as of a day. A grid lead sees the 1+1 and the own grid. */
export function readCommunity(reader: Reader, key: TownshipKey, reach: Reach, communityId: string, on: string) {
  const community = reader.get(organisationStatements.community, { id: communityId })
  if (!community) throw notFound()
  const whole = reach.seesWholeCommunity(communityId)
  const allGrids = reader.all(organisationStatements.gridsOfCommunity, { community_id: communityId, on })
  const grids = whole ? allGrids : allGrids.filter((grid) => reach.grids.has(grid.id))
  if (!whole && grids.length === 0) throw forbidden('这个村(社区)不在当前账号的范围内。')
  const holders = reader.all(rosterStatements.holdersOfCommunity, { community_id: communityId, on })
  const at = (post: Post, gridId: string | null) => holders.find((row) => row.post === post && row.grid_id === gridId)
  const view = (row: (typeof holders)[number] | undefined) => (row ? holderView(key, row) : null)
  const pairings = reader.all(rosterStatements.pairingsOfCommunity, { community_id: communityId, on })
  const exemptions = reader.all(rosterStatements.exemptionsOfCommunity, { community_id: communityId, on })
  const chief = at('station_chief', null)
  const officer = at('community_police', null)
  const gridName = new Map(allGrids.map((grid) => [grid.id, grid.name]))
  const emptySeat = (post: Post, grid: { id: string; name: string } | null): Vacancy[] =>
    at(post, grid?.id ?? null) ? [] : [vacancyOf(reader, { post, communityId, community: community.name, gridId: grid?.id ?? null, grid: grid?.name ?? null }, on)]
  const basic = grids.filter((grid) => grid.kind === 'basic')
  const seen = holders.filter((row) => reach.seesSeat(row) || row.post === 'station_chief' || row.post === 'community_police')
  return {
    communityId,
    name: community.name,
    areaCode: community.area_code,
    stationName: community.station_name,
    policePostName: community.police_post_name,
    rowVersion: community.row_version,
    asOf: on,
    chief: view(chief),
    officer: view(officer),
    officerAlsoIn: officer
      ? postsOn(reader, officer.person_id, on).flatMap((post) => (post.post === 'community_police' && post.communityId !== communityId ? [post.community] : []))
      : [],
    grids: grids.map((grid) => ({
      gridId: grid.id,
      name: grid.name,
      code: grid.grid_code,
      kind: grid.kind as 'basic' | 'special',
      households: grid.households,
      rentalUnits: grid.rental_units,
      boundary: grid.boundary_text,
      rowVersion: grid.row_version,
      chief: view(at('grid_chief', grid.id)),
      aux: view(at('aux_police', grid.id)),
      pairedOn: pairings.find((pairing) => pairing.grid_id === grid.id)?.start_on ?? null,
      exemption: exemptions.find((exemption) => exemption.grid_id === grid.id)?.reason ?? null,
    })),
    others: posts
      .filter((post) => postRules[post].unique === null)
      .map((post) => ({
        post,
        people: seen.filter((row) => row.post === post).map((row) => ({ ...holderView(key, row), grid: row.grid_id ? (gridName.get(row.grid_id) ?? null) : null })),
      }))
      .filter((group) => group.people.length > 0),
    members: new Set(seen.map((row) => row.person_id)).size,
    vacancies: [
      ...(whole ? [...emptySeat('station_chief', null), ...emptySeat('community_police', null)] : []),
      ...basic.flatMap((grid) => [...emptySeat('grid_chief', grid), ...emptySeat('aux_police', grid)]),
    ],
    changes: whole ? readChanges(reader, communityId, addDays(on, -366), on) : [],
  }
}

/** Arrivals and departures in `(from, to]`, newest first. A departure's day is the first day without the person. */
export function readChanges(reader: Reader, communityId: string, from: string, to: string): RosterChange[] {
  const change = (kind: RosterChange['kind'], on: string | null, row: { id: string; person_id: string; person_name: string; post: string; grid: string | null }, reason: string | null, docNo: string | null): RosterChange[] =>
    on === null ? [] : [{ on, kind, assignmentId: row.id, personId: row.person_id, name: row.person_name, post: row.post as Post, grid: row.grid, reason, docNo }]
  const range = { community_id: communityId, from, to }
  return [
    ...reader.all(rosterStatements.departures, range).flatMap((row) => change('left', row.end_on, row, row.end_reason, row.end_doc_no)),
    ...reader.all(rosterStatements.arrivals, range).flatMap((row) => change('arrived', row.start_on, row, row.reason, row.doc_no)),
  ].toSorted((a, b) => b.on.localeCompare(a.on))
}
