import { beforeAll, describe, expect, it } from 'vitest'
import { openStation, type Station } from '../../../tests/stand/station'
import { rewardBreaches } from '../features/rewards/reward-check'

let station: Station
beforeAll(async () => {
  station = await openStation({ sample: true })
})

describe('the sample’s rewards', () => {
  it('stand in many states and pass the check', async () => {
    const { client } = await station.signedIn('clerk')
    const { rewards, cashFen } = await client.rewards.list({})
    expect(rewards.map((reward) => reward.state).toSorted()).toEqual(['approving', 'filed', 'noticed', 'publicised', 'submitted', 'void'])
    expect(cashFen).toBe(120_000)
    expect(rewardBreaches(station.services.database.reader)).toEqual([])
  })

  it('hold a fund with a balance, and leads in every hand', async () => {
    const { client } = await station.signedIn('clerk')
    const { funds } = await client.funds.list({})
    expect(funds).toMatchObject([{ budgetFen: 6_000_000, adjustedFen: 500_000, paidFen: 30_000, committedFen: 90_000, balanceFen: 6_380_000 }])
    const { leads } = await client.leads.list({})
    expect(new Set(leads.map((lead) => lead.state))).toEqual(new Set(['valuable', 'registered', 'not_valuable']))
    // One never rewarded, and one whose reward was voided.
    expect((await client.leads.list({ state: 'rewardable' })).total).toBe(2)
  })

  it.each(['2027-01-04T09:00:00+08:00', '2028-02-29T09:00:00+08:00'])('can be made on %s, too', async (now) => {
    const other = await openStation({ sample: true, now: Date.parse(now) })
    expect(rewardBreaches(other.services.database.reader)).toEqual([])
  })
})
