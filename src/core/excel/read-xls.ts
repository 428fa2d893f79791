import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import type { RawCell, RawMerge, RawSheet } from '../../domain/raw-workbook'
import { lookOfFormat, type NumberLook } from './number-format'
import { shownNumber } from './read-xlsx-sheet'
import { uncovered } from './sheet-merges'
import { SheetRows } from './sheet-rows'
import { refusals, workbookLimits } from './workbook-refused'

/** The old binary format. */
export async function readXls(bytes: Uint8Array): Promise<RawSheet[]> {
  const library = await import('@e965/xlsx')
  // Workbooks older than Excel 97 hold text in a code page, here 936.
  library.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))
  let workbook: WorkBook
  try {
    workbook = library.read(bytes, { type: 'array', dense: true, cellDates: false, cellNF: true, cellStyles: true, cellFormula: true, cellHTML: false, sheetStubs: false })
  } catch (error) {
    throw /password|encrypt/i.test(String(error)) ? refusals.password() : refusals.damaged()
  }
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  let rows = 0
  const countRow = (): void => {
    if (++rows > workbookLimits.rows) throw refusals.tooManyRows()
  }
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name]
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return { name, hidden, ...(sheet === undefined ? { rows: [], merges: [], hiddenColumns: [] } : readSheet(sheet, date1904, countRow)) }
  })
}

function readSheet(sheet: WorkSheet, date1904: boolean, countRow: () => void): Omit<RawSheet, 'name' | 'hidden'> {
  const data = (sheet as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? []
  const merges = (sheet['!merges'] ?? []).map(({ s, e }): RawMerge => ({ top: s.r + 1, left: s.c + 1, bottom: e.r + 1, right: e.c + 1 }))
  const rows = new SheetRows(countRow)
  const looks = new Map<string, NumberLook>()
  const lookOf = (format: string): NumberLook => {
    const known = looks.get(format) ?? lookOfFormat(format)
    looks.set(format, known)
    return known
  }
  for (const [index, record] of data.entries()) {
    if (record === undefined) continue
    if (sheet['!rows']?.[index]?.hidden === true) rows.hide(index + 1)
    for (const [column, cell] of record.entries()) if (cell !== undefined) rows.put(index + 1, column + 1, readCell(cell, lookOf, date1904))
  }
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((column, index) => (column?.hidden === true ? [index + 1] : []))
  return { rows: uncovered(rows.sorted(), merges), merges, hiddenColumns }
}

function readCell({ t, v, z, w, f }: CellObject, lookOf: (format: string) => NumberLook, date1904: boolean): RawCell {
  if (t === 'e') return { error: w ?? '#VALUE!' }
  if (typeof v === 'string' || typeof v === 'boolean') return v
  if (typeof v !== 'number') return f === undefined ? null : { formula: f }
  return shownNumber(v, typeof z === 'string' ? lookOf(z) : 'plain', date1904)
}
