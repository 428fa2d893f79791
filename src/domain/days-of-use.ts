import { daysBetween } from './calendar-date'

/**
 * On which days the program was used, as far as the clock told: the guard against a clock that is wrong. What the
 * calendar does by itself cannot be asked back easily, so it waits where the clock has leapt since the last use.
 */
export interface DaysOfUse {
  /** The newest day of use, `YYYY-MM-DD`. */
  readonly today: string
  /** The day of use before it; null where there was none, or where the clock was set back and nothing is known. */
  readonly before: string | null
  /** True on the very first day of a station. */
  readonly isFirst: boolean
}

/** No clock that shows an earlier day can be right: the program is younger. */
export const programBornOn = '2026-01-01'

/** Days without use after which the calendar's lock waits one day; a weekend and a day off stay below. A default of ours. */
export const mostRestBeforeLock = 3
/** Days without use after which the calendar opens and announces nothing on the first day. A default of ours. */
export const mostRestBeforeOpening = 92

export function nextDayOfUse(stored: DaysOfUse | null, today: string): DaysOfUse {
  if (stored === null) return { today, before: null, isFirst: true }
  if (stored.today === today) return stored
  return { today, before: stored.today < today ? stored.today : null, isFirst: false }
}

/** Days since the use before today's; endless where the clock was set back. */
export function restBefore(days: DaysOfUse): number {
  if (days.isFirst) return 0
  return days.before === null ? Number.POSITIVE_INFINITY : daysBetween(days.before, days.today)
}
