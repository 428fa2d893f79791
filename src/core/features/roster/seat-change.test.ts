import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallSeat, type SmallTownship } from '../../../../tests/stand/small-township'
import { rosterBreaches } from './roster-check'

let township: SmallTownship
let chiefSeat: SmallSeat
let leadSeat: SmallSeat
let auxSeat: SmallSeat
beforeEach(async () => {
  township = await openSmallTownship()
  const { east } = township
  chiefSeat = { post: 'station_chief', community: east }
  leadSeat = { post: 'grid_chief', community: east, grid: east.grids[0] }
  auxSeat = { post: 'aux_police', community: east, grid: east.grids[0] }
})
type Change = Parameters<typeof changeOf>[1]
const change = (seat: SmallSeat, fields: Change) => township.clerk.client.roster.change(changeOf(seat, fields))
const newcomer = (name: string) => ({ kind: 'new', person: inventedPerson(name) }) as const
const known = (personId: string) => ({ kind: 'known', personId }) as const
const page = (on: string, community = township.east) => township.clerk.client.roster.community({ communityId: community.id, asOf: on })
const chiefOn = async (on: string): Promise<string | null> => (await page(on)).chief?.name ?? null
const firstGrid = async (on: string) => {
  const [grid] = (await page(on)).grids
  if (!grid) throw new Error('the community has no grid')
  return { chief: grid.chief?.name ?? null, aux: grid.aux?.name ?? null, pairedOn: grid.pairedOn }
}
afterEach(() => expect(rosterBreaches(township.station.services.database.reader)).toEqual([]))

describe('a handover', () => {
  it('in the middle of a month gives the day to the incoming person, and nobody is missing', async () => {
    const { assignmentId } = await township.seat(chiefSeat, '曾老', { on: '2026-01-05' })
    await change(chiefSeat, { onDate: '2026-11-16', outgoingAssignmentId: assignmentId, incoming: newcomer('仇新'), docNo: '青政〔2026〕8号', reason: '岗位调整' })
    expect(await chiefOn('2026-01-04')).toBeNull()
    expect(await chiefOn('2026-11-15')).toBe('曾老')
    expect(await chiefOn('2026-11-16')).toBe('仇新')
    expect(await chiefOn('2030-01-01')).toBe('仇新')
    expect((await page('2026-11-16')).changes.map((one) => [one.on, one.kind, one.name, one.docNo])).toEqual([
      ['2026-11-16', 'left', '曾老', '青政〔2026〕8号'],
      ['2026-11-16', 'arrived', '仇新', '青政〔2026〕8号'],
      ['2026-01-05', 'arrived', '曾老', null],
    ])
  })

  it('with nobody to come leaves a vacancy, named with its first day and who left', async () => {
    const { assignmentId } = await township.seat(chiefSeat, '曾老')
    expect(await change(chiefSeat, { onDate: '2026-10-08', outgoingAssignmentId: assignmentId })).toEqual({ assignmentId: null, personId: null })
    const { vacancies } = await township.clerk.client.roster.vacancies({ asOf: '2026-11-05' })
    expect(vacancies.filter((vacancy) => vacancy.communityId === township.east.id && vacancy.post === 'station_chief')).toEqual([
      { communityId: township.east.id, community: '东塘社区', gridId: null, grid: null, post: 'station_chief', sinceOn: '2026-10-08', lastHolder: '曾老' },
    ])
    expect((await page('2026-10-07')).vacancies.some((vacancy) => vacancy.post === 'station_chief')).toBe(false)
  })

  it('may make an acting holder, who is shown as acting and is no vacancy', async () => {
    await change(chiefSeat, { incoming: newcomer('代站长'), isActing: true })
    const [row] = (await township.clerk.client.roster.board({ asOf: '2026-11-05' })).communities
    expect(row).toMatchObject({ chief: 'acting', chiefName: '代站长', acting: 1 })
    expect((await page('2026-11-05')).chief?.isActing).toBe(true)
  })

  it('may make the acting holder the holder, from a day on', async () => {
    const { assignmentId, personId } = await change(chiefSeat, { incoming: newcomer('代站长'), isActing: true })
    await change(chiefSeat, { onDate: '2026-06-01', outgoingAssignmentId: assignmentId, incoming: known(personId ?? '') })
    expect((await page('2026-05-31')).chief?.isActing).toBe(true)
    expect((await page('2026-06-01')).chief?.isActing).toBe(false)
  })

  it('may be arranged for a day to come, and shows on that day', async () => {
    const { assignmentId } = await township.seat(chiefSeat, '曾老')
    await change(chiefSeat, { onDate: '2027-01-01', outgoingAssignmentId: assignmentId, incoming: newcomer('仇新') })
    expect([await chiefOn('2026-12-31'), await chiefOn('2027-01-01')]).toEqual(['曾老', '仇新'])
    expect(await answerOf(change(chiefSeat, { onDate: '2026-12-01', outgoingAssignmentId: assignmentId }))).toMatchObject({ rule: 'I5', field: 'outgoingAssignmentId' })
    expect(await answerOf(change(chiefSeat, { onDate: '2027-06-01', incoming: newcomer('任迟') }))).toMatchObject({ rule: 'I1' })
  })
})

describe('the invariants, at a change', () => {
  it('I1: a community has one chief at a time', async () => {
    await township.seat(chiefSeat, '曾老')
    expect(await answerOf(change(chiefSeat, { onDate: '2026-06-01', incoming: newcomer('仇新') }))).toMatchObject({ code: 'REFUSED', rule: 'I1', field: 'outgoingAssignmentId' })
    expect(await answerOf(change(chiefSeat, { onDate: '2026-02-01', incoming: newcomer('任早') }))).toMatchObject({ rule: 'I1' })
    expect(await chiefOn('2026-06-01')).toBe('曾老')
  })

  it('I2: a community has one officer at a time, and an officer may hold several communities', async () => {
    const { east, west } = township
    const { personId } = await township.seat({ post: 'community_police', community: east }, '单警')
    await change({ post: 'community_police', community: west }, { incoming: known(personId) })
    expect((await page('2026-11-05')).officerAlsoIn).toEqual([west.name])
    expect(await answerOf(change({ post: 'community_police', community: west }, { onDate: '2026-06-01', incoming: newcomer('查警') }))).toMatchObject({ rule: 'I2' })
  })

  it('I3: a grid has one lead at a time', async () => {
    await township.seat(leadSeat, '解长')
    expect(await answerOf(change(leadSeat, { onDate: '2026-06-01', incoming: newcomer('华长') }))).toMatchObject({ rule: 'I3' })
    expect((await answerOf(change({ ...leadSeat, grid: township.east.grids[1] }, { incoming: newcomer('华长') }))).code).toBe('DONE')
  })

  it('I4: an auxiliary serves one grid, a grid has one auxiliary, and a recorded exemption relaxes the first', async () => {
    const { east, clerk } = township
    const second = { ...auxSeat, grid: east.grids[1] }
    await township.seat(leadSeat, '解长')
    await township.seat({ ...leadSeat, grid: east.grids[1] }, '华长')
    const { personId } = await township.seat(auxSeat, '查辅')
    expect(await answerOf(change(auxSeat, { onDate: '2026-06-01', incoming: newcomer('任辅') }))).toMatchObject({ rule: 'I4' })
    expect(await answerOf(change(second, { onDate: '2026-06-01', incoming: known(personId) }))).toMatchObject({ rule: 'I4', field: 'incoming' })
    await clerk.client.roster.exempt({ gridId: east.grids[1].id, fromOn: '2026-06-01', toOn: null, authority: '分局', reason: '警力不足' })
    expect(await answerOf(change(second, { onDate: '2026-05-31', incoming: known(personId) }))).toMatchObject({ rule: 'I4' })
    expect((await answerOf(change(second, { onDate: '2026-06-01', incoming: known(personId) }))).code).toBe('DONE')
    expect((await page('2026-06-01')).grids[1]).toMatchObject({ pairedOn: '2026-06-01', exemption: '警力不足', aux: { personId } })
  })

  it('I5: nobody leaves before having come, nor twice, nor holds one seat twice', async () => {
    const { assignmentId, personId } = await township.seat(chiefSeat, '曾老', { on: '2026-03-01' })
    expect(await answerOf(change(chiefSeat, { onDate: '2026-03-01', outgoingAssignmentId: assignmentId }))).toMatchObject({ rule: 'I5', field: 'onDate' })
    expect(await answerOf(change(chiefSeat, { onDate: '2026-04-01', incoming: known(personId) }))).toMatchObject({ rule: 'I5', field: 'incoming' })
    await change(chiefSeat, { onDate: '2026-05-01', outgoingAssignmentId: assignmentId })
    expect(await answerOf(change(chiefSeat, { onDate: '2026-06-01', outgoingAssignmentId: assignmentId }))).toMatchObject({ rule: 'I5' })
    const volunteer: SmallSeat = { post: 'volunteer', community: township.east }
    await change(volunteer, { incoming: known(personId) })
    expect(await answerOf(change(volunteer, { onDate: '2026-08-01', incoming: known(personId) }))).toMatchObject({ rule: 'I5' })
  })

  it('I6: every required seat without a holder is on the board, whoever looks', async () => {
    const board = await township.clerk.client.roster.board({ asOf: '2026-11-05' })
    expect(board.totals).toEqual({ communities: 2, grids: 4, persons: 0, vacancies: 12, acting: 0 })
    await township.seat(chiefSeat, '曾老')
    await township.seat(auxSeat, '查辅')
    const viewer = await township.station.signedIn('district_viewer')
    const { vacancies } = await viewer.client.roster.vacancies({ asOf: '2026-11-05' })
    expect(vacancies.length).toBe(10)
    expect((await viewer.client.roster.board({ asOf: '2026-11-05' })).totals.vacancies).toBe(10)
    expect((await viewer.client.roster.vacancies({ asOf: '2026-02-28' })).vacancies.length).toBe(12)
  })
})

describe('an arrival arranged for a later day', () => {
  it('can be taken back: who would have left stays, and the pair with him', async () => {
    const lead = await township.seat(leadSeat, '解长', { on: '2026-01-01' })
    await township.seat(auxSeat, '查辅', { on: '2026-01-01' })
    const before = await page('2031-01-01')
    const planned = await change(leadSeat, { onDate: '2031-01-01', outgoingAssignmentId: lead.assignmentId, incoming: newcomer('任长') })
    expect((await page('2031-01-01')).grids[0]).toMatchObject({ chief: { name: '任长' }, pairedOn: '2031-01-01' })
    await township.clerk.client.roster.cancelPlanned({ assignmentId: planned.assignmentId ?? '', reason: '改期' })
    expect((await page('2031-01-01')).grids[0]).toEqual(before.grids[0])
  })

  it('cannot be taken back once the day has come', async () => {
    const { assignmentId } = await township.seat(leadSeat, '解长', { on: '2026-01-01' })
    expect(await answerOf(township.clerk.client.roster.cancelPlanned({ assignmentId: assignmentId ?? '', reason: '改期' }))).toMatchObject({ rule: 'already_begun' })
  })
})

describe('a pair', () => {
  it('begins on the later of both first days and follows every change of either seat', async () => {
    const lead = await township.seat(leadSeat, '解长', { on: '2026-01-01' })
    expect(await firstGrid('2026-11-05')).toMatchObject({ pairedOn: null })
    const aux = await township.seat(auxSeat, '查辅', { on: '2026-03-01' })
    expect(await firstGrid('2026-11-05')).toEqual({ chief: '解长', aux: '查辅', pairedOn: '2026-03-01' })
    expect((await firstGrid('2026-02-28')).pairedOn).toBeNull()
    await change(leadSeat, { onDate: '2026-06-01', outgoingAssignmentId: lead.assignmentId, incoming: newcomer('华长') })
    expect(await firstGrid('2026-05-31')).toEqual({ chief: '解长', aux: '查辅', pairedOn: '2026-03-01' })
    expect(await firstGrid('2026-06-01')).toEqual({ chief: '华长', aux: '查辅', pairedOn: '2026-06-01' })
    await change(auxSeat, { onDate: '2026-09-01', outgoingAssignmentId: aux.assignmentId })
    expect(await firstGrid('2026-09-01')).toEqual({ chief: '华长', aux: null, pairedOn: null })
  })

  it('follows a change made before one that was already arranged', async () => {
    const lead = await township.seat(leadSeat, '解长', { on: '2026-01-01' })
    const aux = await township.seat(auxSeat, '查辅', { on: '2026-01-01' })
    await change(leadSeat, { onDate: '2027-01-01', outgoingAssignmentId: lead.assignmentId, incoming: newcomer('华长') })
    await change(auxSeat, { onDate: '2026-12-01', outgoingAssignmentId: aux.assignmentId, incoming: newcomer('任辅') })
    expect(await firstGrid('2026-11-30')).toEqual({ chief: '解长', aux: '查辅', pairedOn: '2026-01-01' })
    expect(await firstGrid('2026-12-31')).toEqual({ chief: '解长', aux: '任辅', pairedOn: '2026-12-01' })
    expect(await firstGrid('2027-01-01')).toEqual({ chief: '华长', aux: '任辅', pairedOn: '2027-01-01' })
  })
})

describe('a change that makes no sense', () => {
  it.each<[string, string, () => Partial<Change>]>([
    ['nobody who leaves and nobody who comes', 'nothing_to_change', () => ({})],
    ['a grid of another community', 'unknown_grid', () => ({ post: 'grid_chief', gridId: township.west.grids[0].id, incoming: newcomer('解长') })],
    ['a lead without a grid', 'grid_needed', () => ({ post: 'grid_chief', gridId: null, incoming: newcomer('解长') })],
    ['a chief of a grid', 'grid_not_wanted', () => ({ gridId: township.east.grids[0].id, incoming: newcomer('曾老') })],
  ])('is refused: %s', async (_, rule, fields) => {
    expect(await answerOf(change(chiefSeat, fields()))).toMatchObject({ code: 'REFUSED', rule })
  })

  it('is refused when the one who leaves sits elsewhere, or does not exist', async () => {
    const { assignmentId } = await township.seat({ ...chiefSeat, community: township.west }, '曾老')
    expect(await answerOf(change(chiefSeat, { onDate: '2026-06-01', outgoingAssignmentId: assignmentId }))).toMatchObject({ rule: 'outgoing_elsewhere' })
    expect(await answerOf(change(chiefSeat, { incoming: known('01K4000000000000000000AAAA') }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
