import { describe, expect, it } from 'vitest'
import { dayLine, instantText, isoWeek, weekdayText, whenText } from './week-text'

describe('isoWeek', () => {
  it.each([
    ['2026-11-05', 45],
    ['2026-01-01', 1],
    ['2025-12-29', 1],
    ['2021-01-03', 53],
    ['2021-01-04', 1],
    ['2027-01-01', 53],
    ['2024-12-30', 1],
  ])('%s lies in week %i', (date, week) => expect(isoWeek(date)).toBe(week))
})

describe('what one reads', () => {
  it('names day, weekday and week', () => {
    expect(dayLine('2026-11-05')).toBe('11月5日 周四 第45周')
    expect(weekdayText('2026-11-08')).toBe('周日')
  })

  it('says when something happened, by the office clock', () => {
    const at = Date.parse('2026-11-05T00:05:00Z')
    expect(instantText(at)).toBe('2026-11-05 08:05')
    expect(whenText(at, '2026-11-05')).toBe('今天 08:05')
    expect(whenText(at, '2026-11-06')).toBe('昨天 08:05')
    expect(whenText(at, '2026-11-20')).toBe('11-05 08:05')
    expect(whenText(at, '2027-02-01')).toBe('2026-11-05')
  })
})
