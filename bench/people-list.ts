import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dayAt } from '../src/core/office-day'
import { openBenchStation, type BenchStation } from './bench-station'
import { fillLarge } from './generate-large'
import { byTurns, timed, type Comparison } from './measure'

const shell = '/usr/bin/sqlite3'
const people = 200_000
const limit = 100
const repeats = 5

const serving = (alias: string, on: string): string => `${alias}.deleted_at IS NULL AND (${alias}.start_on IS NULL OR ${alias}.start_on <= '${on}') AND (${alias}.end_on IS NULL OR ${alias}.end_on > '${on}')`

/**
 * The same page as a person would write it in SQL: people, their posts, and how many there are. The count of everyone
 * is led along the index as ours is; left to itself this shell takes a plan three times slower.
 */
function pageSql(on: string, chosen: string, after: { pinyin: string; id: string }): string {
  const inPost = `EXISTS (SELECT 1 FROM post_assignment s WHERE s.person_id = p.id AND ${serving('s', on)})`
  const wanted = `p.deleted_at IS NULL AND ${inPost}${chosen}`
  return `
    WITH page AS (SELECT p.id, p.name, p.pinyin, p.sex, p.id_no_enc, p.phone_enc, p.police_no FROM person p
      WHERE ${wanted} AND (p.pinyin, p.id) > ('${after.pinyin}', '${after.id}') ORDER BY p.pinyin, p.id LIMIT ${limit})
    SELECT page.*, a.post, o.name, g.name, a.start_on, a.is_acting
    FROM page JOIN post_assignment a ON a.person_id = page.id AND ${serving('a', on)} JOIN org_unit o ON o.id = a.community_id LEFT JOIN grid g ON g.id = a.grid_id
    ORDER BY page.pinyin, page.id;
    SELECT count(*) FROM person p ${chosen === '' ? `INDEXED BY person_pinyin WHERE p.pinyin > '' AND` : 'WHERE'} ${wanted};`
}

/** Milliseconds of one run of the SQL in a warm shell: the time of many runs less the time of one. */
function shellTime(database: string, sql: string): number {
  const wall = (times: number): number => {
    const start = performance.now()
    const done = spawnSync(shell, ['-readonly', database], { input: `PRAGMA cache_size = -32000;\n${sql.repeat(times)}`, stdio: ['pipe', 'ignore', 'pipe'], maxBuffer: 1 << 26, timeout: 300_000 })
    if (done.status !== 0) throw new Error(`sqlite3 refused: ${done.stderr.toString().slice(0, 500)}`)
    return performance.now() - start
  }
  const once = wall(1)
  return Math.max(0.01, (wall(repeats + 1) - once) / repeats)
}

function placeBefore(station: BenchStation, on: string, row: number): { pinyin: string; id: string } {
  const sql = `SELECT p.pinyin, p.id FROM person p WHERE p.deleted_at IS NULL AND EXISTS (SELECT 1 FROM post_assignment s WHERE s.person_id = p.id AND ${serving('s', on)}) ORDER BY p.pinyin, p.id LIMIT 1 OFFSET ${row - 1}`
  return station.services.database.connection.prepare(sql).get() as { pinyin: string; id: string }
}

export async function peopleList(project: string): Promise<Comparison[]> {
  if (!existsSync(shell)) {
    console.log(`   ${shell} is not here: the people list is not compared`)
    return []
  }
  const station = openBenchStation(project)
  try {
    const stored = fillLarge(station.services, people)
    const { connection } = station.services.database
    connection.pragma('wal_checkpoint(TRUNCATE)')
    const asOf = dayAt(Date.now())
    const first = { pinyin: '', id: '' }
    const thousandth = placeBefore(station, asOf, 999 * limit)
    const board = await station.client.roster.board({ asOf })
    const communityId = board.communities[Math.floor(board.communities.length / 2)]?.communityId ?? ''
    console.log(`   ${stored.persons} people, ${stored.communities} communities`)
    const list = (input: object): (() => Promise<unknown>) => () => station.client.roster.people({ asOf, limit, sort: 'pinyin', ...input })
    const inCommunity = ` AND p.id IN (SELECT a.person_id FROM post_assignment a WHERE a.community_id = '${communityId}' AND ${serving('a', asOf)})`
    const byText = ` AND p.id IN (SELECT t.person_id FROM person_term t WHERE t.term >= 'zhangwei' AND t.term < 'zhangwei' || char(1114111))`
    const cases: [string, () => Promise<unknown>, string][] = [
      ['people list, first page', list({}), pageSql(asOf, '', first)],
      ['people list, page 1000 by keyset', list({ after: `0|${thousandth.pinyin}|${thousandth.id}` }), pageSql(asOf, '', thousandth)],
      ['people list, search "zhangwei"', list({ text: 'zhangwei' }), pageSql(asOf, byText, first)],
      ['people list, one community', list({ communityId }), pageSql(asOf, inCommunity, first)],
    ]
    const lines: Comparison[] = []
    for (const [what, ask, sql] of cases) {
      const times = await byTurns(9, () => timed(ask), () => Promise.resolve(shellTime(station.services.folder.database, sql)))
      lines.push({ what, ...times, against: 'sqlite3 shell, same page, posts and count; no masks, no decryption' })
    }
    return lines
  } finally {
    station.close()
  }
}
