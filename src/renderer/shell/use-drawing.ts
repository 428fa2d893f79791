import { computed, onBeforeUnmount, ref, watch, type ComputedRef, type Ref } from 'vue'
import { client } from '../host/connection'

/** What is done at once shows no progress. */
const firstLook = 400
const nextLook = 500

export interface DrawingShown {
  /** 正在生成…第1200行，共3200行; null while nothing is drawn, or has not been for long. */
  words: ComputedRef<string | null>
  cancel: () => Promise<void>
}

/** How far a file or paper is that this window waits for, while `busy`; who leaves the page does not wait for it any more. */
export function useDrawing(busy: Readonly<Ref<boolean>>): DrawingShown {
  const running = ref<{ done: number; total: number } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    try {
      const answer = await client.station.drawing({})
      if (!busy.value) return
      running.value = answer.running
    } catch {
      // The call that asked for the drawing will say what is wrong.
    }
    if (busy.value) timer = setTimeout(() => void look(), nextLook)
  }

  async function cancel(): Promise<void> {
    if (!busy.value) return
    try {
      await client.station.cancelDrawing({})
    } catch {
      // As above.
    }
  }

  watch(busy, (now) => {
    clearTimeout(timer)
    running.value = null
    if (now) timer = setTimeout(() => void look(), firstLook)
  }, { immediate: true })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    void cancel()
  })

  const words = computed(() => {
    const now = running.value
    if (now === null) return null
    return now.total === 0 ? '正在生成…' : `正在生成…第${now.done}行，共${now.total}行`
  })
  return { words, cancel }
}
