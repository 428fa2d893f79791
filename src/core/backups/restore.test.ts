import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../../tests/stand/fault-of'
import { dataFolder, type DataFolder } from '../database/data-folder'
import { beginNewIncarnation } from '../database/device'
import { openConnection } from '../database/driver'
import { schemaVersion } from '../database/migrations'
import { openStationDatabase, type StationDatabase } from '../database/station-database'
import { replaceDatabase, verifyDatabaseFile, writeSnapshot } from './snapshot'

const at = Date.parse('2026-11-05T10:00:00+08:00')
const actor = { id: 'test', name: '测试', carrier: 'test' } as const
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
let folder: DataFolder
let backup: string
const opened = new Set<StationDatabase>()
const open = (): StationDatabase => {
  const database = openStationDatabase(folder, { now: () => at })
  opened.add(database)
  return database
}
const close = (database: StationDatabase): void => {
  opened.delete(database)
  database.close()
}
const note = (database: StationDatabase, action: string): void => database.writer.run(actor, (tx) => tx.audit({ action, outcome: 'done' }))
const actionsIn = (path: string): string[] => {
  const file = openConnection(path, { readonly: true })
  const actions = (file.prepare('SELECT action FROM audit_log ORDER BY chain, seq').all() as { action: string }[]).map(({ action }) => action)
  file.close()
  return actions
}

beforeEach(() => {
  folder = dataFolder(mkdtempSync(join(tmpdir(), 'jingwang-restore-')))
  backup = join(folder.dir, 'kept.sqlite')
  const database = open()
  note(database, 'before.backup')
  writeSnapshot(database.connection, backup)
  note(database, 'after.backup')
  close(database)
})
afterEach(() => {
  for (const database of opened) database.close()
  opened.clear()
  rmSync(folder.dir, { recursive: true, force: true })
})

describe('a restore', () => {
  it('brings the backup’s rows back and keeps the present data among the backups', () => {
    replaceDatabase(folder, backup, at)
    expect(actionsIn(folder.database)).toEqual(['before.backup'])
    expect(readdirSync(folder.backups)).toEqual(['station-20261105100000-before_restore.sqlite'])
    expect(actionsIn(join(folder.backups, 'station-20261105100000-before_restore.sqlite'))).toEqual(['before.backup', 'after.backup'])
  })

  it('begins a new incarnation, so that the old chain is not numbered twice', () => {
    const before = open()
    const old = before.chain
    close(before)
    replaceDatabase(folder, backup, at)
    beginNewIncarnation(folder.dir)
    const restored = open()
    expect(restored.chain).not.toBe(old)
    expect(restored.chain.split('.')[0]).toBe(old.split('.')[0])
    note(restored, 'after.restore')
    expect(restored.connection.prepare('SELECT chain, seq FROM audit_log ORDER BY rowid').all()).toEqual([
      { chain: old, seq: 1 },
      { chain: restored.chain, seq: 1 },
    ])
  })

  it('brings an older schema’s backup up to date when it is opened', () => {
    copyFileSync(new URL('../../../tests/fixtures/databases/schema-0001.sqlite', import.meta.url), backup)
    replaceDatabase(folder, backup, at)
    const restored = open()
    expect(restored.schema).toBe(schemaVersion)
    expect(restored.connection.prepare('SELECT login FROM user_account').all()).toEqual([{ login: 'guanli' }])
  })

  it('takes along what still waits in the log beside a copy made by hand', () => {
    const live = open()
    note(live, 'in.the.log')
    for (const tail of ['', '-wal']) copyFileSync(folder.database + tail, backup + tail)
    close(live)
    replaceDatabase(folder, backup, at)
    expect(actionsIn(folder.database)).toEqual(['before.backup', 'after.backup', 'in.the.log'])
  })

  it('works where the present database is damaged, and keeps its bytes as they are', () => {
    writeFileSync(folder.database, 'damaged')
    replaceDatabase(folder, backup, at)
    expect(actionsIn(folder.database)).toEqual(['before.backup'])
    expect(readFileSync(join(folder.backups, 'station-20261105100000-before_restore.sqlite'), 'utf8')).toBe('damaged')
  })
})

describe('a backup that is refused', () => {
  const make = (change: (path: string) => void) => () => change(backup)
  it.each<[string, string, RegExp, () => void]>([
    ['is missing', 'backup_missing', /找不到备份文件/, () => rmSync(backup)],
    ['is no database', 'backup_damaged', /检查不通过/, make((path) => writeFileSync(path, '花名册'))],
    ['has a damaged page', 'backup_damaged', /检查不通过/, make((path) => {
      const bytes = readFileSync(path)
      bytes.fill(0xaa, 4096, 12_288)
      writeFileSync(path, bytes)
    })],
    ['is cut short', 'backup_damaged', /检查不通过/, make((path) => writeFileSync(path, readFileSync(path).subarray(0, 20_000)))],
    ['is another program’s', 'backup_foreign', /不是本程序的备份/, make((path) => {
      rmSync(path)
      const other = openConnection(path)
      other.exec('CREATE TABLE notes (text TEXT)')
      other.close()
    })],
    ['is an empty database', 'backup_foreign', /不是本程序的备份/, make((path) => writeFileSync(path, ''))],
    ['is from a newer version', 'backup_newer', /更新版本.*新版程序/, make((path) => {
      const newer = openConnection(path)
      newer.pragma(`user_version = ${schemaVersion + 1}`)
      newer.close()
    })],
  ])('because it %s changes nothing', (_, reason, words, spoil) => {
    const before = sha256(folder.database)
    spoil()
    const fault = faultOf(() => replaceDatabase(folder, backup, at))
    expect(fault.reason).toBe(reason)
    expect(fault.message).toMatch(words)
    expect(fault.message).toContain('库里没有变动')
    expect(sha256(folder.database)).toBe(before)
    expect(readdirSync(folder.backups)).toEqual([])
    expect(existsSync(`${folder.database}.restore`)).toBe(false)
    expect(actionsIn(folder.database)).toEqual(['before.backup', 'after.backup'])
  })
})

describe('a snapshot', () => {
  it('is whole, and bears the sum of its bytes', () => {
    const database = open()
    const target = join(folder.dir, 'again.sqlite')
    const made = writeSnapshot(database.connection, target)
    expect(() => verifyDatabaseFile(target)).not.toThrow()
    expect(made).toMatchObject({ fileName: 'again.sqlite', sha256: sha256(target), bytes: readFileSync(target).byteLength })
    expect(actionsIn(target)).toEqual(['before.backup', 'after.backup'])
  })

  it('leaves nothing behind where it cannot be written', () => {
    const database = open()
    expect(faultOf(() => writeSnapshot(database.connection, join(folder.dir, 'no-such-folder', 'a.sqlite'))).reason).toBe('backup_failed')
    expect(readdirSync(folder.dir).filter((name) => name.includes('tmp'))).toEqual([])
  })
})
