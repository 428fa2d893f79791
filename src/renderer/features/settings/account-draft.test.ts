import { describe, expect, it } from 'vitest'
import { accountFaults, draftOf, grantsOf, newAccount, rolesText, type Account } from './account-draft'

const account: Account = {
  accountId: 'a', login: 'zhoumin', name: '周敏', personId: null, personName: null,
  grants: [{ role: 'clerk', communityId: 'c1' }],
  byPost: [{ role: 'community_police', scope: 'community', communityId: 'c1', gridId: null }, { role: 'community_police', scope: 'community', communityId: 'c2', gridId: null }],
  disabled: false, mustChangePassword: false, lockedUntilAt: null, lastSignInAt: null, rowVersion: 3,
}

describe('an account draft', () => {
  it('keeps the place of a role and gives a new one the township', () => {
    const draft = { ...draftOf(account), roles: ['clerk' as const, 'auditor' as const] }
    expect(grantsOf(draft, account)).toEqual([{ role: 'clerk', communityId: 'c1' }, { role: 'auditor', communityId: null }])
  })

  it('checks login and password of a new account only', () => {
    expect(Object.keys(accountFaults(newAccount()))).toEqual(['name', 'login', 'password'])
    expect(accountFaults(draftOf(account))).toEqual({})
  })

  it('says which roles come by post, once each', () => {
    expect(rolesText(account)).toBe('内勤、社区民警（按岗位）')
    expect(rolesText({ ...account, grants: [], byPost: [] })).toBe('没有角色')
  })
})
