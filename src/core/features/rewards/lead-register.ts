import type { Confidentiality, LeadDomain, LeadEffect, LeadFinding, LeadSource, LeadState } from '../../../domain/lead'
import { caseKey } from '../../../domain/reward-subject'
import { isLive, type RewardState } from '../../../domain/reward-states'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { conflict, notFound, refuse } from '../../refusal'
import { takeNumber } from './document-number'
import { leadStatements } from './lead-statements'
import { rewardStatements } from './reward-statements'
import { rewardedSeat } from './reward-sight'
import { providerMac, sealContent, sealOpinion, sealProvider, type SealedPerson } from './sealed-people'

export interface NewLead {
  communityId: string
  providerId: string
  receivedOn: string
  source: LeadSource
  domain: LeadDomain
  confidentiality: Confidentiality
  content: string
  caseNo: string | null
}

/** @throws Refusal I12, `lead_day` */
export function registerLead(tx: Transaction, key: TownshipKey, lead: NewLead, today: string): { leadId: string; leadNo: string } {
  if (lead.receivedOn > today) throw refuse('lead_day', '线索日期晚于今天。没有登记，核对日期。', 'receivedOn')
  const seat = rewardedSeat(tx, lead.providerId, lead.receivedOn, lead.communityId)
  if (!seat || seat.communityId !== lead.communityId) throw refuse('I12', '线索提供人当天不是这个村(社区)在任的网格长或警辅人员。没有登记，核对人员和日期。', 'providerId')
  const { text } = takeNumber(tx, '线', Number(lead.receivedOn.slice(0, 4)))
  return { leadId: storeLead(tx, key, lead, { leadNo: text, origin: 'office', state: 'registered', seat, registeredBy: tx.actor.name }), leadNo: text }
}

export function storeLead(
  tx: Transaction,
  key: TownshipKey,
  lead: Omit<NewLead, 'providerId'>,
  as: { leadNo: string; origin: 'office' | 'ledger'; state: LeadState; seat: SealedPerson; registeredBy: string },
): string {
  const id = newId()
  tx.write(leadStatements.insert, {
    id,
    lead_no: as.leadNo,
    origin: as.origin,
    community_id: lead.communityId,
    received_on: lead.receivedOn,
    source_kind: lead.source,
    domain: lead.domain,
    confidentiality: lead.confidentiality,
    content_enc: sealContent(key, id, lead.content),
    provider_enc: sealProvider(key, id, { ...as.seat, registeredBy: as.registeredBy }),
    provider_mac: providerMac(key, as.seat.personId),
    state: as.state,
    effect: null,
    case_no: lead.caseNo,
    case_key: lead.caseNo === null ? null : caseKey(lead.caseNo),
    created_at: tx.at,
    created_by: tx.actor.id,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  return id
}

export interface LeadVerification {
  leadId: string
  rowVersion: number
  finding: LeadFinding
  effect: LeadEffect | null
  caseNo: string | null
  duplicateOfId: string | null
  opinion: string
}

/** @throws Refusal `lead_rewarded`, `first_reporter`, `duplicate_of`, `effect_needed` */
export function verifyLead(tx: Transaction, key: TownshipKey, found: LeadVerification, today: string): number {
  const lead = tx.get(leadStatements.byId, { id: found.leadId })
  if (!lead) throw notFound()
  if (lead.row_version !== found.rowVersion) throw conflict()
  const cited = liveRewardOfLead(tx, lead.id)
  if (cited) throw refuse('lead_rewarded', `${cited.reward_no}已引用这条线索。核实结论没有改，要改先作废那张奖励。`, 'finding')
  const caseNo = found.caseNo ?? lead.case_no
  if (found.finding === 'valuable') {
    if (found.effect === null) throw refuse('effect_needed', '有价值的线索要选作用。没有存，选好后重试。', 'effect')
    requireFirstReporter(tx, lead, caseNo)
  }
  if (found.finding === 'duplicate') requireEarlier(tx, lead, found.duplicateOfId)
  tx.write(leadStatements.find, {
    id: lead.id,
    row_version: lead.row_version,
    state: found.finding,
    effect: found.finding === 'valuable' ? found.effect : null,
    case_no: caseNo,
    case_key: caseNo === null ? null : caseKey(caseNo),
    duplicate_of_id: found.finding === 'duplicate' ? found.duplicateOfId : null,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  const id = newId()
  tx.write(leadStatements.insertVerification, { id, lead_id: lead.id, finding: found.finding, on_day: today, by_name: tx.actor.name, opinion_enc: sealOpinion(key, id, found.opinion), created_at: tx.at, created_by: tx.actor.id })
  return lead.row_version + 1
}

export const liveRewardOfLead = (reader: Reader, leadId: string) => reader.all(rewardStatements.ofLead, { lead_id: leadId }).find((reward) => isLive(reward.state as RewardState))

type StoredLead = { id: string; received_on: string }
/** Who reported first: by day, and within a day by the order of registration. */
const isEarlier = (a: StoredLead, b: StoredLead): boolean => a.received_on < b.received_on || (a.received_on === b.received_on && a.id < b.id)

/**
 * The other valuable leads on a case or its series. A line of the old ledger stands in the way only as long as its reward
 * lives: its lead can be neither found otherwise nor applied for.
 */
function othersOnCase(reader: Reader, lead: StoredLead, caseNo: string) {
  const keys = [caseKey(caseNo), ...casesInSeries(reader, caseNo).map((member) => member.case_key)]
  return [...new Set(keys)]
    .flatMap((key) => reader.all(leadStatements.ofCase, { case_key: key }))
    .filter((one) => one.id !== lead.id && one.state === 'valuable' && (one.origin !== 'ledger' || liveRewardOfLead(reader, one.id) !== undefined))
}

/** The valuable lead on the same case or series that came before this one; a series linked later counts, too. */
export const earlierReporter = (reader: Reader, lead: StoredLead, caseNo: string | null): { lead_no: string } | null => (caseNo === null ? null : (othersOnCase(reader, lead, caseNo).find((other) => isEarlier(other, lead)) ?? null))

/** First reporter wins, and a series counts once: another valuable lead on the same case or series stands in the way. */
function requireFirstReporter(tx: Transaction, lead: StoredLead, caseNo: string | null): void {
  if (caseNo === null) return
  const other = othersOnCase(tx, lead, caseNo)[0]
  if (!other) return
  const words = isEarlier(other, lead)
    ? `同一案件或系列案件已有先报的有价值线索${other.lead_no}。没有存，这条应核实为重复。`
    : `同一案件已把后报的线索${other.lead_no}核实为有价值。没有存，先把那条改为重复，先报者得奖。`
  throw refuse('first_reporter', words, 'finding')
}

function requireEarlier(tx: Transaction, lead: StoredLead, firstId: string | null): void {
  const first = firstId === null ? undefined : tx.get(leadStatements.byId, { id: firstId })
  if (!first || first.id === lead.id) throw refuse('duplicate_of', '选出先报的那条线索。没有存，选好后重试。', 'duplicateOfId')
  if (!isEarlier(first, lead)) throw refuse('first_reporter', `${first.lead_no}比这条晚，先报者得奖。没有存，应把那条核实为重复。`, 'duplicateOfId')
}

export function casesInSeries(reader: Reader, caseNo: string): { case_key: string; case_no: string; series_id: string }[] {
  const [member] = reader.all(leadStatements.seriesOf, { case_key: caseKey(caseNo) })
  return member ? reader.all(leadStatements.membersOf, { series_id: member.series_id }) : []
}
export const seriesIdOf = (reader: Reader, caseNo: string | null): string | null => (caseNo === null ? null : (reader.all(leadStatements.seriesOf, { case_key: caseKey(caseNo) })[0]?.series_id ?? null))

/**
 * Joins two cases, with the series each may belong to, into one series.
 * @throws Refusal I14 where two live rewards would then stand for one series, `one_case`
 */
export function linkCases(tx: Transaction, caseNo: string, otherCaseNo: string, reason: string, importBatchId: string | null = null): { seriesId: string; cases: string[] } {
  if (caseKey(caseNo) === caseKey(otherCaseNo)) throw refuse('one_case', '两个编号是同一个案件。没有登记，核对编号。', 'otherCaseNo')
  const members = new Map([...casesInSeries(tx, caseNo), ...casesInSeries(tx, otherCaseNo)].map((member) => [member.case_key, member]))
  const typed = [caseNo, otherCaseNo].map((number): [string, string] => [caseKey(number), number])
  // A number keeps the spelling under which it was first entered.
  const numbers = new Map([...typed, ...[...members.values()].map((member): [string, string] => [member.case_key, member.case_no])])
  const live = [...numbers.keys()].flatMap((key) => tx.all(rewardStatements.ofCase, { case_key: key })).filter((reward) => isLive(reward.state as RewardState))
  if (live.length > 1) throw refuse('I14', `${live.map((reward) => reward.reward_no).join('、')}各是一张有效奖励，系列案件只奖一次。没有登记，先作废多发的。`, 'otherCaseNo')
  const seriesId = seriesIdOf(tx, caseNo) ?? seriesIdOf(tx, otherCaseNo) ?? newId()
  const by = { updated_at: tx.at, updated_by: tx.actor.id }
  for (const [key, number] of numbers) {
    const [known] = tx.all(leadStatements.seriesOf, { case_key: key })
    if (!known) tx.write(leadStatements.addMember, { id: newId(), series_id: seriesId, case_key: key, case_no: number, reason, import_batch_id: importBatchId, created_at: tx.at, created_by: tx.actor.id, ...by })
    else if (known.series_id !== seriesId) tx.write(leadStatements.moveMember, { id: known.id, series_id: seriesId, ...by })
    for (const reward of tx.all(rewardStatements.ofCase, { case_key: key }))
      if (reward.subject_key !== `series:${seriesId}`) tx.write(rewardStatements.setSubject, { id: reward.id, subject_key: `series:${seriesId}`, ...by })
  }
  return { seriesId, cases: [...numbers.values()] }
}

/** Cases that an import of a ledger joined to a series are cases of their own again. */
export function unlinkCasesOf(tx: Transaction, importBatchId: string): void {
  for (const { id } of tx.all(leadStatements.membersOfBatch, { import_batch_id: importBatchId })) tx.write(leadStatements.removeMember, { id, deleted_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id })
}
