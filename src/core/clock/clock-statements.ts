import { local, query } from '../database/statement'

/** The days of use are this computer's own: no change record, nothing for other stations. */
export const clockStatements = {
  daysOfUse: query({}, { value_json: 'text' }, `SELECT value_json FROM app_setting WHERE id = 'days-of-use'`),
  keepDaysOfUse: local({ value_json: 'text', updated_at: 'integer' }, `
    INSERT INTO app_setting (id, value_json, updated_at, updated_by) VALUES ('days-of-use', @value_json, @updated_at, 'system')
    ON CONFLICT (id) DO UPDATE SET value_json = excluded.value_json, updated_at = excluded.updated_at`),
}
