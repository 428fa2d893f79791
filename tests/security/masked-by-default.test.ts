import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '../../src/contract/commands'
import type { ProcedureName } from '../../src/contract/contract'
import { permissions } from '../../src/contract/permissions'
import { roles, type Role } from '../../src/contract/roles'
import { openCycle } from '../../src/core/features/evaluations/cycles'
import { personStatements } from '../../src/core/features/roster/person-statements'
import { openIdNo, openPhone } from '../../src/core/features/roster/person-view'
import { openStation, testActor, type Client, type SignedInCaller, type Station } from '../stand/station'

type QueryName = Exclude<ProcedureName, CommandName>

let station: Station
/** An empty township, as at a first import. */
let imports: Station
/** Every number that is stored, in clear. */
const numbers = new Set<string>()
const dutyPhones = new Set<string>()
const callers = new Map<Role, SignedInCaller>()
let places: { communityIds: string[]; names: string[]; personIds: string[] }
let importId: string
let ledgerId: string

function listNumbers(): void {
  const { reader, key } = station.services.database
  for (let after = { pinyin: '', id: '' }; ; ) {
    const page = reader.all(personStatements.listAll, { on: station.today, state: 'all', after_pinyin: after.pinyin, after_id: after.id, limit: 1000 })
    for (const listed of page) {
      const row = reader.get(personStatements.byId, { id: listed.id })
      if (!row) continue
      for (const number of [openIdNo(key, row), openPhone(key, row)]) if (number !== null) numbers.add(number)
      if (row.duty_phone !== null) dutyPhones.add(row.duty_phone)
    }
    const last = page.at(-1)
    if (!last) return
    after = last
  }
}

/** Runs of 18 signs that look like an identity number and 11 that look like a mobile, and whatever is truly stored. */
function clearNumbersIn(text: string): string[] {
  const looks = text.match(/(?<![0-9A-Za-z])(?:[1-9]\d{16}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])/g) ?? []
  const known = (text.match(/\d{11,17}[\dXx]?/g) ?? []).filter((run) => [...numbers].some((number) => run.includes(number)))
  return [...new Set([...looks, ...known])].filter((number) => !dutyPhones.has(number))
}

let importer: Client
let scorer: Client
let scoresId: string
/** A score sheet into which a clerk has let every kind of number stray. */
async function openScores(): Promise<string> {
  const stray = [...numbers].slice(0, 3)
  const lines = [`填表人联系电话：${stray.find((number) => number.length === 11) ?? '13800000001'}　${stray[0]}`, '姓名,身份证号,村(社区),信息报送,矛盾化解,协助维稳,责任落实,问题反馈,工作作风,评分人,备注', `某人,${stray[0]},${stray[1]},18,${stray[2]},13,12,14,13,${stray[0]},电话${stray[1]}`, `${stray[0]},,,18,17,13,12,14,13,,`]
  const ticket = station.services.tickets.acceptUpload({ fileName: '民警评.csv', bytes: Buffer.from(lines.join('\n')) })
  return (await scorer.evaluationsImport.open({ ticket, month: '2026-10' })).importId
}
async function openWorkbook(fileName: string): Promise<string> {
  const ticket = imports.services.tickets.acceptUpload({ fileName, bytes: readFileSync(join(import.meta.dirname, '..', 'fixtures', fileName)) })
  return (await importer.rosterImport.open({ ticket })).importId
}

async function openLedger(): Promise<string> {
  const ticket = imports.services.tickets.acceptUpload({ fileName: '奖励台账-2026.xlsx', bytes: readFileSync(join(import.meta.dirname, '..', 'fixtures', '奖励台账-2026.xlsx')) })
  return (await importer.rewardsImport.open({ ticket, year: 2026 })).importId
}

beforeAll(async () => {
  station = await openStation({ sample: true })
  listNumbers()
  for (const role of roles.filter((one) => one !== 'approver')) callers.set(role, await station.signedIn(role))
  const clerk = await station.signedIn('clerk')
  const board = await clerk.client.roster.board({ asOf: station.today })
  const people = await clerk.client.roster.people({ asOf: station.today, limit: 200, state: 'all' })
  places = { communityIds: board.communities.map((row) => row.communityId), names: board.communities.map((row) => row.name), personIds: people.people.map((person) => person.personId) }
  const person = places.personIds[0] ?? ''
  await clerk.client.roster.reveal({ personId: person, field: 'idNo', reason: '核对原件' })
  imports = await openStation()
  importer = (await imports.signedIn('clerk')).client
  importId = await openWorkbook('花名册-规范.xlsx')
  scorer = clerk.client
  station.services.database.writer.run(testActor, (tx) => openCycle(tx, '2026-10'))
  scoresId = await openScores()
  ledgerId = await openLedger()
})

async function allPeople(client: Client): Promise<unknown[]> {
  const pages: unknown[] = []
  const asOf = station.today
  for (const sort of ['pinyin', 'community'] as const)
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<Client['roster']['people']>> = await client.roster.people({ asOf, sort, limit: 200, after, state: sort === 'pinyin' ? 'all' : 'serving' })
      pages.push(page)
      after = page.next
      if (after === null) break
    }
  return pages
}

/** What is out of a caller's reach is refused; that is another test's subject. */
const whereAllowed = (calls: Promise<unknown>[]): Promise<unknown[]> => Promise.all(calls.map((call) => call.catch(() => null)))

/** The sample's month that is being scored, and one that is locked. */
const scoredMonths = ['2026-10', '2026-09'] as const
const everyMonth = (ask: (month: string) => Promise<unknown>): Promise<unknown[]> => Promise.all(scoredMonths.map(ask))

/** How each query is asked so that it says as much as it can. A query without a line here does not compile. */
const asked: Record<QueryName, (client: Client) => Promise<unknown>> = {
  'station.status': (client) => client.station.status({}),
  'station.openSample': (client) => client.station.openSample({}).catch(() => null),
  'station.leaveSample': (client) => client.station.leaveSample({}).catch(() => null),
  'station.drawing': (client) => client.station.drawing({}),
  'station.cancelDrawing': () => Promise.resolve(null),
  'station.footing': (client) => client.station.footing({}),
  'accounts.current': (client) => client.accounts.current({}),
  'accounts.lock': () => Promise.resolve(null),
  'accounts.present': (client) => client.accounts.present({}),
  'accounts.list': (client) => client.accounts.list({}),
  'accounts.linkable': async (client) => Promise.all(['王', 'l', 'zhang', '一'].map((text) => client.accounts.linkable({ text }))),
  'settings.list': (client) => client.settings.list({}),
  'roster.board': (client) => client.roster.board({ asOf: station.today }),
  'roster.community': (client) => whereAllowed(places.communityIds.map((communityId) => client.roster.community({ communityId, asOf: station.today }))),
  'roster.person': (client) => whereAllowed(places.personIds.map((personId) => client.roster.person({ personId }))),
  'roster.people': allPeople,
  'roster.papers': (client) => whereAllowed([null, ...places.communityIds].map((communityId) => client.roster.papers({ asOf: station.today, communityId }))),
  'roster.find': async (client) => Promise.all(['1', '4101', '13', 'w', '王', '网格', ...[...numbers].slice(0, 20)].map((text) => client.roster.find({ text, limit: 30 }))),
  'roster.vacancies': (client) => client.roster.vacancies({ asOf: station.today }),
  'rosterImport.open': () => importer.rosterImport.mapColumn({ importId, sheet: '花名册', column: 'ZZ', field: 'ignored' }),
  'rosterImport.rows': async () => {
    const pages = await Promise.all([0, 500, 1000].map((after) => importer.rosterImport.rows({ importId, sheet: '花名册', only: 'all', after, limit: 500 })))
    expect(pages.flatMap((page) => page.rows).length).toBeGreaterThan(800)
    return pages
  },
  'rosterImport.faults': () => importer.rosterImport.faults({ importId, withConversions: true }),
  'rosterImport.mapColumn': () => importer.rosterImport.mapColumn({ importId, sheet: '花名册', column: 'A', field: 'seq' }),
  'rosterImport.correct': () => importer.rosterImport.correct({ importId, sheet: '花名册', row: 900, column: 'ZZ', text: '' }),
  'rosterImport.decide': () => importer.rosterImport.decide({ importId, sheet: '花名册', row: 5, kind: 'id_empty', accept: true }),
  'rosterImport.discard': async () => importer.rosterImport.discard({ importId: await openWorkbook('花名册-GBK.csv') }),
  'rosterImport.batches': (client) => client.rosterImport.batches({}),
  'meetings.board': (client) => client.meetings.board({ fromWeek: '2026-W30', toWeek: '2026-W46' }),
  'meetings.meeting': (client) => whereAllowed(places.communityIds.flatMap((communityId) => ['2026-W43', '2026-W44', '2026-W45'].map((week) => client.meetings.meeting({ communityId, week })))),
  'meetings.team': (client) => whereAllowed(places.communityIds.map((communityId) => client.meetings.team({ communityId, week: '2026-W45', on: '2026-11-03' }))),
  'meetings.saveDraft': (client) => whereAllowed([client.meetings.saveDraft({ communityId: places.communityIds[0] ?? '', week: '2026-W45', cells: [{ key: 'form/decision', text: '草稿', version: 0 }] })]),
  'meetings.decisions': (client) => client.meetings.decisions({ state: 'all', limit: 200 }),
  'meetings.search': async (client) => Promise.all(['1', '13', '网格', '无', ...[...numbers].slice(0, 5)].map((text) => client.meetings.search({ text, limit: 200 }))),
  'meetings.calendar': (client) => client.meetings.calendar({ year: 2026 }),
  'meetingsImport.preview': (client) => client.meetingsImport.preview({ text: `${places.names[0] ?? ''}例会纪要\n时间：11月3日\n一、发案情况：无\n二、工作措施\n1.走访，责任人：无名氏`, ticket: null }),
  'meetings.phrases': (client) => client.meetings.phrases({}),
  'meetings.debts': (client) => client.meetings.debts({}),
  'meetings.paper': (client) =>
    whereAllowed([
      ...places.communityIds.flatMap((communityId) => (['minutes', 'attendance'] as const).map((kind) => client.meetings.paper({ paper: { kind, communityId, week: '2026-W44' } }))),
      client.meetings.paper({ paper: { kind: 'supervision', communityId: null } }),
      client.meetings.paper({ paper: { kind: 'overview', month: '2026-10' } }),
    ]),
  'evaluations.months': (client) => client.evaluations.months({}),
  'evaluations.mySheets': (client) => everyMonth((month) => client.evaluations.mySheets({ month })),
  'evaluations.proxySheets': (client) => everyMonth((month) => client.evaluations.proxySheets({ month, communityId: null })),
  'evaluations.sheet': async (client) => {
    const { communities } = await client.evaluations.progress({ month: scoredMonths[1] })
    const duties = communities.flatMap((community) => community.duties).slice(0, 12)
    return whereAllowed(duties.map(({ kind, communityId, rateeId }) => client.evaluations.sheet({ month: scoredMonths[1], kind, communityId, rateeId })))
  },
  'evaluations.progress': (client) => everyMonth((month) => client.evaluations.progress({ month })),
  'evaluations.reminders': (client) => everyMonth((month) => client.evaluations.reminders({ month, communityId: null })),
  'evaluations.results': (client) => everyMonth((month) => client.evaluations.results({ month, communityId: null })),
  'evaluations.overview': (client) => everyMonth((month) => client.evaluations.overview({ month })),
  'evaluations.trend': (client) => Promise.all(places.personIds.slice(0, 40).map((personId) => client.evaluations.trend({ personId, month: scoredMonths[1] }))),
  'evaluations.distribution': (client) => everyMonth((month) => client.evaluations.distribution({ month })),
  'evaluations.papers': (client) =>
    whereAllowed((['blank', 'sheets', 'notices', 'summary', 'missing'] as const).map((what) => client.evaluations.papers({ month: scoredMonths[1], communityId: null, what, rateeId: null, kind: null }))),
  'evaluations.bonuses': (client) => everyMonth((month) => client.evaluations.bonuses({ month, communityId: null })),
  'evaluations.reopenings': (client) => client.evaluations.reopenings({ month: null }),
  'evaluations.appeals': (client) => client.evaluations.appeals({ month: null }),
  'evaluations.templates': (client) => client.evaluations.templates({}),
  'evaluations.phrases': (client) => client.evaluations.phrases({}),
  'evaluations.debts': (client) => client.evaluations.debts({}),
  // A draft answers with its own sum; the clerk's and a rater's alike.
  'evaluations.saveDraft': (client) => client.evaluations.saveDraft({ month: scoredMonths[0], kind: 'aux_by_police', communityId: places.communityIds[0] ?? '', rateeId: places.personIds[0] ?? '', proxy: true, cells: [] }).catch((error: unknown) => String(error)),
  'evaluations.saveDrafts': (client) =>
    client.evaluations
      .saveDrafts({ month: scoredMonths[0], kind: 'aux_by_police', communityId: places.communityIds[0] ?? '', proxy: true, rows: [{ rateeId: places.personIds[0] ?? '', cells: [] }] })
      .catch((error: unknown) => String(error)),
  'evaluationsImport.open': () => scorer.evaluationsImport.correct({ importId: scoresId, sheet: 'Sheet1', row: 90, column: 'A', text: '' }),
  'evaluationsImport.rows': async () => {
    const sheet = (await scorer.evaluationsImport.correct({ importId: scoresId, sheet: 'Sheet1', row: 90, column: 'A', text: '' })).sheets[0]?.sheet ?? ''
    const page = await scorer.evaluationsImport.rows({ importId: scoresId, sheet, only: 'all' })
    expect(page.rows.length).toBeGreaterThan(3)
    return page
  },
  'evaluationsImport.faults': async () => {
    const { faults } = await scorer.evaluationsImport.faults({ importId: scoresId, withConversions: true })
    expect(faults.length).toBeGreaterThan(2)
    return faults
  },
  'evaluationsImport.results': () => scorer.evaluationsImport.results({ importId: scoresId }),
  'evaluationsImport.correct': () => scorer.evaluationsImport.correct({ importId: scoresId, sheet: 'Sheet1', row: 91, column: 'A', text: '' }),
  'evaluationsImport.leaveOut': () => scorer.evaluationsImport.leaveOut({ importId: scoresId, sheet: 'Sheet1', row: 3, out: false }),
  'evaluationsImport.discard': async () => scorer.evaluationsImport.discard({ importId: await openScores() }),
  'rewardsImport.open': async () => importer.rewardsImport.lines({ importId: await openLedger(), only: 'all', limit: 500 }),
  'rewardsImport.lines': () => importer.rewardsImport.lines({ importId: ledgerId, only: 'all', limit: 500 }),
  'rewardsImport.faults': () => importer.rewardsImport.faults({ importId: ledgerId, withConversions: true }),
  'rewardsImport.correct': () => importer.rewardsImport.correct({ importId: ledgerId, sheet: '奖励台账', row: 200, column: 'Z', text: '' }),
  'rewardsImport.decide': () => importer.rewardsImport.decide({ importId: ledgerId, sheet: '奖励台账', row: 23, kind: 'amount_capitals', accept: true }),
  'rewardsImport.discard': async () => importer.rewardsImport.discard({ importId: await openLedger() }),
  'rewardsImport.batches': (client) => client.rewardsImport.batches({}),
  'leads.list': (client) => client.leads.list({ limit: 200 }),
  'leads.lead': async (client) => Promise.all((await client.leads.list({ limit: 200 })).leads.map(({ leadId }) => client.leads.lead({ leadId }))),
  'leads.providers': (client) => client.leads.providers({ on: station.today, communityId: null }),
  'rewards.list': (client) => client.rewards.list({ limit: 200 }),
  'rewards.reward': async (client) => Promise.all((await client.rewards.list({ limit: 200 })).rewards.map(({ rewardId }) => client.rewards.reward({ rewardId }))),
  'rewards.ofPerson': (client) => Promise.all(places.personIds.slice(0, 40).map((personId) => client.rewards.ofPerson({ personId }))),
  'rewards.debts': (client) => client.rewards.debts({}),
  'rewards.check': async (client) => {
    const { leads } = await client.leads.list({ state: 'rewardable' })
    const { funds } = await client.funds.list({})
    const fields = { leadId: leads[0]?.leadId ?? '', basis: 'per_matter' as const, caseNo: null, matter: '事项', incidentId: null, title: '事由', effect: 'direct' as const, form: 'cash' as const, cashFen: 1, goods: null, goodsFen: 0, standard: null, fundId: funds[0]?.fundId ?? '', publicDays: null }
    return client.rewards.check({ fields: { ...fields, recipients: [{ kind: 'provider', shareFen: 1, goodsFen: 0 }] }, rewardId: null })
  },
  'rewards.tiers': (client) => client.rewards.tiers({}),
  'rewards.summary': (client) => client.rewards.summary({ year: 2026 }),
  'rewards.bonusSuggestions': (client) => client.rewards.bonusSuggestions({ month: '2026-10', communityId: null }),
  'rewards.papers': (client) =>
    whereAllowed([
      client.rewards.papers({ paper: { kind: 'ledger', year: 2026, communityId: null } }),
      client.rewards.papers({ paper: { kind: 'summary', year: 2026 } }),
      ...(['signOff', 'publicity', 'paymentList'] as const).map((kind) => client.rewards.papers({ paper: { kind, rewardIds: null } })),
    ]),
  // Without a scan in the sample it answers NOT_FOUND; what it gives is a file behind a ticket.
  'rewards.scan': (client) => client.rewards.scan({ attachmentId: '01K4000000000000000000AAAA' }).catch(() => null),
  'funds.list': (client) => client.funds.list({}),
  'funds.fund': async (client) => Promise.all((await client.funds.list({})).funds.map(({ fundId }) => client.funds.fund({ fundId }))),
  'audit.list': (client) => client.audit.list({ limit: 200 }),
  'audit.verify': (client) => client.audit.verify({}),
  'backups.list': (client) => client.backups.list({}),
  'changes.stream': async (client) => {
    const stop = new AbortController()
    const stream = await client.changes.stream({}, { signal: stop.signal })
    setTimeout(() => station.services.feed.tell('roster', station.clock.now), 5)
    const first = await stream[Symbol.asyncIterator]().next()
    stop.abort()
    return first.value
  },
}
const mayAsk = (name: QueryName): Role[] => {
  const permission = permissions[name]
  return [...callers.keys()].filter((role) => permission === 'public' || permission === 'signed_in' || permission.includes(role))
}

test('the sample holds numbers to be hidden', () => {
  expect(numbers.size).toBeGreaterThan(500)
  expect(clearNumbersIn(JSON.stringify([...numbers].slice(0, 7)))).toHaveLength(7)
})

describe.each(Object.keys(asked) as QueryName[])('%s', (name) => {
  test('shows no number in clear to any role', async () => {
    const open = mayAsk(name)
    expect(open.length).toBeGreaterThan(0)
    for (const role of open) {
      const caller = callers.get(role)
      if (!caller) continue
      const said = JSON.stringify(await asked[name](caller.client))
      expect([role, clearNumbersIn(said)]).toEqual([role, []])
    }
  })
})

test('people are shown with masks, not without numbers', async () => {
  const clerk = callers.get('clerk')?.client
  const page = await clerk?.roster.people({ asOf: station.today })
  expect(page?.people.every((person) => person.idNoMasked === null || /^\d{4}\*{10}\d{3}[\dX]$/.test(person.idNoMasked))).toBe(true)
  expect(page?.people.filter((person) => person.phoneMasked !== null && /^\d{3}\*{4}\d{4}$/.test(person.phoneMasked)).length).toBeGreaterThan(20)
  expect(importId).toMatch(/^[0-9A-Z]{26}$/)
})

test('of a workbook with faults, only the cells that must be corrected are readable', async () => {
  const opened = await openWorkbook('花名册-杂乱.xlsx')
  const { sheets } = await importer.rosterImport.mapColumn({ importId: opened, sheet: '', column: 'A', field: 'ignored' })
  let hidden = 0
  for (const { sheet } of sheets)
    for (const row of (await importer.rosterImport.rows({ importId: opened, sheet, only: 'all', limit: 500 })).rows) {
      const faulty = new Set(row.faults.filter((fault) => fault.severity !== 'normalise').map((fault) => fault.column))
      const rest = Object.entries(row.cells).filter(([column]) => !faulty.has(column))
      expect([sheet, row.row, clearNumbersIn(JSON.stringify([rest, row.stored]))]).toEqual([sheet, row.row, []])
      hidden += rest.filter(([, text]) => text.includes('****')).length
    }
  expect(hidden).toBeGreaterThan(200)
})

describe('a number in clear', () => {
  test('asks a reason of at least two characters', async () => {
    const clerk = callers.get('clerk')?.client
    const personId = places.personIds[1] ?? ''
    for (const reason of ['', ' ', '看', '  看  ']) await expect(clerk?.roster.reveal({ personId, field: 'phone', reason })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const detail = await clerk?.roster.person({ personId })
    expect(detail?.reveals).toEqual([])
  })

  test('is logged with who, whose and why, in the audit log and on the person, before it is shown', async () => {
    const clerk = callers.get('clerk')
    const auditor = callers.get('auditor')
    const personId = places.personIds[2] ?? ''
    station.clock.now += 1000
    const shown = await clerk?.client.roster.reveal({ personId, field: 'phone', reason: '核对电话' })
    expect(numbers.has(shown?.value ?? '')).toBe(true)
    const detail = await clerk?.client.roster.person({ personId })
    expect(detail?.reveals).toMatchObject([{ by: clerk?.login, field: 'phone', reason: '核对电话' }])
    const [record] = (await auditor?.client.audit.list({ limit: 1 }))?.records ?? []
    expect(record).toMatchObject({ action: 'roster.reveal', outcome: 'done', target: personId, by: clerk?.login })
    expect(record?.detail).toContain('核对电话')
    expect(clearNumbersIn(JSON.stringify(record))).toEqual([])
  })

  test('is not shown when the log cannot be written', async () => {
    const { connection } = station.services.database
    const personId = places.personIds[3] ?? ''
    connection.exec(`CREATE TRIGGER reveal_log_full BEFORE INSERT ON reveal_log BEGIN SELECT RAISE(ABORT, 'full'); END`)
    try {
      await expect(callers.get('clerk')?.client.roster.reveal({ personId, field: 'phone', reason: '核对电话' })).rejects.toMatchObject({ code: 'INTERNAL' })
    } finally {
      connection.exec('DROP TRIGGER reveal_log_full')
    }
  })
})

describe('an export', () => {
  async function cellsOf(ticket: string): Promise<string> {
    const book = new ExcelJS.Workbook()
    const { bytes } = station.services.tickets.takeDownload(ticket)
    await book.xlsx.load(new Uint8Array(bytes).buffer)
    const texts: string[] = []
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text))))
    return JSON.stringify(texts)
  }

  test('is masked unless a reason is given, and then says so in the log', async () => {
    const clerk = callers.get('clerk')?.client
    const asOf = station.today
    const masked = await clerk?.roster.export({ asOf, communityId: null, phones: 'masked', reason: null })
    expect(clearNumbersIn(await cellsOf(masked?.ticket ?? ''))).toEqual([])
    await expect(clerk?.roster.export({ asOf, communityId: null, phones: 'clear', reason: null })).rejects.toMatchObject({ code: 'REFUSED', data: { rule: 'reason_needed' } })
    station.clock.now += 1000
    const clear = await clerk?.roster.export({ asOf, communityId: null, phones: 'clear', reason: '印发通讯录' })
    const shown = clearNumbersIn(await cellsOf(clear?.ticket ?? ''))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((number) => number.length === 18)).toEqual([])
    const [record] = (await callers.get('auditor')?.client.audit.list({ limit: 1 }))?.records ?? []
    expect(record).toMatchObject({ action: 'roster.export', outcome: 'done' })
    expect(record?.detail).toMatch(/"masked":false.*印发通讯录/)
  })
})
