import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkStation } from '../../src/cli/check'
import { openConnection } from '../../src/core/database/driver'
import { change16Bytes, seededRandom, spansOfRows } from '../stand/damaged-database'
import { openStation } from '../stand/station'

/** `npm test` looks at a few; the whole number by JINGWANG_DAMAGED_DATABASES. */
const wanted = Number(env['JINGWANG_DAMAGED_DATABASES'] ?? 30)
const zeroed = Math.max(10, Math.round(wanted / 5))
const allowedToPass = Math.floor(wanted / 1000)

let original: Buffer
let tables: ReturnType<typeof spansOfRows>
let dir: string
let file: string
let pagesInUse: number[]

beforeAll(async () => {
  const station = await openStation({ sample: true })
  const { connection } = station.services.database
  connection.pragma('wal_checkpoint(TRUNCATE)')
  dir = join(station.dir, 'damaged')
  mkdirSync(dir)
  file = join(dir, 'station.sqlite')
  original = readFileSync(join(station.dir, 'station.sqlite'))
  writeFileSync(file, original)
  const looking = openConnection(file)
  tables = spansOfRows(looking, file)
  pagesInUse = looking.prepare('SELECT DISTINCT pageno FROM dbstat ORDER BY pageno').pluck().all() as number[]
  looking.close()
})

const reset = (): void => {
  for (const tail of ['-wal', '-shm']) rmSync(file + tail, { force: true })
}

describe('a damaged database', () => {
  test('is one that was whole before: the check passes', () => {
    writeFileSync(file, original)
    reset()
    expect(checkStation(dir).words).toMatch(/^检查通过/)
    expect(tables.length).toBeGreaterThan(25)
  })

  test(`is noticed where 16 bytes of a row are changed: ${wanted} of them`, { timeout: 60_000 + wanted * 5_000 }, () => {
    const passed: string[] = []
    for (let seed = 1; seed <= wanted; seed += 1) {
      const random = seededRandom(seed)
      const { table, spans } = tables[random(tables.length)] ?? { table: '', spans: [] }
      const span = spans[random(spans.length)]
      if (!span) throw new Error('the table has no row')
      reset()
      change16Bytes(original, file, span, random)
      if (checkStation(dir).exit === 0) passed.push(`seed ${seed}: ${table} at ${span.offset}`)
    }
    expect(passed.slice(allowedToPass)).toEqual([])
  })

  test(`is noticed where a page is zeroed: ${zeroed} of them, and the check has an answer for each`, { timeout: 60_000 + zeroed * 5_000 }, () => {
    const passed: string[] = []
    for (let seed = 1; seed <= zeroed; seed += 1) {
      const page = pagesInUse[seededRandom(seed)(pagesInUse.length)] ?? 1
      const bytes = Buffer.from(original)
      bytes.fill(0, (page - 1) * 4096, page * 4096)
      reset()
      writeFileSync(file, bytes)
      const outcome = checkStation(dir)
      if (outcome.exit === 0 || !outcome.words.startsWith('检查不通过')) passed.push(`page ${page}`)
    }
    expect(passed).toEqual([])
  })

  const bytesOf = (): Record<string, string> => Object.fromEntries(['', '-wal'].filter((tail) => existsSync(file + tail)).map((tail) => [tail, createHash('sha256').update(readFileSync(file + tail)).digest('hex')]))

  test('is left as it is by the check, and nothing is put beside it', () => {
    reset()
    writeFileSync(file, original)
    const before = [bytesOf(), readdirSync(dir)]
    checkStation(dir)
    expect([bytesOf(), readdirSync(dir)]).toEqual(before)
  })

  test('that was emptied is called empty, not old', () => {
    reset()
    writeFileSync(file, '')
    const { exit, words } = checkStation(dir)
    expect([exit, words]).toEqual([1, expect.stringContaining('数据文件是空的')])
    expect(words).not.toContain('升级')
  })

  test('is left as it is with what still waits in its log, which the check reads along', () => {
    reset()
    writeFileSync(file, original)
    const writing = openConnection(file)
    writing.exec(`UPDATE app_setting SET updated_by = 'somebody'`)
    const before = bytesOf()
    expect(Object.keys(before)).toEqual(['', '-wal'])
    expect(checkStation(dir).words).toContain('app_setting')
    expect(bytesOf()).toEqual(before)
    writing.close()
  })
})
