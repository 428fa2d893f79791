import { onScopeDispose } from 'vue'
import { takenByInputMethod } from './input-method'

/**
 * Called once, by the window. A list that can be searched waits for Enter before it takes letters, yet says 「输姓名、拼音
 * 或首字母」: whoever comes by Tab and types would see nothing happen. So the first letter opens the list; the cursor is in
 * its field before the browser writes the letter, and the letter is the first one searched for.
 */
export function typeIntoLists(): void {
  const open = (event: KeyboardEvent): void => {
    const { target, key, ctrlKey, altKey, metaKey } = event
    if ((key.length !== 1 && key !== takenByInputMethod) || key === ' ' || ctrlKey || altKey || metaKey || !(target instanceof HTMLElement)) return
    if (target.matches('.n-base-selection-label') && target.querySelector('input') !== null) target.click()
  }
  window.addEventListener('keydown', open, { capture: true })
  onScopeDispose(() => window.removeEventListener('keydown', open, { capture: true }))
}
