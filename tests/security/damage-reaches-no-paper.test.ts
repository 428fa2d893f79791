import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openConnection } from '../../src/core/database/driver'
import { backUpOnExit } from '../../src/core/features/station/backup-procedures'
import { answerOf, openSmallTownship } from '../stand/small-township'
import type { SignedInCaller, Station } from '../stand/station'

/** A value of a row that is another one than was written, as a failing disk leaves it: by no statement of the program. */
function damage(station: Station, sql: string): void {
  const beside = openConnection(join(station.dir, 'station.sqlite'))
  beside.exec(sql)
  beside.close()
}

describe('a row that is not as it was written', () => {
  let station: Station
  let clerk: SignedInCaller
  beforeEach(async () => {
    const township = await openSmallTownship()
    await township.seat({ post: 'grid_chief', community: township.east, grid: township.east.grids[0] }, '宋网格')
    station = township.station
    clerk = township.clerk
  })
  const renamed = `UPDATE person SET name = '被改名'`
  const count = (sql: string): unknown => station.services.database.connection.prepare(sql).pluck().get()

  test('reaches no exported workbook: refused with what happened, what was kept and what to do, and not logged as taken', async () => {
    damage(station, renamed)
    const answer = await answerOf(clerk.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null }))
    expect(answer.rule).toBe('damaged_rows')
    expect(answer.message).toMatch(/已损坏.*没有导出.*备份恢复/)
    expect(count('SELECT count(*) FROM export_log')).toBe(0)
    expect(count(`SELECT outcome FROM audit_log ORDER BY id DESC LIMIT 1`)).toBe('refused')
  })

  test('reaches no printed paper', async () => {
    damage(station, renamed)
    expect(await answerOf(clerk.client.roster.papers({ asOf: station.today, communityId: null }))).toMatchObject({ rule: 'damaged_rows' })
  })

  test('stops no paper that does not rest on its table', async () => {
    damage(station, `UPDATE backup_log SET bytes = 1; INSERT INTO phrase (id, text, created_at, created_by, updated_at, updated_by) VALUES ('x', 'x', 0, 'x', 0, 'x')`)
    expect((await clerk.client.roster.papers({ asOf: station.today, communityId: null })).papers.length).toBeGreaterThan(0)
    await clerk.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null })
    expect(count('SELECT count(*) FROM export_log')).toBe(1)
  })

  test('makes no backup: it says so, keeps the good ones and replaces none', async () => {
    const admin = await station.signedIn('admin')
    const { fileName } = await admin.client.backups.make({})
    const kept = join(station.dir, 'backups', fileName)
    const before = readFileSync(kept)
    station.clock.now += 60_000
    damage(station, renamed)
    const answer = await answerOf(admin.client.backups.make({}))
    expect(answer.rule).toBe('backup_of_damaged')
    expect(answer.message).toMatch(/数据文件已损坏.*以前的备份都在/)
    expect(answer.message).not.toContain('磁盘')
    backUpOnExit(station.services)
    expect(readdirSync(join(station.dir, 'backups'))).toEqual([fileName])
    expect(readFileSync(kept).equals(before)).toBe(true)
    expect(station.logLines.join('\n')).toContain('backup_of_damaged')
  })

  test('in an index alone makes no backup either', async () => {
    const file = join(station.dir, 'station.sqlite')
    const page = count(`SELECT rootpage FROM sqlite_schema WHERE name = 'person_pinyin'`) as number
    station.close()
    const bytes = readFileSync(file)
    bytes.fill(0x41, page * 4096 - 10, page * 4096 - 4)
    writeFileSync(file, bytes)
    station = await station.reopen()
    const admin = await station.signedIn('admin')
    expect(await answerOf(admin.client.backups.make({}))).toMatchObject({ rule: 'backup_of_damaged' })
  })

  test('a page that cannot be read is answered with a sentence, not as a fault of the program', async () => {
    const file = join(station.dir, 'station.sqlite')
    const page = count(`SELECT rootpage FROM sqlite_schema WHERE name = 'person'`) as number
    station.close()
    const bytes = readFileSync(file)
    bytes.fill(0, (page - 1) * 4096, page * 4096)
    writeFileSync(file, bytes)
    station = await station.reopen()
    clerk = await station.signedIn('clerk')
    const answer = await answerOf(clerk.client.roster.papers({ asOf: station.today, communityId: null }))
    expect(answer).toMatchObject({ code: 'FILE_REFUSED', rule: 'damaged_database' })
    expect(answer.message).toMatch(/已损坏.*库里没有变动.*备份恢复/)
  })
})
