import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../../tests/stand/fault-of'
import { firstBrokenRecord, type AuditRow } from './audit-chain'
import { dataFolder, type DataFolder } from './data-folder'
import { openConnection } from './driver'
import { applicationId, migrate } from './migrate'
import { migrations, schemaVersion } from './migrations'
import { openStationDatabase, type StationDatabase } from './station-database'

const at = Date.parse('2026-11-05T10:00:00+08:00')
const released = new URL('../../../tests/fixtures/databases/schema-0001.sqlite', import.meta.url)
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

let folder: DataFolder
const opened = new Set<StationDatabase>()
const open = (at_: DataFolder = folder): StationDatabase => {
  const database = openStationDatabase(at_, { now: () => at })
  opened.add(database)
  return database
}
const close = (database: StationDatabase): void => {
  opened.delete(database)
  database.close()
}

beforeEach(() => {
  folder = dataFolder(mkdtempSync(join(tmpdir(), 'jingwang-opening-')))
})
afterEach(() => {
  for (const database of opened) database.close()
  opened.clear()
  rmSync(folder.dir, { recursive: true, force: true })
})

/** A folder as a station of schema 1 left it, key included. */
function olderStation(): void {
  close(open())
  for (const name of readdirSync(folder.dir)) if (name.startsWith('station.sqlite')) rmSync(join(folder.dir, name))
  copyFileSync(released, folder.database)
}

describe('a new data folder', () => {
  it('gets the newest schema, our mark, a write-ahead log and no snapshot', () => {
    const database = open()
    const { connection } = database
    expect(database.schema).toBe(schemaVersion)
    expect(connection.pragma('user_version', { simple: true })).toBe(schemaVersion)
    expect(connection.pragma('application_id', { simple: true })).toBe(applicationId)
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(connection.pragma('synchronous', { simple: true })).toBe(2)
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(readdirSync(folder.backups)).toEqual([])
  })

  it('has only STRICT tables, but for the index of the minutes, which FTS5 makes itself', () => {
    const tables = open().connection.prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type <> 'view' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'minutes_fts%'`).all() as { name: string; strict: number }[]
    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter((table) => table.strict !== 1)).toEqual([])
  })

  it.runIf(process.platform !== 'win32')('keeps the key to its owner', () => {
    close(open())
    expect(statSync(join(folder.dir, 'township.key')).mode & 0o777).toBe(0o600)
  })

  it('reads through a connection that cannot write', () => {
    const database = open()
    const sql = `INSERT INTO app_setting (id, value_json, updated_at, updated_by) VALUES ('a', '1', 0, 'x')`
    expect(() => database.reader.all({ kind: 'query', params: {}, row: {}, sql: `${sql} RETURNING id` }, {})).toThrow(/readonly/)
  })
})

describe('a database of schema 1', () => {
  it('is brought to the newest schema with its rows and its audit chain whole', () => {
    olderStation()
    const database = open()
    expect(database.schema).toBe(schemaVersion)
    expect(database.connection.prepare('SELECT login FROM user_account').all()).toEqual([{ login: 'guanli' }])
    const rows = database.connection.prepare('SELECT * FROM audit_log ORDER BY chain, seq').all() as AuditRow[]
    expect(firstBrokenRecord(rows)).toEqual({ brokenAt: null, records: 3 })
    expect(database.connection.prepare('SELECT count(*) AS n FROM person').get()).toEqual({ n: 0 })
  })

  it('is kept as a snapshot of schema 1 before anything is migrated', () => {
    olderStation()
    close(open())
    const [snapshot = ''] = readdirSync(folder.backups)
    expect(readdirSync(folder.backups)).toEqual(['station-20261105100000-before_migration.sqlite'])
    const kept = openConnection(join(folder.backups, snapshot), { readonly: true })
    expect(kept.pragma('user_version', { simple: true })).toBe(1)
    expect(kept.prepare('SELECT count(*) AS n FROM audit_log').get()).toEqual({ n: 3 })
    kept.close()
  })

  it('stays at schema 1 when a migration fails in the middle', () => {
    const connection = openConnection(':memory:')
    const [foundation] = migrations
    if (!foundation) throw new Error('there is no first migration')
    migrate(connection, () => undefined, [foundation])
    const broken = [foundation, { version: 2, name: 'broken', sql: 'CREATE TABLE half (id TEXT) STRICT; CREATE TABLE half (id TEXT) STRICT;' }]
    expect(faultOf(() => migrate(connection, () => undefined, broken)).reason).toBe('migration_failed')
    expect(connection.pragma('user_version', { simple: true })).toBe(1)
    expect(connection.prepare(`SELECT name FROM sqlite_schema WHERE name = 'half'`).all()).toEqual([])
    connection.close()
  })

  it('refuses a migration that leaves a row without its parent', () => {
    const connection = openConnection(':memory:')
    const orphan = [{ version: 1, name: 'orphan', sql: `CREATE TABLE a (id TEXT PRIMARY KEY) STRICT; CREATE TABLE b (a TEXT REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED) STRICT; INSERT INTO b VALUES ('gone');` }]
    expect(faultOf(() => migrate(connection, () => undefined, orphan)).reason).toBe('migration_failed')
    expect(connection.prepare('SELECT name FROM sqlite_schema').all()).toEqual([])
    connection.close()
  })
})

describe('a file that is not for this program', () => {
  const refused = (reason: string, words: RegExp): void => {
    const before = sha256(folder.database)
    const fault = faultOf(() => open())
    expect(fault.reason).toBe(reason)
    expect(fault.message).toMatch(words)
    expect(sha256(folder.database)).toBe(before)
    expect(readdirSync(folder.backups)).toEqual([])
  }
  const foreignFile = (sql: string): void => {
    rmSync(folder.database, { force: true })
    const other = openConnection(':memory:')
    other.exec(sql)
    writeFileSync(folder.database, other.serialize())
    other.close()
  }

  it('is refused with a sentence and left as it is when a newer version wrote it', () => {
    close(open())
    const connection = openConnection(folder.database)
    connection.pragma(`user_version = ${schemaVersion + 7}`)
    connection.close()
    refused('newer_database', new RegExp(`更新版本.*第${schemaVersion + 7}版.*第${schemaVersion}版.*没有动它`))
  })

  it('is refused and left as it is when it bears another mark', () => {
    close(open())
    foreignFile('CREATE TABLE notes (text TEXT); PRAGMA application_id = 252006674;')
    refused('foreign_database', /不是本程序的.*没有动它/)
  })

  it('is refused and left as it is when it bears no mark at all but holds tables', () => {
    close(open())
    foreignFile('CREATE TABLE notes (text TEXT);')
    refused('foreign_database', /不是本程序的.*没有动它/)
  })

  it('is refused and left as it is when it is no database', () => {
    close(open())
    writeFileSync(folder.database, 'PK\u0003\u0004 这不是数据库'.repeat(300))
    refused('damaged_database', /已损坏.*没有动它.*备份恢复/)
  })

  it('is refused when its first pages are garbage behind a right header', () => {
    close(open())
    const bytes = readFileSync(folder.database)
    bytes.fill(0xaa, 100, 9000)
    writeFileSync(folder.database, bytes)
    refused('damaged_database', /已损坏/)
  })
})

describe('the key file', () => {
  it('is asked for when it is missing beside a database, and no other key is made', () => {
    close(open())
    rmSync(join(folder.dir, 'township.key'))
    const before = sha256(folder.database)
    const fault = faultOf(() => open())
    expect(fault.reason).toBe('key_missing')
    expect(fault.message).toContain('township.key')
    expect(existsSync(join(folder.dir, 'township.key'))).toBe(false)
    expect(sha256(folder.database)).toBe(before)
  })
})

describe('the device chain', () => {
  it('goes on in the same folder', () => {
    const first = open()
    close(first)
    expect(open().chain).toBe(first.chain)
  })

  it('is a new one in a copied folder, so that two copies never number the same chain', () => {
    const first = open()
    close(first)
    const copied = `${folder.dir}-copied`
    cpSync(folder.dir, copied, { recursive: true })
    const copy = open(dataFolder(copied))
    expect(copy.chain).not.toBe(first.chain)
    const again = copy.chain
    close(copy)
    const reopened = open(dataFolder(copied))
    expect(reopened.chain).toBe(again)
    close(reopened)
    rmSync(copied, { recursive: true, force: true })
    expect(open().chain).toBe(first.chain)
  })
})
