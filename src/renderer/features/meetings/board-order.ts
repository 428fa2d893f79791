import type { WeekCell } from '../../../contract/meetings'
import { addWeeks } from '../../../domain/iso-week'
import { meetingFace } from './meeting-face'

export interface OrderedRow {
  communityId: string
  overdueDecisions: number
  cells: readonly WeekCell[]
}

export const missedOf = (row: OrderedRow): number => row.cells.filter((cell) => cell.state === 'missed').length
/** Weeks up to this one that await a person. */
export const owedOf = (row: OrderedRow, thisWeek: string, today: string): number => row.cells.filter((cell) => cell.week <= thisWeek && meetingFace(cell, today).owed).length

/** The obligation comes first: missed weeks, then overdue decisions, then what is owed now, then the rest; within each as the office lists its communities. */
export function orderByDebt<Row extends OrderedRow>(rows: readonly Row[], thisWeek: string, today: string): Row[] {
  const rank = (row: Row): number => (missedOf(row) > 0 ? 0 : row.overdueDecisions > 0 ? 1 : owedOf(row, thisWeek, today) > 0 ? 2 : 3)
  return rows.map((row, index) => ({ row, index, rank: rank(row) })).sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ row }) => row)
}

/** The weeks of one screenful; next week is in sight while the last one shown is this week or later. */
export function weeksShown(last: string, count: number): { fromWeek: string; toWeek: string } {
  return { fromWeek: addWeeks(last, 1 - count), toWeek: last }
}

export interface BoardPlace {
  row: number
  column: number
}
/** One step in the matrix; it ends at the edges. */
export function moveInMatrix(at: BoardPlace, key: string, rows: number, columns: number): BoardPlace {
  const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -columns], End: [0, columns] }
  const [down, right] = steps[key] ?? [0, 0]
  const within = (value: number, end: number): number => Math.max(0, Math.min(end - 1, value))
  return { row: within(at.row + down, rows), column: within(at.column + right, columns) }
}
