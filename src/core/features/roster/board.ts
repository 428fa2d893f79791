import type { BoardRow, Vacancy } from '../../../contract/roster'
import type { Post } from '../../../domain/post'
import type { Reach } from '../../accounts/reach'
import type { Reader } from '../../database/reader'
import { organisationStatements } from './organisation-statements'
import { rosterStatements } from './roster-statements'
import { vacancyOf } from './vacancies'

interface Board {
  asOf: string
  communities: BoardRow[]
  totals: { communities: number; grids: number; persons: number; vacancies: number; acting: number }
}

/** The township board on a day, narrowed to the caller's communities. Six statements, however many people there are. */
export function readBoard(reader: Reader, reach: Reach, on: string): Board {
  const seats = reader.all(rosterStatements.seatHolders, { on })
  const bySeat = new Map<string, { name: string; acting: boolean }>()
  const seated = new Map<string, Set<string>>()
  for (const row of seats) {
    bySeat.set(`${row.post}/${row.community_id}/${row.grid_id ?? ''}`, { name: row.name, acting: row.is_acting === 1 })
    seated.set(row.community_id, (seated.get(row.community_id) ?? new Set()).add(row.person_id))
  }
  const otherCount = new Map<string, number>()
  for (const row of reader.all(rosterStatements.otherCounts, { on })) otherCount.set(row.community_id, (otherCount.get(row.community_id) ?? 0) + row.n)
  const gridsOf = groupByCommunity(reader.all(organisationStatements.grids, { on }))
  const stateOf = (post: Post, communityId: string, gridId: string | null): 'held' | 'acting' | 'vacant' => {
    const holder = bySeat.get(`${post}/${communityId}/${gridId ?? ''}`)
    return holder ? (holder.acting ? 'acting' : 'held') : 'vacant'
  }
  const communities = reader.all(organisationStatements.communities, {}).flatMap((community): BoardRow[] => {
    const grids = (gridsOf.get(community.id) ?? []).filter((grid) => grid.kind === 'basic')
    const seen = reach.seesWholeCommunity(community.id) ? grids : grids.filter((grid) => reach.grids.has(grid.id))
    if (seen.length === 0 && !reach.seesWholeCommunity(community.id)) return []
    const chief = stateOf('station_chief', community.id, null)
    const officer = stateOf('community_police', community.id, null)
    const gridStates = seen.map((grid) => ({
      gridId: grid.id,
      name: grid.name,
      chief: stateOf('grid_chief', community.id, grid.id),
      aux: stateOf('aux_police', community.id, grid.id),
    }))
    const states = [chief, officer, ...gridStates.flatMap((grid) => [grid.chief, grid.aux])]
    const others = reach.seesWholeCommunity(community.id) ? (otherCount.get(community.id) ?? 0) : 0
    return [
      {
        communityId: community.id,
        name: community.name,
        areaCode: community.area_code,
        chief,
        chiefName: bySeat.get(`station_chief/${community.id}/`)?.name ?? null,
        officer,
        officerName: bySeat.get(`community_police/${community.id}/`)?.name ?? null,
        grids: gridStates,
        others,
        members: reach.seesWholeCommunity(community.id) ? others + (seated.get(community.id)?.size ?? 0) : states.filter((state) => state !== 'vacant').length,
        vacancies: states.filter((state) => state === 'vacant').length,
        acting: states.filter((state) => state === 'acting').length,
      },
    ]
  })
  const sum = (of: (row: BoardRow) => number): number => communities.reduce((total, row) => total + of(row), 0)
  return {
    asOf: on,
    communities,
    totals: {
      communities: communities.length,
      grids: sum((row) => row.grids.length),
      persons: reach.township ? (reader.get(rosterStatements.personCount, { on, post: '' })?.n ?? 0) : sum((row) => row.members),
      vacancies: sum((row) => row.vacancies),
      acting: sum((row) => row.acting),
    },
  }
}

function groupByCommunity<T extends { community_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.community_id, [...(groups.get(row.community_id) ?? []), row])
  return groups
}

/** Every empty seat within reach, in the board's order. */
export function readVacancies(reader: Reader, reach: Reach, on: string): Vacancy[] {
  return readBoard(reader, reach, on).communities.flatMap((row) => {
    const at = { communityId: row.communityId, community: row.name }
    const seat = (post: Post, state: string, grid: { gridId: string; name: string } | null): Vacancy[] =>
      state === 'vacant' ? [vacancyOf(reader, { post, ...at, gridId: grid?.gridId ?? null, grid: grid?.name ?? null }, on)] : []
    return [
      ...seat('station_chief', row.chief, null),
      ...seat('community_police', row.officer, null),
      ...row.grids.flatMap((grid) => [...seat('grid_chief', grid.chief, grid), ...seat('aux_police', grid.aux, grid)]),
    ]
  })
}
