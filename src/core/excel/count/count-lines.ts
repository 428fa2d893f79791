import { decoded } from './count-text'
import { shownSigns } from './shown-signs'

/** The lines of a plain text that show something, and how many signs they show. */
export function countLines(bytes: Uint8Array): { lines: number; signs: number } {
  const shown = decoded(bytes).split(/\r\n|[\n\r\v\f\u2028\u2029]/).map(shownSigns).filter((signs) => signs > 0)
  return { lines: shown.length, signs: shown.reduce((sum, signs) => sum + signs, 0) }
}
