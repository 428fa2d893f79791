import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar-date'
import { posts, postRules, type Post } from '../../src/domain/post'
import { holdsOn } from '../../src/domain/tenure'
import { rosterBreaches } from '../../src/core/features/roster/roster-check'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../stand/small-township'

const numRuns = Number(process.env['JINGWANG_PROPERTY_RUNS'] ?? 25)
const firstDay = '2026-01-01'
const seated: readonly Post[] = ['station_chief', 'community_police', 'grid_chief', 'aux_police', 'volunteer']

const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays(firstDay, n * 3))
const step = fc.record({
  kind: fc.constantFrom('change', 'change', 'change', 'change', 'change', 'exempt'),
  post: fc.constantFrom(...seated),
  community: fc.nat(1),
  grid: fc.nat(1),
  onDate: day,
  /** Which of the seat's tenures leaves: none, the latest, or any. */
  leaves: fc.constantFrom('nobody', 'latest', 'latest', 'any'),
  /** Who comes: nobody, someone of a few known people, or somebody new. */
  comes: fc.oneof(fc.constant(null), fc.nat(4), fc.constant('new' as const)),
  pick: fc.nat(20),
  isActing: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface TenureRow {
  id: string
  post: Post
  community_id: string
  grid_id: string | null
  start_on: string | null
  end_on: string | null
}

class Run {
  readonly accepted: Step[] = []
  constructor(
    readonly township: SmallTownship,
    readonly people: readonly string[],
  ) {}

  private get connection() {
    return this.township.station.services.database.connection
  }

  tenures(): TenureRow[] {
    return this.connection.prepare('SELECT id, post, community_id, grid_id, start_on, end_on FROM post_assignment WHERE deleted_at IS NULL ORDER BY id').all() as TenureRow[]
  }

  /** Of every row of every table but the audit log, which a refusal rightly adds to, and the digests that follow from it. */
  digest(): string {
    const tables = (this.connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('audit_log', 'table_digest') AND name NOT LIKE 'minutes_fts%' ORDER BY name`).all() as { name: string }[]).map(({ name }) => [
      name,
      this.connection.prepare(`SELECT * FROM ${name}`).all().map((row) => JSON.stringify(row)).toSorted(),
    ])
    return createHash('sha256').update(JSON.stringify(tables)).digest('hex')
  }

  async play(one: Step): Promise<string> {
    const { clerk, east, west } = this.township
    const community = one.community === 0 ? east : west
    const grid = one.grid === 0 ? community.grids[0] : community.grids[1]
    if (one.kind === 'exempt') return (await answerOf(clerk.client.roster.exempt({ gridId: grid.id, fromOn: one.onDate, toOn: null, authority: '分局', reason: '警力不足' }))).code
    const needsGrid = postRules[one.post].needsGrid
    const seat = this.tenures().filter((row) => row.post === one.post && row.community_id === community.id && row.grid_id === (needsGrid ? grid.id : null))
    const leaving = one.leaves === 'nobody' ? undefined : one.leaves === 'latest' ? seat.toSorted((a, b) => (a.start_on ?? '').localeCompare(b.start_on ?? '')).at(-1) : seat[one.pick % Math.max(seat.length, 1)]
    const incoming = one.comes === null ? null : one.comes === 'new' ? ({ kind: 'new', person: inventedPerson('新来人') } as const) : ({ kind: 'known', personId: this.people[one.comes] ?? '' } as const)
    const asked = changeOf(needsGrid ? { post: one.post, community, grid } : { post: one.post, community }, { onDate: one.onDate, outgoingAssignmentId: leaving?.id ?? null, incoming, isActing: one.isActing })
    return (await answerOf(clerk.client.roster.change(asked))).code
  }

  holdersOn(on: string): Map<string, number> {
    const held = new Map<string, number>()
    for (const row of this.tenures()) {
      const { unique } = postRules[row.post]
      if (unique === null || !holdsOn({ startOn: row.start_on, endOn: row.end_on }, on)) continue
      const seat = `${row.post}/${row.community_id}/${unique === 'grid' ? row.grid_id : ''}`
      held.set(seat, (held.get(seat) ?? 0) + 1)
    }
    return held
  }
}

async function newRun(): Promise<Run> {
  const township = await openSmallTownship()
  const people: string[] = []
  for (const name of ['单一', '曾二', '仇三', '解四', '查五']) {
    const { personId } = await township.seat({ post: 'building_head', community: township.east }, name, { on: '2025-01-01' })
    people.push(personId)
  }
  return new Run(township, people)
}

describe('any sequence of changes', () => {
  it('keeps I1–I5 and I6 on every day with what is accepted, and changes nothing with what is refused', async () => {
    const seen = { accepted: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), fc.array(day, { minLength: 12, maxLength: 12 }), async (steps, days) => {
        const run = await newRun()
        const { reader } = run.township.station.services.database
        try {
          for (const one of steps) {
            const before = run.digest()
            const code = await run.play(one)
            expect(['DONE', 'REFUSED']).toContain(code)
            if (code === 'DONE') seen.accepted += 1
            else {
              seen.refused += 1
              expect(run.digest()).toBe(before)
            }
            expect(rosterBreaches(reader)).toEqual([])
          }
          for (const on of [...days, ...days.map((one) => addDays(one, -1))]) {
            const held = run.holdersOn(on)
            expect([...held].filter(([, holders]) => holders > 1)).toEqual([])
            const board = await run.township.clerk.client.roster.board({ asOf: on })
            // Two communities with a chief and an officer each, four grids with a lead and an auxiliary each.
            expect(board.totals.vacancies + held.size).toBe(2 * 2 + 4 * 2)
            expect((await run.township.clerk.client.roster.vacancies({ asOf: on })).vacancies.length).toBe(board.totals.vacancies)
            await expectPairsOn(run, on)
          }
        } finally {
          run.township.station.close()
          rmSync(run.township.station.dir, { recursive: true, force: true })
        }
      }),
      { numRuns },
    )
    expect(seen.accepted).toBeGreaterThan(numRuns)
    expect(seen.refused).toBeGreaterThan(numRuns)
  })
})

/** A grid is paired on exactly the days on which both its seats are held. */
async function expectPairsOn(run: Run, on: string): Promise<void> {
  const client = createRouterClient(run.township.station.core.router, { context: { connection: run.township.clerk.connection } })
  for (const community of [run.township.east, run.township.west])
    for (const grid of (await client.roster.community({ communityId: community.id, asOf: on })).grids) {
      const since = [grid.chief?.startOn, grid.aux?.startOn].filter((start) => typeof start === 'string').toSorted()
      expect([on, grid.pairedOn]).toEqual([on, grid.chief && grid.aux ? (since.at(-1) ?? null) : null])
    }
}

describe('the steps drawn', () => {
  it('name every post that has one holder', () => expect(posts.filter((post) => postRules[post].unique !== null && !seated.includes(post))).toEqual([]))
})
