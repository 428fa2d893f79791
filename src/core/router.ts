import { accountProcedures } from './accounts/account-procedures'
import { auditProcedures } from './audit/audit-procedures'
import type { CoreServices } from './core-services'
import { meetingsImportProcedures } from './features/meetings-import/meetings-import-procedures'
import { meetingProcedures } from './features/meetings/meeting-procedures'
import { evaluationsImportProcedures } from './features/evaluations-import/score-import-procedures'
import { evaluationsProcedures } from './features/evaluations/evaluations-procedures'
import { rewardsImportProcedures } from './features/rewards-import/ledger-procedures'
import { fundProcedures } from './features/rewards/fund-procedures'
import { leadProcedures } from './features/rewards/lead-procedures'
import { rewardProcedures } from './features/rewards/reward-procedures'
import { rosterImportProcedures } from './features/roster-import/import-procedures'
import { rosterProcedures } from './features/roster/roster-procedures'
import { backupProcedures } from './features/station/backup-procedures'
import { settingProcedures } from './features/settings/setting-procedures'
import { stationProcedures } from './features/station/station-procedures'
import { guarded } from './guard'

/** Every procedure of the contract, behind the guard. A carrier adds nothing but a connection. */
export function createRouter(services: CoreServices) {
  const os = guarded(services)
  return os.router({
    station: stationProcedures(os, services),
    accounts: accountProcedures(os, services),
    roster: rosterProcedures(os, services),
    rosterImport: rosterImportProcedures(os, services),
    meetings: meetingProcedures(os, services),
    meetingsImport: meetingsImportProcedures(os, services),
    evaluationsImport: evaluationsImportProcedures(os, services),
    evaluations: evaluationsProcedures(os, services),
    rewardsImport: rewardsImportProcedures(os, services),
    leads: leadProcedures(os, services),
    rewards: rewardProcedures(os, services),
    funds: fundProcedures(os, services),
    audit: auditProcedures(os, services),
    backups: backupProcedures(os, services),
    settings: settingProcedures(os, services),
    changes: {
      stream: os.changes.stream.handler(async function* ({ signal }) {
        yield* services.feed.listen(signal)
      }),
    },
  })
}
export type Router = ReturnType<typeof createRouter>
