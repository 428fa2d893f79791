import { readFileSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf } from '../../tests/stand/small-township'
import { openStation, testActor, type Station } from '../../tests/stand/station'
import type { ImportAccount } from '../contract/import-account'
import { commandLineConnection } from '../core/connection'
import { readCountedWorkbook } from '../core/excel/counted-workbook'
import { foundTownship } from '../core/features/roster/organisation'
import { breachesOfAccount } from '../domain/import-account'
import type { RawSheet } from '../domain/raw-workbook'
import { accountOfReading } from '../domain/workbook-account'
import { countWorkbook } from '../core/excel/count/count-workbook'
import type { CommandCore } from './command-core'
import type { CommandLine } from './command-line'
import { importRoster } from './import-roster'

const name = '花名册-规范.xlsx'
const bytes = readFileSync(new URL(`../../tests/fixtures/${name}`, import.meta.url))

let station: Station
let core: CommandCore
const line = (options: CommandLine['options'] = {}): CommandLine => ({ json: true, dataDir: station.dir, files: [], options, user: 'job' })
const stored = (): number => (station.services.database.connection.prepare('SELECT count(*) AS n FROM person').get() as { n: number }).n

/** A station whose reader loses what `lose` takes out of the workbook. */
async function openWith(lose: (sheets: RawSheet[]) => RawSheet[]): Promise<void> {
  station = await openStation({
    ports: {
      readWorkbook: async (file, fileName) => {
        const workbook = await readCountedWorkbook(file, fileName)
        const sheets = lose(workbook.sheets)
        return { ...workbook, sheets, account: accountOfReading(sheets, await countWorkbook(file)) }
      },
    },
  })
  core = { services: station.services, client: createRouterClient(station.core.router, { context: { connection: commandLineConnection('job') } }), actor: testActor, close: () => undefined }
  station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '柳渠镇', '410105187'))
}
const withoutRows = (...rows: number[]) => (sheets: RawSheet[]): RawSheet[] => sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.filter(({ row }) => !rows.includes(row)) }))

describe('a reader that loses three rows', () => {
  beforeEach(() => openWith(withoutRows(5, 9, 12)))

  it('is told, and nothing is stored, exit 1', async () => {
    const { exit, result, words } = await importRoster(core, line({ 'accept-valid': true }), { fileName: name, bytes })
    expect(exit).toBe(1)
    expect(stored()).toBe(0)
    expect(result['account']).toMatchObject({ clean: false, note: '有3行没有读出来（第5、9、12行）。', rows: 896, readRows: 893 })
    expect(words).toContain('有3行没有读出来（第5、9、12行）。')
    expect(words).toContain('--accept-unread')
  })

  it('is stored where the command says so', async () => {
    const { exit, result } = await importRoster(core, line({ 'accept-valid': true, 'accept-unread': true }), { fileName: name, bytes })
    expect([exit, result['imported']]).toEqual([0, 888])
  })

  it('is refused by the core itself unless the commit says so', async () => {
    const open = await core.client.rosterImport.open({ ticket: core.services.tickets.acceptUpload({ fileName: name, bytes }) })
    const refusal = await answerOf(core.client.rosterImport.commit({ importId: open.importId }))
    expect(refusal).toMatchObject({ rule: 'unread_content' })
    expect(refusal.message).toMatch(/^有3行没有读出来（第5、9、12行）。库里没有变动。用WPS/)
    expect(stored()).toBe(0)
    expect(await core.client.rosterImport.commit({ importId: open.importId, acceptUnread: true })).toMatchObject({ imported: 888 })
  })
})

describe('a file that is read whole', () => {
  beforeEach(() => openWith((sheets) => sheets))

  it('is accounted for to the last cell', async () => {
    const { result, words } = await importRoster(core, line(), { fileName: name, bytes })
    const account = result['account'] as ImportAccount
    expect(breachesOfAccount(account)).toEqual([])
    expect(account).toMatchObject({ clean: true, note: null, rows: 896, cells: 8540, readRows: 896, readCells: 8540 })
    expect(account.sheets[0]?.parts.map(({ fate, rows }) => [fate, rows])).toEqual([['ready', 891], ['title', 2], ['header', 1], ['total', 1], ['signature', 1]])
    expect(words).toContain('文件共1个工作表、896行、8,540个单元格：可导入891行；未导入：标题2行、表头1行')
  })
})
