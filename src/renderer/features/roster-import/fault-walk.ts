import type { ImportFault } from '../../../contract/roster-import'

/** A cell of the preview; without a column it is the whole row. */
export interface CellAt {
  sheet: string
  row: number
  column: string | null
}

/** Excel's columns in their order: Z stands before AA. */
export function columnNumber(letters: string | null): number {
  let number = 0
  for (const letter of letters ?? '') number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

export const sameCell = (a: CellAt | null, b: CellAt | null): boolean => a !== null && b !== null && a.sheet === b.sheet && a.row === b.row && a.column === b.column

/** What the cell line speaks of: an error before a doubt, and a fault of the cell before one of its row. */
export function faultAt(faults: readonly ImportFault[], at: CellAt | null): ImportFault | null {
  if (at === null) return null
  const here = faults.filter((fault) => fault.sheet === at.sheet && fault.row === at.row)
  const own = here.filter((fault) => fault.column === at.column)
  const whole = here.filter((fault) => fault.column === null)
  const graver = (list: readonly ImportFault[]) => list.find((fault) => fault.severity === 'error') ?? list.find((fault) => fault.severity === 'confirm')
  return graver(own) ?? graver(whole) ?? null
}

/**
 * The next (or previous) cell with a fault, across sheets, in the order of the file, and from the end back to the start.
 * Several faults of one cell are one stop, since a step leaves the cell.
 */
export function walkFaults(faults: readonly ImportFault[], sheets: readonly string[], from: CellAt | null, step: 1 | -1): CellAt | null {
  const place = new Map(sheets.map((sheet, index) => [sheet, index]))
  const stops: CellAt[] = faults.map(({ sheet, row, column }) => ({ sheet, row, column }))
  const order = (a: CellAt, b: CellAt): number => (place.get(a.sheet) ?? 0) - (place.get(b.sheet) ?? 0) || a.row - b.row || columnNumber(a.column) - columnNumber(b.column)
  stops.sort(order)
  if (from === null) return (step === 1 ? stops[0] : stops.at(-1)) ?? null
  const beyond = step === 1 ? stops.find((stop) => order(stop, from) > 0) : stops.findLast((stop) => order(stop, from) < 0)
  return beyond ?? (step === 1 ? stops[0] : stops.at(-1)) ?? null
}
