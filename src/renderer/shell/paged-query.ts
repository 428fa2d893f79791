import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

/** One page as the core answers it; `next` is the place where it ended, null at the end. */
interface Page {
  readonly next: string | null
}

export interface PagedQuery<Input, Answer extends Page, Row> {
  /** All rows read so far, of one question only. */
  rows: ShallowRef<Row[]>
  /** The newest page, for what it says of the whole: totals, sums. Null before the first. */
  answer: ShallowRef<Answer | null>
  /** What `rows` answer. Lags behind what was asked last while its answer is on the way. */
  shown: ShallowRef<Input | null>
  error: ShallowRef<unknown>
  loading: ComputedRef<boolean>
  hasMore: ComputedRef<boolean>
  /** A new question. The old rows stay until it is answered. */
  load: (input: Input) => Promise<void>
  /** The same question again, as far as somebody has read, so that the list does not jump. */
  refresh: () => Promise<void>
  /** The next page of the rows that stand here; one at a time, however often it is asked for. */
  more: () => Promise<void>
  clear: () => void
}

/**
 * A list read page by page. Every call takes a turn, and an answer whose turn has passed is dropped, its failure too: no
 * page of an old question lands among the rows of a new one.
 */
export function pagedQuery<Input, Answer extends Page, Row>(ask: (input: Input, after: string | null) => Promise<Answer>, rowsOf: (answer: Answer) => readonly Row[]): PagedQuery<Input, Answer, Row> {
  const rows = shallowRef<Row[]>([])
  const answer = shallowRef(null) as ShallowRef<Answer | null>
  const shown = shallowRef<Input | null>(null)
  const error = shallowRef<unknown>(null)
  const pending = shallowRef<number | null>(null)
  const next = shallowRef<string | null>(null)
  let asked: { readonly input: Input } | null = null
  let turn = 0

  /** Pages after `before` until there are `wanted` rows or no more. They appear together. */
  async function take(input: Input, before: readonly Row[], after: string | null, wanted: number): Promise<void> {
    const mine = ++turn
    pending.value = mine
    try {
      let found = [...before]
      let place = after
      let page: Answer
      do {
        page = await ask(input, place)
        if (mine !== turn) return
        found = [...found, ...rowsOf(page)]
        place = page.next
      } while (place !== null && found.length < wanted)
      rows.value = found
      answer.value = page
      shown.value = input
      next.value = place
      error.value = null
    } catch (failure) {
      if (mine === turn) error.value = failure
    } finally {
      if (pending.value === mine) pending.value = null
    }
  }

  function load(input: Input): Promise<void> {
    asked = { input }
    return take(input, [], null, 1)
  }

  const refresh = (): Promise<void> => (asked === null ? Promise.resolve() : take(asked.input, [], null, shown.value === asked.input ? Math.max(1, rows.value.length) : 1))

  async function more(): Promise<void> {
    if (next.value === null || pending.value !== null || asked === null || asked.input !== shown.value) return
    await take(asked.input, rows.value, next.value, rows.value.length + 1)
  }

  function clear(): void {
    turn += 1
    asked = null
    rows.value = []
    answer.value = shown.value = null
    error.value = null
    pending.value = next.value = null
  }

  return { rows, answer, shown, error, loading: computed(() => pending.value !== null), hasMore: computed(() => next.value !== null), load, refresh, more, clear }
}
