import { writtenTwice, type CountedRow, type CountedSheetKind, type SheetCount } from '../../../domain/workbook-count'

export interface Range {
  top: number
  left: number
  bottom: number
  right: number
}

interface Row {
  columns: number[]
  signs: number[]
}

/** Beyond this a file's merges overlap, as no program writes them; what lies under the rest counts as seen, and is told. */
const mostMergedRows = 5_000_000

/** The cells of one sheet as they come by, in whatever order. */
export class SheetTally {
  private readonly rows = new Map<number, Row>()
  private readonly merges: Range[] = []
  private number = 0
  private row: Row = { columns: [], signs: [] }

  /** @param signs of the text that the cell shows; -1 for what is no text */
  add(row: number, column: number, signs = -1): void {
    if (row !== this.number) {
      this.number = row
      this.row = this.rows.get(row) ?? { columns: [], signs: [] }
      this.rows.set(row, this.row)
    }
    this.row.columns.push(column)
    this.row.signs.push(signs)
  }

  merge(range: Range): void {
    if (range.bottom > range.top || range.right > range.left) this.merges.push(range)
  }

  finish(name: string | null, kind: CountedSheetKind = 'worksheet'): SheetCount {
    const underMerge = this.dropCovered()
    const rows: CountedRow[] = []
    for (const [row, cells] of this.rows) if (cells.columns.length > 0) rows.push({ row, ...ascending(cells) })
    return { name, kind, rows: rows.toSorted((a, b) => a.row - b.row), underMerge }
  }

  /** Of a merged range only the upper left cell is seen. */
  private dropCovered(): number {
    if (this.merges.length === 0) return 0
    const numbers = [...this.rows.keys()].toSorted((a, b) => a - b)
    let dropped = 0
    let visited = 0
    for (const { top, left, bottom, right } of this.merges) {
      for (let at = firstFrom(numbers, top); at < numbers.length; at++) {
        const row = numbers[at] as number
        if (row > bottom || ++visited > mostMergedRows) break
        const { columns, signs } = this.rows.get(row) as Row
        const isSeen = (column: number) => column < left || column > right || (row === top && column === left)
        if (columns.every(isSeen)) continue
        const seen: Row = { columns: columns.filter(isSeen), signs: signs.filter((_, index) => isSeen(columns[index] as number)) }
        dropped += columns.length - seen.columns.length
        this.rows.set(row, seen)
      }
    }
    return dropped
  }
}

/** A cell that is written twice counts once, and is named: whichever of the two a reader takes, the other is lost. */
function ascending(row: Row): Row {
  const { columns, signs } = row
  if (columns.every((column, at) => at === 0 || column > (columns[at - 1] as number))) return row
  const found = new Map<number, number>()
  for (const [at, column] of columns.entries()) found.set(column, found.has(column) ? writtenTwice : (signs[at] as number))
  const cells = [...found].toSorted((a, b) => a[0] - b[0])
  return { columns: cells.map(([column]) => column), signs: cells.map(([, sign]) => sign) }
}

function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return low
}
