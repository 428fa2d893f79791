import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, openSmallTownship, type SmallTownship } from '../../../tests/stand/small-township'
import { standPassword, type Client, type SignedInCaller } from '../../../tests/stand/station'
import { windowConnection } from '../connection'

const password = 'qinghe-2026'
let township: SmallTownship
let admin: SignedInCaller
beforeEach(async () => {
  township = await openSmallTownship()
  admin = await township.station.signedIn('admin')
})
type Grants = Parameters<Client['accounts']['create']>[0]['grants']
const grant = (...roles: Grants[number]['role'][]): Grants => roles.map((role) => ({ role, communityId: null }))
const create = (login: string, grants: Grants, change: { password?: string; personId?: string | null } = {}) =>
  admin.client.accounts.create({ login, name: login, password, personId: null, grants, ...change })
const enter = async (login: string, given = password): Promise<Client> => {
  const client = township.station.client(windowConnection('test'))
  await client.accounts.signIn({ login, password: given })
  return client
}

describe('a new account', () => {
  it('owes a new password before it may do anything else', async () => {
    await create('xin-nei', grant('clerk'))
    const client = await enter('xin-nei')
    expect((await client.accounts.current({})).session?.mustChangePassword).toBe(true)
    expect(await answerOf(client.roster.board({ asOf: township.station.today }))).toMatchObject({ code: 'REFUSED', rule: 'must_change_password' })
    expect(await answerOf(client.accounts.changePassword({ oldPassword: 'cuole-1234', newPassword: 'hao-mima-77' }))).toMatchObject({ rule: 'sign_in' })
    expect(await answerOf(client.accounts.changePassword({ oldPassword: password, newPassword: password }))).toMatchObject({ rule: 'password_rule', field: 'newPassword' })
    expect(await answerOf(client.accounts.changePassword({ oldPassword: password, newPassword: 'xin-nei-2026' }))).toMatchObject({ rule: 'password_rule' })
    await client.accounts.changePassword({ oldPassword: password, newPassword: 'hao-mima-77' })
    expect((await answerOf(client.roster.board({ asOf: township.station.today }))).code).toBe('DONE')
    expect((await answerOf(enter('xin-nei'))).rule).toBe('sign_in')
    expect((await (await enter('xin-nei', 'hao-mima-77')).accounts.current({})).session?.mustChangePassword).toBe(false)
  })

  it('keeps the password rule and takes no login twice, however it is written', async () => {
    expect(await answerOf(create('ruo', grant('clerk'), { password: 'aaaaaaaaaa' }))).toMatchObject({ rule: 'password_rule', field: 'password' })
    await create('Nei.Qin', grant('clerk'))
    expect(await answerOf(create('ｎｅｉ.qin', grant('clerk')))).toMatchObject({ rule: 'login_taken', field: 'login' })
  })

  it.each([
    ['administrator and clerk', grant('admin', 'clerk')],
    ['auditor and clerk', grant('auditor', 'clerk')],
    ['administrator and auditor', grant('admin', 'auditor')],
  ])('is refused as %s in one', async (_, grants) => {
    expect(await answerOf(create('shuang', grants))).toMatchObject({ rule: 'separate_roles', field: 'grants' })
  })

  it('is refused as administrator or auditor linked to somebody in a post', async () => {
    const { personId } = await township.seat({ post: 'station_chief', community: township.east }, '站长甲')
    expect(await answerOf(create('guan-2', grant('admin'), { personId }))).toMatchObject({ rule: 'separate_roles' })
    expect(await answerOf(create('shen-2', grant('auditor'), { personId }))).toMatchObject({ rule: 'separate_roles' })
    expect((await answerOf(create('zhan-2', [], { personId }))).code).toBe('DONE')
  })
})

describe('an account', () => {
  it('loses its session at once when it is disabled', async () => {
    const { clerk } = township
    await admin.client.accounts.update({ accountId: clerk.accountId, rowVersion: 1, name: '停用', personId: null, grants: grant('clerk'), disabled: true })
    expect((await clerk.client.accounts.current({})).session).toBeNull()
    expect(await answerOf(clerk.client.roster.board({ asOf: township.station.today }))).toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('gains and loses a granted role with its next call', async () => {
    const viewer = await township.station.signedIn('district_viewer')
    expect((await answerOf(viewer.client.roster.board({ asOf: township.station.today }))).code).toBe('DONE')
    await admin.client.accounts.update({ accountId: viewer.accountId, rowVersion: 1, name: '审批', personId: null, grants: grant('approver'), disabled: false })
    expect((await answerOf(viewer.client.roster.board({ asOf: township.station.today }))).code).toBe('FORBIDDEN')
    await admin.client.accounts.update({ accountId: viewer.accountId, rowVersion: 2, name: '查看', personId: null, grants: grant('district_viewer'), disabled: false })
    expect((await answerOf(viewer.client.roster.board({ asOf: township.station.today }))).code).toBe('DONE')
  })

  it('is not overwritten by whoever saw an older version', async () => {
    const change = { accountId: township.clerk.accountId, rowVersion: 1, name: '甲', personId: null, grants: grant('clerk'), disabled: false }
    await admin.client.accounts.update(change)
    expect((await answerOf(admin.client.accounts.update({ ...change, name: '乙' }))).code).toBe('CONFLICT')
    const { accounts } = await admin.client.accounts.list({})
    expect(accounts.find((account) => account.accountId === township.clerk.accountId)).toMatchObject({ name: '甲', rowVersion: 2 })
  })

  it('is given a new password by the administrator, which its owner must change', async () => {
    await admin.client.accounts.resetPassword({ accountId: township.clerk.accountId, newPassword: password })
    expect(await answerOf(township.clerk.client.roster.board({ asOf: township.station.today }))).toMatchObject({ rule: 'must_change_password' })
    expect((await answerOf(enter(township.clerk.login, standPassword))).rule).toBe('sign_in')
    expect((await (await enter(township.clerk.login)).accounts.current({})).session?.mustChangePassword).toBe(true)
  })
})

describe('the last administrator', () => {
  it('is neither disabled nor turned into something else', async () => {
    const change = { accountId: admin.accountId, rowVersion: 1, name: '管理员', personId: null, grants: grant('admin'), disabled: false }
    expect(await answerOf(admin.client.accounts.update({ ...change, disabled: true }))).toMatchObject({ rule: 'last_administrator' })
    expect(await answerOf(admin.client.accounts.update({ ...change, grants: grant('clerk') }))).toMatchObject({ rule: 'last_administrator' })
    expect((await answerOf(admin.client.accounts.update(change))).code).toBe('DONE')
  })

  it('may go once there is another, and a disabled one does not count', async () => {
    const { accountId } = await create('guan-er', grant('admin'))
    const other = { accountId, name: '管理员二', personId: null, grants: grant('admin') }
    await admin.client.accounts.update({ ...other, rowVersion: 1, disabled: true })
    const go = { accountId: admin.accountId, rowVersion: 1, name: '管理员', personId: null, grants: grant('admin'), disabled: true }
    expect(await answerOf(admin.client.accounts.update(go))).toMatchObject({ rule: 'last_administrator' })
    await admin.client.accounts.update({ ...other, rowVersion: 2, disabled: false })
    expect((await answerOf(admin.client.accounts.update(go))).code).toBe('DONE')
  })
})
