import type { DocumentPaper, OfficeCell, OfficeColumn, Paper, SheetPaper } from '../../contract/paper'
import type { Segment } from '../../domain/page-breaks'

/** A paper whose figures may still change says so in its title, as the workbook does. */
export const titleOf = (paper: Exclude<Paper, DocumentPaper>): string => (paper.draft ? `${paper.title}（草表）` : paper.title)

const money = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** A cell as its column prints it: the same words and figures as in the workbook. */
export function cellText(cell: OfficeCell | undefined, kind: OfficeColumn['kind']): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return cell.text
  if (typeof cell === 'string') return cell
  switch (kind) {
    case 'money': return money.format(cell / 100)
    case 'percent': return `${(cell * 100).toFixed(2)}%`
    case 'score1': return cell.toFixed(1)
    case 'score2': return cell.toFixed(2)
    default: return String(cell)
  }
}

const figures: ReadonlySet<OfficeColumn['kind']> = new Set(['count', 'money', 'percent'])

/** Words left, figures right, a word among figures and what is short in the middle. */
export function cellSide(cell: OfficeCell | undefined, kind: OfficeColumn['kind']): 'left' | 'centre' | 'right' {
  if (kind === 'text') return 'left'
  return figures.has(kind) && typeof cell === 'number' ? 'right' : 'centre'
}

export interface DrawnCell {
  text: string
  side: 'left' | 'centre' | 'right'
  bold: boolean
  rows: number
}
/** A printed row; a cell that a merged one above covers is null. */
export type DrawnRow = readonly (DrawnCell | null)[]

/** The rows of one segment of a block, merged cells spanning them; a name cut by a page's end is said again, a figure is not. */
export function segmentRows(sheet: SheetPaper, blockIndex: number, segment: Segment): DrawnRow[] {
  const block = sheet.blocks[blockIndex]
  if (!block) return []
  const head = block.rows[0] ?? []
  return block.rows.slice(segment.from, segment.to).map((row, index) =>
    sheet.columns.map((column, at) => {
      const merged = block.merged.includes(at)
      if (merged && index > 0) return null
      const again = segment.from === 0 || column.total !== 'sum'
      const cell = merged ? (again ? head[at] : null) : row[at]
      return { text: cellText(cell, column.kind), side: cellSide(cell, column.kind), bold: typeof cell === 'object' && cell !== null, rows: merged ? segment.to - segment.from : 1 }
    }),
  )
}

/** Sums of the given segments' figures, for 本页小计 and 合计: a figure that spans rows counts once. */
export function sumsOf(sheet: SheetPaper, parts: readonly { block: number; segment: Segment }[]): (number | null)[] {
  return sheet.columns.map((column, at) => {
    if (column.total !== 'sum') return null
    let sum = 0
    for (const { block: index, segment } of parts) {
      const block = sheet.blocks[index]
      if (!block) continue
      const rows = block.merged.includes(at) ? (segment.from === 0 ? block.rows.slice(0, 1) : []) : block.rows.slice(segment.from, segment.to)
      for (const row of rows) if (typeof row[at] === 'number') sum += row[at]
    }
    return sum
  })
}

/** 合计 with the columns' own texts, or 本页小计 in the first column that holds no sum. */
export function sumRow(sheet: SheetPaper, sums: readonly (number | null)[], called: string | null): DrawnRow {
  const nameAt = sheet.columns.findIndex((column) => column.total !== 'sum')
  return sheet.columns.map((column, at) => {
    const sum = sums[at] ?? null
    const own = typeof column.total === 'object' ? column.total.text : ''
    const text = sum === null ? (called === null ? own : at === nameAt ? called : '') : cellText(sum, column.kind)
    return { text, side: sum === null ? 'centre' : cellSide(sum, column.kind), bold: true, rows: 1 }
  })
}

export interface HeadCell {
  text: string
  columns: number
  rows: number
}
/** One or two header rows: a group spans its columns, a column without a group spans both rows. */
export function headRows(columns: readonly OfficeColumn[]): HeadCell[][] {
  if (columns.every((column) => column.group === undefined)) return [columns.map(({ head }) => ({ text: head, columns: 1, rows: 1 }))]
  const upper: HeadCell[] = []
  columns.forEach((column, at) => {
    if (column.group === undefined) upper.push({ text: column.head, columns: 1, rows: 2 })
    else if (at > 0 && columns[at - 1]?.group === column.group) (upper.at(-1) as HeadCell).columns += 1
    else upper.push({ text: column.group, columns: 1, rows: 1 })
  })
  return [upper, columns.filter(({ group }) => group !== undefined).map(({ head }) => ({ text: head, columns: 1, rows: 1 }))]
}
