import { local, query } from './statement'

/** Which key the numbers in this database were sealed with: a mark of the key, from which nothing follows about it. */
export const keyStatements = {
  mark: query({}, { value_json: 'text' }, `SELECT value_json FROM app_setting WHERE id = 'township-key'`),
  keepMark: local({ value_json: 'text', updated_at: 'integer' }, `
    INSERT INTO app_setting (id, value_json, updated_at, updated_by) VALUES ('township-key', @value_json, @updated_at, 'system')
    ON CONFLICT (id) DO NOTHING`),
}
