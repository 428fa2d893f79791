import { statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openStation, type SignedInCaller, type Station } from '../../../tests/stand/station'

const pageSize = 4096
/** A frame of the write-ahead log is a page and its header of 24 bytes; the log begins with 32. */
const framesIn = (bytes: number): number => Math.max(0, (bytes - 32) / (pageSize + 24))

describe('one corrected person', () => {
  let station: Station
  let clerk: SignedInCaller
  beforeAll(async () => {
    station = await openStation({ sample: true })
    clerk = await station.signedIn('clerk')
  })

  it('writes five pages, two more where a log begins a new page: at most 24 kB on average', async () => {
    const { people } = await clerk.client.roster.people({ asOf: station.today, limit: 120 })
    const { connection } = station.services.database
    const versions = new Map<string, number>()
    const correct = async (personId: string, remark: string): Promise<number> => {
      const { name, sex, policeNo, orgText, dutyPhone, rowVersion } = await clerk.client.roster.person({ personId })
      connection.pragma('wal_checkpoint(TRUNCATE)')
      const saved = await clerk.client.roster.correctPerson({ personId, rowVersion: versions.get(personId) ?? rowVersion, name, sex, policeNo, orgText, dutyPhone, remark })
      versions.set(personId, saved.rowVersion)
      return framesIn(statSync(join(station.dir, 'station.sqlite-wal')).size)
    }
    // A first remark lengthens its row; what a save costs is seen where the rows keep their length.
    for (const { personId } of people) await correct(personId, '电话待核')
    const pages: number[] = []
    for (const { personId } of people) pages.push(await correct(personId, '电话已核'))
    expect(pages).toHaveLength(120)
    expect(pages.toSorted((a, b) => a - b)[60]).toBe(5)
    expect((pages.reduce((sum, count) => sum + count, 0) / pages.length) * (pageSize + 24)).toBeLessThanOrEqual(24 * 1024)
  })
})
