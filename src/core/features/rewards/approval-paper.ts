import { longDay } from '../../../domain/iso-week'
import type { FormCell, FormPaper } from '../../../contract/paper'
import { chineseNumeral } from '../../../domain/chinese-numeral'
import { leadEffectLabels, type LeadEffect } from '../../../domain/lead'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { yuan } from '../../../domain/reward-amounts'
import { rewardBasisLabels, rewardFormLabels, type RewardBasis, type RewardForm } from '../../../domain/reward-states'
import type { RewardDetail } from '../../../contract/rewards'

const label = (text: string, span = 1): FormCell => ({ text, label: true, span, side: 'centre' })
const value = (text: string, span: number, side: FormCell['side'] = 'left'): FormCell => ({ text, span, side })

/** 奖励审批表 (R9), A4 portrait: what the program knows is printed, what is still to be signed is left free for the hand. */
export function approvalPaper(reward: RewardDetail): FormPaper {
  const subject = reward.basis === 'per_case' ? '案件编号' : '事件/事项'
  const signed = (by: string | null, on: string | null): string => (by === null || on === null ? '签字：　　　　　　　　年　　月　　日' : `${by}　${longDay(on)}`)
  return {
    kind: 'form',
    name: '奖励审批表',
    title: '网格长、警辅情报线索奖励审批表',
    left: `填报单位：${reward.community}警务站　　编号：${reward.rewardNo}`,
    right: `申请日期：${longDay(reward.appliedOn)}　单位：元`,
    ...(reward.state === 'draft' ? { draft: true } : {}),
    widths: [13, 15, 14, 13, 22, 13],
    rows: [
      { cells: [label('奖励类别'), value(rewardBasisLabels[reward.basis as RewardBasis], 2), label(subject), value(reward.subject, 2)] },
      { cells: [label('事由'), value(reward.title, 2), label('线索作用'), value(reward.effect === null ? '—' : leadEffectLabels[reward.effect as LeadEffect], 2)] },
      { cells: [label('线索内容'), value(reward.lead === null ? '历史台账，未附线索。' : `${reward.lead.leadNo}。内容和提供人只有核实民警能看，打印件也不印。`, 5)] },
      { cells: [label('核实意见'), value(`${reward.verification?.opinion ?? ''}\n民警${signed(reward.verification?.by ?? null, reward.verification?.on ?? null)}`, 5)], height: 3 },
      { cells: [label('受奖人'), label(`岗位（${reward.leadOn.slice(5)}在任）`, 2), label('金额'), label('大写'), label('形式')] },
      ...reward.people.map((one) => ({
        cells: [value(one.label, 1, 'centre'), value([one.place, one.post].filter((text) => text !== null).join('　') || '—', 2), value(one.shareFen === 0 ? '—' : yuan(one.shareFen), 1, 'centre'), value(one.shareFen === 0 ? '—' : one.capitals, 1), value(shareForm(one, reward.goods), 1, 'centre')],
      })),
      { cells: [label('合计'), value([`${reward.people.length}人`, ...(reward.standard === null ? [] : [`依据${reward.standard}`])].join('，'), 2), value(yuan(reward.cashFen), 1, 'centre'), value(renminbiCapitals(reward.cashFen), 2)] },
      ...(reward.goods === null ? [] : [{ cells: [label('物品'), value(`${reward.goods}，折价${yuan(reward.goodsFen)}元`, 5)] }]),
      ...reward.levels.map((level) => ({
        cells: [label(`${chineseNumeral(level.level)}级审批\n${level.office}`), value(`${level.state === 'refused' ? '不批准。' : ''}${level.opinion ?? ''}\n\n${signed(level.approver, level.on)}`, 5)],
        height: 4,
      })),
    ],
    note: reward.origin === 'ledger' ? '注：本单由历史台账导入，审批情况见原台账。' : `注：${rewardFormLabels[reward.form as RewardForm]}奖励，${reward.tierWords}；批准后告知，凭签领表领取。`,
    signatures: [`申请人：${reward.applicant}`, '审核人：', '单位（盖章）：'],
  }
}

function shareForm(one: { shareFen: number; goodsFen: number }, goods: string | null): string {
  if (one.goodsFen === 0) return '现金'
  return one.shareFen === 0 ? (goods ?? '物品') : `现金、${goods ?? '物品'}`
}
