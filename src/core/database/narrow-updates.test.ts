import { afterAll, describe, expect, it } from 'vitest'
import { openConnection } from './driver'
import { NarrowUpdates } from './narrow-updates'
import { update } from './statement'

const connection = openConnection(':memory:')
afterAll(() => connection.close())
connection.exec(`
  CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT, pinyin TEXT, remark TEXT, row_version INTEGER, deleted_at INTEGER) STRICT;
  CREATE INDEX person_pinyin ON person (pinyin) WHERE deleted_at IS NULL;
  INSERT INTO person VALUES ('p', '曾一', 'zengyi', NULL, 1, NULL);`)
const narrow = new NarrowUpdates(connection)
const correct = update('person', { id: 'text', name: 'text', pinyin: 'text?', remark: 'text?', deleted_at: 'integer?' }, `
  UPDATE person SET name = @name, pinyin = @pinyin, remark = @remark, deleted_at = @deleted_at,
    row_version = coalesce((SELECT max(row_version) FROM person WHERE id = @id), 0) + 1
  WHERE id = @id AND row_version > 0`)
const same = { id: 'p', name: '曾一', pinyin: 'zengyi', remark: '改正', deleted_at: null }
const setIn = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim()

describe('an update', () => {
  it('does not name the columns of an index whose values stay, nor the condition of a partial one', () => {
    expect(setIn(narrow.sqlFor(correct, same))).toBe('UPDATE person SET name = @name, remark = @remark, row_version = coalesce((SELECT max(row_version) FROM person WHERE id = @id), 0) + 1 WHERE id = @id AND row_version > 0')
  })

  it.each<[string, Partial<typeof same> | { pinyin: null } | { deleted_at: number }]>([
    ['another value', { pinyin: 'cengyi' }],
    ['none where one was', { pinyin: null }],
    ['one where none was', { deleted_at: 5 }],
  ])('names a column with %s', (_, change) => {
    expect(narrow.sqlFor(correct, { ...same, ...change })).toContain(`${Object.keys(change)[0]} = @`)
  })

  it('is left as it is where its row is not there', () => {
    expect(narrow.sqlFor(correct, { ...same, id: 'nobody' })).toBe(correct.sql)
  })

  it('writes what the whole statement writes', () => {
    connection.prepare(narrow.sqlFor(correct, { ...same, remark: '再改' })).run({ ...same, remark: '再改' })
    expect(connection.prepare('SELECT * FROM person').all()).toEqual([{ id: 'p', name: '曾一', pinyin: 'zengyi', remark: '再改', row_version: 2, deleted_at: null }])
  })
})
