import type { EvaluationMonth } from '../../../contract/evaluation-shapes'
import { cycleStateWords, type CycleState, type SheetKind } from '../../../domain/evaluation'
import { automaticLockDay } from '../../../domain/evaluation-days'
import { addMonths } from '../../../domain/month'

/** 2026-10 → 10月, with the year where it is not this one. */
export function shortMonth(month: string, today: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${year === today.slice(0, 4) ? '' : `${year}年`}${Number(number)}月`
}

/** How many sheets are expected, came, were waived and are missing: of the list, or of the month itself once it is read; an old month before that shows no number. */
export function countWords(listed: EvaluationMonth, read: EvaluationMonth | null): { line: string; missing: string } {
  const counts = read?.month === listed.month ? read : listed
  const words = (count: number | null): string => (count === null ? '—' : String(count))
  return { line: `应评${words(counts.expected)}张　已交${words(counts.submitted)}　免评${words(counts.waived)}　未交`, missing: words(counts.missing) }
}

/** 2026-11-05 → 11月5日 */
export function shortDay(day: string): string {
  const [, month = '', number = ''] = day.split('-')
  return `${Number(month)}月${Number(number)}日`
}

export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

export const stateLights: Readonly<Record<CycleState, 'b' | 'y' | 'r' | 'k'>> = { not_open: 'b', open: 'y', due: 'y', grace: 'y', reopened: 'y', locked: 'k' }

/** The state of a month in one line: what it is, and what comes next on which day. */
export function monthLine(month: Pick<EvaluationMonth, 'state' | 'openOn' | 'dueOn' | 'lockOn' | 'locksByItself' | 'warnedOn' | 'lockedOn' | 'reopened' | 'missing'>): string {
  const word = cycleStateWords[month.state]
  const warning = month.warnedOn !== null && (month.missing ?? 0) > 0 ? `，还缺${month.missing}张` : ''
  const automatic = month.locksByItself ? `${shortDay(automaticLockDay(month))}自动结账${warning}` : '由内勤结账'
  switch (month.state) {
    case 'not_open':
      return `${word}，${shortDay(month.openOn)}开放`
    case 'open':
      return `${word}，${shortDay(month.dueOn)}截止，${automatic}`
    case 'due':
      return `今天截止，${automatic}`
    case 'grace':
      return `${shortDay(month.dueOn)}已截止，${word}中，${automatic}`
    case 'reopened':
      return `${word}：${month.reopened.join('、')}，改好后再结账`
    case 'locked':
      return `${word}${month.lockedOn === null ? '' : ` ${shortDay(month.lockedOn)}`}`
  }
}

export const kindWords: Readonly<Record<SheetKind, string>> = { police_by_chief: '站长评民警', aux_by_police: '民警评警辅', aux_by_grid_chief: '网格长评警辅' }
export const kindTitles: Readonly<Record<SheetKind, string>> = { police_by_chief: '民警评分（站长评）', aux_by_police: '警辅评分（民警评）', aux_by_grid_chief: '警辅评分（网格长评）' }
export const rateeWords: Readonly<Record<SheetKind, string>> = { police_by_chief: '民警', aux_by_police: '警辅', aux_by_grid_chief: '警辅' }

/** The month that is scored by default: the newest that is open, else the newest of all. */
export function monthAtHand(months: readonly EvaluationMonth[]): string | null {
  const working = months.find((each) => ['open', 'due', 'grace', 'reopened'].includes(each.state))
  return (working ?? months.find((each) => each.state === 'locked') ?? months[0])?.month ?? null
}

/** Months of the last two years that were never opened: the clerk may open any of them with that month's roster. */
export function openable(months: readonly EvaluationMonth[], today: string): string[] {
  const known = new Set(months.filter((each) => each.state !== 'not_open').map((each) => each.month))
  return Array.from({ length: 24 }, (_, back) => addMonths(today.slice(0, 7), -back)).filter((month) => !known.has(month))
}
