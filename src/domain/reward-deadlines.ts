import { addDays, daysBetween } from './calendar-date'
import type { RewardState } from './reward-states'

/** The last day on which a reward can be collected: the day of notice is not counted. */
export const lastCollectionDay = (noticedOn: string, days: number): string => addDays(noticedOn, days)

/** Publicity of so many days, the first one counted. */
export const lastPublicDay = (fromOn: string, days: number): string => addDays(fromOn, days - 1)

/** The state on a day: what was not collected in time has expired, recorded or not (D4). */
export function stateOn(reward: { state: RewardState; expiresOn: string | null }, today: string): RewardState {
  const waiting = reward.state === 'noticed' || reward.state === 'publicised'
  return waiting && reward.expiresOn !== null && reward.expiresOn < today ? 'expired' : reward.state
}

export type DueMark = 'red' | 'yellow' | 'green'
/** Red from the day after, yellow on the last day and the two before it (design: status language). */
export function markOf(dueOn: string, today: string): DueMark {
  const left = daysBetween(today, dueOn)
  return left < 0 ? 'red' : left <= 2 ? 'yellow' : 'green'
}

/** 今天到期, 还剩3天, 已过2天 */
export function dueWords(dueOn: string, today: string): string {
  const left = daysBetween(today, dueOn)
  return left === 0 ? '今天到期' : left > 0 ? `还剩${left}天` : `已过${-left}天`
}
