import { setTimeout as pause } from 'node:timers/promises'
import type BetterSqlite3 from 'better-sqlite3'
import { newId } from '../new-id'
import type { Actor } from './actor'
import { isSqliteError } from './driver'
import { PreparedReader, type Reader } from './reader'
import { ledgerStatements } from './ledger-statements'
import { idInChain, idsOfChain } from './log-position'
import { NarrowUpdates } from './narrow-updates'
import { sealAuditRecord, type AuditEntry } from './audit-chain'
import type { LocalWrite, Shape, Values, Write } from './statement'

/** How long a transaction waits inside SQLite, in milliseconds, as openConnection sets it. */
const busyTimeout = 5000

/** One command's unit of work. Rows, change log and audit record are committed together or not at all. */
export interface Transaction extends Reader {
  readonly at: number
  readonly actor: Actor
  readonly commandId: string
  write<P extends Shape & { id: 'text' }>(statement: Write<P>, params: Values<P>): void
  local<P extends Shape>(statement: LocalWrite<P>, params: Values<P>): number
  audit(entry: AuditEntry): void
  /** Sequence number of the last change written, in this device's chain. */
  lastChange(): { chain: string; seq: number }
}

/** The only connection that writes; it also reads inside its own transactions. */
export class Writer extends PreparedReader {
  private depth = 0
  private readonly narrow: NarrowUpdates

  constructor(
    connection: BetterSqlite3.Database,
    private readonly chain: string,
    private readonly now: () => number,
  ) {
    super(connection)
    this.narrow = new NarrowUpdates(connection)
  }

  /**
   * Runs `work` in one immediate transaction.
   * @throws whatever `work` throws, after a rollback; SQLITE_BUSY after 5 s when another program holds the database.
   */
  run<T>(actor: Actor, work: (tx: Transaction) => T): T {
    if (this.depth > 0) throw new Error('commands do not nest')
    this.depth += 1
    try {
      this.connection.exec('BEGIN IMMEDIATE')
      try {
        const result = work(this.transaction(actor))
        this.connection.exec('COMMIT')
        return result
      } catch (error) {
        if (this.connection.inTransaction) this.connection.exec('ROLLBACK')
        throw error
      }
    } finally {
      this.depth -= 1
    }
  }

  /** Like `run`, but answers null at once where another program is writing: for what can wait for the next look. */
  runIfFree<T>(actor: Actor, work: (tx: Transaction) => T): { result: T } | null {
    return this.isFree() ? { result: this.run(actor, work) } : null
  }

  /** Whether a transaction could begin now; waits for nobody. */
  isFree(): boolean {
    this.connection.pragma('busy_timeout = 0')
    try {
      this.connection.exec('BEGIN IMMEDIATE')
      this.connection.exec('ROLLBACK')
      return true
    } catch (error) {
      if (isSqliteError(error, 'SQLITE_BUSY')) return false
      throw error
    } finally {
      this.connection.pragma(`busy_timeout = ${busyTimeout}`)
    }
  }

  /**
   * Answers true as soon as a transaction could begin, false after `milliseconds`. The thread goes on answering meanwhile:
   * SQLite's own waiting would make every read wait with the one command.
   */
  async untilFree(milliseconds: number): Promise<boolean> {
    const begun = performance.now()
    while (!this.isFree()) {
      if (performance.now() - begun >= milliseconds) return false
      await pause(40)
    }
    return true
  }

  /** Inside a transaction: the chain's number, given at its first. */
  private chainNo(): number {
    const { chain } = this
    const known = this.get(ledgerStatements.chainNo, { chain })
    if (known) return known.no
    this.prepare(ledgerStatements.addChain.sql).run({ chain })
    return this.get(ledgerStatements.chainNo, { chain })?.no ?? 0
  }

  private transaction(actor: Actor): Transaction {
    const { chain } = this
    const commandId = newId()
    const at = this.now()
    const chainNo = this.chainNo()
    let changeSeq = this.get(ledgerStatements.lastChangeSeq, idsOfChain(chainNo))?.seq ?? 0
    return {
      at,
      actor,
      commandId,
      all: (statement, params) => this.all(statement, params),
      get: (statement, params) => this.get(statement, params),
      write: (statement, params) => {
        const done = this.prepare(statement.kind === 'update' ? this.narrow.sqlFor(statement, params) : statement.sql).run(params)
        if (done.changes !== 1) throw new Error(`${statement.kind} of ${statement.table} touched ${done.changes} rows, not one`)
        changeSeq += 1
        this.prepare(ledgerStatements.appendChange.sql).run({
          id: idInChain(chainNo, changeSeq),
          chain,
          seq: changeSeq,
          command_id: commandId,
          at,
          actor: actor.id,
          table_name: statement.table,
          row_id: (params as { id: string }).id,
          operation: statement.kind,
          fields_json: JSON.stringify(params),
        })
      },
      local: (statement, params) => this.prepare(statement.sql).run(params).changes,
      audit: (entry) => {
        const last = this.get(ledgerStatements.lastAudit, idsOfChain(chainNo))
        const seq = (last?.seq ?? 0) + 1
        this.prepare(ledgerStatements.appendAudit.sql).run({ id: idInChain(chainNo, seq), ...sealAuditRecord({ chain, seq, at, actor, entry, prevHash: last?.hash ?? '' }) })
      },
      lastChange: () => ({ chain, seq: changeSeq }),
    }
  }
}
