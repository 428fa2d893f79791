import type { Confidentiality, LeadDomain } from '../../../domain/lead'
import type { RewardBasis } from '../../../domain/reward-states'

export interface HistoricalRecipient {
  personId: string
  post: 'grid_chief' | 'aux_police'
  communityId: string
  gridId: string | null
  shareFen: number
}

/** A line of the office's old ledger, read and found right by the import. Money in fen, days `YYYY-MM-DD`. */
export interface HistoricalReward {
  /** The year of the ledger: its fund and its report. */
  year: number
  /** Row in the sheet: part of the record's number, 2026年台账第12行. */
  row: number
  onDay: string
  /** One or several; shares sum to the cash exactly (I15), the goods are the first one's. The reward is counted in the first one's community. */
  recipients: readonly HistoricalRecipient[]
  basis: RewardBasis
  caseNo: string | null
  matter: string | null
  /** 线索内容 as the ledger has it; sealed, never stored in clear. Null where the ledger has none. */
  leadContent: string | null
  domain: LeadDomain
  confidentiality: Confidentiality
  cashFen: number
  goods: string | null
  goodsFen: number
  applicant: string | null
  approver: string | null
  /** Null: approved and awaiting payment. */
  paidOn: string | null
  /** 签领: the name as signed; a proxy counts. Null where unpaid. */
  signedBy: string | null
  isProxy: boolean
  /** 发放人 as the ledger names them: none, one or two (exempt from I17). */
  payers: readonly string[]
  /** The import batch, for taking it back. */
  batchId: string | null
}

/**
 * What core/features/rewards offers to the import, each within the caller's transaction:
 * `store` writes one line as a reward that is filed (paidOn) or awaits payment, with its lead, recipient and fund entry;
 * `liveFor` says whether a live reward stands for the same case, series or matter (I14), to be asked before and while storing;
 * `takeBack` voids what a batch stored, by reversal.
 * A line is exempt from I13, I17 and I19 and never expires by itself; I12 and I14 hold: `store` throws Refusal I14.
 */
export interface HistoricalRewards {
  store(line: HistoricalReward): { rewardId: string }
  liveFor(subject: { basis: RewardBasis; caseNo: string | null; matter: string | null }): { rewardId: string; rewardNo: string } | null
  takeBack(rewardId: string, reason: string): void
}
