import { chineseNumeral } from '../../../domain/chinese-numeral'
import { samePerson } from '../../../domain/reward-people'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { refuse } from '../../refusal'
import { postFundEntry } from './fund-ledger'
import { requireChecks } from './reward-checks'
import { factsOfReward } from './reward-facts'
import { requireStep, type Target } from './reward-application'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { approvalsOf, chainOf, moveReward, requireReward, stateOf, type StoredReward } from './reward-row'

/** Who decides: in the own session, or on paper that the clerk records. `keepScan` runs last, so that a refusal spares it. */
export interface Decider {
  accountId: string | null
  personId: string | null
  name: string
  on: string
  onPaper: boolean
  keepScan(tx: Transaction, rewardId: string): string | null
}

/** Paper is often signed before it is recorded; but not before the lead, nor before the signature that it follows. @throws Refusal `paper_day` */
function requireDay(tx: Transaction, reward: StoredReward, decider: Decider, today: string): void {
  const before = approvalsOf(tx, reward).at(-1)?.decided_on ?? reward.lead_on
  if (decider.on > today || decider.on < before) throw refuse('paper_day', `签字日期要在${before}到今天之间。没有登记，核对纸面日期。`, 'onPaper.signedOn')
}

function writeDecision(tx: Transaction, reward: StoredReward, decider: Decider, line: { level: number; office: string; decision: 'agreed' | 'refused'; opinion: string }): void {
  tx.write(rewardLedgerStatements.addApproval, {
    id: newId(),
    reward_id: reward.id,
    level_no: line.level,
    office: line.office,
    decision: line.decision,
    approver_account: decider.accountId,
    approver_person_id: decider.personId,
    approver: decider.name,
    opinion: line.opinion,
    decided_on: decider.on,
    on_paper: decider.onPaper ? 1 : 0,
    scan_id: decider.keepScan(tx, reward.id),
    submission: reward.submission,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
}

/** Nobody decides on the own application or the own reward (I16). */
function requireApart(tx: Transaction, key: TownshipKey, reward: StoredReward, decider: Decider): void {
  const { applicant, recipients } = factsOfReward(tx, key, reward)
  const wrote = tx.all(rewardLedgerStatements.steps, { reward_id: reward.id }).filter(({ step }) => step === 'apply' || step === 'correct' || step === 'submit')
  if (samePerson(decider, applicant) || wrote.some((step) => samePerson(decider, { accountId: step.created_by, personId: null, name: step.by_name }))) throw refuse('I16', '申请、修改或提交过这张申请的人不能核实和审批它。没有办理，换人办。', 'opinion')
  if (recipients.some((one) => samePerson(decider, one))) throw refuse('I16', '受奖人不能审批自己的奖励。没有办理，换人审批。', 'opinion')
}

/** The officer's verification of an application. */
export function verifyReward(tx: Transaction, key: TownshipKey, target: Target, decider: Decider, opinion: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'verify', today)
  requireApart(tx, key, reward, decider)
  requireDay(tx, reward, decider, today)
  writeDecision(tx, reward, decider, { level: 0, office: '核实民警', decision: 'agreed', opinion })
  return moveReward(tx, reward, { step: 'verify', state: 'verified', on: decider.on, by: decider, words: opinion })
}

/**
 * One level agrees; the last one commits the fund in the same transaction.
 * @param level of the caller's own tier; null on paper, where the paper says who signed
 */
export function approveReward(tx: Transaction, key: TownshipKey, target: Target, decider: Decider, levels: readonly number[] | null, opinion: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'approve', today)
  const { level, office, isLast } = nextLevel(reward)
  requireLevel(levels, level)
  requireApart(tx, key, reward, decider)
  requireOnce(tx, reward, decider)
  requireDay(tx, reward, decider, today)
  if (isLast) {
    requireChecks(tx, factsOfReward(tx, key, reward))
    if (reward.fund_id !== null && reward.cash_fen > 0)
      postFundEntry(tx, { fundId: reward.fund_id, kind: 'commit', onDay: decider.on, budgetFen: 0, committedFen: reward.cash_fen, paidFen: 0, rewardId: reward.id })
  }
  writeDecision(tx, reward, decider, { level, office, decision: 'agreed', opinion })
  return moveReward(
    tx,
    reward,
    { step: 'approve', state: isLast ? 'approved' : 'approving', on: decider.on, by: decider, words: `${chineseNumeral(level)}级：${opinion}` },
    { agreed: level, approved_on: isLast ? decider.on : null },
  )
}

/** Final, with the reason: the officer before verification, afterwards the level whose turn it is. */
export function rejectReward(tx: Transaction, key: TownshipKey, target: Target, decider: Decider, levels: readonly number[] | null, reason: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'reject', today)
  const byOfficer = stateOf(reward) === 'submitted'
  const { level, office } = byOfficer ? { level: 0, office: '核实民警' } : nextLevel(reward)
  requireLevel(levels, level)
  requireApart(tx, key, reward, decider)
  requireDay(tx, reward, decider, today)
  writeDecision(tx, reward, decider, { level, office, decision: 'refused', opinion: reason })
  return moveReward(tx, reward, { step: 'reject', state: 'rejected', on: decider.on, by: decider, words: reason })
}

export function nextLevel(reward: StoredReward): { level: number; office: string; isLast: boolean } {
  const chain = chainOf(reward)
  const level = reward.agreed + 1
  return { level, office: chain[level - 1]?.office ?? '', isLast: level >= chain.length }
}

function requireLevel(levels: readonly number[] | null, level: number): void {
  if (levels === null || levels.includes(level)) return
  throw refuse('not_your_level', level === 0 ? '现在轮到社区民警核实，还没有到审批。没有办理。' : `现在轮到${chineseNumeral(level)}级审批，当前账号不审批这一级。没有办理。`)
}

/** One person signs one level: a chain signed twice by one hand is no chain. */
function requireOnce(tx: Transaction, reward: StoredReward, decider: Decider): void {
  const before = approvalsOf(tx, reward)
  if (before.some((row) => samePerson({ accountId: row.approver_account, personId: row.approver_person_id, name: row.approver }, decider))) throw refuse('one_level_each', '这个人已经核实或批过前面一级，一人只签一级。没有办理，换人审批。')
}
