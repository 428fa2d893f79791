import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { refuse } from '../../refusal'
import { fundStatements } from './fund-statements'
import { postFundEntry } from './fund-ledger'
import { requireStep, type Target } from './reward-application'
import { moveReward, paymentsOf, recipientsOf, requireReward, standingPayments, type StoredReward } from './reward-row'
import { writeReversal } from './reward-settlement'

/** Gives back what the reward still holds in its fund, by its own ledger. */
function releaseCommitment(tx: Transaction, reward: StoredReward, today: string, reason: string | null): void {
  const entries = tx.all(fundStatements.ofReward, { reward_id: reward.id })
  const held = entries.reduce((sum, entry) => sum + entry.committed_fen, 0)
  if (held > 0 && reward.fund_id !== null) postFundEntry(tx, { fundId: reward.fund_id, kind: 'release', onDay: today, budgetFen: 0, committedFen: -held, paidFen: 0, rewardId: reward.id, reason })
}

/** Not collected in time: the money goes back, the case stays taken until the reward is voided. @throws Refusal `not_due` */
export function expireReward(tx: Transaction, target: Target, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'expire', today)
  if (reward.origin === 'ledger' || reward.expires_on === null) throw refuse('not_due', '这张奖励没有领取期限，不会逾期。没有变动。')
  if (reward.expires_on >= today) throw refuse('not_due', `${reward.expires_on}才到期。没有变动，到期后再登记。`)
  releaseCommitment(tx, reward, today, '逾期未领')
  const paid = standingPayments(paymentsOf(tx, reward.id))
  if (paid.length === 0) return moveReward(tx, reward, { step: 'expire', state: 'expired', on: today, words: `${reward.expires_on}到期` })
  // What some have signed for stays paid; only what nobody collected goes back.
  const left = recipientsOf(tx, reward.id).length - paid.length
  return moveReward(tx, reward, { step: 'expire', state: 'paid', on: today, words: `${reward.expires_on}到期，${left}人未领，未领部分退回经费` }, { paid_on: paid.map((payment) => payment.paid_on).toSorted().at(-1) ?? null })
}

/** Ends a reward for good, by reversing whatever was paid and releasing what is held; nothing is edited or removed. */
export function voidReward(tx: Transaction, key: TownshipKey, target: Target, reason: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'void', today)
  for (const payment of standingPayments(paymentsOf(tx, reward.id))) writeReversal(tx, key, reward, payment, reason, today)
  releaseCommitment(tx, reward, today, reason)
  return moveReward(tx, reward, { step: 'void', state: 'void', on: today, words: reason }, { paid_on: null })
}
