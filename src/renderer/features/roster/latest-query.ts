import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

export interface LatestQuery<Input, Answer> {
  answer: ShallowRef<Answer | null>
  error: ShallowRef<unknown>
  loading: Ref<boolean>
  /** Asks again; an answer that a newer question has overtaken is dropped. The old answer stays while one waits. */
  load: (input: Input) => Promise<void>
  clear: () => void
}

export function latestQuery<Input, Answer>(ask: (input: Input) => Promise<Answer>): LatestQuery<Input, Answer> {
  const answer = shallowRef<Answer | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  let turn = 0

  async function load(input: Input): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const found = await ask(input)
      if (mine !== turn) return
      answer.value = found
      error.value = null
    } catch (failure) {
      if (mine === turn) error.value = failure
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  function clear(): void {
    turn += 1
    answer.value = null
    error.value = null
    loading.value = false
  }

  return { answer, error, loading, load, clear }
}
