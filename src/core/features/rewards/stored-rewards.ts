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
      const own = reward.case_key ?? (reward.matter === null ? null : matterKey(reward.matter))
      return {
        basis: reward.basis as StoredReward['basis'],
        refKeys: own === null ? [] : [own, ...(reward.case_no === null ? [] : otherCases(reader, reward.case_no))],
        rewardNo: reward.reward_no,
        on: reward.lead_on,
        recipients: reader.all(rewardStatements.recipients, { reward_id: reward.id }).map((row) => openWho(key, row).name),
        amountFen: reward.cash_fen,
        goodsValueFen: reward.goods_fen,
        paidOn: reward.paid_on,
      }
    })
}

/** Keys of the other cases of a case's series; none for a case that stands alone. */
export const otherCases = (reader: Reader, caseNo: string): string[] => casesInSeries(reader, caseNo).map((member) => member.case_key)
