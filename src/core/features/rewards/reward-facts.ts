import type { RewardFields } from '../../../contract/reward-values'
import type { RewardForm } from '../../../domain/reward-states'
import { subjectKey } from '../../../domain/reward-subject'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import { notFound, refuse } from '../../refusal'
import { seriesIdOf } from './lead-register'
import { leadStatements } from './lead-statements'
import type { RewardFacts } from './reward-checks'
import { approvalsOf, paymentsOf, recipientsOf, standingPayments, stateOf, type StoredReward } from './reward-row'
import { rewardedSeat } from './reward-sight'
import { openProvider, openWho, type RewardedPerson } from './sealed-people'

export interface Applicant {
  accountId: string
  personId: string | null
  name: string
}

export function factsOfReward(reader: Reader, key: TownshipKey, reward: StoredReward): RewardFacts {
  const recipients = recipientsOf(reader, reward.id)
  return {
    rewardId: reward.id,
    origin: reward.origin as RewardFacts['origin'],
    state: stateOf(reward),
    leadId: reward.lead_id,
    leadOn: reward.lead_on,
    subjectKey: reward.subject_key,
    caseNo: reward.case_no,
    matter: reward.matter,
    confidentiality: reward.confidentiality,
    publicDays: reward.public_days,
    form: reward.form as RewardForm,
    cashFen: reward.cash_fen,
    goods: reward.goods,
    goodsFen: reward.goods_fen,
    fundId: reward.fund_id,
    recipients: recipients.map((row) => ({ ...openWho(key, row), shareFen: row.share_fen, goodsFen: row.goods_fen })),
    applicant: { accountId: reward.applicant_account, personId: reward.applicant_person_id, name: reward.applicant },
    deciders: approvalsOf(reader, reward).map((row) => ({ accountId: row.approver_account, personId: row.approver_person_id, name: row.approver })),
    paid: recipients.length > 0 && standingPayments(paymentsOf(reader, reward.id)).length === recipients.length,
  }
}

/** What an application that is being filled in would be. @throws Refusal NOT_FOUND, I12 */
export function factsOfFields(reader: Reader, key: TownshipKey, fields: RewardFields, applicant: Applicant, rewardId: string | null): RewardFacts {
  const lead = reader.get(leadStatements.byId, { id: fields.leadId })
  if (!lead) throw notFound()
  const subject = { basis: fields.basis, caseNo: fields.caseNo, matter: fields.matter, incidentId: fields.incidentId, seriesId: seriesIdOf(reader, fields.caseNo) }
  return {
    rewardId,
    origin: 'office',
    state: 'draft',
    leadId: lead.id,
    leadOn: lead.received_on,
    subjectKey: subjectKey(subject),
    caseNo: fields.basis === 'per_case' ? fields.caseNo : null,
    matter: fields.basis === 'per_matter' ? fields.matter : null,
    confidentiality: lead.confidentiality,
    publicDays: fields.publicDays,
    form: fields.form,
    cashFen: fields.cashFen,
    goods: fields.goods,
    goodsFen: fields.goodsFen,
    fundId: fields.fundId,
    recipients: resolveRecipients(reader, key, fields, lead),
    applicant,
    deciders: [],
    paid: false,
  }
}

/** @throws Refusal I12 for somebody who held no rewarded post on the lead's day */
function resolveRecipients(reader: Reader, key: TownshipKey, fields: RewardFields, lead: { id: string; provider_enc: string; received_on: string; community_id: string }) {
  return fields.recipients.map((wanted, at): RewardedPerson & { shareFen: number; goodsFen: number } => {
    const amounts = { shareFen: wanted.shareFen, goodsFen: wanted.goodsFen }
    if (wanted.kind === 'provider') {
      const { personId, name, post, communityId, gridId, place } = openProvider(key, lead)
      return { personId, name, post, communityId, gridId, place, asProvider: true, ...amounts }
    }
    const seat = rewardedSeat(reader, wanted.personId, lead.received_on, lead.community_id)
    if (!seat) throw refuse('I12', `第${at + 1}名受奖人在线索当日不是在任的网格长或警辅人员。没有存，核对人员。`, `fields.recipients.${at}`)
    return { ...seat, asProvider: false, ...amounts }
  })
}
