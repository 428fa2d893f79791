import type BetterSqlite3 from 'better-sqlite3'
import { currentCallReads } from './call-reads'
import type { Query, Shape, Values } from './statement'

/** What a query may use: prepared reads, nothing else. */
export interface Reader {
  all<P extends Shape, R extends Shape>(statement: Query<P, R>, params: Values<P>): Values<R>[]
  get<P extends Shape, R extends Shape>(statement: Query<P, R>, params: Values<P>): Values<R> | undefined
}

/** Prepares each statement once per connection. */
export class PreparedReader implements Reader {
  private readonly prepared = new Map<string, BetterSqlite3.Statement>()

  constructor(protected readonly connection: BetterSqlite3.Database) {}

  protected prepare(sql: string): BetterSqlite3.Statement {
    const known = this.prepared.get(sql)
    if (known) return known
    const statement = this.connection.prepare(sql)
    this.prepared.set(sql, statement)
    return statement
  }

  all<P extends Shape, R extends Shape>(statement: Query<P, R>, params: Values<P>): Values<R>[] {
    currentCallReads()?.statements.add(statement.sql)
    return this.prepare(statement.sql).all(params) as Values<R>[]
  }

  get<P extends Shape, R extends Shape>(statement: Query<P, R>, params: Values<P>): Values<R> | undefined {
    currentCallReads()?.statements.add(statement.sql)
    return this.prepare(statement.sql).get(params) as Values<R> | undefined
  }
}
