import { lastDayOfMonth } from './calendar-date'
import type { LedgerSheet, LedgerSkippedRow, RewardLedgerField } from './reward-ledger-analysis'
import { chooseLedgerColumns, type LedgerLayout } from './reward-ledger-columns'
import { findRewardHeaders, repeatsRewardHeader, rewardHeaderMeaning, scaleOfHeader, type RewardHeader } from './reward-ledger-header'
import { cellText, type RawSheet } from './raw-workbook'
import { SheetGrid } from './sheet-grid'
import { dayInText } from './written-date'
import { compact, saysNothing } from './written-text'

export interface LedgerRow {
  row: number
  hidden: boolean
  layout: LedgerLayout
  /** The first row of the reward that this row shares: its number is merged with the rows above. */
  rewardRow: number
}

export interface LedgerTable {
  sheet: string
  grid: SheetGrid
  ignored: boolean
  rows: LedgerRow[]
  skipped: LedgerSkippedRow[]
  headerRows: number[]
  columns: LedgerSheet['columns']
  asOf: string | null
}

export function readLedgerTable(sheet: RawSheet): LedgerTable {
  const grid = new SheetGrid(sheet)
  const headers = findRewardHeaders(grid)
  const table: LedgerTable = { sheet: sheet.name, grid, ignored: true, rows: [], skipped: [], headerRows: headers.flatMap(({ rows }) => rows), columns: [], asOf: null }
  const [first] = headers
  if (first === undefined) return table
  const start = first.rows[0] ?? 1
  const titles: string[] = []
  for (let row = 1; row < start; row++) {
    titles.push(...grid.filled(row).map(({ text }) => text))
    skip(table, row, grid.filled(row).length === 0 ? 'blank' : 'title')
  }
  for (const [index, header] of headers.entries()) {
    const to = (headers[index + 1]?.rows[0] ?? grid.lastRow + 1) - 1
    readBlock(table, header, to, titles, sheet.hidden)
  }
  table.asOf = dateOfSheet(grid, table)
  table.ignored = !isLedger(table.columns.map(({ field }) => field)) && !isLedger([...first.levels.values()].flatMap((levels) => levels.map((level) => rewardHeaderMeaning(level)?.field ?? 'ignored')))
  return table
}

/** Somebody gets money or goods, and two more columns say when, for what or by whom. */
function isLedger(columns: readonly (RewardLedgerField | 'ignored')[]): boolean {
  const fields = new Set(columns)
  const money = fields.has('amount') || fields.has('goods') || fields.has('capitals')
  const others = (['on', 'basis', 'ref', 'lead', 'approver', 'paidOn', 'signedBy'] as const).filter((field) => fields.has(field))
  return fields.has('recipient') && money && others.length >= 2
}

function readBlock(table: LedgerTable, header: RewardHeader, to: number, titles: readonly string[], hiddenSheet: boolean): void {
  const { grid } = table
  const from = (header.rows.at(-1) ?? 0) + 1
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step)
  const layout = chooseLedgerColumns(grid, header, rows.filter((row) => !repeatsRewardHeader(grid, row, header)))
  if (layout.scale.amount === 1) layout.scale.amount = Math.max(1, ...titles.map((title) => (/单位[:：]?.?万元/.test(compact(title)) ? scaleOfHeader(`(${/万元/.exec(title)?.[0] ?? ''})`) : 1)))
  if (table.columns.length === 0) table.columns = layout.columns
  for (const row of header.rows) skip(table, row, 'header')
  for (const row of rows) {
    const kind = repeatsRewardHeader(grid, row, header) ? 'header' : kindOfLedgerRow(grid, row, layout)
    if (kind === 'line') table.rows.push({ row, hidden: grid.hidden(row) || hiddenSheet, layout, rewardRow: firstOfReward(table, row, layout) })
    else skip(table, row, kind, layout.of.lead)
  }
}

/** A reward of several people fills several rows: its running number, or its case number where rows have none, is merged over them. */
function firstOfReward(table: LedgerTable, row: number, layout: LedgerLayout): number {
  const column = layout.of.seq ?? layout.of.ref
  const shared = [column, layout.of.ref].some((one) => one !== undefined && table.grid.filledFromAbove(row, one))
  const above = table.rows.at(-1)
  return shared && above !== undefined && above.row === row - 1 ? above.rewardRow : row
}

/** What stands in the column of leads is repeated nowhere, whatever the row is. */
function skip(table: LedgerTable, row: number, kind: LedgerSkippedRow['kind'], leadColumn?: number): void {
  const text = table.grid
    .filled(row)
    .filter(({ column }) => column !== leadColumn)
    .map((cell) => cell.text)
    .join(' ')
  table.skipped.push({ sheet: table.sheet, row, kind, text: kind === 'note' ? '' : text.slice(0, 120) })
}

const total = /^(本页|本月|本季度?|本年度?|上半年|下半年|全年|第?[一二三四1-4]季度|[\d一二三四五六七八九十]{1,2}月份?|以上|累计|截至.{0,12})?(现金|物品|金额)?(合计|总计|小计|共计|累计|总额|总数|统计)(金额|人数|大写|元|人民币)?([:：(（].*|[\d.,元]*)$/
const signature = /(制表|填表|填报|审核|审批|复核|负责|经办|发放|主管|领导|签字|盖章|领款|单位|会计|出纳|财务|校对|录入|报送)(人|单位|人员|日期|时间|员)?([（(][^）)]*[）)])?[:：]|[（(](盖章|签字|签章|公章)[)）]|^年月日$/
const note = /^(注|备注|说明|附注|附|填表说明|注意|提示|要求)\d*[:：.、]|^[※*★☆]/

/** What a row below the header is. Only a row that certainly holds no reward is skipped: whatever names a person is one. */
export function kindOfLedgerRow(grid: SheetGrid, row: number, layout: LedgerLayout): LedgerSkippedRow['kind'] | 'line' {
  const filled = grid.filled(row)
  if (filled.every(({ column, text }) => column === layout.of.seq && /^\d*[.、]?$/.test(compact(text)))) return 'blank'
  const texts = filled.map(({ text }) => compact(text))
  const own = (field: keyof LedgerLayout['of']) => {
    const column = layout.of[field]
    return column === undefined ? '' : compact(grid.ownText(row, column))
  }
  const name = own('recipient')
  const named = !saysNothing(name) && !total.test(name)
  if (!named || texts[0] !== name) {
    const leading = named ? texts.slice(0, 1) : texts
    if (leading.some((text) => total.test(text))) return 'total'
    if (!named && leading.some((text) => text.length <= 200 && signature.test(text))) return 'signature'
  }
  if (named) return isTitle(filled, layout) ? 'title' : 'line'
  if (filled.length <= 2 && note.test(texts[0] ?? '')) return 'note'
  const money = [layout.of.amount, layout.of.capitals, layout.of.goodsValue]
  if (filled.every(({ column }) => money.includes(column))) return 'total'
  // Prepared lines carry a number, a post or a kind of reward, and nothing that happened.
  const happened = (['on', 'ref', 'lead', 'amount', 'goods', 'paidOn', 'signedBy'] as const).filter((field) => !saysNothing(own(field)))
  if (happened.length >= 2) return 'line'
  if (filled.length === 1 && grid.span(row, filled[0]?.column ?? 1) > 1) return 'title'
  return happened.length === 0 && filled.length <= 3 ? 'blank' : filled.length === 1 ? (note.test(texts[0] ?? '') ? 'note' : 'title') : 'note'
}

/** One text over the table, as a month's heading is; a name in its own column is never one. */
function isTitle(filled: readonly { column: number; text: string }[], layout: LedgerLayout): boolean {
  return filled.length === 1 && filled[0]?.column === layout.of.recipient && /月份?$|季度$|台账|名单|情况/.test(compact(filled[0]?.text ?? ''))
}

const dateLabel = /日期|时间|截至|截止|填报|统计|制表|报送/

/** 截止日期 and its like outside the lines; the labelled one first found counts. */
function dateOfSheet(grid: SheetGrid, table: LedgerTable): string | null {
  let month: string | null = null
  for (const { row, kind } of table.skipped) {
    if (kind !== 'title' && kind !== 'signature' && kind !== 'note') continue
    for (const { column } of grid.filled(row)) {
      const cell = grid.own(row, column)
      const text = cellText(cell)
      const isDate = cell !== null && typeof cell === 'object' && 'date' in cell
      if (!isDate && !dateLabel.test(text)) continue
      const found = dayInText(isDate ? text.slice(0, 10) : text)
      if (found !== null && !found.monthOnly) return found.date
      if (found !== null) month ??= lastDayOfMonth(found.date.slice(0, 7))
    }
  }
  return month
}
