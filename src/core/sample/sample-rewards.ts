import type { RewardFields } from '../../contract/reward-values'
import { addDays } from '../../domain/calendar-date'
import type { LeadDomain, LeadFinding } from '../../domain/lead'
import { keepAttachment } from '../attachments/attachments'
import type { TownshipKey } from '../database/township-key'
import type { Transaction } from '../database/transaction'
import { openFund, postFundEntry } from '../features/rewards/fund-ledger'
import { registerLead, verifyLead } from '../features/rewards/lead-register'
import { applyForReward, submitReward } from '../features/rewards/reward-application'
import { approveReward, verifyReward, type Decider } from '../features/rewards/reward-decision'
import { voidReward } from '../features/rewards/reward-ending'
import { fileReward, notifyRecipients, payReward, publiciseReward } from '../features/rewards/reward-settlement'
import { recipientsOf } from '../features/rewards/reward-row'
import { holdersOn } from '../features/roster/directory'
import { sampleAccounts } from './sample-accounts'

interface SampleStage {
  accounts: ReadonlyMap<string, string>
  communityId: string
  today: string
}
interface SampleLead {
  daysAgo: number
  /** Index among the grid leads and auxiliaries of the community. */
  by: number
  domain: LeadDomain
  content: string
  finding: LeadFinding | null
  confidentiality?: 1 | 2 | 3
}
/** A white dot stands for the scan of an invented signature. */
const blankSheet = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==', 'base64')

type Choice = Partial<RewardFields> & { cashFen: number }

/**
 * A few invented leads, rewards in most states, and a fund, all by the rules of the feature itself: what the rules would
 * refuse cannot stand in the sample.
 */
export function storeSampleRewards(tx: Transaction, key: TownshipKey, { accounts, communityId, today }: SampleStage): void {
  const ago = (days: number): string => addDays(today, -days)
  /** The same transaction in the name of an account, on a day. */
  const as = (login: string, daysAgo: number): Transaction => {
    const account = sampleAccounts.find((one) => one.login === login)
    return { ...tx, at: tx.at - daysAgo * 86_400_000, actor: { id: accounts.get(login) ?? '', name: account?.name ?? '', carrier: 'system' } }
  }
  const people = holdersOn(tx, communityId, today).filter((seat) => (seat.post === 'grid_chief' || seat.post === 'aux_police') && !seat.isActing && (seat.startOn ?? '') < ago(80))
  const person = (at: number): string => people[at % people.length]?.personId ?? ''
  const year = Number(today.slice(0, 4))
  /** What was applied for in the old year is paid out of the old year's fund. */
  const fundOf = (on: string): string => (Number(on.slice(0, 4)) === year ? fundId : (oldFundId ??= openFund(as('neiqin', 200), { year: year - 1, source: '镇财政专项', budgetFen: 5_000_000, docNo: null, onDay: ago(200) })))
  let oldFundId: string | undefined
  const fundId = openFund(as('neiqin', 200), { year, source: '镇财政专项', budgetFen: 6_000_000, docNo: `青财〔${year}〕8号`, onDay: ago(200) })
  postFundEntry(as('neiqin', 90), { fundId, kind: 'adjust', onDay: ago(90), budgetFen: 500_000, committedFen: 0, paidFen: 0, docNo: `青财〔${year}〕31号`, reason: '年中追加' })

  const lead = (one: SampleLead): string => {
    const day = ago(one.daysAgo)
    const { leadId } = registerLead(as('minjing', one.daysAgo), key, { communityId, providerId: person(one.by), receivedOn: day, source: 'patrol_found', domain: one.domain, confidentiality: one.confidentiality ?? 1, content: one.content, caseNo: null }, day)
    if (one.finding !== null)
      verifyLead(as('minjing', one.daysAgo - 2), key, { leadId, rowVersion: 1, finding: one.finding, effect: one.finding === 'valuable' ? 'direct' : null, caseNo: null, duplicateOfId: null, opinion: one.finding === 'valuable' ? '经核查属实' : '经核查不成立' }, ago(one.daysAgo - 2))
    return leadId
  }
  const apply = (daysAgo: number, leadId: string, choice: Choice): string => {
    const shared = choice.recipients ?? [{ kind: 'provider' as const, shareFen: choice.cashFen, goodsFen: choice.goodsFen ?? 0 }]
    const fields: RewardFields = {
      leadId, basis: 'per_matter', caseNo: null, matter: null, incidentId: null, title: '提供线索', effect: 'direct', form: 'cash', goods: null, goodsFen: 0, standard: '《青禾镇线索奖励办法》第六条', fundId: fundOf(ago(daysAgo)), publicDays: null,
      ...choice, recipients: shared,
    }
    const applicant = { accountId: accounts.get('neiqin') ?? '', personId: null, name: '周敏' }
    return applyForReward(as('neiqin', daysAgo), key, fields, applicant, ago(daysAgo)).rewardId
  }
  const decider = (login: string, daysAgo: number): Decider => ({ accountId: accounts.get(login) ?? '', personId: null, name: sampleAccounts.find((one) => one.login === login)?.name ?? '', on: ago(daysAgo), onPaper: false, keepScan: () => null })
  /** From the draft through verification and so many levels. @returns the row's version */
  const carry = (rewardId: string, daysAgo: number, levels: number): number => {
    submitReward(as('neiqin', daysAgo), key, { rewardId, rowVersion: 1 }, ago(daysAgo))
    verifyReward(as('minjing', daysAgo - 1), key, { rewardId, rowVersion: 2 }, decider('minjing', daysAgo - 1), '属实，据此查获', ago(daysAgo - 1))
    const signers = ['zhanzhang', 'suozhang', 'fenguan']
    signers.slice(0, levels).forEach((login, at) => approveReward(as(login, daysAgo - 2 - at), key, { rewardId, rowVersion: 3 + at }, decider(login, daysAgo - 2 - at), [at + 1], at === 0 ? '同意。' : '情况属实，同意按标准奖励。', ago(daysAgo - 2 - at)))
    return 3 + levels
  }
  const notify = (rewardId: string, rowVersion: number, daysAgo: number): void => void notifyRecipients(as('neiqin', daysAgo), { rewardId, rowVersion }, ago(daysAgo), ago(daysAgo))
  const pay = (rewardId: string, rowVersion: number, daysAgo: number): void => {
    const payments = recipientsOf(tx, rewardId).map((one) => ({ recipientId: one.id, method: one.share_fen > 0 ? ('cash' as const) : ('goods' as const), proxy: null }))
    payReward(as('neiqin', daysAgo), key, { rewardId, rowVersion, paidOn: ago(daysAgo), payer1: { personId: null, name: '周敏' }, payer2: { personId: null, name: '耿会计' }, voucherNo: null, payments, keepScan: () => null }, ago(daysAgo))
  }

  const cable = lead({ daysAgo: 20, by: 0, domain: 'detection', content: '夜间巡查发现三人在废弃泵房剥线缆，一人开灰色面包车望风。', finding: 'valuable', confidentiality: 2 })
  const shares = people.length > 1 ? [120_000, 80_000] : [200_000]
  carry(apply(16, cable, { basis: 'per_case', caseNo: `A410105590000${year}101627`, title: '提供盗割电缆线索，抓获嫌疑人3名', cashFen: 200_000, publicDays: 5, recipients: shares.map((shareFen, at) => ({ kind: 'person' as const, personId: person(at), shareFen, goodsFen: 0 })) }), 16, 2)

  const filed = apply(58, lead({ daysAgo: 62, by: 1, domain: 'hazard', content: '二层仓库住人，楼梯间堆放电动车电池。', finding: 'valuable' }), { matter: '东侧仓库住人隐患', title: '提供火灾隐患线索', cashFen: 30_000 })
  notify(filed, carry(filed, 58, 1), 54)
  pay(filed, 5, 50)
  fileReward(as('neiqin', 49), { rewardId: filed, rowVersion: 6 }, (scanTx, rewardId) => keepAttachment(scanTx, key, { table: 'reward', id: rewardId }, 'signed_scan', { fileName: '签字扫描件.png', mime: 'image/png', bytes: blankSheet }), ago(49))

  const shown = apply(12, lead({ daysAgo: 15, by: 2, domain: 'stability', content: '获知有人串联十余户准备到项目部堵门。', finding: 'valuable' }), { matter: '项目部堵门预警', title: '提供涉稳预警线索', cashFen: 50_000, publicDays: 5 })
  notify(shown, carry(shown, 12, 1), 7)
  publiciseReward(as('neiqin', 2), { rewardId: shown, rowVersion: 5 }, ago(2), ago(2))

  const secret = apply(11, lead({ daysAgo: 14, by: 3, domain: 'detection', content: '邻居出租屋夜间人员频繁进出，疑有聚赌。', finding: 'valuable', confidentiality: 3 }), { basis: 'per_case', caseNo: `A410105590000${year}110305`, title: '提供聚众赌博线索', form: 'both', cashFen: 40_000, goods: '大米食用油', goodsFen: 10_000 })
  notify(secret, carry(secret, 11, 1), 6)

  const asked = apply(3, lead({ daysAgo: 6, by: 1, domain: 'detection', content: '发现路边新贴开锁广告，与入室盗窃时间吻合。', finding: 'valuable' }), { basis: 'per_case', caseNo: `A410105590000${year}111102`, title: '提供入室盗窃线索', cashFen: 30_000 })
  submitReward(as('neiqin', 3), key, { rewardId: asked, rowVersion: 1 }, ago(3))

  const undone = apply(30, lead({ daysAgo: 33, by: 2, domain: 'other', content: '沿街店铺倒卖假烟。', finding: 'valuable' }), { matter: '沿街店铺假烟', title: '提供假烟线索', cashFen: 20_000 })
  notify(undone, carry(undone, 30, 1), 27)
  pay(undone, 5, 26)
  voidReward(as('neiqin', 20), key, { rewardId: undone, rowVersion: 6 }, '复查不成立，奖金已退回', ago(20))

  lead({ daysAgo: 4, by: 0, domain: 'hazard', content: '小区配电间门锁损坏，有人私拉电线充电。', finding: 'valuable' })
  lead({ daysAgo: 12, by: 3, domain: 'detection', content: '凌晨有人推走两辆没有上锁的电动车。', finding: null })
  lead({ daysAgo: 1, by: 2, domain: 'stability', content: '两户因宅基地边界再次争吵，有人扬言动手。', finding: null })
  lead({ daysAgo: 25, by: 0, domain: 'other', content: '有人反映棋牌室深夜扰民。', finding: 'not_valuable' })
}
