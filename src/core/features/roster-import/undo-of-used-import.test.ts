import { describe, expect, it } from 'vitest'
import { fixture, openLedgerTownship } from '../../../../tests/stand/ledger-township'
import { answerOf, inventedPerson, openSmallTownship } from '../../../../tests/stand/small-township'
import { openStation, testActor, type SignedInCaller, type Station } from '../../../../tests/stand/station'
import { openCycle } from '../evaluations/cycles'
import { registerLead } from '../rewards/lead-register'
import { foundTownship } from '../roster/organisation'

const bringLead = (station: Station, communityId: string, providerId: string): unknown =>
  station.services.database.writer.run(testActor, (tx) =>
    registerLead(tx, station.services.database.key, { communityId, providerId, receivedOn: '2026-10-20', source: 'patrol_found', domain: 'hazard', confidentiality: 1, content: '线索内容若干', caseNo: null }, station.today),
  )

/** What the list of past imports says of the newest roster import that stands. */
async function undoable(clerk: SignedInCaller): Promise<{ undoable: boolean; whyNot: string | null; batchId: string }> {
  const batch = (await clerk.client.rosterImport.batches({})).batches.find(({ undoneAt }) => undoneAt === null)
  if (!batch) throw new Error('no import stands')
  return batch
}
/** The list and the command agree, and the refusal leaves every row as it was. */
async function expectHeld(station: Station, clerk: SignedInCaller, reason: RegExp): Promise<void> {
  const rows = () => station.services.database.connection.prepare('SELECT count(*) AS people, total(row_version) AS versions FROM person WHERE deleted_at IS NULL').get()
  const before = rows()
  const { batchId, undoable: isUndoable, whyNot } = await undoable(clerk)
  expect([isUndoable, whyNot]).toEqual([false, expect.stringMatching(reason)])
  const answer = await answerOf(clerk.client.rosterImport.undo({ batchId }))
  expect(answer).toMatchObject({ code: 'REFUSED', rule: 'built_upon' })
  expect(answer.message).toMatch(reason)
  expect(answer.message).toMatch(/^不能撤销：.+。库里没有变动，/)
  expect(rows()).toEqual(before)
}

describe('the sample roster, once a month was worked with it', () => {
  it('is kept by 271 scores, told with their number', async () => {
    const station = await openLedgerTownship()
    const clerk = await station.signedIn('clerk')
    station.services.database.writer.run(testActor, (tx) => openCycle(tx, '2026-10'))
    expect(await undoable(clerk)).toMatchObject({ undoable: true, whyNot: null })
    const { importId } = await clerk.client.evaluationsImport.open({ ticket: station.services.tickets.acceptUpload(fixture('月度评分-2026-10.xlsx')), month: '2026-10' })
    expect(await clerk.client.evaluationsImport.commit({ importId })).toMatchObject({ handedIn: 271 })
    await expectHeld(station, clerk, /评分表271张/)
  })

  it('is kept by minutes', async () => {
    const station = await openLedgerTownship()
    const clerk = await station.signedIn('clerk')
    const { stored } = await clerk.client.meetingsImport.commit({ text: fixture('周例会纪要-第45周.txt').bytes.toString(), source: '粘贴', only: null })
    expect(stored.length).toBeGreaterThan(0)
    await expectHeld(station, clerk, new RegExp(`例会${stored.length}次`))
  })

  it('is kept by 116 rewards, and free again when their import has been taken back', async () => {
    const station = await openLedgerTownship()
    const clerk = await station.signedIn('clerk')
    const { importId } = await clerk.client.rewardsImport.open({ ticket: station.services.tickets.acceptUpload(fixture('奖励台账-2026.xlsx')), year: 2026 })
    const { batchId } = await clerk.client.rewardsImport.commit({ importId })
    await expectHeld(station, clerk, /奖励116笔/)
    await clerk.client.rewardsImport.undo({ batchId, reason: '读错了文件' })
    expect(await undoable(clerk)).toMatchObject({ undoable: true, whyNot: null })
  })
})

describe('a small roster that founded its places', () => {
  const chief = inventedPerson('解站长')
  const lead = inventedPerson('查格长')
  const aux = inventedPerson('任警辅')
  async function open(): Promise<{ station: Station; clerk: SignedInCaller; communityId: string; gridId: string; leadId: string; auxId: string }> {
    const station = await openStation()
    station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '青禾镇', '410105'))
    const clerk = await station.signedIn('clerk')
    const lines = ['村(社区),网格,姓名,岗位,身份证号,联系电话,任职日期', `东塘社区,,解站长,站长,${chief.idNo},${chief.phone},2026-03-01`, `东塘社区,第一网格,查格长,网格长,${lead.idNo},${lead.phone},2026-03-01`, `东塘社区,第一网格,任警辅,警辅人员,${aux.idNo},${aux.phone},2026-03-01`]
    const { importId } = await clerk.client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: '花名册.csv', bytes: Buffer.from(lines.join('\n')) }) })
    expect(await clerk.client.rosterImport.commit({ importId })).toMatchObject({ imported: 3 })
    expect(await undoable(clerk)).toMatchObject({ undoable: true, whyNot: null })
    const { communityId } = (await clerk.client.roster.board({ asOf: station.today })).communities[0] ?? { communityId: '' }
    const [grid] = (await clerk.client.roster.community({ communityId, asOf: station.today })).grids
    return { station, clerk, communityId, gridId: grid?.gridId ?? '', leadId: grid?.chief?.personId ?? '', auxId: grid?.aux?.personId ?? '' }
  }

  type Opened = Awaited<ReturnType<typeof open>>
  it.each<[string, RegExp, (opened: Opened) => Promise<unknown>]>([
    ['an account of one of its people', /关联的账号1个/, ({ station }) => station.signedIn('station_chief')],
    ['a role in its community', /关联的账号1个/, ({ station, communityId }) => station.signedIn('clerk', { communityId })],
    ['a grid added by hand', /另外新建的网格1个/, ({ clerk, communityId }) => clerk.client.roster.addGrid({ communityId, name: '第九网格', code: null, kind: 'basic' })],
    ['somebody seated in its grid', /另外登记的任职1条/, ({ clerk, communityId, gridId }) => clerk.client.roster.change({ communityId, gridId, post: 'volunteer', onDate: '2026-05-01', outgoingAssignmentId: null, incoming: { kind: 'new', person: inventedPerson('后来人') }, isActing: false, docNo: null, reason: '增补' })],
    ['an exemption of its grid', /结对豁免1项/, ({ clerk, gridId }) => clerk.client.roster.exempt({ gridId, fromOn: '2026-04-01', toOn: null, authority: '区委政法委', reason: '暂缺' })],
    ['minutes that are being typed', /没写完的纪要1份/, ({ clerk, communityId }) => clerk.client.meetings.saveDraft({ communityId, week: '2026-W45', cells: [{ key: 'C1', text: '无', version: 0 }] })],
    ['a lead that one of its people brought', /线索1条/, async ({ station, communityId, leadId }) => bringLead(station, communityId, leadId)],
  ])('is kept by %s', async (_, reason, build) => {
    const opened = await open()
    await build(opened)
    await expectHeld(opened.station, opened.clerk, reason)
  })
})

describe('a roster that gives a post to somebody known before', () => {
  async function open() {
    const township = await openSmallTownship()
    const { station, clerk, east, west } = township
    const known = inventedPerson('仇警辅')
    const { personId } = await township.seat({ post: 'volunteer', community: west }, '仇警辅', { person: known })
    const lines = ['村(社区),网格,姓名,岗位,身份证号,联系电话,任职日期', `东塘社区,第一网格,仇警辅,警辅人员,${known.idNo},${known.phone},2026-06-01`]
    station.clock.now += 60_000
    const { importId } = await clerk.client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: '花名册.csv', bytes: Buffer.from(lines.join('\n')) }) })
    expect(await clerk.client.rosterImport.commit({ importId })).toMatchObject({ imported: 1 })
    station.clock.now += 60_000
    return { station, clerk, east, west, personId }
  }

  it('is kept by what the person did in that community since', async () => {
    const { station, clerk, east, personId } = await open()
    bringLead(station, east.id, personId)
    await expectHeld(station, clerk, /线索1条/)
  })

  it('is not kept by an account that the person has: the person stays', async () => {
    const { station, clerk, personId } = await open()
    await (await station.signedIn('admin')).client.accounts.create({ login: 'chou-jingfu', name: '仇警辅', personId, grants: [], password: 'linshi-mima-9' })
    expect(await undoable(clerk)).toMatchObject({ undoable: true, whyNot: null })
  })
})
