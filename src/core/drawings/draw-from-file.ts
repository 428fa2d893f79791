import { withCallReads } from '../database/call-reads'
import { openReadOnly } from '../database/read-only'
import { requireTrueRows } from '../database/require-true-rows'
import { TownshipKey } from '../database/township-key'
import type { DrawingJob, DrawingPlace, DrawingWatch } from './drawing'
import { drawings, type DrawingName } from './drawings'

/**
 * Makes a drawing from plain data, on a connection of its own that cannot write. What was read is verified here: the
 * thread that answers the call knows nothing of these reads.
 * @throws StationFault `damaged_rows`, and what the drawing refuses
 */
export async function drawFromFile({ name, input, database, keys }: DrawingJob, progress: DrawingWatch['progress']): Promise<{ bytes?: Uint8Array }> {
  const { reader, close } = openReadOnly(database)
  try {
    const make = drawings[name as DrawingName] as (place: DrawingPlace, input: unknown) => Promise<{ bytes?: Uint8Array }>
    return await withCallReads(async (reads) => {
      const drawn = await make({ reader, key: TownshipKey.ofThread(keys), progress }, input)
      await requireTrueRows(database, reads.statements)
      return drawn
    })
  } finally {
    close()
  }
}
