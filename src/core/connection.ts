import type { Actor } from './database/actor'

/** Who is signed in on one window or one browser cookie. Lives in memory only: a restart asks for the password again. */
export interface SignedIn {
  accountId: string
  login: string
  name: string
  locked: boolean
  lastInputAt: number
}

/** One window, one browser session, or the command line. */
export interface Connection {
  readonly carrier: Actor['carrier']
  /** Set for the command line alone: acts with the clerk's rights, without an account. */
  readonly operator: string | null
  signedIn: SignedIn | null
}

export const windowConnection = (carrier: 'window' | 'browser' | 'test'): Connection => ({ carrier, operator: null, signedIn: null })
export const commandLineConnection = (operatingSystemUser: string): Connection => ({ carrier: 'cli', operator: operatingSystemUser, signedIn: null })
