import { beforeAll, describe, expect, test } from 'vitest'
import { answerOf } from '../stand/small-township'
import { openTwoVillages, type TwoVillages } from '../stand/two-villages'
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
