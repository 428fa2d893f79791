import type { RewardFields } from '../../../contract/reward-values'
import { caseKey } from '../../../domain/reward-subject'
import { stepsFrom, type NextStep } from '../../../domain/reward-states'
import { chainFor } from '../../../domain/reward-tiers'
import { stateOn } from '../../../domain/reward-deadlines'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { notFound, refuse } from '../../refusal'
import { takeNumber } from './document-number'
import { fundStatements } from './fund-statements'
import { leadStatements } from './lead-statements'
import { doubleOf, requireChecks, type RewardFacts } from './reward-checks'
import { factsOfFields, factsOfReward, type Applicant } from './reward-facts'
import { moveReward, noteStep, recipientsOf, requireReward, stateOf, type StoredReward } from './reward-row'
import { rewardStatements } from './reward-statements'
import { rewardStateLabels, rewardStepLabels } from '../../../domain/reward-states'
import { sealWho, whoMac } from './sealed-people'
import { tiersOf } from './reward-tier-book'

export interface Target {
  rewardId: string
  rowVersion: number
}

/** @throws Refusal `state` where the step cannot be taken from here, with what is so and what to do */
export function requireStep(reward: StoredReward, step: NextStep, today: string): void {
  const state = stateOn({ state: stateOf(reward), expiresOn: reward.expires_on }, today)
  const lateExpiry = step === 'expire' && state === 'expired' && reward.state !== 'expired'
  if (lateExpiry || stepsFrom[step].includes(state) || (step === 'pay' && reward.origin === 'ledger' && state === 'approved')) return
  if (state === 'expired' && step === 'pay') throw refuse('I18', `${reward.expires_on ?? ''}领取到期，已过期限。没有发放，登记逾期或作废。`, 'paidOn')
  throw refuse('state', `这张奖励${rewardStateLabels[state]}，不能${rewardStepLabels[step]}。没有变动。`)
}

/** What the form says, as columns. The application's subject must be free already as a draft (I14). */
function columnsOf(tx: Transaction, fields: RewardFields, facts: RewardFacts, today: string) {
  const lead = tx.get(leadStatements.byId, { id: fields.leadId })
  const fund = tx.get(fundStatements.byId, { id: fields.fundId })
  if (!lead || !fund) throw notFound()
  if (facts.subjectKey === null) throw refuse('subject', fields.basis === 'per_case' ? '一案一奖要有案件编号。没有存，填好后重试。' : '一事一奖要有事件或事项。没有存，填好后重试。', fields.basis === 'per_case' ? 'fields.caseNo' : 'fields.matter')
  if (fields.incidentId !== null) throw refuse('incident', '事件功能还没有启用，一事一奖写明事项。没有存。', 'fields.incidentId')
  const other = doubleOf(tx, facts)
  if (other) throw refuse('I14', `同一案件、事项或线索已有奖励${other.reward_no}，不重复奖励。没有存。`, fields.basis === 'per_case' ? 'fields.caseNo' : 'fields.matter')
  if (![lead.received_on, today].some((on) => Number(on.slice(0, 4)) === fund.year)) throw refuse('fund_year', `${fund.year}年的经费不发${lead.received_on.slice(0, 4)}年线索的奖励。没有存，换一个年度的经费。`, 'fields.fundId')
  const isCase = fields.basis === 'per_case'
  return {
    lead_id: lead.id,
    community_id: lead.community_id,
    basis: fields.basis,
    case_no: isCase ? fields.caseNo : null,
    case_key: isCase && fields.caseNo !== null ? caseKey(fields.caseNo) : null,
    matter: isCase ? null : fields.matter,
    incident_id: isCase ? null : fields.incidentId,
    subject_key: facts.subjectKey,
    title: fields.title,
    domain: lead.domain,
    effect: fields.effect,
    confidentiality: lead.confidentiality,
    lead_on: lead.received_on,
    form: fields.form,
    cash_fen: fields.cashFen,
    goods: fields.goods === '' ? null : fields.goods,
    goods_fen: fields.goodsFen,
    standard: fields.standard,
    fund_id: fields.fundId,
    public_days: fields.publicDays,
  }
}

function writeRecipients(tx: Transaction, key: TownshipKey, rewardId: string, facts: RewardFacts): void {
  facts.recipients.forEach(({ shareFen, goodsFen, ...who }, at) => {
    const id = newId()
    tx.write(rewardStatements.addRecipient, {
      id,
      reward_id: rewardId,
      seq: at + 1,
      who_enc: sealWho(key, id, who),
      who_mac: whoMac(key, who.personId),
      share_fen: shareFen,
      goods_fen: goodsFen,
      created_at: tx.at,
      created_by: tx.actor.id,
      updated_at: tx.at,
      updated_by: tx.actor.id,
    })
  })
}

/** A draft; what is still missing is told by 核对 and refused at 提交. @throws Refusal I12, I14, `subject` */
export function applyForReward(tx: Transaction, key: TownshipKey, fields: RewardFields, applicant: Applicant, today: string): { rewardId: string; rewardNo: string } {
  const facts = factsOfFields(tx, key, fields, applicant, null)
  const columns = columnsOf(tx, fields, facts, today)
  const year = Number(today.slice(0, 4))
  const { text, serial } = takeNumber(tx, '奖', year)
  const id = newId()
  tx.write(rewardStatements.insert, {
    id,
    reward_no: text,
    serial,
    year,
    origin: 'office',
    applicant_account: applicant.accountId,
    applicant_person_id: applicant.personId,
    applicant: applicant.name,
    applied_on: today,
    ...columns,
    ...nothingYet,
    import_batch_id: null,
    created_at: tx.at,
    created_by: tx.actor.id,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  writeRecipients(tx, key, id, facts)
  noteStep(tx, id, { step: 'apply', state: 'draft', on: today })
  return { rewardId: id, rewardNo: text }
}

export const nothingYet = { state: 'draft', chain_json: '[]', agreed: 0, submission: 0, approved_on: null, noticed_on: null, expires_on: null, public_from: null, public_to: null, paid_on: null } as const

export function correctReward(tx: Transaction, key: TownshipKey, target: Target, fields: RewardFields, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'correct', today)
  const applicant = { accountId: reward.applicant_account, personId: reward.applicant_person_id, name: reward.applicant }
  const facts = factsOfFields(tx, key, fields, applicant, reward.id)
  const by = { updated_at: tx.at, updated_by: tx.actor.id }
  tx.write(rewardStatements.apply, { id: reward.id, row_version: reward.row_version, ...columnsOf(tx, fields, facts, today), ...by })
  for (const old of recipientsOf(tx, reward.id)) tx.write(rewardStatements.dropRecipient, { id: old.id, deleted_at: tx.at, ...by })
  writeRecipients(tx, key, reward.id, facts)
  noteStep(tx, reward.id, { step: 'correct', state: 'draft', on: today })
  return { state: 'draft' as const, rowVersion: reward.row_version + 1 }
}

/** Fixes the chain of approval by the amount. @throws Refusal I12–I16, I19, `above_tiers` */
export function submitReward(tx: Transaction, key: TownshipKey, target: Target, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'submit', today)
  requireChecks(tx, factsOfReward(tx, key, reward))
  const chain = chainFor(tiersOf(tx), reward.cash_fen + reward.goods_fen) ?? []
  return moveReward(
    tx,
    reward,
    { step: 'submit', state: 'submitted', on: today },
    { chain_json: JSON.stringify(chain.map(({ office, upToFen }) => ({ office, upToFen }))), agreed: 0, submission: reward.submission + 1 },
  )
}

export function withdrawReward(tx: Transaction, target: Target, reason: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'withdraw', today)
  return moveReward(tx, reward, { step: 'withdraw', state: 'draft', on: today, words: reason }, { chain_json: '[]' })
}
