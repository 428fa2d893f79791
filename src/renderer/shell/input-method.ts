import { onScopeDispose } from 'vue'

/** What `KeyboardEvent.key` says of a key that an input method takes before anybody knows what it will write. */
export const takenByInputMethod = 'Process'

/**
 * A word is being composed: Enter chooses it, Esc drops it, arrows walk the list of candidates. None of that is meant for
 * the program. Some browsers have ended the composition when its last key comes; the code 229 tells that key from a real one.
 */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode' | 'key'>): boolean => event.isComposing || (event.keyCode === 229 && event.key !== takenByInputMethod)

/**
 * Called once, by the program: a key of a composition reaches no handler below the window, so that none needs to ask and
 * none can forget to. Handlers on the window itself, which come before, ask `isComposing`.
 */
export function keepCompositionToItself(): void {
  const stop = (event: KeyboardEvent): void => {
    if (!isComposing(event)) return
    event.stopPropagation()
    // The word is dropped, and the dialog around it stays.
    if (event.key === 'Escape') event.preventDefault()
  }
  for (const name of ['keydown', 'keyup'] as const) window.addEventListener(name, stop, { capture: true })
  onScopeDispose(() => {
    for (const name of ['keydown', 'keyup'] as const) window.removeEventListener(name, stop, { capture: true })
  })
}
