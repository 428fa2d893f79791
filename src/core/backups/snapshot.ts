import { createHash } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DataFolder } from '../database/data-folder'
import type { Connection } from '../database/driver'
import { isSqliteError, openConnection } from '../database/driver'
import { requireOwnDatabase } from '../database/migrate'
import { requireKeyOfBackup } from '../database/key-mark'
import { changedOutside } from '../database/row-digests'
import { TownshipKey } from '../database/township-key'
import { sweepTemporaryFiles, temporaryBeside } from '../files/temporary-file'
import { StationFault } from '../station-fault'

export type BackupKind = 'daily' | 'by_hand' | 'before_migration' | 'before_restore'

export interface Backup {
  path: string
  fileName: string
  bytes: number
  sha256: string
}

const stamp = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

export const backupFileName = (kind: BackupKind, at: number): string => `station-${stamp(at)}-${kind}.sqlite`

/**
 * A whole copy of the database, made by SQLite itself (VACUUM INTO), checked, then renamed into place.
 * The key file stays on this machine; a backup without it cannot show personal numbers.
 * SQLite copies rows and indexes as they are, so that what is damaged in the original is found in the copy.
 * @throws StationFault `backup_of_damaged`, `backup_failed`; nothing is left behind, and database and target are as before
 */
export function writeSnapshot(connection: Connection, target: string): Backup {
  sweepTemporaryFiles(dirname(target))
  const beside = temporaryBeside(target)
  rmSync(beside, { force: true })
  try {
    connection.prepare('VACUUM INTO ?').run(beside)
    if (!isUndamaged(beside)) throw ofDamaged(target)
    const file = openSync(beside, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    if (error instanceof StationFault) throw error
    if (isSqliteError(error, 'SQLITE_CORRUPT') || isSqliteError(error, 'SQLITE_NOTADB')) throw ofDamaged(target, error)
    throw new StationFault('backup_failed', `没有做成备份 ${target}：磁盘满了，或没有写入权限。库里没有变动，换一个位置重试。`, error)
  }
  const bytes = readFileSync(target)
  return { path: target, fileName: target.split(/[\\/]/).at(-1) ?? target, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const ofDamaged = (target: string, cause?: unknown): StationFault =>
  new StationFault('backup_of_damaged', `没有做成备份 ${target}：数据文件已损坏，里面有记录与保存时不同。以前的备份都在，没有动。请停止录入，由技术人员用最近一份好的备份恢复：cli restore 备份文件 --data 数据文件夹。`, cause)

/** Opens a copy and looks at its integrity, its foreign keys and every row. @throws StationFault `backup_damaged` */
export function verifyDatabaseFile(path: string): void {
  let fault: unknown
  try {
    if (isUndamaged(path)) return
  } catch (error) {
    fault = error
  }
  throw new StationFault('backup_damaged', '这份备份检查不通过，没有采用。库里没有变动，请换一份备份。', fault)
}

/** @throws the driver's errors where it cannot be read at all */
function isUndamaged(path: string): boolean {
  const copy = openConnection(path, { readonly: true, mustExist: true })
  try {
    const state = copy.pragma('integrity_check(1)', { simple: true })
    const orphans = copy.pragma('foreign_key_check') as unknown[]
    return state === 'ok' && orphans.length === 0 && changedOutside(copy).length === 0
  } finally {
    copy.close()
  }
}

export function snapshotBeforeMigration(connection: Connection, folder: DataFolder, at: number): void {
  writeSnapshot(connection, join(folder.backups, backupFileName('before_migration', at)))
}

/** Keeps the newest `keep` daily backups; others of any kind stay. */
export function pruneDailyBackups(folder: DataFolder, keep: number): void {
  const daily = readdirSync(folder.backups).filter((name) => /^station-\d{14}-daily\.sqlite$/.test(name)).toSorted()
  for (const name of daily.slice(0, Math.max(0, daily.length - keep))) rmSync(join(folder.backups, name), { force: true })
}

export function hasBackupOfDay(folder: DataFolder, at: number): boolean {
  return readdirSync(folder.backups).some((name) => name.startsWith(`station-${stamp(at).slice(0, 8)}`) && name.endsWith('-daily.sqlite'))
}

/**
 * Puts a verified backup of ours in the database's place; the present one is kept among the backups first.
 * @throws StationFault `backup_missing`, `backup_damaged`, `backup_foreign`, `backup_newer`, `backup_other_key`; then the present database
 * stands untouched
 */
export function replaceDatabase(folder: DataFolder, backup: string, at: number): void {
  if (!existsSync(backup) || !statSync(backup).isFile()) throw new StationFault('backup_missing', `找不到备份文件 ${backup}。库里没有变动。`)
  verifyDatabaseFile(backup)
  requireOwnBackup(backup, TownshipKey.present(folder.dir))
  sweepTemporaryFiles(folder.dir)
  const beside = temporaryBeside(folder.database)
  copyDatabase(backup, beside)
  if (existsSync(folder.database)) keepPresent(folder, join(folder.backups, backupFileName('before_restore', at)))
  for (const tail of ['-wal', '-shm']) rmSync(folder.database + tail, { force: true })
  renameSync(beside, folder.database)
}

/** A whole database of another program, or of a version to come, would replace the roster just as well. */
function requireOwnBackup(path: string, key: TownshipKey | null): void {
  const backup = openConnection(path, { readonly: true, mustExist: true })
  try {
    if (requireOwnDatabase(backup).version > 0) return requireKeyOfBackup(backup, key)
  } catch (error) {
    if (!(error instanceof StationFault)) throw error
    if (error.reason === 'backup_other_key') throw error
    if (error.reason === 'newer_database') throw new StationFault('backup_newer', '这份备份由更新版本的程序写成，没有采用。库里没有变动，装上新版程序再恢复。', error)
  } finally {
    backup.close()
  }
  throw new StationFault('backup_foreign', '这个文件不是本程序的备份，没有采用。库里没有变动，请换一份备份。')
}

/** By SQLite itself, so that changes still waiting in a log beside the backup come along. */
function copyDatabase(from: string, target: string): void {
  const source = openConnection(from, { readonly: true, mustExist: true })
  try {
    writeSnapshot(source, target)
  } finally {
    source.close()
  }
}

/** A whole copy where the present file still opens, else its bytes as they are: even a damaged database is evidence. */
function keepPresent(folder: DataFolder, target: string): void {
  try {
    const present = openConnection(folder.database, { mustExist: true })
    try {
      writeSnapshot(present, target)
    } finally {
      present.close()
    }
  } catch {
    copyFileSync(folder.database, target)
    if (existsSync(`${folder.database}-wal`)) copyFileSync(`${folder.database}-wal`, `${target}-wal`)
  }
}
