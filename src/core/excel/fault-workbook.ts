import type { Cell, Workbook, Worksheet } from 'exceljs'
import { xmlText } from '../../domain/text/xml-text'
import { columnNumber, formulaWithoutResult, type RawCell, type RawSheet, type RawWorkbook } from '../../domain/raw-workbook'
import type { Severity } from '../../domain/roster-analysis'
import { faultColumnHeader } from '../../domain/roster-header'
import { loadWhole } from './load-exceljs'
import { asText } from './office-cell'
import { sheetName } from './sheet-name'

interface MarkedSheet {
  sheet: string
  ignored: boolean
  headerRows: readonly number[]
  columns: readonly { column: string; header: string; field: string }[]
}
interface MarkedFault {
  sheet: string
  row: number
  column: string | null
  severity: Severity
  message: string
  suggested: string | null
}
/** As much of a reading as is marked: a roster's or a score workbook's. Rows that are not `valid` are the failed ones. */
export interface MarkedAnalysis {
  sheets: readonly MarkedSheet[]
  rows: readonly { sheet: string; row: number; verdict: string; cells: Readonly<Record<string, string>>; community: string | null }[]
  skipped: readonly { sheet: string; row: number; kind: string }[]
  faults: readonly MarkedFault[]
}

/**
 * The clerk's own workbook with what is wrong written beside each row, to be corrected and read in again.
 * The import ignores the added column by its header, so a marked workbook reads like the one it was made from.
 */
export interface FaultWorkbookRequest {
  bytes: Uint8Array
  workbook: RawWorkbook
  analysis: MarkedAnalysis
  rows: 'all' | 'failed'
}

const words = { error: '须改正', confirm: '待确认', normalise: '' } as const
const washes = { error: 'FFFBE2DF', confirm: 'FFFCEDC9' } as const
const inks = { error: 'FFA3231B', confirm: 'FF7A4A00' } as const
const columnWidth = 64
/** ExcelJS compares each merge with all before it. */
const mostMerges = 3_000
const narrowest = 8

export async function writeFaultWorkbook({ bytes, workbook, analysis, rows }: FaultWorkbookRequest): Promise<Uint8Array> {
  // Taking rows out of a sheet that lives on would tear its merges, so the failed rows get sheets of their own.
  const paper = rows === 'all' && workbook.format === 'xlsx' ? await ownWorkbook(bytes, workbook) : await redrawn(workbook, analysis, rows)
  for (const reading of analysis.sheets) {
    const sheet = paper.sheets.get(reading.sheet)
    if (sheet === undefined || reading.ignored) continue
    if (sheet.redrawn) emphasise(sheet.paper, reading.headerRows.map(sheet.rowOf))
    markSheet(sheet.paper, sheet.rowOf, reading, analysis)
  }
  const written = await paper.book.xlsx.writeBuffer()
  return new Uint8Array(written)
}

interface Paper {
  book: Workbook
  /** `rowOf` leads from the clerk's row to the row on this paper; null where it is left out. */
  sheets: Map<string, { paper: Worksheet; rowOf: (row: number) => number | null; redrawn: boolean }>
}

async function ownWorkbook(bytes: Uint8Array, workbook: RawWorkbook): Promise<Paper> {
  let book: Workbook
  try {
    book = await loadWhole(bytes, workbook)
  } catch {
    return redrawn(workbook, null, 'all')
  }
  const sheets: Paper['sheets'] = new Map()
  for (const sheet of book.worksheets) keepWritable(sheet)
  for (const sheet of book.worksheets) sheets.set(sheet.name, { paper: sheet, rowOf: (row) => row, redrawn: false })
  return { book, sheets }
}

/** A foreign file may hold as a numeric entity what XML cannot hold; its reader is lenient, Excel is not. */
function keepWritable(sheet: Worksheet): void {
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (typeof cell.value === 'string' && cell.value !== xmlText(cell.value)) cell.value = xmlText(cell.value)
    }),
  )
}

async function redrawn(workbook: RawWorkbook, analysis: MarkedAnalysis | null, rows: 'all' | 'failed'): Promise<Paper> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheets: Paper['sheets'] = new Map()
  const taken = new Set<string>()
  for (const sheet of workbook.sheets) {
    const kept = rows === 'all' || analysis === null ? null : failedRows(sheet.name, analysis)
    if (kept !== null && kept.size === 0) continue
    const paper = book.addWorksheet(sheetName(sheet.name, taken), {
      state: sheet.hidden ? 'hidden' : 'visible',
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    })
    sheets.set(sheet.name, { paper, rowOf: drawSheet(paper, sheet, kept, kept === null ? null : analysis), redrawn: true })
  }
  if (sheets.size === 0) book.addWorksheet('没有错误')
  return { book, sheets }
}

/** Titles, headers and the rows that wait or were refused. */
function failedRows(sheet: string, analysis: MarkedAnalysis): Set<number> {
  const failed = analysis.rows.filter((row) => row.sheet === sheet && row.verdict !== 'valid').map(({ row }) => row)
  if (failed.length === 0) return new Set()
  const firstPerson = Math.min(...analysis.rows.filter((row) => row.sheet === sheet).map(({ row }) => row))
  const heads = analysis.skipped.filter((row) => row.sheet === sheet && row.kind !== 'blank' && row.row < firstPerson)
  const banners = analysis.skipped.filter((row) => row.sheet === sheet && row.kind === 'title')
  return new Set([...heads, ...banners].map(({ row }) => row).concat(failed))
}

function drawSheet(paper: Worksheet, sheet: RawSheet, kept: Set<number> | null, analysis: MarkedAnalysis | null): (row: number) => number | null {
  const places = new Map<number, number>()
  const widths: number[] = []
  let next = 0
  for (const row of sheet.rows) {
    if (kept !== null && !kept.has(row.row)) continue
    next = kept === null ? row.row : next + 1
    places.set(row.row, next)
    const line = paper.getRow(next)
    // A hidden person still waits for a decision; shown, the row would be imported as if someone had taken one.
    line.hidden = row.hidden
    for (const [index, cell] of row.cells.entries()) {
      draw(line.getCell(index + 1), cell)
      widths[index] = Math.max(widths[index] ?? narrowest, widthOf(cell))
    }
  }
  if (analysis !== null) fillMerged(paper, sheet, places, analysis)
  for (const merge of sheet.merges.length > mostMerges ? [] : sheet.merges) {
    const [top, bottom] = [places.get(merge.top), places.get(merge.bottom)]
    const whole = kept === null || (top !== undefined && bottom !== undefined && bottom - top === merge.bottom - merge.top && isAboveTable(sheet, merge.top, analysis))
    if (whole) paper.mergeCells(top ?? merge.top, merge.left, bottom ?? merge.bottom, merge.right)
  }
  for (let index = 0; index < widths.length; index++) {
    paper.getColumn(index + 1).width = widths[index] ?? narrowest
    if (sheet.hiddenColumns.includes(index + 1)) paper.getColumn(index + 1).hidden = true
  }
  return (row) => places.get(row) ?? (kept === null ? row : null)
}

/** Chinese signs are twice as wide as digits; a title that spans the table does not widen its first column. */
function widthOf(cell: RawCell): number {
  if (cell === null) return narrowest
  if (typeof cell === 'object') return 12
  const width = [...String(cell)].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 2 : 1), 2)
  return width > 30 ? narrowest : width
}

function isAboveTable(sheet: RawSheet, row: number, analysis: MarkedAnalysis | null): boolean {
  return analysis?.rows.every((person) => person.sheet !== sheet.name || person.row > row) !== false
}

/** A row that stands alone needs the community, grid or post that a merge gave it; never a number of the neighbour's. */
function fillMerged(paper: Worksheet, sheet: RawSheet, places: Map<number, number>, analysis: MarkedAnalysis): void {
  const reading = analysis.sheets.find((candidate) => candidate.sheet === sheet.name)
  const own = new Set(reading?.columns.filter(({ field }) => ['name', 'idNo', 'phone', 'policeNo', 'seq'].includes(field)).map(({ column }) => column))
  for (const row of analysis.rows) {
    const place = row.sheet === sheet.name ? places.get(row.row) : undefined
    if (place === undefined) continue
    for (const [column, text] of Object.entries(row.cells)) {
      const cell = paper.getCell(place, columnNumber(column))
      if ((cell.value === null || cell.value === undefined) && !own.has(column)) draw(cell, text)
    }
    const communityColumn = reading?.columns.find(({ field }) => field === 'community')?.column
    if (communityColumn !== undefined && row.community !== null) {
      const cell = paper.getCell(place, columnNumber(communityColumn))
      if (cell.value === null || cell.value === undefined) draw(cell, row.community)
    }
  }
}

function draw(cell: Cell, content: RawCell): void {
  if (content === null) return
  if (typeof content === 'object') {
    if ('error' in content) cell.value = content.error
    else if ('formula' in content) cell.value = formulaWithoutResult
    else {
      cell.value = new Date(`${content.date.slice(0, 19)}${content.date.includes('T') ? '' : 'T00:00:00'}Z`)
      cell.style = { numFmt: 'yyyy-mm-dd' }
    }
    return
  }
  cell.value = typeof content === 'string' ? asText(content) : content
  // The text format keeps long numbers and texts that begin like a formula as they are when someone edits them.
  if (typeof content === 'string') cell.style = { numFmt: '@' }
}

function markSheet(paper: Worksheet, rowOf: (row: number) => number | null, reading: MarkedSheet, analysis: MarkedAnalysis): void {
  const faults = analysis.faults.filter(({ sheet, severity }) => sheet === reading.sheet && severity !== 'normalise')
  const present = reading.columns.find(({ header, field }) => field === 'ignored' && header.includes(faultColumnHeader))
  const used = Math.max(0, ...reading.columns.map(({ column }) => columnNumber(column)))
  const column = present === undefined ? Math.max(used, paper.actualColumnCount) + 1 : columnNumber(present.column)
  paper.getColumn(column).width = columnWidth
  const heads = headerRowsOf(reading, analysis).map(rowOf).filter((row) => row !== null)
  for (const row of heads) writeHead(paper.getCell(row, column), paper.getCell(row, Math.max(1, used)))
  if (present !== undefined) clear(paper, column, heads)
  const byRow = new Map<number, MarkedFault[]>()
  for (const fault of faults) byRow.set(fault.row, [...(byRow.get(fault.row) ?? []), fault])
  let last = heads.at(-1) ?? 0
  for (const [row, found] of byRow) {
    const place = rowOf(row)
    if (place === null) continue
    last = Math.max(last, place)
    writeFaults(paper, place, column, found, heads.length > 0)
  }
  const header = rowOf(reading.headerRows.at(-1) ?? 0)
  if (header !== null && reading.headerRows.length > 0 && reading.headerRows.length <= 3) {
    paper.autoFilter = { from: { row: header, column: 1 }, to: { row: Math.max(last, paper.rowCount), column } }
  }
}

/** A sheet drawn anew has lost its looks; the header at least stands out. */
function emphasise(paper: Worksheet, rows: readonly (number | null)[]): void {
  for (const row of rows) {
    if (row === null) continue
    paper.getRow(row).eachCell((cell) => {
      cell.style = { ...cell.style, font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6E6E6' } } }
    })
  }
}

function headerRowsOf(reading: MarkedSheet, analysis: MarkedAnalysis): number[] {
  const repeated = analysis.skipped.filter(({ sheet, kind }) => sheet === reading.sheet && kind === 'header').map(({ row }) => row)
  return [...new Set([...reading.headerRows, ...repeated])].toSorted((a, b) => a - b)
}

function writeHead(cell: Cell, beside: Cell): void {
  cell.value = faultColumnHeader
  cell.style = { ...beside.style, alignment: { vertical: 'middle', horizontal: 'center' } }
}

function clear(paper: Worksheet, column: number, heads: readonly number[]): void {
  for (let row = (heads[0] ?? 0) + 1; row <= paper.rowCount; row++) {
    const cell = paper.getCell(row, column)
    if (!heads.includes(row) && !(cell.isMerged && cell.master.address !== cell.address)) {
      cell.value = null
      cell.style = {}
    }
  }
}

function writeFaults(paper: Worksheet, row: number, column: number, faults: readonly MarkedFault[], headed: boolean): void {
  const worst = faults.some(({ severity }) => severity === 'error') ? 'error' : 'confirm'
  const text = faults.map((fault) => `${words[fault.severity]}：${fault.message}${fault.suggested === null ? '' : `建议：${fault.suggested}。`}`).join('\n')
  const cell = paper.getCell(row, column)
  // Without a header the import knows the column by how its texts begin.
  cell.value = asText(headed ? text : `${faultColumnHeader}：${text}`)
  cell.style = { font: { color: { argb: inks[worst] } }, alignment: { wrapText: true, vertical: 'top' }, numFmt: '@' }
  for (const fault of faults) {
    if (fault.column === null || fault.severity === 'normalise') continue
    const at = paper.getCell(row, columnNumber(fault.column))
    // Cells share one style object in ExcelJS: changing it in place would colour every cell of the same look.
    at.style = { ...at.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: washes[fault.severity] } } }
    at.note = xmlText(fault.message)
  }
}

/** The file's name with what it now is. */
export function faultWorkbookName(fileName: string, rows: 'all' | 'failed'): string {
  return `${fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')}_${rows === 'all' ? '错误标注' : '待改行'}.xlsx`
}
