import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { StationFault } from '../station-fault'
import { isSqliteError, openLockFile, type Connection } from './driver'
import { storageFault } from './storage-fault'

export interface DataFolder {
  dir: string
  database: string
  backups: string
  logs: string
}

/** Lays out a data folder; makes it, readable by its owner only, where it is missing. */
export function dataFolder(dir: string): DataFolder {
  const folder = { dir, database: join(dir, 'station.sqlite'), backups: join(dir, 'backups'), logs: join(dir, 'logs') }
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    mkdirSync(folder.backups, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw storageFault(error) ?? new StationFault('data_folder', `不能使用数据文件夹 ${dir}：没有权限或磁盘满了。换一个文件夹再打开。`, error)
  }
  try {
    mkdirSync(folder.logs, { recursive: true, mode: 0o700 })
  } catch {
    // The station works without its log, which counts what it loses.
  }
  return folder
}

/**
 * One host (window or web host) per data folder; the command line may work beside it.
 * The lock is an open SQLite transaction, which the operating system drops with the process, however it ends.
 * @throws StationFault `already_open`
 */
export function holdDataFolder(folder: DataFolder): { release(): void } {
  let lock: Connection | undefined
  try {
    lock = openLockFile(join(folder.dir, 'host.lock'))
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (isSqliteError(error, 'SQLITE_BUSY')) throw new StationFault('already_open', '这个数据文件夹已经在另一个窗口里打开。没有重复打开，请到那个窗口里继续。')
    throw storageFault(error) ?? error
  }
  const held = lock
  return {
    release: () => {
      if (held.inTransaction) held.exec('ROLLBACK')
      held.close()
    },
  }
}
