import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

export interface SearchAsTyped<Hit> {
  /** What stands in the field, without blanks at its ends. */
  typed: ShallowRef<string>
  /** What was found for exactly these letters; nobody may choose by Enter whom earlier letters have found. */
  hits: ComputedRef<readonly Hit[]>
  /** These letters are to be searched for and have no answer yet. */
  searching: ComputedRef<boolean>
  /** Why these letters found nothing. */
  error: ComputedRef<unknown>
  type: (text: string) => void
}

interface Options {
  /** After this long without another letter the search goes out. */
  pause?: number
  /** Letters that need no search are never searched for. */
  wants?: (text: string) => boolean
}

type Outcome<Hit> = { readonly hits: readonly Hit[]; readonly error: unknown }

/** Search while somebody types: each letter takes a turn, and whatever an earlier turn still brings, hits or failure, is dropped. */
export function searchAsTyped<Hit>(find: (text: string, signal: AbortSignal) => Promise<readonly Hit[]>, { pause = 120, wants = () => true }: Options = {}): SearchAsTyped<Hit> {
  const typed = shallowRef('')
  /** Of what is typed now; null while it is on the way, or not wanted. */
  const outcome = shallowRef<Outcome<Hit> | null>(null)
  const isWanted = computed(() => typed.value !== '' && wants(typed.value))
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()

  function stop(): void {
    clearTimeout(timer)
    asking.abort()
  }
  onScopeDispose(stop)

  function type(text: string): void {
    const now = text.trim()
    // A list that opens says the same letters again.
    if (now === typed.value && now !== '' && outcome.value?.error === null) return
    stop()
    typed.value = now
    outcome.value = null
    asking = new AbortController()
    if (isWanted.value) timer = setTimeout(() => void ask(now, asking.signal), pause)
  }

  async function ask(text: string, signal: AbortSignal): Promise<void> {
    const result = await find(text, signal).then(
      (hits): Outcome<Hit> => ({ hits, error: null }),
      (error: unknown): Outcome<Hit> => ({ hits: [], error }),
    )
    if (!signal.aborted) outcome.value = result
  }

  return {
    typed,
    hits: computed(() => outcome.value?.hits ?? []),
    searching: computed(() => isWanted.value && outcome.value === null),
    error: computed(() => outcome.value?.error ?? null),
    type,
  }
}
