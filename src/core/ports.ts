import type { Draw } from './drawings/drawing'
import type { CountedWorkbook } from '../domain/workbook-account'

/** One line a fact, no personal data in any of them. */
export interface Log {
  info(fact: string, detail?: Record<string, unknown>): void
  error(fact: string, detail?: Record<string, unknown>): void
}

/** All that the core needs from outside. Tests give their own clock and reader; hosts give the real ones. */
export interface CorePorts {
  dataDir: string
  /** Epoch milliseconds, UTC. */
  now: () => number
  log: Log
  /** Which program carries this core: shown in 关于. */
  host: 'window' | 'browser' | 'cli' | 'test'
  versions: { app: string; electron: string | null; chromium: string | null; node: string }
  /** Bytes and file name to cells, with an account of whether they are all that the file holds; hosts run it in a thread of its own with limits. */
  readWorkbook: (bytes: Uint8Array, fileName: string) => Promise<CountedWorkbook>
  /** Draws papers and files in a thread of its own; where it is absent they are drawn on this one. */
  draw?: Draw | undefined
  /** Opens a core on the other data folder, then soon exchanges this one for it; absent where a host cannot. */
  moveTo?: ((place: 'sample' | 'home') => Promise<void>) | undefined
  /** True where the data folder is the built-in sample township. */
  sample: boolean
}
