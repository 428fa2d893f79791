import { expect, test } from 'vitest'
import { officeDayFault, tenureDayFault } from './office-day'

test.each(['0001-01-01', '1899-12-30', '1900-01-01', '1949-09-30', '1970-01-01', '2100-01-01', '9999-12-31'])('%s is no day of an office, and a sentence says why', (date) => {
  expect(officeDayFault(date)).toMatch(/^.+。.+。$/)
  expect(tenureDayFault(date, '2026-11-23', 5)).toBe(officeDayFault(date))
})

test.each(['1949-10-01', '1969-12-31', '1970-01-02', '2026-02-28', '2099-12-31'])('%s may be one', (date) => {
  expect(officeDayFault(date)).toBeNull()
})

test('a tenure begins so many years ahead at most', () => {
  expect(['2031-11-23', '2031-11-24'].map((date) => tenureDayFault(date, '2026-11-23', 5))).toEqual([null, expect.stringContaining('晚5年以上')])
  expect(tenureDayFault('2033-02-28', '2028-02-29', 5)).toBeNull()
})
