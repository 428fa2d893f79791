import type { LeadDetail } from '../../../contract/leads'
import type { RewardDetail } from '../../../contract/rewards'
import { leadEffectLabels } from '../../../domain/lead'
import { yuan } from '../../../domain/reward-amounts'
import { fieldDifferences } from '../../shell/use-opened'
import { findingWords } from './lead-words'
import { prizeWords } from './reward-words'

const shares = (reward: RewardDetail): string => reward.people.map((person) => `${person.label}${yuan(person.shareFen + person.goodsFen)}元`).join('、')
const payments = (reward: RewardDetail): string => `${reward.payments.filter((payment) => payment.reverses === null && payment.reversedBy === null).length}笔`

/** What somebody signing for a reward looks at, and what has become of it since. */
export const rewardDifferences = (before: RewardDetail, now: RewardDetail): string[] =>
  fieldDifferences(before, now, [
    { label: '金额', of: prizeWords },
    { label: '受奖人', of: shares },
    { label: '事由', of: ({ title }) => title },
    { label: '案件或事项', of: ({ subject }) => subject },
    { label: '依据标准', of: ({ standard }) => standard },
    { label: '经费', of: ({ fund }) => (fund ? `${fund.year}年${fund.source}` : null) },
    { label: '公示', of: ({ publicDays }) => (publicDays === null ? null : `${publicDays}日`) },
    { label: '办理进度', of: ({ stateWords }) => stateWords },
    { label: '有效发放', of: payments },
  ])

export const leadDifferences = (before: LeadDetail, now: LeadDetail): string[] =>
  fieldDifferences(before, now, [
    { label: '核实结论', of: ({ state }) => findingWords[state as keyof typeof findingWords] ?? state },
    { label: '作用', of: ({ effect }) => (effect === null ? null : leadEffectLabels[effect]) },
    { label: '案件编号', of: ({ caseNo }) => caseNo },
    { label: '重复于', of: ({ duplicateOf }) => duplicateOf?.leadNo ?? null },
    { label: '核实次数', of: ({ verifications }) => String(verifications.length) },
  ])
