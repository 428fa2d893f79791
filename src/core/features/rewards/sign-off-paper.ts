import { longDay } from '../../../domain/iso-week'
import { oneRow, type SheetPaper } from '../../../contract/paper'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { yuan } from '../../../domain/reward-amounts'
import { maskAccount } from '../../../domain/reward-words'
import { sheetHead, type PaperHead } from './paper-words'

/** One recipient of one reward, as the paper's reader may see the name. */
export interface PaperShare {
  rewardNo: string
  label: string
  post: string | null
  place: string | null
  community: string
  title: string
  subject: string
  shareFen: number
  goodsFen: number
  goods: string | null
  /** Paid on; null while it waits. */
  paidOn: string | null
  signedBy: string | null
  bank: { bank: string; account: string } | null
  /** Named by code number only: not even the account's last figures are shown. */
  byCode: boolean
}

const formOf = (share: PaperShare): string => {
  const goods = share.goodsFen > 0 ? `${share.goods ?? '物品'}（折价${yuan(share.goodsFen)}）` : ''
  return [share.shareFen > 0 ? '现金' : '', goods].filter((text) => text !== '').join('、')
}

/** 发放签领表: amounts in figures and capitals, subtotals on each page, the total in capitals; paid lines show who signed. */
export function signOffPaper(head: PaperHead, shares: readonly PaperShare[]): SheetPaper {
  const total = shares.reduce((sum, share) => sum + share.shareFen, 0)
  return {
    ...sheetHead(head),
    name: '发放签领表',
    title: `${head.unit}情报线索奖励发放签领表`,
    period: `截至${longDay(head.madeOn)}`,
    pageSubtotals: true,
    columns: [
      { head: '序号', kind: 'seq', width: 5, total: { text: '合计' } },
      { head: '姓名', kind: 'centre', width: 10 },
      { head: '职务', kind: 'centre', width: 17 },
      { head: '奖励事由', kind: 'text', width: 26 },
      { head: '形式', kind: 'text', width: 15 },
      { head: '金额（小写）', kind: 'money', width: 12.5, total: 'sum' },
      { head: '金额（大写）', kind: 'text', width: 25, total: { text: renminbiCapitals(total) } },
      { head: '领取人签字', kind: 'centre', width: 13 },
      { head: '日期', kind: 'date', width: 12 },
    ],
    blocks: shares.map((share, at) =>
      oneRow([at + 1, share.label, [share.community, share.post].filter((text) => text !== null).join('\n'), `${share.title}\n${share.rewardNo}`, formOf(share), share.shareFen === 0 ? '—' : share.shareFen, share.shareFen === 0 ? '—' : renminbiCapitals(share.shareFen), share.signedBy, share.paidOn]),
    ),
    emptyText: '没有要发放的奖励',
    note: shares.length === 0 ? null : `注：共${shares.length}笔，合计${renminbiCapitals(total)}；只计现金，物品折价不计入。代领的写明代领人和原因。`,
    footer: '发放前不得签字；两名发放人同时在场',
    signatures: ['发放人（一）：', '发放人（二）：', '审核人：', '单位（盖章）：'],
  }
}

/** 付款清单 for transfers. `accounts: 'clear'` only in a file that a reason was given for. */
export function paymentListPaper(head: PaperHead, shares: readonly PaperShare[], accounts: 'masked' | 'clear'): SheetPaper {
  const total = shares.reduce((sum, share) => sum + share.shareFen, 0)
  return {
    ...sheetHead(head),
    name: '付款清单',
    title: `${head.unit}情报线索奖励付款清单`,
    period: `截至${longDay(head.madeOn)}`,
    pageSubtotals: true,
    columns: [
      { head: '序号', kind: 'seq', width: 6, total: { text: '合计' } },
      { head: '编号', kind: 'centre', width: 24 },
      { head: '收款人', kind: 'centre', width: 14 },
      { head: '开户行', kind: 'text', width: 28 },
      { head: '账号', kind: 'numberText', width: 26 },
      { head: '金额', kind: 'money', width: 15, total: 'sum' },
      { head: '备注', kind: 'text', width: 18 },
    ],
    blocks: shares.map((share, at) =>
      oneRow([at + 1, share.rewardNo, share.label, share.bank?.bank ?? '未登记', share.bank === null ? '—' : accounts === 'clear' ? share.bank.account : share.byCode ? '****' : maskAccount(share.bank.account), share.shareFen, null]),
    ),
    emptyText: '没有要转账的奖励',
    note: shares.length === 0 ? null : `注：合计${renminbiCapitals(total)}。`,
    footer: accounts === 'clear' ? '含明文账号，仅限付款使用' : '账号已脱敏',
    signatures: ['制表人：', '审核人：', '单位（盖章）：'],
  }
}

/** 公示: masked for everybody, without case number or place that would name a person. */
export function publicityPaper(head: PaperHead, shares: readonly (PaperShare & { publicFrom: string | null; publicTo: string | null })[]): SheetPaper {
  return {
    ...sheetHead(head),
    name: '奖励公示',
    title: `${head.unit}情报线索奖励公示`,
    period: publicPeriod(shares),
    columns: [
      { head: '序号', kind: 'seq', width: 7, total: { text: '合计' } },
      { head: '受奖人', kind: 'centre', width: 16 },
      { head: '职务', kind: 'centre', width: 18 },
      { head: '奖励类别', kind: 'centre', width: 18 },
      { head: '金额', kind: 'money', width: 18, total: 'sum' },
      ...(shares.some((share) => share.goodsFen > 0) ? [{ head: '物品', kind: 'text' as const, width: 22 }] : []),
      { head: '公示起止', kind: 'centre', width: 40 },
    ],
    blocks: shares.map((share, at) =>
      oneRow([at + 1, share.label, share.post ?? '—', share.subject, share.shareFen === 0 ? '—' : share.shareFen, ...(shares.some((one) => one.goodsFen > 0) ? [share.goodsFen > 0 ? `${share.goods ?? '物品'}（折价${yuan(share.goodsFen)}）` : '—'] : []), share.publicFrom === null || share.publicTo === null ? '—' : `${longDay(share.publicFrom)}至${longDay(share.publicTo)}`]),
    ),
    emptyText: '没有公示中的奖励',
    note: '注：如有异议，请在公示期内向镇综治中心或派出所反映。',
    footer: '姓名已脱敏',
    signatures: ['单位（盖章）：'],
  }
}

function publicPeriod(shares: readonly { publicFrom: string | null; publicTo: string | null }[]): string {
  const from = shares.flatMap((share) => share.publicFrom ?? []).toSorted()[0]
  const to = shares.flatMap((share) => share.publicTo ?? []).toSorted().at(-1)
  return from === undefined || to === undefined ? '公示期未定' : `${longDay(from)}至${longDay(to)}`
}
