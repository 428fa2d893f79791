import { insert, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const substitute = { id: 'text', cycle_id: 'text', kind: 'text', community_id: 'text', ratee_id: 'text?', person_id: 'text', reason: 'text', by_name: 'text' } as const
const bonus = {
  id: 'text', cycle_id: 'text', subject: 'text', community_id: 'text', ratee_id: 'text', points_x10: 'integer', reason: 'text', source: 'text', approver: 'text', by_name: 'text',
} as const
const reopen = {
  id: 'text', cycle_id: 'text', community_id: 'text', no: 'integer', reason: 'text', state: 'text', requested_by: 'text', requested_name: 'text', decided_by: 'text?',
  decided_name: 'text?', decided_at: 'integer?', refused_reason: 'text?', from_lock_id: 'text', to_lock_id: 'text?', diff_json: 'text?', closed_at: 'integer?', created_at: 'integer',
} as const
const appeal = {
  id: 'text', cycle_id: 'text', subject: 'text', community_id: 'text', ratee_id: 'text', text: 'text', filed_name: 'text', state: 'text', before_final_x100: 'integer?',
  before_grade: 'text?', decision: 'text?', decided_by: 'text?', decided_name: 'text?', decided_at: 'integer?', created_at: 'integer', created_by: 'text',
} as const
const list = (shape: object): string => Object.keys(shape).join(', ')
const values = (shape: object): string => Object.keys(shape).map((name) => `@${name}`).join(', ')

/** Around the sheets: substitutes, bonuses, reopenings, appeals, templates and phrases. */
export const aftermathStatements = {
  substitutesOf: query({ cycle_id: 'text' }, substitute, `SELECT ${list(substitute)} FROM eval_substitute WHERE cycle_id = @cycle_id AND deleted_at IS NULL ORDER BY id`),
  substitute: query({ id: 'text' }, substitute, `SELECT ${list(substitute)} FROM eval_substitute WHERE id = @id AND deleted_at IS NULL`),
  insertSubstitute: insert('eval_substitute', { ...substitute, ...stamps }, `INSERT INTO eval_substitute (${list(substitute)}, ${list(stamps)}) VALUES (${values(substitute)}, ${values(stamps)})`),
  endSubstitute: update('eval_substitute', { id: 'text', end_reason: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_substitute SET end_reason = @end_reason, deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),

  bonusesOf: query({ cycle_id: 'text' }, { ...bonus, created_at: 'integer' }, `SELECT ${list(bonus)}, created_at FROM eval_bonus WHERE cycle_id = @cycle_id AND deleted_at IS NULL ORDER BY id`),
  bonus: query({ id: 'text' }, bonus, `SELECT ${list(bonus)} FROM eval_bonus WHERE id = @id AND deleted_at IS NULL`),
  insertBonus: insert('eval_bonus', { ...bonus, ...stamps }, `INSERT INTO eval_bonus (${list(bonus)}, ${list(stamps)}) VALUES (${values(bonus)}, ${values(stamps)})`),
  endBonus: update('eval_bonus', { id: 'text', end_reason: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_bonus SET end_reason = @end_reason, deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),

  reopensOf: query({ cycle_id: 'text' }, reopen, `SELECT ${list(reopen)} FROM eval_reopen WHERE cycle_id = @cycle_id AND deleted_at IS NULL ORDER BY no`),
  /** The newest first; a township has a handful in a year. */
  newestReopens: query({}, reopen, `SELECT ${list(reopen)} FROM eval_reopen WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 200`),
  reopen: query({ id: 'text' }, reopen, `SELECT ${list(reopen)} FROM eval_reopen WHERE id = @id AND deleted_at IS NULL`),
  insertReopen: insert('eval_reopen', {
    id: 'text', cycle_id: 'text', community_id: 'text', no: 'integer', reason: 'text', state: 'text', requested_by: 'text', requested_name: 'text', from_lock_id: 'text', ...stamps,
  }, `
    INSERT INTO eval_reopen (id, cycle_id, community_id, no, reason, state, requested_by, requested_name, from_lock_id, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @cycle_id, @community_id, @no, @reason, @state, @requested_by, @requested_name, @from_lock_id, @created_at, @created_by, @updated_at, @updated_by)`),
  decideReopen: update('eval_reopen', {
    id: 'text', state: 'text', decided_by: 'text', decided_name: 'text', decided_at: 'integer', refused_reason: 'text?', updated_at: 'integer', updated_by: 'text',
  }, `
    UPDATE eval_reopen SET state = @state, decided_by = @decided_by, decided_name = @decided_name, decided_at = @decided_at, refused_reason = @refused_reason,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND state = 'requested'`),
  closeReopen: update('eval_reopen', { id: 'text', to_lock_id: 'text', diff_json: 'text', closed_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_reopen SET state = 'closed', to_lock_id = @to_lock_id, diff_json = @diff_json, closed_at = @closed_at,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND state = 'open'`),

  newestAppeals: query({}, appeal, `SELECT ${list(appeal)} FROM eval_appeal WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 500`),
  appeal: query({ id: 'text' }, appeal, `SELECT ${list(appeal)} FROM eval_appeal WHERE id = @id AND deleted_at IS NULL`),
  insertAppeal: insert('eval_appeal', {
    id: 'text', cycle_id: 'text', subject: 'text', community_id: 'text', ratee_id: 'text', text: 'text', filed_name: 'text', state: 'text', before_final_x100: 'integer?',
    before_grade: 'text?', ...stamps,
  }, `
    INSERT INTO eval_appeal (id, cycle_id, subject, community_id, ratee_id, text, filed_name, state, before_final_x100, before_grade, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @cycle_id, @subject, @community_id, @ratee_id, @text, @filed_name, @state, @before_final_x100, @before_grade, @created_at, @created_by, @updated_at, @updated_by)`),
  decideAppeal: update('eval_appeal', {
    id: 'text', state: 'text', decision: 'text', decided_by: 'text', decided_name: 'text', decided_at: 'integer', updated_at: 'integer', updated_by: 'text',
  }, `
    UPDATE eval_appeal SET state = @state, decision = @decision, decided_by = @decided_by, decided_name = @decided_name, decided_at = @decided_at,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND state = 'filed'`),

  templates: query({}, { id: 'text', kind: 'text', version: 'integer', from_month: 'text', created_at: 'integer', created_by: 'text' }, `
    SELECT id, kind, version, from_month, created_at, created_by FROM eval_template WHERE deleted_at IS NULL ORDER BY kind, version`),
  dimensionsOf: query({ template_id: 'text' }, { code: 'text', label: 'text', max_x10: 'integer', criteria_text: 'text' }, `
    SELECT code, label, max_x10, criteria_text FROM eval_dimension WHERE template_id = @template_id AND deleted_at IS NULL ORDER BY sort_no`),
  insertTemplate: insert('eval_template', { id: 'text', kind: 'text', version: 'integer', from_month: 'text', ...stamps }, `
    INSERT INTO eval_template (id, kind, version, from_month, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @kind, @version, @from_month, @created_at, @created_by, @updated_at, @updated_by)`),
  insertDimension: insert('eval_dimension', { id: 'text', template_id: 'text', code: 'text', label: 'text', max_x10: 'integer', criteria_text: 'text', sort_no: 'integer', ...stamps }, `
    INSERT INTO eval_dimension (id, template_id, code, label, max_x10, criteria_text, sort_no, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @template_id, @code, @label, @max_x10, @criteria_text, @sort_no, @created_at, @created_by, @updated_at, @updated_by)`),

  phrases: query({}, { id: 'text', use: 'text', dimension_code: 'text?', text: 'text' }, `SELECT id, use, dimension_code, text FROM eval_phrase WHERE deleted_at IS NULL ORDER BY id`),
  insertPhrase: insert('eval_phrase', { id: 'text', use: 'text', dimension_code: 'text?', text: 'text', ...stamps }, `
    INSERT INTO eval_phrase (id, use, dimension_code, text, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @use, @dimension_code, @text, @created_at, @created_by, @updated_at, @updated_by)`),
  removePhrase: update('eval_phrase', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_phrase SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),
}
