import type { RewardRow } from '../../../contract/reward-values'
import { caseKey } from '../../../domain/reward-subject'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { isGranted, type RewardState } from '../../../domain/reward-states'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Reader } from '../../database/reader'
import { nextLevel } from './reward-decision'
import { ownLevels } from './reward-next'
import { countedFen, recipientsOf, type StoredReward } from './reward-row'
import { sightOf } from './reward-sight'
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

export function listRewards(services: CoreServices, caller: Caller, input: RewardListInput) {
  const { reader, key } = services.database
  const view = new RewardView(services, caller)
  const wanted = caseKey(input.text ?? '')
  /** A name is searched only where it would be shown: a hit would tell it. */
  const fitsText = (reward: StoredReward): boolean =>
    [reward.reward_no, reward.case_no ?? '', reward.matter ?? '', reward.title].some((text) => caseKey(text).includes(wanted)) ||
    recipientsOf(reader, reward.id).some((recipient) => sightOf(reader, key, caller, reward, recipient) === 'name' && openWho(key, recipient).name.includes(input.text?.trim() ?? ''))
  const found = rewardsOfYears(reader, input.year ?? null).filter((reward) => {
    if (input.communityId && reward.community_id !== input.communityId) return false
    if (!view.sees(reward)) return false
    const state = view.state(reward)
    if (input.state === 'open' && ended.includes(state)) return false
    if (input.state === 'mine' && !awaitsCaller(reader, caller, reward, state)) return false
    if (!['open', 'mine', 'all'].includes(input.state) && state !== input.state) return false
    return wanted === '' || fitsText(reward)
  })
  const from = input.after ? found.findIndex((reward) => reward.id === input.after) + 1 : 0
  const page = found.slice(from, from + input.limit)
  const last = page.at(-1)
  const counted = found.filter((reward) => isGranted(view.state(reward)))
  const sums = counted.map((reward) => countedFen(reader, reward))
  const cashFen = sums.reduce((sum, one) => sum + one.cashFen, 0)
  return {
    rewards: page.map((reward) => view.row(reward)),
    next: last && from + input.limit < found.length ? last.id : null,
    total: found.length,
    cashFen,
    goodsFen: sums.reduce((sum, one) => sum + one.goodsFen, 0),
    capitals: renminbiCapitals(cashFen),
  }
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
