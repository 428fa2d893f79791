import { parentPort, workerData } from 'node:worker_threads'
import { withCallReads } from '../database/call-reads'
import { openReadOnly } from '../database/read-only'
import { requireTrueRows } from '../database/require-true-rows'
import { TownshipKey } from '../database/township-key'
import type { DrawingPlace, DrawingJob, PlainFailure } from './drawing'
import { plainFailure } from './drawing'
import { drawings, type DrawingName } from './drawings'

/** What the thread says: how far it is, and at last the drawing or why there is none. */
export type DrawingAnswer = { progress: readonly [done: number, total: number] } | { drawn: unknown } | { failure: PlainFailure }

const say = (answer: DrawingAnswer, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(answer, transfer)

// The library that writes workbooks uses a call that Node warns of; the command line's clerk can do nothing about it.
process.noDeprecation = true

/** Not every row is worth a message. */
const betweenMessages = 100

async function draw(): Promise<void> {
  const { name, input, database, keys } = workerData as DrawingJob
  const { reader, close } = openReadOnly(database)
  let said = 0
  try {
    const place: DrawingPlace = {
      reader,
      key: TownshipKey.ofThread(keys),
      progress: (done, total) => {
        if (Date.now() - said < betweenMessages) return
        said = Date.now()
        say({ progress: [done, total] })
      },
    }
    const make = drawings[name as DrawingName] as (place: DrawingPlace, input: unknown) => Promise<{ bytes?: Uint8Array }>
    // What was read here is verified here: the thread that answers knows nothing of it.
    const drawn = await withCallReads(async (reads) => {
      const made = await make(place, input)
      await requireTrueRows(database, reads.statements)
      return made
    })
    // A file goes over whole instead of being copied; one that lies in a larger buffer is taken out of it first.
    if (!(drawn.bytes instanceof Uint8Array)) return say({ drawn })
    const bytes = new Uint8Array(drawn.bytes)
    say({ drawn: { ...drawn, bytes } }, [bytes.buffer])
  } catch (error) {
    say({ failure: plainFailure(error) })
  } finally {
    close()
  }
}

await draw()
