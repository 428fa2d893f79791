import type { Debts } from '../../../contract/debts'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { leadStatements } from './lead-statements'
import { LeadView } from './lead-view'
import { awaitsCaller } from './reward-list'
import { rewardStatements } from './reward-statements'
import { RewardView } from './reward-view'

const openStates = ['draft', 'submitted', 'verified', 'approving', 'approved', 'noticed', 'publicised', 'paid'] as const

/**
 * What waits for this caller's hand: leads to be verified, applications to be verified, approved, told, paid or filed. A
 * draft of one's own is no debt. Red where a day has passed.
 */
export function rewardDebts(services: CoreServices, caller: Caller): Debts {
  const { reader } = services.database
  const found = new Map<string, { count: number; red: boolean; words: Map<string, number> }>()
  const owe = (communityId: string, what: string, red: boolean): void => {
    const line = found.get(communityId) ?? { count: 0, red: false, words: new Map<string, number>() }
    line.count += 1
    line.red ||= red
    line.words.set(what, (line.words.get(what) ?? 0) + 1)
    found.set(communityId, line)
  }
  const officer = caller.reachAs('community_police')
  const leads = new LeadView(services, caller)
  for (const state of ['registered', 'verifying'] as const)
    for (const lead of reader.all(leadStatements.inState, { state })) if (officer.seesWholeCommunity(lead.community_id)) owe(lead.community_id, '线索待核', leads.row(lead).overdue)
  const view = new RewardView(services, caller)
  for (const stored of openStates)
    for (const reward of reader.all(rewardStatements.inState, { state: stored })) {
      const state = view.state(reward)
      if (state === 'draft' || !awaitsCaller(reader, caller, reward, state)) continue
      const words = { submitted: '待核实', verified: '待审批', approving: '待审批', approved: reward.origin === 'ledger' ? '待发放' : '待告知', noticed: '待发放', publicised: '待发放', paid: '待归档', expired: '逾期未领' }[state as string]
      if (words !== undefined) owe(reward.community_id, words, view.row(reward).due?.mark === 'red')
    }
  const communities = [...found].map(([communityId, line]) => ({
    communityId,
    count: line.count,
    mark: line.red ? ('red' as const) : ('yellow' as const),
    words: [...line.words].map(([what, count]) => `${what}${count}件`).join('，'),
  }))
  return {
    count: communities.reduce((sum, line) => sum + line.count, 0),
    mark: communities.length === 0 ? null : communities.some((line) => line.mark === 'red') ? 'red' : 'yellow',
    communities,
  }
}
