/** One chord as it is written in a hint: `Ctrl+E`, `Shift+F8`, `↑`, `[`. */
export interface KeyChord {
  ctrl: boolean
  alt: boolean
  shift: boolean
  /** `KeyboardEvent.key`, letters in lower case. */
  key: string
}

/** Written form → `KeyboardEvent.key`. Whatever is not here is written as the keyboard reports it. */
const written: Readonly<Record<string, string>> = {
  '↑': 'ArrowUp', '↓': 'ArrowDown', '←': 'ArrowLeft', '→': 'ArrowRight',
  Esc: 'Escape', Del: 'Delete', Space: ' ', 空格: ' ', PgUp: 'PageUp', PgDn: 'PageDown',
}

const modifiers = new Set(['Ctrl', 'Alt', 'Shift'])

/** `'Ctrl+Shift+N'` → a chord. A lone `+` is the plus key. */
export function parseChord(text: string): KeyChord {
  const parts = text === '+' ? ['+'] : text.split('+')
  const last = parts.at(-1) ?? ''
  if (last === '' || parts.slice(0, -1).some((part) => !modifiers.has(part))) throw new RangeError(`not a key chord: ${text}`)
  return { ctrl: parts.includes('Ctrl'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), key: written[last] ?? (last.length === 1 ? last.toLowerCase() : last) }
}

/** Several chords for one action, blanks between them: `'↑ ↓'`. */
export const parseChords = (text: string): KeyChord[] => text.split(' ').map(parseChord)

/** The key caps that a hint shows: `'Ctrl+E'` → Ctrl, E. */
export const keyCaps = (text: string): string[] => text.split(' ').flatMap((chord) => (chord === '+' ? ['+'] : chord.split('+')))

export function matchesChord(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>, chord: KeyChord): boolean {
  if (event.metaKey || event.ctrlKey !== chord.ctrl || event.altKey !== chord.alt) return false
  // Shift chooses among signs (`?`, `+`), so there it says nothing; for letters and named keys it is part of the chord.
  const isSign = chord.key.length === 1 && !/[\p{L} ]/u.test(chord.key)
  if (!isSign && event.shiftKey !== chord.shift) return false
  return keyOf(event) === chord.key
}

/** With Alt or Ctrl some layouts and input methods report a sign instead of the digit or letter on the cap. */
function keyOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey'>): string {
  const cap = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1]
  if (cap && (event.ctrlKey || event.altKey || event.key === 'Process')) return cap.toLowerCase()
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}

/** Function keys and chords with Ctrl or Alt write nothing, so they act inside a text field too. */
export const writesNothing = (chord: KeyChord): boolean => chord.ctrl || chord.alt || /^F\d{1,2}$/.test(chord.key)
