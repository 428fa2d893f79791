import { beforeAll, describe, expect, it } from 'vitest'
import { openRewardDesk, payers, type RewardDesk } from '../../../../tests/stand/reward-desk'
import { answerOf } from '../../../../tests/stand/small-township'
import { testActor } from '../../../../tests/stand/station'
import { historicalDouble, ledgerSource, storeHistoricalReward, takeBackHistoricalReward, type HistoricalReward } from './historical-reward'
import { rewardBreaches } from './reward-check'

let desk: RewardDesk
beforeAll(async () => {
  desk = await openRewardDesk({ budgetFen: 50_000 })
}, 60_000)

const line = (row: number, change: Partial<HistoricalReward> = {}): HistoricalReward => ({
  year: 2026, row, onDay: '2026-04-10', recipients: [{ personId: desk.gridLead, post: 'grid_chief', communityId: desk.east.id, gridId: desk.east.grids[0].id, shareFen: 40_000 }], basis: 'per_case', caseNo: `H${row}`, matter: null,
  leadContent: '台账里的线索内容原文', domain: 'detection', confidentiality: 1, cashFen: 40_000, goods: null, goodsFen: 0, applicant: null, approver: '姜审批', paidOn: '2026-04-20', signedBy: '查格长', isProxy: false, payers: [], batchId: null, ...change,
})
const store = (one: HistoricalReward): string => desk.station.services.database.writer.run(testActor, (tx) => storeHistoricalReward(tx, desk.station.services.database.key, one).rewardId)
const ruleOf = (work: () => unknown): unknown => {
  try {
    work()
    return 'DONE'
  } catch (error) {
    return (error as { rule?: string }).rule
  }
}

describe('a line of the old ledger', () => {
  it('is a filed record that counts in the fund, beyond the budget if it was so, without lead content in clear', async () => {
    const before = await desk.balances()
    const rewardId = store(line(12, { cashFen: 80_000, recipients: [{ personId: desk.gridLead, post: 'grid_chief', communityId: desk.east.id, gridId: null, shareFen: 50_000 }, { personId: desk.aux, post: 'aux_police', communityId: desk.east.id, gridId: null, shareFen: 30_000 }] }))
    expect(await desk.clerk.client.rewards.reward({ rewardId })).toMatchObject({ rewardNo: '2026年台账第12行', origin: 'ledger', state: 'filed', paidOn: '2026-04-20', due: null, recipients: ['查格长', '仇警辅'], tierWords: '历史台账，不重新审批' })
    expect(await desk.balances()).toMatchObject({ paidFen: before.paidFen + 80_000, balanceFen: before.balanceFen - 80_000 })
    const { fund } = await desk.clerk.client.funds.fund({ fundId: desk.fundId })
    expect(fund).toMatchObject({ ledgerFen: 80_000, shortFen: 30_000 })
    const { leads } = await desk.officer.client.leads.list({ text: '第12行' })
    expect(leads[0]).toMatchObject({ origin: 'ledger', state: 'valuable', provider: { name: '查格长' } })
    expect(await desk.officer.client.leads.reveal({ leadId: leads[0]?.leadId ?? '', reason: null })).toMatchObject({ content: '台账里的线索内容原文' })
    expect(rewardBreaches(desk.station.services.database.reader)).toEqual([])
    // Money that is not there is not given out anew.
    expect((await answerOf(desk.approved())).rule).toBe('I19')
    await desk.clerk.client.funds.adjust({ fundId: desk.fundId, amountFen: 1_000_000, docNo: null, reason: '补登预算' })
  })

  it('has a number of its own where another sheet has a row of that number, or a voided line had it', async () => {
    const numberOf = async (rewardId: string): Promise<string> => (await desk.clerk.client.rewards.reward({ rewardId })).rewardNo
    const first = store(line(15, { caseNo: 'S1-15' }))
    const second = store(line(15, { caseNo: 'S2-15' }))
    expect([await numberOf(first), await numberOf(second)]).toEqual(['2026年台账第15行', '2026年台账第15行（2）'])
    const { rowVersion } = await desk.clerk.client.rewards.reward({ rewardId: second })
    await desk.clerk.client.rewards.void({ rewardId: second, rowVersion, reason: '台账重复登记' })
    expect(await numberOf(store(line(15, { caseNo: 'S3-15' })))).toBe('2026年台账第15行（3）')
  })

  it('holds its case against a second reward, by import and by application (I14)', async () => {
    store(line(20, { caseNo: 'h 777' }))
    expect(ruleOf(() => store(line(21, { caseNo: 'H777' })))).toBe('I14')
    expect(historicalDouble(desk.station.services.database.reader, { basis: 'per_case', caseNo: 'Ｈ７７７', matter: null })).toMatchObject({ rewardNo: '2026年台账第20行' })
    expect(historicalDouble(desk.station.services.database.reader, { basis: 'per_case', caseNo: 'H778', matter: null })).toBeNull()
    const leadId = await desk.valuableLead()
    expect((await answerOf(desk.clerk.client.rewards.apply({ fields: desk.fields(leadId, { caseNo: 'H777' }) }))).rule).toBe('I14')
  })

  it('must name a seat that was held, shares that sum, and a subject', () => {
    expect(ruleOf(() => store(line(30, { onDay: '2026-02-01' })))).toBe('I12')
    expect(ruleOf(() => store(line(31, { recipients: line(31).recipients.map((one) => ({ ...one, post: 'aux_police' as const })) })))).toBe('I12')
    expect(ruleOf(() => store(line(32, { cashFen: 40_001 })))).toBe('I15')
    expect(ruleOf(() => store(line(33, { caseNo: ' ' })))).toBe('subject')
  })

  it('that awaits payment never expires by itself, and is paid by two like any other', async () => {
    const rewardId = store(line(40, { paidOn: null, signedBy: null }))
    const held = await desk.balances()
    desk.pass(400)
    const page = await desk.clerk.client.rewards.reward({ rewardId })
    expect(page).toMatchObject({ state: 'approved', expiresOn: null })
    expect(page.next.filter((next) => next.allowed).map((next) => next.step)).toEqual(['pay', 'void'])
    const pay = (payer2: { personId: string | null; name: string }) =>
      answerOf(desk.clerk.client.rewards.pay({ rewardId, rowVersion: page.rowVersion, paidOn: desk.station.today, payer1: payers.payer1, payer2, voucherNo: null, scanTicket: null, payments: [{ recipientId: page.people[0]?.recipientId ?? '', method: 'cash', proxy: null }] }))
    expect((await pay(payers.payer1)).rule).toBe('I17')
    expect((await pay(payers.payer2)).code).toBe('DONE')
    expect(await desk.balances()).toMatchObject({ committedFen: held.committedFen - 40_000, paidFen: held.paidFen + 40_000 })
  })

  it('is taken back by reversal, and frees its case', async () => {
    const before = await desk.balances()
    const rewardId = store(line(50))
    const { writer, key, reader } = desk.station.services.database
    writer.run(testActor, (tx) => takeBackHistoricalReward(tx, key, rewardId, '导错了文件', desk.station.today))
    expect(await desk.balances()).toEqual(before)
    expect(await desk.clerk.client.rewards.reward({ rewardId })).toMatchObject({ state: 'void', voidReason: '导错了文件' })
    expect(store(line(51, { caseNo: 'H50' }))).toMatch(/^[0-9A-Z]{26}$/)
    expect(rewardBreaches(reader)).toEqual([])
  })

  it('of a year without a fund, or with several, has one of its own', async () => {
    store(line(60, { year: 2025 }))
    const { funds } = await desk.clerk.client.funds.list({ year: 2025 })
    expect(funds).toMatchObject([{ source: ledgerSource, budgetFen: 0, paidFen: 40_000, balanceFen: -40_000, shortFen: 40_000 }])
  })
})
