import { beforeAll, describe, expect, test } from 'vitest'
import { answerOf } from '../stand/small-township'
import { months, openTwoVillages, type TwoVillages } from '../stand/two-villages'
import type { SignedInCaller } from '../stand/station'
import { zipParts } from '../stand/zip-parts'

/** A person with a role here and another there: each role counts where it was given, for what it is allowed, and lends the other nothing. */
let town: TwoVillages
beforeAll(async () => {
  town = await openTwoVillages()
}, 120_000)

async function paymentList(caller: SignedInCaller): Promise<string> {
  const download = await caller.client.rewards.exportPaymentList({ rewardIds: null, accounts: 'clear', reason: '银行转账' })
  return Object.values(await zipParts(town.station.services.tickets.takeDownload(download.ticket).bytes)).join('\n')
}
const secret = (side: 'eastern' | 'western', what: string): string => {
  const value = town[side].secrets.get(what)
  if (value === undefined) throw new Error(`no ${what} was planted`)
  return value
}
const clerkOfEast = () => ({ role: 'clerk' as const, communityId: town.east.id })

describe('bank accounts in clear', () => {
  test.each(['approver', 'district_viewer'] as const)('go to a clerk of one village as far as the clerk reaches, though the same person is %s of the township', async (role) => {
    const caller = town.signIn(null, [clerkOfEast(), { role, communityId: null }])
    const list = await paymentList(caller)
    expect([list.includes(secret('eastern', '普通待发账号')), list.includes(secret('western', '普通待发账号')), list.includes(secret('western', '三级待发账号'))]).toEqual([true, false, false])
  })
})

describe('the scans of a reward at confidentiality 3', () => {
  const scansOfWest = async (): Promise<string[]> => {
    const rewards = (await town.clerk.client.rewards.list({ communityId: town.west.id, state: 'paid' })).rewards
    const secretOne = rewards.find((reward) => reward.confidentiality === 3)
    return (await town.clerk.client.rewards.reward({ rewardId: secretOne?.rewardId ?? '' })).scans.map((one) => one.attachmentId)
  }
  test.each(['approver', 'district_viewer'] as const)('stay closed to an officer of another village who is %s here', async (role) => {
    const caller = town.signIn(town.eastern.people.officer, [{ role, communityId: town.west.id }])
    const scans = await scansOfWest()
    expect(scans.length).toBeGreaterThan(0)
    for (const attachmentId of scans) expect(await answerOf(caller.client.rewards.scan({ attachmentId }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(town.clerk.client.rewards.scan({ attachmentId: scans[0] ?? '' }))).toMatchObject({ code: 'DONE' })
  })

  test('are not even listed for whoever may not open them', async () => {
    const rewardId = (await town.clerk.client.rewards.list({ communityId: town.west.id, state: 'paid' })).rewards.find((reward) => reward.confidentiality === 3)?.rewardId ?? ''
    for (const caller of [town.signIn(town.eastern.people.officer, [{ role: 'district_viewer', communityId: town.west.id }]), town.signIn(null, [{ role: 'district_viewer', communityId: null }])])
      expect((await caller.client.rewards.reward({ rewardId })).scans).toEqual([])
  })
})

describe('what is the township’s', () => {
  test('its audit log is for an auditor of the township alone', async () => {
    const here = town.signIn(null, [{ role: 'auditor', communityId: town.east.id }])
    expect(await answerOf(here.client.audit.list({}))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(here.client.audit.verify({}))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(town.signIn(null, [{ role: 'auditor', communityId: null }]).client.audit.list({}))).toMatchObject({ code: 'DONE' })
  })

  test('its administrator is not made for one village, and one from before administers nothing', async () => {
    const admin = town.signIn(null, [{ role: 'admin', communityId: null }])
    const grants = [{ role: 'admin' as const, communityId: town.east.id }]
    const wanted = { login: 'guanli-dong', name: '某人', password: 'ceshi-mima-1', personId: null, grants }
    expect(await answerOf(admin.client.accounts.create(wanted))).toMatchObject({ rule: 'admin_of_township', field: 'grants' })
    const old = town.signIn(null, [{ role: 'admin', communityId: null }])
    town.station.services.database.connection.prepare('UPDATE role_grant SET community_id = ? WHERE account_id = ?').run(town.east.id, old.accountId)
    for (const call of [old.client.accounts.create({ ...wanted, grants: [] }), old.client.accounts.resetPassword({ accountId: admin.accountId, newPassword: 'ceshi-mima-2' }), old.client.accounts.linkable({ text: '西' }), old.client.backups.make({})])
      expect(await answerOf(call)).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('its fund shows every amount, and names the rewards of the own village', async () => {
    const named = async (caller: SignedInCaller): Promise<Set<string>> =>
      new Set((await Promise.all((await caller.client.funds.fund({ fundId: town.fundId })).entries.flatMap(({ reward }) => (reward ? [town.clerk.client.rewards.reward({ rewardId: reward.rewardId })] : [])))).map((reward) => reward.communityId))
    const chief = town.signIn(town.eastern.people.chief, [])
    expect(await named(chief)).toEqual(new Set([town.east.id]))
    expect(await named(town.clerk)).toEqual(new Set([town.east.id, town.west.id]))
    const amounts = async (caller: SignedInCaller) => (await caller.client.funds.fund({ fundId: town.fundId })).entries.map((entry) => [entry.committedFen, entry.paidFen, entry.balanceFen])
    expect(await amounts(chief)).toEqual(await amounts(town.clerk))
  })
})

describe('a clerk of one village', () => {
  test('seats nobody who is another village’s', async () => {
    const clerk = town.signIn(null, [clerkOfEast()])
    const seat = { communityId: town.east.id, gridId: null, post: 'volunteer' as const, onDate: '2026-11-03', outgoingAssignmentId: null, isActing: false, docNo: null, reason: '岗位调整' }
    expect(await answerOf(clerk.client.roster.change({ ...seat, incoming: { kind: 'known', personId: town.western.people.head } }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(clerk.client.roster.change({ ...seat, incoming: { kind: 'known', personId: town.eastern.people.head } }))).toMatchObject({ code: 'DONE' })
  })

  test('is not the clerk whom a reopening in another village needs', async () => {
    const [reopenId = ''] = town.western.ids['reopenId'] ?? []
    const both = town.signIn(town.eastern.people.chief, [clerkOfEast()])
    expect(await answerOf(both.client.evaluations.consentReopen({ reopenId }))).toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('a step in another village', () => {
  test('such as returning a sheet is its own clerk’s', async () => {
    const sheet = { month: months.open, kind: 'aux_by_police' as const, communityId: town.west.id, rateeId: town.western.people.aux, reason: '扣分原因要补' }
    const elsewhere = town.signIn(town.western.people.chief, [clerkOfEast()])
    expect(await answerOf(elsewhere.client.evaluations.returnSheet(sheet))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(town.signIn(null, [{ role: 'clerk', communityId: town.west.id }]).client.evaluations.returnSheet(sheet))).toMatchObject({ code: 'DONE' })
  })

  test('such as verifying a lead is its own officer’s, whatever an officer of elsewhere is there', async () => {
    const { people } = town.western
    const officer = town.signIn(people.officer, [])
    const { leadId } = await officer.client.leads.register({ communityId: town.west.id, providerId: people.aux, receivedOn: '2026-11-01', source: 'patrol_found', domain: 'hazard', confidentiality: 1, content: '粮库边有人私接电线', caseNo: null })
    const finding = { leadId, rowVersion: 1, finding: 'verifying' as const, effect: null, caseNo: null, duplicateOfId: null, opinion: '已去看过' }
    for (const grants of [[], [{ role: 'clerk' as const, communityId: town.west.id }], [{ role: 'district_viewer' as const, communityId: null }]])
      expect(await answerOf(town.signIn(town.eastern.people.officer, grants).client.leads.verify(finding))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(town.signIn(people.chief, []).client.leads.verify(finding))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(officer.client.leads.verify(finding))).toMatchObject({ code: 'DONE' })
  })
})

describe('who has looked', () => {
  test('at a number stands on the person’s page for those who may look, and the auditor', async () => {
    const personId = town.eastern.people.aux
    const reasons = async (caller: SignedInCaller): Promise<number> => (await caller.client.roster.person({ personId })).reveals.length
    const { people } = town.eastern
    expect(await Promise.all([town.signIn(people.chief, []), town.signIn(people.officer, []), town.signIn(null, [clerkOfEast()]), town.signIn(null, [{ role: 'auditor', communityId: town.east.id }])].map(reasons))).toEqual([1, 1, 1, 1])
    expect(await Promise.all([town.signIn(people.lead, []), town.signIn(null, [{ role: 'district_viewer', communityId: null }]), town.signIn(town.western.people.chief, [{ role: 'district_viewer', communityId: null }])].map(reasons))).toEqual([0, 0, 0])
  })

  test('at a lead stands there for its officer and the auditor', async () => {
    const leadId = (await town.clerk.client.leads.list({ communityId: town.east.id })).leads.find((lead) => lead.confidentiality === 3)?.leadId ?? ''
    const reveals = async (caller: SignedInCaller): Promise<number> => (await caller.client.leads.lead({ leadId })).reveals.length
    expect(await Promise.all([town.signIn(town.eastern.people.officer, []), town.signIn(null, [{ role: 'auditor', communityId: null }])].map(reveals))).toEqual([1, 1])
    expect(await Promise.all([town.clerk, town.signIn(town.eastern.people.chief, []), town.signIn(town.western.people.officer, [clerkOfEast()])].map(reveals))).toEqual([0, 0, 0])
  })
})

test('a reopening that a clerk of elsewhere asked for still needs a clerk of here', async () => {
  const { people, ids } = town.western
  const [reopenId = ''] = ids['reopenId'] ?? []
  const [asker = ''] = ids['accountId'] ?? []
  const admin = town.signIn(null, [{ role: 'admin', communityId: null }])
  const known = (await admin.client.accounts.list({})).accounts.find((account) => account.accountId === asker)
  await admin.client.accounts.update({ accountId: asker, rowVersion: known?.rowVersion ?? 0, name: known?.name ?? '', personId: people.chief, grants: [clerkOfEast()], disabled: false })
  await town.clerk.client.roster.change({ communityId: town.west.id, gridId: null, post: 'station_chief', onDate: town.station.today, outgoingAssignmentId: ids['assignmentId']?.[0] ?? null, incoming: { kind: 'known', personId: people.head }, isActing: false, docNo: null, reason: '岗位调整' })
  expect(await answerOf(town.signIn(people.head, []).client.evaluations.consentReopen({ reopenId }))).toMatchObject({ code: 'REFUSED', rule: 'second_person' })
  expect(await answerOf(town.signIn(null, [{ role: 'clerk', communityId: town.west.id }]).client.evaluations.consentReopen({ reopenId }))).toMatchObject({ code: 'DONE' })
})
