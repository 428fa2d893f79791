import { leadDomainLabels, leadDomains, type LeadDomain } from '../../../domain/lead'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { isGranted } from '../../../domain/reward-states'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { placesOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { rewardsOfYears } from './reward-list'
import { countedFen, countedRecipients, recipientsOf } from './reward-row'
import { labelOf, sightOf } from './reward-sight'
import { RewardView } from './reward-view'
import { openWho } from './sealed-people'

interface Line {
  rewards: number
  cashFen: number
  goodsFen: number
}
const nothing = (): Line => ({ rewards: 0, cashFen: 0, goodsFen: 0 })
function add(line: Line, cashFen: number, goodsFen: number): void {
  line.rewards += 1
  line.cashFen += cashFen
  line.goodsFen += goodsFen
}

/** A year's granted rewards, approved or paid and not undone, by the month of the approval; on paper confidentiality 3 is a code for everybody. Who is shown by code or mask stays one line of its own per reward. */
export function summariseYear(services: CoreServices, caller: Caller, year: number, on: 'screen' | 'paper' = 'screen') {
  const { reader, key } = services.database
  const view = new RewardView(services, caller)
  const rewards = rewardsOfYears(reader, year).filter((reward) => view.sees(reward) && isGranted(view.state(reward)))
  const communities = new Map<string, Line & { recipients: Set<string> }>()
  const persons = new Map<string, Line & { personId: string | null; label: string }>()
  const domains = new Map<LeadDomain, Line>()
  const months = new Map<string, Line>()
  const totals = nothing()
  for (const reward of rewards) {
    const { cashFen, goodsFen } = countedFen(reader, reward)
    add(totals, cashFen, goodsFen)
    const community = communities.get(reward.community_id) ?? { ...nothing(), recipients: new Set<string>() }
    communities.set(reward.community_id, community)
    add(community, cashFen, goodsFen)
    const domain = domains.get(reward.domain as LeadDomain) ?? nothing()
    domains.set(reward.domain as LeadDomain, domain)
    add(domain, cashFen, goodsFen)
    const month = (reward.approved_on ?? reward.lead_on).slice(0, 7)
    const inMonth = months.get(month) ?? nothing()
    months.set(month, inMonth)
    add(inMonth, cashFen, goodsFen)
    for (const recipient of countedRecipients(reader, reward)) {
      const sight = on === 'paper' && reward.confidentiality === 3 ? 'code' : sightOf(reader, key, caller, reward, recipient)
      const personId = sight === 'name' ? openWho(key, recipient).personId : null
      // Who is not named counts as somebody new each time: a smaller count would tell that two are one.
      const at = personId ?? recipient.id
      community.recipients.add(at)
      const person = persons.get(at) ?? { ...nothing(), personId, label: labelOf(key, reward, recipient, sight) }
      persons.set(at, person)
      add(person, recipient.share_fen, recipient.goods_fen)
    }
  }
  return {
    communities: placesOf(reader).flatMap((place) => {
      const line = communities.get(place.communityId)
      return line ? [{ communityId: place.communityId, name: place.name, rewards: line.rewards, recipients: line.recipients.size, cashFen: line.cashFen, goodsFen: line.goodsFen }] : []
    }),
    persons: [...persons.values()].toSorted((a, b) => b.cashFen + b.goodsFen - a.cashFen - a.goodsFen),
    domains: leadDomains.flatMap((domain) => {
      const line = domains.get(domain)
      return line ? [{ domain, label: leadDomainLabels[domain], ...line }] : []
    }),
    months: [...months].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([month, line]) => ({ month, rewards: line.rewards, cashFen: line.cashFen })),
    totals: { ...totals, capitals: renminbiCapitals(totals.cashFen) },
  }
}

const mostPointsX10 = 100

/**
 * What a month's rewards would suggest as a bonus in the evaluation, by setting, at most 10 points in all; a person decides.
 * A reward at confidentiality 3 suggests nothing: the bonus would tell who brought the lead.
 */
export function suggestBonuses(services: CoreServices, caller: Caller, month: string, communityId: string | null) {
  const { reader, key } = services.database
  const points = readSetting(reader, 'rewards.bonusPoints')
  const reach = caller.reachAs('station_chief', 'clerk', 'community_police', 'auditor')
  const view = new RewardView(services, caller)
  const found = new Map<string, { personId: string; name: string; communityId: string; rewardIds: string[]; rewardNos: string[] }>()
  for (const reward of rewardsOfYears(reader, null)) {
    if (reward.approved_on?.slice(0, 7) !== month || reward.confidentiality === 3 || !isGranted(view.state(reward))) continue
    for (const recipient of recipientsOf(reader, reward.id)) {
      const who = openWho(key, recipient)
      if (!reach.seesWholeCommunity(who.communityId) || (communityId !== null && who.communityId !== communityId)) continue
      const line = found.get(who.personId) ?? { personId: who.personId, name: who.name, communityId: who.communityId, rewardIds: [], rewardNos: [] }
      line.rewardIds.push(reward.id)
      line.rewardNos.push(reward.reward_no)
      found.set(who.personId, line)
    }
  }
  return [...found.values()].map((line) => {
    const pointsX10 = Math.min(mostPointsX10, line.rewardIds.length * points * 10)
    return { ...line, rewards: line.rewardIds.length, pointsX10, words: `${Number(month.slice(5))}月获奖励${line.rewardIds.length}次，建议加${pointsX10 / 10}分` }
  })
}
