import BetterSqlite3 from 'better-sqlite3'

export type Connection = BetterSqlite3.Database

/**
 * Opens a file with the settings that every connection of ours has.
 * `synchronous=FULL` because the driver's default in WAL mode lost acknowledged rows in simulated power cuts.
 * @throws the driver's SQLITE_* errors
 */
export function openConnection(path: string, options: { readonly?: boolean; mustExist?: boolean } = {}): Connection {
  const connection = new BetterSqlite3(path, {
    readonly: options.readonly ?? false,
    fileMustExist: options.mustExist ?? false,
    timeout: 5000,
  })
  try {
    if (!options.readonly) {
      connection.pragma('journal_mode = WAL')
      connection.pragma('synchronous = FULL')
    }
    connection.pragma('foreign_keys = ON')
    // Else a REPLACE removes the row it replaces without asking the triggers that keep the ledgers.
    connection.pragma('recursive_triggers = ON')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cache_size = -32000')
    connection.pragma('temp_store = MEMORY')
  } catch (error) {
    // A file that is no database is found out here; its handle must not stay open.
    connection.close()
    throw error
  }
  return connection
}

/**
 * Opens the file whose lock says that a host is here. A second one must learn it at once: no setting is written, and
 * nothing waits.
 */
export function openLockFile(path: string): Connection {
  return new BetterSqlite3(path, { timeout: 0 })
}

export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith(code)
}
