import { beforeEach, expect, it } from 'vitest'
import { inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import { changedOutside } from '../../database/row-digests'

let township: SmallTownship
beforeEach(async () => {
  township = await openSmallTownship()
})

const sql = (text: string): unknown[] => township.station.services.database.connection.prepare(text).raw().all()
const counted = (table: string, by: string) => sql(`SELECT level, period, ${by}, n FROM ${table} WHERE n <> 0 ORDER BY 1, 2, 3, 4`)
const walked = (events: string, by: string) =>
  sql(`SELECT l.level, substr(e.on_day, 1, l.length), ${by}, sum(e.n) AS n FROM ${events} e CROSS JOIN count_level l GROUP BY l.level, 2, ${by} HAVING sum(e.n) <> 0 ORDER BY 1, 2, 3, 4`)

function expectTrueCounts(): void {
  expect(counted('serving_count', 'post')).toEqual(walked('serving_event', 'e.post'))
  expect(counted('member_count', 'community_id, post')).toEqual(walked('member_event', 'e.community_id, e.post'))
  expect(sql('SELECT * FROM count_pending')).toEqual([])
  expect(changedOutside(township.station.services.database.connection)).toEqual([])
}

it('holds who serves on every day, after an import that adds, replaces and moves people, and after its undo', async () => {
  const { station, clerk, east, west } = township
  const song = inventedPerson('宋网格')
  await township.seat({ post: 'grid_chief', community: east, grid: east.grids[0] }, '宋网格', { person: song })
  const { client } = clerk
  const of = (name: string, place: { name: string; grids: readonly { name: string }[] }, post: string, on: string): string => {
    const { idNo, phone } = name === song.name ? song : inventedPerson(name)
    return `${place.name},${place.grids[0]?.name ?? ''},${name},${post},${idNo},${phone},${on}`
  }
  const lines = [of('乔新任', east, '网格长', '2026-08-01'), of('宋网格', west, '网格长', '2026-08-01'), of('宋网格', west, '平安志愿者', '2026-03-01'), ...Array.from({ length: 40 }, (_, no) => of(`严${String.fromCodePoint(0x4e00 + no)}`, no % 2 ? east : west, '平安志愿者', `2026-0${(no % 8) + 1}-01`))]
  const file = Buffer.from(['村(社区),网格,姓名,岗位,身份证号,联系电话,任职日期', ...lines].join('\n'))
  const opened = await client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: '花名册.csv', bytes: file }) })
  const { faults } = await client.rosterImport.faults({ importId: opened.importId })
  for (const { sheet, row, kind } of faults.filter((one) => one.severity === 'confirm')) await client.rosterImport.decide({ importId: opened.importId, sheet, row, kind, accept: true })
  const { batchId, imported } = await client.rosterImport.commit({ importId: opened.importId })
  expect(imported).toBeGreaterThanOrEqual(41)
  expectTrueCounts()
  await client.rosterImport.undo({ batchId })
  expectTrueCounts()
})
