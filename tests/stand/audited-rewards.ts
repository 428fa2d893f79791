import type { CommandName } from '../../src/contract/commands'
import type { SmallCommunity, SmallGrid, SmallTownship } from './small-township'
import type { SignedInCaller } from './station'

type Note = (name: CommandName, call: () => Promise<unknown>) => Promise<void>

/** Every command of leads, rewards and funds, once done and once refused, for the test of the audit log. */
export async function auditRewards(township: SmallTownship, admin: SignedInCaller, run: Note, fail: Note): Promise<void> {
  const { clerk, seat, station } = township
  const place = await newCommunity(township, '枣林村')
  const lost = '01K4000000000000000000AAAA'
  const grid = place.grids[1]
  await seat({ post: 'community_police', community: place }, '单民警')
  await seat({ post: 'station_chief', community: place }, '任站长')
  const { personId } = await seat({ post: 'aux_police', community: place, grid }, '仇警辅')
  const officer = (await station.signedIn('community_police', { communityId: place.id })).client
  const chief = (await station.signedIn('station_chief', { communityId: place.id })).client
  const approver = await station.signedIn('approver')
  const { leads, rewards, funds } = clerk.client

  let fundId = ''
  let entryId = ''
  await run('funds.open', async () => (fundId = (await funds.open({ year: 2026, source: '财政专项', budgetFen: 500_000, docNo: null })).fundId))
  await fail('funds.open', () => funds.open({ year: 2026, source: '财政专项', budgetFen: 1, docNo: null }))
  await run('funds.adjust', async () => (entryId = (await funds.adjust({ fundId, amountFen: 10_000, docNo: null, reason: '追加' })).entryId))
  await fail('funds.adjust', () => funds.adjust({ fundId, amountFen: -900_000, docNo: null, reason: '核减' }))
  await run('funds.reverse', () => funds.reverse({ entryId, reason: '填错了' }))
  await fail('funds.reverse', () => funds.reverse({ entryId, reason: '填错了' }))
  await run('rewards.setApprover', () => admin.client.rewards.setApprover({ accountId: approver.accountId, level: 2 }))
  await fail('rewards.setApprover', () => admin.client.rewards.setApprover({ accountId: lost, level: 2 }))
  await run('rewards.changeTiers', () => admin.client.rewards.changeTiers({ tiers: [{ office: '警务站', upToFen: 50_000 }, { office: '派出所', upToFen: 100_000 }] }))
  await fail('rewards.changeTiers', () => admin.client.rewards.changeTiers({ tiers: [{ office: '警务站', upToFen: 50_000 }, { office: '派出所', upToFen: 10_000 }] }))

  const found = { communityId: place.id, providerId: personId, receivedOn: '2026-10-18', source: 'patrol_found', domain: 'detection', confidentiality: 1, content: '线索内容', caseNo: null } as const
  const register = async (): Promise<string> => (await officer.leads.register(found)).leadId
  const finding = { rowVersion: 1, finding: 'valuable', effect: 'direct', caseNo: null, duplicateOfId: null, opinion: '属实' } as const
  let leadId = ''
  await run('leads.register', async () => (leadId = await register()))
  await fail('leads.register', () => officer.leads.register({ ...found, receivedOn: '2026-12-01' }))
  await run('leads.reveal', () => officer.leads.reveal({ leadId, reason: null }))
  await fail('leads.reveal', () => leads.reveal({ leadId, reason: '想看看' }))
  await run('leads.verify', () => officer.leads.verify({ leadId, ...finding }))
  await fail('leads.verify', () => officer.leads.verify({ leadId, ...finding }))
  await run('leads.linkCases', () => leads.linkCases({ caseNo: 'A1', otherCaseNo: 'A2', reason: '同一伙人' }))
  await fail('leads.linkCases', () => leads.linkCases({ caseNo: 'A1', otherCaseNo: 'a 1', reason: '同一伙人' }))

  let cases = 0
  const fieldsOf = (id: string, publicDays: number | null = null) => ({
    leadId: id, basis: 'per_case' as const, caseNo: `B${(cases += 1)}`, matter: null, incidentId: null, title: '提供线索', effect: 'direct' as const, form: 'cash' as const, cashFen: 40_000, goods: null, goodsFen: 0, standard: null, fundId, publicDays,
    recipients: [{ kind: 'provider' as const, shareFen: 40_000, goodsFen: 0 }],
  })
  const fields = fieldsOf(leadId, 1)
  let rewardId = ''
  let rowVersion = 0
  const target = () => ({ rewardId, rowVersion })
  const next = async (call: Promise<{ rowVersion: number }>): Promise<void> => void (rowVersion = (await call).rowVersion)
  await run('rewards.apply', async () => (rewardId = (await rewards.apply({ fields })).rewardId))
  await fail('rewards.apply', () => rewards.apply({ fields }))
  rowVersion = 1
  await run('rewards.correct', () => next(rewards.correct({ ...target(), fields })))
  await fail('rewards.correct', () => rewards.correct({ ...target(), rowVersion: 1, fields }))
  await run('rewards.submit', () => next(rewards.submit(target())))
  await fail('rewards.submit', () => rewards.submit(target()))
  await run('rewards.withdraw', () => next(rewards.withdraw({ ...target(), reason: '填错了' })))
  await fail('rewards.withdraw', () => rewards.withdraw({ ...target(), reason: '填错了' }))
  await next(rewards.submit(target()))
  await run('rewards.verify', () => next(officer.rewards.verify({ ...target(), opinion: '属实', onPaper: null })))
  await fail('rewards.verify', () => officer.rewards.verify({ ...target(), opinion: '属实', onPaper: null }))
  await run('rewards.approve', () => next(chief.rewards.approve({ ...target(), opinion: '同意', onPaper: null })))
  await fail('rewards.approve', () => chief.rewards.approve({ ...target(), opinion: '同意', onPaper: null }))
  await run('rewards.notify', () => next(rewards.notify({ ...target(), noticedOn: station.today })))
  await fail('rewards.notify', () => rewards.notify({ ...target(), noticedOn: station.today }))
  await run('rewards.publicise', () => next(rewards.publicise({ ...target(), fromOn: station.today })))
  await fail('rewards.publicise', () => rewards.publicise({ ...target(), fromOn: station.today }))
  await fail('rewards.expire', () => rewards.expire(target()))

  const other = (await rewards.apply({ fields: fieldsOf(await verified()) })).rewardId
  await rewards.submit({ rewardId: other, rowVersion: 1 })
  await run('rewards.reject', () => officer.rewards.reject({ rewardId: other, rowVersion: 2, reason: '不成立', onPaper: null }))
  await fail('rewards.reject', () => officer.rewards.reject({ rewardId: other, rowVersion: 3, reason: '不成立', onPaper: null }))

  await carry(await verified())
  await next(rewards.notify({ ...target(), noticedOn: station.today }))
  const recipientId = (await rewards.reward({ rewardId })).people[0]?.recipientId ?? ''
  const account = { recipientId, bank: '农商银行', account: '6222000011112222' }
  await run('rewards.keepAccount', () => rewards.keepAccount({ ...target(), ...account }))
  await fail('rewards.keepAccount', () => rewards.keepAccount({ ...target(), ...account, account: 'abcdef' }))
  await run('rewards.exportPaymentList', () => rewards.exportPaymentList({ rewardIds: null, accounts: 'clear', reason: '银行转账' }))
  await fail('rewards.exportPaymentList', () => rewards.exportPaymentList({ rewardIds: null, accounts: 'clear', reason: null }))
  const payment = { paidOn: station.today, payer1: { personId: null, name: '甲' }, payer2: { personId: null, name: '乙' }, voucherNo: null, scanTicket: null, payments: [{ recipientId, method: 'transfer' as const, proxy: null }] }
  await fail('rewards.pay', () => rewards.pay({ ...target(), ...payment, payer2: payment.payer1 }))
  await run('rewards.pay', () => next(rewards.pay({ ...target(), ...payment })))
  const paymentId = (await rewards.reward({ rewardId })).payments[0]?.paymentId ?? ''
  await run('rewards.reversePayment', () => next(rewards.reversePayment({ ...target(), paymentId, reason: '账号错了' })))
  await fail('rewards.reversePayment', () => rewards.reversePayment({ ...target(), paymentId, reason: '账号错了' }))
  await fail('rewards.file', () => rewards.file({ ...target(), scanTicket: null }))
  await next(rewards.pay({ ...target(), ...payment }))
  const signedList = station.services.tickets.acceptUpload({ fileName: 'a.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) })
  await run('rewards.file', () => next(rewards.file({ ...target(), scanTicket: signedList })))
  await run('rewards.void', () => next(rewards.void({ ...target(), reason: '查实虚报' })))
  await fail('rewards.void', () => rewards.void({ ...target(), reason: '查实虚报' }))
  await run('rewards.export', () => rewards.export({ paper: { kind: 'ledger', year: 2026, communityId: null } }))
  await fail('rewards.export', () => rewards.export({ paper: { kind: 'approval', rewardId: lost } }))

  await carry(await verified())
  await next(rewards.notify({ ...target(), noticedOn: '2026-11-05' }))
  const { now } = station.clock
  station.clock.now += 61 * 86_400_000
  if (clerk.connection.signedIn) clerk.connection.signedIn.lastInputAt = station.clock.now
  await run('rewards.expire', () => rewards.expire(target()))
  station.clock.now = now
  if (clerk.connection.signedIn) clerk.connection.signedIn.lastInputAt = now

  async function verified(): Promise<string> {
    const id = await register()
    await officer.leads.verify({ leadId: id, ...finding })
    return id
  }
  /** A new reward, approved. */
  async function carry(id: string): Promise<void> {
    rewardId = (await rewards.apply({ fields: fieldsOf(id) })).rewardId
    rowVersion = 1
    await next(rewards.submit(target()))
    await next(officer.rewards.verify({ ...target(), opinion: '属实', onPaper: null }))
    await next(chief.rewards.approve({ ...target(), opinion: '同意', onPaper: null }))
  }
}

/** A community whose seats no other test has filled. */
async function newCommunity({ clerk }: SmallTownship, name: string): Promise<SmallCommunity> {
  const { communityId } = await clerk.client.roster.addCommunity({ name, areaCode: null })
  const grid = async (named: string): Promise<SmallGrid> => ({ id: (await clerk.client.roster.addGrid({ communityId, name: named, code: null, kind: 'basic' })).gridId, name: named })
  return { id: communityId, name, grids: [await grid('第一网格'), await grid('第二网格')] }
}
