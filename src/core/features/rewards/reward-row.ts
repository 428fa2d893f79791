import type { RewardState, RewardStep } from '../../../domain/reward-states'
import type { ApprovalTier } from '../../../domain/reward-tiers'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { conflict, notFound } from '../../refusal'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { rewardStatements } from './reward-statements'

export const rewardOf = (reader: Reader, id: string) => reader.get(rewardStatements.byId, { id })
export type StoredReward = NonNullable<ReturnType<typeof rewardOf>>
export const recipientsOf = (reader: Reader, rewardId: string) => reader.all(rewardStatements.recipients, { reward_id: rewardId })
export type StoredRecipient = ReturnType<typeof recipientsOf>[number]
export const paymentsOf = (reader: Reader, rewardId: string) => reader.all(rewardLedgerStatements.payments, { reward_id: rewardId })
export type StoredPayment = ReturnType<typeof paymentsOf>[number]
export const approvalsOf = (reader: Reader, reward: StoredReward) => reader.all(rewardLedgerStatements.approvals, { reward_id: reward.id, submission: reward.submission })

export const chainOf = (reward: StoredReward): ApprovalTier[] => JSON.parse(reward.chain_json) as ApprovalTier[]
export const stateOf = (reward: StoredReward): RewardState => reward.state as RewardState

/** Payments that no reversal has taken back. */
export function standingPayments(payments: readonly StoredPayment[]): StoredPayment[] {
  const reversed = new Set(payments.map((payment) => payment.reverses_id))
  return payments.filter((payment) => payment.reverses_id === null && !reversed.has(payment.id))
}

/** @throws Refusal NOT_FOUND, CONFLICT when somebody else was faster */
export function requireReward(reader: Reader, id: string, rowVersion: number): StoredReward {
  const reward = rewardOf(reader, id)
  if (!reward) throw notFound()
  if (reward.row_version !== rowVersion) throw conflict()
  return reward
}

export interface StepTaken {
  step: RewardStep
  state: RewardState
  /** The day it counts from. */
  on: string
  /** Who took or signed it; the caller where left out. */
  by?: { name: string; personId: string | null }
  words?: string | null
}
type Progress = Partial<Pick<StoredReward, 'agreed' | 'submission' | 'chain_json' | 'approved_on' | 'noticed_on' | 'expires_on' | 'public_from' | 'public_to' | 'paid_on'>>

/** The one way to move a reward: a line in the ledger of steps, and the row that shows where it stands. */
export function moveReward(tx: Transaction, reward: StoredReward, taken: StepTaken, progress: Progress = {}): { state: RewardState; rowVersion: number } {
  noteStep(tx, reward.id, taken)
  tx.write(rewardStatements.move, {
    id: reward.id,
    row_version: reward.row_version,
    state: taken.state,
    chain_json: reward.chain_json,
    agreed: reward.agreed,
    submission: reward.submission,
    approved_on: reward.approved_on,
    noticed_on: reward.noticed_on,
    expires_on: reward.expires_on,
    public_from: reward.public_from,
    public_to: reward.public_to,
    paid_on: reward.paid_on,
    ...progress,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  return { state: taken.state, rowVersion: reward.row_version + 1 }
}

export function noteStep(tx: Transaction, rewardId: string, taken: StepTaken): void {
  const last = tx.get(rewardLedgerStatements.lastStep, { reward_id: rewardId })
  tx.write(rewardLedgerStatements.addStep, {
    id: newId(),
    reward_id: rewardId,
    seq: (last?.seq ?? 0) + 1,
    step: taken.step,
    state: taken.state,
    on_day: taken.on,
    by_name: taken.by?.name ?? tx.actor.name,
    by_person_id: taken.by?.personId ?? null,
    recorded_by: taken.by && taken.by.name !== tx.actor.name ? tx.actor.name : null,
    words: taken.words ?? null,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
}

/**
 * Who of a reward counts in reports: everybody, and once it is paid those who were paid. The two differ where some did
 * not collect in time and the rest went back to the fund.
 */
export function countedRecipients(reader: Reader, reward: StoredReward): StoredRecipient[] {
  const recipients = recipientsOf(reader, reward.id)
  if (reward.state !== 'paid' && reward.state !== 'filed') return recipients
  const paid = new Set(standingPayments(paymentsOf(reader, reward.id)).map((payment) => payment.recipient_id))
  return recipients.filter((recipient) => paid.has(recipient.id))
}

export function countedFen(reader: Reader, reward: StoredReward): { cashFen: number; goodsFen: number } {
  const counted = countedRecipients(reader, reward)
  return { cashFen: counted.reduce((sum, one) => sum + one.share_fen, 0), goodsFen: counted.reduce((sum, one) => sum + one.goods_fen, 0) }
}
