import type { Caller } from '../caller'
import type { CoreServices } from '../core-services'
import { cancelled, type DrawingPlace, type DrawingWatch } from './drawing'
import type { DrawingName, Drawings } from './drawings'

type InputOf<N extends DrawingName> = Parameters<Drawings[N]>[1]
type DrawnOf<N extends DrawingName> = Awaited<ReturnType<Drawings[N]>>

/**
 * Makes a drawing for a caller, in a thread where the host has one, and else here, by turns with whatever else is asked.
 * The caller's rights were decided before; the log is written after.
 * @throws Refusal `cancelled`, and what the drawing refuses
 */
export function draw<N extends DrawingName>(services: CoreServices, caller: Caller, name: N, input: InputOf<N>): Promise<DrawnOf<N>> {
  const { ports, folder, database } = services
  return services.drawings.run(caller.connection, (watch) => {
    if (!ports.draw) return drawHere(services, name, input, watch)
    return ports.draw({ name, input, database: folder.database, keys: database.key.forThread() }, watch) as Promise<DrawnOf<N>>
  })
}

async function drawHere<N extends DrawingName>(services: CoreServices, name: N, input: InputOf<N>, { progress, signal }: DrawingWatch): Promise<DrawnOf<N>> {
  const { reader, key } = services.database
  const place: DrawingPlace = {
    reader,
    key,
    progress: (done, total) => {
      if (signal.aborted) throw cancelled()
      progress(done, total)
    },
  }
  const { drawings } = await import('./drawings')
  return (drawings[name] as (place: DrawingPlace, input: InputOf<N>) => Promise<DrawnOf<N>>)(place, input)
}
