import { isBegun, isOpen, lacksReason, type Matrix } from './matrix-model'

/** Where the cursor stands: line and column, counted from 0. */
export interface Place {
  readonly row: number
  readonly column: number
}
export interface Span {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

const within = (value: number, count: number): number => Math.min(Math.max(value, 0), Math.max(0, count - 1))

export function clamped(matrix: Matrix, place: Place): Place {
  return { row: within(place.row, matrix.rows.length), column: within(place.column, matrix.dimensions.length) }
}

export const moved = (matrix: Matrix, { row, column }: Place, down: number, right: number): Place => clamped(matrix, { row: row + down, column: column + right })

/** Enter and Tab read like a line of text: right, and at the end of a line to the next one; the last cell stays. */
export function following(matrix: Matrix, { row, column }: Place, step: 1 | -1): Place {
  const columns = matrix.dimensions.length
  const at = within(row * columns + column + step, matrix.rows.length * columns)
  return { row: Math.floor(at / columns), column: at % columns }
}

export const spanOf = (a: Place, b: Place): Span => ({ top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.column, b.column), right: Math.max(a.column, b.column) })
export const isIn = (span: Span, row: number, column: number): boolean => row >= span.top && row <= span.bottom && column >= span.left && column <= span.right
export function placesIn(span: Span): Place[] {
  const places: Place[] = []
  for (let row = span.top; row <= span.bottom; row += 1) for (let column = span.left; column <= span.right; column += 1) places.push({ row, column })
  return places
}

export interface Obstacle extends Place {
  readonly kind: 'fault' | 'blank' | 'reason'
  readonly message: string
}

/** What is left to do, in reading order; a line that nobody has begun is one thing to do, at its first cell. */
export function obstaclesOf(matrix: Matrix): Obstacle[] {
  return matrix.rows.flatMap((line, row): Obstacle[] => {
    if (!line.editable) return []
    if (!isBegun(line)) return [{ row, column: 0, kind: 'blank', message: '未评' }]
    return line.cells.flatMap((cell, column): Obstacle[] => {
      if (!isOpen(cell)) return []
      const label = matrix.dimensions[column]?.label ?? ''
      if (cell.fault !== null) return [{ row, column, kind: 'fault', message: `${label}：${cell.fault.replace(/。$/, '')}` }]
      if (lacksReason(cell)) return [{ row, column, kind: 'reason', message: `${label}缺原因` }]
      return [{ row, column, kind: 'blank', message: `${label}未打分` }]
    })
  })
}

/** The next one after the cursor, round the end; null when nothing is left. */
export function nextObstacle(obstacles: readonly Obstacle[], { row, column }: Place, step: 1 | -1): Obstacle | null {
  const order = (place: Place): number => place.row * 1000 + place.column
  const here = order({ row, column })
  if (step === 1) return obstacles.find((each) => order(each) > here) ?? obstacles[0] ?? null
  return obstacles.findLast((each) => order(each) < here) ?? obstacles.at(-1) ?? null
}
