import { dayInText } from './written-date'
import { lastDayOfMonth } from './calendar-date'
import { looksLikeIdentity } from './column-content'
import { findHeaders, headerSignature, repeatsHeader, type HeaderBlock } from './header-rows'
import type { ColumnRole, SheetReading, SkippedRow } from './roster-analysis'
import { chooseColumns, type ColumnLayout } from './roster-columns'
import type { RawSheet } from './raw-workbook'
import { kindOfRow } from './row-kind'
import { SheetGrid } from './sheet-grid'
import { cellText } from './raw-workbook'

/** A row that holds a person, still as written. `banners` are the texts above it that may name its community or grid. */
export interface TableRow {
  row: number
  hidden: boolean
  layout: ColumnLayout
  banners: readonly string[]
}

export interface RosterTable {
  sheet: string
  grid: SheetGrid
  /** Hidden as a whole, so every person in it waits for a decision. */
  hiddenSheet: boolean
  ignored: boolean
  rows: TableRow[]
  skipped: SkippedRow[]
  headerRows: number[]
  columns: SheetReading['columns']
  /** Texts above the first header. */
  titles: string[]
  asOf: string | null
  signature: string
}

/** Sheets about people who came, went or are wanted; without identity numbers they are no roster. */
const otherLists = /变动|异动|离职|离任|离岗|调离|缺岗|空缺|空编|历任|说明|字典|选项/

export function readTable(sheet: RawSheet, mapping: Record<string, ColumnRole> | undefined): RosterTable {
  const grid = new SheetGrid(sheet)
  const blocks = findHeaders(grid)
  const [first] = blocks
  const table: RosterTable = {
    sheet: sheet.name,
    grid,
    hiddenSheet: sheet.hidden,
    ignored: true,
    rows: [],
    skipped: [],
    headerRows: blocks.flatMap((block) => block.rows),
    columns: [],
    titles: [],
    asOf: null,
    signature: blocks.map(headerSignature).join('||'),
  }
  if (first === undefined && mapping === undefined) return table
  readBlocks(table, first === undefined ? [{ rows: [], levels: new Map() }] : blocks, mapping)
  table.asOf = dateOfSheet(grid, table)
  table.ignored = !isRoster(table, mapping !== undefined)
  return table
}

function readBlocks(table: RosterTable, blocks: HeaderBlock[], mapping: Record<string, ColumnRole> | undefined): void {
  const { grid } = table
  const start = blocks[0]?.rows[0] ?? 1
  for (let row = 1; row < start; row++) skip(table, row, grid.filled(row).length === 0 ? 'blank' : 'title')
  table.titles = bannersOf(grid, 1, start - 1)
  let banners: string[] = []
  let layout: ColumnLayout | null = null
  let signature = ''
  for (const [index, block] of blocks.entries()) {
    const from = (block.rows.at(-1) ?? 0) + 1
    const to = (blocks[index + 1]?.rows[0] ?? grid.lastRow + 1) - 1
    const data = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step).filter((row) => !repeatsHeader(grid, row, block))
    if (layout === null || headerSignature(block) !== signature) layout = chooseColumns(grid, block.levels, data, mapping)
    signature = headerSignature(block)
    if (index === 0) table.columns = layout.columns
    for (const row of block.rows) skip(table, row, 'header')
    banners = readRows(table, block, layout, from, to, banners)
  }
}

/** Rows of one table; answers with the banners that stay in force for the table below it. */
function readRows(table: RosterTable, block: HeaderBlock, layout: ColumnLayout, from: number, to: number, inherited: string[]): string[] {
  const { grid } = table
  let banners = inherited
  for (let row = from; row <= to; row++) {
    if (repeatsHeader(grid, row, block)) {
      skip(table, row, 'header')
      continue
    }
    const kind = grid.filled(row).length === 0 ? 'blank' : kindOfRow(grid, row, layout)
    if (kind === 'person') {
      // Without a header, what stands above the first person is a title.
      table.rows.push({ row, hidden: grid.hidden(row) || table.hiddenSheet, layout, banners })
      continue
    }
    const untitled = block.rows.length === 0 && table.rows.length === 0 && kind === 'note'
    skip(table, row, untitled ? 'title' : kind)
    if (kind === 'title' || untitled) banners = [...bannersOf(grid, row, row), ...banners].slice(0, 6)
  }
  return banners
}

function skip(table: RosterTable, row: number, kind: SkippedRow['kind']): void {
  const text = table.grid
    .filled(row)
    .map((cell) => cell.text)
    .join(' ')
  table.skipped.push({ sheet: table.sheet, row, kind, text: text.slice(0, 200) })
}

function bannersOf(grid: SheetGrid, from: number, to: number): string[] {
  const texts: string[] = []
  for (let row = from; row <= to; row++) {
    const filled = grid.filled(row).map(({ text }) => text)
    if (filled.length > 0) texts.push(...filled, ...(filled.length > 1 ? [filled.join('')] : []))
  }
  return texts
}

function isRoster(table: RosterTable, mapped: boolean): boolean {
  const fields = new Set(table.columns.map(({ field }) => field))
  const people = fields.has('name') || fields.has('idNo')
  const about = [table.sheet, ...table.titles].join(' ')
  if (!people || (!mapped && !fields.has('idNo') && otherLists.test(about) && !hasIdentity(table.grid))) return false
  const others = ['idNo', 'phone', 'post', 'community', 'grid', 'startOn'].filter((field) => fields.has(field as ColumnRole))
  return mapped || (others.length >= 1 && (fields.has('idNo') || fields.has('post') || fields.has('phone')))
}

function hasIdentity(grid: SheetGrid): boolean {
  for (let row = 1; row <= grid.lastRow; row++) {
    if (grid.filled(row).some(({ column, text }) => looksLikeIdentity(grid.own(row, column), text))) return true
  }
  return false
}

const dateLabel = /日期|时间|更新|截至|截止|填报|统计|制表|报送/

/**
 * 填报日期 and its like, above the header first, below the people else. A date inside a sentence (依据…年…月…日的通知) is
 * not the sheet's own: without a label only a short text or a date cell counts.
 */
function dateOfSheet(grid: SheetGrid, table: RosterTable): string | null {
  const first = table.rows[0]?.row ?? Number.POSITIVE_INFINITY
  const above = table.skipped.filter(({ row, kind }) => row < first && kind !== 'blank' && kind !== 'header')
  const below = table.skipped.filter(({ row, kind }) => row > first && kind === 'signature')
  let month: string | null = null
  for (const { row } of [...above, ...below]) {
    const cells = grid.filled(row)
    const labelled = cells.some(({ text }) => dateLabel.test(text.replace(/\s/g, '')))
    for (const { column, text } of cells) {
      const cell = grid.own(row, column)
      const real = typeof cell === 'object' && cell !== null && 'date' in cell
      if (!real && (!labelled || text.length > 60) && (text.length > 40 || /依据|根据|按照|文件|通知|[〔[]\d{4}/.test(text))) continue
      const found = dayInText(real ? cellText(cell).slice(0, 10) : text)
      if (found !== null && !found.monthOnly) return found.date
      if (found !== null) month ??= lastDayOfMonth(found.date.slice(0, 7))
    }
  }
  return month
}
