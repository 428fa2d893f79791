import { insert, query } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const fund = { id: 'text', year: 'integer', source: 'text' } as const
const entry = {
  id: 'text', fund_id: 'text', kind: 'text', on_day: 'text', budget_fen: 'integer', committed_fen: 'integer', paid_fen: 'integer', reward_id: 'text?', payment_id: 'text?', reverses_id: 'text?',
  doc_no: 'text?', reason: 'text?', by_name: 'text', created_at: 'integer', created_by: 'text',
} as const
const names = (shape: object, mark = ''): string => Object.keys(shape).map((name) => mark + name).join(', ')

export const fundStatements = {
  all: query({}, fund, `SELECT ${names(fund)} FROM reward_fund WHERE deleted_at IS NULL ORDER BY year DESC, id`),
  byId: query({ id: 'text' }, fund, `SELECT ${names(fund)} FROM reward_fund WHERE id = @id AND deleted_at IS NULL`),
  insert: insert('reward_fund', { ...fund, ...stamps }, `INSERT INTO reward_fund (${names({ ...fund, ...stamps })}) VALUES (${names({ ...fund, ...stamps }, '@')})`),
  entries: query({ fund_id: 'text' }, entry, `SELECT ${names(entry)} FROM reward_fund_entry WHERE fund_id = @fund_id ORDER BY id`),
  entry: query({ id: 'text' }, entry, `SELECT ${names(entry)} FROM reward_fund_entry WHERE id = @id`),
  ofReward: query({ reward_id: 'text' }, entry, `SELECT ${names(entry)} FROM reward_fund_entry WHERE reward_id = @reward_id ORDER BY id`),
  sums: query({ fund_id: 'text' }, { budget_fen: 'integer', committed_fen: 'integer', paid_fen: 'integer' }, `
    SELECT CAST(coalesce(sum(budget_fen), 0) AS INTEGER) AS budget_fen, CAST(coalesce(sum(committed_fen), 0) AS INTEGER) AS committed_fen, CAST(coalesce(sum(paid_fen), 0) AS INTEGER) AS paid_fen
    FROM reward_fund_entry WHERE fund_id = @fund_id`),
  insertEntry: insert('reward_fund_entry', entry, `INSERT INTO reward_fund_entry (${names(entry)}) VALUES (${names(entry, '@')})`),
}
