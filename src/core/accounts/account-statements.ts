import { insert, local, query, update } from '../database/statement'

const account = {
  id: 'text', login: 'text', name: 'text', person_id: 'text?', password_hash: 'text', must_change_password: 'integer', failed_count: 'integer',
  locked_until_at: 'integer?', last_sign_in_at: 'integer?', disabled: 'integer', preferences_json: 'text', row_version: 'integer',
} as const
const accountColumns = Object.keys(account).map((column) => `a.${column}`).join(', ')

export const accountStatements = {
  count: query({}, { n: 'integer' }, `SELECT count(*) AS n FROM user_account WHERE deleted_at IS NULL`),
  byLogin: query({ login_key: 'text' }, account, `
    SELECT ${accountColumns} FROM user_account a WHERE a.login_key = @login_key AND a.deleted_at IS NULL`),
  byId: query({ id: 'text' }, account, `
    SELECT ${accountColumns} FROM user_account a WHERE a.id = @id AND a.deleted_at IS NULL`),
  all: query({}, { ...account, person_name: 'text?' }, `
    SELECT ${accountColumns}, p.name AS person_name
    FROM user_account a LEFT JOIN person p ON p.id = a.person_id
    WHERE a.deleted_at IS NULL ORDER BY a.login`),
  grantsOf: query({ account_id: 'text' }, { id: 'text', role: 'text', community_id: 'text?' }, `
    SELECT id, role, community_id FROM role_grant WHERE account_id = @account_id AND deleted_at IS NULL ORDER BY id`),
  /** Posts that make a role by themselves (D5), held by the person on the day. */
  postsOf: query({ person_id: 'text', on: 'text' }, { post: 'text', community_id: 'text', grid_id: 'text?' }, `
    SELECT post, community_id, grid_id FROM post_assignment
    WHERE person_id = @person_id AND deleted_at IS NULL
      AND post IN ('station_chief', 'community_police', 'grid_chief')
      AND (start_on IS NULL OR start_on <= @on) AND (end_on IS NULL OR end_on > @on)
    ORDER BY community_id`),
  insert: insert('user_account', {
    id: 'text', login: 'text', login_key: 'text', name: 'text', person_id: 'text?', password_hash: 'text', must_change_password: 'integer',
    preferences_json: 'text', created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text',
  }, `
    INSERT INTO user_account (id, login, login_key, name, person_id, password_hash, must_change_password, preferences_json, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @login, @login_key, @name, @person_id, @password_hash, @must_change_password, @preferences_json, @created_at, @created_by, @updated_at, @updated_by)`),
  update: update('user_account', { id: 'text', row_version: 'integer', name: 'text', person_id: 'text?', disabled: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE user_account SET name = @name, person_id = @person_id, disabled = @disabled, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  setPassword: update('user_account', { id: 'text', password_hash: 'text', must_change_password: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE user_account SET password_hash = @password_hash, must_change_password = @must_change_password, failed_count = 0, locked_until_at = NULL,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  setPreferences: update('user_account', { id: 'text', preferences_json: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE user_account SET preferences_json = @preferences_json, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),
  /** Counters of this device; they are no business data and do not sync. */
  noteFailure: local({ id: 'text', failed_count: 'integer', locked_until_at: 'integer?' }, `
    UPDATE user_account SET failed_count = @failed_count, locked_until_at = @locked_until_at WHERE id = @id`),
  noteSignIn: local({ id: 'text', last_sign_in_at: 'integer' }, `
    UPDATE user_account SET failed_count = 0, locked_until_at = NULL, last_sign_in_at = @last_sign_in_at WHERE id = @id`),
  insertGrant: insert('role_grant', { id: 'text', account_id: 'text', role: 'text', community_id: 'text?', created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO role_grant (id, account_id, role, community_id, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @account_id, @role, @community_id, @created_at, @created_by, @updated_at, @updated_by)`),
  endGrant: update('role_grant', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE role_grant SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),
}
