import type { Connection } from '../connection'
import type { CoreServices } from '../core-services'
import { readSetting } from '../features/settings/read-setting'
import { Refusal } from '../refusal'
import { accountStatements } from './account-statements'

/** Whatever is asked, public or not: a disabled account's session is over, and a minute too many of rest locks it. */
export function refreshSession(services: CoreServices, connection: Connection): void {
  const { signedIn } = connection
  if (!signedIn) return
  const account = services.database.reader.get(accountStatements.byId, { id: signedIn.accountId })
  // A clock that was ahead when somebody last typed would keep the screen open until that time comes.
  signedIn.lastInputAt = Math.min(signedIn.lastInputAt, services.now())
  if (!account || account.disabled) connection.signedIn = null
  else if (services.now() - signedIn.lastInputAt >= readSetting(services.database.reader, 'station.idleMinutes') * 60_000) signedIn.locked = true
}

const owesNewPassword = (services: CoreServices, accountId: string): boolean =>
  services.database.reader.get(accountStatements.byId, { id: accountId })?.must_change_password === 1

/** Whose a file is that comes or goes on this connection. */
export const ownerOf = ({ operator, signedIn }: Connection): string => (operator ? `cli:${operator}` : (signedIn?.accountId ?? 'nobody'))

/**
 * Somebody is signed in here, at an unlocked screen, with a password of their own.
 * @throws Refusal NOT_SIGNED_IN, SESSION_LOCKED, `must_change_password`
 */
export function requirePresence(services: CoreServices, connection: Connection, except: { locked?: boolean; owing?: boolean } = {}): void {
  refreshSession(services, connection)
  const { signedIn } = connection
  if (!signedIn) throw new Refusal('NOT_SIGNED_IN', undefined)
  if (signedIn.locked && !except.locked) throw new Refusal('SESSION_LOCKED', undefined)
  if (owesNewPassword(services, signedIn.accountId) && !except.owing) throw new Refusal('REFUSED', '先修改密码，再办别的事。库里没有变动。', 'must_change_password')
}
