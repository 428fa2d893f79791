import { beforeAll, describe, expect, it } from 'vitest'
import type { RewardFields } from '../../../contract/reward-values'
import { openRewardDesk, payers, type RewardDesk } from '../../../../tests/stand/reward-desk'
import { answerOf } from '../../../../tests/stand/small-township'
import { testActor } from '../../../../tests/stand/station'
import { rewardBreaches } from './reward-check'
import { storeHistoricalReward } from './historical-reward'

/** Ways round the rules that a reviewer tried, and what a late or half collected reward comes to. */
let desk: RewardDesk
beforeAll(async () => {
  desk = await openRewardDesk({ budgetFen: 6_000_000 })
}, 60_000)

const png = (): string => desk.station.services.tickets.acceptUpload({ fileName: 'a.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) })
const paper = (signer: string) => ({ signerId: null, signer, signedOn: desk.station.today, scanTicket: png() })
const named = (name: string, personId: string | null = null) => ({ personId, name })
const two = (cashFen = 40_000): Partial<RewardFields> => ({
  cashFen, recipients: [{ kind: 'person', personId: desk.gridLead, shareFen: cashFen / 2, goodsFen: 0 }, { kind: 'person', personId: desk.aux, shareFen: cashFen / 2, goodsFen: 0 }],
})

async function noticed(choice: Partial<RewardFields> = {}): Promise<{ rewardId: string; rowVersion: number }> {
  const approved = await desk.approved(choice)
  const { rowVersion } = await desk.clerk.client.rewards.notify({ ...approved, noticedOn: desk.station.today })
  return { rewardId: approved.rewardId, rowVersion }
}
type Pay = Parameters<RewardDesk['clerk']['client']['rewards']['pay']>[0]
async function payment(target: { rewardId: string; rowVersion: number }, change: Partial<Pay> = {}, at?: number): Promise<Pay> {
  const { people } = await desk.clerk.client.rewards.reward({ rewardId: target.rewardId })
  const wanted = at === undefined ? people : people.slice(at, at + 1)
  return { ...target, paidOn: desk.station.today, ...payers, voucherNo: null, scanTicket: null, payments: wanted.map(({ recipientId }) => ({ recipientId, method: 'cash' as const, proxy: null })), ...change }
}
const pay = async (input: Pay) => answerOf(desk.clerk.client.rewards.pay(input))

describe('nobody acts twice by writing the name another way', () => {
  it.each(['查 格长', '查　格长', ' 查格长', '查·格长'])('a recipient written %j neither signs nor pays', async (name) => {
    const { clerk } = desk
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead()) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    expect(await answerOf(clerk.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: paper(name) }))).toMatchObject({ rule: 'I16' })
    const waiting = await noticed()
    expect(await pay(await payment(waiting, { payer1: named(name) }))).toMatchObject({ rule: 'I17' })
    expect(await pay(await payment(waiting, { payer1: named('发放甲'), payer2: named('发 放甲') }))).toMatchObject({ rule: 'I17' })
  })

  it('a payer from the roster bears the name that the roster has', async () => {
    expect(await pay(await payment(await noticed(), { payer1: named('查格长', desk.aux) }))).toMatchObject({ rule: 'payer', field: 'payer1' })
  })

  it('neither applicant nor verifier collects for a recipient', async () => {
    const waiting = await noticed()
    const proxy = (name: string) => payment(waiting).then((input) => ({ ...input, payments: input.payments.map((one) => ({ ...one, proxy: { name, reason: '本人外出' } })) }))
    const { steps } = await desk.clerk.client.rewards.reward({ rewardId: waiting.rewardId })
    for (const step of ['apply', 'verify', 'approve']) expect(await pay(await proxy(steps.find((one) => one.step === step)?.by ?? ''))).toMatchObject({ rule: 'proxy_acts' })
    expect(await pay(await proxy('查家属'))).toMatchObject({ code: 'DONE' })
  })

  it('who corrected an application does not sign it, and who verified it does not approve it', async () => {
    const { clerk } = desk
    const other = await desk.station.signedIn('clerk')
    const fields = desk.fields(await desk.valuableLead())
    const { rewardId } = await clerk.client.rewards.apply({ fields })
    await other.client.rewards.correct({ rewardId, rowVersion: 1, fields: { ...fields, title: '改过的事由' } })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 2 })
    const { steps } = await clerk.client.rewards.reward({ rewardId })
    expect(await answerOf(clerk.client.rewards.verify({ rewardId, rowVersion: 3, opinion: '属实', onPaper: paper(steps.find((step) => step.step === 'correct')?.by ?? '') }))).toMatchObject({ rule: 'I16' })
    await clerk.client.rewards.verify({ rewardId, rowVersion: 3, opinion: '属实', onPaper: paper('路人甲') })
    expect(await answerOf(clerk.client.rewards.approve({ rewardId, rowVersion: 4, opinion: '同意', onPaper: paper('路人甲') }))).toMatchObject({ rule: 'one_level_each' })
  })
})

describe('what was signed for stays proven', () => {
  it('an account cannot be changed behind a transfer, and nothing is filed without a signature', async () => {
    const { clerk } = desk
    const waiting = await noticed()
    const { people } = await clerk.client.rewards.reward({ rewardId: waiting.rewardId })
    const account = { rewardId: waiting.rewardId, recipientId: people[0]?.recipientId ?? '', bank: '青禾农商行' }
    const kept = await clerk.client.rewards.keepAccount({ ...account, rowVersion: waiting.rowVersion, account: '6222000000005678' })
    const input = await payment({ rewardId: waiting.rewardId, rowVersion: kept.rowVersion })
    await clerk.client.rewards.pay({ ...input, payments: input.payments.map((one) => ({ ...one, method: 'transfer' as const })) })
    const rowVersion = await desk.version(waiting.rewardId)
    expect(await answerOf(clerk.client.rewards.keepAccount({ ...account, rowVersion, account: '6222000000009999' }))).toMatchObject({ rule: 'paid_already' })
    expect(await answerOf(clerk.client.rewards.file({ rewardId: waiting.rewardId, rowVersion, scanTicket: null }))).toMatchObject({ rule: 'signature_missing', field: 'scanTicket' })
    expect(await clerk.client.rewards.file({ rewardId: waiting.rewardId, rowVersion, scanTicket: png() })).toMatchObject({ state: 'filed' })
  })

  it('no list for payment or the bank is made of what is not approved, and the bank’s list has only accounts', async () => {
    const { clerk } = desk
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead()) })
    for (const kind of ['signOff', 'paymentList', 'publicity'] as const) expect(await answerOf(clerk.client.rewards.papers({ paper: { kind, rewardIds: [rewardId] } }))).toMatchObject({ rule: 'I18' })
    expect(await answerOf(clerk.client.rewards.exportPaymentList({ rewardIds: [rewardId], accounts: 'clear', reason: '转账' }))).toMatchObject({ rule: 'I18' })
    const waiting = await noticed(two())
    const { people } = await clerk.client.rewards.reward({ rewardId: waiting.rewardId })
    await clerk.client.rewards.keepAccount({ ...waiting, recipientId: people[0]?.recipientId ?? '', bank: '青禾农商行', account: '6222000000001234' })
    const { papers } = await clerk.client.rewards.papers({ paper: { kind: 'paymentList', rewardIds: [waiting.rewardId] } })
    expect(papers[0]?.kind === 'sheet' && papers[0].blocks.map((block) => [block.rows[0]?.[2], block.rows[0]?.[5]])).toEqual([['查格长', 20_000]])
  })
})

describe('late and half collected', () => {
  it('money handed over in time can be recorded later', async () => {
    const waiting = await noticed()
    const { expiresOn } = await desk.clerk.client.rewards.reward({ rewardId: waiting.rewardId })
    const input = await payment(waiting, { paidOn: expiresOn ?? '' })
    desk.pass(61)
    expect((await desk.clerk.client.rewards.reward({ rewardId: waiting.rewardId })).next.find((step) => step.step === 'pay')).toMatchObject({ allowed: true })
    expect(await pay({ ...input, paidOn: desk.station.today })).toMatchObject({ rule: 'I18' })
    expect(await pay(input)).toMatchObject({ code: 'DONE' })
  })

  it('publicity that begins late leaves time to collect', async () => {
    const waiting = await noticed({ publicDays: 30 })
    desk.pass(35)
    await desk.clerk.client.rewards.publicise({ ...waiting, fromOn: desk.station.today })
    const page = await desk.clerk.client.rewards.reward({ rewardId: waiting.rewardId })
    expect(Date.parse(page.expiresOn ?? '') - Date.parse(page.publicTo ?? '')).toBe(60 * 86_400_000)
  })

  it('what one of two collected stays paid and counted; the rest goes back and is not paid any more', async () => {
    const { clerk } = desk
    const before = await desk.balances()
    const waiting = await noticed(two())
    await clerk.client.rewards.pay(await payment(waiting, { scanTicket: png() }, 0))
    desk.pass(61)
    const expired = await clerk.client.rewards.expire({ rewardId: waiting.rewardId, rowVersion: await desk.version(waiting.rewardId) })
    expect(expired.state).toBe('paid')
    expect(await desk.balances()).toMatchObject({ committedFen: before.committedFen, paidFen: before.paidFen + 20_000, balanceFen: before.balanceFen - 20_000 })
    const page = await clerk.client.rewards.reward({ rewardId: waiting.rewardId })
    expect((await clerk.client.rewards.list({ text: page.rewardNo })).cashFen).toBe(20_000)
    await clerk.client.rewards.reversePayment({ rewardId: waiting.rewardId, rowVersion: page.rowVersion, paymentId: page.payments[0]?.paymentId ?? '', reason: '登记错人' })
    const again = { rewardId: waiting.rewardId, rowVersion: await desk.version(waiting.rewardId) }
    expect(await pay(await payment(again, {}, 1))).toMatchObject({ rule: 'I18' })
    expect(rewardBreaches(desk.station.services.database.reader)).toEqual([])
  })

  it('a chain that was fixed stands though the tiers are lowered meanwhile', async () => {
    const { clerk, officer, chief } = desk
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead(), { cashFen: 90_000, recipients: [{ kind: 'provider', shareFen: 90_000, goodsFen: 0 }] }) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    await officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: null })
    await chief.client.rewards.approve({ rewardId, rowVersion: 3, opinion: '同意', onPaper: null })
    await desk.admin.client.rewards.changeTiers({ tiers: [{ office: '警务站', upToFen: 10_000 }, { office: '派出所', upToFen: 50_000 }] })
    expect(await desk.approver(2).client.rewards.approve({ rewardId, rowVersion: 4, opinion: '同意', onPaper: null })).toMatchObject({ state: 'approved' })
  })
})

describe('a line of the old ledger', () => {
  it('that is void stands in nobody’s way', async () => {
    const { clerk, officer, station } = desk
    const { database } = station.services
    const { rewardId } = database.writer.run(testActor, (tx) =>
      storeHistoricalReward(tx, database.key, {
        year: 2026, row: 77, onDay: '2026-04-10', recipients: [{ personId: desk.gridLead, post: 'grid_chief', communityId: desk.east.id, gridId: null, shareFen: 40_000 }], basis: 'per_case', caseNo: 'L2026077', matter: null, leadContent: '台账原文',
        domain: 'detection', confidentiality: 1, cashFen: 40_000, goods: null, goodsFen: 0, applicant: null, approver: null, paidOn: '2026-04-20', signedBy: '查格长', isProxy: false, payers: [], batchId: null,
      }),
    )
    const register = () => officer.client.leads.register({ communityId: desk.east.id, providerId: desk.aux, receivedOn: '2026-10-18', source: 'patrol_found', domain: 'detection', confidentiality: 1, content: '又有人盗割电缆', caseNo: 'L2026077' })
    const verify = (leadId: string) => answerOf(officer.client.leads.verify({ leadId, rowVersion: 1, finding: 'valuable', effect: 'direct', caseNo: null, duplicateOfId: null, opinion: '属实' }))
    expect(await verify((await register()).leadId)).toMatchObject({ rule: 'first_reporter' })
    await clerk.client.rewards.void({ rewardId, rowVersion: await desk.version(rewardId), reason: '台账登记错' })
    expect(await verify((await register()).leadId)).toMatchObject({ code: 'DONE' })
  })
})
