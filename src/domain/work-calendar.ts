import { daysOfWeek, weekdayOf } from './iso-week'

/** A day that is not what its weekday says: off (`holiday`) or moved to work (`workday`, 调休上班). */
export interface SpecialDay {
  kind: 'holiday' | 'workday'
  name: string
}
/** Special days by day; null where a day is plain. */
export type SpecialDays = (on: string) => SpecialDay | null

/** Monday to Friday, less holidays, more moved workdays. */
export function isWorkday(on: string, special: SpecialDays): boolean {
  const day = special(on)
  return day === null ? weekdayOf(on) < 5 : day.kind === 'workday'
}

export const workdaysOf = (week: string, special: SpecialDays): string[] => daysOfWeek(week).filter((on) => isWorkday(on, special))

/** Names of the holidays that take a weekday of the week, each once. */
export function holidaysIn(week: string, special: SpecialDays): string[] {
  const names = daysOfWeek(week).flatMap((on) => {
    const day = special(on)
    return day?.kind === 'holiday' && weekdayOf(on) < 5 ? [day.name] : []
  })
  return [...new Set(names)]
}

/**
 * The day of a week's meeting: the community's weekday (0 Monday to 6 Sunday) where the office works on it, else the
 * next workday of that week, else the last one before; null in a week without workdays, which is exempt by itself (I28).
 */
export function plannedDay(week: string, weekday: number, special: SpecialDays): string | null {
  const workdays = workdaysOf(week, special)
  const wanted = daysOfWeek(week)[weekday] ?? ''
  return workdays.find((on) => on >= wanted) ?? workdays.at(-1) ?? null
}

/** What the state council has fixed for every year; for years whose arrangement is not known yet. */
export function fixedHoliday(on: string): SpecialDay | null {
  const monthDay = on.slice(5)
  const name = monthDay === '01-01' ? '元旦' : monthDay === '05-01' || monthDay === '05-02' ? '劳动节' : monthDay === '10-01' || monthDay === '10-02' || monthDay === '10-03' ? '国庆节' : null
  return name === null ? null : { kind: 'holiday', name }
}
