import { local, query } from './statement'

const auditRow = {
  chain: 'text', seq: 'integer', at: 'integer', actor: 'text', actor_name: 'text', carrier: 'text', action: 'text',
  outcome: 'text', target_table: 'text?', target_id: 'text?', detail_json: 'text', prev_hash: 'text', hash: 'text',
} as const

/**
 * The two ledgers that every command writes: what changed (for sync) and who did it (for the auditor). A row's id is the
 * number of its chain × 2^32 + seq (log-position.ts), so that each log is one b-tree and every append is at its end.
 */
export const ledgerStatements = {
  chainNo: query({ chain: 'text' }, { no: 'integer' }, `SELECT no FROM log_chain WHERE chain = @chain`),
  addChain: local({ chain: 'text' }, `INSERT INTO log_chain (chain) VALUES (@chain)`),
  lastChangeSeq: query({ from: 'integer', to: 'integer' }, { seq: 'integer' }, `
    SELECT seq FROM change_log WHERE id BETWEEN @from AND @to ORDER BY id DESC LIMIT 1`),
  appendChange: local(
    { id: 'integer', chain: 'text', seq: 'integer', command_id: 'text', at: 'integer', actor: 'text', table_name: 'text', row_id: 'text', operation: 'text', fields_json: 'text' },
    `INSERT INTO change_log (id, chain, seq, command_id, at, actor, table_name, row_id, operation, fields_json)
     VALUES (@id, @chain, @seq, @command_id, @at, @actor, @table_name, @row_id, @operation, @fields_json)`),
  lastAudit: query({ from: 'integer', to: 'integer' }, { seq: 'integer', hash: 'text' }, `
    SELECT seq, hash FROM audit_log WHERE id BETWEEN @from AND @to ORDER BY id DESC LIMIT 1`),
  appendAudit: local({ id: 'integer', ...auditRow }, `
    INSERT INTO audit_log (id, chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash)
    VALUES (@id, @chain, @seq, @at, @actor, @actor_name, @carrier, @action, @outcome, @target_table, @target_id, @detail_json, @prev_hash, @hash)`),
  auditFrom: query({ id: 'integer', limit: 'integer' }, { id: 'integer', ...auditRow }, `
    SELECT id, chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash
    FROM audit_log WHERE id > @id ORDER BY id LIMIT @limit`),
  /** Newest first: the chain begun last before those of earlier incarnations. */
  auditPage: query({ before: 'integer', limit: 'integer' }, { id: 'integer', ...auditRow }, `
    SELECT id, chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash
    FROM audit_log WHERE id < @before ORDER BY id DESC LIMIT @limit`),
}
