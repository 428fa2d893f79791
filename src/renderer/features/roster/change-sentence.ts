import { dayBefore } from '../../../domain/calendar-date'
import { postRules, type Post } from '../../../domain/post'
import { spokenDay } from './day-words'
import { fullSeat } from './seat'

/** What the wizard is about to do, with names instead of keys. */
export interface ChangePlan {
  today: string
  onDate: string
  post: Post
  community: string
  grid: string | null
  incoming: string | null
  outgoing: string | null
  isActing: boolean
  /** Who holds the other seat of the same grid's pair. */
  partner: string | null
}

/** Says exactly what will be stored: 11月24日起，张三任第六网格网格长；李四任至11月23日。韩云霞与张三结对。 */
export function changeSentence(plan: ChangePlan): string {
  const day = spokenDay(plan.onDate, plan.today)
  const seat = fullSeat(plan.post, plan.grid, plan.community)
  const last = spokenDay(dayBefore(plan.onDate), plan.today)
  const first = plan.incoming === null ? emptied(plan, day, seat, last) : arrived(plan, plan.incoming, day, seat, last)
  return `${first}。${pairing(plan)}`
}

function arrived(plan: ChangePlan, incoming: string, day: string, seat: string, last: string): string {
  const arrival = `${day}起，${incoming}${plan.isActing ? '代理' : '任'}${seat}`
  return plan.outgoing === null ? arrival : `${arrival}；${plan.outgoing}任至${last}`
}

function emptied(plan: ChangePlan, day: string, seat: string, last: string): string {
  const outgoing = plan.outgoing ?? '现任'
  if (postRules[plan.post].unique === null) return `${outgoing}任${seat}至${last}，不补人`
  return `${day}起，${seat}空缺；${outgoing}任至${last}`
}

function pairing(plan: ChangePlan): string {
  if (plan.partner === null || postRules[plan.post].unique !== 'grid') return ''
  return plan.incoming === null ? `${plan.partner}的结对断开。` : `${plan.partner}与${plan.incoming}结对。`
}
