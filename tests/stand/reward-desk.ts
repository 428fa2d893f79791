import type { RewardFields } from '../../src/contract/reward-values'
import { windowConnection } from '../../src/core/connection'
import { addAccount } from '../../src/core/accounts/account-register'
import { setApprover } from '../../src/core/features/rewards/reward-tier-book'
import { openSmallTownship, type SmallTownship } from './small-township'
import { testActor, type SignedInCaller, type StandOptions } from './station'

/** A township with everybody who has a hand in a reward. Levels 2, 3 and 4 have an approver each. */
export interface RewardDesk extends SmallTownship {
  officer: SignedInCaller
  chief: SignedInCaller
  lead: SignedInCaller
  approver(level: number): SignedInCaller
  auditor: SignedInCaller
  admin: SignedInCaller
  viewer: SignedInCaller
  /** People in post in the east community since 2026-03-01. */
  gridLead: string
  aux: string
  fundId: string
  /** Lets days go by without anybody being locked out. */
  pass(days: number): void
  /** A lead that the officer has found valuable. */
  valuableLead(choice?: { providerId?: string; confidentiality?: 1 | 2 | 3; caseNo?: string | null; receivedOn?: string; content?: string }): Promise<string>
  fields(leadId: string, choice?: Partial<RewardFields>): RewardFields
  /** An application that has been submitted, verified and approved by as many levels as it needs. */
  approved(choice?: Partial<RewardFields> & { leadId?: string }): Promise<{ rewardId: string; rowVersion: number }>
  /** … and told and paid in cash. */
  paid(choice?: Partial<RewardFields> & { leadId?: string }): Promise<{ rewardId: string; rowVersion: number }>
  version(rewardId: string): Promise<number>
  /** budget, committed, paid, balance of the fund, in fen. */
  balances(): Promise<{ budgetFen: number; committedFen: number; paidFen: number; balanceFen: number }>
}

let cases = 0
export const leadWords = '河东仓库夜间有人偷运电缆，车牌尾号七三'
export const payers = { payer1: { personId: null, name: '发放甲' }, payer2: { personId: null, name: '发放乙' } }

export async function openRewardDesk(options: StandOptions & { budgetFen?: number } = {}): Promise<RewardDesk> {
  const township = await openSmallTownship(options)
  const { station, clerk, east, seat } = township
  const [first] = east.grids
  await seat({ post: 'station_chief', community: east }, '任站长')
  await seat({ post: 'community_police', community: east }, '单民警')
  const gridLead = (await seat({ post: 'grid_chief', community: east, grid: first }, '查格长')).personId
  const aux = (await seat({ post: 'aux_police', community: east, grid: first }, '仇警辅')).personId
  const signedIn = { officer: await station.signedIn('community_police'), chief: await station.signedIn('station_chief'), lead: await station.signedIn('grid_chief'), auditor: await station.signedIn('auditor'), admin: await station.signedIn('admin'), viewer: await station.signedIn('district_viewer') }
  const approvers = [2, 3, 4].map((level) => {
    const login = `shenpi-${level}-${String(Math.random()).slice(2, 8)}`
    const accountId = station.services.database.writer.run(testActor, (tx) => {
      const id = addAccount(tx, { login, name: `审批${level}级`, passwordHash: 'none', personId: null, grants: [{ role: 'approver', communityId: null }], mustChangePassword: false })
      setApprover(tx, id, level)
      return id
    })
    const connection = windowConnection('test')
    connection.signedIn = { accountId, login, name: `审批${level}级`, locked: false, lastInputAt: station.clock.now }
    return { client: station.client(connection), connection, accountId, login, personId: null, communityId: null, gridId: null }
  })
  const { fundId } = await clerk.client.funds.open({ year: 2026, source: '财政专项', budgetFen: options.budgetFen ?? 6_000_000, docNo: null })

  const approver = (level: number): SignedInCaller => {
    const found = approvers[level - 2]
    if (!found) throw new Error(`nobody approves level ${level}`)
    return found
  }
  const version = async (rewardId: string): Promise<number> => (await clerk.client.rewards.reward({ rewardId })).rowVersion
  const valuableLead: RewardDesk['valuableLead'] = async (choice = {}) => {
    const { confidentiality = 1, providerId = gridLead, caseNo = null, receivedOn = '2026-10-18', content = leadWords } = choice
    const { leadId } = await signedIn.officer.client.leads.register({ communityId: east.id, providerId, receivedOn, source: 'patrol_found', domain: 'detection', confidentiality, content, caseNo })
    await signedIn.officer.client.leads.verify({ leadId, rowVersion: 1, finding: 'valuable', effect: 'direct', caseNo: null, duplicateOfId: null, opinion: '属实，据此抓获嫌疑人' })
    return leadId
  }
  const fields: RewardDesk['fields'] = (leadId, choice = {}) => {
    cases += 1
    const cashFen = choice.cashFen ?? 40_000
    return {
      leadId, basis: 'per_case', caseNo: `A4101055900002026${String(cases).padStart(6, '0')}`, matter: null, incidentId: null, title: '提供盗窃线索', effect: 'direct', form: 'cash', cashFen, goods: null, goodsFen: 0,
      standard: null, fundId, publicDays: null, recipients: [{ kind: 'person', personId: gridLead, shareFen: cashFen, goodsFen: 0 }], ...choice,
    }
  }
  const approved: RewardDesk['approved'] = async ({ leadId, ...choice } = {}) => {
    const { rewardId } = await clerk.client.rewards.apply({ fields: fields(leadId ?? (await valuableLead()), choice) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    await signedIn.officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: null })
    const { levels } = await clerk.client.rewards.reward({ rewardId })
    for (const { level } of levels) await (level === 1 ? signedIn.chief : approver(level)).client.rewards.approve({ rewardId, rowVersion: 2 + level, opinion: '同意', onPaper: null })
    return { rewardId, rowVersion: await version(rewardId) }
  }
  const paid: RewardDesk['paid'] = async (choice = {}) => {
    const { rewardId, rowVersion } = await approved(choice)
    await clerk.client.rewards.notify({ rewardId, rowVersion, noticedOn: station.today })
    const { people } = await clerk.client.rewards.reward({ rewardId })
    await clerk.client.rewards.pay({
      rewardId, rowVersion: rowVersion + 1, paidOn: station.today, ...payers, voucherNo: null, scanTicket: null,
      payments: people.map((one) => ({ recipientId: one.recipientId, method: one.shareFen > 0 ? ('cash' as const) : ('goods' as const), proxy: null })),
    })
    return { rewardId, rowVersion: rowVersion + 2 }
  }
  return {
    ...township, ...signedIn, approver, gridLead, aux, fundId, valuableLead, fields, approved, paid, version,
    pass: (days) => {
      station.clock.now += days * 86_400_000
      for (const { connection } of [clerk, ...Object.values(signedIn), ...approvers]) if (connection.signedIn) connection.signedIn.lastInputAt = station.clock.now
    },
    balances: async () => {
      const { fund } = await clerk.client.funds.fund({ fundId })
      return { budgetFen: fund.budgetFen + fund.adjustedFen, committedFen: fund.committedFen, paidFen: fund.paidFen, balanceFen: fund.balanceFen }
    },
  }
}
