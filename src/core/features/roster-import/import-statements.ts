import { insert, local, query, update } from '../../database/statement'

const batch = {
  id: 'text', kind: 'text', file_name: 'text', imported: 'integer', committed_at: 'integer', actor_name: 'text', first_change_seq: 'integer', last_change_seq: 'integer', chain: 'text',
  undo_json: 'text', undone_at: 'integer?',
} as const
const batchColumns = Object.keys(batch).join(', ')

export const importStatements = {
  batches: query({}, batch, `SELECT ${batchColumns} FROM import_batch ORDER BY committed_at DESC LIMIT 50`),
  batch: query({ id: 'text' }, batch, `SELECT ${batchColumns} FROM import_batch WHERE id = @id`),
  insertBatch: insert('import_batch', {
    id: 'text', kind: 'text', file_name: 'text', sha256: 'text', imported: 'integer', counts_json: 'text', committed_at: 'integer', committed_by: 'text',
    actor_name: 'text', first_change_seq: 'integer', last_change_seq: 'integer', chain: 'text', undo_json: 'text',
  }, `
    INSERT INTO import_batch (id, kind, file_name, sha256, imported, counts_json, committed_at, committed_by, actor_name, first_change_seq, last_change_seq, chain, undo_json)
    VALUES (@id, @kind, @file_name, @sha256, @imported, @counts_json, @committed_at, @committed_by, @actor_name, @first_change_seq, @last_change_seq, @chain, @undo_json)`),
  markUndone: update('import_batch', { id: 'text', undone_at: 'integer', undone_by: 'text' }, `
    UPDATE import_batch SET undone_at = @undone_at, undone_by = @undone_by, row_version = row_version + 1 WHERE id = @id AND undone_at IS NULL`),
  mapping: query({ shape_key: 'text' }, { mapping_json: 'text' }, `SELECT mapping_json FROM import_mapping WHERE shape_key = @shape_key`),
  rememberMapping: local({ id: 'text', shape_key: 'text', mapping_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO import_mapping (id, shape_key, mapping_json, updated_at, updated_by) VALUES (@id, @shape_key, @mapping_json, @updated_at, @updated_by)
    ON CONFLICT (shape_key) DO UPDATE SET mapping_json = excluded.mapping_json, updated_at = excluded.updated_at, updated_by = excluded.updated_by`),
}
