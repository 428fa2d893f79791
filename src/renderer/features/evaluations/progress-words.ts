import type { Duty } from '../../../contract/evaluation-shapes'
import { sheetStateWords } from '../../../domain/evaluation'

export type Standing = 'in_order' | 'before_due' | 'due' | 'overdue'
export const standingWords: Readonly<Record<Standing, { light: 'k' | 'b' | 'y' | 'r'; word: string }>> = {
  in_order: { light: 'k', word: '已齐' },
  before_due: { light: 'b', word: '未到期' },
  due: { light: 'y', word: '今天到期' },
  overdue: { light: 'r', word: '逾期' },
}

export const isMissing = (duty: Duty): boolean => duty.state === 'todo' || duty.state === 'draft' || duty.state === 'returned'

/** Who still owes sheets, the most first: 单晓峰5张、任国梁1张. */
export function owers(duties: readonly Duty[]): string {
  const counts = new Map<string, number>()
  for (const duty of duties.filter(isMissing)) {
    const name = duty.rater ?? '评分人空缺'
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => `${name}${count}张`).join('、')
}

/** People who get no result when the month is locked now: a sheet is missing and nobody waived it. */
export function withoutResult(duties: readonly Duty[]): string[] {
  return [...new Set(duties.filter(isMissing).map((duty) => `${duty.community} ${duty.ratee}`))]
}

/** `closed`: the month is locked, the sheet comes no more, and nobody counts its days. */
export function dutyMark(duty: Duty, closed = false): { light: 'k' | 'x' | 'y' | 'r' | 'b'; word: string } {
  switch (duty.state) {
    case 'submitted':
    case 'locked':
      return { light: 'k', word: duty.isProxy ? `${sheetStateWords[duty.state]}，代录` : sheetStateWords[duty.state] }
    case 'waived':
      return { light: 'x', word: sheetStateWords.waived }
    case 'returned':
    case 'draft':
    case 'todo':
      if (closed) return { light: 'r', word: '没有交' }
      if (duty.daysLate > 0) return { light: 'r', word: `${sheetStateWords[duty.state]}，逾期${duty.daysLate}天` }
      return { light: duty.problem !== null || duty.raterLeft || duty.state === 'returned' ? 'y' : 'b', word: sheetStateWords[duty.state] }
  }
}
