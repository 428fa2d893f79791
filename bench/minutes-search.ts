import { addWeeks, mondayOf } from '../src/domain/iso-week'
import { daysBetween } from '../src/domain/calendar-date'
import { termsOfText } from '../src/domain/search-terms'
import { writeLines } from '../src/core/features/meetings/minutes-index'
import { minutesStatements } from '../src/core/features/meetings/minutes-statements'
import { meetingStatements } from '../src/core/features/meetings/meeting-statements'
import { newId } from '../src/core/new-id'
import { dayAt } from '../src/core/office-day'
import { gridCodes, sampleScribe } from '../src/core/sample/sample-minutes'
import { seededRandom } from '../src/core/sample/seeded-random'
import { openBenchStation, type BenchStation } from './bench-station'
import { fillLarge } from './generate-large'
import { byTurns, timed, type Comparison } from './measure'

const minutes = 14_000
const grids = ['第一网格', '第二网格', '第三网格', '第四网格', '第五网格']
const limit = 50

/** Ten years of minutes of every community, as the index holds them: five grids, two and a half thousand characters each. */
function fillMinutes({ services }: BenchStation, communityIds: readonly string[]): void {
  const random = seededRandom(14)
  const scribe = sampleScribe(random)
  const today = dayAt(Date.now())
  const teams = communityIds.slice(0, 27)
  services.database.writer.run({ id: 'bench', name: '测速', carrier: 'test' }, (tx) => {
    for (let made = 0; made < minutes; made += 1) {
      const at = made % teams.length
      const communityId = teams[at] ?? ''
      const week = addWeeks('2026-W45', -1 - Math.floor(made / teams.length))
      const id = newId()
      const heldOn = mondayOf(week)
      tx.write(meetingStatements.insert, { id, community_id: communityId, week, state: 'locked', planned_on: heldOn, created_at: tx.at, created_by: 'bench', updated_at: tx.at, updated_by: 'bench' })
      const text = writeLines([
        { gridId: '', title: '一周社区发案情况', text: `辖区共接警${random.integer(5, 30)}起，${scribe.cause()}` },
        { gridId: '', title: '治安动态', text: scribe.trend() },
        ...grids.flatMap((grid) => gridCodes.map((code) => ({ gridId: grid, title: `${grid}${code}`, text: Array.from({ length: 6 }, () => scribe.grid(code)).join('') }))),
        { gridId: '', title: '会商', text: scribe.problem() + scribe.complaint() },
        // One in seven hundred speaks of a matter that nobody else has.
        ...scribe.measures().map((measure) => ({ gridId: '', title: '议定事项', text: made % 700 === 3 ? `${measure}并清退黑网吧` : measure })),
      ])
      const row = daysBetween('1970-01-01', heldOn) * 10_000 + at
      tx.local(minutesStatements.insertIndex, { row, meeting_id: id, text })
      tx.local(minutesStatements.insertTerms, { row, terms: termsOfText(text).join(' ') })
    }
  })
  console.log(`   ${minutes} minutes of ${teams.length} communities, made on ${today}`)
}

/** Our search by its procedure against plain LIKE over the same text, both the newest fifty. */
export async function minutesSearch(project: string): Promise<Comparison[]> {
  const station = openBenchStation(project)
  try {
    fillLarge(station.services, 2000)
    const { connection } = station.services.database
    const communities = connection.prepare('SELECT id FROM community').all() as { id: string }[]
    fillMinutes(station, communities.map((row) => row.id))
    connection.pragma('wal_checkpoint(TRUNCATE)')
    const like = connection.prepare(`
      SELECT i.row, i.text, m.week, o.name FROM minutes_index i JOIN meeting m ON m.id = i.meeting_id JOIN org_unit o ON o.id = m.community_id
      WHERE i.text LIKE '%' || ? || '%' ORDER BY i.row DESC LIMIT ${limit}`)
    const lines: Comparison[] = []
    for (const [what, word] of [['a word in twenty of them', '网吧'], ['a word in most', '停车'], ['a word in none', '赌博'], ['one character in none', '鳄'], ['a long phrase', '清退黑网吧']] as const) {
      const times = await byTurns(9, () => timed(() => station.client.meetings.search({ text: word, limit })), () => timed(() => like.all(word)))
      lines.push({ what: `search ${minutes} minutes, ${what}`, ...times, against: 'LIKE over the same text, newest 50; no excerpts, no reach' })
    }
    return lines
  } finally {
    station.close()
  }
}
