import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { StationFault } from '../station-fault'
import { snapshotBeforeMigration } from '../backups/snapshot'
import type { DataFolder } from './data-folder'
import { hasOpenedBefore, noteOpened, openDevice } from './device'
import { openConnection, type Connection } from './driver'
import { requireSameKey } from './key-mark'
import { migrate, requireOwnDatabase } from './migrate'
import { PreparedReader, type Reader } from './reader'
import { keepDigests } from './row-digests'
import { withStorageFaults } from './storage-fault'
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
  const isNew = withStorageFaults(() => isBeginning(folder))
  const key = withStorageFaults(() => TownshipKey.open(folder.dir, isNew))
  const { chain } = withStorageFaults(() => openDevice(folder.dir))
  const { connection, schema } = withStorageFaults(() => openMigrated(folder, key, options.now))
  const reading = withStorageFaults(() => openConnection(folder.database, { readonly: true, mustExist: true }))
  withStorageFaults(() => noteOpened(folder.dir))
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

/**
 * True where this folder holds no data yet. Writes nothing: a file that is not ours, or newer than we are, stays as it
 * is, journal mode included.
 * @throws StationFault `database_lost` where data was kept here before: what is empty now was emptied, and founding a
 * station anew would hide the loss
 */
function isBeginning(folder: DataFolder): boolean {
  const isAbsent = !existsSync(folder.database)
  if (!isAbsent && !isBlank(folder)) return false
  const backups = readdirSync(folder.backups).filter((name) => name.endsWith('.sqlite')).toSorted()
  if (!hasOpenedBefore(folder.dir) && backups.length === 0) return true
  const newest = backups.at(-1)
  throw new StationFault(
    'database_lost',
    `数据文件 station.sqlite ${isAbsent ? '不见了' : '是空的'}，而这个文件夹里以前有数据。没有新建，密钥和备份都没有动。${
      newest === undefined ? '把数据文件放回原处再打开；要另建乡镇，请换一个空文件夹。' : `请由技术人员用最近的备份恢复：cli restore ${join(folder.backups, newest)} --data ${folder.dir}。`
    }`,
  )
}

function isBlank(folder: DataFolder): boolean {
  const looking = openConnection(folder.database, { readonly: true, mustExist: true })
  try {
    return requireOwnDatabase(looking).version === 0
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
