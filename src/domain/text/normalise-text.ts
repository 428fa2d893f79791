import { withoutLookAlikes } from './look-alikes'

/** Nothing to be done for nearly every text: printable ASCII, Chinese characters and the punctuation beside them. */
const ordinary = /^[\t\n -~\u00B7\u2013\u2014\u2018\u2019\u201C\u201D\u2026\u2460-\u2473\u3000-\u3029\u3400-\u4DBF\u4E00-\u9FFF\uFF01-\uFF5E]*$/

/**
 * Signs without a shape, which no one who reads a text can know of: zero-width and direction signs, isolates, byte order
 * marks, joiners, fillers, variation selectors, annotation marks, the place of an object that was not copied.
 * A variation selector chooses among shapes of one character. The resident register and GB 18030 spell names by code
 * point alone, so a selector never tells two people or places apart; it only keeps them from being found.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFC]/gu
/** Controls, and code points that are no characters by definition; both are also what XML cannot hold. */
const unwritable = /[\p{Cc}\p{Noncharacter_Code_Point}\p{Surrogate}]/gu
const blanks = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800]/g

/**
 * The one door of text: whatever a person types, pastes or imports is stored as this gives it. What the eye takes for the
 * same becomes the same, and nothing stays that cannot be seen or written. Lines and tabs stay; full-width letters and
 * digits stay as well, since only the field knows whether it means ASCII. Characters outside the basic plane, private
 * ones and the replacement character stay: the first are names, the others tell a reader that a sign was lost.
 * Invariant: a text that passed once passes unchanged.
 */
export function normaliseText(text: string): string {
  if (ordinary.test(text)) return text
  const plain = text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\t\n]/gu, (sign) => sign.replace(unwritable, ''))
    .replace(invisible, '')
    .replace(blanks, ' ')
  return withoutLookAlikes(plain).normalize('NFC')
}

/** How many signs of a text the door takes away or exchanges; blanks and line ends do not count. */
export function changedSigns(text: string): number {
  if (ordinary.test(text)) return 0
  let changed = 0
  for (const sign of text) if (!ordinary.test(sign) && !/[\s\u0085\u2800]/.test(sign.replace('\uFEFF', '')) && normaliseText(sign) !== sign) changed += 1
  return changed
}
