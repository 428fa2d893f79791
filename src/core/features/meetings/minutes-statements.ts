import { insert, local, query, update } from '../../database/statement'

/** The cells of the minutes, what is being typed into them, phrases, the clerk's calendar and the full text. */
export const minutesStatements = {
  entries: query({ meeting_id: 'text' }, { id: 'text', cell_key: 'text', grid_id: 'text?', text: 'text', typed_by: 'text', typed_at: 'integer', row_version: 'integer', updated_by: 'text' }, `
    SELECT id, cell_key, grid_id, text, typed_by, typed_at, row_version, updated_by FROM agenda_entry WHERE meeting_id = @meeting_id ORDER BY cell_key`),
  insertEntry: insert('agenda_entry', {
    id: 'text', meeting_id: 'text', cell_key: 'text', grid_id: 'text?', text: 'text', typed_by: 'text', typed_at: 'integer', row_version: 'integer',
    created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text',
  }, `
    INSERT INTO agenda_entry (id, meeting_id, cell_key, grid_id, text, typed_by, typed_at, row_version, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @meeting_id, @cell_key, @grid_id, @text, @typed_by, @typed_at, @row_version, @created_at, @created_by, @updated_at, @updated_by)`),
  updateEntry: update('agenda_entry', { id: 'text', text: 'text', typed_by: 'text', typed_at: 'integer', row_version: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE agenda_entry SET text = @text, typed_by = @typed_by, typed_at = @typed_at, row_version = @row_version, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  drafts: query({ community_id: 'text', week: 'text' }, { cell_key: 'text', text: 'text', typed_by: 'text', typed_by_name: 'text', typed_at: 'integer', version: 'integer' }, `
    SELECT cell_key, text, typed_by, typed_by_name, typed_at, version FROM meeting_draft WHERE community_id = @community_id AND week = @week ORDER BY cell_key`),
  keepDraft: local({ community_id: 'text', week: 'text', cell_key: 'text', text: 'text', typed_by: 'text', typed_by_name: 'text', typed_at: 'integer', version: 'integer' }, `
    INSERT INTO meeting_draft (community_id, week, cell_key, text, typed_by, typed_by_name, typed_at, version)
    VALUES (@community_id, @week, @cell_key, @text, @typed_by, @typed_by_name, @typed_at, @version)
    ON CONFLICT (community_id, week, cell_key) DO UPDATE SET
      text = excluded.text, typed_by = excluded.typed_by, typed_by_name = excluded.typed_by_name, typed_at = excluded.typed_at, version = excluded.version`),
  dropDraft: local({ community_id: 'text', week: 'text', cell_key: 'text' }, `
    DELETE FROM meeting_draft WHERE community_id = @community_id AND week = @week AND cell_key = @cell_key`),
  /** First those that stand most often in minutes since a week, counted where each belongs; then the oldest. */
  phrases: query({ from: 'text' }, { id: 'text', code: 'text?', text: 'text', used: 'integer' }, `
    WITH used AS (
      SELECT p.id, count(*) AS times
      FROM meeting m CROSS JOIN agenda_entry e ON e.meeting_id = m.id
      CROSS JOIN phrase p ON instr(e.text, p.text) > 0 AND (p.code IS NULL OR p.code = substr(e.cell_key, 1, 2))
      WHERE m.week >= @from AND m.state <> 'void' AND m.deleted_at IS NULL AND p.deleted_at IS NULL GROUP BY p.id)
    SELECT p.id, p.code, p.text, coalesce(u.times, 0) AS used FROM phrase p LEFT JOIN used u ON u.id = p.id
    WHERE p.deleted_at IS NULL ORDER BY used DESC, p.id`),
  phrase: query({ id: 'text' }, { id: 'text' }, `SELECT id FROM phrase WHERE id = @id AND deleted_at IS NULL`),
  insertPhrase: insert('phrase', { id: 'text', code: 'text?', text: 'text', created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO phrase (id, code, text, created_at, created_by, updated_at, updated_by) VALUES (@id, @code, @text, @created_at, @created_by, @updated_at, @updated_by)`),
  updatePhrase: update('phrase', { id: 'text', code: 'text?', text: 'text', deleted_at: 'integer?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE phrase SET code = @code, text = @text, deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  dropPhrase: update('phrase', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE phrase SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  calendarYear: query({ id: 'text' }, { file_name: 'text', days_json: 'text' }, `SELECT file_name, days_json FROM calendar_year WHERE id = @id`),
  insertCalendarYear: insert('calendar_year', { id: 'text', file_name: 'text', days_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO calendar_year (id, file_name, days_json, updated_at, updated_by) VALUES (@id, @file_name, @days_json, @updated_at, @updated_by)`),
  updateCalendarYear: update('calendar_year', { id: 'text', file_name: 'text', days_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE calendar_year SET file_name = @file_name, days_json = @days_json, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  indexRow: query({ meeting_id: 'text' }, { row: 'integer', text: 'text' }, `SELECT row, text FROM minutes_index WHERE meeting_id = @meeting_id`),
  lastIndexRow: query({ from: 'integer', to: 'integer' }, { row: 'integer?' }, `SELECT max(row) AS row FROM minutes_index WHERE row >= @from AND row < @to`),
  insertIndex: local({ row: 'integer', meeting_id: 'text', text: 'text' }, `INSERT INTO minutes_index (row, meeting_id, text) VALUES (@row, @meeting_id, @text)`),
  dropIndex: local({ row: 'integer' }, `DELETE FROM minutes_index WHERE row = @row`),
  insertTerms: local({ row: 'integer', terms: 'text' }, `INSERT INTO minutes_fts (rowid, terms) VALUES (@row, @terms)`),
  dropTerms: local({ row: 'integer' }, `DELETE FROM minutes_fts WHERE rowid = @row`),
  /** Newest first, as the rowids ascend with the day held. */
  search: query({ terms: 'text', before: 'integer', limit: 'integer' }, {
    row: 'integer', text: 'text', meeting_id: 'text', community_id: 'text', community: 'text', week: 'text', held_on: 'text?', state: 'text',
  }, `
    SELECT i.row, i.text, i.meeting_id, m.community_id, o.name AS community, m.week, m.held_on, m.state
    FROM minutes_fts f CROSS JOIN minutes_index i ON i.row = f.rowid CROSS JOIN meeting m ON m.id = i.meeting_id CROSS JOIN org_unit o ON o.id = m.community_id
    WHERE f.minutes_fts MATCH @terms AND f.rowid < @before ORDER BY f.rowid DESC LIMIT @limit`),
}
