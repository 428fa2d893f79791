import { looksLikeIdentity, looksLikePhone } from './column-content'
import { columnLetter } from './raw-workbook'
import { headerMeaning } from './roster-header'
import type { SheetGrid } from './sheet-grid'

/** One header and the rows under it. Invariant: `rows` are consecutive, `levels` list their texts from top to bottom. */
export interface HeaderBlock {
  rows: number[]
  levels: Map<number, string[]>
}

/** Titles, units and notes may stand above a header, but not this much. */
const deepestHeader = 40

function hasPersonData(grid: SheetGrid, row: number): boolean {
  return grid.filled(row).some(({ column, text }) => looksLikeIdentity(grid.own(row, column), text) || looksLikePhone(text))
}

/** Fields that a row names with its own words. */
function namedFields(grid: SheetGrid, row: number): Set<string> {
  const fields = new Set<string>()
  for (const { text } of grid.filled(row)) {
    const meaning = headerMeaning(text)
    if (meaning !== null) fields.add(meaning.role)
  }
  return fields
}

function isHeaderRow(grid: SheetGrid, row: number): boolean {
  if (hasPersonData(grid, row)) return false
  const fields = namedFields(grid, row)
  fields.delete('extra')
  if (fields.size < 2) return false
  const telling = fields.has('name') || fields.has('idNo')
  return telling || (fields.size >= 3 && (fields.has('post') || fields.has('phone')))
}

/** Short words without figures and labels: a group header such as 基本情况. */
function isGroupRow(grid: SheetGrid, row: number, below: number): boolean {
  const filled = grid.filled(row)
  if (filled.length === 0 || hasPersonData(grid, row)) return false
  const width = grid.filled(below).length
  if (filled.some(({ column }) => grid.span(row, column) > 1 && grid.span(row, column) >= Math.max(width, grid.lastColumn * 0.7))) return false
  if (filled.some(({ column }) => (grid.merge(row, column)?.bottom ?? row) >= below)) return true
  const words = filled.every(({ text }) => text.length <= 12 && !/[:：]|\d{2,}/.test(text))
  return words && (filled.length >= 2 || filled.some(({ column }) => grid.span(row, column) > 1))
}

/** A second level below: it fills cells under the groups and holds no person. */
function isSubHeaderRow(grid: SheetGrid, row: number, above: number): boolean {
  const filled = grid.filled(row)
  if (filled.length === 0 || hasPersonData(grid, row)) return false
  const vertical = grid.filled(above).some(({ column }) => (grid.merge(above, column)?.bottom ?? above) >= row)
  const underGroup = filled.every(({ column }) => {
    const merge = grid.merge(above, column)
    return (merge !== null && merge.right > merge.left) || grid.text(above, column) === ''
  })
  const named = filled.filter(({ text }) => headerMeaning(text) !== null).length
  return vertical || (underGroup && named > 0) || (named >= 2 && named === filled.length)
}

function blockAt(grid: SheetGrid, row: number, floor: number): HeaderBlock {
  let top = row
  while (top - 1 > floor && row - top < 2 && isGroupRow(grid, top - 1, top)) top--
  let bottom = row
  while (bottom - row < 2 && isSubHeaderRow(grid, bottom + 1, bottom)) bottom++
  const rows = Array.from({ length: bottom - top + 1 }, (_, index) => top + index)
  const levels = new Map<number, string[]>()
  for (let column = 1; column <= grid.lastColumn; column++) levels.set(column, rows.map((level) => grid.text(level, column)))
  return { rows, levels }
}

/** Every cell says what the block's header says in that column: the header printed again on a later page. */
export function repeatsHeader(grid: SheetGrid, row: number, block: HeaderBlock): boolean {
  const filled = grid.filled(row)
  const same = filled.filter(({ column, text }) => block.levels.get(column)?.includes(text) === true).length
  return filled.length >= 2 && same >= Math.max(2, filled.length * 0.8)
}

/** Headers of all tables of the sheet from top to bottom, without mere repetitions. */
export function findHeaders(grid: SheetGrid): HeaderBlock[] {
  const blocks: HeaderBlock[] = []
  for (let row = 1; row <= grid.lastRow; row++) {
    const last = blocks.at(-1)
    const floor = last?.rows.at(-1) ?? 0
    if (row <= floor || (last === undefined && row > deepestHeader)) continue
    if (!isHeaderRow(grid, row) || (last !== undefined && repeatsHeader(grid, row, last))) continue
    blocks.push(blockAt(grid, row, floor))
  }
  return blocks.length > 0 ? blocks : headerByContent(grid)
}

/** Without one known word: the row above the first person is the header when it is a row of short words. */
function headerByContent(grid: SheetGrid): HeaderBlock[] {
  for (let row = 1; row <= Math.min(grid.lastRow, deepestHeader); row++) {
    if (!hasPersonData(grid, row) || grid.filled(row).length < 3) continue
    for (let above = row - 1; above >= 1; above--) {
      const filled = grid.filled(above)
      if (filled.length === 0) continue
      const words = filled.length >= 3 && filled.every(({ text }) => text.length <= 15 && !/[:：]|\d{3,}/.test(text))
      const merged = new Set(filled.map(({ text }) => text)).size < 2
      return words && !merged ? [blockAt(grid, above, 0)] : [withoutHeader(grid)]
    }
    return [withoutHeader(grid)]
  }
  return []
}

function withoutHeader(grid: SheetGrid): HeaderBlock {
  const levels = new Map<number, string[]>()
  for (let column = 1; column <= grid.lastColumn; column++) levels.set(column, [])
  return { rows: [], levels }
}

/** Header texts in their order, for recognising a file's shape again. */
export function headerSignature(block: HeaderBlock): string {
  return [...block.levels]
    .map(([column, levels]) => `${columnLetter(column)}:${levels.join('>').replace(/\s+/g, '')}`)
    .filter((text) => !/:>*$/.test(text))
    .join('|')
}
