import { describe, expect, test } from 'vitest'
import type { RawCell } from './raw-workbook'
import { dayInText, readWrittenDate } from './written-date'

describe('a date as a clerk writes it', () => {
  test.each<[RawCell, string, string]>([
    ['2024-04-16', '2024-04-16', 'iso'],
    ['2024/4/16', '2024-04-16', 'slash'],
    ['2024.4.16', '2024-04-16', 'dotted'],
    ['2024．4．16', '2024-04-16', 'dotted'],
    ['2024年4月16日', '2024-04-16', 'cn'],
    ['2024 年 4 月 16 日', '2024-04-16', 'cn'],
    ['２０２４年４月１６日', '2024-04-16', 'cn'],
    ['2024年4月16号', '2024-04-16', 'cn'],
    ['20240416', '2024-04-16', 'compact'],
    [20240416, '2024-04-16', 'compact'],
    [45398, '2024-04-16', 'serial'],
    ['45398', '2024-04-16', 'serial'],
    ['二〇二四年四月十六日', '2024-04-16', 'cn'],
    ['二○二四年十二月三十一日', '2024-12-31', 'cn'],
    ['2024-04-16 00:00:00', '2024-04-16', 'iso'],
    ['2024/4/16 08:30', '2024-04-16', 'slash'],
    ['2024.4.16起', '2024-04-16', 'dotted'],
    ['2024 4 16', '2024-04-16', 'mixed'],
    [{ date: '2024-04-16T00:00:00' }, '2024-04-16', 'real'],
    [{ date: '2024-04-16T23:59:59' }, '2024-04-16', 'real'],
  ])('%j is %s, %s', (cell, date, style) => {
    expect(readWrittenDate(cell)).toMatchObject({ kind: 'day', date, style })
  })

  test.each<[RawCell, string, string]>([
    ['2024年4月', 'month', '2024-04-01'],
    ['2024.4', 'month', '2024-04-01'],
    ['2024-04', 'month', '2024-04-01'],
    ['202404', 'month', '2024-04-01'],
    [2024.4, 'month', '2024-04-01'],
    ['2024', 'year', '2024-01-01'],
    [2024, 'year', '2024-01-01'],
    ['24.4.16', 'twoDigitYear', '2024-04-16'],
    ['98年7月1日', 'twoDigitYear', '1998-07-01'],
    ['16/4/2024', 'dayMonthOrder', '2024-04-16'],
    ['4/16/2024', 'dayMonthOrder', '2024-04-16'],
    ['2024.3-2026.3', 'range', '2024-03-01'],
    ['2024年3月1日至2026年3月1日', 'range', '2024-03-01'],
  ])('%j waits for a person: %s, %s', (cell, kind, suggested) => {
    expect(readWrittenDate(cell)).toEqual({ kind, suggested })
  })

  test.each<RawCell>(['2024-02-30', '2024年13月1日', '2024.2.30', '20241301', '2024年13月', { date: '1900-01-12' }, '1024-04-16'])('%j cannot be', (cell) => {
    expect(readWrittenDate(cell)).toEqual({ kind: 'impossible' })
  })

  test.each<RawCell>(['去年春天', '第3周', 7, -5, '4月16日'])('%j is not read', (cell) => {
    expect(readWrittenDate(cell)).toEqual({ kind: 'unreadable' })
  })

  test.each<RawCell>([null, '', ' ', '—', '无', '/'])('%j is empty', (cell) => expect(readWrittenDate(cell)).toEqual({ kind: 'empty' }))

  test('a day within a line', () => {
    expect(dayInText('填报日期：2026年10月30日　　单位：人')).toEqual({ date: '2026-10-30', monthOnly: false })
    expect(dayInText('更新时间：2026.10.28   联系人：某某')).toEqual({ date: '2026-10-28', monthOnly: false })
    expect(dayInText('花名册（二〇二六年十月）')).toEqual({ date: '2026-10-01', monthOnly: true })
    expect(dayInText('2026年度花名册')).toBeNull()
  })
})
