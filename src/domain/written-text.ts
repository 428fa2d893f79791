/** Full-width letters, digits and signs become half-width; Chinese characters stay what they are. */
export function halfWidth(text: string): string {
  if (!/[\uFF01-\uFF5E\u3000]/.test(text)) return text
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
}

/** Blanks of every kind, also the invisible ones that come along when text is copied from a web page. */
const blanks = /[\s\u00A0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3000\uFEFF]+/g

export function withoutBlanks(text: string): string {
  if (!/[\s\u00A0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3000\uFEFF]/.test(text)) return text
  return text.replace(blanks, '')
}

export function compact(text: string): string {
  return withoutBlanks(halfWidth(text))
}

/** A cell of a roster is short; what is longer is prose, and no pattern is tried on it. */
export function isProse(text: string): boolean {
  return text.length > 80
}

/** A clerk's ways to say that a cell is empty on purpose. */
export function saysNothing(text: string): boolean {
  if (isProse(text)) return false
  return /^(|无|没有|暂无|不详|未知|空|[-—–_/\\.*]+|N\/?A|null)$/i.test(compact(text))
}

/** Round and square brackets of both widths with what stands in them. */
export function withoutBrackets(text: string): string {
  return text.replace(/[(（[【〔<《][^)）\]】〕>》]*[)）\]】〕>》]?/g, '')
}

export function isDigits(text: string): boolean {
  return /^\d+$/.test(text)
}
