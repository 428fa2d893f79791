import { newId } from '../new-id'
import type { GrantedRole } from '../../contract/roles'
import { passwordFault } from '../../domain/password-rule'
import type { Reader } from '../database/reader'
import type { Transaction } from '../database/transaction'
import { conflict, notFound, refuse } from '../refusal'
import { accountStatements } from './account-statements'
import { firstPreferences, loginKey } from './sign-in'

export interface NewAccount {
  login: string
  name: string
  passwordHash: string
  personId: string | null
  grants: readonly { role: GrantedRole; communityId: string | null }[]
  mustChangePassword: boolean
}

/** @throws Refusal `password_rule` at the named field */
export function requirePasswordRule(password: string, login: string, field: string): void {
  const fault = passwordFault(password, login)
  if (fault) throw refuse('password_rule', fault, field)
}

/**
 * Three roles stay apart (D5): an administrator sees no business content, an auditor changes nothing.
 * @throws Refusal `separate_roles`, `admin_of_township`
 */
function requireSeparateRoles(grants: NewAccount['grants'], personId: string | null): void {
  const granted = new Set(grants.map((grant) => grant.role))
  const mixed = (granted.has('admin') || granted.has('auditor')) && (granted.size > 1 || personId !== null)
  if (grants.some((grant) => grant.role === 'admin' && grant.communityId !== null)) throw refuse('admin_of_township', '管理员管全镇的账号和设置，不能只授一个村(社区)。没有存，范围改为全镇。', 'grants')
  if (mixed) throw refuse('separate_roles', '管理员和审计员不能兼别的角色，也不能关联在岗人员。分开建账号。', 'grants')
}

export function addAccount(tx: Transaction, account: NewAccount): string {
  requireSeparateRoles(account.grants, account.personId)
  if (tx.get(accountStatements.byLogin, { login_key: loginKey(account.login) })) throw refuse('login_taken', `登录名“${account.login}”已有人用，换一个。`, 'login')
  const id = newId()
  const by = { created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id }
  tx.write(accountStatements.insert, {
    id,
    login: account.login,
    login_key: loginKey(account.login),
    name: account.name,
    person_id: account.personId,
    password_hash: account.passwordHash,
    must_change_password: account.mustChangePassword ? 1 : 0,
    preferences_json: JSON.stringify(firstPreferences),
    ...by,
  })
  for (const grant of account.grants) tx.write(accountStatements.insertGrant, { id: newId(), account_id: id, role: grant.role, community_id: grant.communityId, ...by })
  return id
}

export interface AccountCorrection {
  accountId: string
  rowVersion: number
  name: string
  personId: string | null
  grants: NewAccount['grants']
  disabled: boolean
}

export function correctAccount(tx: Transaction, input: AccountCorrection): void {
  requireSeparateRoles(input.grants, input.personId)
  const known = tx.get(accountStatements.byId, { id: input.accountId })
  if (!known) throw notFound()
  if (known.row_version !== input.rowVersion) throw conflict()
  if ((input.disabled || !input.grants.some((grant) => grant.role === 'admin')) && isLastAdministrator(tx, input.accountId))
    throw refuse('last_administrator', '这是最后一个管理员账号，不能停用或改成别的角色。先另建一个管理员。', 'grants')
  const by = { updated_at: tx.at, updated_by: tx.actor.id }
  tx.write(accountStatements.update, { id: input.accountId, row_version: input.rowVersion, name: input.name, person_id: input.personId, disabled: input.disabled ? 1 : 0, ...by })
  const present = tx.all(accountStatements.grantsOf, { account_id: input.accountId })
  const same = (a: { role: string; community_id: string | null }, b: { role: string; communityId: string | null }): boolean => a.role === b.role && a.community_id === b.communityId
  for (const grant of present) if (!input.grants.some((wanted) => same(grant, wanted))) tx.write(accountStatements.endGrant, { id: grant.id, deleted_at: tx.at, ...by })
  for (const wanted of input.grants)
    if (!present.some((grant) => same(grant, wanted)))
      tx.write(accountStatements.insertGrant, { id: newId(), account_id: input.accountId, role: wanted.role, community_id: wanted.communityId, created_at: tx.at, created_by: tx.actor.id, ...by })
}

function isLastAdministrator(reader: Reader, accountId: string): boolean {
  const isAdmin = (id: string): boolean => reader.all(accountStatements.grantsOf, { account_id: id }).some((grant) => grant.role === 'admin' && grant.community_id === null)
  const others = reader.all(accountStatements.all, {}).filter((account) => account.id !== accountId && !account.disabled && isAdmin(account.id))
  return isAdmin(accountId) && others.length === 0
}
