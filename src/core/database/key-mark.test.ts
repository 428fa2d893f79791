import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStation } from '../../../tests/stand/station'
import { replaceDatabase, writeSnapshot } from '../backups/snapshot'
import { dataFolder } from './data-folder'
import { TownshipKey } from './township-key'

const reasonOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error)
  }
  return 'done'
}

test('a database opens with the key it was sealed with and with no other', async () => {
  const station = await openStation()
  const other = await openStation()
  station.core.close()
  const key = join(station.dir, TownshipKey.fileName)
  const own = readFileSync(key)
  copyFileSync(join(other.dir, TownshipKey.fileName), key)
  await expect(openStation({ dir: station.dir })).rejects.toMatchObject({ reason: 'key_mismatch' })
  rmSync(key)
  await expect(openStation({ dir: station.dir })).rejects.toMatchObject({ reason: 'key_missing' })
  expect(own.length).toBeGreaterThan(40)
})

test('a backup sealed with another key is refused before anything is replaced', async () => {
  const station = await openStation()
  const other = await openStation()
  const backup = join(other.dir, 'backup.sqlite')
  writeSnapshot(other.services.database.connection, backup)
  const folder = dataFolder(station.dir)
  station.core.close()
  const before = readFileSync(folder.database)
  expect(reasonOf(() => replaceDatabase(folder, backup, 0))).toBe('backup_other_key')
  expect(readFileSync(folder.database).equals(before)).toBe(true)
  const empty = dataFolder(join(other.dir, 'empty'))
  expect(reasonOf(() => replaceDatabase(empty, backup, 0))).toBe('backup_other_key')
  expect(existsSync(empty.database)).toBe(false)
})
