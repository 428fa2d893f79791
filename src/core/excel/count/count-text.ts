import type { WorkbookCount } from '../../../domain/workbook-count'
import { shownSigns } from './shown-signs'
import { SheetTally } from './sheet-tally'

const separators = [',', '\t', ';', '|']
const sampled = 400

/** Counts the records of a separated text and the fields in them that show something. */
export function countText(bytes: Uint8Array): WorkbookCount {
  const text = decoded(bytes)
  if (/^\s*mime-version:/i.test(text)) throw new Error('a web page in an envelope is not followed')
  const separator = separatorOf(text)
  const tally = new SheetTally()
  let row = 0
  eachRecord(text, separator, (fields) => {
    row += 1
    for (const [at, field] of fields.entries()) {
      const signs = shownSigns(withoutTrick(field))
      if (signs > 0) tally.add(row, at + 1, signs)
    }
    return true
  })
  return { sheets: [tally.finish(null)], columnsKnown: true }
}

/** ="…" keeps a long number from becoming 4.1E+17. */
const withoutTrick = (field: string): string => (field.startsWith('="') ? field.slice(2).replace(/"$/, '') : field)

/** By its mark, by the zero bytes of ASCII in UTF-16, or by whichever reading has fewer signs that are none. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const readings = ['utf-8', 'gb18030'].map((encoding) => new TextDecoder(encoding).decode(bytes))
  const broken = readings.map((text) => text.split('\ufffd').length)
  return ((broken[1] as number) < (broken[0] as number) ? readings[1] : readings[0]) as string
}

/** The sign that gives the most records one and the same number of fields; of several the more usual one. */
function separatorOf(text: string): string {
  let best = { separator: ',', share: 0 }
  for (const separator of separators) {
    const widths: number[] = []
    eachRecord(text, separator, (fields) => {
      if (fields.some((field) => shownSigns(field) > 0)) widths.push(fields.length)
      return widths.length < sampled
    })
    const times = new Map<number, number>()
    for (const width of widths) if (width > 1) times.set(width, (times.get(width) ?? 0) + 1)
    const [commonest] = [...times].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
    if (commonest === undefined) continue
    const share = commonest[1] / widths.length
    if (share > best.share + 0.05) best = { separator, share }
  }
  return best.separator
}

/** Line ends of any kind, also mixed; quotes count where a field begins with one. `each` answers false to stop. */
function eachRecord(text: string, separator: string, each: (fields: string[]) => boolean): void {
  let fields: string[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  const end = text.length
  while (at <= end) {
    if (at === end && fields.length === 0) return
    let field = ''
    if (text[at] === '"') {
      const to = closingQuote(text, at + 1)
      field = text.slice(at + 1, to).replaceAll('""', '"')
      at = to + 1
    }
    let to = at
    while (to < end && text[to] !== separator && text[to] !== '\n' && text[to] !== '\r') to++
    field += text.slice(at, to)
    fields.push(field)
    if (text[to] === separator) {
      at = to + 1
      // A separator at the very end opens one more, empty field.
      if (at < end) continue
    }
    const record = fields
    fields = []
    if (!each(record)) return
    at = text[to] === '\r' && text[to + 1] === '\n' ? to + 2 : to + 1
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? text.length : at
}
