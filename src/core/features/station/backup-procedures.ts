import { join } from 'node:path'
import { newId } from '../../new-id'
import { backupFileName, hasBackupOfDay, pruneDailyBackups, writeSnapshot, type BackupKind } from '../../backups/snapshot'
import type { CoreServices } from '../../core-services'
import type { Transaction } from '../../database/transaction'
import type { Procedures } from '../../guard'
import { StationFault } from '../../station-fault'
import { readSetting } from '../settings/read-setting'
import { stationStatements } from './station-statements'

export function backupProcedures(os: Procedures, services: CoreServices) {
  return {
    list: os.backups.list.handler(() => ({
      backups: services.database.reader.all(stationStatements.backups, {}).map((backup) => ({
        fileName: backup.file_name,
        at: backup.at,
        bytes: backup.bytes,
        kind: backup.kind as BackupKind,
        verified: backup.verified === 1,
      })),
    })),
    make: os.backups.make.handler(({ context: { caller } }) => {
      caller.reach.requireTownship()
      const at = services.now()
      const backup = writeSnapshot(services.database.connection, join(services.folder.backups, backupFileName('by_hand', at)))
      caller.commit(
        (tx) => noteBackup(tx, 'by_hand', at, backup),
        () => ({ table: 'backup_log', detail: { fileName: backup.fileName, bytes: backup.bytes, sha256: backup.sha256 } }),
      )
      services.feed.tell('backups', at)
      return { fileName: backup.fileName, bytes: backup.bytes, at }
    }),
  }
}

export function noteBackup(tx: Transaction, kind: BackupKind, at: number, backup: { fileName: string; bytes: number; sha256: string }): void {
  tx.local(stationStatements.noteBackup, { id: newId(), at, file_name: backup.fileName, bytes: backup.bytes, kind, sha256: backup.sha256, verified: 1 })
}

/** The day's first close writes a verified backup; a fault is logged and never keeps the program from closing. */
export function backUpOnExit(services: CoreServices): void {
  const at = services.now()
  try {
    if (hasBackupOfDay(services.folder, at)) return
    const backup = writeSnapshot(services.database.connection, join(services.folder.backups, backupFileName('daily', at)))
    services.database.writer.run({ id: 'system', name: '系统', carrier: 'system' }, (tx) => {
      noteBackup(tx, 'daily', at, backup)
      tx.audit({ action: 'backups.daily', outcome: 'done', targetTable: 'backup_log', detail: { fileName: backup.fileName, sha256: backup.sha256 } })
    })
    pruneDailyBackups(services.folder, readSetting(services.database.reader, 'station.dailyBackups'))
  } catch (error) {
    services.log.error('the daily backup failed', { error: error instanceof Error ? error.name : 'unknown', reason: error instanceof StationFault ? error.reason : undefined })
  }
}
