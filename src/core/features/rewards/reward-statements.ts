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

/** The state on the day `@today`: what was not collected in time has expired, recorded or not (as stateOn of the domain). */
const shownState = `(CASE WHEN r.state IN ('noticed', 'publicised') AND r.expires_on < @today THEN 'expired' ELSE r.state END)`
/**
 * What of the rewards a caller sees: all (`whole` 1), those of `communities` (a JSON list), those with the own `who_mac`
 * among the recipients. Then what is asked for: `states` and `ids` are JSON lists or null for any.
 */
const filter = { today: 'text', whole: 'integer', communities: 'text', who_mac: 'text?', year: 'integer?', community_id: 'text?', states: 'text?', ids: 'text?' } as const
const filtered = `r.deleted_at IS NULL AND (@year IS NULL OR r.year = @year)
      AND (@whole = 1 OR r.community_id IN (SELECT value FROM json_each(@communities))
        OR EXISTS (SELECT 1 FROM reward_recipient w WHERE w.reward_id = r.id AND w.who_mac = @who_mac AND w.deleted_at IS NULL))
      AND (@community_id IS NULL OR r.community_id = @community_id)
      AND (@states IS NULL OR ${shownState} IN (SELECT value FROM json_each(@states)))
      AND (@ids IS NULL OR r.id IN (SELECT value FROM json_each(@ids)))`

export const rewardStatements = {
  byId: query({ id: 'text' }, reward, `SELECT ${columns} FROM reward r WHERE r.id = @id AND r.deleted_at IS NULL`),
  /** Newest first within a year. */
  ofYear: query({ year: 'integer' }, reward, `SELECT ${columns} FROM reward r WHERE r.year = @year AND r.deleted_at IS NULL ORDER BY r.lead_on DESC, r.id DESC`),
  /** A page of what a caller sees and asks for: newest first, year by year, from the place where the page before ended. */
  pageOf: query({ ...filter, before_year: 'integer', before_on: 'text', before_id: 'text', limit: 'integer' }, reward, `
    SELECT ${columns} FROM reward r INDEXED BY reward_year
    WHERE (r.year, r.lead_on, r.id) < (@before_year, @before_on, @before_id) AND ${filtered}
    ORDER BY r.year DESC, r.lead_on DESC, r.id DESC LIMIT @limit`),
  countOf: query(filter, { n: 'integer' }, `SELECT count(*) AS n FROM reward r INDEXED BY reward_year WHERE r.year > 0 AND ${filtered}`),
  /** Of those the granted ones: everybody's share, and once it is paid the shares of those who were paid. */
  sumOf: query(filter, { cash_fen: 'integer', goods_fen: 'integer' }, `
    SELECT CAST(coalesce(sum(p.share_fen), 0) AS INTEGER) AS cash_fen, CAST(coalesce(sum(p.goods_fen), 0) AS INTEGER) AS goods_fen
    FROM reward r INDEXED BY reward_year CROSS JOIN reward_recipient p ON p.reward_id = r.id AND p.deleted_at IS NULL
    WHERE r.year > 0 AND ${filtered} AND ${shownState} IN ('approved', 'noticed', 'publicised', 'paid', 'filed')
      AND (r.state NOT IN ('paid', 'filed') OR EXISTS (SELECT 1 FROM reward_payment y WHERE y.reward_id = r.id AND y.recipient_id = p.id AND y.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM reward_payment z WHERE z.reverses_id = y.id)))`),
  /** For a search in words, whose spelling the database does not know. */
  wordsOf: query(filter, { id: 'text', reward_no: 'text', case_no: 'text?', matter: 'text?', title: 'text', community_id: 'text', confidentiality: 'integer' }, `
    SELECT r.id, r.reward_no, r.case_no, r.matter, r.title, r.community_id, r.confidentiality FROM reward r INDEXED BY reward_year WHERE r.year > 0 AND ${filtered}`),
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
  /** `ids`: a JSON list of rewards. */
  recipientsOfMany: query({ ids: 'text' }, recipient, `
    SELECT ${Object.keys(recipient).map((name) => `p.${name}`).join(', ')} FROM json_each(@ids) j CROSS JOIN reward_recipient p ON p.reward_id = j.value WHERE p.deleted_at IS NULL ORDER BY j.key, p.seq`),
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
