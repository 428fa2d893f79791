import { computed, onScopeDispose, shallowReactive } from 'vue'
import { isComposing } from './input-method'
import { keyCaps, matchesChord, parseChords, writesNothing, type KeyChord } from './key-chord'

export interface PageKey {
  /** As the hint shows it: `Ctrl+E`, `Shift+F8`, or several for one action: `↑ ↓`. */
  keys: string
  /** Verb and object: 调整人员. */
  label: string
  run: (event: KeyboardEvent) => void
  /** The key sleeps, and its hint hides, while this is false. */
  when?: () => boolean
  /** False: works, but the status bar has no room for it. */
  shown?: boolean
}

interface Layer {
  keys: readonly (PageKey & { chords: KeyChord[] })[]
  exclusive: boolean
}

const layers = shallowReactive<Layer[]>([])

/**
 * Keys that work while this component is mounted, with their hints in the status bar. What was mounted last answers first.
 * `exclusive`: nothing beneath answers while it stands: for a dialog, the palette, the lock.
 */
export function usePageKeys(list: readonly PageKey[], { exclusive = false }: { exclusive?: boolean } = {}): void {
  const layer: Layer = { keys: list.map((key) => ({ ...key, chords: parseChords(key.keys) })), exclusive }
  layers.push(layer)
  onScopeDispose(() => layers.splice(layers.indexOf(layer), 1))
}

/** The keys that answer now, the last layer first. */
const awake = computed(() => {
  const found: Layer[] = []
  for (const layer of layers.toReversed()) {
    found.push(layer)
    if (layer.exclusive) break
  }
  return found
})

interface KeyHint {
  caps: string[]
  label: string
}

/** What a key says of itself may change with every letter that is typed; the bar is drawn anew only when the hints are others. */
export const keyHints = computed<readonly KeyHint[]>((before) => {
  const now = awake.value.flatMap((layer) => layer.keys.filter((key) => key.shown !== false && key.when?.() !== false).map(({ keys, label }) => ({ caps: keyCaps(keys), label })))
  const isSame = before?.length === now.length && now.every(({ caps, label }, at) => before[at]?.label === label && before[at].caps.join(' ') === caps.join(' '))
  return isSame ? before : now
})

/**
 * Called once, by the window: hands each key press to the first layer that knows it. Chords that write nothing come
 * before the field that has the focus, because a select would take Ctrl+Enter for its own Enter; letters, arrows and
 * Enter come after it, so that it keeps what it needs.
 */
export function listenForKeys(): void {
  const before = (event: KeyboardEvent): void => {
    // Answered is answered: the field must not open its list on top of it.
    if (answer(event, writesNothing)) event.stopPropagation()
  }
  const after = (event: KeyboardEvent): void => {
    if (!event.defaultPrevented) answer(event, (chord) => !writesNothing(chord))
  }
  window.addEventListener('keydown', before, { capture: true })
  window.addEventListener('keydown', after)
  onScopeDispose(() => {
    window.removeEventListener('keydown', before, { capture: true })
    window.removeEventListener('keydown', after)
  })
}

/** True when a key of these chords has answered. */
function answer(event: KeyboardEvent, concerns: (chord: KeyChord) => boolean): boolean {
  if (isComposing(event)) return false
  for (const { exclusive, keys } of awake.value)
    for (const key of keys) {
      const chord = key.chords.find((each) => concerns(each) && matchesChord(event, each))
      if (!chord || key.when?.() === false || !mayAnswer(event, chord, exclusive)) continue
      event.preventDefault()
      key.run(event)
      return true
    }
  return false
}

/** The field, button or dialog that has the focus keeps the keys it needs itself. */
function mayAnswer(event: KeyboardEvent, chord: KeyChord, exclusive: boolean): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return true
  // A dialog of a page is no layer; beneath it the page must not act.
  if (!exclusive && target.closest('[role="dialog"], [aria-modal="true"]')) return false
  if (writesNothing(chord)) return true
  if (target.closest(typing)) return false
  if (chord.key === 'Enter' || chord.key === ' ') return !target.closest(pressable)
  if (chord.key.startsWith('Arrow')) return !target.closest(walkable)
  return true
}

const typing = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
const pressable = 'button, a[href], summary, input, [role=button], [role=option], [role=checkbox], .n-base-selection'
const walkable = 'input[type=radio], [role=radio], [role=listbox], [role=menu], .n-base-selection'
