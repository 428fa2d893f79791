import { createRouterClient } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerOf, openSmallTownship, type SmallTownship } from '../../tests/stand/small-township'
import { commandLineConnection, windowConnection, type Connection } from '../core/connection'
import { contract, type ProcedureName } from './contract'
import { permissions } from './permissions'
import { roles, type Role } from './roles'

/**
 * Typed out by hand from model.md D5, never imported from the table: who may call what.
 * `everybody` needs no session, `anyone` any session; else the roles by one letter:
 * S 站长, P 民警, G 网格长, C 内勤, R 审批人, A 管理员, U 审计员, V 区县查看.
 */
const expected: Readonly<Record<ProcedureName, string>> = {
  'station.status': 'everybody',
  'station.initialise': 'everybody',
  'station.openSample': 'everybody',
  'station.leaveSample': 'everybody',
  'station.footing': 'anyone',
  'accounts.signIn': 'everybody',
  'accounts.current': 'everybody',
  'accounts.signOut': 'anyone',
  'accounts.lock': 'anyone',
  'accounts.present': 'anyone',
  'accounts.unlock': 'anyone',
  'accounts.changePassword': 'anyone',
  'accounts.savePreferences': 'anyone',
  // users, dict, backup: W admin, R clerk and auditor
  'accounts.list': 'CAU',
  'accounts.create': 'A',
  'accounts.update': 'A',
  'accounts.resetPassword': 'A',
  'accounts.linkable': 'A',
  'backups.list': 'CAU',
  'backups.make': 'A',
  'settings.list': 'CAU',
  'settings.change': 'A',
  // roster / pairing: W clerk; R chief, officer, grid lead, district viewer, auditor; nothing for the administrator
  'roster.board': 'SPGCUV',
  'roster.community': 'SPGCUV',
  'roster.person': 'SPGCUV',
  'roster.people': 'SPGCUV',
  'roster.find': 'SPGCUV',
  'roster.vacancies': 'SPGCUV',
  'roster.change': 'C',
  'roster.cancelPlanned': 'C',
  'roster.correctPerson': 'C',
  'roster.exempt': 'C',
  'roster.addCommunity': 'C',
  'roster.correctCommunity': 'C',
  'roster.addGrid': 'C',
  'roster.correctGrid': 'C',
  // the ledger of rewards: W clerk (apply, record payment), for lines that are history
  'rewardsImport.open': 'C',
  'rewardsImport.lines': 'C',
  'rewardsImport.faults': 'C',
  'rewardsImport.correct': 'C',
  'rewardsImport.decide': 'C',
  'rewardsImport.commit': 'C',
  'rewardsImport.discard': 'C',
  'rewardsImport.faultWorkbook': 'C',
  'rewardsImport.batches': 'C',
  'rewardsImport.undo': 'C',
  'rosterImport.open': 'C',
  'rosterImport.rows': 'C',
  'rosterImport.faults': 'C',
  'rosterImport.mapColumn': 'C',
  'rosterImport.correct': 'C',
  'rosterImport.decide': 'C',
  'rosterImport.commit': 'C',
  'rosterImport.discard': 'C',
  'rosterImport.faultWorkbook': 'C',
  'rosterImport.batches': 'C',
  'rosterImport.undo': 'C',
  // ID number, phone in clear
  'roster.reveal': 'SPC',
  // reports export (masked); who may take clear phones is tested at the export itself
  'roster.papers': 'SPCUV',
  'roster.export': 'SPCUV',
  // lead identity: W officer, own grid lead, nobody else; number, day and state of a lead also chief, clerk and auditor
  'leads.list': 'SPGCU',
  'leads.lead': 'SPGCU',
  'leads.providers': 'PGC',
  'leads.register': 'PG',
  'leads.reveal': 'PG',
  'leads.verify': 'P',
  'leads.linkCases': 'PC',
  // reward: A tier 1 chief; W apply, record payment clerk; W verify officer; own grid lead; R viewer, auditor; approver reads and approves
  'rewards.list': 'SPGCRUV',
  'rewards.reward': 'SPGCRUV',
  'rewards.ofPerson': 'SPGCRUV',
  'rewards.debts': 'SPCR',
  'rewards.check': 'C',
  'rewards.tiers': 'SPCRAU',
  'rewards.summary': 'SPCRUV',
  'rewards.bonusSuggestions': 'SPCU',
  'rewards.papers': 'SPCRUV',
  'rewards.apply': 'C',
  'rewards.correct': 'C',
  'rewards.submit': 'C',
  'rewards.withdraw': 'C',
  'rewards.verify': 'PC', // the clerk only what was signed on paper
  'rewards.approve': 'SCR', // the clerk only what was signed on paper
  'rewards.reject': 'SPCR',
  'rewards.notify': 'C',
  'rewards.publicise': 'C',
  'rewards.keepAccount': 'C',
  'rewards.pay': 'C',
  'rewards.reversePayment': 'C',
  'rewards.file': 'C',
  'rewards.expire': 'C',
  'rewards.void': 'C',
  // dict: W admin
  'rewards.changeTiers': 'A',
  'rewards.setApprover': 'A',
  'rewards.export': 'SPCUV',
  'rewards.exportPaymentList': 'C',
  'rewards.scan': 'SPCRU',
  'funds.list': 'SPCRUV',
  'funds.fund': 'SPCRUV',
  'funds.open': 'C',
  'funds.adjust': 'C',
  'funds.reverse': 'C',
  // audit log
  'audit.list': 'U',
  'audit.verify': 'U',
  'changes.stream': 'anyone',
}
const letters: Readonly<Record<Role, string>> = { station_chief: 'S', community_police: 'P', grid_chief: 'G', clerk: 'C', approver: 'R', admin: 'A', auditor: 'U', district_viewer: 'V' }

const names = Object.entries(contract).flatMap(([feature, procedures]) => Object.keys(procedures).map((name) => `${feature}.${name}` as ProcedureName))
const may = (name: ProcedureName, role: Role): boolean => {
  const to = expected[name]
  return to === 'everybody' || to === 'anyone' || to.includes(letters[role])
}

const id = '01K4000000000000000000AAAA'
const on = '2026-11-05'
const person = { name: '某人', sex: null, policeNo: null, orgText: null, remark: null }
const row = { importId: id, sheet: 's', row: 1 }
const reward = { rewardId: id, rowVersion: 1 }
const rewardFields = {
  leadId: id, basis: 'per_matter', caseNo: null, matter: '事项', incidentId: null, title: '事由', effect: 'direct', form: 'cash', cashFen: 1, goods: null, goodsFen: 0, standard: null, fundId: id, publicDays: null,
  recipients: [{ kind: 'provider', shareFen: 1, goodsFen: 0 }],
}
/** The smallest input that each procedure parses. */
const smallest: Readonly<Record<ProcedureName, unknown>> = {
  'station.status': {},
  'station.initialise': { township: null, communities: [], admin: { login: 'aa', name: 'a', password: 'abcdefgh-1' }, clerk: { login: 'bb', name: 'b', password: 'abcdefgh-1' } },
  'station.openSample': {},
  'station.leaveSample': {},
  'station.footing': {},
  'accounts.signIn': { login: 'nobody', password: 'x' },
  'accounts.current': {},
  'accounts.signOut': {},
  'accounts.lock': {},
  'accounts.present': {},
  'accounts.unlock': { password: 'x' },
  'accounts.changePassword': { oldPassword: 'x', newPassword: 'abcdefgh-1' },
  'accounts.savePreferences': { theme: 'dark', type: 'base' },
  'accounts.list': {},
  'accounts.create': { login: 'cc', name: 'c', password: 'abcdefgh-1', personId: null, grants: [] },
  'accounts.update': { accountId: id, rowVersion: 1, name: 'c', personId: null, grants: [], disabled: false },
  'accounts.resetPassword': { accountId: id, newPassword: 'abcdefgh-1' },
  'accounts.linkable': { text: 'a' },
  'backups.list': {},
  'backups.make': {},
  'settings.list': {},
  'settings.change': { key: 'station.idleMinutes', number: 20, choice: null },
  'roster.board': { asOf: on },
  'roster.community': { communityId: id, asOf: on },
  'roster.person': { personId: id },
  'roster.people': { asOf: on },
  'roster.find': { text: 'a' },
  'roster.vacancies': { asOf: on },
  'roster.change': { communityId: id, gridId: null, post: 'station_chief', onDate: on, outgoingAssignmentId: null, incoming: null, isActing: false, docNo: null, reason: '原因' },
  'roster.correctPerson': { personId: id, rowVersion: 1, ...person, dutyPhone: null },
  'roster.cancelPlanned': { assignmentId: id, reason: '原因' },
  'roster.exempt': { gridId: id, fromOn: on, toOn: null, authority: '局', reason: '原因' },
  'roster.addCommunity': { name: '村', areaCode: null },
  'roster.correctCommunity': { communityId: id, rowVersion: 1, name: '村', areaCode: null, stationName: null, policePostName: null },
  'roster.addGrid': { communityId: id, name: '网格', code: null, kind: 'basic' },
  'roster.correctGrid': { gridId: id, rowVersion: 1, name: '网格', code: null, households: null, rentalUnits: null, boundary: null },
  'roster.reveal': { personId: id, field: 'phone', reason: '原因' },
  'roster.papers': { asOf: on, communityId: null },
  'roster.export': { asOf: on, communityId: null, phones: 'masked', reason: null },
  'rosterImport.open': { ticket: id },
  'rosterImport.rows': { importId: id, sheet: 's', only: 'all' },
  'rosterImport.faults': { importId: id },
  'rosterImport.mapColumn': { importId: id, sheet: 's', column: 'A', field: 'name' },
  'rosterImport.correct': { ...row, column: 'A', text: 'x' },
  'rosterImport.decide': { ...row, kind: 'k', accept: true },
  'rosterImport.commit': { importId: id },
  'rosterImport.discard': { importId: id },
  'rosterImport.faultWorkbook': { importId: id, only: 'all' },
  'rosterImport.batches': {},
  'rosterImport.undo': { batchId: id },
  'leads.list': {},
  'leads.lead': { leadId: id },
  'leads.providers': { on, communityId: null },
  'leads.register': { communityId: id, providerId: id, receivedOn: on, source: 'patrol_found', domain: 'detection', confidentiality: 1, content: '线索内容', caseNo: null },
  'leads.reveal': { leadId: id, reason: null },
  'leads.verify': { leadId: id, rowVersion: 1, finding: 'verifying', effect: null, caseNo: null, duplicateOfId: null, opinion: '核' },
  'leads.linkCases': { caseNo: 'A1', otherCaseNo: 'A2', reason: '原因' },
  'rewards.list': {},
  'rewards.reward': { rewardId: id },
  'rewards.ofPerson': { personId: id },
  'rewards.debts': {},
  'rewards.check': { fields: rewardFields, rewardId: null },
  'rewards.tiers': {},
  'rewards.summary': { year: 2026 },
  'rewards.bonusSuggestions': { month: '2026-10', communityId: null },
  'rewards.papers': { paper: { kind: 'summary', year: 2026 } },
  'rewards.apply': { fields: rewardFields },
  'rewards.correct': { ...reward, fields: rewardFields },
  'rewards.submit': reward,
  'rewards.withdraw': { ...reward, reason: '原因' },
  'rewards.verify': { ...reward, opinion: '好', onPaper: null },
  'rewards.approve': { ...reward, opinion: '好', onPaper: null },
  'rewards.reject': { ...reward, reason: '原因', onPaper: null },
  'rewards.notify': { ...reward, noticedOn: on },
  'rewards.publicise': { ...reward, fromOn: on },
  'rewards.keepAccount': { ...reward, recipientId: id, bank: '银行', account: '62220000' },
  'rewards.pay': { ...reward, paidOn: on, payer1: { personId: null, name: '甲' }, payer2: { personId: null, name: '乙' }, voucherNo: null, scanTicket: null, payments: [{ recipientId: id, method: 'cash', proxy: null }] },
  'rewards.reversePayment': { ...reward, paymentId: id, reason: '原因' },
  'rewards.file': { ...reward, scanTicket: null },
  'rewards.expire': reward,
  'rewards.void': { ...reward, reason: '原因' },
  'rewards.changeTiers': { tiers: [{ office: '警务站', upToFen: 1 }] },
  'rewards.setApprover': { accountId: id, level: 1 },
  'rewards.export': { paper: { kind: 'summary', year: 2026 } },
  'rewards.exportPaymentList': { rewardIds: null, accounts: 'masked', reason: null },
  'rewards.scan': { attachmentId: id },
  'funds.list': {},
  'funds.fund': { fundId: id },
  'funds.open': { year: 2026, source: '财政', budgetFen: 1, docNo: null },
  'funds.adjust': { fundId: id, amountFen: 1, docNo: null, reason: '原因' },
  'funds.reverse': { entryId: id, reason: '原因' },
  'rewardsImport.open': { ticket: id, year: 2026 },
  'rewardsImport.lines': { importId: id, only: 'all' },
  'rewardsImport.faults': { importId: id },
  'rewardsImport.correct': { ...row, column: 'A', text: 'x' },
  'rewardsImport.decide': { ...row, kind: 'k', accept: true },
  'rewardsImport.commit': { importId: id },
  'rewardsImport.discard': { importId: id },
  'rewardsImport.faultWorkbook': { importId: id, only: 'all' },
  'rewardsImport.batches': {},
  'rewardsImport.undo': { batchId: id, reason: '原因' },
  'audit.list': {},
  'audit.verify': {},
  'changes.stream': {},
}

let township: SmallTownship
const connections = new Map<Role, Connection>()
beforeAll(async () => {
  township = await openSmallTownship()
  const { east, seat, station } = township
  const [grid] = east.grids
  await seat({ post: 'station_chief', community: east }, '站长甲')
  await seat({ post: 'community_police', community: east }, '民警乙')
  await seat({ post: 'grid_chief', community: east, grid }, '格长丙')
  for (const role of roles) connections.set(role, (await station.signedIn(role)).connection)
})

/** Calls a procedure by its name, as a carrier does, with whatever input. */
async function codeOf(name: ProcedureName, connection: Connection, input: unknown): Promise<string> {
  const [feature = '', procedure = ''] = name.split('.')
  const client = createRouterClient(township.station.core.router, { context: { connection } }) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  const call = client[feature]?.[procedure]
  if (!call) throw new Error(`there is no ${name}`)
  return (await answerOf(call(input))).code
}
const connectionOf = (role: Role): Connection => {
  const connection = connections.get(role)
  if (!connection) throw new Error(`nobody is signed in as ${role}`)
  return connection
}

describe('the permission table', () => {
  it('has a line for every procedure of the contract, and so have the expectations', () => {
    expect(Object.keys(permissions).sort()).toEqual([...names].sort())
    expect(Object.keys(expected).sort()).toEqual([...names].sort())
  })

  it.each(names)('says of %s what D5 says, role by role', (name) => {
    const given = permissions[name]
    if (expected[name] === 'everybody') expect(given).toBe('public')
    else if (expected[name] === 'anyone') expect(given).toBe('signed_in')
    else expect([...given].sort()).toEqual(roles.filter((role) => may(name, role)).sort())
  })
})

describe('the guard', () => {
  it.each(names)('lets %s through, before it looks at the input, for exactly the roles of D5', async (name) => {
    for (const role of roles) expect([role, await codeOf(name, connectionOf(role), { nonsense: true })]).toEqual([role, may(name, role) ? 'INVALID_INPUT' : 'FORBIDDEN'])
  })

  it.each(names.filter((name) => !['everybody', 'anyone'].includes(expected[name])))('forbids a well-formed %s to every other role', async (name) => {
    const others = roles.filter((role) => !may(name, role))
    expect(others.length).toBeGreaterThan(0)
    for (const role of others) expect([role, await codeOf(name, connectionOf(role), smallest[name])]).toEqual([role, 'FORBIDDEN'])
    const clean = windowConnection('test')
    expect(await codeOf(name, clean, smallest[name])).toBe('NOT_SIGNED_IN')
  })

  it.each(names)('asks for a session at %s unless it is public', async (name) => {
    const code = await codeOf(name, windowConnection('test'), { nonsense: true })
    expect(code).toBe(expected[name] === 'everybody' ? 'INVALID_INPUT' : 'NOT_SIGNED_IN')
  })

  it.each(names)('gives the command line no more than the clerk has at %s, and never a number in clear', async (name) => {
    const code = await codeOf(name, commandLineConnection('job'), { nonsense: true })
    const open = name !== 'roster.reveal' && (expected[name] === 'everybody' || name === 'station.footing' || name === 'changes.stream' || (expected[name] !== 'anyone' && may(name, 'clerk')))
    expect(code).toBe(open ? 'INVALID_INPUT' : 'FORBIDDEN')
  })

  it('parses what it let through: the smallest inputs are not refused as malformed', async () => {
    for (const name of names) {
      if (expected[name] === 'anyone' || expected[name] === 'everybody') continue
      const role = roles.find((one) => may(name, one))
      if (role) expect([name, await codeOf(name, connectionOf(role), smallest[name])]).not.toEqual([name, 'INVALID_INPUT'])
    }
  })
})
