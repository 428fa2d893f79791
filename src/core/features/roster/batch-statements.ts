import { query } from '../../database/statement'

/** What an import put into the roster, and whether anything has come to rest on it since. */
export const batchStatements = {
  persons: query({ batch_id: 'text' }, { id: 'text' }, `SELECT id FROM person WHERE import_batch_id = @batch_id AND deleted_at IS NULL`),
  assignments: query({ batch_id: 'text' }, { id: 'text' }, `SELECT id FROM post_assignment WHERE import_batch_id = @batch_id AND deleted_at IS NULL`),
  tenures: query({ batch_id: 'text' }, { person_id: 'text', community_id: 'text' }, `SELECT person_id, community_id FROM post_assignment WHERE import_batch_id = @batch_id AND deleted_at IS NULL`),
  /** Changes after the batch to the rows that it made or changed. Other chains number apart: there the clock decides. */
  touchedSince: query({ chain: 'text', first: 'integer', last: 'integer', at: 'integer' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM change_log mine CROSS JOIN change_log later
      ON substr(later.row_id, -6) = substr(mine.row_id, -6) AND later.row_id = mine.row_id AND later.table_name = mine.table_name
    WHERE mine.id BETWEEN (SELECT no FROM log_chain WHERE chain = @chain) * 4294967296 + @first AND (SELECT no FROM log_chain WHERE chain = @chain) * 4294967296 + @last
      AND ((later.chain = @chain AND later.seq > @last) OR (later.chain <> @chain AND later.at >= @at))`),
}
