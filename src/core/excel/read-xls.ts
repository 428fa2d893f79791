import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import type { RawCell, RawMerge, RawRow, RawSheet } from '../../domain/raw-workbook'
import { checkSize, padded } from './read-xlsx'
import { refusals } from './workbook-refused'

type Library = typeof import('@e965/xlsx')

/** The old binary format, and .xlsx files that the first reader cannot digest. */
export async function readXls(bytes: Uint8Array): Promise<RawSheet[]> {
  const library = await import('@e965/xlsx')
  // Workbooks older than Excel 97 hold text in a code page, here 936.
  library.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))
  let workbook: WorkBook
  try {
    workbook = library.read(bytes, { type: 'array', dense: true, cellDates: false, cellNF: true, cellStyles: true, cellFormula: false, cellHTML: false, sheetStubs: false })
  } catch (error) {
    throw /password|encrypt/i.test(String(error)) ? refusals.password() : refusals.damaged()
  }
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name]
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return sheet === undefined ? { name, hidden, rows: [], merges: [], hiddenColumns: [] } : readSheet(library, sheet, name, hidden, date1904)
  })
}

function readSheet(library: Library, sheet: WorkSheet, name: string, hidden: boolean, date1904: boolean): RawSheet {
  const data = (sheet as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? []
  const merges = (sheet['!merges'] ?? []).map(({ s, e }): RawMerge => ({ top: s.r + 1, left: s.c + 1, bottom: e.r + 1, right: e.c + 1 }))
  const under = coveredBy(merges)
  const rows: RawRow[] = []
  let widest = 0
  for (const [index, record] of data.entries()) {
    if (record === undefined) continue
    const cells: RawCell[] = []
    for (const [column, cell] of record.entries()) {
      const value = cell === undefined || under(index + 1, column + 1) ? null : readCell(library, cell, date1904)
      if (value === null || value === '') continue
      while (cells.length < column) cells.push(null)
      cells[column] = value
      widest = Math.max(widest, column + 1)
    }
    if (cells.length > 0) rows.push({ row: index + 1, hidden: sheet['!rows']?.[index]?.hidden === true, cells })
  }
  checkSize(rows.length, widest)
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((column, index) => (column?.hidden === true ? [index + 1] : []))
  return { name, hidden, rows, merges, hiddenColumns }
}

/** Old files may carry stale values under a merge; nobody sees them. */
function coveredBy(merges: readonly RawMerge[]): (row: number, column: number) => boolean {
  const byRow = new Map<number, RawMerge[]>()
  for (const merge of merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, merge.top + 65_535); row++) byRow.set(row, [...(byRow.get(row) ?? []), merge])
  }
  return (row, column) =>
    byRow.get(row)?.some((merge) => column >= merge.left && column <= merge.right && (row !== merge.top || column !== merge.left)) === true
}

function readCell(library: Library, cell: CellObject, date1904: boolean): RawCell {
  const { t, v, z, w } = cell
  if (t === 'e') return { error: w ?? '#VALUE!' }
  if (typeof v === 'string' || typeof v === 'boolean') return v
  if (typeof v !== 'number') return null
  const format = typeof z === 'string' ? z : undefined
  if (format !== undefined && library.SSF.is_date(format)) {
    const seconds = Math.round((v + (date1904 ? 1462 : 0) - 25_569) * 86_400)
    const time = new Date(seconds * 1000)
    return Number.isNaN(time.getTime()) ? { error: '#VALUE!' } : { date: time.toISOString().slice(0, 19) }
  }
  return padded(v, format)
}
