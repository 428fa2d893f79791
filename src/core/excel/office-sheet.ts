import type { Workbook, Worksheet } from 'exceljs'
import { asText, dayAsDate, drawCell, letterOf, textOf } from './office-cell'
import type { OfficeCell } from './office-cell'
import { drawHead, drawInZones, drawWide } from './office-head'
import { columnPoints, dealBlocks, leastRowPoints, marginCm, pagePoints, rowPoints, textPoints } from './office-page'
import type { Segment } from './office-page'
import type { OfficeBlock, OfficeColumn, OfficeSheet } from './office-form'
import { bodyStyle } from './office-style'
import { sheetName } from './sheet-name'
import { writeInSong } from './workbook-font'

export type { OfficeBlock, OfficeColumn, OfficeSheet } from './office-form'

/** Excel's limit of page ends set by hand; beyond it the pages end where they end. */
const mostPageBreaks = 1_000
const rowsBetweenPauses = 2_000

/** Adds sheets as an office prints them; reports of every feature use it, and no rule of the office is in here. */
export async function officeWorkbook(sheets: readonly OfficeSheet[]): Promise<Buffer> {
  // ExcelJS costs a quarter of a second to load; only an export pays for it.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  writeInSong(workbook)
  const first = sheets[0]
  if (first !== undefined) {
    workbook.creator = first.unit
    workbook.lastModifiedBy = first.unit
    workbook.created = dayAsDate(first.madeOn)
    workbook.modified = dayAsDate(first.madeOn)
  }
  const taken = new Set<string>()
  for (const sheet of sheets) await addOfficeSheet(workbook, sheet, taken)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

export async function addOfficeSheet(workbook: Workbook, sheet: OfficeSheet, taken: Set<string>): Promise<void> {
  const { columns } = sheet
  const paper = workbook.addWorksheet(sheetName(sheet.name, taken))
  columns.forEach((column, index) => (paper.getColumn(index + 1).width = column.width))
  const width = columns.reduce((sum, column) => sum + columnPoints(column.width), 0)

  const headRows = drawHead(paper, sheet, width)
  setUpPage(paper, sheet, headRows)
  let headHeight = 0
  for (let row = 1; row <= headRows; row += 1) headHeight += paper.getRow(row).height

  const totals = columns.some((column) => column.total !== undefined) && sheet.blocks.length > 0
  const totalTexts = columns.map((column) => (typeof column.total === 'object' ? column.total.text : null))
  const totalHeight = totals ? heightOf(totalTexts, columns) : 0
  const noteHeight = sheet.note === null ? 0 : textPoints(sheet.note, width)
  const tail = totalHeight + noteHeight + signatureHeight

  const heights = sheet.blocks.map((block) => blockHeights(block, columns))
  const dealt = dealBlocks(heights, pagePoints(width) - headHeight, tail)
  const breaks = dealt.flat().filter((segment) => segment.newPage).length <= mostPageBreaks

  let next = headRows + 1
  let drawn = 0
  for (const [index, block] of sheet.blocks.entries()) {
    for (const segment of dealt[index] ?? []) {
      if (segment.newPage && breaks) paper.getRow(next - 1).addPageBreak()
      next = drawSegment(paper, sheet, block, segment, heights[index] ?? [], next)
    }
    drawn += block.rows.length
    if (drawn >= rowsBetweenPauses) {
      drawn = 0
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  if (sheet.blocks.length === 0) next = drawWide(paper, columns.length, next, sheet.emptyText, leastRowPoints + 6, true)
  if (totals) next = drawTotals(paper, sheet, headRows + 1, next, totalHeight)
  if (sheet.note !== null) next = drawWide(paper, columns.length, next, sheet.note, noteHeight, false)
  drawInZones(paper, columns, next, sheet.signatures.map((text) => ({ value: text })), 'left')
  paper.getRow(next).height = signatureHeight
  paper.pageSetup.printArea = `A1:${letterOf(columns.length)}${next}`
}

const signatureHeight = 40

function setUpPage(paper: Worksheet, sheet: OfficeSheet, headRows: number): void {
  const side = marginCm.leftRight / 2.54
  const edge = marginCm.topBottom / 2.54
  const strip = marginCm.headerFooter / 2.54
  Object.assign(paper.pageSetup, {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: side, right: side, top: edge, bottom: edge, header: strip, footer: strip },
    printTitlesRow: `1:${headRows}`,
  })
  // An ampersand starts a code in a footer; doubled it is itself.
  const left = sheet.footer.replaceAll('&', '&&')
  paper.headerFooter.oddFooter = `&L&"宋体,Regular"&9${left}&C&"宋体,Regular"&9第 &P 页 共 &N 页`
  paper.views = [{ state: 'frozen', xSplit: 0, ySplit: headRows, showGridLines: false }]
}

function heightOf(cells: readonly OfficeCell[], columns: readonly OfficeColumn[]): number {
  return cells.reduce<number>((most, cell, index) => {
    const column = columns[index]
    if (cell === null || typeof cell === 'number' || column === undefined) return most
    return Math.max(most, textPoints(textOf(cell), columnPoints(column.width)))
  }, leastRowPoints)
}

/** The rows' heights; where a merged text needs more than its rows give, they share the rest. */
function blockHeights(block: OfficeBlock, columns: readonly OfficeColumn[]): number[] {
  const heights = block.rows.map((row) => heightOf(row.map((cell, index) => (block.merged.includes(index) ? null : cell)), columns))
  const head = block.rows[0] ?? []
  const needed = Math.max(0, ...block.merged.map((index) => textPoints(textOf(head[index]), columnPoints(columns[index]?.width ?? 8))))
  const given = heights.reduce((sum, height) => sum + height, 0)
  const missing = needed - given
  return missing <= 0 ? heights : heights.map((height) => rowPoints(height + missing / heights.length))
}

function drawSegment(paper: Worksheet, sheet: OfficeSheet, block: OfficeBlock, segment: Segment, heights: readonly number[], top: number): number {
  const head = block.rows[0] ?? []
  for (let index = segment.from; index < segment.to; index += 1) {
    const row = paper.getRow(top + index - segment.from)
    row.height = heights[index] ?? leastRowPoints
    sheet.columns.forEach((column, at) => {
      const merged = block.merged.includes(at)
      // A community cut by a page end is named again on the next page; a figure is not, or the 合计 would count it twice.
      const again = index === segment.from && (segment.from === 0 || column.total !== 'sum')
      const cell = merged ? (again ? (head[at] ?? null) : null) : (block.rows[index]?.[at] ?? null)
      drawCell(paper, row.number, at + 1, column.kind, cell)
    })
  }
  const bottom = top + segment.to - segment.from - 1
  if (bottom > top) for (const at of block.merged) paper.mergeCells(top, at + 1, bottom, at + 1)
  return bottom + 1
}

function drawTotals(paper: Worksheet, sheet: OfficeSheet, from: number, row: number, height: number): number {
  sheet.columns.forEach((column, index) => {
    const cell = paper.getCell(row, index + 1)
    cell.style = bodyStyle(column.total === 'sum' ? column.kind : 'centre', { bold: true, asText: false, word: false })
    if (column.total === undefined) return
    if (column.total !== 'sum') {
      cell.value = asText(column.total.text)
      return
    }
    const letter = letterOf(index + 1)
    const sum = sheet.blocks.reduce((all, block) => all + sumOf(block, index), 0)
    // The stored result is what a reader without a calculating program shows.
    cell.value = { formula: `SUM(${letter}${from}:${letter}${row - 1})`, result: column.kind === 'money' ? sum / 100 : sum }
  })
  paper.getRow(row).height = height
  return row + 1
}

function sumOf(block: OfficeBlock, column: number): number {
  const rows = block.merged.includes(column) ? block.rows.slice(0, 1) : block.rows
  return rows.reduce((sum, row) => sum + (typeof row[column] === 'number' ? row[column] : 0), 0)
}
