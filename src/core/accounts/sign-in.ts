import type { Preferences, Session } from '../../contract/accounts'
import { permissions } from '../../contract/permissions'
import type { ProcedureName } from '../../contract/contract'
import { backOffAfter, longestRest, passwordFault } from '../../domain/password-rule'
import type { Caller } from '../caller'
import type { CoreServices } from '../core-services'
import { rolesOf } from '../guard'
import { readSetting } from '../features/settings/read-setting'
import { dayAt } from '../office-day'
import { refuse, Refusal } from '../refusal'
import { accountStatements } from './account-statements'
import { hashPassword, passwordFits, passwordFitsNobody } from './password'

export const loginKey = (login: string): string => login.normalize('NFKC').trim().toLowerCase()
export const firstPreferences: Preferences = { theme: 'light', type: 'base' }

const wrong = '登录名或密码不对。核对大小写后重试，忘记密码请管理员重置。'
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/**
 * Wrong passwords in a row make sign-in rest (setting in domain/password-rule); unknown logins take as long as wrong ones.
 * @throws Refusal REFUSED `sign_in`, `sign_in_rests`, `account_disabled`
 */
export async function signIn(services: CoreServices, caller: Caller, login: string, password: string): Promise<Session> {
  const account = services.database.reader.get(accountStatements.byLogin, { login_key: loginKey(login) })
  if (!account) {
    await passwordFitsNobody(password)
    throw refuse('sign_in', wrong, 'password')
  }
  await requirePassword(services, caller, account.id, password)
  if (account.disabled) throw refuse('account_disabled', '这个账号已停用。请管理员启用后再登录。', 'login')
  caller.connection.signedIn = { accountId: account.id, login: account.login, name: account.name, locked: false, lastInputAt: services.now() }
  services.database.writer.run({ id: account.id, name: account.name, carrier: caller.connection.carrier }, (tx) => {
    tx.local(accountStatements.noteSignIn, { id: account.id, last_sign_in_at: services.now() })
    tx.audit({ action: caller.procedure, outcome: 'done', targetTable: 'user_account', targetId: account.id })
  })
  return describeSession(services, caller)
}

/** The last password check of each account; the next one waits for it, so that many guesses at once are guesses in a row. */
const lastChecks = new WeakMap<CoreServices, Map<string, Promise<void>>>()

/** Checks a password with back-off; counts the failure, or clears nothing (sign-in clears). */
export function requirePassword(services: CoreServices, caller: Caller, accountId: string, password: string): Promise<void> {
  const checks = lastChecks.get(services) ?? new Map<string, Promise<void>>()
  lastChecks.set(services, checks)
  const check = (checks.get(accountId) ?? Promise.resolve()).catch(() => undefined).then(() => checkPassword(services, caller, accountId, password))
  checks.set(accountId, check)
  return check
}

async function checkPassword(services: CoreServices, caller: Caller, accountId: string, password: string): Promise<void> {
  const account = services.database.reader.get(accountStatements.byId, { id: accountId })
  if (!account) throw new Refusal('NOT_SIGNED_IN', undefined)
  const restsUntil = account.locked_until_at ?? 0
  // A rest longer than any that is given was begun by a clock that was ahead.
  if (restsUntil > services.now() && restsUntil - services.now() <= longestRest) throw refuse('sign_in_rests', `密码连续输错${account.failed_count}次，${clock.format(restsUntil)}后再试。账号和数据都没有变动。`, 'password')
  if (await passwordFits(password, account.password_hash)) return
  const failures = account.failed_count + 1
  const rest = backOffAfter(failures)
  services.database.writer.run(caller.actor, (tx) =>
    tx.local(accountStatements.noteFailure, { id: account.id, failed_count: failures, locked_until_at: rest > 0 ? services.now() + rest : null }),
  )
  throw refuse('sign_in', wrong, 'password')
}

export async function changePassword(services: CoreServices, caller: Caller, oldPassword: string, newPassword: string): Promise<void> {
  const signedIn = caller.connection.signedIn
  if (!signedIn) throw new Refusal('NOT_SIGNED_IN', undefined)
  await requirePassword(services, caller, signedIn.accountId, oldPassword)
  const fault = passwordFault(newPassword, signedIn.login)
  if (fault) throw refuse('password_rule', fault, 'newPassword')
  if (newPassword === oldPassword) throw refuse('password_rule', '新密码和原密码一样，换一个。', 'newPassword')
  const password_hash = await hashPassword(newPassword)
  caller.commit(
    (tx) => tx.write(accountStatements.setPassword, { id: signedIn.accountId, password_hash, must_change_password: 0, updated_at: tx.at, updated_by: tx.actor.id }),
    () => ({ table: 'user_account', id: signedIn.accountId }),
  )
}

export function describeSession(services: CoreServices, caller: Caller): Session {
  const { signedIn } = caller.connection
  const account = signedIn ? services.database.reader.get(accountStatements.byId, { id: signedIn.accountId }) : undefined
  if (!signedIn || !account) throw new Refusal('NOT_SIGNED_IN', undefined)
  const roles = rolesOf(services, account.id, dayAt(services.now()))
  const allowed = (Object.keys(permissions) as ProcedureName[]).filter((name) => {
    const open = permissions[name]
    return open === 'public' || open === 'signed_in' || roles.some((held) => open.includes(held.role))
  })
  return {
    accountId: account.id,
    login: account.login,
    name: account.name,
    personId: account.person_id,
    roles,
    allowed,
    mustChangePassword: account.must_change_password === 1,
    locked: signedIn.locked,
    idleMinutes: readSetting(services.database.reader, 'station.idleMinutes'),
    preferences: JSON.parse(account.preferences_json) as Preferences,
  }
}
