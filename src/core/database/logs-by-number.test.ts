import { afterEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../audit/audit-procedures'
import { sealAuditRecord, type AuditRow } from './audit-chain'
import { openConnection, type Connection } from './driver'
import { migrate } from './migrate'
import { migrations } from './migrations'
import { PreparedReader } from './reader'
import { changedOutside, keepDigests } from './row-digests'
import { Writer } from './transaction'

const actor = { id: 'a', name: '内勤', carrier: 'test' } as const
const auditColumns = 'chain, seq, at, actor, actor_name, carrier, action, outcome, target_table, target_id, detail_json, prev_hash, hash'
const opened = new Set<Connection>()
afterEach(() => {
  for (const connection of opened) connection.close()
  opened.clear()
})

/** A database of schema 7 with two incarnations; the later one has the smaller name. */
function olderDatabase(): Connection {
  const connection = openConnection(':memory:')
  opened.add(connection)
  migrate(connection, () => undefined, migrations.filter(({ version }) => version <= 7))
  for (const [chain, length] of [['Z.1', 5], ['A.2', 3]] as const) {
    const rows: AuditRow[] = []
    for (let seq = 1; seq <= length; seq += 1) {
      const row = sealAuditRecord({ chain, seq, at: 1000 + seq, actor, entry: { action: 'roster.change', outcome: 'done', detail: { seq } }, prevHash: rows.at(-1)?.hash ?? '' })
      rows.push(row)
      connection.prepare(`INSERT INTO audit_log (${auditColumns}) VALUES (${auditColumns.replaceAll(/\w+/g, '@$&')})`).run(row)
      connection.prepare(`INSERT INTO change_log VALUES (?, ?, 'c', 1, 'a', 'person', ?, 'insert', ?)`).run(chain, seq, `row-${chain}-${seq}`, `{"n":${seq}}`)
    }
  }
  return connection
}

describe('the logs of an older database', () => {
  it('come over record by record, chains in the order in which they were begun, and every chain still verifies', () => {
    const connection = olderDatabase()
    const before = ['audit_log', 'change_log'].map((log) => connection.prepare(`SELECT * FROM ${log} ORDER BY chain, seq`).all())
    migrate(connection, () => undefined)
    const after = ['audit_log', 'change_log'].map((log) => connection.prepare(`SELECT * FROM ${log} ORDER BY chain, seq`).all().map((row) => Object.fromEntries(Object.entries(row as object).filter(([column]) => column !== 'id'))))
    expect(after).toEqual(before)
    expect(connection.prepare('SELECT chain FROM log_chain ORDER BY no').pluck().all()).toEqual(['Z.1', 'A.2'])
    expect(verifyAudit(new PreparedReader(connection))).toEqual({ brokenAt: null, records: 8 })
    expect(changedOutside(connection)).toEqual([])
  })

  it('go on where they stood, and a chain not heard of before begins at 1', () => {
    const connection = olderDatabase()
    migrate(connection, () => undefined)
    keepDigests(connection)
    for (const chain of ['Z.1', 'N.3', 'N.3']) new Writer(connection, chain, () => 2000).run(actor, (tx) => tx.audit({ action: 'roster.change', outcome: 'done' }))
    expect(connection.prepare('SELECT chain, seq FROM audit_log WHERE at = 2000 ORDER BY id').all()).toEqual([{ chain: 'Z.1', seq: 6 }, { chain: 'N.3', seq: 1 }, { chain: 'N.3', seq: 2 }])
    expect(verifyAudit(new PreparedReader(connection))).toEqual({ brokenAt: null, records: 11 })
    expect(changedOutside(connection)).toEqual([])
  })

  it('are not brought over where the database is damaged', () => {
    const connection = olderDatabase()
    const writable = migrations.filter(({ version }) => version <= 10)
    migrate(connection, () => undefined, writable)
    connection.exec(`INSERT INTO app_setting (id, value_json, updated_at, updated_by) VALUES ('beside the program', '1', 0, 'x')`)
    const next = [...writable, { version: 99, name: 'next', sql: 'CREATE TABLE next (id TEXT PRIMARY KEY) STRICT;' }]
    expect(() => migrate(connection, () => undefined, next)).toThrow(/检查不通过/)
    expect(connection.pragma('user_version', { simple: true })).toBe(10)
  })
})
