import { beforeAll, describe, expect, it } from 'vitest'
import { openRewardDesk, type RewardDesk } from '../../../../tests/stand/reward-desk'
import { answerOf } from '../../../../tests/stand/small-township'

let desk: RewardDesk
beforeAll(async () => {
  desk = await openRewardDesk()
}, 60_000)
const register = async (receivedOn: string, caseNo: string | null = null, providerId = desk.gridLead): Promise<string> =>
  (await desk.officer.client.leads.register({ communityId: desk.east.id, providerId, receivedOn, source: 'patrol_found', domain: 'detection', confidentiality: 1, content: '线索内容若干', caseNo })).leadId
const found = { rowVersion: 1, finding: 'valuable', effect: 'direct', caseNo: null, duplicateOfId: null, opinion: '属实' } as const
const ruleOf = async (call: Promise<unknown>): Promise<string> => {
  const answer = await answerOf(call)
  return answer.rule ?? answer.code
}

describe('a lead', () => {
  it('is numbered with the station’s code, and comes from a grid lead or auxiliary of the community on the day (I12)', async () => {
    const { officer, east, west, seat } = desk
    const made = await officer.client.leads.register({ communityId: east.id, providerId: desk.aux, receivedOn: '2026-10-01', source: 'visit_learned', domain: 'hazard', confidentiality: 1, content: '线索内容若干', caseNo: null })
    expect(made.leadNo).toMatch(/^青线〔2026〕[0-9A-HJKMNP-TV-Z]{4}-\d+号$/)
    expect(await ruleOf(register('2026-02-28'))).toBe('I12')
    expect(await ruleOf(register('2026-11-06'))).toBe('lead_day')
    const westLead = (await seat({ post: 'grid_chief', community: west, grid: west.grids[0] }, '西边人')).personId
    expect(await ruleOf(register('2026-10-01', null, westLead))).toBe('I12')
    expect((await answerOf(officer.client.leads.register({ communityId: west.id, providerId: westLead, receivedOn: '2026-10-01', source: 'visit_learned', domain: 'hazard', confidentiality: 1, content: '线索内容若干', caseNo: null }))).code).toBe('FORBIDDEN')
  })

  it('is rewarded to whoever reported first: a later one on the case is a duplicate', async () => {
    const { verify } = desk.officer.client.leads
    const later = await register('2026-10-20', 'L1')
    const first = await register('2026-10-10', 'l 1')
    await verify({ leadId: first, ...found })
    expect(await ruleOf(verify({ leadId: later, ...found }))).toBe('first_reporter')
    expect(await ruleOf(verify({ leadId: first, ...found, rowVersion: 2, finding: 'duplicate', duplicateOfId: later }))).toBe('first_reporter')
    expect(await ruleOf(verify({ leadId: later, ...found, finding: 'duplicate' }))).toBe('duplicate_of')
    await verify({ leadId: later, ...found, finding: 'duplicate', duplicateOfId: first })
    expect(await desk.clerk.client.leads.lead({ leadId: later })).toMatchObject({ state: 'duplicate', effect: null, duplicateOf: { leadId: first } })
  })

  it('of a series counts once', async () => {
    const { verify, linkCases } = desk.officer.client.leads
    const [one, two] = [await register('2026-10-11', 'S1'), await register('2026-10-12', 'S2')]
    await linkCases({ caseNo: 'S1', otherCaseNo: 'S2', reason: '同一伙人作案' })
    await verify({ leadId: one, ...found })
    expect(await ruleOf(verify({ leadId: two, ...found }))).toBe('first_reporter')
    const joined = await linkCases({ caseNo: 's2', otherCaseNo: 'S3', reason: '又并一案' })
    expect(joined.cases.toSorted()).toEqual(['S1', 'S2', 'S3'])
  })

  it('can be found anew while no live reward cites it, line by line in the ledger', async () => {
    const { verify, lead } = desk.officer.client.leads
    const leadId = await register('2026-10-13')
    await verify({ leadId, ...found, finding: 'verifying', effect: null, opinion: '已派人核查' })
    expect(await ruleOf(verify({ leadId, ...found, rowVersion: 2, effect: null }))).toBe('effect_needed')
    await verify({ leadId, ...found, rowVersion: 2, finding: 'already_known', effect: null, opinion: '所里已掌握' })
    await verify({ leadId, ...found, rowVersion: 3 })
    expect((await answerOf(verify({ leadId, ...found, rowVersion: 3 }))).code).toBe('CONFLICT')
    const page = await lead({ leadId })
    expect(page.verifications.map((line) => line.finding)).toEqual(['verifying', 'already_known', 'valuable'])
    expect(page.verifications[1]?.opinion).toBe('所里已掌握')
    expect(page).toMatchObject({ state: 'valuable', mayVerify: true, mayApply: false })
    expect((await desk.clerk.client.leads.lead({ leadId })).mayApply).toBe(true)
  })

  it('is listed by number and case, never by content, and marked when it waits too long', async () => {
    const { list } = desk.clerk.client.leads
    const leadId = await register('2026-10-20', 'Q77')
    expect((await list({ text: 'q 77' })).leads.map((lead) => lead.leadId)).toEqual([leadId])
    expect((await list({ text: '线索内容' })).total).toBe(0)
    expect((await list({ state: 'open', text: 'Q77' })).leads[0]).toMatchObject({ waitingDays: 16, overdue: true })
    const all = await list({ limit: 200 })
    const pages = [await list({ limit: 2 })]
    while (pages.at(-1)?.next) pages.push(await list({ limit: 2, after: pages.at(-1)?.next ?? null }))
    expect(pages.flatMap((page) => page.leads.map((lead) => lead.leadId))).toEqual(all.leads.map((lead) => lead.leadId))
    expect(all.leads.map((lead) => lead.receivedOn)).toEqual(all.leads.map((lead) => lead.receivedOn).toSorted().toReversed())
  })

  it('goes on with the next page at its place when the lead that ended the page before fits no more', async () => {
    const ids = [await register('2026-10-03', 'K1'), await register('2026-10-04', 'K2'), await register('2026-10-05', 'K3')]
    const { list } = desk.officer.client.leads
    const first = await list({ state: 'registered', text: 'K', limit: 2 })
    expect(first.leads.map((lead) => lead.leadId)).toEqual([ids[2], ids[1]])
    await desk.officer.client.leads.verify({ leadId: ids[1] ?? '', ...found })
    const second = await list({ state: 'registered', text: 'K', limit: 2, after: first.next })
    expect(second).toMatchObject({ leads: [{ leadId: ids[0] }], next: null })
  })

  it('waits for the officer, in the officer’s debts alone', async () => {
    const debts = await desk.officer.client.rewards.debts({})
    expect(debts.mark).toBe('red')
    expect(debts.communities[0]?.words).toMatch(/线索待核\d+件/)
    expect((await desk.clerk.client.rewards.debts({})).count).toBe(0)
  })
})
