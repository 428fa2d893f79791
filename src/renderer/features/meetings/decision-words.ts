import type { Decision } from '../../../contract/meeting-decisions'
import { daysBetween } from '../../../domain/calendar-date'
import { isOpenDecision } from '../../../domain/meeting-state'

export interface DecisionLight {
  light: 'g' | 'y' | 'r' | 'k' | 'x' | 'b'
  words: string
}

/** 11-12; another year's with the year. */
export const dueText = (on: string, today: string): string => (on.slice(0, 4) === today.slice(0, 4) ? on.slice(5) : on)

/** Mark and words of a decision, the due date beside what it means: 「逾期2天，11-03」. */
export function decisionLight(decision: Pick<Decision, 'state' | 'dueOn' | 'closedOn' | 'overdueDays' | 'carriedWeeks'>, today: string): DecisionLight {
  const { state, dueOn, closedOn, overdueDays, carriedWeeks } = decision
  if (state === 'done') return { light: 'k', words: `${closedOn === null ? '' : `${dueText(closedOn, today)} `}办结` }
  if (state === 'cancelled') return { light: 'x', words: '已取消' }
  const carried = carriedWeeks > 0 ? '续办，' : ''
  if (dueOn === null) return { light: 'b', words: `${carried}没有时限` }
  if (overdueDays > 0) return { light: 'r', words: `逾期${overdueDays}天，${dueText(dueOn, today)}` }
  const left = daysBetween(today, dueOn)
  if (left <= 0) return { light: 'y', words: `${carried}今天到期` }
  return { light: left <= 1 ? 'y' : 'g', words: left <= 1 ? `${carried}明天到期` : `${carried}${dueText(dueOn, today)}` }
}

export type DecisionAct = 'progress' | 'done' | 'cancel' | 'extend' | 'reopen'
export const decisionActWords: Readonly<Record<DecisionAct, { verb: string; label: string; hint: string }>> = {
  progress: { verb: '记进展', label: '进展', hint: '办到哪一步了。' },
  done: { verb: '办结', label: '结果', hint: '办成了什么，写进纪要和督办表。' },
  cancel: { verb: '取消事项', label: '原因', hint: '为什么不办了。取消后不再转入下周。' },
  extend: { verb: '延期', label: '原因', hint: '为什么延期，新时限写在上面。' },
  reopen: { verb: '重新办理', label: '原因', hint: '为什么重新办。' },
}
/** What can be done with a decision as it stands. */
export const actsFor = (decision: Pick<Decision, 'state'>): DecisionAct[] => (isOpenDecision(decision.state) ? ['done', 'progress', 'extend', 'cancel'] : ['reopen'])
