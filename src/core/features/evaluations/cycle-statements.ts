import { insert, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const cycle = {
  id: 'text', month: 'text', open_on: 'text', due_on: 'text', lock_on: 'text', locks_by_itself: 'integer', warned_on: 'text?', terms_json: 'text', lock_id: 'text?',
  row_version: 'integer', created_at: 'integer', created_by: 'text',
} as const
const cycleColumns = Object.keys(cycle).join(', ')
const lock = {
  id: 'text', cycle_id: 'text', no: 'integer', community_id: 'text?', locked_on: 'text', by_name: 'text', is_automatic: 'integer', missing: 'integer', created_at: 'integer',
} as const
const lockColumns = Object.keys(lock).join(', ')
const result = {
  id: 'text', lock_id: 'text', month: 'text', subject: 'text', community_id: 'text', community_name: 'text', ratee_id: 'text', final_x100: 'integer?', grade: 'text?',
  rank_community: 'integer?', rank_township: 'integer?', created_at: 'integer', created_by: 'text',
} as const

/** Months, their locks and what the locks made. */
export const cycleStatements = {
  byMonth: query({ month: 'text' }, cycle, `SELECT ${cycleColumns} FROM eval_cycle WHERE month = @month AND deleted_at IS NULL`),
  byId: query({ id: 'text' }, cycle, `SELECT ${cycleColumns} FROM eval_cycle WHERE id = @id AND deleted_at IS NULL`),
  /** The newest 120 months: ten years. */
  newest: query({}, cycle, `SELECT ${cycleColumns} FROM eval_cycle WHERE deleted_at IS NULL ORDER BY month DESC LIMIT 120`),
  /** Months that wait for a lock. */
  unlocked: query({}, cycle, `SELECT ${cycleColumns} FROM eval_cycle WHERE lock_id IS NULL AND deleted_at IS NULL ORDER BY month`),
  insert: insert('eval_cycle', { id: 'text', month: 'text', open_on: 'text', due_on: 'text', lock_on: 'text', locks_by_itself: 'integer', terms_json: 'text', ...stamps }, `
    INSERT INTO eval_cycle (id, month, open_on, due_on, lock_on, locks_by_itself, terms_json, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @month, @open_on, @due_on, @lock_on, @locks_by_itself, @terms_json, @created_at, @created_by, @updated_at, @updated_by)`),
  warn: update('eval_cycle', { id: 'text', warned_on: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_cycle SET warned_on = @warned_on, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND (warned_on IS NULL OR warned_on > @warned_on) AND lock_id IS NULL`),
  /** Whole months whose lock in force was made by the calendar, at a moment that has not come yet. */
  lockedAhead: query({ now: 'integer' }, { id: 'text', month: 'text', lock_id: 'text', created_at: 'integer' }, `
    SELECT c.id, c.month, l.id AS lock_id, l.created_at FROM eval_cycle c JOIN eval_lock l ON l.id = c.lock_id
    WHERE l.is_automatic = 1 AND l.created_at > @now AND c.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM eval_reopen r WHERE r.cycle_id = c.id AND r.from_lock_id = l.id AND r.deleted_at IS NULL)`),
  dropLock: update('eval_cycle', { id: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_cycle SET lock_id = NULL, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  setLock: update('eval_cycle', { id: 'text', lock_id: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE eval_cycle SET lock_id = @lock_id, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),

  locksOf: query({ cycle_id: 'text' }, lock, `SELECT ${lockColumns} FROM eval_lock WHERE cycle_id = @cycle_id ORDER BY no`),
  snapshot: query({ id: 'text' }, { ...lock, snapshot_json: 'text' }, `SELECT ${lockColumns}, snapshot_json FROM eval_lock WHERE id = @id`),
  insertLock: insert('eval_lock', { ...lock, snapshot_json: 'text', created_by: 'text' }, `
    INSERT INTO eval_lock (${lockColumns}, snapshot_json, created_by)
    VALUES (${Object.keys(lock).map((name) => `@${name}`).join(', ')}, @snapshot_json, @created_by)`),
  insertResult: insert('eval_result', result, `
    INSERT INTO eval_result (${Object.keys(result).join(', ')}) VALUES (${Object.keys(result).map((name) => `@${name}`).join(', ')})`),
  /** What the standing lock of each month says of a person, from one month to another. */
  resultsOfPerson: query({ ratee_id: 'text', from: 'text', to: 'text' }, {
    month: 'text', subject: 'text', community_id: 'text', community_name: 'text', final_x100: 'integer?', grade: 'text?', rank_township: 'integer?',
  }, `
    SELECT r.month, r.subject, r.community_id, r.community_name, r.final_x100, r.grade, r.rank_township
    FROM eval_result r JOIN eval_cycle c ON c.month = r.month AND c.lock_id = r.lock_id
    WHERE r.ratee_id = @ratee_id AND r.month BETWEEN @from AND @to ORDER BY r.month, r.community_id`),
}
