import { addDays } from '../../domain/calendar-date'
import type { Post } from '../../domain/post'
import type { InventedPeople } from './invented-person'
import { samplePlace, type SampleCommunity, type SampleExemption, type SampleSeat } from './sample-township'
import type { SeatBook } from './seat-book'
import type { SeededRandom } from './seeded-random'

interface Stage {
  random: SeededRandom
  today: string
  communities: readonly SampleCommunity[]
  people: InventedPeople
  book: SeatBook
  exemptions: SampleExemption[]
}

const leaving: Readonly<Record<'station_chief' | 'community_police' | 'grid_chief' | 'aux_police', readonly string[]>> = {
  station_chief: ['换届调整', '到龄退休', '调镇机关工作'],
  community_police: ['警力调整', '轮岗交流'],
  grid_chief: ['换届调整', '岗位调整', '个人辞职', '外出务工'],
  aux_police: ['辞职', '合同期满', '岗位调整', '考上公务员'],
}
type TeamPost = keyof typeof leaving

/**
 * Two years of changes in the teams, then today's vacancies, acting holders and one relaxed pair.
 * Every seat is touched by one storyline at most, so storylines may be played in the order of their days.
 */
export function playHistory(stage: Stage): void {
  const days: { onDate: string; play: () => void }[] = []
  const on = (onDate: string, play: () => void): void => void days.push({ onDate, play })
  const seats = new SeatPool(stage)
  const story = storylines(stage, seats, on)
  const times = (often: number, tell: () => void): void => {
    for (let done = 0; done < Math.max(1, Math.round((often * stage.communities.length) / 27)); done += 1) tell()
  }
  story.vacancy('station_chief', 9)
  story.vacancy('grid_chief', 10)
  story.vacancy('aux_police', 4)
  story.vacancy('grid_chief', 23)
  story.vacancy('aux_police', 37)
  story.actingChief()
  story.actingLead()
  story.actingLead()
  story.exemptPair()
  times(2, story.promotedLead)
  times(2, story.movedAuxiliary)
  times(3, story.actingUntilConfirmed)
  times(3, () => story.handover('station_chief'))
  times(4, () => story.handover('community_police'))
  times(15, () => story.handover('grid_chief'))
  times(14, () => story.handover('aux_police'))
  for (const day of days.toSorted((a, b) => a.onDate.localeCompare(b.onDate))) day.play()
}

/** Seats that no storyline has taken yet. The first community's chief and officer stay: the sample accounts are theirs. */
class SeatPool {
  private readonly free: SampleSeat[]

  constructor({ random, communities }: Stage) {
    const all = communities.flatMap((place, community) => [
      ...(community === 0 ? [] : (['station_chief', 'community_police'] as const).map((post) => ({ post, community, grid: null }))),
      ...place.grids.flatMap((_, grid) => (['grid_chief', 'aux_police'] as const).map((post) => ({ post, community, grid }))),
    ])
    this.free = random.shuffle(all)
  }

  take(post: Post, within: { community?: number; grid?: number | null } = {}): SampleSeat | null {
    const at = this.free.findIndex((seat) => seat.post === post && (within.community ?? seat.community) === seat.community && (within.grid ?? seat.grid) === seat.grid)
    return at === -1 ? null : (this.free.splice(at, 1)[0] ?? null)
  }

  /** Two seats of one post in one community. */
  takeNeighbours(post: Post): [SampleSeat, SampleSeat] | null {
    for (const seat of this.free.filter((one) => one.post === post)) {
      const neighbour = this.free.find((one) => one !== seat && one.post === post && one.community === seat.community)
      if (!neighbour) continue
      this.free.splice(this.free.indexOf(seat), 1)
      this.free.splice(this.free.indexOf(neighbour), 1)
      return [seat, neighbour]
    }
    return null
  }
}

function storylines(stage: Stage, seats: SeatPool, on: (onDate: string, play: () => void) => void) {
  const { random, today, communities, people, book } = stage
  const nameOf = (seat: SampleSeat): string => communities[seat.community]?.name ?? ''
  const gridOf = (seat: SampleSeat): string => communities[seat.community]?.grids[seat.grid ?? -1]?.name ?? ''
  const reasonFor = (post: TeamPost): string => random.pick(leaving[post])
  /** A day within the window that is not the first of its month. */
  const midMonth = (latest: number, earliest: number): string => {
    const day = addDays(today, -random.integer(latest, earliest))
    return day.endsWith('-01') ? addDays(day, -random.integer(3, 14)) : day
  }
  const newcomer = (seat: SampleSeat): number => people.invent(seat.post, nameOf(seat))

  return {
    vacancy: (post: TeamPost, daysAgo: number): void => {
      const seat = seats.take(post)
      if (seat) on(addDays(today, -daysAgo), () => book.hand(addDays(today, -daysAgo), seat, { incoming: null, reason: reasonFor(post) }))
    },
    handover: (post: TeamPost): void => {
      const seat = seats.take(post)
      const day = midMonth(15, 715)
      if (seat) on(day, () => book.hand(day, seat, { incoming: newcomer(seat), reason: reasonFor(post) }))
    },
    /** A grid lead stands in for the community's chief and keeps the own grid. */
    actingChief: (): void => {
      const chief = seats.take('station_chief')
      const lead = chief && seats.take('grid_chief', { community: chief.community })
      const day = midMonth(40, 90)
      if (chief && lead) on(day, () => book.hand(day, chief, { incoming: book.holderOf(lead), reason: `站长到龄退休，由${gridOf(lead)}的网格长代理`, isActing: true }))
    },
    /** The lead next door stands in. */
    actingLead: (): void => {
      const pair = seats.takeNeighbours('grid_chief')
      const day = midMonth(20, 80)
      if (pair) on(day, () => book.hand(day, pair[0], { incoming: book.holderOf(pair[1]), reason: `网格长辞职，由${gridOf(pair[1])}的网格长代管`, isActing: true }))
    },
    /** A newcomer acts for a while, then holds the post. */
    actingUntilConfirmed: (): void => {
      const seat = seats.take('grid_chief')
      const day = midMonth(200, 640)
      const confirmed = addDays(day, random.integer(45, 95))
      if (!seat) return
      on(day, () => book.hand(day, seat, { incoming: newcomer(seat), reason: '试用', isActing: true }))
      on(confirmed, () => book.hand(confirmed, seat, { incoming: book.holderOf(seat), reason: '试用期满转正' }))
    },
    /** A lead becomes the chief; the grid waits some days for its new lead. */
    promotedLead: (): void => {
      const chief = seats.take('station_chief')
      const lead = chief && seats.take('grid_chief', { community: chief.community })
      const day = midMonth(60, 600)
      const filled = addDays(day, random.integer(6, 20))
      if (!chief || !lead) return
      on(day, () => {
        book.hand(day, chief, { incoming: book.holderOf(lead), reason: '换届选举' })
        book.hand(day, lead, { incoming: null, reason: '任网格工作站站长' })
      })
      on(filled, () => book.hand(filled, lead, { incoming: newcomer(lead), reason: '补缺' }))
    },
    /** An auxiliary goes to another grid of the community, one to one all the time. */
    movedAuxiliary: (): void => {
      const pair = seats.takeNeighbours('aux_police')
      const day = midMonth(30, 500)
      if (!pair) return
      const [left, joined] = pair
      on(day, () => {
        const moved = book.holderOf(left)
        book.hand(day, left, { incoming: newcomer(left), reason: `调${gridOf(joined)}` })
        book.hand(day, joined, { incoming: moved, reason: '原警辅辞职，网格间调整' })
      })
    },
    /** One auxiliary for two grids, with the police station's leave. */
    exemptPair: (): void => {
      const pair = seats.takeNeighbours('aux_police')
      const day = midMonth(50, 70)
      if (!pair) return
      const [empty, kept] = pair
      const reason = `警辅招录期间，由${gridOf(kept)}的警辅兼顾`
      stage.exemptions.push({ community: empty.community, grid: empty.grid ?? 0, fromOn: day, toOn: addDays(today, 120), authority: `${samplePlace.short}派出所`, reason })
      on(day, () => book.hand(day, empty, { incoming: book.holderOf(kept), reason }))
    },
  }
}
