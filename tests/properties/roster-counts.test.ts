import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openConnection, type Connection } from '../../src/core/database/driver'
import { migrate } from '../../src/core/database/migrate'
import { PreparedReader } from '../../src/core/database/reader'
import { rosterStatements } from '../../src/core/features/roster/roster-statements'

/** The maintained counts of the roster against counting the tenures one by one, after any history of writes. */
let connection: Connection
beforeEach(() => {
  connection = openConnection(':memory:')
  migrate(connection, () => undefined)
  connection.pragma('foreign_keys = OFF')
  // What may be seated is another rule: here every write is counted.
  connection.exec('DROP TRIGGER post_assignment_has_its_grid; DROP TRIGGER post_assignment_keeps_its_grid')
})
afterEach(() => connection.close())

const posts = ['clerk', 'volunteer', 'aux_police'] as const
const days = ['2024-12-31', '2025-01-01', '2025-06-15', '2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01', '2026-02-10', '2026-02-28', '2026-03-01'] as const
const day = fc.constantFrom(...days)
const index = fc.nat({ max: 14 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('begin' as const), person: fc.nat({ max: 4 }), post: fc.constantFrom(...posts), community: fc.constantFrom('C1', 'C2'), start: fc.option(day), end: fc.option(day) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), at: index, end: fc.option(day) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: index, removed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), at: index, person: fc.nat({ max: 4 }), post: fc.constantFrom(...posts) }) },
)

const serving = `deleted_at IS NULL AND (start_on IS NULL OR start_on <= @on) AND (end_on IS NULL OR end_on > @on)`

test('the counts of a day are those of its tenures, whatever was written', () => {
  const run = (sql: string, params: Record<string, unknown>): void => {
    try {
      connection.prepare(sql).run(params)
    } catch (error) {
      // A tenure that ends before it begins is refused, and must leave the counts alone.
      if (!(error instanceof Error) || !error.message.startsWith('CHECK')) throw error
    }
  }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      connection.exec('DELETE FROM post_assignment')
      let made = 0
      for (const one of steps) {
        if (one.kind === 'begin') {
          made += 1
          run(
            `INSERT INTO post_assignment (id, person_id, post, community_id, start_on, end_on, created_at, created_by, updated_at, updated_by)
             VALUES (@id, @person, @post, @community, @start, @end, 1, 'test', 1, 'test')`,
            { id: `A${String(made).padStart(3, '0')}`, person: `P${one.person}`, post: one.post, community: one.community, start: one.start, end: one.end },
          )
          continue
        }
        const id = `A${String(one.at).padStart(3, '0')}`
        if (one.kind === 'end') run('UPDATE post_assignment SET end_on = @end WHERE id = @id', { id, end: one.end })
        else if (one.kind === 'remove') run('UPDATE post_assignment SET deleted_at = @at WHERE id = @id', { id, at: one.removed ? 1 : null })
        else run('UPDATE post_assignment SET person_id = @person, post = @post WHERE id = @id', { id, person: `P${one.person}`, post: one.post })
      }
      const reader = new PreparedReader(connection)
      for (const on of days)
        for (const post of ['', ...posts]) {
          const counted = connection.prepare(`SELECT count(DISTINCT person_id) AS n FROM post_assignment WHERE ${serving} AND (@post = '' OR post = @post)`).get({ on, post })
          expect([on, post, reader.get(rosterStatements.personCount, { on, post })]).toEqual([on, post, counted])
        }
      for (const on of days) {
        const counted = connection.prepare(`SELECT community_id, post, count(*) AS n FROM post_assignment WHERE ${serving} AND post IN ('clerk', 'volunteer') GROUP BY community_id, post ORDER BY 1, 2`).all({ on })
        expect(reader.all(rosterStatements.otherCounts, { on })).toEqual(counted)
      }
    }),
    { numRuns: 60 },
  )
})
