import { postLabel } from '../../../domain/post'
import type { Reach } from '../../accounts/reach'
import type { Reader } from '../../database/reader'
import { searchKey } from '../../../domain/search-key'
import { afterPrefix } from './name-pinyin'
import { organisationStatements } from './organisation-statements'
import { firstOfText } from './people-list'
import { postsOfPersonsOn } from './person-view'
import { rosterStatements } from './roster-statements'

export interface Hit {
  kind: 'person' | 'grid' | 'community'
  id: string
  title: string
  detail: string
  communityId: string | null
}

export function findPersons(reader: Reader, text: string, on: string, limit: number) {
  const from = searchKey(text)
  const rows = firstOfText(reader, { from, to: afterPrefix(from) }, on, limit)
  const postsOf = postsOfPersonsOn(reader, rows.map((row) => row.id), on)
  return rows.map((row) => ({ personId: row.id, name: row.name, posts: postsOf(row.id) }))
}

const startsAnywhere = (key: string, ...texts: string[]): boolean => texts.some((text) => text.includes(key))

/** The palette: communities and grids by name, code, pinyin or initials; people by any ending of their name. */
export function find(reader: Reader, reach: Reach, text: string, on: string, limit: number): Hit[] {
  const key = searchKey(text)
  const communities = reader.all(organisationStatements.communities, {})
  const byId = new Map(communities.map((community) => [community.id, community]))
  const places: Hit[] = communities
    .filter((community) => reach.seesWholeCommunity(community.id) && startsAnywhere(key, community.name.toLowerCase(), community.pinyin, community.initials, community.area_code ?? ''))
    .map((community) => ({ kind: 'community', id: community.id, title: community.name, detail: community.area_code ?? '村(社区)', communityId: community.id }))
  const grids: Hit[] = reader.all(organisationStatements.grids, { on }).flatMap((grid): Hit[] => {
    const community = byId.get(grid.community_id)
    if (!community || !(reach.seesWholeCommunity(grid.community_id) || reach.grids.has(grid.id))) return []
    const fits = startsAnywhere(key, `${community.name}${grid.name}`.toLowerCase(), grid.grid_code ?? '')
    return fits && !startsAnywhere(key, community.name.toLowerCase()) ? [{ kind: 'grid', id: grid.id, title: `${community.name}${grid.name}`, detail: grid.grid_code ?? '基础网格', communityId: community.id }] : []
  })
  const persons: Hit[] = findPersons(reader, text, on, limit * 2).flatMap((person): Hit[] => {
    if (!seesPerson(reader, reach, person.personId)) return []
    const detail = person.posts.map((post) => `${post.community}${post.grid ?? ''} ${postLabel(post.post)}`).join('、') || '已离任'
    return [{ kind: 'person', id: person.personId, title: person.name, detail, communityId: person.posts[0]?.communityId ?? null }]
  })
  return [...persons.slice(0, Math.max(limit - Math.min(places.length, 4), 1)), ...places, ...grids].slice(0, limit)
}

/** A person is seen where any tenure, present or past, lies within reach. */
export function seesPerson(reader: Reader, reach: Reach, personId: string): boolean {
  return reach.township || reader.all(rosterStatements.tenuresOfPerson, { person_id: personId }).some((tenure) => reach.seesSeat(tenure))
}
