/** Random choices that come out the same for the same seed, on every machine. Never for secrets. */
export interface SeededRandom {
  /** In [0, 1). */
  fraction(): number
  /** Both ends count. */
  integer(from: number, to: number): number
  chance(probability: number): boolean
  /** @throws RangeError when there is nothing to pick */
  pick<T>(list: readonly T[]): T
  /** A new list; the given one stays. */
  shuffle<T>(list: readonly T[]): T[]
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, plenty for invented people. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (from: number, to: number): number => from + Math.floor(fraction() * (to - from + 1))
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[integer(0, list.length - 1)] as T
    },
    shuffle: <T>(list: readonly T[]): T[] => {
      const mixed = [...list]
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = integer(0, at)
        const moved = mixed[at] as T
        mixed[at] = mixed[other] as T
        mixed[other] = moved
      }
      return mixed
    },
  }
}
