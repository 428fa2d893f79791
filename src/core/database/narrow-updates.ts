import type BetterSqlite3 from 'better-sqlite3'
import type { Connection } from './driver'
import type { Shape, Write } from './statement'

interface Narrowable {
  head: string
  assignments: readonly { sql: string; column: string | null }[]
  tail: string
}

/**
 * An update writes every index that one of its columns is part of, also where the value is the one that stands there. So
 * an update names an indexed column only where its value changes: a corrected remark leaves the indexes of names and
 * numbers unwritten. What the change log keeps is not touched: the whole field set of the command.
 */
export class NarrowUpdates {
  private readonly known = new Map<string, (Narrowable & { present: BetterSqlite3.Statement }) | null>()

  constructor(private readonly connection: Connection) {}

  sqlFor(statement: Write<Shape & { id: 'text' }>, params: Readonly<Record<string, unknown>> & { id: string }): string {
    const parts = this.partsOf(statement)
    if (!parts) return statement.sql
    const present = parts.present.get(params.id) as Record<string, unknown> | undefined
    if (!present) return statement.sql
    const kept = parts.assignments.filter(({ column }) => column === null || params[column] !== present[column])
    return kept.length === parts.assignments.length || kept.length === 0 ? statement.sql : `${parts.head}${kept.map(({ sql }) => sql).join(', ')}${parts.tail}`
  }

  private partsOf({ table, sql }: Write<Shape & { id: 'text' }>): (Narrowable & { present: BetterSqlite3.Statement }) | null {
    const known = this.known.get(sql)
    if (known !== undefined) return known
    const parts = split(sql, indexedColumns(this.connection, table))
    const columns = parts?.assignments.flatMap(({ column }) => column ?? []) ?? []
    const made = parts && columns.length > 0 ? { ...parts, present: this.connection.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`) } : null
    this.known.set(sql, made)
    return made
  }
}

/** Columns of any index of the table, and those that say whether a row is in a partial one. */
function indexedColumns(connection: Connection, table: string): ReadonlySet<string> {
  const keys = connection.prepare(`SELECT i.name FROM pragma_index_list(?) l JOIN pragma_index_info(l.name) i WHERE i.name IS NOT NULL`).pluck().all(table) as string[]
  const conditions = (connection.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`).pluck().all(table) as string[]).join('\n')
  const columns = connection.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table) as string[]
  return new Set(columns.filter((column) => keys.includes(column) || new RegExp(`\\b${column}\\b`).test(conditions)))
}

/** `UPDATE t SET a = @a, … WHERE …` in its parts; only a plain `column = @column` of an indexed column can fall away. */
function split(sql: string, indexed: ReadonlySet<string>): Narrowable | null {
  const head = /^\s*UPDATE \w+ SET\s/.exec(sql)?.[0]
  if (head === undefined) return null
  const assignments: string[] = []
  let [depth, begun, end] = [0, head.length, -1]
  for (let at = head.length; at < sql.length && end < 0; at += 1) {
    const sign = sql[at]
    if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    else if (depth === 0 && (sign === ',' || /^\sWHERE\s/.test(sql.slice(at, at + 7)))) {
      assignments.push(sql.slice(begun, at).trim())
      begun = at + 1
      if (sign !== ',') end = at
    }
  }
  if (end < 0) return null
  return {
    head,
    assignments: assignments.map((assignment) => {
      const [, column, param] = /^(\w+) = @(\w+)$/.exec(assignment) ?? []
      return { sql: assignment, column: column !== undefined && column === param && indexed.has(column) ? column : null }
    }),
    tail: sql.slice(end),
  }
}
