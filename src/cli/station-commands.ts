import { resolve } from 'node:path'
import { townshipAreaCodeSchema } from '../contract/station'
import { noteBackup } from '../core/features/station/backup-procedures'
import { writeSnapshot } from '../core/backups/snapshot'
import { foundTownship } from '../core/features/roster/organisation'
import { startWebHost } from '../web/web-host'
import { checkStation } from './check'
import { optionText, withCore, type Commands } from './command'
import { restoreStation } from './restore'
import { fillSample } from '../core/sample/fill-sample'
import { WrongUse } from './wrong-use'

/** The station itself: founding, checking, copying, serving. */
export const stationCommands: Commands = {
  init: (line) => {
    const name = optionText(line, 'township')
    const areaCode = optionText(line, 'area-code')
    const code = townshipAreaCodeSchema.safeParse(areaCode)
    if (!code.success) throw new WrongUse('--area-code 是6位或9位数字。')
    return withCore(line, async ({ services, actor }) => {
      services.database.writer.run(actor, (tx) => {
        const id = foundTownship(tx, name, areaCode)
        tx.audit({ action: 'station.init', outcome: 'done', targetTable: 'org_unit', targetId: id, detail: { name } })
      })
      return { exit: 0, result: { ok: true, township: name, areaCode }, words: `已建立${name}。第一次打开窗口时建账号。` }
    }, true)
  },
  check: async (line) => checkStation(line.dataDir),
  backup: (line) => {
    const out = resolve(optionText(line, 'out'))
    return withCore(line, async ({ services, actor }) => {
      const backup = writeSnapshot(services.database.connection, out)
      services.database.writer.run(actor, (tx) => {
        noteBackup(tx, 'by_hand', services.now(), backup)
        tx.audit({ action: 'backups.make', outcome: 'done', targetTable: 'backup_log', detail: { fileName: backup.fileName, sha256: backup.sha256 } })
      })
      return {
        exit: 0,
        result: { ok: true, file: out, bytes: backup.bytes, sha256: backup.sha256 },
        words: `已备份到${out}。号码用数据文件夹里的密钥文件加密，换电脑恢复时一并带上 township.key。`,
      }
    })
  },
  restore: (line) => restoreStation(line),
  serve: async (line) => {
    const host = await startWebHost({ dataDir: line.dataDir, port: Number(line.options['port'] ?? 0), announce: (link) => console.error(`打开这个链接（只能用一次）：${link}`) })
    await new Promise<void>((stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
    await host.close()
    return { exit: 0, result: { ok: true, port: host.port }, words: '工作站已关闭。' }
  },
  sample: (line) =>
    withCore(line, async ({ services }) => {
      const made = await fillSample(services)
      return { exit: 0, result: { ok: true, ...made }, words: `示例镇已生成：${made.communities}个村(社区)、${made.grids}个网格、${made.persons}人，均为虚构。` }
    }, true),
}
