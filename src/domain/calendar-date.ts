/**
 * Days are text, `YYYY-MM-DD`: they sort as text, need no time zone and read the same in the database and on paper.
 * Nothing here asks what day it is.
 */
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const dayMs = 86_400_000

export function isCalendarDate(text: string): boolean {
  const match = pattern.exec(text)
  return match !== null && dateFromParts(Number(match[1]), Number(match[2]), Number(match[3])) === text
}

/** Null for a day that the calendar does not have, like 30 February. */
export function dateFromParts(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function dayNumber(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(time)) throw new RangeError(`not a calendar date: ${date}`)
  return time / dayMs
}

function fromDayNumber(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
  return fromDayNumber(dayNumber(date) + days)
}

/** The last day that paper shows for a half-open `[start, end)`. */
export function dayBefore(date: string): string {
  return addDays(date, -1)
}

export function dayAfter(date: string): string {
  return addDays(date, 1)
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

export function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function lastDayOfMonth(month: string): string {
  const [year, monthNumber] = month.split('-').map(Number)
  if (year === undefined || monthNumber === undefined) throw new RangeError(`not a month: ${month}`)
  return `${month}-${String(daysInMonth(year, monthNumber)).padStart(2, '0')}`
}

/** Excel counts a 29 February 1900 that never was, so serials below 61 are off by one and no date of ours. */
export function dateFromSerial(serial: number): string | null {
  const day = Math.floor(serial + 1e-6)
  return day < 61 || day > 2_958_465 ? null : fromDayNumber(day - 25_569)
}

/** The number that a workbook holds for a day; also for one beyond the year 9999, as `+057316-05-16`. */
export function serialOfDay(date: string): number {
  return dayNumber(date) + 25_569
}
