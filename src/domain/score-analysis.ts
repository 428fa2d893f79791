import type { SheetKind, Terms } from './evaluation'
import type { SheetUse } from './import-account'
import type { Severity } from './roster-analysis'

/** A score in tenths, so that 17.5 is 175: sums and comparisons are exact. */
export type ScoreX10 = number

/** One sheet that the month expects, from the roster and the pairing. */
export interface ExpectedScoreSheet {
  /** The caller's own key; comes back with the row that was read for it. */
  key: string
  kind: SheetKind
  community: string
  /** 第一网格; null for an officer. */
  grid: string | null
  rateeId: string
  rateeName: string
  /** Null where nobody may rate by the roster alone; `raterProblem` says why. */
  raterName: string | null
  raterProblem: string | null
  /** Null while the sheet is not handed in; scores by dimension code where a clerk typed it; those that a rater handed in stay the rater's. */
  handedIn: Readonly<Record<string, ScoreX10>> | 'by_rater' | null
  /** Why the sheet takes no scores now: waived with a reason, or locked. */
  barred: { kind: 'waived' | 'month_locked'; message: string } | null
}

export interface ScoreImportOptions {
  /** `YYYY-MM` */
  month: string
  /** The month's own, as it was opened with. */
  terms: Terms
  expected: readonly ExpectedScoreSheet[]
  /** Typed over cells in the preview. */
  corrections?: readonly { sheet: string; row: number; column: string; text: string }[]
  /** Rows that a person leaves out. */
  leftOut?: readonly { sheet: string; row: number }[]
}

export type ScoreField = 'ratee' | 'rater' | 'raterPost' | 'community' | 'grid' | 'policeNo' | 'month' | 'score' | 'total' | 'grade' | 'reason' | 'comment' | 'bonus' | 'seq' | 'row' | 'ignored'

/** `blank` is a score that is not there: never zero, and no fault of what is. `completeness` is a person without a row. */
export type ScoreSeverity = Severity | 'blank' | 'completeness'

export interface ScoreFault {
  sheet: string
  /** Excel's row number, from 1; of a person without a row, the header's. */
  row: number
  /** Excel's letter; null when the whole row is meant. */
  column: string | null
  header: string | null
  /** snake_case: over_max, off_step, wrong_rater … */
  kind: string
  severity: ScoreSeverity
  message: string
  /** As written. */
  value: string
  suggested: string | null
}

/** Invariant: `scoresX10` is complete and `totalX10` its sum exactly where the verdict is `accepted`. */
export interface ScoreRow {
  sheet: string
  /** Of a form with one person on it the header's row; its faults stand in the rows down to `lastRow`. */
  row: number
  lastRow: number
  kind: SheetKind | null
  verdict: 'accepted' | 'refused' | 'blank'
  normalised: boolean
  /** The expected sheet that the row answers; null where it answers none. */
  key: string | null
  name: string
  community: string | null
  grid: string | null
  rater: string | null
  scoresX10: Record<string, ScoreX10>
  reasons: Record<string, string>
  comment: string | null
  totalX10: ScoreX10 | null
  /** Accepted, and the same scores are handed in already: nothing more is to be done. */
  alreadyHandedIn: boolean
  /** Column letter → text as shown. */
  cells: Record<string, string>
}

export interface ScoreSkippedRow {
  sheet: string
  row: number
  kind: 'title' | 'header' | 'blank' | 'total' | 'signature' | 'note'
  text: string
}

export interface ScoreSheetReading {
  sheet: string
  kinds: SheetKind[]
  headerRows: number[]
  columns: { column: string; header: string; field: ScoreField }[]
  /** The sheet holds no scores. */
  ignored: boolean
}

/** Invariant: `read` = `accepted` + `refused` + `blank`; `normalised` rows are among the accepted. */
export interface ScoreCounts {
  read: number
  accepted: number
  normalised: number
  refused: number
  blank: number
  skipped: number
}

/** One per auxiliary, from the figures of this file alone. Totals are decimal strings, 91.5 and 92.30. */
export interface ScoreResult {
  name: string
  community: string
  policeTotal: string | null
  leadTotal: string | null
  weighted: string | null
  state: 'open' | 'complete'
}

export interface ScoreAnalysis {
  sheets: ScoreSheetReading[]
  /** Of each sheet, in the same order, what its rows' cells are used for. */
  uses: SheetUse[]
  rows: ScoreRow[]
  skipped: ScoreSkippedRow[]
  faults: ScoreFault[]
  counts: ScoreCounts
  results: ScoreResult[]
}
