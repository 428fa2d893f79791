import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StationFault } from '../station-fault'
import { dataFolder, holdDataFolder, type DataFolder } from './data-folder'
import { openStationDatabase } from './station-database'

const refusal = (reason: string): unknown => expect.objectContaining({ name: StationFault.name, reason })
const catching = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

let folder: DataFolder
beforeEach(() => {
  folder = dataFolder(mkdtempSync(join(tmpdir(), 'jingwang-folder-')))
})
afterEach(() => rmSync(folder.dir, { recursive: true, force: true }))

describe('a data folder', () => {
  it('is held by one host: a second is refused with a sentence', () => {
    const hold = holdDataFolder(folder)
    const second = catching(() => holdDataFolder(folder))
    expect(second).toEqual(refusal('already_open'))
    expect((second as StationFault).message).toBe('这个数据文件夹已经在另一个窗口里打开。没有重复打开，请到那个窗口里继续。')
    hold.release()
  })

  it('can be held again once the first host has let it go', () => {
    holdDataFolder(folder).release()
    const again = holdDataFolder(folder)
    expect(catching(() => holdDataFolder(folder))).toEqual(refusal('already_open'))
    again.release()
  })

  it('lets the command line work beside the host, and the host notices', () => {
    const hold = holdDataFolder(folder)
    const host = openStationDatabase(folder, { now: () => 1 })
    const before = host.dataVersion()
    const beside = openStationDatabase(folder, { now: () => 2 })
    beside.writer.run({ id: 'cli:clerk', name: '命令行', carrier: 'cli' }, (tx) => tx.audit({ action: 'station.init', outcome: 'done' }))
    expect(host.dataVersion()).not.toBe(before)
    const own = host.dataVersion()
    host.writer.run({ id: 'test', name: '测试', carrier: 'test' }, (tx) => tx.audit({ action: 'station.init', outcome: 'done' }))
    expect(host.dataVersion()).toBe(own)
    expect(host.connection.prepare('SELECT seq, actor FROM audit_log ORDER BY seq').all()).toEqual([
      { seq: 1, actor: 'cli:clerk' },
      { seq: 2, actor: 'test' },
    ])
    beside.close()
    host.close()
    hold.release()
  })

  it('is refused with a sentence where a file stands in its place', () => {
    const path = join(folder.dir, 'a-file')
    writeFileSync(path, '')
    expect(catching(() => dataFolder(path))).toEqual(refusal('data_folder'))
  })
})
