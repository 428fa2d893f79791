import { pairingBreaches, placeBreaches, seatBreaches, type Breach } from '../../../domain/roster-invariants'
import { postRules, type Post } from '../../../domain/post'
import type { Reader } from '../../database/reader'
import { organisationStatements } from './organisation-statements'
import { replacedByImport } from './roster-intake'
import { rosterStatements } from './roster-statements'

/** I1–I5 over the whole history, community by community. Vacancies (I6) are no breach: the board shows them. */
export function rosterBreaches(reader: Reader): Breach[] {
  const seats = reader.all(organisationStatements.communities, {}).flatMap((community) => {
    const tenures = reader.all(rosterStatements.tenuresOfCommunity, { community_id: community.id }).map((row) => ({
      id: row.id,
      personId: row.person_id,
      personName: row.person_name,
      post: row.post as Post,
      communityId: row.community_id,
      community: row.community,
      gridId: row.grid_id,
      grid: row.grid,
      startOn: row.start_on,
      endOn: row.end_on,
      gridCommunityId: row.grid_community,
      wasReplacedByImport: row.end_reason === replacedByImport,
    }))
    return [...seatBreaches(tenures.filter(({ post, gridId }) => gridId !== null || !postRules[post].needsGrid)), ...placeBreaches(tenures)]
  })
  const pairs = pairingBreaches(
    reader.all(rosterStatements.allPairings, {}).map((row) => ({ id: row.id, gridId: row.grid_id, grid: row.grid, auxPoliceId: row.aux_police_id, auxName: row.aux_name, startOn: row.start_on, endOn: row.end_on })),
    reader.all(rosterStatements.allExemptions, {}).map((row) => ({ gridId: row.grid_id, fromOn: row.from_on, toOn: row.to_on })),
  )
  return [...seats, ...pairs]
}
