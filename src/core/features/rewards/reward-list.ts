import type { RewardRow } from '../../../contract/reward-values'
import { caseKey } from '../../../domain/reward-subject'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { isGranted, rewardStates, type RewardState } from '../../../domain/reward-states'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Reader } from '../../database/reader'
import type { Values } from '../../database/statement'
import { nextLevel } from './reward-decision'
import { ownLevels } from './reward-next'
import { recipientsOf, type StoredReward } from './reward-row'
import { gridLead, sightOf } from './reward-sight'
import { rewardStatements } from './reward-statements'
import { RewardView } from './reward-view'
import { openWho, whoMac } from './sealed-people'

export interface RewardListInput {
  after?: string | null | undefined
  limit: number
  year?: number | null | undefined
  communityId?: string | null | undefined
  state: RewardState | 'open' | 'mine' | 'all'
  text?: string | null | undefined
}

const ended: readonly RewardState[] = ['filed', 'void', 'rejected']

/** Year by year, newest first. */
export const rewardsOfYears = (reader: Reader, year: number | null): StoredReward[] =>
  (year === null ? reader.all(rewardStatements.years, {}).map((row) => row.year) : [year]).flatMap((one) => reader.all(rewardStatements.ofYear, { year: one }))

/** `mine`: what waits for this caller's hand. */
export function awaitsCaller(reader: Reader, caller: Caller, reward: StoredReward, state: RewardState): boolean {
  const sees = (role: 'clerk' | 'community_police'): boolean => caller.reachAs(role).seesWholeCommunity(reward.community_id)
  if (state === 'submitted') return sees('community_police')
  if (state === 'verified' || state === 'approving') return ownLevels(reader, caller, reward.community_id).includes(nextLevel(reward).level)
  return sees('clerk') && (['draft', 'approved', 'noticed', 'publicised', 'paid'].includes(state) || (state === 'expired' && reward.state !== 'expired'))
}

/** Newest first. What a caller may not see is left out before anything is counted; only the page itself is opened. */
export function listRewards(services: CoreServices, caller: Caller, input: RewardListInput) {
  const { reader } = services.database
  const view = new RewardView(services, caller)
  const shown = { today: caller.today, ...seenRewards(services, caller), year: input.year ?? null, community_id: input.communityId ?? null, states: statesOf(input.state), ids: null }
  const waiting = input.state === 'mine' ? waitingFor(reader, caller, view) : null
  const candidates = { ...shown, ids: waiting === null ? null : JSON.stringify(waiting) }
  const text = input.text?.trim() ?? ''
  const filter = caseKey(text) === '' ? candidates : { ...candidates, ids: JSON.stringify(idsWithText(services, caller, candidates, text)) }
  const [year = '', on = '', id = ''] = (input.after ?? '9999|9999-99-99|').split('|')
  // One more than the page tells whether another follows.
  const rows = reader.all(rewardStatements.pageOf, { ...filter, before_year: Number.parseInt(year, 10) || 0, before_on: on, before_id: id, limit: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const sums = reader.get(rewardStatements.sumOf, filter)
  return {
    rewards: page.map((reward) => view.row(reward)),
    next: last && rows.length > page.length ? `${last.year}|${last.lead_on}|${last.id}` : null,
    total: reader.get(rewardStatements.countOf, filter)?.n ?? 0,
    cashFen: sums?.cash_fen ?? 0,
    goodsFen: sums?.goods_fen ?? 0,
    capitals: renminbiCapitals(sums?.cash_fen ?? 0),
  }
}

type RewardFilter = Values<(typeof rewardStatements)['countOf']['params']>
/** As {@link seesReward}, for the database to ask. */
function seenRewards(services: CoreServices, caller: Caller): { whole: number; communities: string; who_mac: string | null } {
  const { reader, key } = services.database
  const person = gridLead(reader, caller)
  const seen = caller.reachAs('station_chief', 'clerk', 'community_police', 'approver', 'district_viewer', 'auditor')
  return { whole: seen.township ? 1 : 0, communities: JSON.stringify([...seen.communities]), who_mac: person === null ? null : whoMac(key, person) }
}

function statesOf(state: RewardListInput['state']): string | null {
  if (state === 'all' || state === 'mine') return null
  return JSON.stringify(state === 'open' ? rewardStates.filter((one) => !ended.includes(one)) : [state])
}

/** Rewards that wait for the caller's hand: none has ended, so the index of the open ones finds them. */
function waitingFor(reader: Reader, caller: Caller, view: RewardView): string[] {
  const open = rewardStates.filter((state) => !ended.includes(state)).flatMap((state) => reader.all(rewardStatements.inState, { state }))
  return open.flatMap((reward) => (awaitsCaller(reader, caller, reward, view.state(reward)) ? [reward.id] : []))
}

/** Of the candidates those that bear the text. A name is searched only where it would be shown: a hit would tell it. */
function idsWithText(services: CoreServices, caller: Caller, candidates: RewardFilter, text: string): string[] {
  const { reader, key } = services.database
  const wanted = caseKey(text)
  const rewards = reader.all(rewardStatements.wordsOf, candidates)
  const found = new Set(rewards.flatMap((reward) => ([reward.reward_no, reward.case_no ?? '', reward.matter ?? '', reward.title].some((one) => caseKey(one).includes(wanted)) ? [reward.id] : [])))
  const others = new Map(rewards.flatMap((reward) => (found.has(reward.id) ? [] : [[reward.id, reward] as const])))
  for (const recipient of reader.all(rewardStatements.recipientsOfMany, { ids: JSON.stringify([...others.keys()]) })) {
    const reward = others.get(recipient.reward_id)
    if (reward && !found.has(reward.id) && sightOf(reader, key, caller, reward, recipient) === 'name' && openWho(key, recipient).name.includes(text)) found.add(reward.id)
  }
  return [...found]
}

/** Only rewards where this caller may know that the person is the recipient. */
export function rewardsOfPerson(services: CoreServices, caller: Caller, personId: string) {
  const { reader, key } = services.database
  const view = new RewardView(services, caller)
  const mac = whoMac(key, personId)
  const rewards = reader.all(rewardStatements.ofWho, { who_mac: mac }).flatMap((reward): (RewardRow & { shareFen: number; shareGoodsFen: number })[] => {
    const own = recipientsOf(reader, reward.id).find((recipient) => recipient.who_mac === mac)
    if (!own || !view.sees(reward) || sightOf(reader, key, caller, reward, own) !== 'name') return []
    return [{ ...view.row(reward), shareFen: own.share_fen, shareGoodsFen: own.goods_fen }]
  })
  const counted = rewards.filter((reward) => isGranted(reward.state))
  return { rewards, cashFen: counted.reduce((sum, reward) => sum + reward.shareFen, 0), goodsFen: counted.reduce((sum, reward) => sum + reward.shareGoodsFen, 0) }
}
