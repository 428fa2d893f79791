import { existsSync } from 'node:fs'
import { StationFault } from '../station-fault'
import { snapshotBeforeMigration } from '../backups/snapshot'
import type { DataFolder } from './data-folder'
import { openDevice } from './device'
import { isSqliteError, openConnection, type Connection } from './driver'
import { requireSameKey } from './key-mark'
import { migrate, requireOwnDatabase } from './migrate'
import { PreparedReader, type Reader } from './reader'
import { keepDigests } from './row-digests'
import { TownshipKey } from './township-key'
import { Writer } from './transaction'

export interface StationDatabase {
  reader: Reader
  writer: Writer
  key: TownshipKey
  chain: string
  schema: number
  sqliteVersion: string
  /** Grows when another program has committed; our own commits leave it. */
  dataVersion(): number
  /** For backups and checks only. */
  connection: Connection
  close(): void
}

/**
 * Opens the folder's database: migrates it, then hands out one writing and one read-only connection.
 * @throws StationFault with a sentence for the clerk when the file is damaged, foreign or newer
 */
export function openStationDatabase(folder: DataFolder, options: { now: () => number }): StationDatabase {
  const isNew = !existsSync(folder.database)
  if (!isNew) withWords(() => lookAtPresent(folder))
  const key = TownshipKey.open(folder.dir, isNew)
  const { chain } = openDevice(folder.dir)
  const { connection, schema } = withWords(() => openMigrated(folder, key, options.now))
  const reading = openConnection(folder.database, { readonly: true, mustExist: true })
  return {
    reader: new PreparedReader(reading),
    writer: new Writer(connection, chain, options.now),
    key,
    chain,
    schema,
    sqliteVersion: (connection.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v,
    dataVersion: () => connection.pragma('data_version', { simple: true }) as number,
    connection,
    close: () => {
      reading.close()
      connection.close()
    },
  }
}

/** Without writing a byte: a file that is not ours, or newer than we are, stays as it is, journal mode included. */
function lookAtPresent(folder: DataFolder): void {
  const looking = openConnection(folder.database, { readonly: true, mustExist: true })
  try {
    requireOwnDatabase(looking)
  } finally {
    looking.close()
  }
}

function openMigrated(folder: DataFolder, key: TownshipKey, now: () => number): { connection: Connection; schema: number } {
  const connection = openConnection(folder.database)
  try {
    const { to: schema } = migrate(connection, () => snapshotBeforeMigration(connection, folder, now()))
    keepDigests(connection)
    requireSameKey(connection, key, now())
    return { connection, schema }
  } catch (error) {
    connection.close()
    throw error
  }
}

function withWords<T>(open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_NOTADB') || isSqliteError(error, 'SQLITE_CORRUPT'))
      throw new StationFault('damaged_database', '数据文件已损坏，打不开。没有动它，请用最近的备份恢复：cli restore 备份文件 --data 数据文件夹。', error)
    if (isSqliteError(error, 'SQLITE_FULL')) throw new StationFault('disk_full', '磁盘满了，没有写入。清出空间后重试。', error)
    throw error
  }
}
