import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import { fixture, openLedgerTownship } from '../../../../tests/stand/ledger-township'
import type { SignedInCaller, Station } from '../../../../tests/stand/station'

const expected = JSON.parse(fixture('奖励台账-2026.expected.json').bytes.toString()) as { totals_fen: { clean_rows_only: number; clean_goods_value: number }; capitals_of_clean_rows: string; faults: unknown[] }
let station: Station
let clerk: SignedInCaller
const rows = (sql: string): Record<string, unknown>[] => station.services.database.connection.prepare(sql).all() as Record<string, unknown>[]
const one = (sql: string): unknown => Object.values(rows(sql)[0] ?? {})[0]
const openFile = (fileName: string, bytes: Buffer) => clerk.client.rewardsImport.open({ ticket: station.services.tickets.acceptUpload({ fileName, bytes }), year: 2026 })
const openSample = () => openFile('奖励台账-2026.xlsx', fixture('奖励台账-2026.xlsx').bytes)

describe('the sample ledger, in the township whose roster it belongs to', () => {
  beforeEach(async () => {
    station = await openLedgerTownship()
    clerk = await station.signedIn('clerk')
  }, 240_000)

  it('is accepted to the fen; its clean lines become historical records, filed or awaiting payment', async () => {
    const opened = await openSample()
    expect(opened).toMatchObject({ counts: { read: 133, accepted: 116, needsConfirmation: 5, refused: 12, alreadyStored: 0 }, acceptedFen: expected.totals_fen.clean_rows_only, newFen: expected.totals_fen.clean_rows_only, capitals: expected.capitals_of_clean_rows })
    expect(one('SELECT count(*) FROM reward')).toBe(0)
    expect(await clerk.client.rewardsImport.commit({ importId: opened.importId })).toMatchObject({ stored: 116, storedFen: expected.totals_fen.clean_rows_only, alreadyStored: 0 })
    expect(rows('SELECT state, origin, count(*) AS n, sum(cash_fen) AS cash, sum(goods_fen) AS goods FROM reward GROUP BY state, origin ORDER BY state')).toEqual([
      { state: 'approved', origin: 'ledger', n: 5, cash: expect.any(Number) as number, goods: expect.any(Number) as number },
      { state: 'filed', origin: 'ledger', n: 111, cash: expect.any(Number) as number, goods: expect.any(Number) as number },
    ])
    expect([one('SELECT sum(cash_fen) FROM reward'), one('SELECT sum(goods_fen) FROM reward'), one('SELECT sum(share_fen) FROM reward_recipient')]).toEqual([
      expected.totals_fen.clean_rows_only, expected.totals_fen.clean_goods_value, expected.totals_fen.clean_rows_only,
    ])
    expect(one('SELECT sum(paid_fen + committed_fen) FROM reward_fund_entry')).toBe(expected.totals_fen.clean_rows_only)
  })

  it('adds nothing when it is read again, and is still accepted to the fen', async () => {
    await clerk.client.rewardsImport.commit({ importId: (await openSample()).importId })
    const again = await openSample()
    expect(again).toMatchObject({ counts: { read: 133, accepted: 116, needsConfirmation: 5, refused: 12, alreadyStored: 116 }, acceptedFen: expected.totals_fen.clean_rows_only, newFen: 0 })
    expect((await clerk.client.rewardsImport.faults({ importId: again.importId, withConversions: true })).faults).toHaveLength(expected.faults.length)
    expect(await answerOf(clerk.client.rewardsImport.commit({ importId: again.importId }))).toMatchObject({ rule: 'nothing_to_import' })
    expect(one('SELECT count(*) FROM reward')).toBe(116)
  })

  it('takes a person’s decisions, and a second reading adds only what was decided since', async () => {
    await clerk.client.rewardsImport.commit({ importId: (await openSample()).importId })
    const { importId } = await openSample()
    const sheet = '奖励台账'
    await clerk.client.rewardsImport.decide({ importId, sheet, row: 23, kind: 'amount_capitals', accept: true })
    await clerk.client.rewardsImport.decide({ importId, sheet, row: 77, kind: 'two_recipients_one_cell', accept: true })
    const decided = await clerk.client.rewardsImport.decide({ importId, sheet, row: 48, kind: 'amount_capitals', accept: false })
    expect(decided).toMatchObject({ counts: { accepted: 118, needsConfirmation: 2, refused: 13 }, newFen: 60_000 })
    const typed = await clerk.client.rewardsImport.correct({ importId, sheet, row: 88, column: 'I', text: '电热水壶1个（价值89元）' })
    expect(typed).toMatchObject({ counts: { accepted: 119, needsConfirmation: 1 } })
    expect(await clerk.client.rewardsImport.commit({ importId })).toMatchObject({ stored: 3, storedFen: 60_000, alreadyStored: 116 })
    expect(rows(`SELECT share_fen FROM reward_recipient WHERE reward_id = (SELECT id FROM reward WHERE serial = 77) ORDER BY seq`)).toEqual([{ share_fen: 5_000 }, { share_fen: 5_000 }])
    expect(await answerOf(clerk.client.rewardsImport.commit({ importId }))).toMatchObject({ rule: 'already_committed' })
  })

  it('leaves no lead’s content in any answer, log, audit text or page of the database', async () => {
    const opened = await openSample()
    const said = [
      opened,
      await clerk.client.rewardsImport.lines({ importId: opened.importId, only: 'all', limit: 500 }),
      await clerk.client.rewardsImport.faults({ importId: opened.importId, withConversions: true }),
      await clerk.client.rewardsImport.commit({ importId: opened.importId }),
      await clerk.client.rewardsImport.batches({}),
      rows('SELECT * FROM audit_log'),
      rows('SELECT * FROM change_log'),
      station.logLines,
    ]
    const text = JSON.stringify(said)
    const contents = ['经查为网上在逃人员', '提供棋牌室聚众赌博线索', '可疑人员深夜徘徊', '劝阻老人转账并提供诈骗取款人线索']
    for (const content of contents) expect(text).not.toContain(content)
    station.services.database.connection.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = readFileSync(`${station.dir}/station.sqlite`)
    for (const content of contents) expect(bytes.includes(Buffer.from(content))).toBe(false)
  })

  it('is voided as a whole by reversal, and its cases are free again', async () => {
    const { batchId } = await clerk.client.rewardsImport.commit({ importId: (await openSample()).importId })
    expect((await clerk.client.rewardsImport.batches({})).batches).toMatchObject([{ batchId, year: 2026, stored: 116, storedFen: expected.totals_fen.clean_rows_only, undoable: true, whyNot: null }])
    station.clock.now += 60_000
    expect(await clerk.client.rewardsImport.undo({ batchId, reason: '选错了年份' })).toEqual({ voided: 116 })
    expect(rows('SELECT DISTINCT state FROM reward')).toEqual([{ state: 'void' }])
    expect(one('SELECT sum(paid_fen) + sum(committed_fen) FROM reward_fund_entry')).toBe(0)
    expect(await answerOf(clerk.client.rewardsImport.undo({ batchId, reason: '选错了年份' }))).toMatchObject({ rule: 'already_undone' })
    const again = await openSample()
    expect(again.counts).toMatchObject({ accepted: 116, alreadyStored: 0 })
    expect(await clerk.client.rewardsImport.commit({ importId: again.importId })).toMatchObject({ stored: 116 })
  })

  it('marks the lines that were left out in the clerk’s own workbook, which then reads as before', async () => {
    const { importId } = await openSample()
    const download = await clerk.client.rewardsImport.faultWorkbook({ importId, only: 'failed' })
    expect(download.rows).toBe(17)
    const again = await openFile(download.fileName, Buffer.from(station.services.tickets.takeDownload(download.ticket).bytes))
    expect(again.counts.read).toBe(17)
    const whole = await clerk.client.rewardsImport.faultWorkbook({ importId, only: 'all' })
    expect((await openFile(whole.fileName, Buffer.from(station.services.tickets.takeDownload(whole.ticket).bytes))).counts).toMatchObject({ read: 133, accepted: 116, needsConfirmation: 5, refused: 12 })
  })
})

describe('a small township', () => {
  let township: SmallTownship
  const header = '序号,日期,受奖人,岗位,奖励类别,线索内容,案件编号/事项,金额,物品,审批人,发放日期,签领'
  const ledger = (...lines: string[]) => openFile('台账.csv', Buffer.from([header, ...lines].join('\n')))

  beforeEach(async () => {
    township = await openSmallTownship()
    station = township.station
    clerk = township.clerk
    await township.seat({ post: 'grid_chief', community: township.east, grid: township.east.grids[0] }, '单小明', { on: '2025-03-01' })
    await township.seat({ post: 'aux_police', community: township.west, grid: township.west.grids[0] }, '曾小红', { on: '2026-06-01' })
  }, 240_000)

  it('keeps its ledger of several people, payers and proxies as it was', async () => {
    const opened = await ledger('1,2026-07-01,单小明200元、曾小红100元,,一案一奖,线索甲,A410105000001,300,,姜审批,2026-07-10,代领（家属）')
    expect(opened.counts).toMatchObject({ accepted: 1 })
    await clerk.client.rewardsImport.commit({ importId: opened.importId })
    expect(rows('SELECT share_fen FROM reward_recipient ORDER BY seq')).toEqual([{ share_fen: 20_000 }, { share_fen: 10_000 }])
    expect(rows('SELECT paid_on, is_proxy, amount_fen FROM reward_payment ORDER BY id')).toMatchObject([{ paid_on: '2026-07-10', is_proxy: 1, amount_fen: 20_000 }, { amount_fen: 10_000 }])
  })

  it('refuses who was not in post on the day, by the roster as it stands', async () => {
    const opened = await ledger('1,2026-05-31,曾小红,警辅,一案一奖,线索,A410105000002,300,,姜审批,,', '2,2026-06-01,曾小红,警辅,一案一奖,线索,A410105000003,300,,姜审批,,')
    expect(opened.counts).toMatchObject({ accepted: 1, refused: 1 })
    const { lines } = await clerk.client.rewardsImport.lines({ importId: opened.importId, only: 'refused' })
    expect(lines[0]).toMatchObject({ row: 2, hasContent: true, faults: [{ kind: 'not_in_post' }] })
  })

  it('takes a grown ledger by its new lines, and refuses a case that was rewarded otherwise', async () => {
    const first = '1,2026-07-01,单小明,网格长,一案一奖,线索甲,A410105000001,300,,姜审批,2026-07-10,单小明'
    await clerk.client.rewardsImport.commit({ importId: (await ledger(first)).importId })
    const grown = await ledger(first, '2,2026-08-01,单小明,网格长,一事一奖,线索乙,排查煤气罐隐患,100,,姜审批,,', '3,2026-08-02,曾小红,警辅,一案一奖,线索丙,a410105 000001,300,,姜审批,,')
    expect(grown.counts).toMatchObject({ read: 3, accepted: 2, alreadyStored: 1, refused: 1 })
    expect(await clerk.client.rewardsImport.commit({ importId: grown.importId })).toMatchObject({ stored: 1, storedFen: 10_000 })
  })

  it('takes several numbers of a line for one series: whichever comes up later is a double', async () => {
    await clerk.client.rewardsImport.commit({ importId: (await ledger('1,2026-07-01,单小明,网格长,一案一奖,线索甲,A410105000001、A410105000002,300,,姜审批,2026-07-10,单小明')).importId })
    const again = await ledger('1,2026-07-01,单小明,网格长,一案一奖,线索甲,A410105000001、A410105000002,300,,姜审批,2026-07-10,单小明', '2,2026-08-01,单小明,网格长,一案一奖,线索乙,a410105000002,100,,姜审批,,')
    expect(again.counts).toMatchObject({ accepted: 1, alreadyStored: 1, refused: 1 })
    const alone = await ledger('1,2026-08-01,单小明,网格长,一案一奖,线索乙,a410105000002,100,,姜审批,,')
    expect(alone.counts).toMatchObject({ refused: 1 })
  })

  const series = '1,2026-07-01,单小明,网格长,一案一奖,线索甲,A410105000001、A410105000002,300,,姜审批,2026-07-10,单小明'
  it('leaves no series behind once it is taken back: the second case is rewarded by itself', async () => {
    const { batchId } = await clerk.client.rewardsImport.commit({ importId: (await ledger(series)).importId })
    await clerk.client.rewardsImport.undo({ batchId, reason: '两案不是一伙' })
    expect(one('SELECT count(*) FROM case_series_member WHERE deleted_at IS NULL')).toBe(0)
    const apart = await ledger('1,2026-07-01,单小明,网格长,一案一奖,线索甲,A410105000001,300,,姜审批,,', '2,2026-08-01,单小明,网格长,一案一奖,线索乙,A410105000002,100,,姜审批,,')
    expect(apart.counts).toMatchObject({ accepted: 2, refused: 0 })
  })

  it('is kept by a case joined to its series and by a lead that repeats one of its own, told with their number', async () => {
    const { batchId } = await clerk.client.rewardsImport.commit({ importId: (await ledger(series)).importId })
    station.clock.now += 60_000
    await clerk.client.leads.linkCases({ caseNo: 'A410105000002', otherCaseNo: 'A410105000009', reason: '同一伙人作案' })
    await township.seat({ post: 'community_police', community: township.east }, '单民警')
    const officer = await station.signedIn('community_police')
    const [{ id: firstId = '' } = {}] = rows('SELECT id FROM lead') as { id: string }[]
    const { leadId } = await officer.client.leads.register({ communityId: township.east.id, providerId: (rows(`SELECT id FROM person WHERE name = '单小明'`)[0] as { id: string }).id, receivedOn: '2026-07-05', source: 'patrol_found', domain: 'detection', confidentiality: 1, content: '又报一次', caseNo: null })
    await officer.client.leads.verify({ leadId, rowVersion: 1, finding: 'duplicate', effect: null, caseNo: null, duplicateOfId: firstId, opinion: '与台账所记同一事' })
    const said = /1个案件并入/
    expect((await clerk.client.rewardsImport.batches({})).batches).toMatchObject([{ undoable: false, whyNot: expect.stringMatching(said) as unknown }])
    const answer = await answerOf(clerk.client.rewardsImport.undo({ batchId, reason: '不要了' }))
    expect(answer).toMatchObject({ rule: 'built_upon' })
    expect(answer.message).toMatch(said)
    expect(answer.message).toMatch(/1条线索按其中的线索核实为重复/)
    expect(rows('SELECT DISTINCT state FROM reward')).toEqual([{ state: 'filed' }])
  })

  it('has every reference to a reward or lead accounted for: what rests on one moves it, is asked, or is its own', () => {
    const known: Record<string, string> = {
      'reward_recipient.reward_id': 'written by the import', 'reward_step.reward_id': 'every step moves the reward', 'reward_approval.reward_id': 'comes with a step', 'reward_payment.reward_id': 'comes with a step',
      'reward_fund_entry.reward_id': 'comes with a payment or a step', 'reward.lead_id': 'one live reward a lead', 'lead_verification.lead_id': 'refused while its reward lives', 'lead.duplicate_of_id': 'asked',
    }
    const tables = rows(`SELECT name FROM sqlite_schema WHERE type = 'table'`).map(({ name }) => String(name))
    const references = tables.flatMap((table) => rows(`SELECT "table" AS target, "from" AS source FROM pragma_foreign_key_list('${table}')`).filter(({ target }) => target === 'reward' || target === 'lead').map(({ source }) => `${table}.${String(source)}`))
    expect(references.toSorted()).toEqual(Object.keys(known).toSorted())
  })

  it('stores nothing of a file when one line cannot be stored', async () => {
    const opened = await ledger('1,2026-07-01,单小明,网格长,一案一奖,线索,A410105000001,300,,姜审批,,', '2,2026-07-02,单小明,网格长,一案一奖,线索,A410105000002,300,,姜审批,,')
    station.services.database.connection.exec(`CREATE TEMP TRIGGER broken BEFORE INSERT ON reward WHEN (SELECT count(*) FROM reward) = 1 BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`)
    expect((await answerOf(clerk.client.rewardsImport.commit({ importId: opened.importId }))).code).toBe('INTERNAL')
    expect([one('SELECT count(*) FROM reward'), one('SELECT count(*) FROM reward_import'), one('SELECT count(*) FROM reward_fund_entry')]).toEqual([0, 0, 0])
  })

  it('refuses another person’s import, a workbook that is none, and everybody but the clerk', async () => {
    const { importId } = await ledger('1,2026-07-01,单小明,网格长,一案一奖,线索,A410105000001,300,,姜审批,,')
    const other = await station.signedIn('clerk')
    expect(await answerOf(other.client.rewardsImport.commit({ importId }))).toMatchObject({ rule: 'import_gone' })
    const admin = await station.signedIn('admin')
    expect((await answerOf(admin.client.rewardsImport.batches({}))).code).toBe('FORBIDDEN')
    await clerk.client.rewardsImport.discard({ importId })
    expect(await answerOf(clerk.client.rewardsImport.faults({ importId }))).toMatchObject({ rule: 'import_gone' })
    expect((await openFile('别的.csv', Buffer.from('甲,乙\n1,2\n'))).counts).toMatchObject({ read: 0 })
  })

  it('pages through lines and skipped rows in the order of the file', async () => {
    const { importId } = await ledger('1,2026-07-01,单小明,网格长,一案一奖,线索,A410105000001,300,,姜审批,,', ',合计,,,,,,300,,,,')
    const pages: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof clerk.client.rewardsImport.lines>> = await clerk.client.rewardsImport.lines({ importId, only: 'all', after, limit: 1 })
      pages.push(...page.lines.map(({ row }) => row))
      after = page.next
    }
    expect(pages).toEqual([1, 2, 3])
  })
})
