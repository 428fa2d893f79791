export const writtenTwice = -2

/**
 * What a file holds by its own bytes, counted without the reader. A cell counts where it shows something: a text that is
 * not only white space and invisible signs, a number, a truth value, an error, or a formula, with or without a result
 * (one whose stored result is an empty text shows nothing). Hidden rows and sheets count like any other.
 */
export interface CountedRow {
  /** Excel's number, from 1; of a text file the record's. */
  row: number
  /** The columns that show something, from 1, ascending. */
  columns: readonly number[]
  /** Of each of them how many signs its text shows; -1 where the cell holds no text, `writtenTwice` where the file has it twice. */
  signs: readonly number[]
}

/** Only worksheets are read; the others are named, so that nobody misses them. `missing`: listed, but its part is not in the file. */
export type CountedSheetKind = 'worksheet' | 'chart' | 'macro' | 'dialog' | 'missing'

export interface SheetCount {
  /** Null where the format gives a sheet no name: sheets are then compared in their order. */
  name: string | null
  kind: CountedSheetKind
  /** Rows that show something, ascending. */
  rows: readonly CountedRow[]
  /** Values that stand under a merge, where nobody sees them; not among the rows. */
  underMerge: number
}

export interface WorkbookCount {
  sheets: readonly SheetCount[]
  /** False where a cell's column follows from its neighbours' spans (web pages): then cells are compared by number. */
  columnsKnown: boolean
}
