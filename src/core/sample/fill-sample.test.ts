import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openStation, testActor, type Station } from '../../../tests/stand/station'
import { windowConnection } from '../connection'
import { foundTownship } from '../features/roster/organisation'
import { rosterBreaches } from '../features/roster/roster-check'
import { personStatements } from '../features/roster/person-statements'
import { openIdNo } from '../features/roster/person-view'
import { fillSample, sampleTownship } from './fill-sample'
import { sampleAccounts, sampleNameOf, samplePassword } from './sample-accounts'

let station: Station
beforeAll(async () => {
  station = await openStation()
  await fillSample(station.services)
})

describe('the sample township', () => {
  it('breaks no invariant', () => {
    expect(rosterBreaches(station.services.database.reader)).toEqual([])
  })

  it('shows its vacancies and acting holders on the board', async () => {
    const { client } = await station.signedIn('clerk')
    const board = await client.roster.board({ asOf: station.today })
    expect(board.totals).toEqual({ communities: 27, grids: 137, persons: 890, vacancies: 5, acting: 3 })
    const { vacancies } = await client.roster.vacancies({ asOf: station.today })
    expect(vacancies.map((vacancy) => vacancy.post).toSorted()).toEqual(['aux_police', 'aux_police', 'grid_chief', 'grid_chief', 'station_chief'])
    for (const vacancy of vacancies) {
      expect(vacancy.lastHolder).not.toBeNull()
      expect(vacancy.sinceOn).not.toBeNull()
    }
  })

  it('pairs every grid whose two seats are held, and says why one auxiliary serves two', async () => {
    const { client } = await station.signedIn('clerk')
    const { communities } = await client.roster.board({ asOf: station.today })
    const teams = await Promise.all(communities.map(({ communityId }) => client.roster.community({ communityId, asOf: station.today })))
    const grids = teams.flatMap((team) => team.grids)
    for (const grid of grids) expect(grid.pairedOn === null, `${grid.code}`).toBe(grid.chief === null || grid.aux === null)
    expect(grids.filter((grid) => grid.exemption !== null)).toHaveLength(1)
    expect(teams.some((team) => team.officerAlsoIn.length > 0)).toBe(true)
    expect(teams.some((team) => team.chief?.dutyPhone)).toBe(true)
    expect(grids.every((grid) => grid.households !== null && grid.boundary !== null)).toBe(true)
  })

  it('had other people two years ago', async () => {
    const { client } = await station.signedIn('clerk')
    const before = await client.roster.board({ asOf: '2024-11-20' })
    const now = await client.roster.board({ asOf: station.today })
    expect(before.totals.vacancies).toBe(0)
    expect(before.communities.filter((row, at) => row.chiefName !== now.communities[at]?.chiefName).length).toBeGreaterThan(4)
  })

  it('lets each sample account sign in with its role', async () => {
    for (const { login, name, grant, post } of sampleAccounts) {
      const session = await station.client(windowConnection('test')).accounts.signIn({ login, password: samplePassword })
      expect(session.name).toBe(name)
      expect(session.roles.map((held) => held.role)).toEqual([grant ?? post])
    }
    const chief = await station.client(windowConnection('test')).accounts.signIn({ login: 'zhanzhang', password: samplePassword })
    const { client } = await station.signedIn('clerk')
    const first = (await client.roster.board({ asOf: station.today })).communities[0]
    expect(chief.roles[0]?.communityId).toBe(first?.communityId)
    expect(first?.chiefName).toBe(sampleNameOf('station_chief'))
    expect(first?.officerName).toBe(sampleNameOf('community_police'))
  })

  it('keeps no identity number or phone in clear in any file of the folder', () => {
    station.services.database.connection.pragma('wal_checkpoint(TRUNCATE)')
    const township = sampleTownship(station.today)
    const numbers = new Set(township.persons.flatMap((person) => [person.idNo, person.phone]))
    const [first] = township.persons
    const stored = first ? station.services.database.reader.get(personStatements.byIdNo, { id_no_mac: station.services.database.key.lookUp('idNo', first.idNo) }) : undefined
    const row = stored ? station.services.database.reader.get(personStatements.byId, { id: stored.id }) : undefined
    expect(row ? openIdNo(station.services.database.key, row) : null).toBe(first?.idNo)
    const files = readdirSync(station.dir, { withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      const bytes = readFileSync(join(station.dir, file.name)).toString('latin1')
      const seen = [...bytes.matchAll(/\d{11,}X?/g)].flatMap(([run]) => windowsOf(run).filter((part) => numbers.has(part)))
      expect(seen, file.name).toEqual([])
    }
  })

  it('is refused where a township is already', async () => {
    await expect(fillSample(station.services)).rejects.toMatchObject({ rule: 'sample_not_empty' })
    const other = await openStation()
    other.services.database.writer.run(testActor, (tx) => foundTownship(tx, '空镇', '410105'))
    await expect(fillSample(other.services)).rejects.toMatchObject({ rule: 'sample_not_empty' })
  })
})

/** Every stretch of 11 or 18 signs in a run of digits. */
function windowsOf(run: string): string[] {
  return [11, 18].flatMap((size) => Array.from({ length: Math.max(0, run.length - size + 1) }, (_, at) => run.slice(at, at + size)))
}
