import { columnNumber, type RawMerge, type RawRow } from '../../domain/raw-workbook'

/** Merges lie side by side, so they cover no more than the cells that there are; only a file made to harm covers more. */
const mostCovered = 40_000_000

export function mergeOf(range: string): RawMerge | null {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/i.exec(range.replaceAll('$', ''))
  if (match === null) return null
  const [, left = '', top = '', right = '', bottom = ''] = match
  return { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) }
}

/** Drops what lies beneath a merge: stale values that nobody sees. Rows ascend; one that is left empty goes. */
export function uncovered(rows: RawRow[], merges: readonly RawMerge[]): RawRow[] {
  let effort = 0
  for (const merge of merges) {
    for (let at = firstFrom(rows, merge.top); at < rows.length && effort < mostCovered; at++) {
      const row = rows[at]
      if (row === undefined || row.row > merge.bottom) break
      const right = Math.min(merge.right, row.cells.length)
      for (let column = merge.left; column <= right; column++) if (row.row !== merge.top || column !== merge.left) row.cells[column - 1] = null
      effort += 1 + Math.max(0, right - merge.left)
    }
  }
  return merges.length === 0 ? rows : rows.filter(({ cells }) => cells.some((cell) => cell !== null))
}

/** The place of the first row whose number is `row` or more. */
function firstFrom(rows: readonly RawRow[], row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rows[middle]?.row ?? 0) < row) low = middle + 1
    else high = middle
  }
  return low
}
