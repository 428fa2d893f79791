import type { PersonDetail } from '../../../contract/roster'
import { compareDates, daysBetween } from '../../../domain/calendar-date'

type Term = PersonDetail['history'][number]

export interface PostBar {
  assignmentId: string
  /** 0 to 100 along the axis. */
  from: number
  to: number
  running: boolean
  /** The first day is not known: the bar is open on its left. */
  openStart: boolean
}

export interface BarYear {
  at: number
  label: string
}

/** First day of the axis: the year of the earliest known start, a year at least. */
export function barStart(history: readonly Term[], today: string): string {
  const days = history.flatMap((term) => [term.startOn, term.endOn]).filter((day) => day !== null)
  const first = [...days, today].sort(compareDates)[0] ?? today
  return `${first.slice(0, 4)}-01-01`
}

/** Last day of the axis: today, or the last day already arranged. */
export function barEnd(history: readonly Term[], today: string): string {
  const days = history.flatMap((term) => [term.startOn, term.endOn]).filter((day) => day !== null)
  return [...days, today].sort(compareDates).at(-1) ?? today
}

export function postBars(history: readonly Term[], today: string): PostBar[] {
  const start = barStart(history, today)
  const length = Math.max(1, daysBetween(start, barEnd(history, today)))
  const place = (day: string): number => Math.round((daysBetween(start, day) / length) * 1000) / 10
  return history.map((term) => ({
    assignmentId: term.assignmentId,
    from: term.startOn === null ? 0 : place(term.startOn),
    to: term.endOn === null ? 100 : place(term.endOn),
    running: term.endOn === null || term.endOn > today,
    openStart: term.startOn === null,
  }))
}

/** January marks, thinned out so that labels never touch. */
export function barYears(history: readonly Term[], today: string): BarYear[] {
  const start = barStart(history, today)
  const end = barEnd(history, today)
  const length = Math.max(1, daysBetween(start, end))
  const first = Number(start.slice(0, 4))
  const last = Number(end.slice(0, 4))
  const step = Math.max(1, Math.ceil((last - first + 1) / 8))
  const years: BarYear[] = []
  for (let year = first; year <= last; year += step) {
    years.push({ at: Math.round((daysBetween(start, `${year}-01-01`) / length) * 1000) / 10, label: String(year) })
  }
  return years
}
