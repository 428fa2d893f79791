import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { permissions } from '../../src/contract/permissions'
import { openRewardDesk, type RewardDesk } from '../stand/reward-desk'
import { answerOf } from '../stand/small-township'
import { openStation, type SignedInCaller, type Station } from '../stand/station'
import { inputOf, procedureNames, procedureOf, roleFor, validInput } from './contract-inputs'

/** Every command that says which version of a row it means, found in the contract. */
const versioned = procedureNames.filter((name) => {
  const schema = inputOf(name)
  return schema instanceof z.ZodObject && 'rowVersion' in schema.shape
})

describe('a command that means an older version of its row', () => {
  let station: Station
  const callers = new Map<string, Promise<SignedInCaller>>()
  beforeAll(async () => {
    station = await openStation({ sample: true })
  }, 240_000)
  const first = (sql: string): string => {
    const row = station.services.database.connection.prepare(sql).get() as { id: string } | undefined
    if (!row) throw new Error(`the sample has no row for ${sql}`)
    return row.id
  }

  it('is one of many', () => {
    expect(versioned.length).toBeGreaterThan(20)
  })

  it.each(versioned)('%s is refused as CONFLICT and changes nothing', async (name) => {
    const permission = permissions[name]
    const schema = inputOf(name)
    // Who signs in the own session; a clerk only records what was signed on paper.
    const signs = schema instanceof z.ZodObject && 'onPaper' in schema.shape
    const role = signs ? (name === 'rewards.verify' ? 'community_police' : 'station_chief') : Array.isArray(permission) && permission.includes('clerk') ? 'clerk' : roleFor(name)
    const caller = await (callers.get(role) ?? callers.set(role, station.signedIn(role)).get(role))
    if (!caller) throw new Error('nobody is signed in')
    const within = caller.communityId === null ? '' : `AND community_id = '${caller.communityId}'`
    const ids: Record<string, () => string> = {
      accountId: () => first('SELECT id FROM user_account LIMIT 1'),
      personId: () => first('SELECT id FROM person LIMIT 1'),
      communityId: () => first('SELECT id FROM community LIMIT 1'),
      gridId: () => first('SELECT id FROM grid LIMIT 1'),
      meetingId: () => first(`SELECT id FROM meeting WHERE state = 'minuted' LIMIT 1`),
      decisionId: () => first('SELECT id FROM decision LIMIT 1'),
      leadId: () => first(`SELECT id FROM lead WHERE TRUE ${within} LIMIT 1`),
      rewardId: () => first(`SELECT id FROM reward WHERE TRUE ${within} LIMIT 1`),
    }
    // Signed in the own session, numbers left alone, lead and fund that exist: nothing but the version is wrong.
    const { idNo: _idNo, phone: _phone, ...given } = validInput(schema) as Record<string, unknown>
    const plain = { onPaper: null, policeNo: null, dutyPhone: null }
    const input: Record<string, unknown> = { ...given, ...Object.fromEntries(Object.entries(plain).filter(([field]) => field in given)) }
    if ('fields' in given) input['fields'] = { ...(given['fields'] as object), leadId: first(`SELECT id FROM lead WHERE origin = 'office' LIMIT 1`), fundId: first('SELECT id FROM reward_fund LIMIT 1') }
    const own = Object.keys(given)[0] ?? ''
    const id = ids[own]
    if (!id) throw new Error(`${name} begins with ${own}: say where such a row is found`)
    const changes = () => (station.services.database.connection.prepare('SELECT count(*) AS n FROM change_log').get() as { n: number }).n
    const before = changes()
    expect(await answerOf(procedureOf(caller.client, name)({ ...input, [own]: id(), rowVersion: 999_999 }))).toMatchObject({ code: 'CONFLICT' })
    expect(changes()).toBe(before)
  })
})

describe('an approval', () => {
  let desk: RewardDesk
  beforeAll(async () => {
    desk = await openRewardDesk()
  }, 240_000)

  it('of 400 yuan does not hold for the 4,000 yuan that the application has become beneath it', async () => {
    const { clerk, officer, chief } = desk
    const leadId = await desk.valuableLead()
    const small = desk.fields(leadId, { cashFen: 40_000 })
    const { rewardId } = await clerk.client.rewards.apply({ fields: small })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    const opened = await officer.client.rewards.reward({ rewardId })
    expect(opened.cashFen).toBe(40_000)
    await clerk.client.rewards.withdraw({ rewardId, rowVersion: 2, reason: '金额写错' })
    const large = { ...small, cashFen: 400_000, recipients: [{ kind: 'person' as const, personId: desk.gridLead, shareFen: 400_000, goodsFen: 0 }] }
    await clerk.client.rewards.correct({ rewardId, rowVersion: 3, fields: large })
    const again = await answerOf(clerk.client.rewards.submit({ rewardId, rowVersion: 4 }))
    const verify = { rewardId, opinion: '属实', onPaper: null }
    expect(await answerOf(officer.client.rewards.verify({ ...verify, rowVersion: opened.rowVersion }))).toMatchObject({ code: 'CONFLICT' })
    const now = await clerk.client.rewards.reward({ rewardId })
    expect([again.code, now.cashFen, now.state]).toEqual(['DONE', 400_000, 'submitted'])
    await officer.client.rewards.verify({ ...verify, rowVersion: now.rowVersion })
    expect(await answerOf(chief.client.rewards.approve({ rewardId, rowVersion: opened.rowVersion, opinion: '同意', onPaper: null }))).toMatchObject({ code: 'CONFLICT' })
    expect((await clerk.client.rewards.reward({ rewardId })).levels.filter(({ state }) => state === 'agreed')).toEqual([])
  })
})
