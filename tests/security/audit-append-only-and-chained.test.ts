import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandLabels } from '../../src/contract/commands'
import { verifyAudit } from '../../src/core/audit/audit-procedures'
import { firstBrokenRecord, sealAuditRecord, type AuditRow } from '../../src/core/database/audit-chain'
import { openStation, testActor, type SignedInCaller, type Station } from '../stand/station'

const ledgers = ['audit_log', 'change_log', 'export_log', 'reveal_log'] as const

describe('the ledgers', () => {
  let station: Station
  let clerk: SignedInCaller
  beforeAll(async () => {
    station = await openStation({ sample: true })
    clerk = await station.signedIn('clerk')
    const asOf = station.today
    const person = (await clerk.client.roster.people({ asOf, limit: 1 })).people[0]
    await clerk.client.roster.reveal({ personId: person?.personId ?? '', field: 'phone', reason: '核对电话' })
    await clerk.client.roster.export({ asOf, communityId: null, phones: 'masked', reason: null })
  })

  const rowsOf = (table: string): unknown[] => station.services.database.connection.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()
  function answerTo(sql: string): string {
    try {
      station.services.database.connection.exec(sql)
      return 'done'
    } catch (error) {
      return error instanceof Error ? error.message : 'refused'
    }
  }

  test.each(ledgers)('%s can only grow: no change, no removal', (table) => {
    const before = rowsOf(table)
    expect(before.length).toBeGreaterThan(0)
    for (const sql of [`UPDATE ${table} SET at = at + 1`, `UPDATE OR IGNORE ${table} SET at = 0`, `DELETE FROM ${table}`]) {
      expect([sql, answerTo(sql)]).toEqual([sql, `${table} is append-only`])
      expect(rowsOf(table)).toEqual(before)
    }
  })

  test('no record can be replaced by another under the same key', () => {
    const { connection } = station.services.database
    const answers = ledgers.map((table) => {
      const before = rowsOf(table)
      const columns = (connection.pragma(`table_info(${table})`) as { name: string }[]).map((column) => column.name)
      const altered = columns.map((name) => (name === 'at' ? 'at + 1' : name)).join(', ')
      answerTo(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) SELECT ${altered} FROM ${table} LIMIT 1`)
      return [table, JSON.stringify(rowsOf(table)) === JSON.stringify(before) ? 'as before' : 'replaced']
    })
    expect(answers).toEqual(ledgers.map((table) => [table, 'as before']))
  })

  test('queries have no hand to write with', () => {
    const { reader } = station.services.database
    const write = { kind: 'query', params: {}, row: {}, sql: 'CREATE TABLE mine (x)' } as const
    expect(() => reader.all(write, {})).toThrow(/readonly|does not return data|attempt to write/)
  })

  test('every command leaves one record, done or refused, with its actor', async () => {
    const { connection } = station.services.database
    const records = (): AuditRow[] => connection.prepare('SELECT * FROM audit_log ORDER BY seq').all() as AuditRow[]
    let seen = records().length
    const asOf = station.today
    const team = await clerk.client.roster.board({ asOf })
    const communityId = team.communities[0]?.communityId ?? ''
    const calls: [keyof typeof commandLabels, 'done' | 'refused', () => Promise<unknown>][] = [
      ['roster.addCommunity', 'done', () => clerk.client.roster.addCommunity({ name: '新桥社区', areaCode: null })],
      ['roster.addCommunity', 'refused', () => clerk.client.roster.addCommunity({ name: '新桥社区', areaCode: null })],
      ['roster.addGrid', 'done', () => clerk.client.roster.addGrid({ communityId, name: '第九十九网格', code: null, kind: 'basic' })],
      ['accounts.create', 'refused', () => clerk.client.accounts.create({ login: 'x1', name: '某人', password: 'ceshi-mima-1', personId: null, grants: [] })],
      ['backups.make', 'refused', () => clerk.client.backups.make({})],
      ['accounts.signIn', 'refused', () => station.client({ carrier: 'test', operator: null, signedIn: null }).accounts.signIn({ login: 'nobody-here', password: 'wrong-password' })],
    ]
    for (const [action, outcome, call] of calls) {
      await call().catch(() => undefined)
      const fresh = records().slice(seen)
      seen += fresh.length
      expect(fresh).toMatchObject([{ action, outcome, actor: action === 'accounts.signIn' ? 'nobody' : clerk.accountId, carrier: 'test' }])
    }
  })
})

describe('the chain', () => {
  let station: Station
  /** What someone with the file and a database tool can do: the triggers are no obstacle to them. */
  const asOwnerOfTheFile = (sql: string): void => {
    const { connection } = station.services.database
    connection.exec('DROP TRIGGER IF EXISTS audit_log_keeps; DROP TRIGGER IF EXISTS audit_log_stays;')
    connection.exec(sql)
  }
  const verified = (): { brokenAt: string | null; records: number } => verifyAudit(station.services.database.reader)

  beforeEach(async () => {
    station = await openStation()
    for (let n = 1; n <= 6; n += 1) station.services.database.writer.run(testActor, (tx) => tx.audit({ action: 'roster.change', outcome: 'done', detail: { n } }))
  })

  test('holds as written, and over a restart', async () => {
    expect(verified()).toEqual({ brokenAt: null, records: 6 })
    station = await station.reopen()
    station.services.database.writer.run(testActor, (tx) => tx.audit({ action: 'roster.change', outcome: 'done' }))
    expect(verified()).toEqual({ brokenAt: null, records: 7 })
  })

  const columns = ['at = at - 60000', "actor = 'somebody'", "actor_name = '别人'", "carrier = 'cli'", "action = 'roster.export'", "outcome = 'refused'", "target_table = 'person'", "target_id = 'x'", `detail_json = '{"n":33}'`, "prev_hash = ''", "hash = 'ff'"]
  test.each(columns)('breaks where a record was altered: %s', (change) => {
    asOwnerOfTheFile(`UPDATE audit_log SET ${change} WHERE seq = 3`)
    expect(verified().brokenAt).toBe(`${station.services.database.chain}#3`)
  })

  test('breaks where a record was taken out, and where two changed places', () => {
    asOwnerOfTheFile('DELETE FROM audit_log WHERE seq = 4')
    expect(verified().brokenAt).toBe(`${station.services.database.chain}#5`)
    asOwnerOfTheFile('UPDATE audit_log SET id = id + 38, seq = 40 WHERE seq = 2; UPDATE audit_log SET id = id - 1, seq = 2 WHERE seq = 3; UPDATE audit_log SET id = id - 37, seq = 3 WHERE seq = 40')
    expect(verified().brokenAt).toBe(`${station.services.database.chain}#2`)
  })

  test('breaks at its head: the first records cannot be dropped', () => {
    asOwnerOfTheFile('DELETE FROM audit_log WHERE seq <= 2')
    expect(verified().brokenAt).toBe(`${station.services.database.chain}#3`)
  })

  test('does not by itself show a lost tail: the threat model says so', () => {
    asOwnerOfTheFile('DELETE FROM audit_log WHERE seq > 4')
    expect(verified()).toEqual({ brokenAt: null, records: 4 })
  })

  test('covers every field, with no two fields that could be confused', () => {
    const base = { chain: 'c', seq: 1, at: 1, actor: testActor, entry: { action: 'a', outcome: 'done' as const, targetTable: 'ab', targetId: 'c' }, prevHash: '' }
    const moved = sealAuditRecord({ ...base, entry: { ...base.entry, targetTable: 'a', targetId: 'bc' } })
    expect(moved.hash).not.toBe(sealAuditRecord(base).hash)
    expect(firstBrokenRecord([sealAuditRecord(base)]).brokenAt).toBeNull()
    expect(firstBrokenRecord([{ ...sealAuditRecord(base), target_table: 'a', target_id: 'bc' }]).brokenAt).toBe('c#1')
  })
})
