import { insert, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const sheet = {
  id: 'text', cycle_id: 'text', kind: 'text', community_id: 'text', grid_id: 'text?', ratee_id: 'text', state: 'text', state_reason: 'text?', submission_id: 'text?',
  comment: 'text?', comment_rater_id: 'text?', proxy_comment: 'text?', row_version: 'integer',
} as const
const sheetColumns = Object.keys(sheet).join(', ')
const submission = {
  id: 'text', sheet_id: 'text', no: 'integer', rater_id: 'text', rater_name: 'text', stands_in_for: 'text?', entered_by: 'text', entered_name: 'text', is_proxy: 'integer',
  scores_json: 'text', total_x10: 'integer', comment: 'text?', lacks_reason: 'integer', source_attachment_id: 'text?', created_at: 'integer', created_by: 'text',
} as const
const submissionColumns = Object.keys(submission).join(', ')
const score = { sheet_id: 'text', by_proxy: 'integer', rater_id: 'text', dimension_code: 'text', score_x10: 'integer?', deduct_reason: 'text?' } as const

/** Sheets, their drafts, and what was handed in. */
export const sheetStatements = {
  ofCycle: query({ cycle_id: 'text' }, sheet, `SELECT ${sheetColumns} FROM eval_sheet WHERE cycle_id = @cycle_id AND deleted_at IS NULL`),
  byKey: query({ cycle_id: 'text', kind: 'text', community_id: 'text', ratee_id: 'text' }, sheet, `
    SELECT ${sheetColumns} FROM eval_sheet
    WHERE cycle_id = @cycle_id AND kind = @kind AND community_id = @community_id AND ratee_id = @ratee_id AND deleted_at IS NULL`),
  byId: query({ id: 'text' }, sheet, `SELECT ${sheetColumns} FROM eval_sheet WHERE id = @id AND deleted_at IS NULL`),
  insert: insert('eval_sheet', { id: 'text', cycle_id: 'text', kind: 'text', community_id: 'text', grid_id: 'text?', ratee_id: 'text', state: 'text', ...stamps }, `
    INSERT INTO eval_sheet (id, cycle_id, kind, community_id, grid_id, ratee_id, state, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @cycle_id, @kind, @community_id, @grid_id, @ratee_id, @state, @created_at, @created_by, @updated_at, @updated_by)`),
  setState: update('eval_sheet', { id: 'text', state: 'text', state_reason: 'text?', submission_id: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_sheet SET state = @state, state_reason = @state_reason, submission_id = @submission_id,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  setComment: update('eval_sheet', { id: 'text', comment: 'text?', comment_rater_id: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_sheet SET comment = @comment, comment_rater_id = @comment_rater_id, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  setProxyComment: update('eval_sheet', { id: 'text', proxy_comment: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_sheet SET proxy_comment = @proxy_comment, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),

  draftsOfCycle: query({ cycle_id: 'text', by_proxy: 'integer', rater_id: 'text' }, score, `
    SELECT d.sheet_id, d.by_proxy, d.rater_id, d.dimension_code, d.score_x10, d.deduct_reason
    FROM eval_sheet s CROSS JOIN eval_score d ON d.sheet_id = s.id
    WHERE s.cycle_id = @cycle_id AND d.by_proxy = @by_proxy AND d.rater_id = @rater_id AND d.deleted_at IS NULL`),
  begunOfCycle: query({ cycle_id: 'text' }, { sheet_id: 'text' }, `
    SELECT DISTINCT d.sheet_id FROM eval_sheet s CROSS JOIN eval_score d ON d.sheet_id = s.id
    WHERE s.cycle_id = @cycle_id AND d.score_x10 IS NOT NULL AND d.deleted_at IS NULL`),
  draftsOfSheet: query({ sheet_id: 'text', by_proxy: 'integer', rater_id: 'text' }, { id: 'text', ...score }, `
    SELECT id, sheet_id, by_proxy, rater_id, dimension_code, score_x10, deduct_reason
    FROM eval_score WHERE sheet_id = @sheet_id AND by_proxy = @by_proxy AND rater_id = @rater_id AND deleted_at IS NULL`),
  insertDraft: insert('eval_score', { id: 'text', ...score, ...stamps }, `
    INSERT INTO eval_score (id, sheet_id, by_proxy, rater_id, dimension_code, score_x10, deduct_reason, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @sheet_id, @by_proxy, @rater_id, @dimension_code, @score_x10, @deduct_reason, @created_at, @created_by, @updated_at, @updated_by)`),
  updateDraft: update('eval_score', { id: 'text', score_x10: 'integer?', deduct_reason: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_score SET score_x10 = @score_x10, deduct_reason = @deduct_reason, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id`),

  standingOfCycle: query({ cycle_id: 'text' }, submission, `
    SELECT ${Object.keys(submission).map((name) => `u.${name}`).join(', ')}
    FROM eval_sheet s CROSS JOIN eval_submission u ON u.id = s.submission_id
    WHERE s.cycle_id = @cycle_id AND s.deleted_at IS NULL`),
  /** Who has handed in the auxiliaries' sheets, of one community or of all. */
  auxRatersIn: query({ cycle_id: 'text', community_id: 'text?' }, { kind: 'text', community_id: 'text', ratee_id: 'text', rater_id: 'text' }, `
    SELECT s.kind, s.community_id, s.ratee_id, u.rater_id
    FROM eval_sheet s CROSS JOIN eval_submission u ON u.id = s.submission_id
    WHERE s.cycle_id = @cycle_id AND s.kind IN ('aux_by_police', 'aux_by_grid_chief') AND (@community_id IS NULL OR s.community_id = @community_id) AND s.state = 'submitted' AND s.deleted_at IS NULL`),
  submissionsOf: query({ sheet_id: 'text' }, submission, `SELECT ${submissionColumns} FROM eval_submission WHERE sheet_id = @sheet_id ORDER BY no`),
  submission: query({ id: 'text' }, submission, `SELECT ${submissionColumns} FROM eval_submission WHERE id = @id`),
  /** `ids`: a JSON list of submissions. */
  sourcesOf: query({ ids: 'text' }, { id: 'text', source_attachment_id: 'text?' }, `
    SELECT u.id, u.source_attachment_id FROM json_each(@ids) j CROSS JOIN eval_submission u ON u.id = j.value WHERE u.source_attachment_id IS NOT NULL`),
  bySource: query({ source_attachment_id: 'text' }, { sheet_id: 'text' }, `SELECT sheet_id FROM eval_submission WHERE source_attachment_id = @source_attachment_id`),
  insertSubmission: insert('eval_submission', submission, `
    INSERT INTO eval_submission (${submissionColumns}) VALUES (${Object.keys(submission).map((name) => `@${name}`).join(', ')})`),
}
