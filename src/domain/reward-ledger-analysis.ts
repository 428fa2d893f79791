import type { SheetUse } from './import-account'
import type { Post } from './post'
import type { Severity } from './roster-analysis'
import type { Tenure } from './tenure'

export const rewardLedgerFields = [
  'seq', 'on', 'recipient', 'post', 'community', 'basis', 'lead', 'ref', 'amount', 'capitals', 'goods', 'goodsValue', 'applicant', 'approver', 'payer', 'paidOn', 'signedBy', 'remark', 'row',
] as const
export type RewardLedgerField = (typeof rewardLedgerFields)[number]

export interface RewardLedgerFault {
  sheet: string
  /** Excel's row number, from 1. */
  row: number
  /** Excel's letter; null when the whole row is meant. */
  column: string | null
  header: string | null
  field: RewardLedgerField
  kind: string
  severity: Severity
  message: string
  /** As written; empty for the lead's content, which no fault repeats. */
  value: string
  suggested: string | null
  suggestedFen: number | null
  /** The line of the same sheet that this one is tied to. */
  relatedRow: number | null
}

export interface LedgerRecipient {
  name: string
  personId: string | null
  post: Post | null
  communityId: string | null
  gridId: string | null
  /** Part of the line's cash; the shares of a line sum to it exactly. */
  shareFen: number
}

/** One line of the ledger. While a `confirm` is open the fields already hold what is suggested. */
export interface RewardLedgerLine {
  sheet: string
  row: number
  /** The first row of the reward; rows under a merged number belong to one reward (shared by several people). */
  rewardRow: number
  verdict: 'valid' | 'confirm' | 'refused'
  normalised: boolean
  /** The same reward is stored already: accepted, and not written again. */
  alreadyStored: boolean
  on: string | null
  recipients: LedgerRecipient[]
  basis: 'per_case' | 'per_matter' | null
  /** As the line has it, tidied. */
  ref: string | null
  /** Every number of the cell, the first one first: cases of a series stand in one line. */
  refs: string[]
  /** What doubles are found by. */
  refKeys: string[]
  /** Protected: for the store alone, never for an answer, a fault or a log. */
  leadContent: string | null
  amountFen: number
  goods: string | null
  goodsValueFen: number
  applicant: string | null
  approver: string | null
  payers: string[]
  paidOn: string | null
  signedBy: string | null
  isProxy: boolean
  remark: string | null
}

export interface LedgerSkippedRow {
  sheet: string
  row: number
  kind: 'title' | 'header' | 'blank' | 'total' | 'signature' | 'note'
  text: string
}

export interface LedgerColumn {
  column: string
  header: string
  field: RewardLedgerField | 'ignored'
  guessedBy: 'header' | 'content'
}

export interface LedgerSheet {
  sheet: string
  /** The sheet holds no reward ledger. */
  ignored: boolean
  headerRows: number[]
  columns: LedgerColumn[]
}

/** Invariant: `read` = `accepted` + `needsConfirmation` + `refused`; the stored ones are among the accepted. */
export interface LedgerCounts {
  read: number
  accepted: number
  normalised: number
  needsConfirmation: number
  refused: number
  skipped: number
  alreadyStored: number
}

export interface RewardLedgerAnalysis {
  sheets: LedgerSheet[]
  /** Of each sheet, in the same order, what its lines' cells are used for. */
  uses: SheetUse[]
  lines: RewardLedgerLine[]
  skipped: LedgerSkippedRow[]
  faults: RewardLedgerFault[]
  counts: LedgerCounts
  /** Cash of the accepted lines, and its words. */
  acceptedFen: number
  capitals: string
  /** The latest date that the file gives for itself (截止日期). */
  asOf: string | null
}

/** Who held what when, in the whole township; several of one person are several tenures. */
export interface LedgerTenure extends Tenure {
  personId: string
  name: string
  post: Post
  communityId: string
  community: string
  gridId: string | null
}

/** A live reward that the register has already. */
export interface StoredReward {
  basis: 'per_case' | 'per_matter'
  refKeys: string[]
  rewardNo: string
  on: string
  /** Null at confidentiality 3: not to be compared, nor named. */
  recipients: string[] | null
  amountFen: number
  goodsValueFen: number
  /** Null while it awaits payment. */
  paidOn: string | null
}

export interface LedgerOptions {
  year: number
  today: string
  tenures: readonly LedgerTenure[]
  stored: readonly StoredReward[]
  /** The keys of the other cases of a case's series, which count as one with it. */
  seriesOf?: (caseKey: string) => readonly string[]
  /** Typed over cells in the preview. */
  corrections?: { sheet: string; row: number; column: string; text: string }[]
  /** A person takes a `confirm` with its suggested value, or returns the row. */
  decisions?: { sheet: string; row: number; kind: string; accept: boolean }[]
}
