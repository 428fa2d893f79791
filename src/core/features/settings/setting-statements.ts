import { insert, query, update } from '../../database/statement'

export const settingStatements = {
  stored: query({ id: 'text' }, { value_json: 'text', updated_at: 'integer' }, `SELECT value_json, updated_at FROM app_setting WHERE id = @id`),
  insert: insert('app_setting', { id: 'text', value_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO app_setting (id, value_json, updated_at, updated_by) VALUES (@id, @value_json, @updated_at, @updated_by)`),
  update: update('app_setting', { id: 'text', value_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE app_setting SET value_json = @value_json, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
}
