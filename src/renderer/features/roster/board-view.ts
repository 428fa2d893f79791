import type { BoardRow } from '../../../contract/roster'
import type { Arrow } from './arrow-keys'

export type BoardFilter = 'all' | 'vacant' | 'acting'

export function filterBoard(rows: readonly BoardRow[], filter: BoardFilter): BoardRow[] {
  if (filter === 'vacant') return rows.filter((row) => row.vacancies > 0)
  if (filter === 'acting') return rows.filter((row) => row.acting > 0)
  return [...rows]
}

/** Two tables side by side; the left one takes the odd row. A handful stays in one table. */
export function splitBoard<Row>(rows: readonly Row[]): [Row[], Row[]] {
  const left = rows.length <= 3 ? rows.length : Math.ceil(rows.length / 2)
  return [rows.slice(0, left), rows.slice(left)]
}

/** Where the focus goes among `count` rows laid out by splitBoard. It never leaves the board. */
export function moveOnBoard(at: number, key: Arrow, count: number): number {
  if (count === 0) return 0
  const [leftRows] = splitBoard(Array.from({ length: count }))
  const left = leftRows.length
  const last = count - 1
  const bounded = (index: number): number => Math.min(Math.max(index, 0), last)
  switch (key) {
    case 'ArrowUp':
      return bounded(at - 1)
    case 'ArrowDown':
      return bounded(at + 1)
    case 'ArrowLeft':
      return at >= left ? at - left : at
    case 'ArrowRight':
      return at < left && left < count ? bounded(at + left) : at
    case 'Home':
      return 0
    case 'End':
      return last
  }
}

/** Width of one pair in the 1+1+N glyph, so that the widest team fits what the column leaves beside the other signs. */
export function pairWidth(grids: number, roomPx: number): number {
  if (grids === 0) return 11
  return Math.max(4, Math.min(11, Math.floor(roomPx / grids) - 2))
}
