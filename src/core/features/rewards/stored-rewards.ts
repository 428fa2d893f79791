import { numbersInCell } from '../../../domain/case-number'
import type { StoredReward } from '../../../domain/reward-ledger-analysis'
import { isLive, type RewardState } from '../../../domain/reward-states'
import { matterKey } from '../../../domain/reward-subject'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import { casesInSeries } from './lead-register'
import { rewardStatements } from './reward-statements'
import { openWho } from './sealed-people'

/** Every live reward of every year, as the import compares its lines with it (I14). */
export function storedRewards(reader: Reader, key: TownshipKey): StoredReward[] {
  const years = reader.all(rewardStatements.years, {}).map(({ year }) => year)
  return years
    .flatMap((year) => reader.all(rewardStatements.ofYear, { year }))
    .filter((reward) => isLive(reward.state as RewardState))
    .map((reward) => {
      return {
        basis: reward.basis as StoredReward['basis'],
        refKeys: [...(reward.case_key === null ? [] : [reward.case_key]), ...otherCases(reader, reward.case_no), ...numbersInCell(reward.matter ?? '').map(matterKey)],
        rewardNo: reward.reward_no,
        on: reward.lead_on,
        // At confidentiality 3 nobody who imports may learn, or guess by a line of the own making, who is rewarded.
        recipients: reward.confidentiality === 3 ? null : reader.all(rewardStatements.recipients, { reward_id: reward.id }).map((row) => openWho(key, row).name),
        amountFen: reward.cash_fen,
        goodsValueFen: reward.goods_fen,
        paidOn: reward.paid_on,
      }
    })
}

/** Keys of the other cases of a case's series; none for a case that stands alone. */
export const otherCases = (reader: Reader, caseNo: string | null): string[] => (caseNo === null ? [] : casesInSeries(reader, caseNo).map((member) => member.case_key))
