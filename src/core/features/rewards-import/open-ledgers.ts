import type { LedgerOptions, RewardLedgerAnalysis } from '../../../domain/reward-ledger-analysis'
import { analyseRewardLedger } from '../../../domain/reward-ledger-import'
import type { CoreServices } from '../../core-services'
import { placesOf, tenuresWithin } from '../roster/directory'
import { otherCases, storedRewards } from '../rewards/stored-rewards'
import type { OpenFile } from '../roster-import/open-imports'

/** A ledger between upload and commit. */
export interface OpenLedger extends OpenFile {
  year: number
  corrections: NonNullable<LedgerOptions['corrections']>
  decisions: NonNullable<LedgerOptions['decisions']>
  analysis: RewardLedgerAnalysis
}

/** Reads the ledger against the township as it stands: who held what when, and which cases are rewarded already. */
export function analyseLedger(services: CoreServices, ledger: Pick<OpenLedger, 'workbook' | 'year' | 'corrections' | 'decisions'>, today: string): RewardLedgerAnalysis {
  const { reader, key } = services.database
  const tenures = placesOf(reader).flatMap((place) => tenuresWithin(reader, place.communityId, '0001-01-01', '9999-12-31').map((tenure) => ({ ...tenure, community: place.name })))
  const { workbook, year, corrections, decisions } = ledger
  return analyseRewardLedger(workbook, { year, today, tenures, stored: storedRewards(reader, key), seriesOf: (caseKey) => otherCases(reader, caseKey), corrections, decisions })
}
