import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../../tests/stand/fault-of'
import { dataFolder, holdDataFolder } from './data-folder'
import { openStationDatabase } from './station-database'
import { storageFault } from './storage-fault'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingwang-storage-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const now = (): number => Date.parse('2026-11-05T10:00:00+08:00')
const openAndClose = (): void => openStationDatabase(dataFolder(dir), { now }).close()
const emptied = (): void => {
  for (const name of readdirSync(dir)) if (name.startsWith('station.sqlite')) rmSync(join(dir, name))
  writeFileSync(join(dir, 'station.sqlite'), '')
}

describe('an error of the disk', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code })

  it.each([
    ['ENOSPC', 'disk_full'],
    ['SQLITE_FULL', 'disk_full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
    ['SQLITE_CANTOPEN', 'read_only'],
    ['SQLITE_READONLY_DIRECTORY', 'read_only'],
    ['EROFS', 'read_only'],
    ['EACCES', 'read_only'],
    ['SQLITE_CORRUPT_VTAB', 'damaged_database'],
    ['SQLITE_NOTADB', 'damaged_database'],
    ['SQLITE_BUSY_SNAPSHOT', 'busy'],
    ['SQLITE_IOERR_READ', 'disk_error'],
  ])('%s is told as %s, in three parts', (code, reason) => {
    const fault = storageFault(coded(code))
    expect(fault?.reason).toBe(reason)
    expect(fault?.message).toMatch(/(没有|之前保存的都在).*(重试|打开|恢复|别处)/)
  })

  it('is told from a fault of the program', () => {
    for (const other of [new Error('x'), coded('ERR_INVALID_ARG_TYPE'), coded('SQLITE_CONSTRAINT_UNIQUE'), 'ENOSPC', null]) expect(storageFault(other)).toBeNull()
  })

  it('is told where the folder is no folder and where the lock cannot be made', () => {
    writeFileSync(join(dir, 'file'), '')
    expect(faultOf(() => dataFolder(join(dir, 'file', 'data'))).reason).toBe('read_only')
    mkdirSync(join(dir, 'host.lock'))
    expect(faultOf(() => holdDataFolder(dataFolder(dir))).reason).toBe('read_only')
  })
})

describe('a folder whose log folder cannot be made', () => {
  it('is used all the same', () => {
    writeFileSync(join(dir, 'logs'), 'a file')
    expect(openAndClose).not.toThrow()
  })
})

describe('a database that is empty or gone', () => {
  it('is founded where the folder never held one, a founding that was interrupted included', () => {
    openAndClose()
    emptied()
    writeFileSync(join(dir, 'device.json'), JSON.stringify({ device: 'D', incarnation: 1, place: 'elsewhere' }))
    expect(openAndClose).not.toThrow()
  })

  it('is never founded anew where one was opened before', () => {
    openAndClose()
    emptied()
    const before = readdirSync(dir).toSorted()
    const fault = faultOf(openAndClose)
    expect(fault.reason).toBe('database_lost')
    expect(fault.message).toMatch(/是空的.*没有新建/)
    expect(readdirSync(dir).toSorted()).toEqual(before)
    rmSync(join(dir, 'station.sqlite'))
    expect(faultOf(openAndClose).message).toMatch(/不见了/)
  })

  it('names the newest backup where there are some', () => {
    openAndClose()
    emptied()
    rmSync(join(dir, 'device.json'))
    for (const name of ['station-20261101100000-daily.sqlite', 'station-20261103100000-by_hand.sqlite']) writeFileSync(join(dir, 'backups', name), 'x')
    const fault = faultOf(openAndClose)
    expect(fault.reason).toBe('database_lost')
    expect(fault.message).toContain('station-20261103100000-by_hand.sqlite')
  })
})

describe('a device file that was emptied or damaged', () => {
  it.each(['', '{', 'null', '{"device":1}', '{"device":"D","incarnation":"x","place":"p"}'])('%j is made anew with a chain of its own', (content) => {
    const first = openStationDatabase(dataFolder(dir), { now })
    first.close()
    writeFileSync(join(dir, 'device.json'), content)
    const second = openStationDatabase(dataFolder(dir), { now })
    second.close()
    expect(second.chain).not.toBe(first.chain)
    const third = openStationDatabase(dataFolder(dir), { now })
    third.close()
    expect(third.chain).toBe(second.chain)
  })
})
