import { addDays, daysBetween } from '../../../domain/calendar-date'
import type { RosterChange } from '../../../contract/roster'

/** A year and a little, ending on the day looked at. */
const windowDays = 365

export interface AxisMonth {
  /** 0 to 100 along the axis. */
  at: number
  label: string
}

export interface AxisMark {
  on: string
  at: number
  kind: 'arrived' | 'left'
  names: string[]
}

export function axisStart(asOf: string): string {
  return addDays(asOf, -windowDays)
}

function place(on: string, start: string): number {
  return Math.round((daysBetween(start, on) / windowDays) * 10_000) / 100
}

/** First days of the months within the window; January and the first one carry their year, as long as they do not touch. */
export function axisMonths(asOf: string): AxisMonth[] {
  const start = axisStart(asOf)
  const months: AxisMonth[] = []
  let year = Number(start.slice(0, 4))
  let month = Number(start.slice(5, 7))
  for (;;) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`
    if (first > asOf) break
    if (first >= start) {
      const named = month === 1 || (months.length === 0 && month !== 12)
      months.push({ at: place(first, start), label: named ? `${year}年${month}月` : `${month}月` })
    }
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
  return months
}

/** One mark per day and direction: several changes on a day share it. */
export function axisMarks(changes: readonly RosterChange[], asOf: string): AxisMark[] {
  const start = axisStart(asOf)
  const marks = new Map<string, AxisMark>()
  for (const change of changes) {
    if (change.on < start || change.on > asOf) continue
    const key = `${change.on} ${change.kind}`
    const known = marks.get(key)
    if (known === undefined) marks.set(key, { on: change.on, at: place(change.on, start), kind: change.kind, names: [change.name] })
    else known.names.push(change.name)
  }
  return [...marks.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The nearest day before `asOf` on which something changed, or the state before the first one. */
export function previousChange(changes: readonly RosterChange[], asOf: string): string | null {
  const days = changes.map((change) => change.on).filter((on) => on < asOf)
  return days.length === 0 ? null : days.reduce((latest, on) => (on > latest ? on : latest))
}

/** The nearest later day on which something changed; `changes` must have been read as of a later day. */
export function nextChange(changes: readonly RosterChange[], asOf: string): string | null {
  const days = changes.map((change) => change.on).filter((on) => on > asOf)
  return days.length === 0 ? null : days.reduce((earliest, on) => (on < earliest ? on : earliest))
}
