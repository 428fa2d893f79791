import type { InferClientOutputs } from '@orpc/client'
import { grantedRoles, roleLabels, type GrantedRole } from '../../../contract/role-names'
import { loginSchema } from '../../../contract/station'
import { nameSchema } from '../../../contract/values'
import { passwordFault } from '../../../domain/password-rule'
import type { Client } from '../../host/connection'
import { fieldDifferences } from '../../shell/use-opened'

export type Account = InferClientOutputs<Client>['accounts']['list']['accounts'][number]

/** What the side panel holds while one account is made or changed. */
export interface AccountDraft {
  /** Null: the account does not exist yet. */
  accountId: string | null
  rowVersion: number
  login: string
  name: string
  /** Only for a new account; an old one's password is reset apart. */
  password: string
  personId: string | null
  personName: string | null
  roles: GrantedRole[]
  disabled: boolean
}

export const roleChoices = grantedRoles.map((role) => ({ role, label: roleLabels[role], text: roleTexts(role) }))

function roleTexts(role: GrantedRole): string {
  const texts: Record<GrantedRole, string> = {
    clerk: '花名册，导入导出',
    approver: '审批奖励',
    admin: '账号和备份',
    auditor: '看日志，不能改',
    district_viewer: '只看花名册',
  }
  return texts[role]
}

export const newAccount = (): AccountDraft => ({ accountId: null, rowVersion: 0, login: '', name: '', password: '', personId: null, personName: null, roles: [], disabled: false })

export const draftOf = (account: Account): AccountDraft => ({
  accountId: account.accountId,
  rowVersion: account.rowVersion,
  login: account.login,
  name: account.name,
  password: '',
  personId: account.personId,
  personName: account.personName,
  roles: account.grants.map(({ role }) => role),
  disabled: account.disabled,
})

/** A role that the account has already keeps the place it was granted for; a new one reaches the whole township. */
export function grantsOf(draft: AccountDraft, before: Account | null): { role: GrantedRole; communityId: string | null }[] {
  return draft.roles.flatMap((role) => {
    const kept = before?.grants.filter((grant) => grant.role === role) ?? []
    return kept.length > 0 ? kept.map(({ communityId }) => ({ role, communityId })) : [{ role, communityId: null }]
  })
}

/** Field → what is wrong with it. */
export function accountFaults(draft: AccountDraft): Record<string, string> {
  const faults: Record<string, string> = {}
  const name = nameSchema.safeParse(draft.name)
  if (!name.success) faults['name'] = `${name.error.issues[0]?.message}。`
  if (draft.accountId !== null) return faults
  const login = loginSchema.safeParse(draft.login)
  if (draft.login.trim() === '') faults['login'] = '不能为空。'
  else if (!login.success) faults['login'] = `${login.error.issues[0]?.message}。`
  const password = draft.password === '' ? '不能为空。' : passwordFault(draft.password, draft.login)
  if (password) faults['password'] = password
  return faults
}

/** The granted roles, then those by post: 内勤、社区民警（按岗位） */
export function rolesText(account: Account): string {
  const granted = account.grants.map(({ role }) => roleLabels[role])
  const byPost = [...new Set(account.byPost.map(({ role }) => roleLabels[role]))].map((label) => `${label}（按岗位）`)
  return [...new Set(granted), ...byPost].join('、') || '没有角色'
}

export const accountDifferences = (before: Account, now: Account): string[] =>
  fieldDifferences(before, now, [
    { label: '姓名', of: ({ name }) => name },
    { label: '关联人员', of: ({ personName }) => personName },
    { label: '角色', of: rolesText },
    { label: '状态', of: ({ disabled }) => (disabled ? '已停用' : '可登录') },
  ])
