import { seatKey, type SampleChange, type SampleSeat } from './sample-township'

/** Who leaves and who comes. Within a day the order of the calls is kept. */
interface Move {
  incoming: number | null
  reason: string
  /** Who leaves a post that many may hold; a post with one holder knows. */
  outgoing?: number
  isActing?: boolean
}

/** Plays an invented history day by day and writes down every change. */
export class SeatBook {
  readonly changes: SampleChange[] = []
  private readonly holders = new Map<string, number>()

  holderOf(seat: SampleSeat): number | null {
    return this.holders.get(seatKey(seat)) ?? null
  }

  /** For a seat that one person holds: whoever sits there leaves. */
  hand(onDate: string, seat: SampleSeat, move: Omit<Move, 'outgoing'>): void {
    const outgoing = this.holderOf(seat)
    this.write(onDate, seat, { ...move, ...(outgoing === null ? {} : { outgoing }) })
    if (move.incoming === null) this.holders.delete(seatKey(seat))
    else this.holders.set(seatKey(seat), move.incoming)
  }

  /** For a post that many hold. */
  write(onDate: string, seat: SampleSeat, move: Move): void {
    const { incoming, reason, outgoing = null, isActing = false } = move
    this.changes.push({ ...seat, onDate, outgoing, incoming, isActing, docNo: null, reason })
  }
}

/** Who serves once all changes are played: people with at least one post. */
export function servingAfter(changes: readonly SampleChange[]): Set<number> {
  const posts = new Map<number, number>()
  const count = (person: number | null, step: number): void => {
    if (person !== null) posts.set(person, (posts.get(person) ?? 0) + step)
  }
  for (const change of changes) {
    count(change.outgoing, -1)
    count(change.incoming, 1)
  }
  return new Set([...posts].filter(([, held]) => held > 0).map(([person]) => person))
}
