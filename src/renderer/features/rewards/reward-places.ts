import type { RouteLocationRaw } from 'vue-router'
import type { RewardPaper } from '../../../contract/rewards'

export const paperTitles: Readonly<Record<RewardPaper['kind'], string>> = { approval: '审批表', signOff: '发放签领表', publicity: '公示表', ledger: '奖励台账', summary: '年度汇总', paymentList: '付款清单' }

export const toReward = (rewardId: string): RouteLocationRaw => ({ name: 'reward', params: { rewardId } })
/** A new application, for a lead that is known already or for one that is still to be chosen. */
export const toApply = (leadId: string | null): RouteLocationRaw => ({ name: 'reward-apply', query: leadId === null ? {} : { lead: leadId } })
export const toCorrect = (rewardId: string): RouteLocationRaw => ({ name: 'reward-apply', query: { reward: rewardId } })
/** `of`: one reward, a year, a community. */
export const toPaper = (what: RewardPaper['kind'], of: { reward?: string; year?: string; community?: string } = {}): RouteLocationRaw => ({ name: 'reward-papers', query: { what, ...of } })
