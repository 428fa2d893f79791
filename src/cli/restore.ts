import { resolve } from 'node:path'
import { replaceDatabase } from '../core/backups/snapshot'
import { dataFolder, holdDataFolder } from '../core/database/data-folder'
import { beginNewIncarnation } from '../core/database/device'
import { openCommandCore } from './command-core'
import { checkStation } from './check'
import type { CommandLine, Outcome } from './command-line'
import { WrongUse } from './wrong-use'

/** Puts a backup in the database's place while no window is open; the present database is kept among the backups. */
export async function restoreStation(line: CommandLine): Promise<Outcome> {
  const [path] = line.files
  if (path === undefined) throw new WrongUse('缺少备份文件名。')
  const folder = dataFolder(line.dataDir)
  const hold = holdDataFolder(folder)
  try {
    replaceDatabase(folder, resolve(path), Date.now())
    beginNewIncarnation(line.dataDir)
    const core = openCommandCore(line)
    try {
      core.services.database.writer.run(core.actor, (tx) => tx.audit({ action: 'station.restore', outcome: 'done', detail: { fileName: path.split(/[\\/]/).at(-1) } }))
      const check = checkStation(line.dataDir)
      return { ...check, words: `已从${path}恢复。原来的数据留在“backups”文件夹。\n${check.words}` }
    } finally {
      core.close()
    }
  } finally {
    hold.release()
  }
}
