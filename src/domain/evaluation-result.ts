import type { GradeStep, Terms } from './evaluation'

/** Exact arithmetic of results: integers in, integers out; the one rounding is half up at the hundredth, and stated. */
export const halfUp = (numerator: number, denominator: number): number => Math.floor((2 * numerator + denominator) / (2 * denominator))

/** 加权: the officer's total by its weight and the lead's by the rest. @returns hundredths, half up */
export const weightedX100 = (policeX10: number, leadX10: number, policeWeight: number): number =>
  halfUp((policeX10 * policeWeight + leadX10 * (100 - policeWeight)) * 10, 100)

/** 加减分 counted: additions and deductions each up to their cap, in tenths with sign. */
export function countedBonusX10(points: readonly number[], terms: Pick<Terms, 'bonusCapX10' | 'deductionCapX10'>): number {
  const given = points.reduce((sum, point) => sum + Math.max(0, point), 0)
  const taken = points.reduce((sum, point) => sum + Math.max(0, -point), 0)
  return Math.min(given, terms.bonusCapX10) - Math.min(taken, terms.deductionCapX10)
}

/** Never below zero; above 100 where the bonus takes it there. */
export const finalX100 = (baseX100: number, bonusX10: number): number => Math.max(0, baseX100 + bonusX10 * 10)

export function gradeOf(x100: number, grades: readonly GradeStep[]): string {
  const step = grades.find((grade) => x100 >= grade.fromX100) ?? grades.at(-1)
  if (!step) throw new RangeError('a scale of grades has at least one step')
  return step.name
}

/** A total as the office writes it: 90.00. */
export const resultWords = (x100: number): string => (x100 / 100).toFixed(2)

/** Ties share a rank and the ranks after them are left out: 1, 2, 2, 4. Null has no rank. */
export function ranksOf(values: readonly (number | null)[]): (number | null)[] {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => b - a)
  const first = new Map<number, number>()
  sorted.forEach((value, at) => first.has(value) || first.set(value, at + 1))
  return values.map((value) => (value === null ? null : (first.get(value) ?? null)))
}

/** One rater's part of a result: a total, a waiver with its reason, or nothing yet. */
export type Part = { readonly kind: 'total'; readonly x10: number } | { readonly kind: 'waived'; readonly reason: string } | { readonly kind: 'missing' }

export interface Outcome {
  readonly state: 'complete' | 'open' | 'waived'
  readonly baseX100: number | null
  readonly note: string | null
}

/** An auxiliary: both sheets, or one where the other is waived; never silently reweighted, a blank is never zero (I9). */
export function auxOutcome(police: Part, lead: Part, policeWeight: number): Outcome {
  if (police.kind === 'missing' || lead.kind === 'missing') return { state: 'open', baseX100: null, note: null }
  if (police.kind === 'total' && lead.kind === 'total') return { state: 'complete', baseX100: weightedX100(police.x10, lead.x10, policeWeight), note: null }
  if (police.kind === 'total' && lead.kind === 'waived') return { state: 'complete', baseX100: police.x10 * 10, note: `网格长免评（${lead.reason}），按民警评分计` }
  if (lead.kind === 'total' && police.kind === 'waived') return { state: 'complete', baseX100: lead.x10 * 10, note: `民警免评（${police.reason}），按网格长评分计` }
  return { state: 'waived', baseX100: null, note: '双方免评，不计结果' }
}

export function policeOutcome(chief: Part): Outcome {
  if (chief.kind === 'total') return { state: 'complete', baseX100: chief.x10 * 10, note: null }
  return chief.kind === 'waived' ? { state: 'waived', baseX100: null, note: `站长免评（${chief.reason}），不计结果` } : { state: 'open', baseX100: null, note: null }
}
