import { beforeEach, describe, expect, it } from 'vitest'
import { fixture, openLedgerTownship } from '../../tests/stand/ledger-township'
import { testActor, type Station } from '../../tests/stand/station'
import { commandLineConnection } from '../core/connection'
import type { CommandCore } from './command-core'
import type { Outcome } from './command-line'
import { commands } from './commands'
import { importRewards } from './import-rewards'
import { WrongUse } from './wrong-use'

const expected = JSON.parse(fixture('奖励台账-2026.expected.json').bytes.toString()) as {
  totals_fen: { clean_rows_only: number }
  capitals_of_clean_rows: string
  faults: { sheet: string; row: number; column: string; kind: string; severity: string; suggested_fen: number | null }[]
}
let station: Station
let core: CommandCore
const line = (options: Record<string, string | boolean> = {}) => ({ json: true, dataDir: station.dir, files: [], options, user: 'job' })
const importSample = (options: Record<string, string | boolean> = {}): Promise<Outcome> => importRewards(core, line(options), fixture('奖励台账-2026.xlsx'), 2026)
const stored = (): unknown => Object.values(station.services.database.connection.prepare('SELECT count(*) AS n FROM reward').get() as Record<string, unknown>)[0]

beforeEach(async () => {
  station = await openLedgerTownship()
  core = { services: station.services, client: station.client(commandLineConnection('job')), actor: testActor, close: () => station.close() }
}, 240_000)

describe('import rewards', () => {
  it('says what it read as offices and their scripts expect it, and stores the accepted lines', async () => {
    const outcome = await importSample()
    expect(outcome).toMatchObject({
      exit: 1,
      result: { read: 133, accepted: 116, needsConfirmation: 5, refused: 12, skipped: 6, acceptedFen: expected.totals_fen.clean_rows_only, capitals: expected.capitals_of_clean_rows, stored: 116 },
    })
    const faults = outcome.result['faults'] as { sheet: string; row: number; column: string; kind: string; severity: string; suggestedFen: number | null }[]
    expect(faults.map(({ sheet, row, column, kind, severity, suggestedFen }) => ({ sheet, row, column, kind, severity, suggested_fen: suggestedFen }))).toEqual(
      expected.faults.map(({ sheet, row, column, kind, severity, suggested_fen }) => ({ sheet, row, column, kind, severity, suggested_fen })),
    )
    expect(outcome.words).toContain('人民币肆万叁仟陆佰伍拾元整')
    expect(stored()).toBe(116)
    const audit = station.services.database.connection.prepare(`SELECT actor, outcome FROM audit_log WHERE action = 'rewardsImport.commit'`).all()
    expect(audit).toEqual([{ actor: 'cli:job', outcome: 'done' }])
  })

  it('stores nothing with --preview, and exits 0', async () => {
    const outcome = await importSample({ preview: true })
    expect(outcome).toMatchObject({ exit: 0, result: { accepted: 116, acceptedFen: expected.totals_fen.clean_rows_only, stored: 0 } })
    expect(stored()).toBe(0)
  })

  it('says so where the file is no ledger, and exits 1', async () => {
    const outcome = await importRewards(core, line(), fixture('花名册-GBK.csv'), 2026)
    expect(outcome).toMatchObject({ exit: 1, result: { read: 0, accepted: 0, acceptedFen: 0, capitals: '人民币零元整', stored: 0 } })
    expect(outcome.words).toContain('没有认出奖励台账')
  })

  it('doubles nothing when the job runs again, and says the same of the file', async () => {
    const first = await importSample()
    const second = await importSample()
    expect(second.result).toEqual({ ...first.result, stored: 0, alreadyStored: 116, account: second.result['account'] })
    const fates = (result: Record<string, unknown>) => (result['account'] as { sheets: { parts: { fate: string; rows: number }[] }[] }).sheets[0]?.parts.map(({ fate, rows }) => [fate, rows])
    expect([fates(first.result), fates(second.result)]).toEqual([expect.arrayContaining([['ready', 116]]), expect.arrayContaining([['stored', 116]])])
    expect(stored()).toBe(116)
  })
})

it.each<[string, Record<string, string>]>([
  ['no year', {}],
  ['a year that is none', { year: '26' }],
])('with %s is wrong use', async (_, options) => {
  await expect(Promise.resolve().then(() => commands['import rewards']?.({ ...line(options), files: ['nothing.xlsx'] }))).rejects.toBeInstanceOf(WrongUse)
})
