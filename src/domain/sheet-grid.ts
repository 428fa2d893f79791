import { cellText, columnLetter, type RawCell, type RawMerge, type RawSheet } from './raw-workbook'
import { normaliseText } from './text/normalise-text'

const mostMergedCells = 1_000_000

const withoutBlanks = (text: string): string => text.replace(/[\p{Z}\p{Cc}\u2800]/gu, '')

/** How every import tells that a cell went through the door and came out otherwise. */
export const cleanedText = { kind: 'text_cleaned', severity: 'normalise', message: '看不见的字符、形近字已规范。' } as const

const isFormula = (cell: RawCell): boolean => typeof cell === 'object' && cell !== null && 'formula' in cell

/**
 * A sheet with its merges resolved. `own` is what stands in the cell itself; `value` is what the clerk sees there,
 * so a cell under a merge answers with the merge's value. Rows and columns count from 1, as in Excel. Every text has gone
 * through the one door; `rewritten` tells where that changed more than blanks.
 */
export class SheetGrid {
  readonly lastRow: number
  readonly lastColumn: number
  private readonly cells: RawCell[][] = []
  private readonly texts: string[][] = []
  private readonly originals = new Map<number, string>()
  private readonly hiddenRows = new Set<number>()
  private readonly damagedRows = new Set<number>()
  private readonly mergeAt = new Map<number, RawMerge>()

  constructor(readonly sheet: RawSheet) {
    let lastRow = 0
    let lastColumn = 0
    for (const row of sheet.rows) {
      if (row.hidden) this.hiddenRows.add(row.row)
      if (row.damaged === true) this.damagedRows.add(row.row)
      const cells = row.cells.map((cell, index) => this.normalised(cell, row.row, index + 1))
      const texts = cells.map(cellText)
      const last = texts.findLastIndex((text) => text !== '') + 1
      if (last === 0) continue
      this.cells[row.row] = cells
      this.texts[row.row] = texts
      lastRow = Math.max(lastRow, row.row)
      lastColumn = Math.max(lastColumn, last)
    }
    this.lastRow = lastRow
    this.lastColumn = lastColumn
    for (const merge of sheet.merges) this.remember(merge)
  }

  private normalised(cell: RawCell, row: number, column: number): RawCell {
    if (typeof cell !== 'string') return cell
    const text = normaliseText(cell)
    if (text === cell) return cell
    if (withoutBlanks(text) !== withoutBlanks(cell)) this.originals.set(row * 16_384 + column, cell.trim())
    return text.trim() === '' ? null : text
  }

  /** Cells of a row that hold other signs than the file: what cannot be seen is gone, look-alikes are ordinary characters. */
  rewritten(row: number): { column: string; written: string; text: string }[] {
    if (this.originals.size === 0) return []
    return this.filled(row).flatMap(({ column, text }) => {
      const written = this.originals.get(row * 16_384 + column)
      return written === undefined ? [] : [{ column: columnLetter(column), written, text }]
    })
  }

  /** A merge over a whole sheet says nothing about a row and would fill the memory. */
  private remember(merge: RawMerge): void {
    const height = Math.min(merge.bottom, this.lastRow) - merge.top + 1
    const width = Math.min(merge.right, this.lastColumn) - merge.left + 1
    if (height <= 0 || width <= 0 || this.mergeAt.size + height * width > mostMergedCells) return
    for (let row = merge.top; row <= Math.min(merge.bottom, this.lastRow); row++) {
      for (let column = merge.left; column <= Math.min(merge.right, this.lastColumn); column++) {
        this.mergeAt.set(row * 16_384 + column, merge)
      }
    }
  }

  hidden(row: number): boolean {
    return this.hiddenRows.has(row)
  }

  damaged(row: number): boolean {
    return this.damagedRows.has(row)
  }

  /** A formula stands here, or in the merge over this cell, and nobody has stored what it gives. */
  unresolved(row: number, column: number): boolean {
    return isFormula(this.value(row, column))
  }

  merge(row: number, column: number): RawMerge | null {
    return this.mergeAt.get(row * 16_384 + column) ?? null
  }

  own(row: number, column: number): RawCell {
    return this.cells[row]?.[column - 1] ?? null
  }

  ownText(row: number, column: number): string {
    return this.texts[row]?.[column - 1] ?? ''
  }

  value(row: number, column: number): RawCell {
    const own = this.own(row, column)
    if (own !== null && this.ownText(row, column) !== '') return own
    const merge = this.merge(row, column)
    return merge === null ? own : this.own(merge.top, merge.left)
  }

  /** What can be read there: nothing of a formula without a result, which `ownText` and `filled` name. */
  text(row: number, column: number): string {
    const own = this.ownText(row, column)
    if (own !== '') return isFormula(this.own(row, column)) ? '' : own
    const merge = this.merge(row, column)
    return merge === null || isFormula(this.own(merge.top, merge.left)) ? '' : this.ownText(merge.top, merge.left)
  }

  /** The cell is empty itself and shows the value of a merge that began in a row above. */
  filledFromAbove(row: number, column: number): boolean {
    const merge = this.merge(row, column)
    return merge !== null && merge.top < row && this.ownText(row, column) === ''
  }

  /** Columns with something of their own in this row, from left to right. */
  filled(row: number): { column: number; text: string }[] {
    const found: { column: number; text: string }[] = []
    for (const [index, text] of (this.texts[row] ?? []).entries()) if (text !== '') found.push({ column: index + 1, text })
    return found
  }

  /** How many columns the cell spans. */
  span(row: number, column: number): number {
    const merge = this.merge(row, column)
    return merge === null ? 1 : merge.right - merge.left + 1
  }
}
