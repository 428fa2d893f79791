import type { CellValue, Workbook } from 'exceljs'
import type { RawWorkbook } from '../../domain/raw-workbook'
import { workbookPartOf } from './read-xlsx'
import { openPackage } from './workbook-guard'
import { spreadsheetNamespaces } from './xml-reader'

/** ExcelJS takes a defined name apart cell by cell, and compares each merge with all before it. */
const [mostNamedCells, mostMerges] = [100_000, 3_000]

/**
 * The clerk's workbook to be written again with its looks. ExcelJS, which alone keeps them, loses rows, sheets and texts of
 * some files and takes all memory for others: what is loaded must hold every cell that the program's own reader found.
 * @throws Error where it does not; the caller then draws the cells anew, without the looks
 */
export async function loadWhole(bytes: Uint8Array, workbook: RawWorkbook): Promise<Workbook> {
  if (workbook.sheets.some(({ merges }) => merges.length > mostMerges) || (await namedCells(bytes)) > mostNamedCells) throw new Error('too heavy to keep its looks')
  // Loading it costs a quarter of a second, so only a writer of workbooks pays.
  const { default: ExcelJS } = await import('exceljs')
  // Chinese Excel stores 2024年4月16日 as a format number whose meaning depends on the language; without it a date reads as 45398.
  const { default: formats } = await import('exceljs/lib/xlsx/defaultnumformats.js')
  for (const format of Object.values(formats)) if (format['zh-cn'] !== undefined) format.f ??= format['zh-cn']
  const book = new ExcelJS.Workbook()
  const copy = new Uint8Array(bytes)
  await book.xlsx.load(copy.buffer, { ignoreNodes: ['dataValidations'] })
  if (!holdsAll(book, workbook)) throw new Error('not loaded whole')
  return book
}

function holdsAll(book: Workbook, workbook: RawWorkbook): boolean {
  return workbook.sheets.every(({ name, rows }) => {
    const sheet = book.getWorksheet(name)
    return sheet !== undefined && rows.every(({ row, cells }) => cells.every((cell, index) => {
      if (cell === null) return true
      const value = sheet.findRow(row)?.findCell(index + 1)?.value
      if (value === null || value === undefined) return false
      return typeof cell !== 'string' || holdsText(value, cell)
    }))
  })
}

/** Of texts it loses parts: runs behind plain text, signs beyond the first plane, or all where it takes a number for them. */
function holdsText(value: NonNullable<CellValue>, text: string): boolean {
  if (typeof value === 'string') return value.length >= text.length
  if (typeof value === 'number') return /^\d+$/.test(text) && Number(text) === value
  return typeof value !== 'object' || !('richText' in value) || value.richText.reduce((length, run) => length + run.text.length, 0) >= text.length
}

async function namedCells(bytes: Uint8Array): Promise<number> {
  const parts = await openPackage(bytes)
  let cells = 0
  const count = (text: string): void => {
    for (const [, left = '', top, right = '', bottom] of text.matchAll(/\$?([A-Z]{1,3})?\$?(\d{1,7})?:\$?([A-Z]{1,3})?\$?(\d{1,7})?/g)) {
      const height = bottom === undefined ? 1_048_576 : Number(bottom) - Number(top ?? 1) + 1
      cells += height * (left === '' || right === '' ? 16_384 : left === right ? 1 : 26 ** (right.length - 1) + 26)
    }
  }
  await parts.read(await workbookPartOf(parts), spreadsheetNamespaces, { workbook: { children: { definedNames: { children: { definedName: { text: count } } } } } })
  return cells
}
