import { insert, local, query, update } from '../../database/statement'

const decision = {
  id: 'text', meeting_id: 'text', community_id: 'text', week: 'text', seq: 'integer', text: 'text', owner_id: 'text?', owner_name: 'text?', due_on: 'text?',
  state: 'text', result: 'text?', reason: 'text?', closed_on: 'text?', closed_at: 'integer?', row_version: 'integer',
} as const
const columns = Object.keys(decision).join(', ')
const touched = { updated_at: 'integer', updated_by: 'text' } as const

export const decisionStatements = {
  byId: query({ id: 'text' }, decision, `SELECT ${columns} FROM decision WHERE id = @id AND deleted_at IS NULL`),
  ofMeeting: query({ meeting_id: 'text' }, decision, `SELECT ${columns} FROM decision WHERE meeting_id = @meeting_id AND deleted_at IS NULL ORDER BY seq, id`),
  open: query({ community_id: 'text' }, decision, `SELECT ${columns} FROM decision WHERE community_id = @community_id AND closed_on IS NULL AND deleted_at IS NULL ORDER BY week, seq, id`),
  closedSince: query({ community_id: 'text', at: 'integer' }, decision, `
    SELECT ${columns} FROM decision WHERE community_id = @community_id AND closed_on IS NOT NULL AND closed_at > @at AND deleted_at IS NULL ORDER BY week, seq, id`),
  insert: insert('decision', {
    id: 'text', meeting_id: 'text', community_id: 'text', week: 'text', seq: 'integer', text: 'text', owner_id: 'text?', owner_name: 'text?', due_on: 'text?', state: 'text',
    created_at: 'integer', created_by: 'text', ...touched,
  }, `
    INSERT INTO decision (id, meeting_id, community_id, week, seq, text, owner_id, owner_name, due_on, state, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @meeting_id, @community_id, @week, @seq, @text, @owner_id, @owner_name, @due_on, @state, @created_at, @created_by, @updated_at, @updated_by)`),
  correct: update('decision', { id: 'text', text: 'text', owner_id: 'text?', owner_name: 'text?', due_on: 'text?', ...touched }, `
    UPDATE decision SET text = @text, owner_id = @owner_id, owner_name = @owner_name, due_on = @due_on, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  setState: update('decision', { id: 'text', state: 'text', result: 'text?', reason: 'text?', closed_on: 'text?', closed_at: 'integer?', ...touched }, `
    UPDATE decision SET state = @state, result = @result, reason = @reason, closed_on = @closed_on, closed_at = @closed_at,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  remove: update('decision', { id: 'text', deleted_at: 'integer', ...touched }, `
    UPDATE decision SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  progress: query({ decision_id: 'text' }, { kind: 'text', text: 'text', on_day: 'text', by_name: 'text', created_at: 'integer' }, `
    SELECT kind, text, on_day, by_name, created_at FROM decision_progress WHERE decision_id = @decision_id ORDER BY id`),
  note: local({ id: 'text', decision_id: 'text', kind: 'text', text: 'text', on_day: 'text', by_name: 'text', created_at: 'integer', created_by: 'text' }, `
    INSERT INTO decision_progress (id, decision_id, kind, text, on_day, by_name, created_at, created_by)
    VALUES (@id, @decision_id, @kind, @text, @on_day, @by_name, @created_at, @created_by)`),
  counts: query({ today: 'text' }, { community_id: 'text', n: 'integer', overdue: 'integer' }, `
    SELECT c.id AS community_id, count(d.id) AS n, count(CASE WHEN d.due_on < @today THEN 1 END) AS overdue
    FROM community c CROSS JOIN decision d ON d.community_id = c.id AND d.closed_on IS NULL AND d.deleted_at IS NULL GROUP BY c.id`),
}
