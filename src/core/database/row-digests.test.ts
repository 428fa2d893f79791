import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection, type Connection } from './driver'
import { buildDigests, changedOutside, digestedTables, keepDigests, tablesChangedOutside } from './row-digests'

const schema = `
  CREATE TABLE table_digest (table_name TEXT PRIMARY KEY, digest INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE plain (id TEXT PRIMARY KEY, words TEXT, number INTEGER) STRICT;
  CREATE TABLE "odd ""name'" (a TEXT, b TEXT, PRIMARY KEY (a)) STRICT, WITHOUT ROWID;
  CREATE TABLE paper (id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE term (term TEXT, owner TEXT, PRIMARY KEY (term, owner)) STRICT, WITHOUT ROWID;
  CREATE INDEX term_owner ON term (owner);`

let dir: string
let path: string
const opened = new Set<Connection>()
function open(): Connection {
  const connection = openConnection(path)
  opened.add(connection)
  return connection
}
/** As the program writes: with the triggers. */
function writing(): Connection {
  const connection = open()
  keepDigests(connection)
  return connection
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingwang-digests-'))
  path = join(dir, 'a.sqlite')
  const made = open()
  made.exec(schema)
  made.exec(`INSERT INTO plain VALUES ('a', '一', 1), ('b', '二', 2); INSERT INTO paper VALUES ('p', x'00ff00')`)
  buildDigests(made)
})
afterEach(() => {
  for (const connection of opened) connection.close()
  opened.clear()
  rmSync(dir, { recursive: true, force: true })
})

describe('the digests of rows', () => {
  it('are kept for every table but one that an index holds a second time', () => {
    expect(digestedTables(open()).map(({ name }) => name)).toEqual([`odd "name'`, 'paper', 'plain'])
  })

  it.each<[string, string]>([
    ['an insert', `INSERT INTO plain VALUES ('c', NULL, 3)`],
    ['an insert of many', `INSERT INTO plain SELECT 'x' || id, words, number FROM plain`],
    ['an update', `UPDATE plain SET words = '三' WHERE id = 'a'`],
    ['an update of the key', `UPDATE plain SET id = 'z' WHERE id = 'a'`],
    ['a delete', `DELETE FROM plain WHERE id = 'a'`],
    ['a delete of all', 'DELETE FROM plain'],
    ['a replace', `INSERT OR REPLACE INTO plain VALUES ('a', '换', 9)`],
    ['an upsert', `INSERT INTO plain VALUES ('a', '换', 9) ON CONFLICT (id) DO UPDATE SET words = excluded.words`],
    ['an insert that is ignored', `INSERT OR IGNORE INTO plain VALUES ('a', '换', 9)`],
    ['a name that must be quoted', `INSERT INTO "odd ""name'" VALUES ('k', 'v'); UPDATE "odd ""name'" SET b = 'w'`],
    ['a blob', `UPDATE paper SET sealed = x'00'; INSERT INTO paper VALUES ('q', zeroblob(100000))`],
  ])('follow %s', (_, sql) => {
    writing().exec(sql)
    expect(changedOutside(open())).toEqual([])
  })

  it('go back with a transaction, with a savepoint and with a statement that fails in the middle', () => {
    const connection = writing()
    connection.exec(`BEGIN; UPDATE plain SET number = 7; ROLLBACK; BEGIN; SAVEPOINT s; DELETE FROM plain; ROLLBACK TO s; COMMIT`)
    expect(() => connection.exec(`INSERT INTO plain VALUES ('n', '', 1), ('a', '', 1)`)).toThrow(/UNIQUE/)
    expect(changedOutside(open())).toEqual([])
  })

  it.each<[string, string, string]>([
    ['a text', `UPDATE plain SET words = '二 ' WHERE id = 'b'`, 'plain'],
    ['a number', `UPDATE plain SET number = 3 WHERE id = 'b'`, 'plain'],
    ['a value that is now none', `UPDATE plain SET words = NULL WHERE id = 'b'`, 'plain'],
    ['two values that changed places', `UPDATE plain SET words = CASE id WHEN 'a' THEN '二' ELSE '一' END`, 'plain'],
    ['a row too many', `INSERT INTO plain VALUES ('c', '', 0)`, 'plain'],
    ['a row too few', `DELETE FROM plain WHERE id = 'b'`, 'plain'],
    ['one bit of a blob', `UPDATE paper SET sealed = x'00fe00'`, 'paper'],
    ['a sum', `UPDATE table_digest SET digest = digest + 1 WHERE table_name = 'plain'`, 'plain'],
    ['a sum that is gone', `DELETE FROM table_digest WHERE table_name = 'plain'`, 'plain'],
  ])('show %s that nobody wrote through the program', (_, sql, table) => {
    open().exec(sql)
    expect(changedOutside(open())).toEqual([table])
  })

  it('never take damage for true because the row is written again, or goes', () => {
    open().exec(`UPDATE plain SET words = '被改' WHERE id = 'a'`)
    const connection = writing()
    connection.exec(`UPDATE plain SET number = 5 WHERE id = 'a'`)
    expect(changedOutside(open())).toEqual(['plain'])
    connection.exec(`UPDATE plain SET words = '改回' WHERE id = 'a'; DELETE FROM plain WHERE id = 'a'`)
    expect(changedOutside(open())).toEqual(['plain'])
  })

  it('tell a number from its text', () => {
    open().exec(`INSERT INTO plain VALUES ('5', '6', 7)`)
    const [one, two] = ['5', '7'].map((words) => {
      const connection = open()
      connection.exec(`DELETE FROM plain; INSERT INTO plain (id, words, number) VALUES ('a', ${words === '5' ? `'5', NULL` : 'NULL, 5'})`)
      buildDigests(connection)
      return connection.prepare(`SELECT digest FROM table_digest WHERE table_name = 'plain'`).pluck().safeIntegers().get()
    })
    expect(one).not.toBe(two)
  })

  it('hold in a copy that SQLite makes, and after it has put the file together anew', () => {
    const connection = writing()
    connection.exec(`DELETE FROM plain WHERE id = 'a'; INSERT INTO plain VALUES ('0', '先', 1); VACUUM`)
    expect(changedOutside(connection)).toEqual([])
    connection.prepare('VACUUM INTO ?').run(join(dir, 'copy.sqlite'))
    copyFileSync(join(dir, 'copy.sqlite'), join(dir, 'again.sqlite'))
    const copy = openConnection(join(dir, 'again.sqlite'), { readonly: true })
    expect(changedOutside(copy)).toEqual([])
    copy.close()
  })

  it('leave no trigger in the file', () => {
    writing()
    expect(open().prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'`).pluck().get()).toBe(0)
    expect(readFileSync(path).includes('row_digest')).toBe(false)
  })

  it('are added up in steps, for the tables asked for', () => {
    const connection = writing()
    connection.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO plain SELECT 'n' || i, '', i FROM n`)
    open().exec(`UPDATE paper SET sealed = x'01'`)
    const steps = tablesChangedOutside(open(), new Set(['plain']))
    let pauses = 0
    let step = steps.next()
    for (; !step.done; step = steps.next()) pauses += 1
    expect(step.value).toEqual([])
    expect(pauses).toBeGreaterThan(4)
  })
})
