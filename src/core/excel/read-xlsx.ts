import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs'
import type { RawCell, RawMerge, RawRow, RawSheet } from '../../domain/raw-workbook'
import { refusals, workbookLimits, WorkbookRefused } from './workbook-refused'

/** Parts that say nothing about a roster and that damaged or hostile files use to stall the parser. */
const unread = ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'legacyDrawing', 'tableParts', 'extLst', 'rowBreaks', 'colBreaks', 'hyperlinks']

export async function loadXlsx(bytes: Uint8Array, ignoreNodes: string[] = unread): Promise<Workbook> {
  // Loading it costs a quarter of a second, so only a reader of workbooks pays.
  const { default: ExcelJS } = await import('exceljs')
  // Chinese Excel stores 2024年4月16日 as a format number whose meaning depends on the language; without it a date reads as 45398.
  const { default: formats } = await import('exceljs/lib/xlsx/defaultnumformats.js')
  for (const format of Object.values(formats)) if (format['zh-cn'] !== undefined) format.f ??= format['zh-cn']
  const workbook = new ExcelJS.Workbook()
  const copy = new Uint8Array(bytes)
  await workbook.xlsx.load(copy.buffer, { ignoreNodes })
  return workbook
}

export async function readXlsx(bytes: Uint8Array): Promise<RawSheet[]> {
  const workbook = await loadXlsx(bytes)
  return workbook.worksheets.map(readSheet)
}

function readSheet(sheet: Worksheet): RawSheet {
  const rows: RawRow[] = []
  let widest = 0
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: RawCell[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const value = readCell(cell)
      if (value === null || value === '') return
      while (cells.length < column - 1) cells.push(null)
      cells[column - 1] = value
      widest = Math.max(widest, column)
    })
    if (cells.length > 0) rows.push({ row: number, hidden: row.hidden, cells })
  })
  checkSize(rows.length, widest)
  const hiddenColumns: number[] = []
  for (let column = 1; column <= widest; column++) if (sheet.getColumn(column).hidden) hiddenColumns.push(column)
  return { name: sheet.name, hidden: sheet.state !== 'visible', rows, merges: mergesOf(sheet), hiddenColumns }
}

export function checkSize(rows: number, columns: number): void {
  if (rows > workbookLimits.rows) throw refusals.tooManyRows()
  if (columns > workbookLimits.columns) throw refusals.tooManyColumns()
}

function mergesOf(sheet: Worksheet): RawMerge[] {
  return sheet.model.merges.map(mergeOf).filter((merge) => merge !== null)
}

export function mergeOf(range: string): RawMerge | null {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range.replaceAll('$', ''))
  if (match === null) return null
  const [, left = '', top = '', right = '', bottom = ''] = match
  const column = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { top: Number(top), left: column(left), bottom: Number(bottom), right: column(right) }
}

function readCell(cell: Cell): RawCell {
  if (cell.isMerged && cell.master.address !== cell.address) return null
  return readValue(cell.value, cell.numFmt)
}

function readValue(value: CellValue | undefined, format: string | undefined): RawCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return padded(value, format)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof Date) return readDate(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('error' in value) return { error: value.error }
  if ('hyperlink' in value) return readValue(value.text as CellValue, format)
  if ('formula' in value || 'sharedFormula' in value) return readValue(value.result as CellValue, format)
  return null
}

/** A number shown as 042317 by the format 000000 is the text that the clerk sees. */
export function padded(value: number, format: string | undefined): RawCell {
  return format !== undefined && /^0{2,20}$/.test(format) && Number.isInteger(value) && value >= 0 ? String(value).padStart(format.length, '0') : value
}

/** Serials are fractions of a day: without rounding to the second 07:35:00 reads 07:34:59. */
function readDate(value: Date): RawCell {
  const time = value.getTime()
  if (Number.isNaN(time)) return { error: '#VALUE!' }
  return { date: new Date(Math.round(time / 1000) * 1000).toISOString().slice(0, 19) }
}

export function isRefusal(error: unknown): error is WorkbookRefused {
  return error instanceof WorkbookRefused
}
