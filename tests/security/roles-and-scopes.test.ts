import { ORPCError } from '@orpc/client'
import { beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../../src/contract/permissions'
import { commandLineConnection, windowConnection } from '../../src/core/connection'
import { openStation, type Client, type SignedInCaller, type Station } from '../stand/station'
import { inputOf, procedureNames, procedureOf, validInput } from './contract-inputs'

/** The sharp corners; every procedure for every role stands in the permission table's own test. */
let station: Station
let clerk: SignedInCaller
let chief: SignedInCaller
let gridLead: SignedInCaller
let admin: SignedInCaller
let auditor: SignedInCaller
let elsewhere: { communityId: string; personId: string }
let asOf: string

beforeAll(async () => {
  station = await openStation({ sample: true })
  asOf = station.today
  clerk = await station.signedIn('clerk')
  chief = await station.signedIn('station_chief')
  gridLead = await station.signedIn('grid_chief')
  admin = await station.signedIn('admin')
  auditor = await station.signedIn('auditor')
  const far = (await clerk.client.roster.board({ asOf })).communities.find((row) => row.communityId !== chief.communityId && row.communityId !== gridLead.communityId)
  const page = await clerk.client.roster.people({ asOf, communityId: far?.communityId ?? '' })
  const apart = page.people.find((person) => person.posts.every((post) => post.communityId === far?.communityId))
  elsewhere = { communityId: far?.communityId ?? '', personId: apart?.personId ?? '' }
})

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof ORPCError) return error.code
    throw error
  }
}

test('without signing in, nothing but the public procedures answers', async () => {
  const nobody = station.client(windowConnection('test'))
  for (const name of procedureNames.filter((one) => permissions[one] !== 'public'))
    expect([name, await codeOf(procedureOf(nobody, name)(validInput(inputOf(name))))]).toEqual([name, 'NOT_SIGNED_IN'])
})

describe('three roles stay apart', () => {
  const calls = (client: Client): Record<string, () => Promise<unknown>> => ({
    board: () => client.roster.board({ asOf }),
    addCommunity: () => client.roster.addCommunity({ name: '没有的社区', areaCode: null }),
    accounts: () => client.accounts.resetPassword({ accountId: clerk.accountId, newPassword: 'ceshi-mima-2' }),
    audit: () => client.audit.list({}),
    backup: () => client.backups.make({}),
  })
  test.each([
    ['the clerk manages no accounts and reads no audit', () => clerk, { accounts: 'FORBIDDEN', audit: 'FORBIDDEN', backup: 'FORBIDDEN' }],
    ['the administrator sees no business content', () => admin, { board: 'FORBIDDEN', addCommunity: 'FORBIDDEN', audit: 'FORBIDDEN' }],
    ['the auditor changes nothing', () => auditor, { addCommunity: 'FORBIDDEN', accounts: 'FORBIDDEN', backup: 'FORBIDDEN' }],
    ['a grid lead changes nothing', () => gridLead, { addCommunity: 'FORBIDDEN', accounts: 'FORBIDDEN', audit: 'FORBIDDEN', backup: 'FORBIDDEN' }],
  ])('%s', async (_sentence, who, refused) => {
    const answers = Object.fromEntries(await Promise.all(Object.entries(calls(who().client)).filter(([name]) => name in refused).map(async ([name, call]) => [name, await codeOf(call())] as const)))
    expect(answers).toEqual(refused)
  })
})

describe('a chief reaches the own community', () => {
  test('and no other community, person or number', async () => {
    const { client } = chief
    expect((await client.roster.board({ asOf })).communities.map((row) => row.communityId)).toEqual([chief.communityId])
    expect(await codeOf(client.roster.community({ communityId: elsewhere.communityId, asOf }))).toBe('FORBIDDEN')
    expect(await codeOf(client.roster.people({ asOf, communityId: elsewhere.communityId }))).toBe('FORBIDDEN')
    expect(await codeOf(client.roster.person({ personId: elsewhere.personId }))).toBe('FORBIDDEN')
    expect(await codeOf(client.roster.reveal({ personId: elsewhere.personId, field: 'phone', reason: '核对电话' }))).toBe('FORBIDDEN')
    expect(await codeOf(client.roster.export({ asOf, communityId: elsewhere.communityId, phones: 'masked', reason: null }))).toBe('FORBIDDEN')
  })

  test('nor finds anyone there by name, by paging on, or among the vacancies', async () => {
    const { client } = chief
    const name = (await clerk.client.roster.person({ personId: elsewhere.personId })).name
    expect((await client.roster.find({ text: name })).hits.filter((hit) => hit.id === elsewhere.personId)).toEqual([])
    const first = await client.roster.people({ asOf, limit: 1 })
    const places = [first.next, '0|', '1|', '99|', `0||${elsewhere.personId}`].filter((place) => place !== null)
    for (const after of places)
      for (const person of (await client.roster.people({ asOf, after })).people) expect(person.posts.some((post) => post.communityId === chief.communityId)).toBe(true)
    expect((await client.roster.vacancies({ asOf })).vacancies.filter((vacancy) => vacancy.communityId !== chief.communityId)).toEqual([])
  })
})

test('a grid lead sees the 1+1 and the own grid, and no number', async () => {
  const { client, communityId, gridId, personId } = gridLead
  const team = await client.roster.community({ communityId: communityId ?? '', asOf })
  expect(team.grids.map((grid) => grid.gridId)).toEqual([gridId])
  const own = team.grids[0]?.name
  expect(team.others.flatMap((group) => group.people).filter((person) => person.grid !== own)).toEqual([])
  expect(team.changes).toEqual([])
  expect(await codeOf(client.roster.reveal({ personId: personId ?? '', field: 'phone', reason: '自己的号码' }))).toBe('FORBIDDEN')
  expect(await codeOf(client.roster.export({ asOf, communityId: null, phones: 'masked', reason: null }))).toBe('FORBIDDEN')
})

test('a role ends with the post, at once', async () => {
  const leaving = await station.signedIn('station_chief', { passed: 1 })
  const communityId = leaving.communityId ?? ''
  expect(await codeOf(leaving.client.roster.board({ asOf }))).toBe('done')
  const team = await clerk.client.roster.community({ communityId, asOf })
  await clerk.client.roster.change({
    communityId, gridId: null, post: 'station_chief', onDate: asOf, outgoingAssignmentId: team.chief?.assignmentId ?? '', incoming: null, isActing: false, docNo: null, reason: '调离',
  })
  expect(await codeOf(leaving.client.roster.board({ asOf }))).toBe('FORBIDDEN')
})

test('an account that is switched off is out at the next call', async () => {
  const gone = await station.signedIn('clerk')
  expect(await codeOf(gone.client.roster.board({ asOf }))).toBe('done')
  await admin.client.accounts.update({ accountId: gone.accountId, rowVersion: 1, name: '停用的人', personId: null, grants: [], disabled: true })
  expect(await codeOf(gone.client.roster.board({ asOf }))).toBe('NOT_SIGNED_IN')
})

test('a locked or idle window answers nothing until the password comes', async () => {
  const idle = await station.signedIn('clerk')
  await idle.client.accounts.lock({})
  expect(await codeOf(idle.client.roster.board({ asOf }))).toBe('SESSION_LOCKED')
  const resting = await station.signedIn('clerk')
  station.clock.now += 16 * 60_000
  expect(await codeOf(resting.client.roster.board({ asOf }))).toBe('SESSION_LOCKED')
  for (const caller of [clerk, chief, gridLead, admin, auditor]) if (caller.connection.signedIn) caller.connection.signedIn.lastInputAt = station.clock.now
})

test('the command line never shows a number, exports phones or bank accounts in clear, or manages accounts', async () => {
  const cli = station.client(commandLineConnection('root'))
  expect(await codeOf(cli.roster.board({ asOf }))).toBe('done')
  expect(await codeOf(cli.roster.reveal({ personId: elsewhere.personId, field: 'idNo', reason: '核对原件' }))).toBe('FORBIDDEN')
  expect(await codeOf(cli.roster.export({ asOf, communityId: null, phones: 'clear', reason: '打印名册' }))).toBe('FORBIDDEN')
  expect(await codeOf(cli.rewards.exportPaymentList({ rewardIds: null, accounts: 'clear', reason: '银行转账' }))).toBe('FORBIDDEN')
  expect(await codeOf(cli.rewards.exportPaymentList({ rewardIds: null, accounts: 'masked', reason: null }))).toBe('done')
  expect(await codeOf(cli.accounts.resetPassword({ accountId: clerk.accountId, newPassword: 'ceshi-mima-2' }))).toBe('FORBIDDEN')
})
