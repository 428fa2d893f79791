import { accountsContract } from './accounts'
import { auditContract } from './audit'
import { backupsContract } from './backups'
import { changesContract } from './changes'
import { evaluationsContract } from './evaluations'
import { evaluationsImportContract } from './evaluations-import'
import { fundsContract } from './funds'
import { leadsContract } from './leads'
import { rewardsContract } from './rewards'
import { rewardsImportContract } from './rewards-import'
import { rosterImportContract } from './roster-import'
import { meetingsContract } from './meetings'
import { meetingsImportContract } from './meetings-import'
import { rosterContract } from './roster'
import { settingsContract } from './settings'
import { stationContract } from './station'

/** All that a screen may ask. Queries are nouns, commands are the office's verbs. */
export const contract = {
  station: stationContract,
  accounts: accountsContract,
  roster: rosterContract,
  rosterImport: rosterImportContract,
  meetings: meetingsContract,
  meetingsImport: meetingsImportContract,
  evaluations: evaluationsContract,
  evaluationsImport: evaluationsImportContract,
  leads: leadsContract,
  rewards: rewardsContract,
  rewardsImport: rewardsImportContract,
  funds: fundsContract,
  audit: auditContract,
  backups: backupsContract,
  settings: settingsContract,
  changes: changesContract,
}
export type Contract = typeof contract

type Names<C> = { [F in keyof C & string]: { [P in keyof C[F] & string]: `${F}.${P}` }[keyof C[F] & string] }[keyof C & string]
/** `feature.procedure`, as the permission table, the audit log and the session spell it. */
export type ProcedureName = Names<Contract>
