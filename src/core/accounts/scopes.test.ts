import { beforeAll, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../tests/stand/small-township'
import { openStation, testActor, type SignedInCaller } from '../../../tests/stand/station'
import { readWorkbook } from '../excel/read-workbook'
import { addAccount } from './account-register'

const on = '2026-11-05'
let township: SmallTownship
let eastChief: string
let westChief: string
let officer: string
let eastLead: string
let eastVolunteer: string

beforeAll(async () => {
  township = await openSmallTownship()
  const { east, west, seat, clerk } = township
  eastChief = (await seat({ post: 'station_chief', community: east }, '曾东')).personId
  westChief = (await seat({ post: 'station_chief', community: west }, '仇西')).personId
  officer = (await seat({ post: 'community_police', community: east }, '单警官')).personId
  await clerk.client.roster.change(changeOf({ post: 'community_police', community: west }, { incoming: { kind: 'known', personId: officer } }))
  eastLead = (await seat({ post: 'grid_chief', community: east, grid: east.grids[0] }, '解格长')).personId
  await seat({ post: 'aux_police', community: east, grid: east.grids[1] }, '查警辅')
  await seat({ post: 'volunteer', community: east, grid: east.grids[0] }, '任志愿')
  eastVolunteer = (await seat({ post: 'volunteer', community: east }, '华志愿')).personId
})

const seenCommunities = async ({ client }: SignedInCaller): Promise<string[]> => (await client.roster.board({ asOf: on })).communities.map((row) => row.name)
const forbidden = expect.objectContaining({ code: 'FORBIDDEN' })

describe('a chief', () => {
  let chief: SignedInCaller
  beforeAll(async () => {
    chief = await township.station.signedIn('station_chief', { communityId: township.east.id })
  })

  it('sees the own community and nothing of another', async () => {
    const { east, west } = township
    expect(await seenCommunities(chief)).toEqual([east.name])
    expect((await chief.client.roster.community({ communityId: east.id, asOf: on })).chief?.personId).toBe(eastChief)
    expect(await answerOf(chief.client.roster.community({ communityId: west.id, asOf: on }))).toEqual(forbidden)
    expect(await answerOf(chief.client.roster.person({ personId: westChief }))).toEqual(forbidden)
    expect(await answerOf(chief.client.roster.people({ asOf: on, communityId: west.id }))).toEqual(forbidden)
    expect(await answerOf(chief.client.roster.reveal({ personId: westChief, field: 'phone', reason: '核对' }))).toEqual(forbidden)
    expect(await answerOf(chief.client.roster.export({ asOf: on, communityId: west.id, phones: 'masked', reason: null }))).toEqual(forbidden)
  })

  it('lists, finds and counts only people and vacancies of the own community', async () => {
    const { people, total } = await chief.client.roster.people({ asOf: on })
    expect(people.map((person) => person.name).sort()).toEqual(['任志愿', '单警官', '华志愿', '曾东', '查警辅', '解格长'].sort())
    expect(total).toBe(people.length)
    expect((await chief.client.roster.find({ text: 'qiux' })).hits).toEqual([])
    expect((await chief.client.roster.find({ text: '西柳' })).hits).toEqual([])
    expect((await chief.client.roster.find({ text: 'zengd' })).hits.map((hit) => hit.id)).toEqual([eastChief])
    const { vacancies } = await chief.client.roster.vacancies({ asOf: on })
    expect(new Set(vacancies.map((vacancy) => vacancy.communityId))).toEqual(new Set([township.east.id]))
  })

  it('exports the own community alone, also when asking for all', async () => {
    const download = await chief.client.roster.export({ asOf: on, communityId: null, phones: 'masked', reason: null })
    const { bytes, fileName } = township.station.services.tickets.takeDownload(download.ticket)
    const cells = JSON.stringify(await readWorkbook(bytes, fileName))
    expect(cells).toContain('曾东')
    expect(cells).not.toContain('仇西')
  })

  it('sees of a person only the tenures in the own community', async () => {
    const history = (await chief.client.roster.person({ personId: officer })).history
    expect(history.map((tenure) => tenure.communityId)).toEqual([township.east.id])
  })
})

describe('an officer of two communities', () => {
  it('sees both, and each officer page names the other', async () => {
    const caller = await township.station.signedIn('community_police', { communityId: township.east.id })
    expect(await seenCommunities(caller)).toEqual([township.east.name, township.west.name])
    expect((await caller.client.roster.community({ communityId: township.west.id, asOf: on })).officerAlsoIn).toEqual([township.east.name])
    expect((await caller.client.roster.reveal({ personId: westChief, field: 'phone', reason: '核对' })).value).toMatch(/^1380000/)
  })
})

describe('a grid lead', () => {
  let lead: SignedInCaller
  beforeAll(async () => {
    lead = await township.station.signedIn('grid_chief', { communityId: township.east.id })
  })

  it('sees the own grid, the 1+1, and no other grid', async () => {
    const { east, west } = township
    const board = (await lead.client.roster.board({ asOf: on })).communities
    expect(board.map((row) => [row.name, row.grids.map((grid) => grid.name)])).toEqual([[east.name, ['第一网格']]])
    const page = await lead.client.roster.community({ communityId: east.id, asOf: on })
    expect(page.grids.map((grid) => grid.name)).toEqual(['第一网格'])
    expect([page.chief?.name, page.officer?.name]).toEqual(['曾东', '单警官'])
    expect(page.others.flatMap((group) => group.people.map((person) => person.name))).toEqual(['任志愿'])
    expect(await answerOf(lead.client.roster.community({ communityId: west.id, asOf: on }))).toEqual(forbidden)
    expect((await lead.client.roster.find({ text: '第二网格' })).hits).toEqual([])
  })

  it('lists and finds the people of the own grid, by text and post too', async () => {
    const names = async (filter: { text?: string; post?: 'volunteer' }): Promise<string[]> => (await lead.client.roster.people({ asOf: on, ...filter })).people.map((person) => person.name).sort()
    expect(await names({})).toEqual(['任志愿', '解格长'].sort())
    expect(await names({ post: 'volunteer' })).toEqual(['任志愿'])
    expect(await names({ text: 'xieg' })).toEqual(['解格长'])
    expect((await lead.client.roster.find({ text: 'hzy' })).hits).toEqual([])
    expect(await answerOf(lead.client.roster.person({ personId: eastVolunteer }))).toEqual(forbidden)
    expect((await lead.client.roster.person({ personId: eastLead })).name).toBe('解格长')
  })
})

describe('a clerk granted one community', () => {
  it('changes that community and refuses to touch the other or the township', async () => {
    const { east, west, station } = township
    const clerk = await station.signedIn('clerk', { communityId: east.id })
    const building = { kind: 'new', person: inventedPerson('新楼长') } as const
    expect((await clerk.client.roster.change(changeOf({ post: 'building_head', community: east }, { incoming: building }))).assignmentId).not.toBeNull()
    const refused = [
      clerk.client.roster.change(changeOf({ post: 'building_head', community: west }, { incoming: building })),
      clerk.client.roster.correctPerson({ personId: westChief, rowVersion: 1, name: '改名', sex: null, policeNo: null, orgText: null, dutyPhone: null, remark: null }),
      clerk.client.roster.addGrid({ communityId: west.id, name: '第三网格', code: null, kind: 'basic' }),
      clerk.client.roster.correctGrid({ gridId: west.grids[0].id, rowVersion: 1, name: '改名', code: null, households: null, rentalUnits: null, boundary: null }),
      clerk.client.roster.correctCommunity({ communityId: west.id, rowVersion: 1, name: '改名', areaCode: null, stationName: null, policePostName: null }),
      clerk.client.roster.exempt({ gridId: west.grids[0].id, fromOn: on, toOn: null, authority: '分局', reason: '警力不足' }),
      clerk.client.roster.addCommunity({ name: '新社区', areaCode: null }),
      clerk.client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: 'a.csv', bytes: Buffer.from('姓名') }) }),
      clerk.client.rosterImport.undo({ batchId: '01K4000000000000000000AAAA' }),
    ]
    expect((await Promise.all(refused.map(answerOf))).map((answer) => answer.code)).toEqual(refused.map(() => 'FORBIDDEN'))
    expect((await township.clerk.client.roster.community({ communityId: west.id, asOf: on })).chief?.name).toBe('仇西')
  })
})

describe('two roles of one account', () => {
  it('do not lend each other their reach: a chief who may view the district takes clear phones of the own community alone', async () => {
    const { station, east } = township
    const both = await station.signedIn('station_chief', { communityId: east.id })
    const login = 'liang-zhong'
    const accountId = station.services.database.writer.run(testActor, (tx) =>
      addAccount(tx, { login, name: login, passwordHash: 'unused', personId: both.personId, grants: [{ role: 'district_viewer', communityId: null }], mustChangePassword: false }),
    )
    both.connection.signedIn = { accountId, login, name: login, locked: false, lastInputAt: station.clock.now }
    expect(await seenCommunities(both)).toEqual([township.east.name, township.west.name])
    const cellsOf = async (phones: 'masked' | 'clear'): Promise<string> => {
      const download = await both.client.roster.export({ asOf: on, communityId: null, phones, reason: '节日慰问' })
      const { bytes, fileName } = station.services.tickets.takeDownload(download.ticket)
      return JSON.stringify(await readWorkbook(bytes, fileName))
    }
    expect(await cellsOf('masked')).toContain('仇西')
    expect(await cellsOf('clear')).toContain('曾东')
    expect(await cellsOf('clear')).not.toContain('仇西')
    expect(await answerOf(both.client.roster.reveal({ personId: westChief, field: 'phone', reason: '核对' }))).toEqual(forbidden)
  })
})

describe('a role by post', () => {
  it('begins and ends with the days of the post', async () => {
    const { clerk, station, west } = await openSmallTownship({ now: Date.parse('2026-11-05T10:00:00+08:00') })
    const seat = { post: 'station_chief', community: west } as const
    const { assignmentId } = await clerk.client.roster.change(changeOf(seat, { onDate: '2026-11-01', incoming: { kind: 'new', person: inventedPerson('任期长') } }))
    const chief = await station.signedIn('station_chief', { communityId: west.id })
    await clerk.client.roster.change(changeOf(seat, { onDate: '2026-11-10', outgoingAssignmentId: assignmentId }))
    const roles = async (): Promise<string[]> => (await chief.client.accounts.current({})).session?.roles.map((held) => held.role) ?? []
    const at = (day: string): void => {
      station.clock.now = Date.parse(day)
      if (chief.connection.signedIn) chief.connection.signedIn.lastInputAt = station.clock.now
    }
    expect(await roles()).toEqual(['station_chief'])
    at('2026-11-09T23:59:59+08:00')
    expect(await roles()).toEqual(['station_chief'])
    expect(await answerOf(chief.client.roster.board({ asOf: on }))).toMatchObject({ code: 'DONE' })
    at('2026-11-10T00:00:00+08:00')
    expect(await roles()).toEqual([])
    expect(await answerOf(chief.client.roster.board({ asOf: on }))).toEqual(forbidden)
    at('2026-10-31T12:00:00+08:00')
    expect(await roles()).toEqual([])
  })

  it('is none for an account that is linked to nobody', async () => {
    const station = await openStation()
    const viewer = await station.signedIn('approver')
    expect((await viewer.client.accounts.current({})).session?.roles.map((held) => held.role)).toEqual(['approver'])
    expect(await answerOf(viewer.client.roster.board({ asOf: on }))).toEqual(forbidden)
  })
})
