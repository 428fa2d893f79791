import type { Post } from './post'

/**
 * The words of the monthly evaluation (article P12; model.md D1 to D4). Scores and sheet totals are integers of tenths
 * (`…X10`), weighted and final results integers of hundredths (`…X100`): nothing here is ever a fraction.
 */
export const sheetKinds = ['police_by_chief', 'aux_by_police', 'aux_by_grid_chief'] as const
export type SheetKind = (typeof sheetKinds)[number]

/** Whom a result is about: 社区民警 or 警辅人员. */
export const subjects = ['police', 'aux'] as const
export type Subject = (typeof subjects)[number]
export const subjectOf = (kind: SheetKind): Subject => (kind === 'police_by_chief' ? 'police' : 'aux')

/** `raterPost`, `rateePost` as the office says them; `title` heads the paper sheet. */
export const kindWords: Readonly<Record<SheetKind, { short: string; raterPost: string; rateePost: string; title: string }>> = {
  police_by_chief: { short: '站长评民警', raterPost: '站长', rateePost: '社区民警', title: '社区民警月度评议表' },
  aux_by_police: { short: '民警评警辅', raterPost: '社区民警', rateePost: '警辅人员', title: '警辅人员月度考核评分表（社区民警评）' },
  aux_by_grid_chief: { short: '网格长评警辅', raterPost: '网格长', rateePost: '警辅人员', title: '警辅人员月度考核评分表（网格长评）' },
}

export const sheetStates = ['todo', 'draft', 'returned', 'submitted', 'waived', 'locked'] as const
export type SheetState = (typeof sheetStates)[number]
export const sheetStateWords: Readonly<Record<SheetState, string>> = { todo: '未评', draft: '草稿', returned: '退回', submitted: '已提交', waived: '免评', locked: '已锁定' }

export const cycleStates = ['not_open', 'open', 'due', 'grace', 'reopened', 'locked'] as const
export type CycleState = (typeof cycleStates)[number]
export const cycleStateWords: Readonly<Record<CycleState, string>> = { not_open: '未开放', open: '开放', due: '到期', grace: '宽限', reopened: '重开', locked: '已结账' }

/** Why nobody can simply fill a sheet: no holder of the post, the rater is the rated, served less than half the month, gives the auxiliary's other sheet too (I8). */
export const dutyProblems = ['no_rater', 'self', 'short_service', 'same_rater'] as const
export type DutyProblem = (typeof dutyProblems)[number]
export const dutyProblemWords: Readonly<Record<DutyProblem, string>> = {
  no_rater: '评分人空缺，授权代评或写明原因免评',
  self: '评分人就是被考核人，授权代评或写明原因免评',
  short_service: '评分人在岗不足半月，授权代评或写明原因免评',
  same_rater: '这名警辅的两张表不能由同一人评，另授权代评或写明原因免评',
}

/** Whoever holds one of these today may sign in to score. */
export const ratingPosts: readonly Post[] = ['station_chief', 'community_police', 'grid_chief']
export const raterLeftWords = '评分人现在不在评分的岗位上，不能登录评分。按签字原件代录，或授权代评'

/** One dimension of a template: `maxX10` in tenths. */
export interface Dimension {
  readonly code: string
  readonly label: string
  readonly maxX10: number
  readonly criteria: string
}
export interface Template {
  readonly version: number
  readonly dimensions: readonly Dimension[]
}
export interface GradeStep {
  readonly name: string
  readonly fromX100: number
}

/** What a month is scored by, frozen when it is opened: later settings and templates do not touch it. */
export interface Terms {
  readonly stepX10: number
  /** A score below this share of its maximum needs a reason, whole per cent. */
  readonly lowPercent: number
  /** The officer's share of an auxiliary's result, whole per cent; the lead's is the rest. */
  readonly policeWeight: number
  readonly bonusCapX10: number
  readonly deductionCapX10: number
  readonly grades: readonly GradeStep[]
  /** Who counts as holder for a month: on its last day, or who served longest. */
  readonly basis: 'last_day' | 'longest'
  readonly templates: Readonly<Record<SheetKind, Template>>
}

export interface ScoredCell {
  readonly code: string
  readonly scoreX10: number | null
  readonly reason: string | null
}
