import type { DeclaredErrorCode } from '../../contract/errors'
import type { Reader } from '../database/reader'
import type { StoredKeys, TownshipKey } from '../database/township-key'
import { Refusal } from '../refusal'
import { StationFault } from '../station-fault'

/** What a drawing has: a database that it can only read, the key, and somebody to tell how far it is. */
export interface DrawingPlace {
  readonly reader: Reader
  readonly key: TownshipKey
  /** @throws Refusal `cancelled` where nobody waits for the drawing any more */
  readonly progress: (done: number, total: number) => void
}

/** Reads and draws, and decides nothing: who may see what was decided before and comes as plain data. */
export type Drawing<I, O> = (place: DrawingPlace, input: I) => Promise<O>

/** A drawing to be made in a thread of its own; all of it can be handed over as it is. */
export interface DrawingJob {
  readonly name: string
  readonly input: unknown
  /** The database's file. */
  readonly database: string
  readonly keys: StoredKeys
}

export interface DrawingWatch {
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal
}

/** Makes a drawing off the thread that answers; each host gives the core one. */
export type Draw = (job: DrawingJob, watch: DrawingWatch) => Promise<unknown>

export const cancelled = (): Refusal => new Refusal('REFUSED', '已取消，没有生成。库里没有变动。', 'cancelled')

/** A failure as it crosses from the thread: what says something to a clerk whole, of anything else where it happened. */
export type PlainFailure =
  | { readonly kind: 'refusal'; readonly code: DeclaredErrorCode; readonly sentence: string | undefined; readonly rule: string; readonly field: string | null }
  | { readonly kind: 'fault'; readonly reason: string; readonly message: string }
  | { readonly kind: 'other'; readonly name: string; readonly stack: string | undefined }

export function plainFailure(error: unknown): PlainFailure {
  if (error instanceof Refusal) return { kind: 'refusal', code: error.code, sentence: error.sentence, rule: error.rule, field: error.field }
  if (error instanceof StationFault) return { kind: 'fault', reason: error.reason, message: error.message }
  return error instanceof Error ? { kind: 'other', name: error.name, stack: error.stack } : { kind: 'other', name: typeof error, stack: undefined }
}

export function failureFromPlain(failure: PlainFailure): Error {
  if (failure.kind === 'refusal') return new Refusal(failure.code, failure.sentence, failure.rule, failure.field)
  if (failure.kind === 'fault') return new StationFault(failure.reason, failure.message)
  const error = new Error('a drawing failed')
  error.name = failure.name
  if (failure.stack !== undefined) error.stack = failure.stack
  return error
}
