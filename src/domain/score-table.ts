import { repeatsHeader } from './header-rows'
import { saysVacant } from './person-name'
import { communityInTitle, placeInLabel } from './place-name'
import type { SheetKind } from './evaluation'
import type { ScoreImportOptions, ScoreSkippedRow } from './score-analysis'
import { chooseScoreColumns, type ScoreGroup, type ScoreLayout } from './score-columns'
import { dimensionsOf, findScoreHeaders, monthInWords, raterInWords, type ScoreHeader } from './score-header'
import type { ExpectedPeople } from './score-people'
import type { RawSheet } from './raw-workbook'
import { SheetGrid } from './sheet-grid'
import { compact, saysNothing } from './written-text'

/** A row with somebody to be rated, still as written. `banners` are the texts above it, the nearest first. */
export interface ScoreTableRow {
  row: number
  hidden: boolean
  layout: ScoreLayout
  header: ScoreHeader
  banners: readonly string[]
  /** The community as the column says it, merged cells and once-written ones filled in; '' where it says none. */
  community: string
}

export interface ScoreTable {
  sheet: string
  grid: SheetGrid
  hiddenSheet: boolean
  rows: ScoreTableRow[]
  skipped: ScoreSkippedRow[]
  headerRows: number[]
  columns: ScoreLayout['columns']
  /** Texts above the first header, the nearest first. */
  titles: string[]
  /** Who rates by the raters' names, counted once per group. */
  kindsByRaters: Map<ScoreGroup, SheetKind | null>
}

const total = /^(合计|总计|小计|共计|平均分?|均分|平均值|最高分?|最低分?|优秀率|人均|满分|标准分|统计)([:：]|$|[（(\d])/
const signature = /(制表|填表|填报|审核|审批|复核|负责|评分|评议|考核|站长|民警|网格长|单位|主管|领导|签字|签名|盖章)(人|单位|人员|日期)?([（(][^）)]*[）)])?(签字|签名)?[:：]|[（(](盖章|签字|签章|公章)[)）]|^年月日$/
const note = /^(注|备注|说明|附注|附|填表说明|评分说明|注意|要求)\d*[:：.、]|^[※*★☆]/
const example = /^(示例|样例|例|举例|范例|例如|样表)$/

/** Null where the sheet holds no score columns. */
export function readScoreTable(sheet: RawSheet, options: ScoreImportOptions): ScoreTable | null {
  const grid = new SheetGrid(sheet)
  const headers = findScoreHeaders(grid, options.terms.templates)
  const [first] = headers
  if (first === undefined) return null
  const table: ScoreTable = { sheet: sheet.name, grid, hiddenSheet: sheet.hidden, rows: [], skipped: [], headerRows: headers.flatMap(({ rows }) => rows), columns: [], titles: [], kindsByRaters: new Map() }
  const start = first.rows[0] ?? 1
  for (let row = 1; row < start; row++) skip(table, row, grid.filled(row).length === 0 ? 'blank' : 'title')
  table.titles = textsOf(grid, 1, start - 1).toReversed()
  let banners: string[] = []
  for (const [index, header] of headers.entries()) {
    const from = (header.rows.at(-1) ?? 0) + 1
    const to = (headers[index + 1]?.rows[0] ?? grid.lastRow + 1) - 1
    for (const row of header.rows) skip(table, row, 'header')
    const data = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step)
    const kinds: SheetKind[] = header.template === 'police' ? ['police_by_chief'] : ['aux_by_police', 'aux_by_grid_chief']
    const names = new Set(options.expected.filter(({ kind }) => kinds.includes(kind)).map(({ rateeName }) => compact(rateeName)))
    const layout = chooseScoreColumns(grid, header, dimensionsOf(header.template, options.terms.templates), data, names)
    if (index === 0) table.columns = layout.columns
    banners = readRows(table, header, layout, data, banners)
  }
  fillCommunities(table)
  return table
}

/** Rows of one header; answers with the banners that stay in force below. */
function readRows(table: ScoreTable, header: ScoreHeader, layout: ScoreLayout, data: readonly number[], inherited: string[]): string[] {
  const { grid } = table
  let banners = inherited
  for (const row of data) {
    const kind = repeatsHeader(grid, row, header) ? 'header' : kindOfRow(grid, row, layout)
    if (kind === 'rated') {
      const community = layout.of.community === undefined ? '' : grid.text(row, layout.of.community)
      table.rows.push({ row, hidden: grid.hidden(row), layout, header, banners, community: saysNothing(community) ? '' : community })
      continue
    }
    skip(table, row, kind)
    if (kind === 'title' || kind === 'note') banners = [...textsOf(grid, row, row).toReversed(), ...banners].slice(0, 8)
  }
  return banners
}

/** Only a row that certainly rates nobody is skipped: a name, or a figure under a dimension, makes it a row that counts. */
function kindOfRow(grid: SheetGrid, row: number, layout: ScoreLayout): ScoreSkippedRow['kind'] | 'rated' {
  const filled = grid.filled(row)
  if (filled.every(({ column, text }) => column === layout.of.seq && /^\d*[.、]?$/.test(compact(text)))) return 'blank'
  const scores = new Set(layout.groups.flatMap((group) => [...group.scores.values()]))
  const lead = filled.filter(({ column }) => !scores.has(column)).slice(0, 3).map(({ text }) => compact(text))
  const name = layout.of.ratee === undefined ? '' : grid.ownText(row, layout.of.ratee)
  const rated = name !== '' && !saysVacant(name)
  if (lead.some((text) => example.test(text))) return 'note'
  if (total.test(compact(name)) || (!rated && lead.some((text) => total.test(text)))) return 'total'
  const [only, ...others] = filled
  const across = only !== undefined && others.length === 0 && grid.span(row, only.column) > 1 && grid.span(row, only.column) >= grid.lastColumn / 2
  const scored = filled.some(({ column, text }) => scores.has(column) && !saysNothing(text))
  const figures = filled.some(({ column, text }) => scores.has(column) && /\d/.test(text))
  if (across || (!rated && !figures)) {
    if (lead.some((text) => signature.test(text))) return 'signature'
    if (only !== undefined && others.length === 0 && note.test(compact(only.text))) return 'note'
  }
  if (across) return 'title'
  if (!rated && !scored) return filled.length <= 2 ? 'title' : 'note'
  return 'rated'
}

/** A community written once stands for the rows below it; in a column that fills nearly every row, a gap stays a gap. */
function fillCommunities(table: ScoreTable): void {
  const filled = table.rows.filter(({ community }) => community !== '').length
  if (filled === 0 || filled >= table.rows.length * 0.7) return
  let above = ''
  let banner: string | undefined
  for (const row of table.rows) {
    if (row.banners[0] !== banner && row.banners.some((text) => communityInTitle(text) !== null)) above = ''
    banner = row.banners[0]
    if (row.community !== '') above = row.community
    else row.community = above
  }
}

function skip(table: ScoreTable, row: number, kind: ScoreSkippedRow['kind']): void {
  const text = table.grid.filled(row).map((cell) => cell.text).join(' ')
  table.skipped.push({ sheet: table.sheet, row, kind, text: text.slice(0, 200) })
}

function textsOf(grid: SheetGrid, from: number, to: number): string[] {
  const texts: string[] = []
  for (let row = from; row <= to; row++) {
    const filled = grid.filled(row).map(({ text }) => text)
    if (filled.length > 0) texts.push(...filled, ...(filled.length > 1 ? [filled.join('')] : []))
  }
  return texts
}

/** Communities that the words around a row may name: banners, titles, the sheet's name. */
export function placesAround(table: ScoreTable, row: ScoreTableRow): string[] {
  return [...row.banners, ...table.titles, table.sheet].flatMap((text) => communityInTitle(text) ?? placeInLabel(text) ?? [])
}

/** Which month the row is about in its own words or those around it; null where nothing says so. */
export function monthOf(table: ScoreTable, row: ScoreTableRow, column: string): string | null {
  return [column, ...row.banners, ...table.titles, table.sheet].map(monthInWords).find((month) => month !== null) ?? null
}

/** Who rates in this group of columns: its own header, the words around it, the raters' names, in this order. */
export function kindOfGroup(table: ScoreTable, row: ScoreTableRow, group: ScoreGroup, people: ExpectedPeople): SheetKind | null {
  if (row.header.template === 'police') return 'police_by_chief'
  if (group.kind !== null) return group.kind
  const around = [...row.banners, ...table.titles]
  for (const text of around) {
    const kind = raterInWords(text)
    if (kind !== null) return kind
  }
  const weak = around.map((text) => raterInWords(text, true)).find((kind) => kind !== null)
  const [onlyPost] = row.layout.posts.size === 1 ? row.layout.posts.keys() : []
  return raterInWords(table.sheet, true) ?? kindByRaters(table, group, people) ?? weak ?? onlyPost ?? null
}

function kindByRaters(table: ScoreTable, group: ScoreGroup, people: ExpectedPeople): SheetKind | null {
  const known = table.kindsByRaters.get(group)
  if (known !== undefined) return known
  const kind = countRaters(table, group, people)
  table.kindsByRaters.set(group, kind)
  return kind
}

function countRaters(table: ScoreTable, group: ScoreGroup, people: ExpectedPeople): SheetKind | null {
  const column = group.of.rater
  if (column === undefined) return null
  const votes = { aux_by_police: 0, aux_by_grid_chief: 0 }
  for (const { row, layout } of table.rows) {
    if (layout.of.ratee === undefined) continue
    const [name, rater] = [compact(table.grid.text(row, layout.of.ratee)), compact(table.grid.text(row, column))]
    const signs = (kind: SheetKind) => people.named(kind, name).some(({ raterName }) => raterName !== null && compact(raterName) === rater)
    const [officer, lead] = [signs('aux_by_police'), signs('aux_by_grid_chief')]
    if (officer !== lead) votes[officer ? 'aux_by_police' : 'aux_by_grid_chief'] += 1
  }
  if (votes.aux_by_police === votes.aux_by_grid_chief) return null
  return votes.aux_by_police > votes.aux_by_grid_chief ? 'aux_by_police' : 'aux_by_grid_chief'
}
