/** How Excel shows a number of a format; a duration ([h]:mm) is a kind of date. */
export type NumberLook = 'date' | 'plain' | { padded: number }

/** Numbered formats that Excel does not spell out in the file; 27 to 36 and 50 to 58 are dates of Chinese Excel. */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58])

export function lookOfBuiltIn(id: number): NumberLook {
  return builtInDates.has(id) ? 'date' : 'plain'
}

/** Judged by the first section: those behind it are for negative numbers, zero and text. */
export function lookOfFormat(code: string): NumberLook {
  if (/^0{2,20}$/.test(code)) return { padded: code.length }
  const bare = code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./gs, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/G\/通用格式|General/gi, '')
    .split(';')[0]
  return /[ymdhsbg]|e(?![+-])|a{3}/i.test((bare ?? '').replace(/AM\/PM|A\/P/gi, '')) ? 'date' : 'plain'
}

const lastSerial = 2_958_466
const secondsADay = 86_400

/**
 * The moment that a serial number stands for, to the second: serials are fractions of a day, and without rounding
 * 07:35:00 reads 07:34:59. Null for a number that is no date of any calendar: Excel shows ##### and the number stands.
 */
export function dateOfSerial(serial: number, date1904: boolean): string | null {
  const shifted = serial + (date1904 ? 1462 : 0)
  if (!(serial >= 0 && shifted < lastSerial)) return null
  // Excel believes in 29 February 1900, so its days before that lie one later.
  const days = !date1904 && serial >= 1 && serial < 60 ? shifted + 1 : shifted
  return new Date(Math.round((days - 25_569) * secondsADay) * 1000).toISOString().slice(0, 19)
}

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?$/

/** A date written out, as strict workbooks hold it. Null for what is no such text. */
export function dateOfIso(text: string): string | null {
  const match = isoDate.exec(text.trim())
  if (match === null || Number.isNaN(Date.parse(`${match[1]}T00:00:00Z`))) return null
  return `${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}`
}
