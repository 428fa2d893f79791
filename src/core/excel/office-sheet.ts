import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Workbook, Worksheet } from 'exceljs'
import type { FormPaper, OfficeBlock, OfficeCell, OfficeColumn, SheetPaper } from '../../contract/paper'
import { asText, dayAsDate, drawCell, letterOf, textOf } from './office-cell'
import { addFormSheet } from './form-sheet'
import { drawHead, drawInZones, drawWide, headRowsOf } from './office-head'
import { xmlText } from '../../domain/text/xml-text'
import { dealBlocks, type Segment } from '../../domain/page-breaks'
import { columnPoints, leastRowPoints, pagePoints, rowPoints, textPoints } from './office-page'
import { centreOnPage, pageOptions } from './page-setup'
import { bodyStyle } from './office-style'
import { sheetName } from './sheet-name'
import { writeInSong } from './workbook-font'

/** Excel's limit of page ends set by hand; beyond it the pages end where they end. */
const mostPageBreaks = 1_000
const rowsBetweenPauses = 2_000
const papersBetweenPauses = 20

export type WorkbookPaper = SheetPaper | FormPaper

/**
 * Papers as sheets that an office prints; reports of every feature use it, and no rule of the office is in here. Rows are
 * written as they are drawn: a whole district's roster needs no more memory than its file.
 * @param about whose workbook it is and of which day, where the first paper does not say
 * @param progress told of rows drawn and rows in all; what it throws ends the drawing
 */
export async function officeWorkbook(papers: readonly WorkbookPaper[], about?: { unit: string; madeOn: string }, progress?: (done: number, total: number) => void): Promise<Buffer> {
  // ExcelJS costs a quarter of a second to load; only an export pays for it.
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const written = buffer(stream)
  const source = about ?? papers.find((paper) => paper.kind === 'sheet')
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true, zip: { zlib: { level: 4 } } } as ConstructorParameters<typeof excel.stream.xlsx.WorkbookWriter>[0])
  writeInSong(workbook)
  if (source !== undefined) {
    workbook.creator = xmlText(source.unit)
    workbook.lastModifiedBy = xmlText(source.unit)
    workbook.created = dayAsDate(source.madeOn)
    workbook.modified = dayAsDate(source.madeOn)
  }
  const taken = new Set<string>()
  const total = papers.reduce((sum, paper) => sum + rowsOf(paper), 0)
  let done = 0
  for (const [index, paper] of papers.entries()) {
    if (paper.kind === 'form') addFormSheet(workbook, paper, taken)
    else await addOfficeSheet(workbook, paper, taken, (rows) => progress?.(done + rows, total))
    done += rowsOf(paper)
    progress?.(done, total)
    if (index % papersBetweenPauses === papersBetweenPauses - 1) await new Promise((resolve) => setImmediate(resolve))
  }
  await workbook.commit()
  return await written
}

const rowsOf = (paper: WorkbookPaper): number => (paper.kind === 'form' ? paper.rows.length : paper.blocks.reduce((sum, block) => sum + block.rows.length, 0))

async function addOfficeSheet(workbook: Workbook, sheet: SheetPaper, taken: Set<string>, progress: (rows: number) => void): Promise<void> {
  const { columns } = sheet
  const orientation = sheet.orientation ?? 'landscape'
  const headRows = headRowsOf(columns)
  const paper = workbook.addWorksheet(sheetName(sheet.name, taken), pageOptions({ orientation, headRows, footer: sheet.footer }))
  centreOnPage(paper)
  columns.forEach((column, index) => (paper.getColumn(index + 1).width = column.width))
  const width = columns.reduce((sum, column) => sum + columnPoints(column.width), 0)

  drawHead(paper, sheet, width)
  let headHeight = 0
  for (let row = 1; row <= headRows; row += 1) headHeight += paper.getRow(row).height

  const totals = columns.some((column) => column.total !== undefined) && sheet.blocks.length > 0
  const totalTexts = columns.map((column) => (typeof column.total === 'object' ? column.total.text : null))
  const totalHeight = totals ? heightOf(totalTexts, columns) : 0
  const noteHeight = sheet.note === null ? 0 : textPoints(sheet.note, width)
  const tail = totalHeight + noteHeight + signatureHeight
  const subtotals = sheet.pageSubtotals === true && totals
  // The first column may be a narrow 序号, where these words need two lines.
  const subtotalHeight = heightOf(columns.map((_, index) => (index === columns.findIndex(({ total }) => total !== 'sum') ? pageSum : null)), columns)

  const heights = sheet.blocks.map((block) => blockHeights(block, columns))
  const dealt = dealBlocks(heights, pagePoints(width, orientation) - headHeight - (subtotals ? subtotalHeight : 0), tail)
  const breaks = dealt.flat().filter((segment) => segment.newPage).length <= mostPageBreaks

  let next = headRows + 1
  let pageFrom = next
  let drawn = 0
  let paused = 0
  let committed = 0
  const sums: Sums = { all: columns.map(() => 0), page: columns.map(() => 0) }
  for (const [index, block] of sheet.blocks.entries()) {
    for (const segment of dealt[index] ?? []) {
      if (segment.newPage && breaks) {
        if (subtotals) next = drawSums(paper, sheet, pageSum, sums.page, { from: pageFrom, row: next, height: subtotalHeight })
        sums.page.fill(0)
        pageFrom = next
        paper.getRow(next - 1).addPageBreak()
      }
      next = drawSegment(paper, sheet, block, segment, heights[index] ?? [], next, sums)
      // All but the last row, which may still be given the page's end.
      for (; committed < next - 2; committed += 1) paper.getRow(committed + 1).commit()
    }
    drawn += block.rows.length
    if (drawn - paused >= rowsBetweenPauses) {
      paused = drawn
      progress(drawn)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  if (sheet.blocks.length === 0) next = drawWide(paper, columns.length, next, sheet.emptyText, leastRowPoints + 6, true)
  if (subtotals) next = drawSums(paper, sheet, pageSum, sums.page, { from: pageFrom, row: next, height: subtotalHeight })
  if (totals) next = drawSums(paper, sheet, null, sums.all, { from: headRows + 1, row: next, height: totalHeight })
  if (sheet.note !== null) next = drawWide(paper, columns.length, next, sheet.note, noteHeight, false)
  drawInZones(paper, columns, next, sheet.signatures.map((text) => ({ value: text })), 'left')
  paper.getRow(next).height = signatureHeight
  paper.pageSetup.printArea = `A1:${letterOf(columns.length)}${next}`
  paper.commit()
}

/** The figures drawn in each column, in all and since the page began; a subtotal is none of them. */
interface Sums {
  readonly all: number[]
  readonly page: number[]
}

const signatureHeight = 40
const pageSum = '本页小计'

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

function drawSegment(paper: Worksheet, sheet: SheetPaper, block: OfficeBlock, segment: Segment, heights: readonly number[], top: number, sums: Sums): number {
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
      if (typeof cell !== 'number') return
      const figure = column.kind === 'money' ? cell / 100 : cell
      sums.all[at] = (sums.all[at] ?? 0) + figure
      sums.page[at] = (sums.page[at] ?? 0) + figure
    })
  }
  const bottom = top + segment.to - segment.from - 1
  if (bottom > top) for (const at of block.merged) paper.mergeCells(top, at + 1, bottom, at + 1)
  return bottom + 1
}

/**
 * A row of sums over the rows `from` to `row - 1`: 合计 with the columns' own texts, or 本页小计.
 * SUBTOTAL leaves the subtotals in its range out, so a page's sum is never counted twice.
 */
function drawSums(paper: Worksheet, sheet: SheetPaper, called: string | null, sums: readonly number[], { from, row, height }: { from: number; row: number; height: number }): number {
  const adds = sheet.pageSubtotals === true ? (range: string) => `SUBTOTAL(9,${range})` : (range: string) => `SUM(${range})`
  let named = called === null
  sheet.columns.forEach((column, index) => {
    const cell = paper.getCell(row, index + 1)
    cell.style = bodyStyle(column.total === 'sum' ? column.kind : 'centre', { bold: true, asText: false, word: false })
    if (column.total === 'sum') {
      const letter = letterOf(index + 1)
      const sum = sums[index] ?? 0
      // The stored result is what a reader without a calculating program shows.
      cell.value = { formula: adds(`${letter}${from}:${letter}${row - 1}`), result: column.kind === 'money' ? Math.round(sum * 100) / 100 : sum }
    } else if (called === null && column.total !== undefined) cell.value = asText(column.total.text)
    else if (!named) {
      cell.value = called
      named = true
    }
  })
  paper.getRow(row).height = height
  return row + 1
}
