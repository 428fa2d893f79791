import { addDays } from '../../domain/calendar-date'
import { ordinalGridName } from '../../domain/grid-name'
import type { Post } from '../../domain/post'
import { inventBoundary, inventPlaces } from './invented-names'
import { InventedPeople } from './invented-person'
import { playHistory } from './sample-history'
import { samplePlace, type SampleChange, type SampleCommunity, type SampleExemption, type SampleTownship } from './sample-township'
import { SeatBook, servingAfter } from './seat-book'
import { seededRandom, type SeededRandom } from './seeded-random'

export interface TownshipWish {
  seed: number
  today: string
  communities?: number
  /** How many serve today; volunteers make up the number. */
  people?: number
  /** Names of the first community's chief and officer. */
  named?: { station_chief?: string | undefined; community_police?: string | undefined }
}

const series: Partial<Record<Post, string>> = { station_chief: '青政任', grid_chief: '青政任', community_police: '青派人', aux_police: '青派人' }
const yearDays = 365

/** An invented township with its history. The same wish gives the same township. */
export function generateTownship(wish: TownshipWish): SampleTownship {
  const random = seededRandom(wish.seed)
  const communities = inventCommunities(random, wish.communities ?? 27)
  const people = new InventedPeople(random, wish.today)
  const book = new SeatBook()
  const exemptions: SampleExemption[] = []
  setUpTeams({ random, communities, people, book, wish })
  playHistory({ random, today: wish.today, communities, people, book, exemptions })
  gatherOthers({ random, communities, people, book, wish })
  const changes = numbered(random, book.changes.toSorted((a, b) => a.onDate.localeCompare(b.onDate)))
  const serving = servingAfter(changes)
  for (const post of ['station_chief', 'community_police'] as const) giveDutyPhones(random, post, changes, serving, people)
  return { name: samplePlace.name, areaCode: samplePlace.areaCode, communities, persons: people.persons, changes, exemptions }
}

interface Making {
  random: SeededRandom
  communities: readonly SampleCommunity[]
  people: InventedPeople
  book: SeatBook
  wish: TownshipWish
}

function inventCommunities(random: SeededRandom, count: number): SampleCommunity[] {
  const sizes = gridCounts(random, count)
  const next = { residents_committee: 1, village_committee: 200 }
  return inventPlaces(random, count).map(({ name, kind }, at) => {
    const areaCode = samplePlace.areaCode + String(next[kind]++).padStart(3, '0')
    const town = kind === 'residents_committee'
    const grids = Array.from({ length: sizes[at] ?? 5 }, (_, grid) => ({
      name: ordinalGridName(grid + 1),
      code: areaCode + String(grid + 1).padStart(3, '0'),
      households: town ? random.integer(290, 480) : random.integer(110, 280),
      rentalUnits: town ? random.integer(35, 160) : random.integer(2, 45),
      boundary: inventBoundary(random),
    }))
    return { name, areaCode, kind, grids }
  })
}

/** Three to nine grids each, 137 in 27 communities. */
function gridCounts(random: SeededRandom, communities: number): number[] {
  const sizes = Array.from({ length: communities }, () => random.integer(3, 7) + (random.chance(0.15) ? 2 : 0))
  const wanted = Math.round((communities * 137) / 27)
  for (let total = sizes.reduce((sum, size) => sum + size, 0); total !== wanted; ) {
    const at = random.integer(0, communities - 1)
    const size = sizes[at] ?? 0
    const step = Math.sign(wanted - total)
    if (size + step < 3 || size + step > 9) continue
    sizes[at] = size + step
    total += step
  }
  return sizes
}

/** The teams as they were set up, two to five years ago: most of a community on one day. */
function setUpTeams({ random, communities, people, book, wish }: Making): void {
  const ago = (): string => addDays(wish.today, -random.integer(2 * yearDays + 20, 5 * yearDays - 30))
  const alsoIn = doubles(random, communities.length)
  for (const [community, { name, grids }] of communities.entries()) {
    const founded = `${ago().slice(0, 8)}01`
    const day = (): string => (random.chance(0.6) ? founded : ago())
    const join = (post: Post, grid: number | null, named: string | null = null): void =>
      book.hand(day(), { post, community, grid }, { incoming: people.invent(post, name, named), reason: '建队配备' })
    const named = community === 0 ? wish.named : undefined
    join('station_chief', null, named?.station_chief ?? null)
    const other = alsoIn.get(community)
    const shared = other === undefined ? null : book.holderOf({ post: 'community_police', community: other, grid: null })
    if (shared === null) join('community_police', null, named?.community_police ?? null)
    else book.hand(day(), { post: 'community_police', community, grid: null }, { incoming: shared, reason: '一警两村(社区)' })
    for (const grid of grids.keys()) {
      join('grid_chief', grid)
      join('aux_police', grid)
    }
  }
}

/** A few officers serve a second community, which stands later in the list than the first; the first community's serves one. */
function doubles(random: SeededRandom, communities: number): Map<number, number> {
  const order = random.shuffle(Array.from({ length: communities - 1 }, (_, at) => at + 1))
  return new Map(
    Array.from({ length: Math.floor(communities / 8) }, (_, at): [number, number] => {
      const [first = 0, second = 0] = order.slice(at * 2, at * 2 + 2).toSorted((a, b) => a - b)
      return [second, first]
    }),
  )
}

/** Enforcement members, building heads, clerks and volunteers, who come and go one by one. */
function gatherOthers({ random, communities, people, book, wish }: Making): void {
  const longAgo = (): string => addDays(wish.today, -random.integer(2 * yearDays + 20, 5 * yearDays - 30))
  const lately = (): string => addDays(wish.today, -random.integer(6, 2 * yearDays - 10))
  const come = (post: Post, community: number, grid: number | null, onDate: string, reason: string): number => {
    const person = people.invent(post, communities[community]?.name ?? '')
    book.write(onDate, { post, community, grid }, { incoming: person, reason })
    return person
  }
  const replace = (post: Post, community: number, grid: number | null, share: number): void => {
    const former = come(post, community, grid, longAgo(), '建队配备')
    if (!random.chance(share)) return
    const onDate = lately()
    book.write(onDate, { post, community, grid }, { outgoing: former, incoming: people.invent(post, communities[community]?.name ?? ''), reason: post === 'building_head' ? '居民推选' : '人员调整' })
  }
  for (const [community, { grids }] of communities.entries()) {
    for (let left = random.integer(1, 3); left > 0; left -= 1) replace('enforcement_member', community, null, 0.1)
    for (const grid of grids.keys()) replace('building_head', community, grid, 0.06)
    for (let left = random.integer(0, 3); left > 0; left -= 1) replace('building_head', community, random.integer(0, grids.length - 1), 0.06)
    if (community % 9 === 4) replace('clerk', community, null, 0)
  }
  const wanted = wish.people ?? Math.round((communities.length * 890) / 27)
  for (let missing = wanted - servingAfter(book.changes).size; missing > 0; missing -= 1) {
    const community = random.integer(0, communities.length - 1)
    if (random.chance(0.06)) {
      const former = come('volunteer', community, null, longAgo(), '志愿报名')
      book.write(lately(), { post: 'volunteer', community, grid: null }, { outgoing: former, incoming: null, reason: random.pick(['搬离本社区', '个人原因', '外出务工']) })
    }
    come('volunteer', community, null, random.chance(0.75) ? longAgo() : lately(), '志愿报名')
  }
}

/** Appointments of one day and one series stand in one document. */
function numbered(random: SeededRandom, changes: readonly SampleChange[]): SampleChange[] {
  const documents = new Map<string, string>()
  const last = new Map<string, number>()
  return changes.map((change) => {
    const name = series[change.post]
    if (name === undefined) return change
    const { onDate } = change
    const year = `${name}〔${onDate.slice(0, 4)}〕`
    const document = `${name}/${onDate}`
    let docNo = documents.get(document)
    if (docNo === undefined) {
      const number = (last.get(year) ?? 0) + random.integer(1, 2)
      last.set(year, number)
      docNo = `${year}${number}号`
      documents.set(document, docNo)
    }
    return { ...change, docNo }
  })
}

/** Some offices have a public telephone of their own. */
function giveDutyPhones(random: SeededRandom, post: Post, changes: readonly SampleChange[], serving: ReadonlySet<number>, people: InventedPeople): void {
  const holders = [...new Set(changes.flatMap((change) => (change.post === post && change.incoming !== null && serving.has(change.incoming) ? [change.incoming] : [])))]
  for (const holder of random.shuffle(holders).slice(0, 5)) {
    const person = people.persons[holder]
    if (person) person.dutyPhone = `0371-0000${String(random.integer(1000, 9999))}`
  }
}
