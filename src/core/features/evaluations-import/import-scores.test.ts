import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { read, utils, write } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import { openStation, testActor, type Client, type Station } from '../../../../tests/stand/station'
import { officeWorkbook } from '../../excel/office-sheet'
import { openCycle } from '../evaluations/cycles'
import { foundTownship } from '../roster/organisation'
import { standingSheets } from '../evaluations/standing-sheets'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../../tests/fixtures/${name}`, import.meta.url))
const openMonth = (station: Station, month = '2026-10'): void => void station.services.database.writer.run(testActor, (tx) => openCycle(tx, month))
const count = (station: Station, sql: string): number => (station.services.database.connection.prepare(sql).get() as { n: number }).n
const submissions = (station: Station): number => count(station, 'SELECT count(*) AS n FROM eval_submission')

describe('the sample month in the sample township', () => {
  interface Truth {
    aux: { community: string; aux: string; weighted: string | null; state: string }[]
    refused_cells: { sheet: string; row: number; column: string }[]
  }
  const truth = JSON.parse(fixture('月度评分-2026-10.expected.json').toString('utf8')) as Truth
  let station: Station
  let client: Client
  const ticket = (fileName = '月度评分-2026-10.xlsx'): string => station.services.tickets.acceptUpload({ fileName, bytes: fixture('月度评分-2026-10.xlsx') })
  beforeAll(async () => {
    station = await openStation()
    station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '柳渠镇', '410105187'))
    client = (await station.signedIn('clerk')).client
    const roster = await client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: '花名册.xlsx', bytes: fixture('花名册-规范.xlsx') }) })
    await client.rosterImport.commit({ importId: roster.importId })
  })

  it('waits for the month to be opened', async () => {
    expect(await answerOf(client.evaluationsImport.open({ ticket: ticket(), month: '2026-10' }))).toMatchObject({ code: 'REFUSED', rule: 'month_not_open' })
    openMonth(station)
  })

  it('previews without storing, as the expected file has it', async () => {
    const opened = await client.evaluationsImport.open({ ticket: ticket(), month: '2026-10' })
    expect(opened.counts).toMatchObject({ read: 301, refused: 23, blank: 7, normalised: 4, accepted: 271 })
    expect(opened).toMatchObject({ toHandIn: 271, complete: 111, open: 26 })
    const { results } = await client.evaluationsImport.results({ importId: opened.importId })
    expect(results.map(({ name, community, weighted, state }) => [name, community, weighted, state])).toEqual(truth.aux.map(({ aux, community, weighted, state }) => [aux, community, weighted, state === 'ok' ? 'complete' : 'open']))
    const { faults } = await client.evaluationsImport.faults({ importId: opened.importId })
    for (const cell of truth.refused_cells) expect(faults).toContainEqual(expect.objectContaining({ sheet: cell.sheet, row: cell.row, column: cell.column, severity: 'error' }))
    const refused = await client.evaluationsImport.rows({ importId: opened.importId, sheet: '民警评', only: 'refused' })
    expect(refused.rows).toHaveLength(9)
    await client.evaluationsImport.discard({ importId: opened.importId })
    expect(submissions(station)).toBe(0)
  })

  it('hands in what is accepted, with the file kept once, and everything again is nothing new', async () => {
    const opened = await client.evaluationsImport.open({ ticket: ticket(), month: '2026-10' })
    expect(await client.evaluationsImport.commit({ importId: opened.importId })).toEqual({ handedIn: 271, alreadyHandedIn: 0 })
    expect(submissions(station)).toBe(271)
    expect(count(station, `SELECT count(*) AS n FROM eval_submission WHERE is_proxy = 1 AND source_attachment_id IS NOT NULL AND entered_by <> rater_id`)).toBe(271)
    const kept = station.services.database.connection.prepare('SELECT kind, file_name, sha256 FROM attachment').all()
    expect(kept).toEqual([{ kind: 'source_file', file_name: '月度评分-2026-10.xlsx', sha256: createHash('sha256').update(fixture('月度评分-2026-10.xlsx')).digest('hex') }])
    expect(await answerOf(client.evaluationsImport.commit({ importId: opened.importId }))).toMatchObject({ rule: 'already_committed' })

    const again = await client.evaluationsImport.open({ ticket: ticket('又一份.xlsx'), month: '2026-10' })
    expect(again).toMatchObject({ toHandIn: 0, complete: 111 })
    expect(again.counts).toMatchObject({ accepted: 271, refused: 23 })
    expect(await answerOf(client.evaluationsImport.commit({ importId: again.importId }))).toMatchObject({ rule: 'nothing_to_hand_in' })
    expect(submissions(station)).toBe(271)
  })

  it('leaves nobody a zero for a blank', () => {
    const { sheets } = standingSheets(station.services.database.reader, '2026-10')
    const cells = sheets.flatMap(({ handedIn }) => handedIn?.cells ?? [])
    expect(cells).toHaveLength(count(station, `SELECT sum(json_array_length(scores_json)) AS n FROM eval_submission`))
    expect(cells.every(({ scoreX10 }) => scoreX10 !== null && scoreX10 > 0)).toBe(true)
  })
})

describe('a small township', () => {
  let township: SmallTownship
  let client: Client
  const header = ['姓名', '村(社区)', '所属网格', '信息报送', '矛盾化解', '协助维稳', '责任落实', '问题反馈', '工作作风', '合计', '评分人']
  const scores = [18, 17.5, 13, 12, 14, 13.5]
  const book = (rows: unknown[][], bookType: 'xlsx' | 'biff8' | 'csv' = 'xlsx', sheet = '网格长评'): Uint8Array => {
    const workbook = utils.book_new()
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), sheet)
    return new Uint8Array(write(workbook, { type: 'buffer', bookType }) as Buffer)
  }
  const open = (bytes: Uint8Array, fileName = '评分.xlsx', month = '2026-10') => client.evaluationsImport.open({ ticket: township.station.services.tickets.acceptUpload({ fileName, bytes }), month })
  const row = (name: string, rater: string, own: unknown[] = scores, total: unknown = 88): unknown[] => [name, '东塘社区', '', ...own, total, rater]
  beforeEach(async () => {
    township = await openSmallTownship()
    client = township.clerk.client
    const [first, second] = township.east.grids
    await township.seat({ post: 'station_chief', community: township.east }, '岳宏')
    await township.seat({ post: 'community_police', community: township.east }, '钟毅')
    await township.seat({ post: 'aux_police', community: township.east, grid: first }, '孟春')
    await township.seat({ post: 'grid_chief', community: township.east, grid: first }, '苗旺')
    await township.seat({ post: 'aux_police', community: township.east, grid: second }, '房霞')
    openMonth(township.station)
  })

  it.each(['xlsx', 'biff8', 'csv'] as const)('reads one rater’s file as %s', async (bookType) => {
    const opened = await open(book([header, row('孟春', '苗旺')], bookType, '网格长评'), bookType === 'csv' ? '网格长评.csv' : bookType === 'xlsx' ? '网格长评.xlsx' : '网格长评.xls')
    expect(opened.counts).toMatchObject({ read: 1, accepted: 1, normalised: 0 })
    expect(await client.evaluationsImport.commit({ importId: opened.importId })).toMatchObject({ handedIn: 1 })
    expect((await client.evaluationsImport.results({ importId: opened.importId })).results).toEqual([
      { name: '孟春', community: '东塘社区', policeTotal: null, leadTotal: '88.0', weighted: null, state: 'open' },
      { name: '房霞', community: '东塘社区', policeTotal: null, leadTotal: null, weighted: null, state: 'open' },
    ])
  })

  it('reads the program’s own blank sheets when they come back filled in', async () => {
    const { papers } = await client.evaluations.papers({ month: '2026-10', communityId: null, what: 'blank', rateeId: null, kind: null })
    const filled = new ExcelJS.Workbook()
    const written = await officeWorkbook(papers.filter((paper) => paper.kind === 'sheet'), { unit: '青禾镇', madeOn: '2026-11-01' })
    await filled.xlsx.load(written as unknown as ExcelJS.Buffer)
    for (const sheet of filled.worksheets) {
      const head = sheet.getRow(3)
      const column = Array.from({ length: 8 }, (_, at) => at + 1).find((at) => head.getCell(at).text === '得分') ?? 0
      const max = Array.from({ length: 8 }, (_, at) => at + 1).find((at) => head.getCell(at).text === '分值') ?? 0
      for (let at = 4; typeof sheet.getCell(at, max).value === 'number'; at += 1) sheet.getCell(at, column).value = Number(sheet.getCell(at, max).value) - 0.5
    }
    const opened = await open(new Uint8Array(await filled.xlsx.writeBuffer()))
    const { faults } = await client.evaluationsImport.faults({ importId: opened.importId, withConversions: true })
    // 房霞's grid has no lead, so that one blank sheet is nobody's to sign.
    expect(faults.map(({ kind, severity }) => `${severity} ${kind}`)).toEqual(['error rater_vacant'])
    expect(opened.counts).toMatchObject({ read: 5, accepted: 4, refused: 1, blank: 0 })
    expect((await client.evaluationsImport.results({ importId: opened.importId })).results[0]).toEqual({ name: '孟春', community: '东塘社区', policeTotal: '97.0', leadTotal: '97.0', weighted: '97.00', state: 'complete' })
    const page = await client.evaluationsImport.rows({ importId: opened.importId, sheet: opened.sheets.find(({ kinds }) => kinds[0] === 'aux_by_police')?.sheet ?? '', only: 'all' })
    expect(page.rows).toHaveLength(1)
  })

  it('lets the clerk take a suggestion, leave a row out, and hands in what is left', async () => {
    const opened = await open(book([header, row('孟春', '钟毅', ['17.5分', ...scores.slice(1)], 70), row('房霞', '钟毅')], 'xlsx', '民警评'))
    expect(opened.counts).toMatchObject({ accepted: 1, refused: 1 })
    const [fault] = (await client.evaluationsImport.faults({ importId: opened.importId })).faults
    expect(fault).toMatchObject({ sheet: '民警评', row: 2, column: 'D', kind: 'text_with_unit', suggested: '17.5' })
    const corrected = await client.evaluationsImport.correct({ importId: opened.importId, sheet: '民警评', row: 2, column: 'D', text: '17.5' })
    expect(corrected.counts).toMatchObject({ accepted: 2, refused: 0 })
    const without = await client.evaluationsImport.leaveOut({ importId: opened.importId, sheet: '民警评', row: 3, out: true })
    expect(without).toMatchObject({ toHandIn: 1, counts: { accepted: 1, refused: 1 } })
    const { rows } = await client.evaluationsImport.rows({ importId: opened.importId, sheet: '民警评', only: 'all' })
    expect(rows.map(({ row: at, verdict, leftOut, total }) => [at, verdict, leftOut, total])).toEqual([[1, 'skipped', false, null], [2, 'accepted', false, '87.5'], [3, 'refused', true, null]])
    expect(await client.evaluationsImport.commit({ importId: opened.importId })).toEqual({ handedIn: 1, alreadyHandedIn: 0 })
    expect(submissions(township.station)).toBe(1)
  })

  it('gives the workbook back with its faults marked, and reads the marked one alike', async () => {
    const opened = await open(book([header, row('孟春', '钟毅', ['17.5分', ...scores.slice(1)], 70), row('房霞', '钟毅', ['', ...scores.slice(1)], 70)], 'xlsx', '民警评'))
    const { ticket } = await client.evaluationsImport.faultWorkbook({ importId: opened.importId })
    const { bytes, fileName } = township.station.services.tickets.takeDownload(ticket)
    expect(fileName).toBe('评分_问题标注_20261105.xlsx')
    const marked = utils.sheet_to_json<unknown[]>(read(bytes).Sheets['民警评'] ?? {}, { header: 1 })
    expect(marked[0]?.at(-1)).toBe('错误信息')
    expect(marked[1]?.at(-1)).toContain('可改为17.5')
    expect(marked[2]?.at(-1)).toContain('信息报送未打分')
    const again = await open(bytes)
    expect(again.counts).toEqual(opened.counts)
  })

  it('keeps the first of two files that differ, and says so', async () => {
    const first = await open(book([header, row('孟春', '钟毅')], 'xlsx', '民警评'))
    await client.evaluationsImport.commit({ importId: first.importId })
    const second = await open(book([header, row('孟春', '钟毅', [20, ...scores.slice(1)], 90), row('房霞', '钟毅')], 'xlsx', '民警评'))
    expect((await client.evaluationsImport.faults({ importId: second.importId })).faults.map(({ row: at, kind }) => `${at} ${kind}`)).toEqual(['2 handed_in_differently'])
    expect(await client.evaluationsImport.commit({ importId: second.importId })).toEqual({ handedIn: 1, alreadyHandedIn: 0 })
  })

  it('marks a low score without reason, and takes it', async () => {
    const opened = await open(book([header, row('孟春', '钟毅', [5, ...scores.slice(1)], 75)], 'xlsx', '民警评'))
    expect((await client.evaluationsImport.faults({ importId: opened.importId })).faults[0]).toMatchObject({ kind: 'low_score_no_reason', severity: 'confirm' })
    await client.evaluationsImport.commit({ importId: opened.importId })
    expect(count(township.station, 'SELECT sum(lacks_reason) AS n FROM eval_submission')).toBe(1)
  })

  it('refuses the sheet of a grid that has no lead, whoever signs it', async () => {
    const opened = await open(book([header, row('房霞', '苗旺'), row('孟春', '苗旺')]))
    const { faults } = await client.evaluationsImport.faults({ importId: opened.importId })
    expect(faults).toMatchObject([{ row: 2, kind: 'wrong_rater', severity: 'error', message: expect.stringContaining('空缺') as unknown }])
    expect(opened.counts).toMatchObject({ accepted: 1, refused: 1 })
  })

  it('stores nothing at all where one sheet cannot be handed in any more', async () => {
    const opened = await open(book([header, row('孟春', '钟毅'), row('房霞', '钟毅')], 'xlsx', '民警评'))
    const { connection } = township.station.services.database
    connection.exec(`CREATE TEMP TRIGGER broken AFTER INSERT ON eval_submission WHEN (SELECT count(*) FROM eval_submission) = 2 BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`)
    expect((await answerOf(client.evaluationsImport.commit({ importId: opened.importId }))).code).toBe('INTERNAL')
    connection.exec('DROP TRIGGER broken')
    expect([submissions(township.station), count(township.station, 'SELECT count(*) AS n FROM attachment')]).toEqual([0, 0])
    expect(await client.evaluationsImport.commit({ importId: opened.importId })).toMatchObject({ handedIn: 2 })
  })

  it('refuses a file without scores, another person’s import, and a month that is none', async () => {
    expect(await answerOf(open(book([['姓名', '电话'], ['孟春', '13800001234']])))).toMatchObject({ rule: 'no_scores' })
    const opened = await open(book([header, row('孟春', '钟毅')], 'xlsx', '民警评'))
    const other = await township.station.signedIn('clerk')
    if (other.accountId !== township.clerk.accountId) expect(await answerOf(other.client.evaluationsImport.commit({ importId: opened.importId }))).toMatchObject({ rule: 'import_gone' })
    await client.evaluationsImport.discard({ importId: opened.importId })
    expect(await answerOf(client.evaluationsImport.commit({ importId: opened.importId }))).toMatchObject({ rule: 'import_gone' })
    expect((await answerOf(open(book([header]), 'a.xlsx', '2026-13'))).code).not.toBe('DONE')
  })

  it('takes nothing after the lock, and in a reopened month what is open alone', async () => {
    const early = await open(book([header, row('孟春', '钟毅')], 'xlsx', '民警评'))
    await client.evaluations.lock({ month: '2026-10', communityId: null, acceptMissing: true })
    expect(await answerOf(client.evaluationsImport.commit({ importId: early.importId }))).toMatchObject({ rule: 'I11' })
    expect(await answerOf(open(book([header, row('孟春', '钟毅')], 'xlsx', '民警评')))).toMatchObject({ rule: 'I11' })
    const { reopenId } = await client.evaluations.requestReopen({ month: '2026-10', communityId: township.east.id, reason: '民警评分漏报' })
    const chief = await township.station.signedIn('station_chief', { communityId: township.east.id })
    await chief.client.evaluations.consentReopen({ reopenId })
    const late = await open(book([header, row('孟春', '钟毅')], 'xlsx', '民警评'))
    expect(await client.evaluationsImport.commit({ importId: late.importId })).toMatchObject({ handedIn: 1 })
  })

  it('is the clerk’s alone', async () => {
    for (const role of ['station_chief', 'community_police', 'district_viewer', 'admin', 'auditor'] as const) {
      const caller = await township.station.signedIn(role).catch(() => null)
      if (caller === null) continue
      const ticket = township.station.services.tickets.acceptUpload({ fileName: 'a.xlsx', bytes: book([header, row('孟春', '钟毅')]) })
      expect((await answerOf(caller.client.evaluationsImport.open({ ticket, month: '2026-10' }))).code, role).toBe('FORBIDDEN')
    }
  })
})
