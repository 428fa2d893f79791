import type { ScoreImportFault } from '../../../contract/evaluations-import'
import { columnNumber } from '../roster-import/fault-walk'

/** A cell of the preview; without a column the whole row, or a person without one. */
export interface CellAt {
  readonly sheet: string
  readonly row: number
  readonly column: string | null
}

export const sameCell = (a: CellAt | null, b: CellAt | null): boolean => a !== null && b !== null && a.sheet === b.sheet && a.row === b.row && a.column === b.column

/** What a person has to look at: a silent conversion is shown at its cell and stops nobody. */
export const attentionFaults = (faults: readonly ScoreImportFault[]): ScoreImportFault[] => faults.filter((fault) => fault.severity !== 'normalise')

/** The next or previous cell with a fault in the order of the file, round the end; several faults of one cell are one stop. */
export function nextFault(faults: readonly ScoreImportFault[], sheets: readonly string[], from: CellAt | null, step: 1 | -1): CellAt | null {
  const order = (a: CellAt, b: CellAt): number => sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.row - b.row || columnNumber(a.column) - columnNumber(b.column)
  const stops = faults.map(({ sheet, row, column }): CellAt => ({ sheet, row, column })).toSorted(order)
  const [first, last] = [stops[0] ?? null, stops.at(-1) ?? null]
  if (from === null) return step === 1 ? first : last
  return (step === 1 ? stops.find((stop) => order(stop, from) > 0) : stops.findLast((stop) => order(stop, from) < 0)) ?? (step === 1 ? first : last)
}

export const severityWords: Readonly<Record<ScoreImportFault['severity'], { light: 'r' | 'y' | 'k' | 'b'; word: string }>> = {
  error: { light: 'r', word: '拒绝' },
  confirm: { light: 'y', word: '核对' },
  blank: { light: 'y', word: '未打分' },
  completeness: { light: 'y', word: '缺人' },
  normalise: { light: 'k', word: '已规范' },
}
