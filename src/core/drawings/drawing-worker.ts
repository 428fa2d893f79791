import { parentPort, workerData } from 'node:worker_threads'
import { drawFromFile } from './draw-from-file'
import { plainFailure, type DrawingJob, type PlainFailure } from './drawing'

/** What the thread says: how far it is, and at last the drawing or why there is none. */
export type DrawingAnswer = { progress: readonly [done: number, total: number] } | { drawn: unknown } | { failure: PlainFailure }

const say = (answer: DrawingAnswer, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(answer, transfer)

/** Not every row is worth a message. */
const betweenMessages = 100

async function draw(): Promise<void> {
  let said = 0
  try {
    const drawn = await drawFromFile(workerData as DrawingJob, (done, total) => {
      if (Date.now() - said < betweenMessages) return
      said = Date.now()
      say({ progress: [done, total] })
    })
    // A file goes over whole instead of being copied; one that lies in a larger buffer is taken out of it first.
    if (!(drawn.bytes instanceof Uint8Array)) return say({ drawn })
    const bytes = new Uint8Array(drawn.bytes)
    say({ drawn: { ...drawn, bytes } }, [bytes.buffer])
  } catch (error) {
    say({ failure: plainFailure(error) })
  }
}

await draw()
