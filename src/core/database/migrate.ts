import { StationFault } from '../station-fault'
import type { Connection } from './driver'
import { migrations, schemaVersion, type Migration } from './migrations'

/** Marks a file as ours ('JWST'), so that another program's database is never taken for one. */
export const applicationId = 0x4a_57_53_54

/**
 * Brings a database to the newest schema, one transaction per migration, version included.
 * @param snapshot called once before the first migration of a database that holds data
 * @throws StationFault `newer_database`, `foreign_database`, `damaged_database`
 */
export function migrate(connection: Connection, snapshot: () => void, list: readonly Migration[] = migrations): { from: number; to: number } {
  const from = connection.pragma('user_version', { simple: true }) as number
  const mark = connection.pragma('application_id', { simple: true }) as number
  const newest = list.at(-1)?.version ?? 0
  if (mark !== applicationId && (mark !== 0 || from !== 0)) throw new StationFault('foreign_database', '这个数据文件不是本程序的。没有动它，换一个数据文件夹再打开。')
  if (from > newest)
    throw new StationFault('newer_database', `这个数据文件由更新版本的程序写成（第${from}版，本程序只认到第${newest}版）。没有动它，装上新版程序再打开。`)
  const pending = list.filter((step) => step.version > from)
  if (pending.length === 0) return { from, to: from }
  if (from > 0) snapshot()
  for (const step of pending) {
    connection.exec('BEGIN IMMEDIATE')
    try {
      connection.exec(step.sql)
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
  const state = connection.pragma('integrity_check', { simple: true }) as string
  if (state !== 'ok') throw new StationFault('damaged_database', '数据文件检查不通过。没有继续写入，请用最近的备份恢复。')
  return { from, to: schemaVersion }
}
