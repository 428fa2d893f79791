import { local, query } from '../../database/statement'

export const stationStatements = {
  lastChange: query({}, { at: 'integer' }, `SELECT at FROM audit_log WHERE id > 0 ORDER BY id DESC LIMIT 1`),
  lastBackup: query({}, { at: 'integer' }, `SELECT at FROM backup_log ORDER BY at DESC LIMIT 1`),
  backups: query({}, { at: 'integer', file_name: 'text', bytes: 'integer', kind: 'text', verified: 'integer' }, `
    SELECT at, file_name, bytes, kind, verified FROM backup_log ORDER BY at DESC LIMIT 200`),
  noteBackup: local({ id: 'text', at: 'integer', file_name: 'text', bytes: 'integer', kind: 'text', sha256: 'text', verified: 'integer' }, `
    INSERT INTO backup_log (id, at, file_name, bytes, kind, sha256, verified) VALUES (@id, @at, @file_name, @bytes, @kind, @sha256, @verified)`),
  setting: query({ id: 'text' }, { value_json: 'text' }, `SELECT value_json FROM app_setting WHERE id = @id`),
  saveSetting: local({ id: 'text', value_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO app_setting (id, value_json, updated_at, updated_by) VALUES (@id, @value_json, @updated_at, @updated_by)
    ON CONFLICT (id) DO UPDATE SET value_json = excluded.value_json, updated_at = excluded.updated_at, updated_by = excluded.updated_by`),
}
