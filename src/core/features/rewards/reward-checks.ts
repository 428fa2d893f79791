import { amountFault } from '../../../domain/reward-amounts'
import { isGranted, isLive, type RewardForm, type RewardState } from '../../../domain/reward-states'
import { samePerson } from '../../../domain/reward-people'
import { caseKey, matterKey } from '../../../domain/reward-subject'
import { chainFor } from '../../../domain/reward-tiers'
import { yuan } from '../../../domain/reward-amounts'
import type { Reader } from '../../database/reader'
import { refuse } from '../../refusal'
import { fundBalance } from './fund-ledger'
import { casesInSeries, earlierReporter } from './lead-register'
import { leadStatements } from './lead-statements'
import { rewardedSeat } from './reward-sight'
import type { RewardedPerson } from './sealed-people'
import { tiersOf } from './reward-tier-book'
import { rewardStatements } from './reward-statements'

/** What the rules look at; the same for a draft that is being filled in and a reward that is stored. */
export interface RewardFacts {
  rewardId: string | null
  origin: 'office' | 'ledger'
  state: RewardState
  leadId: string | null
  leadOn: string
  subjectKey: string | null
  caseNo: string | null
  matter: string | null
  confidentiality: number
  publicDays: number | null
  form: RewardForm
  cashFen: number
  goods: string | null
  goodsFen: number
  fundId: string | null
  recipients: readonly (RewardedPerson & { shareFen: number; goodsFen: number })[]
  applicant: { accountId: string; personId: string | null; name: string }
  deciders: readonly { accountId: string | null; personId: string | null; name: string }[]
  paid: boolean
}
export interface Check {
  rule: string
  text: string
  result: 'passed' | 'failed' | 'open'
  field: string | null
}

const passed = (rule: string, text: string): Check => ({ rule, text, result: 'passed', field: null })
const failed = (rule: string, text: string, field: string): Check => ({ rule, text, result: 'failed', field })

/** 核对: every rule of I12–I19 that can be judged now, in the order of the form. Names nobody, whatever the confidentiality. */
export function checkReward(reader: Reader, facts: RewardFacts): Check[] {
  const office = facts.origin === 'office'
  return [...(office ? [leadCheck(reader, facts)] : []), subjectCheck(reader, facts), postCheck(reader, facts), apartCheck(facts), amountCheck(facts), tierCheck(reader, facts), ...(office ? [fundCheck(reader, facts)] : []), publicityCheck(facts), payerCheck(facts)].filter(
    (check) => check !== null,
  )
}

/** @throws Refusal by the first rule that is broken */
export function requireChecks(reader: Reader, facts: RewardFacts): void {
  const broken = checkReward(reader, facts).find((check) => check.result === 'failed')
  if (broken) throw refuse(broken.rule, `${broken.text}。没有办理，改正后重试。`, broken.field)
}

function leadCheck(reader: Reader, facts: RewardFacts): Check {
  const lead = facts.leadId === null ? undefined : reader.get(leadStatements.byId, { id: facts.leadId })
  if (lead?.state !== 'valuable') return failed('I13', '线索没有核实为有价值', 'leadId')
  const first = earlierReporter(reader, lead, facts.caseNo ?? lead.case_no)
  return first === null ? passed('I13', '线索已核实，有价值') : failed('first_reporter', `同一案件或系列案件先报的线索是${first.lead_no}，先报者得奖`, 'leadId')
}

export function liveRewardFor(reader: Reader, subjectKey: string, exceptId: string | null) {
  return reader.all(rewardStatements.ofSubject, { subject_key: subjectKey }).find((other) => other.id !== exceptId && isLive(other.state as RewardState)) ?? null
}

/**
 * The live reward that stands in the way (I14): for the same case, series or matter, for the same lead, or for the same
 * number entered as a matter here and as a case there.
 */
export function doubleOf(reader: Reader, facts: Pick<RewardFacts, 'subjectKey' | 'leadId' | 'rewardId' | 'caseNo' | 'matter'>) {
  const isOther = (one: { id: string; state: string }): boolean => one.id !== facts.rewardId && isLive(one.state as RewardState)
  const bySubject = facts.subjectKey === null ? null : liveRewardFor(reader, facts.subjectKey, facts.rewardId)
  const byLead = facts.leadId === null ? undefined : reader.all(rewardStatements.ofLead, { lead_id: facts.leadId }).find(isOther)
  const acrossBases = facts.caseNo !== null ? reader.all(rewardStatements.ofSubject, { subject_key: `matter:${matterKey(facts.caseNo)}` }) : facts.matter !== null ? reader.all(rewardStatements.ofCase, { case_key: caseKey(facts.matter) }) : []
  return bySubject ?? byLead ?? acrossBases.find(isOther) ?? null
}

const isSameCase = (reader: Reader, one: string, other: string): boolean => caseKey(one) === caseKey(other) || casesInSeries(reader, one).some((member) => member.case_key === caseKey(other))

function subjectCheck(reader: Reader, facts: RewardFacts): Check {
  if (facts.subjectKey === null) return failed('subject', '一案一奖要有案件编号，一事一奖要有事件或事项', 'caseNo')
  const isCase = facts.caseNo !== null
  const lead = facts.leadId === null ? undefined : reader.get(leadStatements.byId, { id: facts.leadId })
  if (isCase && lead && lead.case_no !== null && !isSameCase(reader, lead.case_no, facts.caseNo ?? '')) return failed('I14', `这条线索核实的是案件${lead.case_no}，与申请的案号不同`, 'caseNo')
  const other = doubleOf(reader, facts)
  if (other) return failed('I14', `${isCase ? '本案、同系列案' : '本事项'}或本线索已有奖励${other.reward_no}，不重复奖励`, isCase ? 'caseNo' : 'matter')
  if (!isCase) return passed('I14', '本事项没有发过奖')
  const others = Math.max(0, casesInSeries(reader, facts.caseNo ?? '').length - 1)
  return passed('I14', `本案没有发过奖，系列案${others}件`)
}

function postCheck(reader: Reader, facts: RewardFacts): Check {
  // First of all: whatever else was said of a named person beside the provider would tell whether the two are one.
  if (facts.confidentiality === 3 && facts.recipients.some((one) => !one.asProvider)) return failed('confidential_recipient', '保密3级的奖励只发给线索提供人，不列姓名', 'recipients')
  const wrong = facts.recipients.filter((one) => rewardedSeat(reader, one.personId, facts.leadOn, one.communityId) === null)
  if (wrong.length > 0) return failed('I12', `有${wrong.length}名受奖人在线索当日不是在任的网格长或警辅人员`, 'recipients')
  if (new Set(facts.recipients.map((one) => one.personId)).size < facts.recipients.length) return failed('I12', '同一受奖人列了两次', 'recipients')
  return passed('I12', '受奖人当日在任，岗位符合')
}

function apartCheck(facts: RewardFacts): Check {
  const [applicant] = [facts.applicant]
  if (facts.recipients.some((one) => samePerson(applicant, one))) return failed('I16', '申请人不能是受奖人', 'recipients')
  if (facts.deciders.some((decider) => samePerson(decider, applicant) || facts.recipients.some((one) => samePerson(decider, one)))) return failed('I16', '审批人不能是申请人或受奖人', 'recipients')
  return passed('I16', '申请、审批、受奖三方不重')
}

function amountCheck(facts: RewardFacts): Check {
  const fault = amountFault({ form: facts.form, cashFen: facts.cashFen, goods: facts.goods, goodsFen: facts.goodsFen, shares: facts.recipients })
  return fault === null ? passed('I15', '份额合计等于奖金') : failed(fault.rule, fault.words, fault.field)
}

function tierCheck(reader: Reader, facts: RewardFacts): Check | null {
  if (facts.origin === 'ledger' || isGranted(facts.state)) return null
  // The chain is fixed when it is submitted; tiers that change meanwhile bind the next application.
  if (facts.state !== 'draft') return passed('tier', '审批层级提交时已定')
  const tiers = tiersOf(reader)
  const total = facts.cashFen + facts.goodsFen
  if (chainFor(tiers, total) !== null) return passed('tier', '金额有对应的审批层级')
  return failed('above_tiers', `奖励合计${yuan(total)}元，超过最高一级${yuan(tiers.at(-1)?.upToFen ?? 0)}元`, 'cashFen')
}

function fundCheck(reader: Reader, facts: RewardFacts): Check {
  if (isGranted(facts.state)) return passed('I19', '经费已占用')
  if (facts.fundId === null) return failed('I19', '没有选经费', 'fundId')
  const { balanceFen } = fundBalance(reader, facts.fundId)
  return facts.cashFen <= balanceFen ? passed('I19', '经费余额够') : failed('I19', `经费余额${yuan(balanceFen)}元，不够${yuan(facts.cashFen)}元`, 'fundId')
}

function publicityCheck(facts: RewardFacts): Check | null {
  return facts.confidentiality === 3 && facts.publicDays !== null ? failed('confidential_publicity', '保密3级的奖励不公示', 'publicDays') : null
}

const payerCheck = (facts: RewardFacts): Check => (facts.paid ? passed('I17', '两名发放人已登记') : { rule: 'I17', text: '两名发放人，发放时登记', result: 'open', field: null })
