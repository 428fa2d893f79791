import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

/** Random bytes fetched many at once: one fetch for each of an id's sixteen signs is the dearest part of making it. */
const pool = new Uint8Array(1024)
let used = pool.length
function fraction(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const byte = pool[used] ?? 0
  used += 1
  return byte / 256
}

/** A row's key: a ULID. Ids of one process ascend in the order they were made, so a table's pages fill in order. */
export const newId = monotonicFactory(fraction)
