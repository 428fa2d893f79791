import { readonly, shallowRef } from 'vue'

/** Long enough to read twice, short enough not to be taken for the state of things. */
const standing = 6_000

const current = shallowRef<string | null>(null)
let ending: ReturnType<typeof setTimeout> | undefined

/** What the status line says just now. */
export const noticeText = readonly(current)

/** Nothing of what one person did is told to the next at this window. */
export function dropNotice(): void {
  clearTimeout(ending)
  current.value = null
}

/** Says quietly, in the status line, that something was done: 「已导出花名册-2026-11-05.xlsx」. Errors stand beside what failed instead. */
export function useNotice(): (text: string) => void {
  return (text) => {
    clearTimeout(ending)
    current.value = text
    ending = setTimeout(() => (current.value = null), standing)
  }
}
