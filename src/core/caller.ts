import type { ProcedureName } from '../contract/contract'
import type { HeldRole } from '../contract/roles'
import type { Reach } from './accounts/reach'
import type { Connection } from './connection'
import type { Actor } from './database/actor'
import type { Transaction } from './database/transaction'

/** What the guard has found out before a handler runs. */
export interface Caller {
  readonly procedure: ProcedureName
  readonly connection: Connection
  readonly actor: Actor
  readonly roles: readonly HeldRole[]
  readonly reach: Reach
  /** The day at the office (Asia/Shanghai). */
  readonly today: string
  /**
   * The one way to write: rows, change log and the command's audit record in one transaction.
   * `describe` names what the auditor will look for; it runs after `work` and sees its result.
   */
  commit<T>(work: (tx: Transaction) => T, describe?: (result: T) => { table?: string; id?: string | null; detail?: Record<string, unknown> }): T
}
