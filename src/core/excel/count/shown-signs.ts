const hidden = /[\s\p{Cc}\p{Cf}\ufffd]/u

/**
 * How many signs of a text can be seen: white space, invisible signs and the mark of a broken byte do not count, so that
 * a text may be tidied without seeming to be lost. 0 means that it shows nothing.
 */
export function shownSigns(text: string): number {
  let signs = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code > 0x20 && code < 0x7f) || (code > 0x3000 && code <= 0x9fff) || (code > 0xff00 && code <= 0xff60)) signs++
    else if (code > 0x20) return signs + Array.from(text.slice(at)).filter((sign) => !hidden.test(sign)).length
  }
  return signs
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Character references resolved; one that nobody knows stays as it is, which shows something. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Office writes a sign that XML cannot carry as _x000D_. */
export const withoutOfficeEscapes = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
