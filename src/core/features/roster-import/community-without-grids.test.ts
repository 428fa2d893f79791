import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import { testActor } from '../../../../tests/stand/station'
import { openConnection } from '../../database/driver'
import { migrate } from '../../database/migrate'
import { migrations } from '../../database/migrations'
import { PreparedReader } from '../../database/reader'
import { newId } from '../../new-id'
import { rosterBreaches } from '../roster/roster-check'
import { takeIn } from '../roster/roster-intake'
import { analyse } from './analyse'
import { storePlaces } from './commit'

let township: SmallTownship
const rows = (sql: string): Record<string, unknown>[] => township.station.services.database.connection.prepare(sql).all() as Record<string, unknown>[]
const line = (community: string, grid: string, name: string, post: string): string => {
  const { idNo, phone } = inventedPerson(name)
  return `${community},${grid},${name},${post},${idNo},${phone},2026-03-01`
}
const csv = (...lines: string[]): Buffer => Buffer.from(['村(社区),网格,姓名,岗位,身份证号,联系电话,任职日期', ...lines].join('\n'))
const openFile = (bytes: Buffer) => township.clerk.client.rosterImport.open({ ticket: township.station.services.tickets.acceptUpload({ fileName: '花名册.csv', bytes }) })
const seats = (community: string) =>
  rows(`SELECT p.name AS name, a.post AS post, g.name AS grid, a.end_on AS endOn FROM post_assignment a JOIN person p ON p.id = a.person_id JOIN org_unit o ON o.id = a.community_id LEFT JOIN grid g ON g.id = a.grid_id
    WHERE o.name = '${community}' AND a.deleted_at IS NULL ORDER BY g.name, a.post DESC`)

beforeEach(async () => {
  township = await openSmallTownship()
})

describe('a community without grids in a township that has some', () => {
  const file = csv(line('北岗村', '第一网格', '查格长', '网格长'), line('北岗村', '第一网格', '任警辅', '警辅人员'), line('北岗村', '第二网格', '解格长', '网格长'), line('北岗村', '第二网格', '仇警辅', '警辅人员'))
  const inTheirGrids = [
    { name: '查格长', post: 'grid_chief', grid: '第一网格', endOn: null },
    { name: '任警辅', post: 'aux_police', grid: '第一网格', endOn: null },
    { name: '解格长', post: 'grid_chief', grid: '第二网格', endOn: null },
    { name: '仇警辅', post: 'aux_police', grid: '第二网格', endOn: null },
  ]
  beforeEach(async () => {
    await township.clerk.client.roster.addCommunity({ name: '北岗村', areaCode: null })
  })

  it('gets the grids that a roster names, told before, so that every lead has an own seat', async () => {
    const { client } = township.clerk
    const opened = await openFile(file)
    expect(opened).toMatchObject({ counts: { valid: 4 }, newCommunities: [], newGrids: 2 })
    const { batchId } = await client.rosterImport.commit({ importId: opened.importId })
    expect(seats('北岗村')).toEqual(inTheirGrids)
    expect(rosterBreaches(township.station.services.database.reader)).toEqual([])
    await client.rosterImport.undo({ batchId })
    expect(rows(`SELECT g.name FROM grid g JOIN org_unit o ON o.id = g.community_id WHERE o.name = '北岗村' AND g.deleted_at IS NULL`)).toEqual([])
  })

  it('gets them from a list of places as well', async () => {
    const { services, today } = township.station
    const workbook = await services.ports.readWorkbook(file, '花名册.csv')
    const analysis = analyse(services, { workbook, mapping: {}, corrections: [], decisions: [] }, today)
    const { made } = services.database.writer.run(testActor, (tx) => storePlaces(tx, analysis))
    expect([made.communityIds.length, made.gridIds.length]).toEqual([0, 2])
  })

  it('gets none that a file of another community names, and no community comes of a file', async () => {
    const opened = await openFile(csv(line('东塘社区', '第七网格', '查格长', '网格长'), line('南岗村', '第一网格', '解格长', '网格长')))
    expect(opened).toMatchObject({ counts: { valid: 0, refused: 2 }, newCommunities: [], newGrids: 0 })
  })
})

describe('a grid whose stored name is written otherwise', () => {
  it('is the seat of the lead that a roster names for it, and its present holder is asked about', async () => {
    const { client } = township.clerk
    const { communityId } = await client.roster.addCommunity({ name: '北岗村', areaCode: null })
    const { gridId } = await client.roster.addGrid({ communityId, name: '3号网格', code: null, kind: 'basic' })
    const { importId, counts } = await openFile(csv(line('北岗村', '第三网格', '查格长', '网格长')))
    expect(counts).toMatchObject({ valid: 1 })
    await client.rosterImport.commit({ importId })
    expect(rows(`SELECT grid_id FROM post_assignment WHERE community_id = '${communityId}'`)).toEqual([{ grid_id: gridId }])
    const again = await openFile(csv(line('北岗村', '3网格', '解格长', '网格长')))
    expect((await client.rosterImport.faults({ importId: again.importId })).faults.map((fault) => fault.kind)).toContain('post_already_held')
  })
})

describe('a seat that needs a grid', () => {
  const insert = (post: string, community: string, grid: string | null, id = `a-${post}-${grid ?? 'none'}`) =>
    `INSERT INTO post_assignment (id, person_id, post, community_id, grid_id, created_at, created_by, updated_at, updated_by)
     VALUES ('${id}', 'p', '${post}', '${community}', ${grid === null ? 'NULL' : `'${grid}'`}, 0, 'x', 0, 'x')`
  const place = (community: string) => `
    INSERT INTO org_unit (id, level, name, pinyin, initials, sort_no, created_at, created_by, updated_at, updated_by) VALUES ('${community}', 'village_community', '${community}村', '', '', 1, 0, 'x', 0, 'x');
    INSERT INTO community (id, created_at, created_by, updated_at, updated_by) VALUES ('${community}', 0, 'x', 0, 'x');
    INSERT INTO grid (id, community_id, name, kind, sort_no, created_at, created_by, updated_at, updated_by) VALUES ('g${community}', '${community}', '第一网格', 'basic', 1, 0, 'x', 0, 'x');`
  const somebody = `INSERT INTO person (id, name, pinyin, initials, created_at, created_by, updated_at, updated_by) VALUES ('p', '查格长', '', '', 0, 'x', 0, 'x');`

  it('does not come into the database without one, nor with another community’s', () => {
    const connection = openConnection(':memory:')
    migrate(connection, () => undefined)
    connection.exec(place('c') + place('d') + somebody)
    for (const post of ['grid_chief', 'aux_police']) expect(() => connection.exec(insert(post, 'c', null))).toThrow(/needs a grid/)
    expect(() => connection.exec(insert('volunteer', 'c', 'gd'))).toThrow(/needs a grid/)
    connection.exec(insert('grid_chief', 'c', 'gc'))
    connection.exec(insert('station_chief', 'c', null))
    expect(() => connection.exec(`UPDATE post_assignment SET grid_id = NULL WHERE post = 'grid_chief'`)).toThrow(/needs a grid/)
    connection.close()
  })

  it('stored without one before opens, is told by check, and stays until somebody ends it', () => {
    const connection = openConnection(':memory:')
    migrate(connection, () => undefined, migrations.slice(0, 7))
    connection.exec(place('c') + place('d') + somebody + insert('grid_chief', 'c', null) + ';' + insert('volunteer', 'c', 'gd'))
    migrate(connection, () => undefined)
    expect(rosterBreaches(new PreparedReader(connection)).map(({ rule, message }) => [rule, message])).toEqual([
      ['I3', 'c村的网格长查格长没有落到网格。请办理离任，再按所在网格重新登记。'],
      ['grid_elsewhere', 'c村的志愿者查格长登记在别的村(社区)的第一网格。请办理离任，再按本村(社区)的网格重新登记。'],
    ])
    connection.exec(`UPDATE post_assignment SET end_on = '2026-01-01', end_reason = '导入花名册时换人'`)
    expect(rosterBreaches(new PreparedReader(connection)).map(({ message }) => message)).toEqual(['c村的网格长查格长没有落到网格，导入时被后一人替下。请按所在网格重新登记。'])
    connection.exec(insert('grid_chief', 'c', 'gc'))
    expect(rosterBreaches(new PreparedReader(connection))).toEqual([])
    connection.close()
  })

  it('is refused by the command and by the import’s own door; who holds one from before can leave it', async () => {
    const { station, clerk, east } = township
    const at = { post: 'grid_chief', community: east } as const
    expect(await answerOf(clerk.client.roster.change(changeOf(at, { incoming: { kind: 'new', person: inventedPerson('查格长') } })))).toMatchObject({ code: 'REFUSED', rule: 'grid_needed', field: 'gridId' })
    const { writer, key, connection } = station.services.database
    const fields = { name: '解格长', sex: null, idNo: null, phone: null, policeNo: null, orgText: null, remark: null, extra: {} }
    expect(() => writer.run(testActor, (tx) => takeIn(tx, key, { fields, post: 'grid_chief', communityId: east.id, gridId: null, startOn: null }, 'b', station.today))).toThrow(/要落到基础网格/)
    const id = newId()
    connection.exec('DROP TRIGGER post_assignment_has_its_grid')
    connection.exec(somebody + insert('grid_chief', east.id, null, id))
    await clerk.client.roster.change(changeOf(at, { onDate: '2026-11-01', outgoingAssignmentId: id }))
    expect(rows(`SELECT end_on FROM post_assignment WHERE id = '${id}'`)).toEqual([{ end_on: '2026-11-01' }])
  })
})
