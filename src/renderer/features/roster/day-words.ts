import { dayBefore, daysBetween } from '../../../domain/calendar-date'

/** 10-26 within the year of `today`, 2025-10-26 otherwise. */
export function shortDay(on: string, today: string): string {
  return on.slice(0, 4) === today.slice(0, 4) ? on.slice(5) : on
}

/** 11月24日 within the year of `today`, 2025年11月24日 otherwise. */
export function spokenDay(on: string, today: string): string {
  const [year = '', month = '', day = ''] = on.split('-')
  const monthDay = `${Number(month)}月${Number(day)}日`
  return year === today.slice(0, 4) ? monthDay : `${year}年${monthDay}`
}

/** How long a seat has been empty: 10-26起10天. Null since: it never had a holder. */
export function vacantSince(sinceOn: string | null, asOf: string): string {
  if (sinceOn === null) return '一直没有人'
  const days = daysBetween(sinceOn, asOf)
  return days <= 0 ? `${shortDay(sinceOn, asOf)}起` : `${shortDay(sinceOn, asOf)}起${days}天`
}

/** A half-open term as paper shows it: the handover day belongs to the next holder. */
export function termWords(startOn: string | null, endOn: string | null): string {
  if (endOn === null) return startOn === null ? '在任' : `${startOn}起`
  const last = dayBefore(endOn)
  return startOn === null ? `至${last}` : `${startOn}至${last}`
}

/** 2026-11-05 14:20, in the office's own time zone whatever the machine says. */
export function instantWords(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
