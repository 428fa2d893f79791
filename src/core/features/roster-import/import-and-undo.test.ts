import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import { openStation, testActor, type Client, type SignedInCaller, type Station } from '../../../../tests/stand/station'
import { rosterBreaches } from '../roster/roster-check'
import { foundTownship } from '../roster/organisation'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../../tests/fixtures/${name}`, import.meta.url))
let station: Station
let clerk: SignedInCaller
const rows = (sql: string): Record<string, unknown>[] => station.services.database.connection.prepare(sql).all() as Record<string, unknown>[]
const count = (table: string): number => Number(rows(`SELECT count(*) AS n FROM ${table} WHERE deleted_at IS NULL`)[0]?.['n'])
const openFile = (fileName: string, bytes: Buffer) => clerk.client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName, bytes }) })
async function importFile(fileName: string, bytes: Buffer) {
  const opened = await openFile(fileName, bytes)
  return { opened, ...(await clerk.client.rosterImport.commit({ importId: opened.importId })) }
}
/**
 * What the office would read in the tables: every live row but its version and stamps, numbers opened, pairs without the
 * row's own id. Sealed texts differ each time they are sealed; their look-up values do not.
 */
function digest(): string {
  const columns: Record<string, string> = {
    org_unit: 'id, name, area_code, sort_no',
    grid: 'id, community_id, grid_code, name, kind',
    person: 'id, name, pinyin, initials, sex, birth_on, id_no_mac, phone_mac, duty_phone, police_no, org_text, remark, extra_json',
    post_assignment: 'id, person_id, post, community_id, grid_id, start_on, end_on, is_acting, doc_no, reason, end_doc_no, end_reason',
    grid_pairing: 'grid_id, grid_chief_id, aux_police_id, start_on, end_on',
  }
  const tables = Object.entries(columns).map(([table, list]) => rows(`SELECT ${list} FROM ${table} WHERE deleted_at IS NULL ORDER BY ${list}`))
  return createHash('sha256').update(JSON.stringify([tables, rows('SELECT * FROM person_term ORDER BY term, person_id')])).digest('hex')
}
const everything = (): string =>
  createHash('sha256')
    .update(JSON.stringify(rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'minutes_fts%' ORDER BY name`).map(({ name }) => rows(`SELECT * FROM ${String(name)} ORDER BY 1${name === 'count_pending' ? '' : ', 2'}`))))
    .digest('hex')

describe('an empty township and the clerk’s own workbook', () => {
  beforeEach(async () => {
    station = await openStation()
    station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '青禾镇', '410105'))
    clerk = await station.signedIn('clerk')
  })

  it('stores nothing before the commit, then exactly the valid rows', async () => {
    const before = everything()
    const opened = await openFile('花名册-规范.xlsx', fixture('花名册-规范.xlsx'))
    await clerk.client.rosterImport.faults({ importId: opened.importId })
    expect(everything()).toBe(before)
    expect(opened.counts).toMatchObject({ read: 891, valid: 891, needsConfirmation: 0, refused: 0 })
    expect((await clerk.client.rosterImport.commit({ importId: opened.importId })).imported).toBe(891)
    expect([count('person'), count('post_assignment'), count('grid_pairing'), count('community'), count('grid')]).toEqual([887, 891, 137, 27, 137])
    expect(rosterBreaches(station.services.database.reader)).toEqual([])
    expect((await clerk.client.roster.board({ asOf: station.today })).totals).toMatchObject({ communities: 27, grids: 137, persons: 887, vacancies: 0 })
    expect(rows(`SELECT area_code FROM org_unit WHERE level = 'township'`)[0]?.['area_code']).toHaveLength(9)
  })

  it('adds nobody and loses nothing when the same file is read again', async () => {
    await importFile('花名册-规范.xlsx', fixture('花名册-规范.xlsx'))
    const before = digest()
    const again = await importFile('花名册-规范.xlsx', fixture('花名册-规范.xlsx'))
    expect(again.opened.counts).toMatchObject({ valid: 891, needsConfirmation: 0, refused: 0 })
    expect(digest()).toBe(before)
  })

  it('is as it was after the undo, places included, so that the right file can be read then', async () => {
    const before = digest()
    const { batchId } = await importFile('花名册-规范.xlsx', fixture('花名册-规范.xlsx'))
    expect(digest()).not.toBe(before)
    expect(await clerk.client.rosterImport.undo({ batchId })).toEqual({ removed: 891 })
    expect([count('person'), count('community'), count('grid')]).toEqual([0, 0, 0])
    expect(rosterBreaches(station.services.database.reader)).toEqual([])
    expect(await answerOf(clerk.client.rosterImport.undo({ batchId }))).toMatchObject({ rule: 'already_undone' })
    expect((await importFile('花名册-旧版.xls', fixture('花名册-旧版.xls'))).imported).toBeGreaterThan(0)
  })

  it('leaves nothing when the commit fails in the middle', async () => {
    const opened = await openFile('花名册-规范.xlsx', fixture('花名册-规范.xlsx'))
    const before = everything()
    const { connection } = station.services.database
    connection.exec(`CREATE TEMP TRIGGER broken BEFORE INSERT ON post_assignment WHEN (SELECT count(*) FROM post_assignment) > 400 BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`)
    expect((await answerOf(clerk.client.rosterImport.commit({ importId: opened.importId }))).code).toBe('INTERNAL')
    connection.exec('DROP TRIGGER broken')
    expect(everything()).toBe(before)
    expect((await clerk.client.rosterImport.commit({ importId: opened.importId })).imported).toBe(891)
  })

  it('keeps an open import to whoever opened it', async () => {
    const opened = await openFile('花名册-GBK.csv', fixture('花名册-GBK.csv'))
    const other = await station.signedIn('clerk')
    expect(await answerOf(other.client.rosterImport.commit({ importId: opened.importId }))).toMatchObject({ rule: 'import_gone' })
    await clerk.client.rosterImport.discard({ importId: opened.importId })
    expect(await answerOf(clerk.client.rosterImport.commit({ importId: opened.importId }))).toMatchObject({ rule: 'import_gone' })
    expect(count('person')).toBe(0)
  })
})

describe('a township that has people already', () => {
  let township: SmallTownship
  const known = { chief: inventedPerson('解老'), aux: inventedPerson('查辅'), volunteer: inventedPerson('任志') }
  const next = inventedPerson('华新')
  const header = '村(社区),网格,姓名,岗位,身份证号,联系电话,任职日期,备注,政治面貌'
  const csv = (...lines: string[]): Buffer => Buffer.from([header, ...lines].join('\n'))
  let tenures: { chief: string; aux: string }
  const ids = { chief: '', volunteer: '' }
  const replacing = csv(
    `东塘社区,第一网格,华新,网格长,${next.idNo},${next.phone},2026-06-01,,群众`,
    `东塘社区,第一网格,查辅,警辅人员,${known.aux.idNo},13900001111,2026-03-01,换号,中共党员`,
    `东塘社区,,任志,志愿者,${known.volunteer.idNo},,2026-03-01,新备注,`,
    `西柳村,,任志,志愿者,${known.volunteer.idNo},,2026-03-01,又一备注,`,
  )
  beforeEach(async () => {
    township = await openSmallTownship()
    ;({ station, clerk } = township)
    const { east } = township
    const chief = await township.seat({ post: 'grid_chief', community: east, grid: east.grids[0] }, '解老', { person: known.chief })
    const aux = await township.seat({ post: 'aux_police', community: east, grid: east.grids[0] }, '查辅', { person: known.aux })
    const volunteer = await township.seat({ post: 'volunteer', community: east }, '任志', { person: known.volunteer })
    tenures = { chief: chief.assignmentId, aux: aux.assignmentId }
    ids.chief = chief.personId
    ids.volunteer = volunteer.personId
  })
  async function importReplacing(): Promise<string> {
    const opened = await openFile('花名册.csv', replacing)
    const { faults } = await clerk.client.rosterImport.faults({ importId: opened.importId })
    let last = opened
    for (const fault of faults.filter((one) => one.severity === 'confirm')) last = await clerk.client.rosterImport.decide({ importId: opened.importId, sheet: fault.sheet, row: fault.row, kind: fault.kind, accept: true })
    expect(last.counts.valid).toBeGreaterThanOrEqual(3)
    return (await clerk.client.rosterImport.commit({ importId: opened.importId })).batchId
  }
  const firstGrid = async (on: string) => (await clerk.client.roster.community({ communityId: township.east.id, asOf: on })).grids[0]

  it('asks before a holder is replaced, and gives the day to the one who comes', async () => {
    const opened = await openFile('花名册.csv', replacing)
    const { faults } = await clerk.client.rosterImport.faults({ importId: opened.importId })
    expect(faults.map((fault) => [fault.row, fault.kind])).toContainEqual([2, 'post_already_held'])
    await importReplacing()
    expect(await firstGrid('2026-05-31')).toMatchObject({ chief: { name: '解老' }, pairedOn: '2026-03-01' })
    expect(await firstGrid('2026-06-01')).toMatchObject({ chief: { name: '华新' }, aux: { name: '查辅' }, pairedOn: '2026-06-01' })
    expect(rosterBreaches(station.services.database.reader)).toEqual([])
  })

  it('is restored row by row by the undo: people brought up to date, the holder replaced, the pair', async () => {
    const before = digest()
    const batchId = await importReplacing()
    expect(digest()).not.toBe(before)
    await clerk.client.rosterImport.undo({ batchId })
    expect(digest()).toBe(before)
    expect(await firstGrid('2026-11-05')).toMatchObject({ chief: { name: '解老' }, pairedOn: '2026-03-01' })
    expect(rosterBreaches(station.services.database.reader)).toEqual([])
  })

  it.each<[string, (client: Client) => Promise<unknown>]>([
    ['a new person was corrected', async (client) => client.roster.correctPerson({ personId: (await client.roster.people({ asOf: station.today, text: '华新' })).people[0]?.personId ?? '', rowVersion: 1, name: '华新', sex: null, policeNo: null, orgText: null, dutyPhone: null, remark: '改过' })],
    ['a person brought up to date was corrected', async (client) => client.roster.correctPerson({ personId: ids.volunteer, rowVersion: (await client.roster.person({ personId: ids.volunteer })).rowVersion, name: '任志', sex: null, policeNo: null, orgText: null, dutyPhone: null, remark: '又改过' })],
    ['the new holder left', async (client) => client.roster.change(changeOf({ post: 'grid_chief', community: township.east, grid: township.east.grids[0] }, { onDate: '2026-11-01', outgoingAssignmentId: (await firstGrid('2026-11-05'))?.chief?.assignmentId ?? '' }))],
    ['a new person was given a further post', async (client) => client.roster.change(changeOf({ post: 'volunteer', community: township.west }, { onDate: '2026-10-01', incoming: { kind: 'known', personId: (await firstGrid('2026-11-05'))?.chief?.personId ?? '' } }))],
  ])('is not restored once something builds on the import: %s', async (_, build) => {
    const batchId = await importReplacing()
    expect((await clerk.client.rosterImport.batches({})).batches).toMatchObject([{ batchId, undoable: true, whyNot: null }])
    await build(clerk.client)
    const before = digest()
    const answer = await answerOf(clerk.client.rosterImport.undo({ batchId }))
    expect(answer).toMatchObject({ code: 'REFUSED', rule: 'built_upon' })
    expect(answer.message).toMatch(/不能撤销：.+。库里没有变动/)
    expect((await clerk.client.rosterImport.batches({})).batches).toMatchObject([{ batchId, undoable: false, whyNot: expect.stringMatching(/后/) as unknown }])
    expect(digest()).toBe(before)
  })

  it('keeps columns that we do not know with the person', async () => {
    await importReplacing()
    const [found] = (await clerk.client.roster.people({ asOf: station.today, text: '查辅' })).people
    expect((await clerk.client.roster.person({ personId: found?.personId ?? '' })).extra).toEqual({ 政治面貌: '中共党员' })
  })

  it('never touches a duty phone', async () => {
    await clerk.client.roster.correctPerson({ personId: ids.volunteer, rowVersion: 1, name: '任志', sex: null, policeNo: null, orgText: null, dutyPhone: '0371-66660000', remark: null })
    await importReplacing()
    expect((await clerk.client.roster.person({ personId: ids.volunteer })).dutyPhone).toBe('0371-66660000')
  })

  it('asks before an identity number gets another name', async () => {
    const opened = await openFile('改名.csv', csv(`东塘社区,,任改名,志愿者,${known.volunteer.idNo},,2026-03-01,,`))
    expect((await clerk.client.rosterImport.faults({ importId: opened.importId })).faults.map((fault) => fault.kind)).toContain('name_differs_from_stored')
    expect(opened.counts).toMatchObject({ valid: 0, needsConfirmation: 1 })
  })

  it('takes a holder without a number and the same name in the file for one person', async () => {
    const { west, seat } = township
    const { personId } = await seat({ post: 'station_chief', community: west }, '仇站', { person: { idNo: null, phone: null } })
    const numbered = inventedPerson('仇站')
    await importFile('补号.csv', csv(`西柳村,,仇站,站长,${numbered.idNo},${numbered.phone},2026-03-01,,`))
    expect((await clerk.client.roster.community({ communityId: west.id, asOf: station.today })).chief?.personId).toBe(personId)
    expect((await clerk.client.roster.reveal({ personId, field: 'idNo', reason: '核对' })).value).toBe(numbered.idNo)
  })

  it('refuses a row whose seat is arranged for somebody else from a day to come', async () => {
    const { east } = township
    await clerk.client.roster.change(changeOf({ post: 'grid_chief', community: east, grid: east.grids[0] }, { onDate: '2027-01-01', outgoingAssignmentId: tenures.chief, incoming: { kind: 'new', person: inventedPerson('曾后') } }))
    const opened = await openFile('花名册.csv', csv(`东塘社区,第一网格,华新,网格长,${next.idNo},${next.phone},2026-06-01,,`))
    const { faults } = await clerk.client.rosterImport.faults({ importId: opened.importId })
    const confirm = faults.find((fault) => fault.kind === 'post_already_held')
    const decided = confirm ? await clerk.client.rosterImport.decide({ importId: opened.importId, sheet: confirm.sheet, row: confirm.row, kind: confirm.kind, accept: true }) : opened
    expect(decided.counts).toMatchObject({ valid: 0, refused: 1 })
    expect((await clerk.client.rosterImport.faults({ importId: opened.importId })).faults.map((fault) => fault.kind)).toContain('post_held_then')
  })

  it('lets the one who comes take over from a holder whose leaving was arranged', async () => {
    const { east } = township
    await clerk.client.roster.change(changeOf({ post: 'aux_police', community: east, grid: east.grids[0] }, { onDate: '2026-12-01', outgoingAssignmentId: tenures.aux }))
    const before = digest()
    const opened = await openFile('花名册.csv', csv(`东塘社区,第一网格,华新,警辅人员,${next.idNo},${next.phone},2026-06-01,,`))
    await clerk.client.rosterImport.decide({ importId: opened.importId, sheet: opened.sheets[0]?.sheet ?? '', row: 2, kind: 'post_already_held', accept: true })
    const { batchId } = await clerk.client.rosterImport.commit({ importId: opened.importId })
    expect(rosterBreaches(station.services.database.reader)).toEqual([])
    expect((await firstGrid('2026-06-01'))?.aux?.name).toBe('华新')
    await clerk.client.rosterImport.undo({ batchId })
    expect(digest()).toBe(before)
  })
})
