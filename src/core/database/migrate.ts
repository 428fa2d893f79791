import { StationFault } from '../station-fault'
import type { Connection } from './driver'
import { migrations, type Migration } from './migrations'
import { buildDigests, changedOutside, keepsDigests } from './row-digests'

/** Marks a file as ours ('JWST'), so that another program's database is never taken for one. */
export const applicationId = 0x4a_57_53_54

/**
 * Reads what a file says of itself, before anything is written to it.
 * @throws StationFault `foreign_database`, `newer_database`
 */
export function requireOwnDatabase(connection: Connection, list: readonly Migration[] = migrations): { version: number } {
  const version = connection.pragma('user_version', { simple: true }) as number
  const mark = connection.pragma('application_id', { simple: true }) as number
  const newest = list.at(-1)?.version ?? 0
  // Most programs leave both numbers at 0: only a file without a single table may become ours.
  const isBlank = mark === 0 && version === 0 && connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (mark !== applicationId && !isBlank) throw new StationFault('foreign_database', '这个数据文件不是本程序的。没有动它，换一个数据文件夹再打开。')
  if (version > newest)
    throw new StationFault('newer_database', `这个数据文件由更新版本的程序写成（第${version}版，本程序只认到第${newest}版）。没有动它，装上新版程序再打开。`)
  return { version }
}

/**
 * Brings a database to the newest schema, one transaction per migration, version included.
 * @param snapshot called once before the first migration of a database that holds data
 * @throws StationFault `newer_database`, `foreign_database`, `damaged_database`
 */
export function migrate(connection: Connection, snapshot: () => void, list: readonly Migration[] = migrations): { from: number; to: number } {
  const { version: from } = requireOwnDatabase(connection, list)
  const pending = list.filter((step) => step.version > from)
  if (pending.length === 0) return { from, to: from }
  if (from > 0) {
    requireUndamaged(connection)
    snapshot()
  }
  for (const step of pending) {
    connection.exec('BEGIN IMMEDIATE')
    try {
      // Another program may have migrated the same folder while this one waited for the lock.
      if ((connection.pragma('user_version', { simple: true }) as number) >= step.version) {
        connection.exec('ROLLBACK')
        continue
      }
      connection.exec(step.sql)
      // A migration changes rows beside the triggers; what was verified before it is what the sums now stand for.
      if (keepsDigests(connection)) buildDigests(connection)
      connection.pragma(`application_id = ${applicationId}`)
      connection.pragma(`user_version = ${step.version}`)
      const orphans = connection.pragma('foreign_key_check') as unknown[]
      if (orphans.length > 0) throw new Error(`migration ${step.version} leaves ${orphans.length} orphans`)
      connection.exec('COMMIT')
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw new StationFault('migration_failed', `数据升级到第${step.version}版没有成功，已退回原样，升级前的备份在“备份”文件夹。把日志交给技术人员。`, error)
    }
  }
  requireUndamaged(connection)
  return { from, to: list.at(-1)?.version ?? from }
}

/** @throws StationFault `damaged_database`; the driver's errors where the file cannot be read */
function requireUndamaged(connection: Connection): void {
  const state = connection.pragma('integrity_check', { simple: true }) as string
  if (state !== 'ok' || changedOutside(connection).length > 0) throw new StationFault('damaged_database', '数据文件检查不通过。没有继续写入，请用最近的备份恢复。')
}
