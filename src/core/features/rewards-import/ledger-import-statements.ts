import { insert, query, update } from '../../database/statement'

const batch = {
  id: 'text', year: 'integer', file_name: 'text', stored: 'integer', stored_fen: 'integer', committed_at: 'integer', actor_name: 'text', undone_at: 'integer?',
} as const
const batchColumns = Object.keys(batch).join(', ')

export const ledgerImportStatements = {
  batches: query({}, batch, `SELECT ${batchColumns} FROM reward_import ORDER BY committed_at DESC LIMIT 50`),
  batch: query({ id: 'text' }, batch, `SELECT ${batchColumns} FROM reward_import WHERE id = @id`),
  insertBatch: insert('reward_import', {
    id: 'text', year: 'integer', file_name: 'text', sha256: 'text', stored: 'integer', stored_fen: 'integer', counts_json: 'text', committed_at: 'integer', committed_by: 'text', actor_name: 'text',
  }, `
    INSERT INTO reward_import (id, year, file_name, sha256, stored, stored_fen, counts_json, committed_at, committed_by, actor_name)
    VALUES (@id, @year, @file_name, @sha256, @stored, @stored_fen, @counts_json, @committed_at, @committed_by, @actor_name)`),
  markUndone: update('reward_import', { id: 'text', undone_at: 'integer', undone_by: 'text' }, `
    UPDATE reward_import SET undone_at = @undone_at, undone_by = @undone_by, row_version = row_version + 1 WHERE id = @id AND undone_at IS NULL`),
  /** Leads found to repeat one that the batch brought: who reported first would be gone. */
  duplicatesOf: query({ batch_id: 'text' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM lead WHERE state = 'duplicate' AND deleted_at IS NULL AND duplicate_of_id IN (SELECT lead_id FROM reward WHERE import_batch_id = @batch_id)`),
  /** Cases that others have joined since to a series of the batch. */
  joinedSince: query({ batch_id: 'text', at: 'integer' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM case_series_member WHERE series_id IN (SELECT series_id FROM case_series_member WHERE import_batch_id = @batch_id AND deleted_at IS NULL)
      AND import_batch_id IS NOT @batch_id AND created_at >= @at AND deleted_at IS NULL`),
  /** Rewards of a batch, and whether anything was done with them since. */
  rewardsOf: query({ batch_id: 'text' }, { id: 'text', state: 'text', touched: 'integer' }, `
    SELECT id, state, updated_at > created_at OR row_version > 1 AS touched FROM reward WHERE import_batch_id = @batch_id AND deleted_at IS NULL ORDER BY id`),
}
