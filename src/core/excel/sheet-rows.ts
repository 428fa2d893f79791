import type { RawCell, RawRow } from '../../domain/raw-workbook'
import { refusals, workbookLimits } from './workbook-refused'

/** Rows as they come in, in any order, held to the limits while they grow. Only cells that hold something take memory. */
export class SheetRows {
  private readonly rows: RawRow[] = []
  private readonly byNumber = new Map<number, RawRow>()
  private readonly hidden = new Set<number>()
  private last: RawRow | null = null
  private ascending = true

  /** @param countRow called once for each row with content */
  constructor(private readonly countRow: () => void) {}

  hide(row: number): void {
    this.hidden.add(row)
  }

  /** @throws WorkbookRefused `too_many_columns`, and what `countRow` throws */
  put(row: number, column: number, cell: RawCell): void {
    if (cell === null || cell === '') return
    if (column > workbookLimits.columns) throw refusals.tooManyColumns()
    const { cells } = this.last?.row === row ? this.last : this.rowAt(row)
    while (cells.length < column - 1) cells.push(null)
    cells[column - 1] = cell
  }

  private rowAt(row: number): RawRow {
    let found = this.byNumber.get(row)
    if (found === undefined) {
      this.countRow()
      found = { row, hidden: false, cells: [] }
      if (this.last !== null && this.last.row > row) this.ascending = false
      this.rows.push(found)
      this.byNumber.set(row, found)
    }
    this.last = found
    return found
  }

  sorted(): RawRow[] {
    for (const row of this.rows) row.hidden = this.hidden.has(row.row)
    return this.ascending ? this.rows : this.rows.toSorted((a, b) => a.row - b.row)
  }
}
