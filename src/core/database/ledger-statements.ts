import { local, query } from './statement'

const auditRow = {
  chain: 'text', seq: 'integer', at: 'integer', actor: 'text', actor_name: 'text', carrier: 'text', action: 'text',
  outcome: 'text', target_table: 'text?', target_id: 'text?', detail_json: 'text', prev_hash: 'text', hash: 'text',
} as const

/** The two ledgers that every command writes: what changed (for sync) and who did it (for the auditor). */
export const ledgerStatements = {
  lastChangeSeq: query({ chain: 'text' }, { seq: 'integer' }, `
    SELECT seq FROM change_log WHERE chain = @chain ORDER BY seq DESC LIMIT 1`),
  appendChange: local(
    { chain: 'text', seq: 'integer', command_id: 'text', at: 'integer', actor: 'text', table_name: 'text', row_id: 'text', operation: 'text', fields_json: 'text' },
    `INSERT INTO change_log (chain, seq, command_id, at, actor, table_name, row_id, operation, fields_json)
     VALUES (@chain, @seq, @command_id, @at, @actor, @table_name, @row_id, @operation, @fields_json)`),
  lastAudit: query({ chain: 'text' }, { seq: 'integer', hash: 'text' }, `
    SELECT seq, hash FROM audit_log WHERE chain = @chain ORDER BY seq DESC LIMIT 1`),
  appendAudit: local(auditRow, `
    INSERT INTO audit_log (chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash)
    VALUES (@chain, @seq, @at, @actor, @actor_name, @carrier, @action, @outcome, @target_table, @target_id, @detail_json, @prev_hash, @hash)`),
  auditFrom: query({ chain: 'text', seq: 'integer', limit: 'integer' }, auditRow, `
    SELECT chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash
    FROM audit_log WHERE (chain, seq) > (@chain, @seq) ORDER BY chain, seq LIMIT @limit`),
  auditPage: query({ at: 'integer', chain: 'text', seq: 'integer', limit: 'integer' }, auditRow, `
    SELECT chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash
    FROM audit_log INDEXED BY audit_log_at
    WHERE (at, chain, seq) < (@at, @chain, @seq)
    ORDER BY at DESC, chain DESC, seq DESC LIMIT @limit`),
}
