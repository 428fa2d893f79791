import { readFileSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerOf } from '../../tests/stand/small-township'
import { openStation, testActor, type Station } from '../../tests/stand/station'
import { commandLineConnection } from '../core/connection'
import { openCycle } from '../core/features/evaluations/cycles'
import { foundTownship } from '../core/features/roster/organisation'
import type { CommandCore } from './command-core'
import type { CommandLine, Outcome } from './command-line'
import { importRoster } from './import-roster'
import { importScores } from './import-scores'

const fixture = (fileName: string): { fileName: string; bytes: Uint8Array } => ({ fileName, bytes: readFileSync(new URL(`../../tests/fixtures/${fileName}`, import.meta.url)) })
interface Fault { sheet: string; row: number; column: string | null; kind: string; severity: string; message: string }
interface Truth {
  refused_cells: { sheet: string; row: number; column: string }[]
  refused_rows: { sheet: string; row: number }[]
  aux: { aux: string; community: string; police_total_x10: number | null; chief_total_x10: number | null; weighted: string | null; state: string }[]
}
const truth = JSON.parse(Buffer.from(fixture('月度评分-2026-10.expected.json').bytes).toString('utf8')) as Truth

let station: Station
let core: CommandCore
const line = (options: CommandLine['options'] = {}): CommandLine => ({ json: true, dataDir: station.dir, files: [], options, user: 'job' })
const scores = (options: CommandLine['options'] = {}): Promise<Outcome> => importScores(core, line(options), '2026-10', fixture('月度评分-2026-10.xlsx'))
const submissions = (): unknown => station.services.database.connection.prepare('SELECT count(*) AS n, count(DISTINCT source_attachment_id) AS sources FROM eval_submission').get()

beforeAll(async () => {
  station = await openStation()
  core = { services: station.services, client: createRouterClient(station.core.router, { context: { connection: commandLineConnection('job') } }), actor: testActor, close: () => undefined }
  station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '柳渠镇', '410105187'))
  await importRoster(core, line(), fixture('花名册-规范.xlsx'))
})

describe('import scores --month 2026-10', () => {
  it('is refused while the month is not open', async () => {
    expect(await answerOf(scores())).toMatchObject({ rule: 'month_not_open' })
    station.services.database.writer.run(testActor, (tx) => openCycle(tx, '2026-10'))
  })

  it('with --preview answers and stores nothing', async () => {
    const { exit, result } = await scores({ preview: true })
    expect(exit).toBe(0)
    expect(Object.keys(result).sort()).toEqual(['accepted', 'account', 'blank', 'faults', 'handedIn', 'normalised', 'read', 'refused', 'results'])
    expect(result).toMatchObject({ read: 301, accepted: 271, normalised: 4, refused: 23, blank: 7, handedIn: 0 })
    expect(submissions()).toEqual({ n: 0, sources: 0 })
  })

  it('hands in what is accepted and says of every row what became of it', async () => {
    const { exit, result, words } = await scores()
    expect(exit).toBe(1)
    const faults = result['faults'] as Fault[]
    const refused = new Set(faults.filter(({ severity }) => severity === 'error').map(({ sheet, row }) => `${sheet}!${row}`))
    expect([...refused].toSorted()).toEqual([...truth.refused_cells, ...truth.refused_rows].map(({ sheet, row }) => `${sheet}!${row}`).toSorted())
    for (const cell of truth.refused_cells) expect(faults).toContainEqual(expect.objectContaining({ sheet: cell.sheet, row: cell.row, column: cell.column, severity: 'error' }))
    expect(result['results']).toEqual(
      truth.aux.map(({ aux, community, police_total_x10, chief_total_x10, weighted, state }) => ({
        name: aux,
        community,
        policeTotal: police_total_x10 === null ? null : (police_total_x10 / 10).toFixed(1),
        leadTotal: chief_total_x10 === null ? null : (chief_total_x10 / 10).toFixed(1),
        weighted,
        state: state === 'ok' ? 'complete' : 'open',
      })),
    )
    expect(result['handedIn']).toBe(271)
    expect(submissions()).toEqual({ n: 271, sources: 1 })
    expect(words).toContain('读到301行：采用271（其中已规范4），拒绝23，未打分7')
    expect(words).toMatch(/拒绝　民警评!F30　.*核对后可改为17\.5。/)
  })

  it('a second time hands in nothing and shows the same figures', async () => {
    const { result } = await scores()
    expect(result).toMatchObject({ read: 301, accepted: 271, refused: 23, blank: 7, handedIn: 0 })
    expect((result['results'] as { state: string }[]).filter(({ state }) => state === 'complete')).toHaveLength(111)
    expect(submissions()).toEqual({ n: 271, sources: 1 })
  })
})
