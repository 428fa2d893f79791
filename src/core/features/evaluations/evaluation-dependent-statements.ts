import { dependent } from '../../database/dependent'

const sheetCommunity = '(SELECT community_id FROM eval_sheet WHERE id = t.sheet_id)'
const sheet = { what: '评分表', measure: '张' } as const

/** What the monthly evaluation keeps that refers to people and places. */
export const evaluationDependents = {
  sheets: dependent('eval_sheet', { person: ['ratee_id', 'comment_rater_id'], grid: ['grid_id'], community: ['community_id'], communityOf: 't.community_id', ...sheet }),
  /** Drafts only: what was submitted counts as a submission. */
  scores: dependent('eval_score', { person: ['rater_id'], from: `eval_sheet e CROSS JOIN `, communityOf: 'e.community_id', counts: 't.sheet_id', where: `t.sheet_id = e.id AND e.state IN ('draft', 'returned') AND t.deleted_at IS NULL`, ...sheet }),
  submissions: dependent('eval_submission', { person: ['rater_id'], communityOf: sheetCommunity, counts: 't.sheet_id', where: 'TRUE', ...sheet }),
  substitutes: dependent('eval_substitute', { person: ['ratee_id', 'person_id'], community: ['community_id'], communityOf: 't.community_id', what: '代评授权', measure: '项' }),
  bonuses: dependent('eval_bonus', { person: ['ratee_id'], community: ['community_id'], communityOf: 't.community_id', what: '加减分', measure: '笔' }),
  appeals: dependent('eval_appeal', { person: ['ratee_id'], community: ['community_id'], communityOf: 't.community_id', what: '考核申诉', measure: '件' }),
  results: dependent('eval_result', { person: ['ratee_id'], indexed: ['ratee_id'], community: ['community_id'], communityOf: 't.community_id', where: 'TRUE', what: '锁定的考核结果', measure: '条' }),
  locks: dependent('eval_lock', { community: ['community_id'], where: 'TRUE', what: '考核锁定', measure: '次' }),
  reopenings: dependent('eval_reopen', { community: ['community_id'], what: '考核重开申请', measure: '次' }),
}
