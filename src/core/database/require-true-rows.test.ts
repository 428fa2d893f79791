import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { verifyRows } from '../drawings/verify-rows'
import type { DrawingPlace } from '../drawings/drawing'
import { StationFault } from '../station-fault'
import { withCallReads } from './call-reads'
import { openConnection } from './driver'
import { requireTrueRows } from './require-true-rows'
import { buildDigests } from './row-digests'

let dir: string
let path: string
const asked = new Set(['SELECT words FROM plain WHERE id = @id'])

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingwang-true-rows-'))
  path = join(dir, 'a.sqlite')
  const made = openConnection(path)
  made.exec(`CREATE TABLE table_digest (table_name TEXT PRIMARY KEY, digest INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE plain (id TEXT PRIMARY KEY, words TEXT) STRICT; INSERT INTO plain VALUES ('a', '一')`)
  buildDigests(made)
  made.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const damage = (): void => {
  const other = openConnection(path)
  other.exec(`UPDATE plain SET words = '二'`)
  other.close()
}

it('adds up here what is soon added up, and asks no thread', async () => {
  const elsewhere: unknown[] = []
  await requireTrueRows(path, asked, async (statements) => elsewhere.push(statements), Number.POSITIVE_INFINITY)
  expect(elsewhere).toEqual([])
  damage()
  await expect(requireTrueRows(path, asked, undefined, 0)).rejects.toThrow(StationFault)
})

it('hands to a thread what takes longer, and takes its answer', async () => {
  const elsewhere: unknown[] = []
  await requireTrueRows(path, asked, async (statements) => elsewhere.push(statements), 0)
  expect(elsewhere).toEqual([asked])
  damage()
  // The thread verifies its own reads, which these become.
  const thread = (statements: ReadonlySet<string>) =>
    withCallReads(async (reads) => {
      await verifyRows({} as DrawingPlace, { statements: [...statements] })
      await requireTrueRows(path, reads.statements)
    })
  await expect(requireTrueRows(path, asked, thread, 0)).rejects.toMatchObject({ reason: 'damaged_rows' })
})
