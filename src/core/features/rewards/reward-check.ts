import { balanceOf } from '../../../domain/fund-balance'
import { isGranted, isLive, type RewardState } from '../../../domain/reward-states'
import type { Reader } from '../../database/reader'
import { fundStatements } from './fund-statements'
import { rewardsOfYears } from './reward-list'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { paymentsOf, recipientsOf, type StoredReward } from './reward-row'

export interface RewardBreach {
  rule: string
  message: string
}

/**
 * Replays the ledgers and compares: the state of every reward with its last step, its shares with its amount (I15), its
 * payments with what its fund entries say, every fund's balance at each line (I19), and the live rewards of a case (I14).
 */
export function rewardBreaches(reader: Reader): RewardBreach[] {
  const rewards = rewardsOfYears(reader, null)
  return [...rewards.flatMap((reward) => breachesOf(reader, reward)), ...doubles(rewards), ...fundBreaches(reader)]
}

function breachesOf(reader: Reader, reward: StoredReward): RewardBreach[] {
  const breaches: RewardBreach[] = []
  const say = (rule: string, what: string): void => void breaches.push({ rule, message: `${reward.reward_no}${what}。` })
  const steps = reader.all(rewardLedgerStatements.steps, { reward_id: reward.id })
  if (steps.at(-1)?.state !== reward.state) say('state', '的状态和流转记录不一致')
  if (steps.some((step, at) => step.seq !== at + 1)) say('state', '的流转记录缺号')
  const recipients = recipientsOf(reader, reward.id)
  const shared = recipients.reduce((sum, one) => ({ cash: sum.cash + one.share_fen, goods: sum.goods + one.goods_fen }), { cash: 0, goods: 0 })
  if (reward.state !== 'draft' && (shared.cash !== reward.cash_fen || shared.goods !== reward.goods_fen)) say('I15', '的份额合计不等于奖金')
  const payments = paymentsOf(reader, reward.id)
  const paid = payments.reduce((sum, payment) => sum + payment.amount_fen, 0)
  const inFund = balanceOf(reader.all(fundStatements.ofReward, { reward_id: reward.id }).map((entry) => ({ budgetFen: entry.budget_fen, committedFen: entry.committed_fen, paidFen: entry.paid_fen })))
  if (reward.fund_id !== null && inFund.paidFen !== paid) say('fund', '的发放和经费账不一致')
  // An expiry gave back the shares of those who were never paid.
  const expired = steps.some(({ step }) => step === 'expire')
  const owed = recipients.filter((one) => !expired || payments.some((payment) => payment.recipient_id === one.id)).reduce((sum, one) => sum + one.share_fen, 0)
  const held = isGranted(reward.state as RewardState) ? owed - paid : 0
  if (reward.fund_id !== null && inFund.committedFen !== held) say('fund', '的占用和经费账不一致')
  return breaches
}

function doubles(rewards: readonly StoredReward[]): RewardBreach[] {
  const bySubject = grouped(rewards.filter((reward) => isLive(reward.state as RewardState)))
  return [...bySubject.values()].filter((group) => group.length > 1).map((group) => ({ rule: 'I14', message: `${group.map((reward) => reward.reward_no).join('、')}奖的是同一案件或事项。` }))
}

function fundBreaches(reader: Reader): RewardBreach[] {
  return reader.all(fundStatements.all, {}).flatMap((fund) => {
    const running = { budgetFen: 0, committedFen: 0, paidFen: 0 }
    let before = 0
    for (const entry of reader.all(fundStatements.entries, { fund_id: fund.id })) {
      running.budgetFen += entry.budget_fen
      running.committedFen += entry.committed_fen
      running.paidFen += entry.paid_fen
      const { balanceFen } = balanceOf([running])
      // A line of the old ledger may go beyond the budget (exempt from I19); no other entry may take what is not there.
      if (balanceFen < 0 && balanceFen < before && entry.kind !== 'ledger') return [{ rule: 'I19', message: `${fund.year}年${fund.source}的余额曾经不够。` }]
      before = balanceFen
    }
    return []
  })
}

function grouped(rewards: readonly StoredReward[]): Map<string, StoredReward[]> {
  const groups = new Map<string, StoredReward[]>()
  for (const reward of rewards) groups.set(reward.subject_key, [...(groups.get(reward.subject_key) ?? []), reward])
  return groups
}
