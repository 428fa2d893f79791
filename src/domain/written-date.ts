import { dateFromParts, dateFromSerial, serialOfDay } from './calendar-date'
import { numeralValue } from './chinese-numeral'
import { cellText, type RawCell } from './raw-workbook'
import { halfWidth, isProse, saysNothing, withoutBlanks } from './written-text'

/** How a clerk spelt a whole day; `real` and `iso` need no conversion worth mentioning. */
export type DateStyle = 'real' | 'iso' | 'slash' | 'dotted' | 'cn' | 'serial' | 'compact' | 'mixed'

export type WrittenDate =
  | { kind: 'empty' }
  | { kind: 'day'; date: string; style: DateStyle; fullWidth: boolean }
  /** Something a person has to decide, with the day that is likeliest. */
  | { kind: 'month' | 'year' | 'twoDigitYear' | 'dayMonthOrder' | 'range'; suggested: string }
  | { kind: 'impossible' }
  | { kind: 'unreadable' }

/** Serial numbers of 1950 to 2099: anything outside is no date of a roster. */
const serialFrom = 18_264
const serialTo = 73_050
/** No post of ours is older than the republic; an earlier year is a slip of the finger or a lost serial. */
const earliestYear = 1949

export function readWrittenDate(cell: RawCell): WrittenDate {
  if (typeof cell === 'number') return readNumber(cell)
  if (cell !== null && typeof cell === 'object' && 'date' in cell) {
    return readDateCell(cell.date)
  }
  return readText(cellText(cell))
}

/** 20240416 typed into a cell that is formatted as a date is taken by a workbook for a day some 55,000 years away. */
function readDateCell(date: string): WrittenDate {
  const far = /^(\+\d{6}-\d{2}-\d{2})/.exec(date)?.[1]
  if (far === undefined) return whole(date.slice(0, 10).split('-').map(Number), 'real', false)
  return readText(String(serialOfDay(far)))
}

function readNumber(value: number): WrittenDate {
  if (value >= serialFrom && value <= serialTo) {
    const date = dateFromSerial(value)
    return date === null ? { kind: 'impossible' } : { kind: 'day', date, style: 'serial', fullWidth: false }
  }
  if (!Number.isInteger(value) && value > earliestYear && value < 2100) {
    return monthOnly(Math.floor(value), Number(String(value).split('.')[1]))
  }
  return Number.isInteger(value) && value > 0 ? readText(String(value)) : { kind: 'unreadable' }
}

const decoration = /(起|至今|任职|到岗|上岗|上任|开始|以来|任命|聘用|星期[一二三四五六日天]|周[一二三四五六日天])+$/
const timeOfDay = /[ T]\s*\d{1,2}[:时]\d{1,2}([:分]\d{1,2}(\.\d+)?秒?)?分?Z?$/

function readText(written: string): WrittenDate {
  if (saysNothing(written)) return { kind: 'empty' }
  if (isProse(written)) return { kind: 'unreadable' }
  const half = halfWidth(written).trim()
  const fullWidth = half !== written.trim()
  const spaced = /^(\d{4})\s+(\d{1,2})\s+(\d{1,2})$/.exec(half)
  if (spaced !== null) return whole(spaced.slice(1).map(Number), 'mixed', fullWidth)
  const text = arabic(withoutBlanks(half.replace(timeOfDay, '').replace(/^['‘’`]/, ''))).replace(decoration, '')
  return readPlain(text, fullWidth || /[〇○一二三四五六七八九十]/.test(half))
}

function readPlain(text: string, fullWidth: boolean): WrittenDate {
  const day = /^(\d{4})([-/.年·,，、_—–])(\d{1,2})([-/.月·,，、_—–])(\d{1,2})[日号.]?$/.exec(text)
  if (day !== null) return whole([Number(day[1]), Number(day[3]), Number(day[5])], styleOf(day[2], day[4]), fullWidth)
  if (/^\d{8}$/.test(text)) {
    return whole([text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number), 'compact', fullWidth)
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return readNumber(Number(text))
  const month = /^(\d{4})[-/.年·](\d{1,2})(月份?)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text)
  if (month !== null) return monthOnly(Number(month[1]), Number(month[2]))
  const year = /^(\d{4})年?(度|初|底)?$/.exec(text)
  if (year !== null) return suggest('year', Number(year[1]), 1, 1)
  const short = /^['‘’]?(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text)
  if (short !== null) return suggest('twoDigitYear', century(Number(short[1])), Number(short[2]), Number(short[3]))
  const reversed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  if (reversed !== null) return dayAndMonth(Number(reversed[1]), Number(reversed[2]), Number(reversed[3]))
  const range = /^(\d{4}[^至~到]*?\d[日月]?)(?:至|到|~|～|--|—|-)+(\d{2,4}.*|今|现在)$/.exec(text)
  if (range !== null) return firstOfRange(readPlain(range[1] ?? '', fullWidth))
  return { kind: 'unreadable' }
}

function styleOf(first: string | undefined, second: string | undefined): DateStyle {
  if (first === '年' && second === '月') return 'cn'
  if (first !== second) return 'mixed'
  if (first === '/') return 'slash'
  if (first === '.') return 'dotted'
  return first === '-' ? 'iso' : 'mixed'
}

function whole(parts: number[], style: DateStyle, fullWidth: boolean): WrittenDate {
  const [year, month, day] = parts
  const date = dateFromParts(year ?? 0, month ?? 0, day ?? 0)
  if (date === null || (year ?? 0) < earliestYear) return { kind: 'impossible' }
  return { kind: 'day', date, style, fullWidth }
}

function suggest(kind: 'month' | 'year' | 'twoDigitYear' | 'dayMonthOrder', year: number, month: number, day: number): WrittenDate {
  const suggested = dateFromParts(year, month, day)
  return suggested === null || year < earliestYear ? { kind: 'impossible' } : { kind, suggested }
}

function monthOnly(year: number, month: number): WrittenDate {
  return suggest('month', year, month, 1)
}

function dayAndMonth(first: number, second: number, year: number): WrittenDate {
  return first > 12 ? suggest('dayMonthOrder', year, second, first) : suggest('dayMonthOrder', year, first, second)
}

function firstOfRange(first: WrittenDate): WrittenDate {
  if (first.kind === 'day') return { kind: 'range', suggested: first.date }
  return 'suggested' in first ? { kind: 'range', suggested: first.suggested } : first
}

function century(twoDigits: number): number {
  return twoDigits >= 49 ? 1900 + twoDigits : 2000 + twoDigits
}

/** 二〇二四年四月十六日 → 2024年4月16日; text without Chinese numerals passes unchanged. */
function arabic(text: string): string {
  return text.replace(/[〇○零O一二三四五六七八九十廿]+(?=[年月日号]|$)/g, (numeral) => {
    const value = numeralValue(numeral)
    return value === null ? numeral : String(value)
  })
}

/** A day that stands somewhere in a line of text (填报日期：2026年10月30日); the last day of a month that stands alone. */
export function dayInText(text: string): { date: string; monthOnly: boolean } | null {
  const line = arabic(withoutBlanks(halfWidth(text)))
  const day = /(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(line)
  if (day !== null) {
    const reading = whole(day.slice(1).map(Number), 'mixed', false)
    if (reading.kind === 'day') return { date: reading.date, monthOnly: false }
  }
  const month = /(?<!\d)(\d{4})[-/.年](\d{1,2})月/.exec(line)
  if (month === null) return null
  const reading = monthOnly(Number(month[1]), Number(month[2]))
  return 'suggested' in reading ? { date: reading.suggested, monthOnly: true } : null
}
