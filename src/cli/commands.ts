import { resolve } from 'node:path'
import { isCalendarDate } from '../domain/calendar-date'
import { townshipAreaCodeSchema } from '../contract/station'
import { dayAt } from '../core/office-day'
import { noteBackup } from '../core/features/station/backup-procedures'
import { writeSnapshot } from '../core/backups/snapshot'
import { writeFileAtomically } from '../core/files/write-atomically'
import { foundTownship } from '../core/features/roster/organisation'
import { storePlaces } from '../core/features/roster-import/commit'
import { analyse } from '../core/features/roster-import/analyse'
import { startWebHost } from '../web/web-host'
import { checkStation } from './check'
import { readInput, type CommandLine, type Outcome } from './command-line'
import { importRoster } from './import-roster'
import { openCommandCore, type CommandCore } from './command-core'
import { restoreStation } from './restore'
import { fillSample } from '../core/sample/fill-sample'
import { WrongUse } from './wrong-use'

type Command = (line: CommandLine) => Promise<Outcome>

const text = (line: CommandLine, name: string): string => {
  const value = line.options[name]
  if (typeof value !== 'string' || value.trim() === '') throw new WrongUse(`缺少 --${name}。`)
  return value.trim()
}

async function withCore(line: CommandLine, work: (core: CommandCore) => Promise<Outcome>, mayFound = false): Promise<Outcome> {
  const core = openCommandCore(line, mayFound)
  try {
    return await work(core)
  } finally {
    core.close()
  }
}

/** Kept stable: offices schedule these, tests use them. */
export const commands: Readonly<Record<string, Command>> = {
  init: (line) => {
    const name = text(line, 'township')
    const areaCode = text(line, 'area-code')
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
  'import roster': (line) => {
    const file = readInput(line)
    return withCore(line, (core) => importRoster(core, line, file))
  },
  'import places': (line) => {
    const file = readInput(line)
    return withCore(line, async ({ services, actor }) => {
      const workbook = await services.ports.readWorkbook(file.bytes, file.fileName)
      const analysis = analyse(services, { workbook, mapping: {}, corrections: [], decisions: [] }, dayAt(services.now()))
      const made = services.database.writer.run(actor, (tx) => {
        const stored = storePlaces(tx, analysis)
        const counts = { communities: stored.made.communityIds.length, grids: stored.made.gridIds.length }
        tx.audit({ action: 'places.import', outcome: 'done', detail: counts })
        return counts
      })
      return { exit: 0, result: { ok: true, communities: made.communities, grids: made.grids }, words: `已建${made.communities}个村(社区)、${made.grids}个网格。` }
    })
  },
  'export roster': (line) => {
    const out = resolve(text(line, 'out'))
    const asOf = line.options['as-of']
    if (typeof asOf === 'string' && !isCalendarDate(asOf)) throw new WrongUse('--as-of 写成 2026-11-23。')
    return withCore(line, async ({ services, client }) => {
      const communityId = typeof line.options['community'] === 'string' ? await communityNamed(client, line.options['community'], services) : null
      const download = await client.roster.export({ asOf: typeof asOf === 'string' ? asOf : dayAt(services.now()), communityId, phones: 'masked', reason: null })
      writeFileAtomically(out, services.tickets.takeDownload(download.ticket).bytes)
      return { exit: 0, result: { ok: true, file: out, rows: download.rows, masked: true, sha256: download.sha256 }, words: `已导出${download.rows}行（电话已脱敏）：${out}` }
    })
  },
  check: (line) => withCore(line, ({ services }) => checkStation(services)),
  backup: (line) => {
    const out = resolve(text(line, 'out'))
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

async function communityNamed(client: CommandCore['client'], name: string, services: CommandCore['services']): Promise<string> {
  const board = await client.roster.board({ asOf: dayAt(services.now()) })
  const found = board.communities.find((community) => community.name === name)
  if (!found) throw new WrongUse(`没有名叫“${name}”的村(社区)。`)
  return found.communityId
}
