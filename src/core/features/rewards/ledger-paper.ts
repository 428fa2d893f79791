import { oneRow, type SheetPaper } from '../../../contract/paper'
import type { RewardRow } from '../../../contract/reward-values'
import { leadDomainLabels, type LeadDomain } from '../../../domain/lead'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { isGranted, rewardBasisLabels, rewardFormLabels, type RewardBasis, type RewardForm } from '../../../domain/reward-states'
import { sheetHead, type PaperHead } from './paper-words'

/** 奖励台账 of a year. Only what was granted counts in 合计; what was refused or voided stands in the list without an amount. */
export function ledgerPaper(head: PaperHead, year: number, rewards: readonly RewardRow[]): SheetPaper {
  const granted = rewards.filter((reward) => isGranted(reward.state))
  const cash = granted.reduce((sum, reward) => sum + reward.cashFen, 0)
  return {
    ...sheetHead(head),
    name: '奖励台账',
    title: `${head.unit}情报线索奖励台账`,
    period: `${year}年`,
    pageSubtotals: true,
    columns: [
      { head: '序号', kind: 'seq', width: 5, total: { text: '合计' } },
      { head: '编号', kind: 'centre', width: 18 },
      { head: '线索日期', kind: 'date', width: 10.5 },
      { head: '村(社区)', kind: 'centre', width: 12 },
      { head: '受奖人', kind: 'centre', width: 11 },
      { head: '类别', kind: 'centre', width: 9 },
      { head: '案件编号/事项', kind: 'text', width: 26 },
      { head: '领域', kind: 'centre', width: 9 },
      { head: '形式', kind: 'centre', width: 8 },
      { head: '现金', kind: 'money', width: 11.5, total: 'sum' },
      { head: '物品折价', kind: 'money', width: 10.5, total: 'sum' },
      { head: '状态', kind: 'centre', width: 10 },
      { head: '发放日期', kind: 'date', width: 10.5 },
    ],
    blocks: rewards.map((reward, at) => {
      const counts = isGranted(reward.state)
      return oneRow([
        at + 1,
        reward.rewardNo,
        reward.leadOn,
        reward.community,
        reward.recipients.join('、'),
        rewardBasisLabels[reward.basis as RewardBasis],
        reward.subject,
        leadDomainLabels[reward.domain as LeadDomain],
        rewardFormLabels[reward.form as RewardForm],
        counts ? reward.cashFen : null,
        counts ? reward.goodsFen : null,
        reward.stateWords,
        reward.paidOn,
      ])
    }),
    emptyText: '这一年没有奖励',
    note: `注：已批准${granted.length}件，现金合计${renminbiCapitals(cash)}；未批准和作废的不计金额。线索内容不入台账。`,
    footer: '受奖人按权限显示；保密3级只列编号',
    signatures: ['制表人：', '审核人（网格工作站站长）：', '社区民警：', '单位（盖章）：'],
  }
}
