import type { Vacancy } from '../../../contract/roster'
import type { Post } from '../../../domain/post'
import type { Reader } from '../../database/reader'
import { rosterStatements } from './roster-statements'

interface Seat {
  post: Post
  communityId: string
  community: string
  gridId: string | null
  grid: string | null
}

/** I6: a required post without a holder is named with its first empty day and who left, never hidden. */
export function vacancyOf(reader: Reader, seat: Seat, on: string): Vacancy {
  const last = reader.get(rosterStatements.lastHolder, { post: seat.post, community_id: seat.communityId, grid_id: seat.gridId, on })
  return { ...seat, sinceOn: last?.end_on ?? null, lastHolder: last?.name ?? null }
}
