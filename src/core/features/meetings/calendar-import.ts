import type { SpecialDay } from '../../../domain/work-calendar'
import { cellText, type RawWorkbook } from '../../../domain/raw-workbook'
import { readWrittenDate } from '../../../domain/written-date'
import type { Transaction } from '../../database/transaction'
import { refuse } from '../../refusal'
import { touch } from './meeting-row'
import { minutesStatements } from './minutes-statements'
import { yearRow, type StoredDay } from './work-calendar'

const off = /^(休|休息|放假|节假日|法定节假日|假日|假|holiday)$/i
const work = /^(班|上班|补班|调休|调休上班|工作日|workday)$/i

/**
 * Days of a clerk's calendar file: 日期, 类型 (休 or 班), 名称, in any order of the columns, the header optional.
 * @throws Refusal `calendar_row` with the row's number; `calendar_empty`
 */
export function readCalendar(workbook: RawWorkbook): StoredDay[] {
  const days = new Map<string, StoredDay>()
  for (const sheet of workbook.sheets)
    sheet.rows.forEach(({ row: number, cells: row }) => {
      const texts = row.map((cell) => cellText(cell).trim())
      if (texts.every((text) => text === '')) return
      const dateAt = row.findIndex((cell) => readWrittenDate(cell).kind === 'day')
      const kindAt = texts.findIndex((text) => off.test(text) || work.test(text))
      const isHeading = dateAt === -1 && days.size === 0 && row.every((cell) => typeof cell !== 'number')
      if (isHeading) return
      const date = dateAt === -1 ? null : readWrittenDate(row[dateAt] ?? null)
      if (date?.kind !== 'day') throw refuse('calendar_row', `${sheet.name}第${number}行没有看懂的日期。没有导入，改成 2027-01-01 这样的日期再试。`, 'ticket')
      if (kindAt === -1) throw refuse('calendar_row', `${sheet.name}第${number}行没有写“休”或“班”。没有导入，补上类型再试。`, 'ticket')
      const kind: SpecialDay['kind'] = off.test(texts[kindAt] ?? '') ? 'holiday' : 'workday'
      const name = texts.find((text, column) => column !== dateAt && column !== kindAt && text !== '' && !/^(周|星期)/.test(text)) ?? (kind === 'holiday' ? '节假日' : '调休')
      const known = days.get(date.date)
      if (known && known.kind !== kind) throw refuse('calendar_row', `${sheet.name}第${number}行：${date.date}既写“休”又写“班”。没有导入，改好再试。`, 'ticket')
      days.set(date.date, { on: date.date, kind, name: name.slice(0, 20) })
    })
  if (days.size === 0) throw refuse('calendar_empty', '文件里没有一行日期。没有导入，表里要有日期、类型（休/班）、名称三列。', 'ticket')
  return [...days.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

/** Replaces what was known of the years that the days name. */
export function storeCalendar(tx: Transaction, days: readonly StoredDay[], fileName: string): { years: number[]; holidays: number; workdays: number } {
  const years = [...new Set(days.map((day) => Number(day.on.slice(0, 4))))]
  for (const year of years) {
    const id = yearRow(year)
    const row = { id, file_name: fileName, days_json: JSON.stringify(days.filter((day) => day.on.startsWith(`${year}-`))), ...touch(tx) }
    tx.write(tx.get(minutesStatements.calendarYear, { id }) ? minutesStatements.updateCalendarYear : minutesStatements.insertCalendarYear, row)
  }
  return { years, holidays: days.filter((day) => day.kind === 'holiday').length, workdays: days.filter((day) => day.kind === 'workday').length }
}
