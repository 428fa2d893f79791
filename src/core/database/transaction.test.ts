import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../tests/stand/small-township'
import { testActor } from '../../../tests/stand/station'
import { organisationStatements } from '../features/roster/organisation-statements'
import { personStatements } from '../features/roster/person-statements'

let township: SmallTownship
beforeEach(async () => {
  township = await openSmallTownship()
})
const connection = () => township.station.services.database.connection
const rowsOf = (table: string): Record<string, unknown>[] => connection().prepare(`SELECT * FROM ${table} ORDER BY rowid`).all() as Record<string, unknown>[]
const tables = (): string[] => (connection().prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%' ORDER BY name`).all() as { name: string }[]).map(({ name }) => name)
const digest = (but: readonly string[] = []): string => createHash('sha256').update(JSON.stringify(tables().filter((name) => !but.includes(name)).map((name) => [name, rowsOf(name)]))).digest('hex')
/** A fault of the disk, so to say: the ledger takes no further row of this kind. */
const breakAt = (table: string, when: string): void => void connection().exec(`CREATE TEMP TRIGGER broken BEFORE INSERT ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`)
const mend = (): void => void connection().exec('DROP TRIGGER broken')

describe('one command', () => {
  it.each([
    ['its second row', 'post_assignment', 'true'],
    ['an entry of the change log', 'change_log', `NEW.table_name = 'post_assignment'`],
    ['its audit record', 'audit_log', `NEW.outcome = 'done'`],
  ])('leaves nothing at all when %s cannot be written', async (_, table, when) => {
    const { clerk, east, station } = township
    const change = () => clerk.client.roster.change(changeOf({ post: 'station_chief', community: east }, { incoming: { kind: 'new', person: inventedPerson('曾站长') } }))
    const before = digest()
    breakAt(table, when)
    expect((await answerOf(change())).code).toBe('INTERNAL')
    mend()
    expect(digest()).toBe(before)
    expect(connection().prepare('SELECT count(*) AS n FROM person_term').get()).toEqual({ n: 0 })
    expect(station.logLines.join('\n')).not.toContain('broken on purpose')
    expect((await answerOf(change())).code).toBe('DONE')
    expect(digest()).not.toBe(before)
  })

  it('that is refused leaves one audit record and nothing else', async () => {
    const { clerk, east, seat } = township
    await seat({ post: 'station_chief', community: east }, '曾站长')
    const before = digest(['audit_log'])
    const records = rowsOf('audit_log').length
    expect(await answerOf(clerk.client.roster.change(changeOf({ post: 'station_chief', community: east }, { incoming: { kind: 'new', person: inventedPerson('仇站长') } })))).toMatchObject({ rule: 'I1' })
    expect(digest(['audit_log'])).toBe(before)
    expect(rowsOf('audit_log').length).toBe(records + 1)
  })

  it('that is malformed leaves nothing, not even an audit record', async () => {
    const before = digest()
    const { clerk, east } = township
    expect((await answerOf(clerk.client.roster.change({ ...changeOf({ post: 'station_chief', community: east }, {}), onDate: '2026-02-30' }))).code).toBe('INVALID_INPUT')
    const withUnknownField = { ...changeOf({ post: 'station_chief', community: east }, {}), note: 'unknown' }
    expect((await answerOf(clerk.client.roster.change(withUnknownField))).code).toBe('INVALID_INPUT')
    expect(digest()).toBe(before)
  })
})

describe('the change log', () => {
  it('holds every field that the command wrote, as the row now stands', async () => {
    const { clerk, east, seat } = township
    const from = rowsOf('change_log').length
    const { personId } = await seat({ post: 'grid_chief', community: east, grid: east.grids[0] }, '解格长')
    await seat({ post: 'aux_police', community: east, grid: east.grids[0] }, '查警辅')
    await clerk.client.roster.correctPerson({ personId, rowVersion: 1, name: '解新名', sex: null, policeNo: null, orgText: '居委会', dutyPhone: '0371-66660000', remark: '调入' })
    const entries = rowsOf('change_log').slice(from)
    expect(entries.map((entry) => `${String(entry['operation'])} ${String(entry['table_name'])}`)).toEqual(['insert person', 'insert post_assignment', 'insert person', 'insert post_assignment', 'insert grid_pairing', 'update person'])
    const lastEntry = new Map(entries.map((entry) => [`${String(entry['table_name'])}/${String(entry['row_id'])}`, entry]))
    for (const [row, entry] of lastEntry) {
      const [table = '', id = ''] = row.split('/')
      const stored = rowsOf(table).find((one) => one['id'] === id) ?? {}
      const { row_version: seen, ...fields } = JSON.parse(String(entry['fields_json'])) as Record<string, unknown>
      expect(stored).toMatchObject(fields)
      if (seen !== undefined) expect(stored['row_version']).toBe(Number(seen) + 1)
    }
  })

  it('is dense from 1 in this device’s chain, and one command bears one id', async () => {
    const { east, seat } = township
    await seat({ post: 'station_chief', community: east }, '任站长')
    const entries = rowsOf('change_log')
    expect(entries.map((entry) => entry['seq'])).toEqual(entries.map((_, at) => at + 1))
    expect(new Set(entries.map((entry) => entry['chain']))).toEqual(new Set([township.station.services.database.chain]))
    const [person, assignment] = entries.slice(-2)
    expect(person?.['command_id']).toBe(assignment?.['command_id'])
    expect(new Set(entries.slice(0, -2).map((entry) => entry['command_id']))).not.toContain(person?.['command_id'])
  })
})

describe('the writer', () => {
  it('takes back everything when the work throws, also after it has written', () => {
    const before = digest()
    const { writer } = township.station.services.database
    const [grid] = township.east.grids
    expect(() =>
      writer.run(testActor, (tx) => {
        tx.write(organisationStatements.setGridCode, { id: grid.id, grid_code: '410105001001001', updated_at: 1, updated_by: 'test' })
        tx.audit({ action: 'roster.correctGrid', outcome: 'done' })
        throw new Error('thought better of it')
      }),
    ).toThrow('thought better of it')
    expect(digest()).toBe(before)
  })

  it('refuses a write that touches no row, and takes back what was before it', () => {
    const before = digest()
    expect(() =>
      township.station.services.database.writer.run(testActor, (tx) => tx.write(personStatements.remove, { id: 'nobody', deleted_at: 1, updated_at: 1, updated_by: 'test' })),
    ).toThrow('touched 0 rows')
    expect(digest()).toBe(before)
  })

  it('does not nest, and works again afterwards', () => {
    const { writer } = township.station.services.database
    expect(() => writer.run(testActor, () => writer.run(testActor, () => undefined))).toThrow('do not nest')
    expect(writer.run(testActor, (tx) => tx.commandId)).toHaveLength(26)
  })
})
