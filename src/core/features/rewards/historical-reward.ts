import type { Confidentiality, LeadDomain } from '../../../domain/lead'
import type { RewardBasis } from '../../../domain/reward-states'
import { caseKey, subjectKey } from '../../../domain/reward-subject'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { notFound, refuse } from '../../refusal'
import { openFund, postFundEntry } from './fund-ledger'
import { fundStatements } from './fund-statements'
import { seriesIdOf, storeLead } from './lead-register'
import { nothingYet } from './reward-application'
import { liveRewardFor } from './reward-checks'
import { voidReward } from './reward-ending'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { noteStep, rewardOf } from './reward-row'
import { rewardedSeat } from './reward-sight'
import { rewardStatements } from './reward-statements'
import { sealSignature, sealWho, whoMac, type SealedPerson } from './sealed-people'

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

/** The fund that lines of the old ledger count in, where the year has none of its own or more than one. */
export const ledgerSource = '历史台账（预算待补登）'
/** The old ledger does not say who paid; I17 does not bind it. */
const unknownPayer = '台账未记'

const subjectOf = (reader: Reader, line: { basis: RewardBasis; caseNo: string | null; matter: string | null }): string | null =>
  subjectKey({ ...line, incidentId: null, seriesId: seriesIdOf(reader, line.caseNo) })

/** The live reward that stands for the same case, series or matter (I14), whoever entered it; null where the subject is free. */
export function historicalDouble(reader: Reader, subject: { basis: RewardBasis; caseNo: string | null; matter: string | null }): { rewardId: string; rewardNo: string } | null {
  const key = subjectOf(reader, subject)
  const live = key === null ? null : liveRewardFor(reader, key, null)
  return live ? { rewardId: live.id, rewardNo: live.reward_no } : null
}

/**
 * Stores one line of the old ledger within the import's transaction: filed where it was paid, else approved and awaiting
 * payment; with its lead (content sealed), recipient, payment and fund entry. It counts for doubles and fund reports, is
 * exempt from I13, I17 and I19 and never expires by itself.
 * @throws Refusal I12 when the recipient held no such post in the community on the day, I14 for a double, `subject`
 */
export function storeHistoricalReward(tx: Transaction, key: TownshipKey, line: HistoricalReward): { rewardId: string } {
  const subject = subjectOf(tx, line)
  if (subject === null) throw refuse('subject', `第${line.row}行没有案件编号或事项。没有存。`)
  const live = liveRewardFor(tx, subject, null)
  if (live) throw refuse('I14', `第${line.row}行的案件或事项已有奖励${live.reward_no}，不重复奖励。没有存。`)
  const people = line.recipients.map((one, at) => ({ seat: requireSeat(tx, line, one), shareFen: one.shareFen, goodsFen: at === 0 ? line.goodsFen : 0 }))
  const [first] = people
  if (!first || people.reduce((sum, one) => sum + one.shareFen, 0) !== line.cashFen) throw refuse('I15', `第${line.row}行各人份额合计不等于金额。没有存。`)
  const { communityId } = first.seat
  const label = ledgerNumber(tx, line)
  const fundId = ledgerFund(tx, line.year, line.onDay)
  const stamps = { created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id }
  const lead = { communityId, receivedOn: line.onDay, source: 'public_given', domain: line.domain, confidentiality: line.confidentiality, caseNo: line.caseNo } as const
  const leadId =
    line.leadContent === null ? null : storeLead(tx, key, { ...lead, content: line.leadContent }, { leadNo: label, origin: 'ledger', state: 'valuable', seat: first.seat, registeredBy: tx.actor.name })
  const rewardId = newId()
  const paid = line.paidOn !== null
  tx.write(rewardStatements.insert, {
    id: rewardId,
    reward_no: label,
    serial: line.row,
    year: line.year,
    origin: 'ledger',
    lead_id: leadId,
    community_id: communityId,
    basis: line.basis,
    case_no: line.basis === 'per_case' ? line.caseNo : null,
    case_key: line.basis === 'per_case' && line.caseNo !== null ? caseKey(line.caseNo) : null,
    matter: line.basis === 'per_matter' ? line.matter : null,
    incident_id: null,
    subject_key: subject,
    title: line.basis === 'per_case' ? '提供案件线索' : '提供事项线索',
    domain: line.domain,
    effect: null,
    confidentiality: line.confidentiality,
    lead_on: line.onDay,
    form: line.cashFen > 0 ? (line.goodsFen > 0 ? 'both' : 'cash') : 'goods',
    cash_fen: line.cashFen,
    goods: line.goods,
    goods_fen: line.goodsFen,
    standard: null,
    fund_id: fundId,
    public_days: null,
    applicant_account: tx.actor.id,
    applicant_person_id: null,
    applicant: line.applicant ?? '台账未记',
    applied_on: line.onDay,
    ...nothingYet,
    state: paid ? 'filed' : 'approved',
    approved_on: line.onDay,
    paid_on: line.paidOn,
    import_batch_id: line.batchId,
    ...stamps,
  })
  people.forEach(({ seat, shareFen, goodsFen }, at) => {
    const recipientId = newId()
    tx.write(rewardStatements.addRecipient, {
      id: recipientId,
      reward_id: rewardId,
      seq: at + 1,
      who_enc: sealWho(key, recipientId, { ...seat, asProvider: false }),
      who_mac: whoMac(key, seat.personId),
      share_fen: shareFen,
      goods_fen: goodsFen,
      ...stamps,
    })
    const paymentId = paid ? storePayment(tx, key, line, { rewardId, recipientId, name: seat.name, shareFen, goodsFen }) : null
    if (shareFen > 0)
      postFundEntry(tx, { fundId, kind: 'ledger', onDay: line.paidOn ?? line.onDay, budgetFen: 0, committedFen: paid ? 0 : shareFen, paidFen: paid ? shareFen : 0, rewardId, paymentId, asItWas: true })
  })
  noteStep(tx, rewardId, { step: 'import', state: paid ? 'filed' : 'approved', on: line.onDay, words: line.approver === null ? null : `台账审批人${line.approver}` })
  return { rewardId }
}

/** 2026年台账第12行; from the second on 2026年台账第12行（2）: other sheets and files, and a file read in anew, have such a row, too. */
function ledgerNumber(reader: Reader, { year, row }: { year: number; row: number }): string {
  const before = reader.get(rewardStatements.ofLedgerRow, { year, serial: row })?.rewards ?? 0
  return `${year}年台账第${row}行${before === 0 ? '' : `（${before + 1}）`}`
}

/** The seat that the import has found, checked once more on the database as it is now. @throws Refusal I12 */
function requireSeat(tx: Transaction, line: HistoricalReward, one: HistoricalRecipient): SealedPerson {
  const seat = rewardedSeat(tx, one.personId, line.onDay, one.communityId, one.post)
  if (!seat || seat.post !== one.post) throw refuse('I12', `第${line.row}行的受奖人当天不是所写岗位的网格长或警辅人员。没有存。`)
  return seat
}

function storePayment(tx: Transaction, key: TownshipKey, line: HistoricalReward, paid: { rewardId: string; recipientId: string; name: string; shareFen: number; goodsFen: number }): string {
  const id = newId()
  tx.write(rewardLedgerStatements.addPayment, {
    id,
    reward_id: paid.rewardId,
    recipient_id: paid.recipientId,
    method: paid.shareFen > 0 ? 'cash' : 'goods',
    paid_on: line.paidOn ?? line.onDay,
    amount_fen: paid.shareFen,
    goods_fen: paid.goodsFen,
    payer1: line.payers[0] ?? unknownPayer,
    payer1_id: null,
    payer2: line.payers[1] ?? unknownPayer,
    payer2_id: null,
    signed_enc: sealSignature(key, id, { name: line.signedBy ?? paid.name, proxyReason: line.isProxy ? '台账注明代领' : null }),
    is_proxy: line.isProxy ? 1 : 0,
    voucher_no: null,
    scan_id: null,
    reverses_id: null,
    reason: null,
    by_name: tx.actor.name,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  return id
}

function ledgerFund(tx: Transaction, year: number, onDay: string): string {
  const funds = tx.all(fundStatements.all, {}).filter((fund) => fund.year === year)
  const own = funds.find((fund) => fund.source === ledgerSource) ?? (funds.length === 1 ? funds[0] : undefined)
  return own?.id ?? openFund(tx, { year, source: ledgerSource, budgetFen: 0, docNo: null, onDay })
}

/** Takes a stored line back: voided by reversal, its case free again; nothing is removed. @throws Refusal `state` once it is void */
export function takeBackHistoricalReward(tx: Transaction, key: TownshipKey, rewardId: string, reason: string, today: string): void {
  const reward = rewardOf(tx, rewardId)
  if (!reward) throw notFound()
  voidReward(tx, key, { rewardId, rowVersion: reward.row_version }, reason, today)
}
