import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'

let township: SmallTownship
beforeEach(async () => {
  township = await openSmallTownship()
})
const good = inventedPerson('单小明')
const short = inventedPerson('曾小红')
const open = (fileName: string, lines: string[]) =>
  township.clerk.client.rosterImport.open({ ticket: township.station.services.tickets.acceptUpload({ fileName, bytes: Buffer.from(lines.join('\n')) }) })
const header = '村(社区),网格,姓名,岗位,身份证号,联系电话'
const lines = [header, `东塘社区,第一网格,单小明,网格长,${good.idNo},${good.phone}`, `东塘社区,第二网格,曾小红,网格长,${short.idNo},1380000`, `东塘社区,,无号人,志愿者,,13800009999`]
const balanced = (counts: { read: number; valid: number; needsConfirmation: number; refused: number }): boolean => counts.read === counts.valid + counts.needsConfirmation + counts.refused

describe('the preview', () => {
  it('counts every row with a person in it exactly once, and names each fault at its cell', async () => {
    const opened = await open('花名册.csv', lines)
    expect(opened.counts).toMatchObject({ read: 3, valid: 1, needsConfirmation: 1, refused: 1 })
    expect(balanced(opened.counts)).toBe(true)
    const { faults } = await township.clerk.client.rosterImport.faults({ importId: opened.importId })
    expect(faults.map((fault) => [fault.row, fault.column, fault.severity])).toEqual([
      [3, 'F', 'error'],
      [4, 'E', 'confirm'],
    ])
  })

  it('masks numbers that are right and leaves a faulty one readable', async () => {
    const opened = await open('花名册.csv', lines)
    const { rows } = await township.clerk.client.rosterImport.rows({ importId: opened.importId, sheet: opened.sheets[0]?.sheet ?? '', only: 'all' })
    const said = JSON.stringify(rows)
    for (const number of [good.idNo, good.phone, short.idNo]) expect(said).not.toContain(number)
    expect(said).toContain('"1380000"')
  })

  it('takes a typed correction over the cell, and the row is valid then', async () => {
    const { importId, sheets } = await open('花名册.csv', lines)
    const corrected = await township.clerk.client.rosterImport.correct({ importId, sheet: sheets[0]?.sheet ?? '', row: 3, column: 'F', text: '138 0000 7777' })
    expect(corrected.counts).toMatchObject({ valid: 2, refused: 0 })
    await township.clerk.client.rosterImport.commit({ importId })
    const [person] = (await township.clerk.client.roster.people({ asOf: township.station.today, text: '曾小红' })).people
    expect((await township.clerk.client.roster.reveal({ personId: person?.personId ?? '', field: 'phone', reason: '核对' })).value).toBe('13800007777')
  })

  it('takes a decision for a doubt and for sending the row back', async () => {
    const { importId, sheets, counts } = await open('花名册.csv', lines)
    const { faults } = await township.clerk.client.rosterImport.faults({ importId })
    const doubt = faults.find((fault) => fault.severity === 'confirm')
    const decide = (accept: boolean) => township.clerk.client.rosterImport.decide({ importId, sheet: sheets[0]?.sheet ?? '', row: 4, kind: doubt?.kind ?? '', accept })
    expect((await decide(true)).counts).toMatchObject({ valid: counts.valid + 1, needsConfirmation: 0 })
    expect((await decide(false)).counts).toMatchObject({ valid: counts.valid, needsConfirmation: 0, refused: counts.refused + 1 })
  })

  it('stores only what is valid and refuses a file without any', async () => {
    const { importId } = await open('花名册.csv', lines)
    expect((await township.clerk.client.rosterImport.commit({ importId })).imported).toBe(1)
    const { importId: none } = await open('花名册.csv', [header, '没有的村,第九网格,某人,网格长,123,456'])
    expect(await answerOf(township.clerk.client.rosterImport.commit({ importId: none }))).toMatchObject({ rule: 'nothing_to_import' })
  })
})

describe('a column that a person mapped', () => {
  const odd = [`${header},分机`, `东塘社区,第一网格,单小明,网格长,${good.idNo},${good.phone},8001`]

  it('is remembered for the next file of the same shape, once it was committed', async () => {
    const first = await open('一.csv', odd)
    const sheet = first.sheets[0]?.sheet ?? ''
    const guessed = first.sheets[0]?.columns.find((column) => column.column === 'G')
    expect(guessed?.field).not.toBe('remark')
    const mapped = await township.clerk.client.rosterImport.mapColumn({ importId: first.importId, sheet, column: 'G', field: 'remark' })
    expect(mapped.sheets[0]?.columns.find((column) => column.column === 'G')).toMatchObject({ field: 'remark', guessedBy: 'person' })
    expect(mapped.counts.valid).toBe(1)
    const unstored = await open('二.csv', odd)
    expect(unstored.sheets[0]?.columns.find((column) => column.column === 'G')?.field).not.toBe('remark')
    await township.clerk.client.rosterImport.commit({ importId: first.importId })
    const next = await open('三.csv', odd)
    expect(next.sheets[0]?.columns.find((column) => column.column === 'G')?.field).toBe('remark')
  })

  it('is forgotten with an import that could not be stored', async () => {
    const first = await open('一.csv', odd)
    await township.clerk.client.rosterImport.mapColumn({ importId: first.importId, sheet: first.sheets[0]?.sheet ?? '', column: 'G', field: 'remark' })
    const { connection } = township.station.services.database
    connection.exec(`CREATE TEMP TRIGGER broken BEFORE INSERT ON import_batch BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`)
    expect((await answerOf(township.clerk.client.rosterImport.commit({ importId: first.importId }))).code).toBe('INTERNAL')
    connection.exec('DROP TRIGGER broken')
    expect(connection.prepare('SELECT count(*) AS n FROM import_mapping').get()).toEqual({ n: 0 })
  })
})

describe('a file that is no roster', () => {
  it.each([
    ['a.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
    ['a.xlsx', Buffer.from('PK\u0003\u0004broken')],
    ['a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['a.pdf', Buffer.from('%PDF-1.7')],
    ['a.csv', Buffer.alloc(0)],
  ])('%s is refused with a sentence and stores nothing', async (fileName, bytes) => {
    const answer = await answerOf(township.clerk.client.rosterImport.open({ ticket: township.station.services.tickets.acceptUpload({ fileName, bytes }) }))
    expect(answer.code).toBe('FILE_REFUSED')
    expect(answer.message).toMatch(/[\u4e00-\u9fff].*。$/)
    expect((await township.clerk.client.rosterImport.batches({})).batches).toEqual([])
  })
})
