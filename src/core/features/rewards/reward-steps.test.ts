import { beforeAll, describe, expect, it } from 'vitest'
import { openRewardDesk, payers, type RewardDesk } from '../../../../tests/stand/reward-desk'
import { answerOf } from '../../../../tests/stand/small-township'

let desk: RewardDesk
beforeAll(async () => {
  desk = await openRewardDesk()
})
const png = (): string => desk.station.services.tickets.acceptUpload({ fileName: '查格长签字.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) })
const ruleOf = async (call: Promise<unknown>): Promise<string> => {
  const answer = await answerOf(call)
  return answer.rule ?? answer.code
}

describe('a reward on its way', () => {
  it('goes from the lead to the file by the hands of four, and the fund follows', async () => {
    const { clerk, officer, chief, approver, station } = desk
    const before = await desk.balances()
    const leadId = await desk.valuableLead()
    const fields = desk.fields(leadId, { cashFen: 80_000, recipients: [{ kind: 'person', personId: desk.gridLead, shareFen: 50_000, goodsFen: 0 }, { kind: 'person', personId: desk.aux, shareFen: 30_000, goodsFen: 0 }] })
    const { rewardId, rewardNo } = await clerk.client.rewards.apply({ fields })
    expect(rewardNo).toMatch(/^青奖〔2026〕[0-9A-Z]{4}-\d+号$/)
    expect(await ruleOf(clerk.client.rewards.approve({ rewardId, rowVersion: 1, opinion: '同意', onPaper: null }))).toBe('paper_needed')
    expect(await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })).toEqual({ state: 'submitted', rowVersion: 2 })
    expect(await ruleOf(chief.client.rewards.approve({ rewardId, rowVersion: 2, opinion: '同意', onPaper: null }))).toBe('state')
    await officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: null })
    expect(await ruleOf(approver(2).client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: null }))).toBe('not_your_level')
    expect(await chief.client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: null })).toMatchObject({ state: 'approving' })
    expect((await desk.balances()).committedFen).toBe(before.committedFen)
    expect(await approver(2).client.rewards.approve({ rewardId, rowVersion: 4, opinion: '按标准奖励', onPaper: null })).toMatchObject({ state: 'approved' })
    expect(await desk.balances()).toMatchObject({ committedFen: before.committedFen + 80_000, balanceFen: before.balanceFen - 80_000 })
    await clerk.client.rewards.notify({ rewardId, rowVersion: 5, noticedOn: station.today })
    const page = await clerk.client.rewards.reward({ rewardId })
    expect(page).toMatchObject({ state: 'noticed', expiresOn: '2027-01-04', tierWords: '属501–1,000元档，二级审批', capitals: '人民币捌佰元整' })
    expect(page.next.find((next) => next.step === 'pay')).toEqual({ step: 'pay', label: '发放', allowed: true, why: null, signing: [] })
    const [first, second] = page.people
    const pay = (payments: Parameters<typeof clerk.client.rewards.pay>[0]['payments'], rowVersion: number) => clerk.client.rewards.pay({ rewardId, rowVersion, paidOn: station.today, ...payers, voucherNo: 'PZ-1', scanTicket: png(), payments })
    expect(await pay([{ recipientId: first?.recipientId ?? '', method: 'cash', proxy: null }], 6)).toMatchObject({ state: 'noticed' })
    expect(await desk.balances()).toMatchObject({ committedFen: before.committedFen + 30_000, paidFen: before.paidFen + 50_000 })
    expect(await ruleOf(pay([{ recipientId: first?.recipientId ?? '', method: 'cash', proxy: null }], 7))).toBe('paid_already')
    expect(await pay([{ recipientId: second?.recipientId ?? '', method: 'cash', proxy: { name: '仇家属', reason: '本人外出培训' } }], 7)).toMatchObject({ state: 'paid' })
    expect(await clerk.client.rewards.file({ rewardId, rowVersion: 8, scanTicket: null })).toMatchObject({ state: 'filed' })
    const filed = await clerk.client.rewards.reward({ rewardId })
    expect(filed.steps.map((step) => step.step)).toEqual(['apply', 'submit', 'verify', 'approve', 'approve', 'notify', 'pay', 'pay', 'file'])
    expect(filed.payments.map((payment) => [payment.signedBy, payment.isProxy, payment.proxyReason])).toEqual([['查格长', false, null], ['仇家属', true, '本人外出培训']])
    expect(filed.scans).toHaveLength(2)
    expect(filed.scans.every((scan) => scan.fileName === '签字扫描件.png')).toBe(true)
  })

  it('is taken on paper by the clerk with a scan, and the scan stays usable after a refusal', async () => {
    const { clerk, station } = desk
    const leadId = await desk.valuableLead()
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(leadId) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    const ticket = png()
    const paper = (signer: string, signedOn: string, scanTicket = ticket) => ({ signerId: null, signer, signedOn, scanTicket })
    expect(await ruleOf(clerk.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: paper('单民警', '2026-11-06') }))).toBe('paper_day')
    expect(await ruleOf(clerk.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: paper('查格长', '2026-11-01') }))).toBe('I16')
    expect(await clerk.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: paper('单民警', '2026-11-01') })).toMatchObject({ state: 'verified' })
    expect(await ruleOf(clerk.client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: paper('任站长', '2026-10-31', png()) }))).toBe('paper_day')
    await clerk.client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: paper('任站长', '2026-11-02', png()) })
    const page = await clerk.client.rewards.reward({ rewardId })
    expect(page).toMatchObject({ state: 'approved', approvedOn: '2026-11-02', verification: { by: '单民警', on: '2026-11-01', onPaper: true } })
    expect(page.levels[0]).toMatchObject({ approver: '任站长', on: '2026-11-02', onPaper: true, scan: { mime: 'image/png' } })
    const download = await clerk.client.rewards.scan({ attachmentId: page.levels[0]?.scan?.attachmentId ?? '' })
    expect(station.services.tickets.takeDownload(download.ticket).bytes).toHaveLength(7)
  })

  it('takes no step that D4 does not know, from any state', async () => {
    const { clerk, officer, chief, station } = desk
    const { rewardId, rowVersion } = await desk.paid()
    const target = { rewardId, rowVersion }
    const steps: [string, Promise<unknown>][] = [
      ['submit', clerk.client.rewards.submit(target)],
      ['withdraw', clerk.client.rewards.withdraw({ ...target, reason: '填错了' })],
      ['verify', officer.client.rewards.verify({ ...target, opinion: '属实', onPaper: null })],
      ['approve', chief.client.rewards.approve({ ...target, opinion: '同意', onPaper: null })],
      ['reject', chief.client.rewards.reject({ ...target, reason: '不符合', onPaper: null })],
      ['notify', clerk.client.rewards.notify({ ...target, noticedOn: station.today })],
      ['publicise', clerk.client.rewards.publicise({ ...target, fromOn: station.today })],
      ['expire', clerk.client.rewards.expire(target)],
    ]
    for (const [name, call] of steps) expect([name, await ruleOf(call)]).toEqual([name, 'state'])
    expect(await answerOf(clerk.client.rewards.void({ ...target, rowVersion: rowVersion - 1, reason: '旧页面' }))).toMatchObject({ code: 'CONFLICT' })
    const words = (await answerOf(clerk.client.rewards.submit(target))).message
    expect(words).toBe('这张奖励已发放，不能提交。没有变动。')
  })

  it('is withdrawn to the draft, corrected, and verified anew', async () => {
    const { clerk, officer, chief } = desk
    const leadId = await desk.valuableLead()
    const fields = desk.fields(leadId)
    const { rewardId } = await clerk.client.rewards.apply({ fields })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    await clerk.client.rewards.withdraw({ rewardId, rowVersion: 2, reason: '金额写错' })
    const changed = { ...fields, cashFen: 30_000, recipients: [{ kind: 'person' as const, personId: desk.aux, shareFen: 30_000, goodsFen: 0 }] }
    expect(await clerk.client.rewards.correct({ rewardId, rowVersion: 3, fields: changed })).toEqual({ state: 'draft', rowVersion: 4 })
    expect((await clerk.client.rewards.reward({ rewardId })).draft).toMatchObject({ cashFen: 30_000, recipients: [{ kind: 'person', personId: desk.aux }] })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 4 })
    await officer.client.rewards.verify({ rewardId, rowVersion: 5, opinion: '属实', onPaper: null })
    expect(await chief.client.rewards.approve({ rewardId, rowVersion: 6, opinion: '同意', onPaper: null })).toMatchObject({ state: 'approved' })
    expect((await clerk.client.rewards.reward({ rewardId })).recipients).toEqual(['仇警辅'])
  })

  it('is refused for good, and the case is free again', async () => {
    const { clerk, officer } = desk
    const leadId = await desk.valuableLead()
    const fields = desk.fields(leadId)
    const { rewardId } = await clerk.client.rewards.apply({ fields })
    expect(await ruleOf(clerk.client.rewards.apply({ fields }))).toBe('I14')
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    expect(await officer.client.rewards.reject({ rewardId, rowVersion: 2, reason: '线索重复', onPaper: null })).toMatchObject({ state: 'rejected' })
    expect((await answerOf(clerk.client.rewards.apply({ fields }))).code).toBe('DONE')
  })
})

describe('money that was paid', () => {
  it('comes back by reversal, is paid again, and ends with the reward voided, balances right throughout', async () => {
    const { clerk } = desk
    const before = await desk.balances()
    const { rewardId, rowVersion } = await desk.paid()
    expect(await desk.balances()).toMatchObject({ paidFen: before.paidFen + 40_000, committedFen: before.committedFen })
    const [payment] = (await clerk.client.rewards.reward({ rewardId })).payments
    await clerk.client.rewards.reversePayment({ rewardId, rowVersion, paymentId: payment?.paymentId ?? '', reason: '签错名字' })
    expect(await desk.balances()).toMatchObject({ paidFen: before.paidFen, committedFen: before.committedFen + 40_000, balanceFen: before.balanceFen - 40_000 })
    expect(await ruleOf(clerk.client.rewards.reversePayment({ rewardId, rowVersion: rowVersion + 1, paymentId: payment?.paymentId ?? '', reason: '再冲一次' }))).toBe('already_reversed')
    const page = await clerk.client.rewards.reward({ rewardId })
    expect(page).toMatchObject({ state: 'noticed', paidOn: null })
    await clerk.client.rewards.pay({ rewardId, rowVersion: rowVersion + 1, paidOn: desk.station.today, ...payers, voucherNo: null, scanTicket: null, payments: [{ recipientId: page.people[0]?.recipientId ?? '', method: 'cash', proxy: null }] })
    await clerk.client.rewards.void({ rewardId, rowVersion: rowVersion + 2, reason: '查实为虚报' })
    expect(await desk.balances()).toEqual(before)
    const ended = await clerk.client.rewards.reward({ rewardId })
    expect(ended).toMatchObject({ state: 'void', voidReason: '查实为虚报' })
    expect(ended.payments.map((one) => one.amountFen)).toEqual([40_000, -40_000, 40_000, -40_000])
    const { entries } = await clerk.client.funds.fund({ fundId: desk.fundId })
    expect(entries.filter((entry) => entry.reward?.rewardId === rewardId).map((entry) => entry.kind).toReversed()).toEqual(['commit', 'pay', 'refund', 'pay', 'refund', 'release'])
  })

  it('is not paid by one, nor by the recipient, nor too early, nor to a stranger of the reward', async () => {
    const { clerk, station } = desk
    const { rewardId, rowVersion } = await desk.approved()
    await clerk.client.rewards.notify({ rewardId, rowVersion, noticedOn: station.today })
    const [one] = (await clerk.client.rewards.reward({ rewardId })).people
    const good = { rewardId, rowVersion: rowVersion + 1, paidOn: station.today, ...payers, voucherNo: null, scanTicket: null, payments: [{ recipientId: one?.recipientId ?? '', method: 'cash' as const, proxy: null }] }
    const pay = (change: Partial<Parameters<typeof clerk.client.rewards.pay>[0]>) => ruleOf(clerk.client.rewards.pay({ ...good, ...change }))
    expect(await pay({ payer2: good.payer1 })).toBe('I17')
    expect(await pay({ payer2: { personId: desk.gridLead, name: '查格长' } })).toBe('I17')
    expect(await pay({ payer2: { personId: null, name: '查格长' } })).toBe('I17')
    expect(await pay({ paidOn: '2026-11-04' })).toBe('I18')
    expect(await pay({ paidOn: '2026-11-06' })).toBe('I18')
    expect(await pay({ payments: [{ recipientId: one?.recipientId ?? '', method: 'goods', proxy: null }] })).toBe('payment_method')
    expect(await pay({ payments: [{ recipientId: one?.recipientId ?? '', method: 'transfer', proxy: null }] })).toBe('account_missing')
    expect(await pay({ payments: [{ recipientId: one?.recipientId ?? '', method: 'cash', proxy: { name: '发放甲', reason: '代领' } }] })).toBe('proxy_is_payer')
    expect(await pay({ payments: [{ recipientId: '01K4000000000000000000AAAA', method: 'cash', proxy: null }] })).toBe('NOT_FOUND')
    expect(await pay({})).toBe('DONE')
  })

  it('expires after the notice’s days, gives the money back, and never pays afterwards', async () => {
    const late = await openRewardDesk()
    const { clerk, station } = late
    const { rewardId, rowVersion } = await late.approved()
    await clerk.client.rewards.notify({ rewardId, rowVersion, noticedOn: station.today })
    const [one] = (await clerk.client.rewards.reward({ rewardId })).people
    const pay = (version: number) => clerk.client.rewards.pay({ rewardId, rowVersion: version, paidOn: station.today, ...payers, voucherNo: null, scanTicket: null, payments: [{ recipientId: one?.recipientId ?? '', method: 'cash', proxy: null }] })
    late.pass(60)
    expect(station.today).toBe('2027-01-04')
    expect((await clerk.client.rewards.reward({ rewardId })).state).toBe('noticed')
    expect(await ruleOf(clerk.client.rewards.expire({ rewardId, rowVersion: rowVersion + 1 }))).toBe('not_due')
    late.pass(1)
    expect((await clerk.client.rewards.reward({ rewardId })).state).toBe('expired')
    expect(await ruleOf(pay(rowVersion + 1))).toBe('I18')
    expect(await late.balances()).toMatchObject({ committedFen: 40_000 })
    expect(await clerk.client.rewards.expire({ rewardId, rowVersion: rowVersion + 1 })).toMatchObject({ state: 'expired' })
    expect(await late.balances()).toMatchObject({ committedFen: 0, balanceFen: 6_000_000 })
    expect(await ruleOf(pay(rowVersion + 2))).toBe('I18')
  })
})
