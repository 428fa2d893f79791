import { addDays, daysBetween } from './calendar-date'

/** Weeks are text, `2026-W45` (ISO 8601: Monday to Sunday, week 1 holds the year's first Thursday); they sort as text. */
const pattern = /^(\d{4})-W(\d{2})$/

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(on: string): number {
  // 1970-01-05 was a Monday.
  return ((daysBetween('1970-01-05', on) % 7) + 7) % 7
}

export function weekOf(on: string): string {
  const thursday = addDays(on, 3 - weekdayOf(on))
  const year = thursday.slice(0, 4)
  return `${year}-W${String(Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1).padStart(2, '0')}`
}

export function isIsoWeek(text: string): boolean {
  const match = pattern.exec(text)
  return match !== null && Number(match[1]) >= 1971 && Number(match[2]) >= 1 && Number(match[2]) <= weeksInYear(Number(match[1]))
}

export function weeksInYear(year: number): 52 | 53 {
  return weekOf(`${String(year).padStart(4, '0')}-12-28`).endsWith('53') ? 53 : 52
}

/** Monday of the week. @throws RangeError for a text that is no week */
export function mondayOf(week: string): string {
  const match = pattern.exec(week)
  if (match === null) throw new RangeError(`not a week: ${week}`)
  const fourth = `${match[1]}-01-04`
  return addDays(fourth, (Number(match[2]) - 1) * 7 - weekdayOf(fourth))
}

export const sundayOf = (week: string): string => addDays(mondayOf(week), 6)

/** Monday to Sunday. */
export function daysOfWeek(week: string): string[] {
  const monday = mondayOf(week)
  return Array.from({ length: 7 }, (_, day) => addDays(monday, day))
}

export const addWeeks = (week: string, weeks: number): string => weekOf(addDays(mondayOf(week), weeks * 7))

export const isInWeek = (on: string, week: string): boolean => weekOf(on) === week

/** From one week to another, both included; none when `to` lies before `from`. */
export function weeksBetween(from: string, to: string): string[] {
  const weeks: string[] = []
  for (let week = from; week <= to; week = addWeeks(week, 1)) weeks.push(week)
  return weeks
}

/** The week of the same number a year before; the 53rd is compared with the 52nd where that year has no 53rd. */
export function sameWeekLastYear(week: string): string {
  const year = Number(week.slice(0, 4)) - 1
  const number = Math.min(Number(week.slice(6)), weeksInYear(year))
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** 第45周. */
export const weekWords = (week: string): string => `第${Number(week.slice(6))}周`
const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
export const weekdayName = (on: string): string => weekdayNames[weekdayOf(on)] ?? ''
/** 11月5日, without the year. */
export const shortDay = (on: string): string => `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`
/** 2026年11月5日. */
export const longDay = (on: string): string => `${Number(on.slice(0, 4))}年${shortDay(on)}`
