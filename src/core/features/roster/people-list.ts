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
import { personRows } from './person-view'
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

export interface PeoplePage {
  people: PersonRow[]
  next: string | null
  total: number
  /** So many are known to fit, and more do: counting them all would keep everybody waiting. */
  totalIsLeast: boolean
}

/**
 * Up to so many who fit are all looked up, counted and put in order; of more, a walk in the order of the list meets a page
 * soon enough.
 */
const few = 4000

/** One keyset page of people. Nothing is ever skipped over, so page one thousand costs what page one does. */
export function listPeople(reader: Reader, key: TownshipKey, reach: Reach, filter: PeopleFilter): PeoplePage {
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

function byPinyin(reader: Reader, key: TownshipKey, filter: PeopleFilter, text: string): PeoplePage {
  const { asOf: on, state, limit } = filter
  const after = placeOf(filter.after)
  const place = { on, state, after_pinyin: after.pinyin, after_id: after.id }
  const post = filter.post ?? null
  const range = rangeOf(text)
  const nextAfter = (last: { pinyin: string; id: string } | undefined, more: boolean): string | null => (last && more ? `0|${last.pinyin}|${last.id}` : null)
  const fitting = fewFitting(reader, place, range, post)
  if (fitting !== null) {
    const later = fitting.filter((row) => row.is_after === 1)
    const page = later.slice(0, limit)
    return { people: personRows(reader, key, listed(reader, page), on), next: nextAfter(page.at(-1), later.length > limit), total: fitting.length, totalIsLeast: false }
  }
  if (text !== '') {
    const rows = reader.all(personStatements.walkText, { on, state, after_term: after.pinyin, after_id: after.id, limit, ...range, post })
    const last = rows.at(-1)
    return { people: personRows(reader, key, rows, on), next: nextAfter(last && { pinyin: last.term, id: last.id }, rows.length === limit), total: rows.length, totalIsLeast: rows.length === limit }
  }
  const rows = post === null ? reader.all(personStatements.listAll, { ...place, limit }) : reader.all(personStatements.walkPost, { ...place, post, limit })
  const total = post === null || state === 'serving' ? countInState(reader, on, state, post) : null
  return { people: personRows(reader, key, rows, on), next: nextAfter(rows.at(-1), rows.length === limit), total: total ?? rows.length, totalIsLeast: total === null && rows.length === limit }
}

/** Everybody who fits, where they are known to be few. */
function fewFitting(reader: Reader, place: { on: string; state: string; after_pinyin: string; after_id: string }, range: { from: string; to: string }, post: Post | null): Fitting[] | null {
  const isFew = (n: number | undefined): boolean => (n ?? 0) <= few
  if (range.from !== '' && isFew(reader.get(personStatements.probeTerms, { ...range, limit: few + 1 })?.n)) return reader.all(personStatements.fittingText, { ...place, ...range, post })
  if (post !== null && isFew(reader.get(personStatements.probePost, { post, limit: few + 1 })?.n)) return reader.all(personStatements.fittingPost, { ...place, ...range, post })
  return null
}

/** The first people whose names a search finds, whoever they are and wherever they serve. */
export function firstOfText(reader: Reader, range: { from: string; to: string }, on: string, limit: number): Listed[] {
  const place = { on, state: 'all', after_pinyin: '', after_id: '' }
  const fitting = fewFitting(reader, place, range, null)
  return fitting === null ? reader.all(personStatements.walkText, { on, state: 'all', after_term: '', after_id: '', ...range, post: null, limit }) : listed(reader, fitting.slice(0, limit))
}

const rangeOf = (text: string): { from: string; to: string } => ({ from: text, to: afterPrefix(text) })

interface Fitting {
  id: string
  pinyin: string
  is_after: number
}
const listed = (reader: Reader, page: readonly Fitting[]): Listed[] => reader.all(personStatements.listedByIds, { ids: JSON.stringify(page.map((row) => row.id)) })

/** Communities in the board's order, people by pinyin within; who serves in two stands in the first of them. */
function byCommunity(reader: Reader, key: TownshipKey, filter: PeopleFilter, text: string, communityIds: readonly string[], reachesAll: boolean): PeoplePage {
  const { asOf: on, state, limit } = filter
  const post = filter.post ?? null
  const order = new Map(communityIds.map((id, at) => [id, at]))
  const start = placeOf(filter.after)
  const people: PersonRow[] = []
  let next: string | null = null
  let counted: number | null = null
  for (let at = start.community; at < communityIds.length && next === null; at += 1) {
    const place = at === start.community ? start : firstPlace
    const where = { on, state, after_pinyin: place.pinyin, after_id: place.id, community_id: communityIds[at] ?? '', ...rangeOf(text) }
    const fitting = post === null ? reader.all(personStatements.fittingCommunity, { ...where, post }) : reader.all(personStatements.fittingSeat, { ...where, post })
    if (communityIds.length === 1) counted = fitting.length
    const later = fitting.filter((row) => row.is_after === 1)
    for (let from = 0; from < later.length && next === null; ) {
      const page = later.slice(from, from + limit - people.length)
      from += page.length
      for (const shown of personRows(reader, key, listed(reader, page), on)) {
        const earlier = (state === 'serving' ? shown.posts : everHeld(reader, shown.personId)).some((held) => (order.get(held.communityId) ?? at) < at && (post === null || held.post === post))
        if (!earlier) people.push(shown)
      }
      const last = page.at(-1)
      if (people.length >= limit && last) next = `${at}|${last.pinyin}|${last.id}`
    }
  }
  return { people, next, total: counted ?? countPeople(reader, filter, text, communityIds, reachesAll), totalIsLeast: false }
}

/** Who has left is everyone less who serves: counting absences one by one would touch every row twice. */
function countInState(reader: Reader, on: string, state: PeopleFilter['state'], post: Post | null): number {
  const all = state === 'serving' ? 0 : (reader.get(personStatements.countAll, {})?.n ?? 0)
  const serving = state === 'all' ? 0 : (reader.get(rosterStatements.personCount, { on, post: post ?? '' })?.n ?? 0)
  return state === 'serving' ? serving : all - serving
}

function countPeople(reader: Reader, filter: PeopleFilter, text: string, communityIds: readonly string[], reachesAll: boolean): number {
  const { asOf: on, state } = filter
  const post = filter.post ?? null
  if (reachesAll) return countInState(reader, on, state, post)
  return reader.get(personStatements.countCommunities, { on, state, communities: JSON.stringify(communityIds), ...rangeOf(text), post })?.n ?? 0
}

const everHeld = (reader: Reader, personId: string): { communityId: string; post: string }[] =>
  reader.all(rosterStatements.tenuresOfPerson, { person_id: personId }).map((tenure) => ({ communityId: tenure.community_id, post: tenure.post }))

/** A grid lead's list is the own grid, which holds few enough people for one page. */
function ownGridOnly(reader: Reader, key: TownshipKey, reach: Reach, filter: PeopleFilter): PeoplePage {
  const { asOf: on } = filter
  const text = filter.text ? searchKey(filter.text) : ''
  const own = filter.state === 'former' ? [] : [...reach.grids].flatMap((id) => reader.get(organisationStatements.grid, { id }) ?? [])
  const ids = new Set(
    own.flatMap((grid) =>
      reader.all(rosterStatements.holdersOfGrid, { community_id: grid.community_id, grid_id: grid.id, on }).flatMap((held) => (!filter.post || held.post === filter.post ? [held.person_id] : [])),
    ),
  )
  const rows = reader
    .all(personStatements.listedByIds, { ids: JSON.stringify([...ids]) })
    .filter((row) => text === '' || searchTerms(row.name).some((term) => term.startsWith(text)))
    .toSorted((a, b) => (a.pinyin < b.pinyin ? -1 : a.pinyin > b.pinyin ? 1 : 0))
  return { people: personRows(reader, key, rows, on), next: null, total: rows.length, totalIsLeast: false }
}
