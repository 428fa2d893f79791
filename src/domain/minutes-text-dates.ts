import { addDays, dateFromParts, daysBetween, lastDayOfMonth } from './calendar-date'
import { numeralValue } from './chinese-numeral'
import { isIsoWeek, mondayOf, weekdayOf, weekOf } from './iso-week'

const mondayBefore = (date: string): string => addDays(date, -weekdayOf(date))
const mondayOfWeek = (week: string): string | null => (isIsoWeek(week) ? mondayOf(week) : null)

const numeral = '[〇○零一二三四五六七八九十廿\\d]'
/** 2026年11月3日, 2026-11-05, 11.5, 11月5日, 二〇二六年十一月三日. Groups: year, month, day. */
const dayPattern = `(?:(?<y>(?:\\d{4}|\\d{2}|[〇○零一二三四五六七八九]{4}))\\s*[-/.年]\\s*)?(?<m>${numeral}{1,3})\\s*[-/.月]\\s*(?<d>${numeral}{1,3})(?:\\s*[日号]|(?![\\d%]|\\.\\d))`
const clockPattern = /(?<part>凌晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s*(?<h>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:时点]\s*(?<min>半|\d{1,2}|[〇零一二三四五六七八九十]{1,3})?\s*分?|时|点)(?:整)?/
const weekdayPattern = /(?:星期|周|礼拜)(?<w>[一二三四五六日天])/

export interface WrittenDay {
  year: number | null
  month: number
  day: number
  /** Where in the given text it stands. */
  at: number
  length: number
}

const valueOf = (text: string | undefined): number => (text === undefined ? Number.NaN : (numeralValue(text.replaceAll('○', '〇')) ?? Number.NaN))

/** The first day written in a text that the calendar can have; the text is half-width. */
export function firstDayIn(text: string): WrittenDay | null {
  return daysIn(text)[0] ?? null
}

export function daysIn(text: string): WrittenDay[] {
  const days: WrittenDay[] = []
  for (const match of text.matchAll(new RegExp(`(?<![\\d.])${dayPattern}`, 'g'))) {
    const { y, m, d } = match.groups ?? {}
    const [month, day] = [valueOf(m), valueOf(d)]
    const written = y === undefined ? null : valueOf(y)
    const year = written !== null && written < 100 ? 2000 + written : written
    // 9.30 may be a time, 1.5 a number: only what the calendar has is a day.
    if (![year ?? 2024, month, day].every(Number.isInteger) || dateFromParts(year ?? 2024, month, day) === null) continue
    days.push({ year, month, day, at: match.index, length: match[0].trimEnd().length })
  }
  return days
}

/** 上午9:30, 下午4点半 → 09:30, 16:30. */
export function clockIn(text: string): { time: string; at: number; length: number } | null {
  const match = clockPattern.exec(text)
  if (!match) return null
  const { part, h, min } = match.groups ?? {}
  let hour = valueOf(h)
  const minute = min === undefined ? 0 : min === '半' ? 30 : valueOf(min)
  if (part !== undefined && /下午|傍晚|晚/.test(part) && hour < 12) hour += 12
  if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60)) return null
  return { time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, at: match.index, length: match[0].trimEnd().length }
}

/** 星期四, 周四 → 3 (Monday is 0). */
export function weekdayIn(text: string): { weekday: number; at: number; length: number } | null {
  const match = weekdayPattern.exec(text)
  const sign = match?.groups?.['w']
  if (!match || sign === undefined) return null
  return { weekday: sign === '天' ? 6 : '一二三四五六日'.indexOf(sign), at: match.index, length: match[0].length }
}

/** 2026年第45周, 第四十五周, 2026-W45. Year null where none is written beside it. */
export function weekIn(text: string): { year: number | null; number: number; at: number; length: number } | null {
  const match = new RegExp(`(?:(?<y>\\d{4})\\s*年?\\s*(?:度)?\\s*)?第\\s*(?<n>${numeral}{1,3})\\s*周(?!期)|(?<y2>\\d{4})-?W(?<n2>\\d{1,2})`, 'i').exec(text)
  if (!match) return null
  const { y, n, y2, n2 } = match.groups ?? {}
  const number = valueOf(n ?? n2)
  if (!(number >= 1 && number <= 53)) return null
  const year = y ?? y2
  return { year: year === undefined ? null : Number(year), number, at: match.index, length: match[0].length }
}

const weekText = (year: number, number: number): string => `${year}-W${String(number).padStart(2, '0')}`

export interface HeadDates {
  week: { year: number | null; number: number } | null
  held: { year: number | null; month: number; day: number } | null
  /** Only the weekday is written: 第45周, 周四. */
  weekday: number | null
  /** A year that stands in the heading by itself. */
  headingYear: number | null
  /** The first and last day of the week as the heading gives them: 11.2-11.8. */
  span: { month: number; day: number } | null
}

/**
 * Day and week of a meeting, each from what is written or else from the other. A day without a year takes it from the
 * heading or the week, else it is the latest not in the future. They may contradict each other; the caller says so.
 */
export function settleDates(dates: HeadDates, today: string): { heldOn: string | null; week: string | null } {
  const { held, week } = dates
  const named = week?.year ?? dates.headingYear
  const heldOn = held === null ? null : held.year === null ? dayWithoutYear(held, week?.number ?? null, named, today) : dateFromParts(held.year, held.month, held.day)
  if (week === null) return { heldOn, week: heldOn === null ? null : weekOf(heldOn) }
  const number = week.number
  const settled = weekText(named === null || (week.year === null && heldOn !== null && sameNumber(heldOn, number)) ? weekYear(heldOn, number, dates.span, today) : named, number)
  const monday = mondayOfWeek(settled)
  if (heldOn === null && monday !== null && dates.weekday !== null) return { heldOn: addDays(monday, dates.weekday), week: settled }
  return { heldOn, week: settled }
}

const sameNumber = (date: string, number: number): boolean => Number(weekOf(date).slice(6)) === number

function dayWithoutYear({ month, day }: { month: number; day: number }, week: number | null, named: number | null, today: string): string | null {
  const current = Number(today.slice(0, 4))
  const base = named ?? current
  const candidates = [base, base - 1, base + 1].flatMap((year) => dateFromParts(year, month, day) ?? [])
  if (named !== null) {
    // 29 December may belong to week 1 of the year that the heading names.
    return (week === null ? undefined : candidates.find((date) => weekOf(date) === weekText(named, week))) ?? dateFromParts(named, month, day)
  }
  const past = Array.from({ length: 9 }, (_, back) => dateFromParts(current - back, month, day)).filter((date) => date !== null && date <= today)
  return (week === null ? undefined : past.slice(0, 6).find((date) => date !== null && sameNumber(date, week))) ?? past[0] ?? null
}

/** The year of a week that is written without one: the held day's, the span's, else the latest that has begun. */
function weekYear(heldOn: string | null, number: number, span: HeadDates['span'], today: string): number {
  if (heldOn !== null) return Number(weekOf(heldOn).slice(0, 4))
  const current = Number(weekOf(today).slice(0, 4))
  const began = [current, current - 1, current - 2, current - 3, current - 4, current - 5].filter((year) => {
    const monday = mondayOfWeek(weekText(year, number))
    return monday !== null && monday <= today
  })
  const agreeing = span === null ? undefined : began.find((year) => mondayOfWeek(weekText(year, number))?.slice(5) === dateFromParts(2024, span.month, span.day)?.slice(5))
  return agreeing ?? began[0] ?? current
}

export interface WrittenDue {
  dueOn: string
  at: number
  length: number
}

/**
 * A due date in the words of a decision: a day (11月12日前), a weekday (本周五, 下周三前), the end of a month, or so many
 * days. Days without a year come after the meeting: January in December's minutes is next year's.
 */
export function dueIn(text: string, heldOn: string | null): WrittenDue | null {
  const day = firstDayIn(text)
  if (day !== null) {
    const dueOn = dayAfterMeeting(day, heldOn)
    return dueOn === null ? null : { dueOn, at: day.at, length: day.length }
  }
  if (heldOn === null) return null
  const weekday = /(?<which>本|这|下下|下)(?:个)?(?:周|星期|礼拜)(?<w>[一二三四五六日天末])/.exec(text)
  if (weekday) {
    const sign = weekday.groups?.['w'] ?? ''
    const offset = { 本: 0, 这: 0, 下: 7, 下下: 14 }[weekday.groups?.['which'] ?? '本'] ?? 0
    return { dueOn: addDays(mondayBefore(heldOn), offset + (/[天末]/.test(sign) ? 6 : '一二三四五六日'.indexOf(sign))), at: weekday.index, length: weekday[0].length }
  }
  const month = /(?:(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})月|(?<which>本月|当月|下月|下个月|月))(?<part>底|末|中旬|上旬)/.exec(text)
  if (month) {
    const { m, which, part } = month.groups ?? {}
    const first = m === undefined ? monthFrom(heldOn, which?.startsWith('下') === true ? 1 : 0) : monthFrom(heldOn, (((valueOf(m) - Number(heldOn.slice(5, 7))) % 12) + 12) % 12)
    const dueOn = part === '中旬' ? `${first}-20` : part === '上旬' ? `${first}-10` : lastDayOfMonth(first)
    return { dueOn, at: month.index, length: month[0].length }
  }
  const week = /(?<which>本|这|下)(?:个)?周(?:内|之内)/.exec(text)
  if (week) return { dueOn: addDays(mondayBefore(heldOn), week.groups?.['which'] === '下' ? 13 : 6), at: week.index, length: week[0].length }
  const days = new RegExp(`(?<n>${numeral}{1,3}|两|半)(?:个)?(?<unit>天|日|周|星期|月)(?:之)?内`).exec(text)
  if (days) {
    const count = days.groups?.['n'] === '两' ? 2 : valueOf(days.groups?.['n'])
    const unit = days.groups?.['unit'] ?? '天'
    if (Number.isNaN(count) || count > 120) return null
    return { dueOn: addDays(heldOn, count * (/[周星期]/.test(unit) ? 7 : unit === '月' ? 30 : 1)), at: days.index, length: days[0].length }
  }
  return null
}

function dayAfterMeeting({ year, month, day }: WrittenDay, heldOn: string | null): string | null {
  if (year !== null || heldOn === null) return year === null ? null : dateFromParts(year, month, day)
  const same = dateFromParts(Number(heldOn.slice(0, 4)), month, day)
  // More than half a year back can only mean the coming year; a little back stays, so that the slip is seen.
  return same !== null && daysBetween(same, heldOn) > 182 ? dateFromParts(Number(heldOn.slice(0, 4)) + 1, month, day) : same
}

function monthFrom(date: string, later: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + later
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
