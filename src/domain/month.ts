import { daysInMonth } from './calendar-date'

/** Business months are text, `YYYY-MM`: they sort as text. */
const pattern = /^(\d{4})-(0[1-9]|1[0-2])$/

export const isMonth = (text: string): boolean => pattern.test(text)

function parts(month: string): { year: number; number: number } {
  const match = pattern.exec(month)
  if (!match) throw new RangeError(`not a month: ${month}`)
  return { year: Number(match[1]), number: Number(match[2]) }
}

export const monthOf = (day: string): string => day.slice(0, 7)
export const firstDayOf = (month: string): string => `${month}-01`
export function daysOf(month: string): number {
  const { year, number } = parts(month)
  return daysInMonth(year, number)
}

export function addMonths(month: string, count: number): string {
  const { year, number } = parts(month)
  const at = year * 12 + (number - 1) + count
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** The day of that number, or the month's last day where it has fewer. */
export const dayOfMonth = (month: string, day: number): string => `${month}-${String(Math.min(day, daysOf(month))).padStart(2, '0')}`

/** 2026年10月 */
export function monthWords(month: string): string {
  const { year, number } = parts(month)
  return `${year}年${number}月`
}
