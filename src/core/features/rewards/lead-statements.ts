import { insert, local, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const lead = {
  id: 'text', lead_no: 'text', origin: 'text', community_id: 'text', received_on: 'text', source_kind: 'text', domain: 'text', confidentiality: 'integer', content_enc: 'text',
  provider_enc: 'text', provider_mac: 'text', state: 'text', effect: 'text?', case_no: 'text?', case_key: 'text?', duplicate_of_id: 'text?', row_version: 'integer',
} as const
const columns = Object.keys(lead).join(', ')
const fields = {
  id: 'text', lead_no: 'text', origin: 'text', community_id: 'text', received_on: 'text', source_kind: 'text', domain: 'text', confidentiality: 'integer', content_enc: 'text',
  provider_enc: 'text', provider_mac: 'text', state: 'text', effect: 'text?', case_no: 'text?', case_key: 'text?', ...stamps,
} as const
const verification = { id: 'text', lead_id: 'text', finding: 'text', on_day: 'text', by_name: 'text', opinion_enc: 'text', created_at: 'integer', created_by: 'text' } as const
const reveal = { id: 'text', at: 'integer', account_id: 'text', by_name: 'text', lead_id: 'text', reason: 'text?' } as const
const member = { id: 'text', series_id: 'text', case_key: 'text', case_no: 'text' } as const
const newMember = { ...member, reason: 'text', import_batch_id: 'text?', ...stamps } as const
const names = (shape: object, mark = ''): string => Object.keys(shape).map((name) => mark + name).join(', ')

/**
 * What of the leads a caller sees: all (`whole` 1), those of `communities` (a JSON list), those of the own `provider_mac`.
 * Then what is asked for: `states` and `ids` are JSON lists or null for any; `rewardable` 1 for what no live reward stands on.
 */
const filter = { whole: 'integer', communities: 'text', provider_mac: 'text?', community_id: 'text?', states: 'text?', rewardable: 'integer', ids: 'text?' } as const
const filtered = `l.deleted_at IS NULL AND (@whole = 1 OR l.community_id IN (SELECT value FROM json_each(@communities)) OR l.provider_mac = @provider_mac)
      AND (@community_id IS NULL OR l.community_id = @community_id)
      AND (@states IS NULL OR l.state IN (SELECT value FROM json_each(@states)))
      AND (@rewardable = 0 OR (l.origin = 'office' AND NOT EXISTS (SELECT 1 FROM reward r WHERE r.lead_id = l.id AND r.deleted_at IS NULL AND r.state NOT IN ('void', 'rejected'))))
      AND (@ids IS NULL OR l.id IN (SELECT value FROM json_each(@ids)))`

export const leadStatements = {
  byId: query({ id: 'text' }, lead, `SELECT ${columns} FROM lead WHERE id = @id AND deleted_at IS NULL`),
  /** A page of what a caller sees and asks for: newest first, from the place where the page before ended. */
  pageOf: query({ ...filter, before_on: 'text', before_id: 'text', limit: 'integer' }, lead, `
    SELECT ${columns} FROM lead l INDEXED BY lead_received
    WHERE (l.received_on, l.id) < (@before_on, @before_id) AND ${filtered}
    ORDER BY l.received_on DESC, l.id DESC LIMIT @limit`),
  countOf: query(filter, { n: 'integer' }, `SELECT count(*) AS n FROM lead l INDEXED BY lead_received WHERE l.received_on > '' AND ${filtered}`),
  /** For a search in the numbers, whose spelling the database does not know: nothing sealed is read. */
  numbersOf: query(filter, { id: 'text', lead_no: 'text', case_key: 'text?' }, `
    SELECT l.id, l.lead_no, l.case_key FROM lead l INDEXED BY lead_received WHERE l.received_on > '' AND ${filtered}`),
  ofProvider: query({ provider_mac: 'text' }, lead, `SELECT ${columns} FROM lead WHERE provider_mac = @provider_mac AND deleted_at IS NULL ORDER BY received_on DESC, id DESC`),
  ofCase: query({ case_key: 'text' }, lead, `SELECT ${columns} FROM lead WHERE case_key = @case_key AND deleted_at IS NULL ORDER BY received_on, id`),
  inState: query({ state: 'text' }, lead, `SELECT ${columns} FROM lead WHERE state = @state AND deleted_at IS NULL ORDER BY community_id, received_on, id`),
  insert: insert('lead', fields, `INSERT INTO lead (${names(fields)}) VALUES (${names(fields, '@')})`),
  find: update('lead', { id: 'text', row_version: 'integer', state: 'text', effect: 'text?', case_no: 'text?', case_key: 'text?', duplicate_of_id: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE lead SET state = @state, effect = @effect, case_no = @case_no, case_key = @case_key, duplicate_of_id = @duplicate_of_id,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  insertVerification: insert('lead_verification', verification, `INSERT INTO lead_verification (${names(verification)}) VALUES (${names(verification, '@')})`),
  verifications: query({ lead_id: 'text' }, verification, `SELECT ${names(verification)} FROM lead_verification WHERE lead_id = @lead_id ORDER BY id`),
  insertReveal: local(reveal, `INSERT INTO lead_reveal (${names(reveal)}) VALUES (${names(reveal, '@')})`),
  reveals: query({ lead_id: 'text' }, { at: 'integer', by_name: 'text', reason: 'text?' }, `SELECT at, by_name, reason FROM lead_reveal WHERE lead_id = @lead_id ORDER BY at DESC`),

  seriesOf: query({ case_key: 'text' }, member, `SELECT ${names(member)} FROM case_series_member WHERE case_key = @case_key AND deleted_at IS NULL`),
  membersOf: query({ series_id: 'text' }, member, `SELECT ${names(member)} FROM case_series_member WHERE series_id = @series_id AND deleted_at IS NULL ORDER BY id`),
  addMember: insert('case_series_member', newMember, `INSERT INTO case_series_member (${names(newMember)}) VALUES (${names(newMember, '@')})`),
  membersOfBatch: query({ import_batch_id: 'text' }, { id: 'text' }, `SELECT id FROM case_series_member WHERE import_batch_id = @import_batch_id AND deleted_at IS NULL`),
  removeMember: update('case_series_member', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE case_series_member SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),
  moveMember: update('case_series_member', { id: 'text', series_id: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE case_series_member SET series_id = @series_id, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),
}
