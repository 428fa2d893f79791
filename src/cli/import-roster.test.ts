import { expect, it } from 'vitest'
import { openStation, testActor } from '../../tests/stand/station'
import { commandLineConnection } from '../core/connection'
import { foundTownship } from '../core/features/roster/organisation'
import type { CommandCore } from './command-core'
import { importRoster } from './import-roster'

it('import roster says why where the file holds no roster, as text and as JSON', async () => {
  const station = await openStation()
  station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '柳渠镇', '410105187'))
  const core: CommandCore = { services: station.services, client: station.client(commandLineConnection('job')), actor: testActor, close: () => station.close() }
  const line = { json: true, dataDir: station.dir, files: [], options: { 'accept-valid': true }, user: 'job' }
  const { exit, result, words } = await importRoster(core, line, { fileName: '值班.csv', bytes: new TextEncoder().encode('日期,值班\n周一,甲组\n') })
  expect(exit).toBe(1)
  expect(result).toMatchObject({ read: 0, imported: 0, reason: expect.stringContaining('没有找到花名册') })
  expect(words).toContain('没有找到花名册：没有一张表有姓名、岗位这样的表头。')
  station.close()
})
