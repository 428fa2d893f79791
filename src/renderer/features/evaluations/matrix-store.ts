import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SheetKind } from '../../../domain/evaluation'
import { client } from '../../host/connection'
import { explain } from '../../host/refusal'
import { byKey } from './by-key'
import { batchesOf, closesUnder, type DraftQueue, draftsOf, joined, keepEach, type Kept, nothingWaits, onlyOf, type RowDraft, waitingFor } from './draft-queue'
import { applied, type CellEdit } from './matrix-edits'
import { draftOf, isReady, kindsOf, matrixOf, type Matrix, type MatrixAnswer, type ScoreRow } from './matrix-model'

/** Whose sheets: the own ones, or, for the clerk, those typed from paper. */
export interface Source {
  readonly proxy: boolean
  readonly month: string
  readonly communityId: string | null
}

export interface Submitted {
  readonly count: number
  /** The first refusal; null when all went in. */
  readonly error: unknown
}

/** After this long, what was typed is kept. */
const pause = 250
const retryAfter = 4_000
const undoDepth = 200

const sameSource = (a: Source | null, b: Source): boolean => a !== null && a.proxy === b.proxy && a.month === b.month && a.communityId === b.communityId

/**
 * The matrix under someone's hands. Every edit stands here at once and is kept as a draft a moment later; a call that
 * fails leaves it on screen and in the queue. Leaving the page keeps all of it, also texts that are no score.
 */
export const useMatrixStore = defineStore('evaluation-matrix', () => {
  const source = shallowRef<Source | null>(null)
  const answer = shallowRef<MatrixAnswer | null>(null)
  const matrix = shallowRef<Matrix | null>(null)
  const kind = ref<SheetKind | null>(null)
  const loadError = shallowRef<unknown>(null)
  /** Why the last keeping failed; null once it went through. */
  const keepError = shallowRef<unknown>(null)
  const savedAt = ref<number | null>(null)
  const waiting = shallowRef<DraftQueue>(nothingWaits)
  /** On its way to the core. An answer that was read meanwhile may not know it yet. */
  const sending = shallowRef<DraftQueue>(nothingWaits)
  const undoStack = shallowRef<readonly (readonly CellEdit[])[]>([])
  const redoStack = shallowRef<readonly (readonly CellEdit[])[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  const isTyping = ref(false)
  /** A dialog shows these sheets: they stand still until it is answered. */
  const isHeld = ref(false)
  /** What is shown is older than what is stored. */
  let isStale = false
  let isSoon = false
  /** Saves stand in line. */
  let line: Promise<void> = Promise.resolve()
  /** Stored since the sheets were last asked for: the answer may not know it yet. */
  let storedSince: DraftQueue = nothingWaits
  /** The kind asked for while its answer is on the way; a later reading must not fall back to the one before. */
  let wished: SheetKind | null = null
  let leaving = 0
  let turn = 0
  let owner: string | null = null

  const kinds = computed(() => (answer.value === null ? [] : kindsOf(answer.value)))
  const ready = computed(() => matrix.value?.rows.filter(isReady) ?? [])

  /** Another person may sit down at this window: what the one before scored is not for them, not even for a blink. */
  function belongTo(accountId: string | null): void {
    if (owner === accountId) return
    owner = accountId
    turn += 1
    clearTimeout(timer)
    isSoon = isStale = isHeld.value = isTyping.value = false
    wished = null
    storedSince = nothingWaits
    source.value = answer.value = matrix.value = kind.value = savedAt.value = null
    loadError.value = keepError.value = null
    waiting.value = sending.value = nothingWaits
    undoStack.value = redoStack.value = []
  }

  /** While a figure is being typed nothing is drawn anew beneath it. */
  function typing(is: boolean): void {
    isTyping.value = is
    catchUp()
  }

  function hold(is: boolean): void {
    isHeld.value = is
    catchUp()
  }

  /** Stored sheets have changed. They are read anew now, or as soon as nothing on the screen would vanish by it. */
  function changed(): void {
    isStale = true
    catchUp()
  }

  function catchUp(): void {
    if (isStale && leaving === 0 && !isTyping.value && !isHeld.value && waiting.value.size === 0 && keepError.value === null) void refresh()
  }

  /** Asks for the sheets; the same ones again keep what is not yet kept or no score. */
  async function open(wanted: Source, wantedKind: SheetKind | null = wished ?? kind.value): Promise<void> {
    const mine = ++turn
    wished = wantedKind
    const again = sameSource(source.value, wanted)
    if (!again) {
      // Reading anew the sheets that are being left would overtake the ones asked for.
      leaving += 1
      await keepNow()
      leaving -= 1
      if (mine !== turn) return
      answer.value = matrix.value = null
      undoStack.value = redoStack.value = []
      waiting.value = nothingWaits
      keepError.value = null
      savedAt.value = null
      source.value = wanted
    }
    isStale = false
    storedSince = nothingWaits
    try {
      const found = wanted.proxy
        ? await client.evaluations.proxySheets({ month: wanted.month, communityId: wanted.communityId })
        : await client.evaluations.mySheets({ month: wanted.month })
      if (mine !== turn) return
      loadError.value = null
      // The line that somebody types in was closed meanwhile: the text stays until the core has said why it is not kept.
      if (again && (isTyping.value || closesUnder(joined(sending.value, waiting.value), found))) {
        isStale = true
        return
      }
      wished = null
      answer.value = found
      const next = wantedKind !== null && kindsOf(found).includes(wantedKind) ? wantedKind : (kindsOf(found)[0] ?? null)
      show(next, again && next === kind.value)
    } catch (failure) {
      if (mine !== turn) return
      wished = null
      isStale = true
      loadError.value = failure
    }
  }

  function show(wanted: SheetKind | null, keepTyped = false): void {
    const before = matrix.value
    kind.value = wanted
    if (answer.value === null || wanted === null) {
      matrix.value = null
      return
    }
    const fresh = matrixOf(answer.value, wanted)
    matrix.value = fresh !== null && keepTyped && before !== null ? withTyped(fresh, before, joined(storedSince, joined(sending.value, waiting.value))) : fresh
  }

  /** Heading and lines change together, once the lines are read: nothing is typed under the wrong heading. */
  async function showKind(wanted: SheetKind): Promise<void> {
    if (wanted === kind.value) return
    await keepNow()
    undoStack.value = redoStack.value = []
    if (source.value) await open(source.value, wanted)
  }

  function change(edits: readonly CellEdit[]): void {
    remember(doEdits(edits))
  }

  /** A change that was made key by key becomes one step to undo. */
  function remember(undo: readonly CellEdit[]): void {
    if (undo.length === 0) return
    undoStack.value = [...undoStack.value.slice(-undoDepth), undo]
    redoStack.value = []
  }

  function doEdits(edits: readonly CellEdit[]): readonly CellEdit[] {
    if (!matrix.value) return []
    const done = applied(matrix.value, edits)
    if (done.touched.size === 0) return []
    matrix.value = done.matrix
    let queue = waiting.value
    for (const { key, column } of done.undo) queue = waitingFor(queue, key, [column])
    waiting.value = queue
    keepSoon()
    return done.undo
  }

  /** @returns how many cells went back; 0 when there is nothing to undo */
  function undo(): number {
    const last = undoStack.value.at(-1)
    if (!last) return 0
    undoStack.value = undoStack.value.slice(0, -1)
    redoStack.value = [...redoStack.value, doEdits(last)]
    return last.length
  }

  function redo(): number {
    const last = redoStack.value.at(-1)
    if (!last) return 0
    redoStack.value = redoStack.value.slice(0, -1)
    undoStack.value = [...undoStack.value, doEdits(last)]
    return last.length
  }

  function comment(key: string, text: string): void {
    if (!matrix.value) return
    matrix.value = { ...matrix.value, rows: matrix.value.rows.map((row) => (row.key === key && row.editable ? { ...row, comment: text } : row)) }
    waiting.value = waitingFor(waiting.value, key, [], true)
    keepSoon()
  }

  /** Counted from the first key that waits, not from the last: somebody who types without a pause loses no more than that. */
  function keepSoon(): void {
    if (isSoon) return
    clearTimeout(timer)
    isSoon = true
    timer = setTimeout(() => void keepNow(), pause)
  }

  /**
   * Stores all that waits; what fails waits on and is sent again. One call at a time, so that an older text never comes
   * last, and nobody is told that it is done while an earlier caller's text is still on its way.
   */
  function keepNow(): Promise<void> {
    clearTimeout(timer)
    isSoon = false
    line = line.then(keepOnce)
    return line
  }

  async function keepOnce(): Promise<void> {
    if (waiting.value.size === 0 || !matrix.value || !source.value) return
    const sent = waiting.value
    const theirs = owner
    waiting.value = nothingWaits
    sending.value = sent
    try {
      const { at, refused } = await send(source.value, draftsOf(sent, matrix.value.rows))
      if (theirs !== owner) return
      savedAt.value = at ?? savedAt.value
      storedSince = joined(storedSince, sent)
      if (refused !== null) waiting.value = joined(onlyOf(sent, refused.keys), waiting.value)
      keepError.value = refused?.error ?? null
    } catch (failure) {
      if (theirs !== owner) return
      waiting.value = joined(sent, waiting.value)
      keepError.value = failure
      // A cut line comes back by itself; a refusal does not, and waits for the person.
      if (explain(failure).code === 'OFFLINE') timer = setTimeout(() => void keepNow(), retryAfter)
    } finally {
      if (theirs === owner) sending.value = nothingWaits
      catchUp()
    }
  }

  /** A sheet goes in only after its draft: a draft that comes after it would be refused, and stand on the screen for ever. */
  async function keepAll(): Promise<void> {
    await keepNow()
    if (keepError.value !== null) throw keepError.value
  }

  /**
   * Submits what is ready, each community for itself: one that is refused keeps nobody else's sheets out. What is shown
   * afterwards is what is stored, so that the next attempt is about the refused ones only.
   */
  async function submit(): Promise<Submitted> {
    await keepAll()
    const month = source.value?.month ?? ''
    let count = 0
    let error: unknown = null
    for (const block of byKey(ready.value, (row) => `${row.kind} ${row.communityId}`).values()) {
      const [first] = block
      if (!first) continue
      try {
        const { submitted } = await client.evaluations.submit({ month, kind: first.kind, communityId: first.communityId, sheets: block.map(({ rateeId, sumX10 }) => ({ rateeId, totalX10: sumX10 })) })
        count += submitted
      } catch (failure) {
        error ??= failure
        if (explain(failure).code === 'OFFLINE') break
      }
    }
    await refresh()
    return { count, error }
  }

  /** One sheet typed from paper, with the scan of that paper. */
  async function enterProxy({ kind, communityId, rateeId, cells, comment }: ScoreRow, scanTicket: string): Promise<void> {
    await keepAll()
    await client.evaluations.enterProxy({ month: source.value?.month ?? '', kind, communityId, rateeId, cells: cells.map(draftOf), comment: comment.trim() === '' ? null : comment.trim(), scanTicket })
  }

  /** While something was refused the screen stays as it is: what was typed must not vanish under the eyes. */
  async function refresh(): Promise<void> {
    if (keepError.value !== null) isStale = true
    else if (source.value) await open(source.value)
  }

  /** Gives up what was refused and reads what is stored. */
  async function discard(): Promise<void> {
    clearTimeout(timer)
    isSoon = false
    waiting.value = nothingWaits
    keepError.value = null
    matrix.value = null
    undoStack.value = redoStack.value = []
    await refresh()
  }

  return { source, answer, matrix, kind, kinds, ready, loadError, keepError, savedAt, waiting, undoStack, redoStack, belongTo, open, showKind, change, doEdits, remember, discard, undo, redo, comment, keepNow, submit, enterProxy, refresh, changed, typing, hold }
})

const send = (source: Source, drafts: readonly RowDraft[]): Promise<Kept> => keepEach(batchesOf(drafts), (batch) => sendBatch(source, batch), (failure) => explain(failure).code === 'OFFLINE')

async function sendBatch({ month, proxy }: Source, batch: readonly RowDraft[]): Promise<number | null> {
  let at: number | null = null
  const [first] = batch
  if (!first) return at
  const { kind, communityId } = first.row
  const many = batch.filter(({ cells }) => cells.length > 0)
  if (many.length > 1) at = (await client.evaluations.saveDrafts({ month, kind, communityId, proxy, rows: many.map(({ row, cells }) => ({ rateeId: row.rateeId, cells })) })).savedAt
  for (const { row, cells, comment } of batch) {
    if (comment === undefined && many.length > 1) continue
    at = (await client.evaluations.saveDraft({ month, kind, communityId, rateeId: row.rateeId, proxy, cells, ...(comment === undefined ? {} : { comment }) })).savedAt
  }
  return at
}

/** Lines read anew, with what somebody has typed and the core has not: texts that are no score, and whatever still waits. */
function withTyped(fresh: Matrix, before: Matrix, waiting: DraftQueue): Matrix {
  const old = new Map<string, ScoreRow>(before.rows.map((row) => [row.key, row]))
  const edits = fresh.rows.flatMap((row): CellEdit[] => {
    const was = old.get(row.key)
    if (!was || !row.editable) return []
    const waits = waiting.get(row.key)?.columns
    return was.cells.flatMap((cell, column) => (cell.fault !== null || waits?.has(column) ? [{ key: row.key, column, text: cell.text, reason: cell.reason }] : []))
  })
  const { matrix } = applied(fresh, edits)
  return { ...matrix, rows: matrix.rows.map((row) => (waiting.get(row.key)?.comment ? { ...row, comment: old.get(row.key)?.comment ?? row.comment } : row)) }
}
