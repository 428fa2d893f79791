import type { CellInput } from '../../../contract/evaluation-shapes'
import { byKey } from './by-key'
import { draftOf, kindsOf, matrixOf, type MatrixAnswer, type ScoreRow } from './matrix-model'

/** What waits to be kept, per line: the columns that were touched, and the comment. */
export interface Waiting {
  readonly columns: ReadonlySet<number>
  readonly comment: boolean
}
export type DraftQueue = ReadonlyMap<string, Waiting>

export const nothingWaits: DraftQueue = new Map()

export function waitingFor(queue: DraftQueue, key: string, columns: readonly number[], comment = false): DraftQueue {
  const before = queue.get(key)
  return new Map(queue).set(key, { columns: new Set([...(before?.columns ?? []), ...columns]), comment: comment || before?.comment === true })
}

/** What a later keystroke added while an earlier call was under way stays in the queue. */
export function joined(first: DraftQueue, second: DraftQueue): DraftQueue {
  let all = first
  for (const [key, { columns, comment }] of second) all = waitingFor(all, key, [...columns], comment)
  return all
}

/** Whether a line that has something waiting has been closed meanwhile, as the sheets were read anew: by the month's lock, or its community's. */
export function closesUnder(queue: DraftQueue, found: MatrixAnswer): boolean {
  const closed = new Set(kindsOf(found).flatMap((kind) => (matrixOf(found, kind)?.rows ?? []).filter((row) => row.closed || found.closedBecause !== null).map((row) => row.key)))
  return [...queue.keys()].some((key) => closed.has(key))
}

export interface RowDraft {
  readonly row: ScoreRow
  readonly cells: CellInput[]
  /** Undefined leaves what is kept. */
  readonly comment: string | null | undefined
}

/** The queue as the core takes it; a line that is gone meanwhile has nothing to keep. */
export function draftsOf(queue: DraftQueue, rows: readonly ScoreRow[]): RowDraft[] {
  return rows.flatMap((row) => {
    const waiting = queue.get(row.key)
    if (!waiting) return []
    const cells = [...waiting.columns].toSorted((a, b) => a - b).flatMap((column) => row.cells[column] ?? []).map(draftOf)
    return [{ row, cells, comment: waiting.comment ? (row.comment.trim() === '' ? null : row.comment.trim()) : undefined }]
  })
}

/** Lines of one block go in one call, all or none: a pasted block is kept whole. */
export function batchesOf(drafts: readonly RowDraft[]): RowDraft[][] {
  return [...byKey(drafts, ({ row }) => `${row.kind} ${row.communityId}`).values()].flatMap((block) => {
    const parts: RowDraft[][] = []
    for (let at = 0; at < block.length; at += 60) parts.push(block.slice(at, at + 60))
    return parts
  })
}

/** What became of a queue: when the last line was kept, and the lines that were refused, with the first refusal. */
export interface Kept {
  readonly at: number | null
  readonly refused: { readonly keys: ReadonlySet<string>; readonly error: unknown } | null
}

/**
 * Every batch gets its turn, also after one was refused: a locked community keeps nobody else's scores out.
 * @param stops a failure that the next batch would meet too, as a cut line: it is thrown, and all waits on
 */
export async function keepEach(batches: readonly (readonly RowDraft[])[], keep: (batch: readonly RowDraft[]) => Promise<number | null>, stops: (failure: unknown) => boolean): Promise<Kept> {
  let at: number | null = null
  let refused: { keys: Set<string>; error: unknown } | null = null
  for (const batch of batches)
    try {
      at = (await keep(batch)) ?? at
    } catch (failure) {
      if (stops(failure)) throw failure
      refused ??= { keys: new Set(), error: failure }
      for (const { row } of batch) refused.keys.add(row.key)
    }
  return { at, refused }
}

export const onlyOf = (queue: DraftQueue, keys: ReadonlySet<string>): DraftQueue => new Map([...queue].filter(([key]) => keys.has(key)))
