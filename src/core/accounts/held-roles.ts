import type { HeldRole } from '../../contract/roles'
import type { Reader } from '../database/reader'
import { accountStatements } from './account-statements'

/** Roles that follow from a person's posts on a day (D5). A grid lead's role reaches the own grid only. */
export function rolesByPost(reader: Reader, personId: string | null, on: string): HeldRole[] {
  if (!personId) return []
  return reader.all(accountStatements.postsOf, { person_id: personId, on }).map((held) => ({
    role: held.post as 'station_chief' | 'community_police' | 'grid_chief',
    scope: held.post === 'grid_chief' ? 'grid' : 'community',
    communityId: held.community_id,
    gridId: held.post === 'grid_chief' ? held.grid_id : null,
  }))
}

/** Granted roles; without a community they reach the township. */
export function rolesByGrant(reader: Reader, accountId: string): HeldRole[] {
  return reader.all(accountStatements.grantsOf, { account_id: accountId }).map((grant) => ({
    role: grant.role as HeldRole['role'],
    scope: grant.community_id ? 'community' : 'township',
    communityId: grant.community_id,
    gridId: null,
  }))
}

/** The command line has the clerk's rights over the township and no others. */
export const commandLineRoles: readonly HeldRole[] = [{ role: 'clerk', scope: 'township', communityId: null, gridId: null }]
