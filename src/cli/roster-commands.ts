import { resolve } from 'node:path'
import { isCalendarDate } from '../domain/calendar-date'
import { requireWhole } from '../core/imports/require-account'
import { dayAt } from '../core/office-day'
import { writeFileAtomically } from '../core/files/write-atomically'
import { storePlaces } from '../core/features/roster-import/commit'
import { analyse } from '../core/features/roster-import/analyse'
import { readInput } from './command-line'
import { importRoster } from './import-roster'
import { communityNamed, optionText, withCore, type Commands } from './command'
import { WrongUse } from './wrong-use'

/** The roster, and the places it stands on. */
export const rosterCommands: Commands = {
  'import places': (line) => {
    const file = readInput(line)
    return withCore(line, async ({ services, actor }) => {
      const workbook = await services.ports.readWorkbook(file.bytes, file.fileName)
      requireWhole(workbook)
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
  'import roster': (line) => {
    const file = readInput(line)
    return withCore(line, (core) => importRoster(core, line, file))
  },
  'export roster': (line) => {
    const out = resolve(optionText(line, 'out'))
    const asOf = line.options['as-of']
    if (typeof asOf === 'string' && !isCalendarDate(asOf)) throw new WrongUse('--as-of 写成 2026-11-23。')
    return withCore(line, async (core) => {
      const { services, client } = core
      const communityId = typeof line.options['community'] === 'string' ? await communityNamed(core, line.options['community']) : null
      const download = await client.roster.export({ asOf: typeof asOf === 'string' ? asOf : dayAt(services.now()), communityId, phones: 'masked', reason: null })
      writeFileAtomically(out, services.tickets.takeDownload(download.ticket).bytes)
      return { exit: 0, result: { ok: true, file: out, rows: download.rows, masked: true, sha256: download.sha256 }, words: `已导出${download.rows}行（电话已脱敏）：${out}` }
    })
  },
}
