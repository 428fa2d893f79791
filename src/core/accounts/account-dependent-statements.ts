import { dependent } from '../database/dependent'

const account = { what: '关联的账号', measure: '个' } as const

/** Accounts that belong to a person, or whose role counts in one community. */
export const accountDependents = {
  accounts: dependent('user_account', { person: ['person_id'], ...account }),
  grants: dependent('role_grant', { community: ['community_id'], counts: 't.account_id', ...account }),
}
