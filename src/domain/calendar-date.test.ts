import { describe, expect, test } from 'vitest'
import { addDays, compareDates, dateFromParts, dateFromSerial, dayAfter, dayBefore, daysBetween, isCalendarDate, lastDayOfMonth } from './calendar-date'

describe('a day of the calendar', () => {
  test.each(['2024-02-29', '2023-12-31', '1949-10-01'])('%s exists', (date) => expect(isCalendarDate(date)).toBe(true))
  test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-4-1', '20240401', '', '2024-04-31'])('%s does not', (date) => {
    expect(isCalendarDate(date)).toBe(false)
  })
  test('parts that make no day give null', () => {
    expect(dateFromParts(2024, 2, 30)).toBeNull()
    expect(dateFromParts(2024, 2, 29)).toBe('2024-02-29')
  })
  test('arithmetic crosses months, years and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(dayBefore('2025-01-01')).toBe('2024-12-31')
    expect(dayAfter('2023-02-28')).toBe('2023-03-01')
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29)
    expect(lastDayOfMonth('2026-02')).toBe('2026-02-28')
    expect(['2024-10-01', '2024-09-30'].toSorted(compareDates)).toEqual(['2024-09-30', '2024-10-01'])
  })
  test('Excel serials', () => {
    expect(dateFromSerial(45292)).toBe('2024-01-01')
    expect(dateFromSerial(45292.75)).toBe('2024-01-01')
    expect(dateFromSerial(12)).toBeNull()
  })
})
