import { insert, local, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
/** What an application says; the rest of a row is where it has got to. */
const application = {
  lead_id: 'text?', community_id: 'text', basis: 'text', case_no: 'text?', case_key: 'text?', matter: 'text?', incident_id: 'text?', subject_key: 'text', title: 'text', domain: 'text',
  effect: 'text?', confidentiality: 'integer', lead_on: 'text', form: 'text', cash_fen: 'integer', goods: 'text?', goods_fen: 'integer', standard: 'text?', fund_id: 'text?', public_days: 'integer?',
} as const
const origin = { reward_no: 'text', serial: 'integer', year: 'integer', origin: 'text', applicant_account: 'text', applicant_person_id: 'text?', applicant: 'text', applied_on: 'text' } as const
const progress = {
  state: 'text', chain_json: 'text', agreed: 'integer', submission: 'integer', approved_on: 'text?', noticed_on: 'text?', expires_on: 'text?', public_from: 'text?', public_to: 'text?', paid_on: 'text?',
} as const
const reward = { id: 'text', ...origin, ...application, ...progress, row_version: 'integer' } as const
const touched = { updated_at: 'integer', updated_by: 'text' } as const
const recipient = { id: 'text', reward_id: 'text', seq: 'integer', who_enc: 'text', who_mac: 'text', share_fen: 'integer', goods_fen: 'integer', account_enc: 'text?' } as const
const newRecipient = { id: 'text', reward_id: 'text', seq: 'integer', who_enc: 'text', who_mac: 'text', share_fen: 'integer', goods_fen: 'integer', ...stamps } as const
const tier = { id: 'text', level_no: 'integer', office: 'text', up_to_fen: 'integer' } as const

const names = (shape: object, mark = ''): string => Object.keys(shape).map((name) => mark + name).join(', ')
const sets = (shape: object): string => Object.keys(shape).map((name) => `${name} = @${name}`).join(', ')
const columns = Object.keys(reward).map((name) => `r.${name}`).join(', ')
const added = { id: 'text', ...origin, ...application, ...progress, import_batch_id: 'text?', ...stamps } as const

export const rewardStatements = {
  byId: query({ id: 'text' }, reward, `SELECT ${columns} FROM reward r WHERE r.id = @id AND r.deleted_at IS NULL`),
  /** Newest first within a year. */
  ofYear: query({ year: 'integer' }, reward, `SELECT ${columns} FROM reward r WHERE r.year = @year AND r.deleted_at IS NULL ORDER BY r.lead_on DESC, r.id DESC`),
  years: query({}, { year: 'integer' }, `SELECT DISTINCT year FROM reward INDEXED BY reward_year WHERE year > 0 AND deleted_at IS NULL ORDER BY year DESC`),
  ofSubject: query({ subject_key: 'text' }, reward, `SELECT ${columns} FROM reward r WHERE r.subject_key = @subject_key AND r.deleted_at IS NULL ORDER BY r.id`),
  ofCase: query({ case_key: 'text' }, reward, `SELECT ${columns} FROM reward r WHERE r.case_key = @case_key AND r.deleted_at IS NULL ORDER BY r.id`),
  ofLead: query({ lead_id: 'text' }, reward, `SELECT ${columns} FROM reward r WHERE r.lead_id = @lead_id AND r.deleted_at IS NULL ORDER BY r.id`),
  inState: query({ state: 'text' }, reward, `SELECT ${columns} FROM reward r WHERE r.state = @state AND r.deleted_at IS NULL ORDER BY r.community_id, r.lead_on, r.id`),
  ofWho: query({ who_mac: 'text' }, reward, `
    SELECT ${columns} FROM reward_recipient p JOIN reward r ON r.id = p.reward_id
    WHERE p.who_mac = @who_mac AND p.deleted_at IS NULL AND r.deleted_at IS NULL ORDER BY r.lead_on DESC, r.id DESC`),
  /** How many lines with this row number the ledgers of a year have brought, voided ones among them. */
  ofLedgerRow: query({ year: 'integer', serial: 'integer' }, { rewards: 'integer' }, `SELECT count(*) AS rewards FROM reward WHERE year = @year AND serial = @serial AND origin = 'ledger' AND deleted_at IS NULL`),
  insert: insert('reward', added, `INSERT INTO reward (${names(added)}) VALUES (${names(added, '@')})`),
  apply: update('reward', { id: 'text', row_version: 'integer', ...application, ...touched }, `
    UPDATE reward SET ${sets(application)}, row_version = row_version + 1, ${sets(touched)} WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  move: update('reward', { id: 'text', row_version: 'integer', ...progress, ...touched }, `
    UPDATE reward SET ${sets(progress)}, row_version = row_version + 1, ${sets(touched)} WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  setSubject: update('reward', { id: 'text', subject_key: 'text', ...touched }, `
    UPDATE reward SET subject_key = @subject_key, row_version = row_version + 1, ${sets(touched)} WHERE id = @id AND deleted_at IS NULL`),

  recipients: query({ reward_id: 'text' }, recipient, `SELECT ${names(recipient)} FROM reward_recipient WHERE reward_id = @reward_id AND deleted_at IS NULL ORDER BY seq`),
  addRecipient: insert('reward_recipient', newRecipient, `INSERT INTO reward_recipient (${names(newRecipient)}) VALUES (${names(newRecipient, '@')})`),
  /** A draft's recipients are written anew when it is corrected. */
  dropRecipient: update('reward_recipient', { id: 'text', deleted_at: 'integer', ...touched }, `
    UPDATE reward_recipient SET deleted_at = @deleted_at, row_version = row_version + 1, ${sets(touched)} WHERE id = @id AND deleted_at IS NULL`),
  keepAccount: update('reward_recipient', { id: 'text', account_enc: 'text', ...touched }, `
    UPDATE reward_recipient SET account_enc = @account_enc, row_version = row_version + 1, ${sets(touched)} WHERE id = @id AND deleted_at IS NULL`),

  tiers: query({}, tier, `SELECT ${names(tier)} FROM reward_tier WHERE deleted_at IS NULL ORDER BY level_no`),
  addTier: insert('reward_tier', { ...tier, ...stamps }, `INSERT INTO reward_tier (${names({ ...tier, ...stamps })}) VALUES (${names({ ...tier, ...stamps }, '@')})`),
  dropTier: update('reward_tier', { id: 'text', deleted_at: 'integer', ...touched }, `
    UPDATE reward_tier SET deleted_at = @deleted_at, row_version = row_version + 1, ${sets(touched)} WHERE id = @id AND deleted_at IS NULL`),
  approverTier: query({ id: 'text' }, { id: 'text', level_no: 'integer?' }, `SELECT id, level_no FROM approver_tier WHERE id = @id`),
  /** Accounts that are granted the role, with the level they sign for. */
  approvers: query({}, { id: 'text', name: 'text', level_no: 'integer?' }, `
    SELECT DISTINCT a.id, a.name, t.level_no FROM role_grant g JOIN user_account a ON a.id = g.account_id LEFT JOIN approver_tier t ON t.id = a.id
    WHERE g.role = 'approver' AND g.deleted_at IS NULL AND a.deleted_at IS NULL AND a.disabled = 0 ORDER BY t.level_no, a.name`),
  addApproverTier: insert('approver_tier', { id: 'text', level_no: 'integer?', ...stamps }, `
    INSERT INTO approver_tier (id, level_no, ${names(stamps)}) VALUES (@id, @level_no, ${names(stamps, '@')})`),
  setApproverTier: update('approver_tier', { id: 'text', level_no: 'integer?', ...touched }, `
    UPDATE approver_tier SET level_no = @level_no, row_version = row_version + 1, ${sets(touched)} WHERE id = @id`),

  lastNumber: query({ id: 'text' }, { last_no: 'integer' }, `SELECT last_no FROM reward_number WHERE id = @id`),
  takeNumber: local({ id: 'text' }, `INSERT INTO reward_number (id, last_no) VALUES (@id, 1) ON CONFLICT (id) DO UPDATE SET last_no = last_no + 1`),
}
