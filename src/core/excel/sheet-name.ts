import { xmlText } from '../../domain/text/xml-text'

const longest = 31
/** Excel refuses these in a sheet's name, and an apostrophe at either end. */
const forbidden = /[\\/?*[\]:\p{Cc}]/gu

/** A name that Excel and WPS accept, not yet in `taken` (they compare without case); the name is added to `taken`. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const clean = xmlText(wanted).replace(forbidden, ' ').replace(/\s+/g, ' ').replace(/^[' ]+|[' ]+$/g, '')
  // "History" is reserved by Excel for shared workbooks.
  const base = clean === '' || clean.toLowerCase() === 'history' ? '表' : clean
  for (let copy = 1; ; copy += 1) {
    const tail = copy === 1 ? '' : `（${copy}）`
    const name = cutToUnits(base, longest - tail.length) + tail
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase())
      return name
    }
  }
}

/** Excel counts UTF-16 units; a rare character made of two is kept whole or dropped. */
function cutToUnits(text: string, units: number): string {
  let cut = ''
  for (const character of text) {
    if (cut.length + character.length > units) break
    cut += character
  }
  return cut.replace(/[' ]+$/, '')
}
