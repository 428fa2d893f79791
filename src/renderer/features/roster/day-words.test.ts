import { expect, test } from 'vitest'
import { instantWords, shortDay, spokenDay, termWords, vacantSince } from './day-words'

test('a day of this year loses its year, another keeps it', () => {
  expect(shortDay('2026-10-26', '2026-11-05')).toBe('10-26')
  expect(shortDay('2025-10-26', '2026-11-05')).toBe('2025-10-26')
  expect(spokenDay('2026-11-04', '2026-11-05')).toBe('11月4日')
  expect(spokenDay('2027-01-01', '2026-11-05')).toBe('2027年1月1日')
})

test('a vacancy tells since when and for how many days', () => {
  expect(vacantSince('2026-10-26', '2026-11-05')).toBe('10-26起10天')
  expect(vacantSince('2026-11-05', '2026-11-05')).toBe('11-05起')
  expect(vacantSince(null, '2026-11-05')).toBe('一直没有人')
})

test('the last day on paper is the day before the end', () => {
  expect(termWords('2024-01-01', '2026-11-24')).toBe('2024-01-01至2026-11-23')
  expect(termWords('2024-01-01', null)).toBe('2024-01-01起')
  expect(termWords(null, '2026-03-01')).toBe('至2026-02-28')
  expect(termWords(null, null)).toBe('在任')
})

test('an instant is shown in Beijing time', () => {
  expect(instantWords(Date.UTC(2026, 10, 5, 16, 20))).toBe('2026-11-06 00:20')
})
