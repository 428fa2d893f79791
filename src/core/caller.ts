import type { ProcedureName } from '../contract/contract'
import type { Role } from '../contract/roles'
import type { Reach } from './accounts/reach'
import type { Connection } from './connection'
import type { Actor } from './database/actor'
import type { Transaction } from './database/transaction'

/** What the guard has found out before a handler runs. */
export interface Caller {
  readonly procedure: ProcedureName
  readonly connection: Connection
  readonly actor: Actor
  /** How far the roles that grant this procedure reach together. The roles themselves stay with the guard: none is ever asked for without its place. */
  readonly reach: Reach
  /** How far these roles reach, for a right that only they carry. A role that does not grant this procedure adds nothing here either. */
  reachAs(...roles: readonly Role[]): Reach
  /** The day at the office (Asia/Shanghai). */
  readonly today: string
  /**
   * The one way to write: rows, change log and the command's audit record in one transaction.
   * `describe` names what the auditor will look for; it runs after `work` and sees its result.
   */
  commit<T>(work: (tx: Transaction) => T, describe?: (result: T) => { table?: string; id?: string | null; detail?: Record<string, unknown> }): T
}
