import { beforeAll, describe, expect, it } from 'vitest'
import type { RewardFields } from '../../../contract/reward-values'
import { leadWords, openRewardDesk, payers, type RewardDesk } from '../../../../tests/stand/reward-desk'
import { answerOf, type Answered } from '../../../../tests/stand/small-township'

let desk: RewardDesk
beforeAll(async () => {
  desk = await openRewardDesk({ budgetFen: 500_000 })
}, 60_000)

const ruleOf = async (call: Promise<unknown>): Promise<string> => {
  const answer = await answerOf(call)
  return answer.rule ?? answer.code
}
/** Applies, then submits: where a draft may still be wrong, its submission says so. */
async function submission(choice: Partial<RewardFields>, leadId?: string): Promise<Answered> {
  const id = leadId ?? (await desk.valuableLead())
  const made = await desk.clerk.client.rewards.apply({ fields: desk.fields(id, choice) })
  return answerOf(desk.clerk.client.rewards.submit({ rewardId: made.rewardId, rowVersion: 1 }))
}

describe('an application is refused', () => {
  it('for somebody who was no grid lead or auxiliary on the lead’s day (I12)', async () => {
    const { clerk, east, seat } = desk
    const volunteer = (await seat({ post: 'volunteer', community: east }, '楼志愿')).personId
    const late = (await seat({ post: 'aux_police', community: east, grid: east.grids[1] }, '晚到的', { on: '2026-11-01' })).personId
    const leadId = await desk.valuableLead()
    for (const personId of [volunteer, late]) expect(await answerOf(clerk.client.rewards.apply({ fields: desk.fields(leadId, { recipients: [{ kind: 'person', personId, shareFen: 40_000, goodsFen: 0 }] }) }))).toMatchObject({ rule: 'I12', field: 'fields.recipients.0' })
    expect(await submission({ cashFen: 40_000, recipients: [{ kind: 'person', personId: desk.aux, shareFen: 20_000, goodsFen: 0 }, { kind: 'person', personId: desk.aux, shareFen: 20_000, goodsFen: 0 }] })).toMatchObject({ rule: 'I12', message: '同一受奖人列了两次。没有办理，改正后重试。' })
  })

  it('for a lead that is not found valuable (I13)', async () => {
    const { officer, clerk, east } = desk
    const { leadId } = await officer.client.leads.register({ communityId: east.id, providerId: desk.gridLead, receivedOn: '2026-10-18', source: 'patrol_found', domain: 'other', confidentiality: 1, content: leadWords, caseNo: null })
    expect(await submission({}, leadId)).toMatchObject({ rule: 'I13' })
    // Found worthless after the submission: the last approval asks again.
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead()) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    const page = await clerk.client.rewards.reward({ rewardId })
    expect(await ruleOf(officer.client.leads.verify({ leadId: page.lead?.leadId ?? '', rowVersion: 2, finding: 'not_valuable', effect: null, caseNo: null, duplicateOfId: null, opinion: '查否' }))).toBe('lead_rewarded')
  })

  it('for a second live reward of the case, its spelling changed, or of its series (I14)', async () => {
    const { clerk } = desk
    const applyFor = async (choice: Partial<RewardFields>) => clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead(), choice) })
    await applyFor({ caseNo: 'X2026001' })
    expect(await answerOf(applyFor({ caseNo: 'x2026 001' }))).toMatchObject({ rule: 'I14', field: 'fields.caseNo' })
    await clerk.client.leads.linkCases({ caseNo: 'X2026001', otherCaseNo: 'X2026002', reason: '同一伙人作案' })
    expect(await ruleOf(applyFor({ caseNo: 'X2026002' }))).toBe('I14')
    await applyFor({ caseNo: 'X2026003' })
    expect(await ruleOf(clerk.client.leads.linkCases({ caseNo: 'X2026003', otherCaseNo: 'X2026002', reason: '同一伙人作案' }))).toBe('I14')
    await applyFor({ basis: 'per_matter', caseNo: null, matter: '东侧仓库住人' })
    expect(await ruleOf(applyFor({ basis: 'per_matter', caseNo: null, matter: '东侧 仓库住人。' }))).toBe('I14')
    expect(await ruleOf(applyFor({ caseNo: null }))).toBe('subject')
    expect(await ruleOf(applyFor({ basis: 'per_matter', caseNo: 'X9', matter: null }))).toBe('subject')
  })

  it('for a lead that is rewarded already, for its number under another kind, and for another case than the lead’s (I14)', async () => {
    const { clerk } = desk
    const apply = (leadId: string, choice: Partial<RewardFields>) => answerOf(clerk.client.rewards.apply({ fields: desk.fields(leadId, choice) }))
    const once = await desk.valuableLead()
    expect(await apply(once, { caseNo: 'Y2026001' })).toMatchObject({ code: 'DONE' })
    expect(await apply(once, { basis: 'per_matter', caseNo: null, matter: '同一条线索换个说法' })).toMatchObject({ rule: 'I14' })
    expect(await apply(await desk.valuableLead(), { basis: 'per_matter', caseNo: null, matter: 'y2026 001' })).toMatchObject({ rule: 'I14' })
    expect(await apply(await desk.valuableLead(), { basis: 'per_matter', caseNo: null, matter: 'Y2026002' })).toMatchObject({ code: 'DONE' })
    expect(await apply(await desk.valuableLead(), { caseNo: 'Y2026002' })).toMatchObject({ rule: 'I14' })
    expect(await apply(await desk.valuableLead(), { basis: 'per_matter', caseNo: null, matter: '有人翻墙', incidentId: once })).toMatchObject({ rule: 'incident' })
    const ofCase = await desk.valuableLead({ caseNo: 'Y2026009' })
    expect(await submission({ caseNo: 'Y2026010' }, ofCase)).toMatchObject({ rule: 'I14', field: 'caseNo' })
  })

  it('for the later reporter, also where the cases are found to be one series afterwards', async () => {
    const { clerk } = desk
    const first = await desk.valuableLead({ caseNo: 'Z2026001', receivedOn: '2026-10-10' })
    const second = await desk.valuableLead({ caseNo: 'Z2026002', receivedOn: '2026-10-12' })
    await clerk.client.leads.linkCases({ caseNo: 'Z2026001', otherCaseNo: 'Z2026002', reason: '同一伙人作案' })
    expect(await submission({ caseNo: 'Z2026002' }, second)).toMatchObject({ rule: 'first_reporter' })
    const { rewards } = await clerk.client.rewards.list({ text: 'Z2026002' })
    await clerk.client.rewards.void({ rewardId: rewards[0]?.rewardId ?? '', rowVersion: rewards[0]?.rowVersion ?? 0, reason: '先报者得奖' })
    expect(await submission({ caseNo: 'Z2026001' }, first)).toMatchObject({ code: 'DONE' })
  })

  it('out of a fund of another year', async () => {
    const { fundId } = await desk.clerk.client.funds.open({ year: 2019, source: '旧年经费', budgetFen: 100_000, docNo: null })
    expect(await answerOf(desk.clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead(), { fundId }) }))).toMatchObject({ rule: 'fund_year', field: 'fields.fundId' })
  })

  it('for shares that do not sum, for nobody’s goods, beyond the tiers and beyond the fund (I15, I19)', async () => {
    const share = (shareFen: number, goodsFen = 0) => [{ kind: 'person' as const, personId: desk.gridLead, shareFen, goodsFen }]
    expect(await submission({ cashFen: 40_000, recipients: share(39_999) })).toMatchObject({ rule: 'I15', message: '各人现金合计399.99元，奖励现金400.00元，差0.01元。没有办理，改正后重试。' })
    expect(await submission({ form: 'both', goods: '米', goodsFen: 0 })).toMatchObject({ rule: 'goods_value' })
    expect(await submission({ form: 'goods', cashFen: 0, goods: '大米', goodsFen: 12_000, recipients: share(0, 12_000) })).toMatchObject({ code: 'DONE' })
    expect(await submission({ cashFen: 1_000_001, recipients: share(1_000_001) })).toMatchObject({ rule: 'above_tiers' })
    expect(await submission({ cashFen: 600_000, recipients: share(600_000) })).toMatchObject({ rule: 'I19', field: 'fundId' })
  })

  it('at confidentiality 3 for named recipients and for publicity', async () => {
    const leadId = await desk.valuableLead({ confidentiality: 3 })
    expect(await submission({}, leadId)).toMatchObject({ rule: 'confidential_recipient' })
    expect(await submission({ publicDays: 5, recipients: [{ kind: 'provider', shareFen: 40_000, goodsFen: 0 }] }, await desk.valuableLead({ confidentiality: 3 }))).toMatchObject({ rule: 'confidential_publicity' })
  })

  it('by 核对 before anybody tries, in the same words', async () => {
    const leadId = await desk.valuableLead()
    const fields = desk.fields(leadId, { cashFen: 600_000, recipients: [{ kind: 'provider', shareFen: 500_000, goodsFen: 0 }] })
    const told = await desk.clerk.client.rewards.check({ fields, rewardId: null })
    expect(told.checks.filter((check) => check.result === 'failed').map((check) => check.rule)).toEqual(['I15', 'I19'])
    expect(told.checks.find((check) => check.rule === 'I17')?.result).toBe('open')
    expect(told).toMatchObject({ tierWords: '属3,001–10,000元档，四级审批', capitals: '人民币陆仟元整' })
  })
})

describe('an approval is refused', () => {
  async function verified(choice: Partial<RewardFields> = {}): Promise<string> {
    const { clerk, officer } = desk
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead(), choice) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    await officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: null })
    return rewardId
  }
  const scan = (): string => desk.station.services.tickets.acceptUpload({ fileName: 'a.pdf', bytes: Buffer.from('%PDF-1.7') })
  const paper = (signer: string, signerId: string | null = null) => ({ signerId, signer, signedOn: '2026-11-05', scanTicket: scan() })

  it('to the applicant, the recipients and whoever signed a level already, on paper as in the own session (I16)', async () => {
    const { clerk } = desk
    const rewardId = await verified({ cashFen: 80_000, recipients: [{ kind: 'person', personId: desk.gridLead, shareFen: 80_000, goodsFen: 0 }] })
    const sign = (rowVersion: number, onPaper: ReturnType<typeof paper>) => ruleOf(clerk.client.rewards.approve({ rewardId, rowVersion, opinion: '同意', onPaper }))
    expect(await sign(3, paper(clerk.login))).toBe('I16')
    expect(await sign(3, paper('查格长'))).toBe('I16')
    expect(await sign(3, paper('查格长', desk.gridLead))).toBe('I16')
    expect(await sign(3, paper('别的名字', desk.gridLead))).toBe('signer')
    expect(await sign(3, paper('王站长'))).toBe('DONE')
    expect(await sign(4, paper('王站长'))).toBe('one_level_each')
    expect(await sign(4, paper('李所长'))).toBe('DONE')
  })

  it('with a scan that is none, and nothing of it is stored', async () => {
    const { clerk, station } = desk
    const rewardId = await verified()
    const wrong = station.services.tickets.acceptUpload({ fileName: 'a.pdf', bytes: Buffer.from('MZ program') })
    expect(await answerOf(clerk.client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: { ...paper('王站长'), scanTicket: wrong } }))).toMatchObject({ code: 'FILE_REFUSED' })
    expect(await clerk.client.rewards.reward({ rewardId })).toMatchObject({ state: 'verified', rowVersion: 3, scans: [] })
  })

  it('when two wait for the same money and the first took it', async () => {
    const { chief } = desk
    const first = await verified({ cashFen: 50_000, recipients: [{ kind: 'provider', shareFen: 50_000, goodsFen: 0 }] })
    const second = await verified({ cashFen: 50_000, recipients: [{ kind: 'provider', shareFen: 50_000, goodsFen: 0 }] })
    const { balanceFen } = await desk.balances()
    await desk.clerk.client.funds.adjust({ fundId: desk.fundId, amountFen: 60_000 - balanceFen, docNo: null, reason: '核减' })
    const both = await Promise.all([first, second].map((rewardId) => ruleOf(chief.client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: null }))))
    expect(both.toSorted()).toEqual(['DONE', 'I19'])
    expect((await desk.balances()).balanceFen).toBe(10_000)
    await desk.clerk.client.funds.adjust({ fundId: desk.fundId, amountFen: 300_000, docNo: null, reason: '追加' })
  })
})

describe('publicity', () => {
  it('comes before payment where it was chosen, masked, for so many days', async () => {
    const { clerk, station } = desk
    const { rewardId, rowVersion } = await desk.approved({ publicDays: 3 })
    await clerk.client.rewards.notify({ rewardId, rowVersion, noticedOn: station.today })
    const [one] = (await clerk.client.rewards.reward({ rewardId })).people
    const pay = (version: number) => clerk.client.rewards.pay({ rewardId, rowVersion: version, paidOn: station.today, ...payers, voucherNo: null, scanTicket: null, payments: [{ recipientId: one?.recipientId ?? '', method: 'cash', proxy: null }] })
    expect(await ruleOf(pay(rowVersion + 1))).toBe('publicity_running')
    await clerk.client.rewards.publicise({ rewardId, rowVersion: rowVersion + 1, fromOn: station.today })
    expect(await ruleOf(pay(rowVersion + 2))).toBe('publicity_running')
    const page = await clerk.client.rewards.reward({ rewardId })
    expect(page).toMatchObject({ state: 'publicised', publicFrom: '2026-11-05', publicTo: '2026-11-07' })
    expect(page.next.find((next) => next.step === 'pay')).toMatchObject({ allowed: false, why: '公示到2026-11-07，期满再发放。' })
    desk.pass(3)
    expect(await ruleOf(pay(rowVersion + 2))).toBe('DONE')
  })
})
