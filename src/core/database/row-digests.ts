import { hash } from 'node:crypto'
import type { Connection } from './driver'

/**
 * One sum per table over the digests of its rows, in `table_digest`. It is kept by temporary triggers that every writing
 * connection gets at opening, made from the schema as it is found, so that no table has to be named here and none can be
 * forgotten. Row and sum are written in the same transaction. A damaged row that is written again takes the digest of
 * what it has become off the sum, not of what it was: the sum stays wrong, and damage never becomes true by itself.
 */
interface DigestedTable {
  name: string
  columns: readonly { name: string; isBlob: boolean }[]
}

const digestTable = 'table_digest'
/** Sums are taken modulo 2^61, so that adding two never leaves SQLite's integers. */
const mask = (1n << 61n) - 1n

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Text and numbers as one JSON array, which SQLite makes; blobs beside it. Both as stored, with their types. */
const argumentsOf = (table: DigestedTable, prefix = ''): string => {
  const plain = table.columns.filter((column) => !column.isBlob).map((column) => prefix + quoted(column.name))
  const blobs = table.columns.filter((column) => column.isBlob).map((column) => prefix + quoted(column.name))
  return [`json_array(${plain.join(', ')})`, ...blobs].join(', ')
}

function rowDigest(text: string, ...blobs: unknown[]): bigint {
  const whole = blobs.reduce<string>((sum, blob) => sum + (Buffer.isBuffer(blob) ? hash('sha256', blob) : String(blob)), text)
  return BigInt(`0x${hash('sha256', whole).slice(0, 15)}`)
}

/** Whether the database keeps digests: older schemas do not. */
export const keepsDigests = (connection: Connection): boolean => connection.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(digestTable) !== undefined

/** Every ordinary table of ours but those that an index holds a second time, column by column: integrity_check compares the two. */
export function digestedTables(connection: Connection): DigestedTable[] {
  const tables = connection.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> ? ORDER BY name`).pluck().all(digestTable) as string[]
  const columnsOf = connection.prepare(`SELECT name, type = 'BLOB' AS isBlob FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid`)
  return tables
    .map((name) => ({ name, columns: (columnsOf.all(name) as { name: string; isBlob: number }[]).map((column) => ({ name: column.name, isBlob: column.isBlob === 1 })) }))
    .filter((table) => !isHeldTwice(connection, table))
}

function isHeldTwice(connection: Connection, table: DigestedTable): boolean {
  const indexes = connection.prepare(`SELECT name FROM pragma_index_list(?) WHERE origin <> 'pk' AND partial = 0`).pluck().all(table.name) as string[]
  const held = connection.prepare(`SELECT name FROM pragma_index_xinfo(?) WHERE name IS NOT NULL AND coll = 'BINARY'`).pluck()
  return indexes.some((index) => {
    const columns = new Set(held.all(index) as string[])
    return table.columns.every((column) => columns.has(column.name))
  })
}

/** Lets a connection write rows and their sums together. Temporary: nothing of it is in the file. */
export function keepDigests(connection: Connection): void {
  connection.function('row_digest', { deterministic: true, varargs: true }, rowDigest)
  const statements = digestedTables(connection).flatMap((table, no) => {
    const [before, after] = [`row_digest(${argumentsOf(table, 'OLD.')})`, `row_digest(${argumentsOf(table, 'NEW.')})`]
    const trigger = (event: string, change: string): string =>
      `CREATE TEMP TRIGGER digest_${event.toLowerCase()}_${no} AFTER ${event} ON main.${quoted(table.name)} BEGIN
        UPDATE ${digestTable} SET digest = (digest ${change}) & ${mask} WHERE table_name = '${table.name.replaceAll("'", "''")}'; END;`
    return [trigger('INSERT', `+ ${after}`), trigger('UPDATE', `+ ${after} - ${before}`), trigger('DELETE', `- ${before}`)]
  })
  connection.exec(statements.join('\n'))
}

/** Takes every row as it is for true. Only inside the transaction of a migration, after the rows before it were verified. */
export function buildDigests(connection: Connection): void {
  connection.exec(`DELETE FROM ${digestTable}`)
  const keep = connection.prepare(`INSERT INTO ${digestTable} (table_name, digest) VALUES (?, ?)`)
  for (const table of digestedTables(connection)) {
    let sum = 0n
    for (const row of rowsOf(connection, table)) sum = (sum + rowDigest(...row)) & mask
    keep.run(table.name, sum)
  }
}

const rowsOf = (connection: Connection, table: DigestedTable): IterableIterator<[string, ...unknown[]]> =>
  connection.prepare(`SELECT ${argumentsOf(table)} FROM ${quoted(table.name)}`).raw().iterate() as IterableIterator<[string, ...unknown[]]>

const rowsPerStep = 200

/**
 * Adds up the rows of the tables named (of all, where none are) and compares with the sums kept. Yields between steps, so
 * that a caller may let others work; answers the tables that are not as they were written, those that cannot be read
 * among them. The connection must not be used otherwise meanwhile, and should stand in one read transaction.
 */
export function* tablesChangedOutside(connection: Connection, names: ReadonlySet<string> | null = null): Generator<undefined, string[]> {
  if (!keepsDigests(connection)) return []
  const kept = connection.prepare(`SELECT digest FROM ${digestTable} WHERE table_name = ?`).pluck().safeIntegers()
  const changed: string[] = []
  for (const table of digestedTables(connection)) {
    if (names !== null && !names.has(table.name)) continue
    let sum = 0n
    let rows = 0
    try {
      for (const row of rowsOf(connection, table)) {
        sum = (sum + rowDigest(...row)) & mask
        rows += 1
        if (rows % rowsPerStep === 0) yield undefined
      }
      if (kept.get(table.name) !== sum) changed.push(table.name)
    } catch {
      changed.push(table.name)
    }
    yield undefined
  }
  return changed
}

/** The same at one go, where nobody waits for another answer. */
export function changedOutside(connection: Connection): string[] {
  const steps = tablesChangedOutside(connection)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
