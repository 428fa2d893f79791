import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RewardPaper } from '../../src/contract/rewards'
import { answerOf } from '../stand/small-township'
import { openRewardDesk, payers, type RewardDesk } from '../stand/reward-desk'
import type { Client, SignedInCaller } from '../stand/station'

/**
 * The attack: somebody without the permission `lead identity` (I20, model.md D5) asks every procedure, takes every export,
 * reads the log, the audit log and the files of the data folder, and finds a lead's content, its provider, an opinion or a
 * bank account. Each secret is a text that stands nowhere else.
 */
const content = '城西冷库二号门后半夜卸货，领头的绰号黑皮'
const opinion = '蹲守三夜后属实，赃物藏在冷库夹层'
const provider = '密报周'
const account = '6222888877776666555'
const proxy = '代领吴'
let desk: RewardDesk
/** At confidentiality 3, brought by `provider`; the rest of the desk knows its number only. */
let secretLead: string
let secretReward: string
let others: [string, SignedInCaller][]

beforeAll(async () => {
  desk = await openRewardDesk()
  const { clerk, officer, east, seat, station } = desk
  const { personId } = await seat({ post: 'aux_police', community: east, grid: east.grids[1] }, provider)
  secretLead = (await officer.client.leads.register({ communityId: east.id, providerId: personId, receivedOn: '2026-10-20', source: 'visit_learned', domain: 'detection', confidentiality: 3, content, caseNo: null })).leadId
  await officer.client.leads.verify({ leadId: secretLead, rowVersion: 1, finding: 'valuable', effect: 'direct', caseNo: null, duplicateOfId: null, opinion })
  await officer.client.leads.reveal({ leadId: secretLead, reason: '核对线索' })
  const approved = await desk.approved({ leadId: secretLead, recipients: [{ kind: 'provider', shareFen: 40_000, goodsFen: 0 }] })
  secretReward = approved.rewardId
  await clerk.client.rewards.notify({ ...approved, noticedOn: station.today })
  const recipientId = (await clerk.client.rewards.reward({ rewardId: secretReward })).people[0]?.recipientId ?? ''
  await clerk.client.rewards.keepAccount({ rewardId: secretReward, rowVersion: approved.rowVersion + 1, recipientId, bank: '农商银行城西支行', account })
  await clerk.client.rewards.pay({ rewardId: secretReward, rowVersion: approved.rowVersion + 1, paidOn: station.today, ...payers, voucherNo: null, scanTicket: null, payments: [{ recipientId, method: 'transfer', proxy: { name: proxy, reason: '本人住院' } }] })
  // An ordinary one beside it, whose content nobody else may see either.
  await desk.paid({ leadId: await desk.valuableLead({ content: `${content}之二` }) })
  others = [['chief', desk.chief], ['clerk', clerk], ['lead', desk.lead], ['approver', desk.approver(2)], ['auditor', desk.auditor], ['admin', desk.admin], ['viewer', desk.viewer]]
}, 60_000)

const secrets = (): string[] => [content, opinion, account, proxy]

/** Everything of leads, rewards and funds that a caller can be told, and the audit log. */
async function everythingFor(client: Client): Promise<string> {
  const quiet = async <T>(call: Promise<T>): Promise<T | null> => call.catch(() => null)
  const { today } = desk.station
  const papers: RewardPaper[] = [
    { kind: 'approval', rewardId: secretReward },
    { kind: 'signOff', rewardIds: [secretReward] },
    { kind: 'signOff', rewardIds: null },
    { kind: 'publicity', rewardIds: [secretReward] },
    { kind: 'paymentList', rewardIds: [secretReward] },
    { kind: 'ledger', year: 2026, communityId: null },
    { kind: 'ledger', year: 2026, communityId: desk.east.id },
    { kind: 'summary', year: 2026 },
  ]
  const people = (await quiet(client.roster.people({ asOf: today, state: 'all' })))?.people ?? []
  const leads = (await quiet(client.leads.list({ limit: 200 })))?.leads ?? []
  const answers = [
    leads,
    await Promise.all(leads.map(({ leadId }) => quiet(client.leads.lead({ leadId })))),
    await Promise.all([content.slice(0, 6), '黑皮', '冷库'].map((text) => quiet(client.leads.list({ text })))),
    await Promise.all(['冷库', '黑皮', account].map((text) => quiet(client.rewards.list({ text })))),
    await Promise.all([quiet(client.rewards.list({ limit: 200 })), quiet(client.rewards.reward({ rewardId: secretReward })), quiet(client.rewards.debts({})), quiet(client.rewards.summary({ year: 2026 }))]),
    await quiet(client.rewards.bonusSuggestions({ month: '2026-11', communityId: null })),
    await Promise.all(people.map(({ personId }) => quiet(client.rewards.ofPerson({ personId })))),
    await Promise.all(papers.map((paper) => quiet(client.rewards.papers({ paper })))),
    await quiet(client.funds.list({})),
    await quiet(client.funds.fund({ fundId: desk.fundId })),
    await quiet(client.audit.list({ limit: 200 })),
    await answerOf(client.leads.reveal({ leadId: secretLead, reason: '想看看' })),
    await Promise.all(['黑皮', '冷库'].map((text) => quiet(client.roster.find({ text })))),
  ]
  return JSON.stringify(answers)
}

/** All parts of a workbook as text. */
function textOf(zip: Uint8Array): string {
  const bytes = Buffer.from(zip)
  let text = ''
  for (let at = bytes.indexOf('PK\u0003\u0004', 0, 'latin1'); at !== -1; at = bytes.indexOf('PK\u0003\u0004', at + 4, 'latin1')) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    try {
      text += bytes.readUInt16LE(at + 8) === 8 ? inflateRawSync(bytes.subarray(start)).toString() : bytes.subarray(start).toString()
    } catch {
      text += bytes.subarray(start, start + 100).toString()
    }
  }
  return text
}

describe('a lead’s content, opinion and bank account', () => {
  it('are in no answer to anybody but the officer and who brought it', async () => {
    for (const [role, caller] of others) {
      const said = await everythingFor(caller.client)
      // It has looked: the lead's number is there for all who may know it.
      expect([role, said.includes('青奖〔2026〕')]).toEqual([role, role !== 'admin'])
      expect([role, secrets().filter((secret) => said.includes(secret))]).toEqual([role, []])
    }
  })

  it('are refused by leads.reveal to every other role, without a hint, and shown to the officer', async () => {
    for (const [role, caller] of others) {
      const answer = await answerOf(caller.client.leads.reveal({ leadId: secretLead, reason: '想看看' }))
      expect([role, answer.code]).toEqual([role, 'FORBIDDEN'])
      expect(secrets().some((secret) => answer.message.includes(secret))).toBe(false)
    }
    expect(await desk.officer.client.leads.reveal({ leadId: secretLead, reason: '核对线索' })).toMatchObject({ content, provider: { name: provider } })
    expect(await answerOf(desk.officer.client.leads.reveal({ leadId: secretLead, reason: null }))).toMatchObject({ rule: 'reason_needed' })
  })

  it('are in no export that anybody may take, file name included', async () => {
    const { tickets } = desk.station.services
    let taken = 0
    for (const [role, caller] of others)
      for (const paper of [{ kind: 'approval', rewardId: secretReward }, { kind: 'signOff', rewardIds: [secretReward] }, { kind: 'publicity', rewardIds: null }, { kind: 'paymentList', rewardIds: [secretReward] }, { kind: 'ledger', year: 2026, communityId: null }] satisfies RewardPaper[]) {
        const download = await caller.client.rewards.export({ paper }).catch(() => null)
        if (!download) continue
        taken += 1
        const said = download.fileName + textOf(tickets.takeDownload(download.ticket).bytes)
        expect(said).toContain('sheet')
        expect([role, paper.kind, [...secrets(), provider].filter((secret) => said.includes(secret))]).toEqual([role, paper.kind, []])
      }
    expect(taken).toBeGreaterThan(10)
  })

  it('are in no line of the log, no file of the data folder read as bytes, and no backup', async () => {
    const { station, admin } = desk
    await admin.client.backups.make({})
    station.services.database.connection.pragma('wal_checkpoint(PASSIVE)')
    const files = filesUnder(station.dir)
    expect(files.some((file) => file.endsWith('station.sqlite'))).toBe(true)
    for (const file of files) {
      const bytes = readFileSync(file)
      expect([file, secrets().filter((secret) => bytes.includes(secret))]).toEqual([file, []])
    }
    expect(secrets().filter((secret) => station.logLines.join('\n').includes(secret))).toEqual([])
  })

  it('are in no column of any table in clear, and the secret name stands in the roster and its change log alone', () => {
    const { connection } = desk.station.services.database
    const tables = (connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all() as { name: string }[]).map(({ name }) => name)
    const found = new Set<string>()
    const personId = (connection.prepare('SELECT id FROM person WHERE name = ?').get(provider) as { id: string }).id
    for (const table of tables)
      for (const row of connection.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]) {
        const text = JSON.stringify(row)
        expect([table, secrets().filter((secret) => text.includes(secret))]).toEqual([table, []])
        if (text.includes(provider) || text.includes(personId)) found.add(table === 'change_log' ? `change_log of ${String(row['table_name'])}` : table)
      }
    expect([...found].filter((table) => /lead|reward|audit|export/.test(table) && !table.startsWith('change_log of person')).filter((table) => table !== 'audit_log')).toEqual([])
    // The audit log names the person once: the seat was filled by roster.change.
    const audited = (connection.prepare(`SELECT action FROM audit_log WHERE detail_json LIKE ? OR target_id = ?`).all(`%${personId}%`, personId) as { action: string }[]).map(({ action }) => action)
    expect(audited).toEqual(['roster.change'])
  })
})

describe('who brought a lead', () => {
  it('is told at confidentiality 3 to the officer alone; others get a code number', async () => {
    for (const [role, caller] of others.filter(([name]) => !['lead', 'admin'].includes(name))) {
      const page = await caller.client.rewards.reward({ rewardId: secretReward })
      expect([role, page.recipients, page.people.map((one) => [one.shown, one.personId, one.post, one.place])]).toEqual([role, [expect.stringMatching(/^\d+-1号$/)], [['code', null, null, null]]])
      expect(JSON.stringify(page)).not.toContain(provider)
    }
    expect((await desk.officer.client.rewards.reward({ rewardId: secretReward })).recipients).toEqual([provider])
    expect((await answerOf(desk.lead.client.rewards.reward({ rewardId: secretReward }))).code).toBe('FORBIDDEN')
  })

  it('is never told with the lead to clerk, chief or auditor, at any confidentiality', async () => {
    for (const caller of [desk.clerk, desk.chief, desk.auditor]) {
      const { leads } = await caller.client.leads.list({ limit: 200 })
      expect(leads.length).toBeGreaterThan(1)
      expect(leads.every((lead) => lead.provider === null && !lead.mayReveal)).toBe(true)
      const details = await Promise.all(leads.map(({ leadId }) => caller.client.leads.lead({ leadId })))
      expect(details.flatMap((lead) => lead.verifications).every((line) => line.opinion === null)).toBe(true)
    }
  })

  it('is not told by 核对, by counts, or by the last figures of an account', async () => {
    const { clerk } = desk
    const { personId } = (await clerk.client.roster.people({ asOf: desk.station.today, text: provider })).people[0] ?? { personId: '' }
    const told = async (beside: string): Promise<unknown> => {
      const fields = desk.fields(secretLead, { caseNo: 'Z1', cashFen: 20_000, recipients: [{ kind: 'provider', shareFen: 10_000, goodsFen: 0 }, { kind: 'person', personId: beside, shareFen: 10_000, goodsFen: 0 }] })
      return (await clerk.client.rewards.check({ fields, rewardId: null })).checks
    }
    expect(await told(personId)).toEqual(await told(desk.aux))
    const { communities, persons } = await clerk.client.rewards.summary({ year: 2026 })
    expect(communities[0]?.recipients).toBe(persons.length)
    expect((await clerk.client.rewards.reward({ rewardId: secretReward })).people[0]?.accountMasked).toBe('****')
    const [paper] = (await desk.auditor.client.rewards.papers({ paper: { kind: 'paymentList', rewardIds: [secretReward] } })).papers
    expect(JSON.stringify(paper)).not.toContain(account.slice(-4))
  })

  it('is told to a grid lead for the own leads only', async () => {
    const own = await desk.lead.client.leads.register({ communityId: desk.east.id, providerId: desk.gridLead, receivedOn: '2026-11-01', source: 'own_analysis', domain: 'stability', confidentiality: 2, content: '本人提供的线索内容', caseNo: null })
    const { leads } = await desk.lead.client.leads.list({ limit: 200 })
    expect(leads.every((lead) => lead.provider?.personId === desk.gridLead)).toBe(true)
    expect(await desk.lead.client.leads.reveal({ leadId: own.leadId, reason: null })).toMatchObject({ content: '本人提供的线索内容' })
    expect((await answerOf(desk.lead.client.leads.lead({ leadId: secretLead }))).code).toBe('FORBIDDEN')
    const forAnother = { communityId: desk.east.id, providerId: desk.aux, receivedOn: '2026-11-01', source: 'own_analysis', domain: 'stability', confidentiality: 1, content: '别人的线索', caseNo: null } as const
    expect((await answerOf(desk.lead.client.leads.register(forAnother))).code).toBe('FORBIDDEN')
    // The auditor's record of it names no lead, so that number and person cannot be put together.
    const { records } = await desk.auditor.client.audit.list({ limit: 200 })
    expect(records.filter((record) => record.action === 'leads.register').every((record) => record.target === null)).toBe(true)
  })

  it('is logged whenever it is shown, with the reason', async () => {
    const { reveals } = await desk.officer.client.leads.lead({ leadId: secretLead })
    expect(reveals.length).toBeGreaterThan(0)
    expect(reveals.every((reveal) => reveal.reason === '核对线索')).toBe(true)
    expect((await desk.auditor.client.leads.lead({ leadId: secretLead })).reveals).toEqual(reveals)
    expect((await desk.clerk.client.leads.lead({ leadId: secretLead })).reveals).toEqual([])
  })
})

describe('a bank account in clear', () => {
  it('leaves in one file alone, for a clerk with a reason, and the taking is logged', async () => {
    const { clerk, station } = desk
    const { rewardId, rowVersion } = await desk.approved()
    await clerk.client.rewards.notify({ rewardId, rowVersion, noticedOn: station.today })
    const recipientId = (await clerk.client.rewards.reward({ rewardId })).people[0]?.recipientId ?? ''
    expect(await clerk.client.rewards.keepAccount({ rewardId, rowVersion: rowVersion + 1, recipientId, bank: '农商银行', account: '6222 0000 1111 2222' })).toMatchObject({ accountMasked: '****2222' })
    expect(await answerOf(clerk.client.rewards.exportPaymentList({ rewardIds: [rewardId], accounts: 'clear', reason: null }))).toMatchObject({ rule: 'reason_needed' })
    const masked = await clerk.client.rewards.exportPaymentList({ rewardIds: [rewardId], accounts: 'masked', reason: null })
    expect(textOf(station.services.tickets.takeDownload(masked.ticket).bytes)).not.toContain('6222000011112222')
    const clear = await clerk.client.rewards.exportPaymentList({ rewardIds: [rewardId], accounts: 'clear', reason: '交银行转账' })
    expect(textOf(station.services.tickets.takeDownload(clear.ticket).bytes)).toContain('6222000011112222')
    const log = station.services.database.connection.prepare('SELECT masked, reason FROM export_log ORDER BY id DESC LIMIT 1').get()
    expect(log).toEqual({ masked: 0, reason: '交银行转账' })
  })
})

const filesUnder = (dir: string): string[] => readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? filesUnder(join(dir, name)) : [join(dir, name)]))
