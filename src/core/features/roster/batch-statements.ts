import { query } from '../../database/statement'

/** What an import put into the roster, and whether anything has come to rest on it since. */
export const batchStatements = {
  persons: query({ batch_id: 'text' }, { id: 'text' }, `SELECT id FROM person WHERE import_batch_id = @batch_id AND deleted_at IS NULL`),
  assignments: query({ batch_id: 'text' }, { id: 'text' }, `SELECT id FROM post_assignment WHERE import_batch_id = @batch_id AND deleted_at IS NULL`),
  pairings: query({ batch_id: 'text' }, { id: 'text' }, `SELECT id FROM grid_pairing WHERE import_batch_id = @batch_id AND deleted_at IS NULL`),
  /** Changes after the batch to rows that it made. */
  personsTouched: query({ chain: 'text', seq: 'integer', batch_id: 'text' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM person p JOIN change_log c ON c.table_name = 'person' AND c.row_id = p.id
    WHERE p.import_batch_id = @batch_id AND (c.chain <> @chain OR c.seq > @seq)`),
  assignmentsTouched: query({ chain: 'text', seq: 'integer', batch_id: 'text' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM post_assignment a JOIN change_log c ON c.table_name = 'post_assignment' AND c.row_id = a.id
    WHERE a.import_batch_id = @batch_id AND (c.chain <> @chain OR c.seq > @seq)`),
  /** Tenures given by others to people of the batch. */
  laterTenures: query({ batch_id: 'text' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM person p JOIN post_assignment a ON a.person_id = p.id
    WHERE p.import_batch_id = @batch_id AND a.deleted_at IS NULL AND (a.import_batch_id IS NULL OR a.import_batch_id <> @batch_id)`),
  /** Accounts linked to people of the batch. */
  linkedAccounts: query({ batch_id: 'text' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM user_account u JOIN person p ON p.id = u.person_id
    WHERE p.import_batch_id = @batch_id AND u.deleted_at IS NULL`),
}
