import { beforeAll, describe, expect, test } from 'vitest'
import { columnLetter, type RawCell, type RawSheet } from '../../src/domain/raw-workbook'
import { readWorkbook } from '../../src/core/excel/read-workbook'
import { generatedWorkbook } from '../stand/generated-workbook'
import { readByLibreOffice, type OfficeCell, type OfficeSheet } from '../stand/libreoffice'

/**
 * Workbooks of every spelling, read equal to LibreOffice's reading of all their sheets. Where the two differ with a
 * reason, the reason stands at the rule below.
 */
const count = Number(process.env['JINGWANG_GENERATED_WORKBOOKS'] ?? 50)
const firstSeed = Number(process.env['JINGWANG_GENERATED_SEED'] ?? 20_261)
const batch = 125
const daySeconds = 86_400
/** 31 December 32767. */
const lastDay = 11_274_306

/** Days since 30 December 1899 of LibreOffice's dates and durations, beyond the year 9999 too. */
function daysOf(cell: OfficeCell, date1904: boolean): number {
  if (cell.kind === 'time') {
    const [, sign = '', hours = '0', minutes = '0', seconds = '0'] = /^(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.,]+)S)?$/.exec(cell.value) ?? []
    const total = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) / daySeconds
    return (sign === '-' ? -total : total) + (date1904 ? 1462 : 0)
  }
  const [, year = '', month = '', day = '', hours = '0', minutes = '0', seconds = '0'] = /^(-?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):([\d.]+))?$/.exec(cell.value) ?? []
  return daysFromCivil(Number(year), Number(month), Number(day)) + 25_569 + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / daySeconds
}

/** Days since 1970 of a date of any year. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

/** One word for what stands in a cell, the same for both readers. */
function ours(cell: RawCell): string | null {
  if (cell === null) return null
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return `number ${Number(cell.toPrecision(15))}`
  if (typeof cell === 'boolean') return `boolean ${cell}`
  if ('formula' in cell) return 'formula without result'
  if ('error' in cell) return `error ${cell.error}`
  return `date ${cell.date}`
}

function theirs(cell: OfficeCell, own: RawCell, withoutResult: boolean, date1904: boolean): string | null {
  // LibreOffice calculates what the file does not hold; this program takes no figure that nobody has seen.
  if (withoutResult && cell.formula) return 'formula without result'
  if (cell.kind === 'error') return `error ${cell.shown}`
  if (cell.kind === 'boolean') return `boolean ${cell.value}`
  if (cell.kind === 'text') return cell.shown === '' ? null : cell.shown
  if (cell.kind === 'number') {
    // Under a format such as 0000 the clerk sees a text, and the text is what is read.
    return typeof own === 'string' ? cell.shown : `number ${Number(Number(cell.value).toPrecision(15))}`
  }
  const days = daysOf(cell, date1904)
  // A number beyond the calendar (20240416 under a date format) stays the number that it is in the file.
  // LibreOffice knows no day after the year 32767: its last one stands for every later one.
  if (typeof own === 'number' && own > lastDay && days >= lastDay - 1462) return `number ${own}`
  if (typeof own === 'number') return `number ${Number((days - (date1904 ? 1462 : 0)).toPrecision(15))}`
  // Excel counts 29 February 1900 and shows the days before it one later.
  const shown = !date1904 && days >= 1 && days < 60 ? days + 1 : days
  return `date ${new Date(Math.round((shown - 25_569) * daySeconds) * 1000).toISOString().slice(0, 19)}`
}

interface Difference {
  at: string
  ours: string | null
  theirs: string | null
}

function differences(own: RawSheet, office: OfficeSheet, date1904: boolean, withoutResult: ReadonlySet<string>): Difference[] {
  const found: Difference[] = []
  const cells = new Map<string, RawCell>(own.rows.flatMap(({ row, cells: list }) => list.map((cell, index) => [`${row},${index + 1}`, cell] as const)))
  for (const place of new Set([...cells.keys(), ...office.cells.keys()])) {
    const [row = 0, column = 0] = place.split(',').map(Number)
    const at = `${own.name}!${columnLetter(column)}${row}`
    const cell = cells.get(place) ?? null
    const other = office.cells.get(place)
    const pair = { at, ours: ours(cell), theirs: other === undefined ? null : theirs(other, cell, withoutResult.has(at), date1904) }
    if (pair.ours !== pair.theirs) found.push(pair)
  }
  for (const { row, hidden } of own.rows) if (hidden !== office.hiddenRows.has(row)) found.push({ at: `${own.name} row ${row}`, ours: `hidden ${hidden}`, theirs: `hidden ${!hidden}` })
  const widest = own.rows.reduce((most, { cells: list }) => Math.max(most, list.length), 0)
  const columns = [...office.hiddenColumns].filter((column) => column <= widest)
  if (String(own.hiddenColumns) !== String(columns)) found.push({ at: `${own.name} columns`, ours: String(own.hiddenColumns), theirs: String(columns) })
  return found
}

const batches = Array.from({ length: Math.ceil(count / batch) }, (_, at) => Array.from({ length: Math.min(batch, count - at * batch) }, (_, place) => firstSeed + at * batch + place))

describe.each(batches.map((seeds) => ({ seeds, from: seeds[0] ?? 0 })))('generated workbooks from seed $from', ({ seeds }) => {
  const books = new Map(seeds.map((seed) => [seed, generatedWorkbook(seed)]))
  const office = new Map<number, OfficeSheet[]>()
  beforeAll(() => {
    const read = readByLibreOffice(seeds.map((seed) => ({ name: `w${seed}.xlsx`, bytes: books.get(seed)?.bytes ?? Buffer.alloc(0) })))
    seeds.forEach((seed, at) => office.set(seed, read[at] ?? []))
  }, 600_000)

  test('are read as LibreOffice reads them', async () => {
    const found: string[] = []
    let cells = 0
    for (const [seed, { bytes, date1904, withoutResult }] of books) {
      const { sheets } = await readWorkbook(bytes, 'x.xlsx')
      const others = office.get(seed) ?? []
      const tabs = (list: readonly { name: string; hidden: boolean }[]): string => JSON.stringify(list.map(({ name, hidden }) => [name, hidden]))
      if (tabs(sheets) !== tabs(others)) found.push(`${seed}: sheets ${tabs(sheets)}, LibreOffice ${tabs(others)}`)
      const differing = sheets.flatMap((sheet, at) => (others[at] === undefined ? [] : differences(sheet, others[at], date1904, withoutResult)))
      for (const { at, ours: own, theirs: other } of differing) found.push(`${seed} ${at}: ${JSON.stringify(own)}, LibreOffice ${JSON.stringify(other)}`)
      cells += others.reduce((sum, sheet) => sum + sheet.cells.size, 0)
    }
    expect(found).toEqual([])
    // The comparison itself compared something.
    expect(cells).toBeGreaterThan(seeds.length * 10)
  }, 600_000)
})
