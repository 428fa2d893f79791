import { isRewardedPost } from '../../../domain/reward-people'
import { postLabel, type Post } from '../../../domain/post'
import { maskName } from '../../../domain/reward-words'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import { accountStatements } from '../../accounts/account-statements'
import { forbidden } from '../../refusal'
import { gridsOn, placeOf, tenuresOfPersonWithin } from '../roster/directory'
import { openWho, providerMac, whoMac, type RewardedPerson, type SealedPerson } from './sealed-people'

/** The person of the caller's own account; null for a granted role without one and for the command line. */
export function ownPerson(reader: Reader, caller: Caller): string | null {
  const { signedIn } = caller.connection
  return signedIn ? (reader.get(accountStatements.byId, { id: signedIn.accountId })?.person_id ?? null) : null
}

/** What is a grid lead's own is that person's, wherever the grid lies. */
export const gridLead = (reader: Reader, caller: Caller): string | null => (caller.reachAs('grid_chief').isNowhere ? null : ownPerson(reader, caller))

/** I20, model.md D5: the officer of the community, and a grid lead for the own lead. */
export function seesLeadIdentity(reader: Reader, key: TownshipKey, caller: Caller, lead: { community_id: string; provider_mac: string }): boolean {
  if (caller.reachAs('community_police').seesWholeCommunity(lead.community_id)) return true
  return isOwnLead(reader, key, caller, lead)
}

export function isOwnLead(reader: Reader, key: TownshipKey, caller: Caller, lead: { provider_mac: string }): boolean {
  const person = gridLead(reader, caller)
  return person !== null && lead.provider_mac === providerMac(key, person)
}

/** Number, day, domain and state of a lead: everybody whose reach covers the community, and the one who brought it. */
export const seesLead = (reader: Reader, key: TownshipKey, caller: Caller, lead: { community_id: string; provider_mac: string }): boolean =>
  caller.reachAs('station_chief', 'clerk', 'community_police', 'auditor').seesWholeCommunity(lead.community_id) || isOwnLead(reader, key, caller, lead)

export function seesReward(reader: Reader, key: TownshipKey, caller: Caller, reward: { community_id: string }, recipients: readonly { who_mac: string }[]): boolean {
  if (caller.reachAs('station_chief', 'clerk', 'community_police', 'approver', 'district_viewer', 'auditor').seesWholeCommunity(reward.community_id)) return true
  return isOwnReward(reader, key, caller, recipients)
}

function isOwnReward(reader: Reader, key: TownshipKey, caller: Caller, recipients: readonly { who_mac: string }[]): boolean {
  const person = gridLead(reader, caller)
  return person !== null && recipients.some((recipient) => recipient.who_mac === whoMac(key, person))
}

export type Sight = 'name' | 'masked' | 'code'

/**
 * How a caller sees who is rewarded: the officer of the community always by name; clerk, chief, approver and auditor by
 * name, at confidentiality 3 by code number only; the district's viewer masked; a grid lead the own name alone.
 */
export function sightOf(reader: Reader, key: TownshipKey, caller: Caller, reward: { community_id: string; confidentiality: number }, recipient: { who_mac: string }): Sight {
  if (caller.reachAs('community_police').seesWholeCommunity(reward.community_id)) return 'name'
  if (isOwnReward(reader, key, caller, [recipient])) return 'name'
  if (reward.confidentiality === 3) return 'code'
  return caller.reachAs('clerk', 'station_chief', 'approver', 'auditor').seesWholeCommunity(reward.community_id) ? 'name' : 'masked'
}

/** Signed scans name who is rewarded: whoever may see a reward's papers, and at confidentiality 3 the officer, the clerk and the auditor alone; each where the role reaches. */
export function seesScans(caller: Caller, reward: { community_id: string; confidentiality: number }): boolean {
  const reach = reward.confidentiality === 3 ? caller.reachAs('community_police', 'clerk', 'auditor') : caller.reachAs('station_chief', 'community_police', 'clerk', 'approver', 'auditor')
  return reach.seesWholeCommunity(reward.community_id)
}

export interface SeenRecipient {
  label: string
  who: RewardedPerson
}

/** 134-1号: the reward's serial and the recipient's place in it. */
export const codeOf = (reward: { serial: number }, seq: number): string => `${reward.serial}-${seq}号`

export function labelOf(key: TownshipKey, reward: { serial: number }, recipient: { id: string; who_enc: string; seq: number }, sight: Sight): string {
  if (sight === 'code') return codeOf(reward, recipient.seq)
  const { name } = openWho(key, recipient)
  return sight === 'name' ? name : maskName(name)
}

/**
 * A grid lead or an auxiliary in post on the day (I12), with the seat that counts: in the named community where there is
 * one, of the named post where both are held there, else the first. Null for anybody else.
 */
export function rewardedSeat(reader: Reader, personId: string, on: string, communityId: string | null, post: string | null = null): SealedPerson | null {
  const seats = tenuresOfPersonWithin(reader, personId, on, on).filter((tenure) => isRewardedPost(tenure.post))
  const there = seats.filter((tenure) => tenure.communityId === communityId)
  const seat = there.find((tenure) => tenure.post === post) ?? there[0] ?? seats[0]
  if (!seat) return null
  return { personId, name: seat.name, post: seat.post, communityId: seat.communityId, gridId: seat.gridId, place: placeWords(reader, seat.communityId, seat.gridId, on) }
}

export function placeWords(reader: Reader, communityId: string, gridId: string | null, on: string): string {
  const grid = gridId === null ? undefined : gridsOn(reader, communityId, on).find((one) => one.gridId === gridId)
  return `${placeOf(reader, communityId)?.name ?? ''}${grid?.name ?? ''}`
}

export const postWords = (post: string): string => postLabel(post as Post)

export const outOfReach = () => forbidden('这条记录不在当前账号的范围内。库里没有变动。')
