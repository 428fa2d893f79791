import { fixedHoliday, type SpecialDay, type SpecialDays } from '../../../domain/work-calendar'
import type { Reader } from '../../database/reader'
import { programDay, programDaysOf, programKnowsYear } from './holiday-library'
import { minutesStatements } from './minutes-statements'

export type StoredDay = SpecialDay & { on: string }
export const yearRow = (year: number): string => `calendar.${year}`

/** The calendar in force: a clerk's file for its years, else what came with the program, else weekends and fixed days. */
export function workCalendar(reader: Reader): SpecialDays {
  const files = new Map<number, ReadonlyMap<string, SpecialDay> | null>()
  const fileOf = (year: number): ReadonlyMap<string, SpecialDay> | null => {
    const known = files.get(year)
    if (known !== undefined) return known
    const stored = storedYear(reader, year)
    const days = stored ? new Map(stored.days.map((day) => [day.on, day])) : null
    files.set(year, days)
    return days
  }
  return (on) => {
    const year = Number(on.slice(0, 4))
    const file = fileOf(year)
    if (file) return file.get(on) ?? null
    return programKnowsYear(year) ? programDay(on) : fixedHoliday(on)
  }
}

export function storedYear(reader: Reader, year: number): { fileName: string; days: StoredDay[] } | null {
  const row = reader.get(minutesStatements.calendarYear, { id: yearRow(year) })
  return row ? { fileName: row.file_name, days: JSON.parse(row.days_json) as StoredDay[] } : null
}

export function calendarOf(reader: Reader, year: number): { year: number; source: 'file' | 'program' | 'weekends'; fileName: string | null; days: StoredDay[] } {
  const stored = storedYear(reader, year)
  if (stored) return { year, source: 'file', fileName: stored.fileName, days: stored.days }
  if (programKnowsYear(year)) return { year, source: 'program', fileName: null, days: programDaysOf(year) }
  return { year, source: 'weekends', fileName: null, days: ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => ({ on: `${year}-${day}`, kind: 'holiday', name: fixedHoliday(`${year}-${day}`)?.name ?? '' })) }
}
