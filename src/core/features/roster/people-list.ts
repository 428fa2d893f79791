import type { PersonRow } from '../../../contract/roster'
import type { Post } from '../../../domain/post'
import type { Reach } from '../../accounts/reach'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import { forbidden } from '../../refusal'
import { searchKey } from '../../../domain/search-key'
import { afterPrefix, searchTerms } from './name-pinyin'
import { organisationStatements } from './organisation-statements'
import { personStatements } from './person-statements'
import { personRow } from './person-view'
import { rosterStatements } from './roster-statements'

export interface PeopleFilter {
  asOf: string
  text?: string | null | undefined
  communityId?: string | null | undefined
  post?: Post | null | undefined
  state: 'serving' | 'former' | 'all'
  sort: 'pinyin' | 'community'
  after?: string | null | undefined
  limit: number
}

/** Where a page ended: by pinyin, or within the community at `community`. */
interface Place {
  community: number
  pinyin: string
  id: string
}
const firstPlace: Place = { community: 0, pinyin: '', id: '' }

function placeOf(after: string | null | undefined): Place {
  if (!after) return firstPlace
  const [community = '0', pinyin = '', id = ''] = after.split('|')
  return { community: Number.parseInt(community, 10) || 0, pinyin, id }
}

interface Listed {
  id: string
  name: string
  pinyin: string
  sex: string | null
  id_no_enc: string | null
  phone_enc: string | null
  police_no: string | null
}

/** One keyset page of people. Nothing is ever skipped over, so page one thousand costs what page one does. */
export function listPeople(reader: Reader, key: TownshipKey, reach: Reach, filter: PeopleFilter): { people: PersonRow[]; next: string | null; total: number } {
  const communities = reader.all(organisationStatements.communities, {})
  const inReach = communities.filter((community) => reach.seesWholeCommunity(community.id))
  if (filter.communityId && !reach.seesWholeCommunity(filter.communityId)) throw forbidden('这个村(社区)不在当前账号的范围内。')
  if (!reach.township && inReach.length === 0) return ownGridOnly(reader, key, reach, filter)
  const whole = reach.township && !filter.communityId
  const text = filter.text ? searchKey(filter.text) : ''
  if (whole && (text !== '' || filter.sort === 'pinyin' || filter.state !== 'serving')) return byPinyin(reader, key, filter, text)
  const wanted = filter.communityId ? inReach.filter((community) => community.id === filter.communityId) : inReach
  return byCommunity(reader, key, filter, text, wanted.map((community) => community.id), whole)
}

function byPinyin(reader: Reader, key: TownshipKey, filter: PeopleFilter, text: string): { people: PersonRow[]; next: string | null; total: number } {
  const { asOf: on, state, limit } = filter
  const place = placeOf(filter.after)
  const page = { on, state, after_pinyin: place.pinyin, after_id: place.id, limit }
  const post = filter.post ?? null
  const range = { from: text, to: afterPrefix(text) }
  const rows: Listed[] =
    text !== ''
      ? reader.all(personStatements.listText, { ...page, ...range, community_id: null, post })
      : post !== null
        ? reader.all(personStatements.listPost, { ...page, post })
        : reader.all(personStatements.listAll, page)
  const total =
    text !== ''
      ? reader.get(personStatements.countText, { on, state, ...range, communities: null, post })
      : post !== null
        ? reader.get(personStatements.countPost, { on, state, post })
        : countInState(reader, on, state)
  const last = rows.at(-1)
  return {
    people: rows.map((row) => personRow(reader, key, row, on)),
    next: last && rows.length === limit ? `0|${last.pinyin}|${last.id}` : null,
    total: total?.n ?? 0,
  }
}

/** Communities in the board's order, people by pinyin within; who serves in two stands in the first of them. */
function byCommunity(reader: Reader, key: TownshipKey, filter: PeopleFilter, text: string, communityIds: readonly string[], reachesAll: boolean): { people: PersonRow[]; next: string | null; total: number } {
  const { asOf: on, state, limit } = filter
  const post = filter.post ?? null
  const order = new Map(communityIds.map((id, at) => [id, at]))
  const start = placeOf(filter.after)
  const people: PersonRow[] = []
  let next: string | null = null
  const range = { from: text, to: afterPrefix(text) }
  for (let at = start.community; at < communityIds.length && next === null; at += 1) {
    const community_id = communityIds[at] ?? ''
    let place = at === start.community ? start : firstPlace
    for (let more = true; more && next === null; ) {
      const page = { on, state, after_pinyin: place.pinyin, after_id: place.id, limit: limit - people.length, community_id, post }
      const rows: Listed[] = text === '' ? reader.all(personStatements.listCommunity, page) : reader.all(personStatements.listText, { ...page, ...range })
      for (const row of rows) {
        const shown = personRow(reader, key, row, on)
        const earlier = (state === 'serving' ? shown.posts : everHeld(reader, row.id)).some((held) => (order.get(held.communityId) ?? at) < at && (post === null || held.post === post))
        if (!earlier) people.push(shown)
      }
      const last = rows.at(-1)
      more = last !== undefined && rows.length === page.limit
      if (last) place = { community: at, pinyin: last.pinyin, id: last.id }
      if (people.length >= limit) next = `${at}|${place.pinyin}|${place.id}`
    }
  }
  return { people, next, total: countPeople(reader, filter, text, communityIds, reachesAll) }
}

/** Who has left is everyone less who serves: counting absences one by one would touch every row twice. */
function countInState(reader: Reader, on: string, state: PeopleFilter['state']): { n: number } {
  const all = state === 'serving' ? 0 : (reader.get(personStatements.countAll, {})?.n ?? 0)
  const serving = state === 'all' ? 0 : (reader.get(rosterStatements.personCount, { on })?.n ?? 0)
  return { n: state === 'serving' ? serving : all - serving }
}

function countPeople(reader: Reader, filter: PeopleFilter, text: string, communityIds: readonly string[], reachesAll: boolean): number {
  const { asOf: on, state } = filter
  const post = filter.post ?? null
  if (reachesAll) return (post === null ? reader.get(rosterStatements.personCount, { on }) : reader.get(personStatements.countPost, { on, state, post }))?.n ?? 0
  const communities = JSON.stringify(communityIds)
  const counted =
    text === ''
      ? reader.get(personStatements.countCommunities, { on, state, communities, post })
      : reader.get(personStatements.countText, { on, state, from: text, to: afterPrefix(text), communities, post })
  return counted?.n ?? 0
}

const everHeld = (reader: Reader, personId: string): { communityId: string; post: string }[] =>
  reader.all(rosterStatements.tenuresOfPerson, { person_id: personId }).map((tenure) => ({ communityId: tenure.community_id, post: tenure.post }))

/** A grid lead's list is the own grid, which holds few enough people for one page. */
function ownGridOnly(reader: Reader, key: TownshipKey, reach: Reach, filter: PeopleFilter): { people: PersonRow[]; next: string | null; total: number } {
  const { asOf: on } = filter
  const own = new Set(reach.grids)
  const text = filter.text ? searchKey(filter.text) : ''
  const communities = [...new Set(reader.all(organisationStatements.grids, { on }).flatMap((grid) => (own.has(grid.id) ? [grid.community_id] : [])))]
  const ids = new Set(
    filter.state === 'former'
      ? []
      : communities.flatMap((community_id) =>
          reader
            .all(rosterStatements.holdersOfCommunity, { community_id, on })
            .flatMap((held) => (held.grid_id !== null && own.has(held.grid_id) && (!filter.post || held.post === filter.post) ? [held.person_id] : [])),
        ),
  )
  const people = [...ids]
    .flatMap((id) => reader.get(personStatements.byId, { id }) ?? [])
    .filter((row) => text === '' || searchTerms(row.name).some((term) => term.startsWith(text)))
    .map((row) => personRow(reader, key, row, on))
  return { people, next: null, total: people.length }
}
