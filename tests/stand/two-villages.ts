import { addAccount } from '../../src/core/accounts/account-register'
import { windowConnection } from '../../src/core/connection'
import type { HeldRole, Role } from '../../src/contract/roles'
import { cellsOf, full } from './scored-month'
import { attendee } from './meeting-township'
import { inventedPerson, openSmallTownship, type SmallCommunity, type SmallTownship } from './small-township'
import { testActor, type SignedInCaller } from './station'

/** Once everything is written, on 3 November: October is being scored, September is locked, week 45 is being typed. */
export const months = { locked: '2026-09', open: '2026-10' } as const
export const weeks = { signed: '2026-W44', typed: '2026-W45' } as const

/**
 * A community in which everything that the program keeps exists at least once. `ids` are its rows by the name an input
 * gives them; `secrets` are texts and numbers that stand in this community's records and nowhere else.
 */
export interface Village {
  community: SmallCommunity
  people: Readonly<Record<'chief' | 'officer' | 'lead' | 'secondLead' | 'aux' | 'secondAux' | 'head', string>>
  ids: Readonly<Record<string, readonly string[]>>
  secrets: ReadonlyMap<string, string>
}

export interface TwoVillages extends SmallTownship {
  eastern: Village
  western: Village
  fundId: string
  /** An account of a person with further roles by grant, signed in. */
  signIn(personId: string | null, grants: readonly { role: Role; communityId: string | null }[]): SignedInCaller
}

/** Both communities hold the same kinds of records, so that whatever is asked of one can be asked of the other. */
export async function openTwoVillages(): Promise<TwoVillages> {
  const township = await openSmallTownship({ now: Date.parse('2026-09-24T09:00:00+08:00') })
  const { station, clerk, east, west } = township
  const callers = [clerk]
  let signedIn = 0
  const signIn: TwoVillages['signIn'] = (personId, grants) => {
    signedIn += 1
    const login = `person-${signedIn}`
    const accountId = station.services.database.writer.run(testActor, (tx) =>
      addAccount(tx, { login, name: login, passwordHash: 'unused', personId, grants: grants as { role: Exclude<HeldRole['role'], 'station_chief' | 'community_police' | 'grid_chief'>; communityId: string | null }[], mustChangePassword: false }),
    )
    const connection = windowConnection('test')
    connection.signedIn = { accountId, login, name: login, locked: false, lastInputAt: station.clock.now }
    const caller = { client: station.client(connection), connection, accountId, login, personId, communityId: null, gridId: null }
    callers.push(caller)
    return caller
  }
  const goTo = (at: string): void => {
    station.clock.now = Date.parse(at)
    for (const { connection } of callers) if (connection.signedIn) Object.assign(connection.signedIn, { lastInputAt: station.clock.now, locked: false })
  }
  const { fundId } = await clerk.client.funds.open({ year: 2026, source: '财政专项', budgetFen: 6_000_000, docNo: null })
  const villages = [await settle(township, signIn, east, '东'), await settle(township, signIn, west, '西')] as const
  await clerk.client.evaluations.open({ month: months.locked })
  for (const village of villages) await village.scoreMonth(months.locked)
  goTo('2026-10-08T09:00:00+08:00')
  await clerk.client.evaluations.lock({ month: months.locked, communityId: null, acceptMissing: true })
  for (const village of villages) await village.afterLock(months.locked)
  goTo('2026-10-26T09:00:00+08:00')
  await clerk.client.evaluations.open({ month: months.open })
  for (const village of villages) await village.scoreMonth(months.open)
  goTo('2026-10-28T10:00:00+08:00')
  for (const village of villages) await village.meet(weeks.signed, '2026-10-28')
  goTo('2026-11-03T10:00:00+08:00')
  for (const village of villages) await village.type(weeks.typed)
  for (const village of villages) await village.reward(fundId)
  const [eastern, western] = villages.map((village) => village.done()) as [Village, Village]
  return { ...township, eastern, western, fundId, signIn }
}

type Sealed = '东' | '西'
let cases = 0

async function settle({ station, clerk, seat }: SmallTownship, signIn: TwoVillages['signIn'], community: SmallCommunity, sign: Sealed) {
  const [first, second] = community.grids
  const secrets = new Map<string, string>()
  const ids = new Map<string, string[]>()
  const note = (key: string, id: string): string => {
    ids.set(key, [...(ids.get(key) ?? []), id])
    return id
  }
  /** A text that stands nowhere else. */
  const secret = (what: string): string => {
    const text = `${sign}藏${what}${sign}`
    secrets.set(what, text)
    return text
  }
  const scan = (what: string): string => station.services.tickets.acceptUpload({ fileName: `${secret(`${what}文件名`)}.pdf`, bytes: Buffer.from(`%PDF-1.4 ${secret(what)}`) })
  const person = async (post: Parameters<typeof seat>[0]['post'], name: string, grid?: SmallCommunity['grids'][0]): Promise<string> => {
    const invented = inventedPerson(`${sign}姓${name}`, { remark: secret(`${name}备注`), orgText: secret(`${name}单位`) })
    const { personId, assignmentId } = await seat({ post, community, ...(grid ? { grid } : {}) }, invented.name, { person: invented })
    for (const [what, value] of Object.entries({ 姓名: invented.name, 身份证号: invented.idNo, 手机: invented.phone })) secrets.set(`${name}${what}`, value ?? '')
    note('personId', personId)
    note('assignmentId', assignmentId)
    return personId
  }
  const people = {
    chief: await person('station_chief', '站长'),
    officer: await person('community_police', '民警'),
    lead: await person('grid_chief', '格长', first),
    secondLead: await person('grid_chief', '格长二', second),
    aux: await person('aux_police', '警辅', first),
    secondAux: await person('aux_police', '警辅二', second),
    head: await person('building_head', '楼长'),
  }
  const chief = signIn(people.chief, [])
  const officer = signIn(people.officer, [])
  const lead = signIn(people.lead, [])
  const raters = { police_by_chief: chief, aux_by_police: officer, aux_by_grid_chief: lead }
  note('communityId', community.id)
  for (const grid of community.grids) note('gridId', grid.id)
  for (const caller of [chief, officer, lead]) note('accountId', caller.accountId)
  await officer.client.roster.reveal({ personId: people.aux, field: 'phone', reason: secret('看号原因') })

  return {
    scoreMonth: async (month: string): Promise<void> => {
      const hand = async (kind: keyof typeof raters, rateeId: string, scores: readonly number[]): Promise<void> => {
        const key = { month, kind, communityId: community.id, rateeId }
        await raters[kind].client.evaluations.saveDraft({ ...key, proxy: false, cells: cellsOf(kind, scores, secret(`${month}${kind}扣分`)), comment: secret(`${month}${kind}评语`) })
        await raters[kind].client.evaluations.submit({ month, kind, communityId: community.id, sheets: [{ rateeId, totalX10: scores.reduce((sum, one) => sum + one, 0) }] })
      }
      await hand('police_by_chief', people.officer, full.police)
      await hand('aux_by_police', people.aux, full.good)
      await hand('aux_by_grid_chief', people.aux, full.aux)
      // The second grid lead's sheet came on paper; the officer's of the second auxiliary is still a draft, with a substitute named.
      await clerk.client.evaluations.enterProxy({
        month, kind: 'aux_by_grid_chief', communityId: community.id, rateeId: people.secondAux, cells: cellsOf('aux_by_grid_chief', full.good, secret(`${month}代录扣分`)), comment: secret(`${month}代录评语`), scanTicket: scan(`${month}评分扫描`),
      })
      const second = { month, kind: 'aux_by_police' as const, communityId: community.id, rateeId: people.secondAux }
      await officer.client.evaluations.saveDraft({ ...second, proxy: false, cells: cellsOf('aux_by_police', full.aux, secret(`${month}草稿扣分`)), comment: secret(`${month}草稿评语`) })
      note('substituteId', (await clerk.client.evaluations.authoriseSubstitute({ ...second, personId: people.head, reason: secret(`${month}代评原因`) })).substituteId)
      note('bonusId', (await clerk.client.evaluations.addBonus({ month, subject: 'aux', communityId: community.id, rateeId: people.aux, pointsX10: 5, reason: secret(`${month}加分原因`), source: secret(`${month}加分依据`), approver: secret(`${month}加分批准人`) })).bonusId)
      const read = await clerk.client.evaluations.sheet({ ...second, kind: 'aux_by_grid_chief' })
      for (const { attachments } of read.submissions) for (const { attachmentId } of attachments) note('attachmentId', attachmentId)
    },
    afterLock: async (month: string): Promise<void> => {
      note('reopenId', (await chief.client.evaluations.requestReopen({ month, communityId: community.id, reason: secret('重开原因') })).reopenId)
      note('appealId', (await clerk.client.evaluations.fileAppeal({ month, subject: 'aux', communityId: community.id, rateeId: people.aux, text: secret('申诉内容') })).appealId)
    },
    meet: async (week: string, heldOn: string): Promise<void> => {
      const at = { communityId: community.id, week }
      const { meetingId } = await clerk.client.meetings.hold({
        ...at, heldOn, startTime: '09:30', endTime: '10:20', place: secret('会议地点'), chief: { personId: people.chief, substituteReason: null }, officer: { personId: people.officer, substituteReason: null }, recorderId: people.lead,
        attendance: [attendee(people.lead, 'present'), attendee(people.secondLead, 'leave', { reason: secret('请假原因') }), attendee(people.aux, 'present'), attendee(people.secondAux, 'present'), attendee(people.head, 'also_present')],
      })
      note('meetingId', meetingId)
      const items = (await clerk.client.meetings.meeting(at)).items.filter((item) => item.required)
      await clerk.client.meetings.saveDraft({ ...at, cells: items.map((item) => ({ key: item.key, text: secret(`纪要${item.code}`), version: item.version })) })
      note('decisionId', (await clerk.client.meetings.addDecision({ meetingId, text: secret('议定事项'), ownerId: people.lead, ownerName: null, dueOn: heldOn })).decisionId)
      await clerk.client.meetings.minute({ meetingId })
      const { contentSha256 } = await clerk.client.meetings.meeting(at)
      await clerk.client.meetings.signOnPaper({ meetingId, sides: ['chief', 'officer'], signedOn: heldOn, contentSha256, scanTicket: scan('纪要扫描') })
      await clerk.client.meetings.addition({ meetingId, text: secret('补充内容'), reason: secret('补充原因') })
      for (const { attachmentId } of (await clerk.client.meetings.meeting(at)).attachments) note('attachmentId', attachmentId)
    },
    type: async (week: string): Promise<void> => {
      const at = { communityId: community.id, week }
      note('meetingId', (await clerk.client.meetings.plan({ ...at, plannedOn: '2026-11-05', startTime: '09:30', place: secret('计划地点'), recorderId: people.lead })).meetingId)
      const items = (await clerk.client.meetings.meeting(at)).items.filter((item) => item.required)
      await chief.client.meetings.saveDraft({ ...at, cells: items.map((item) => ({ key: item.key, text: secret(`草稿${item.code}`), version: item.version })) })
    },
    reward: async (fundId: string): Promise<void> => {
      for (const [what, confidentiality, ending] of [['普通待发', 1, 'account'], ['三级待发', 3, 'account'], ['普通已发', 1, 'paid'], ['三级已发', 3, 'paid'], ['普通草稿', 1, 'draft']] as const) {
        cases += 1
        const caseNo = `A41010559${sign === '东' ? 1 : 2}0002026${String(cases).padStart(6, '0')}`
        secrets.set(`${what}案号`, caseNo)
        const { leadId } = await officer.client.leads.register({ communityId: community.id, providerId: people.aux, receivedOn: '2026-10-18', source: 'patrol_found', domain: 'detection', confidentiality, content: secret(`${what}线索`), caseNo })
        note('leadId', leadId)
        await officer.client.leads.verify({ leadId, rowVersion: 1, finding: 'valuable', effect: 'direct', caseNo: null, duplicateOfId: null, opinion: secret(`${what}意见`) })
        if (confidentiality === 3) await officer.client.leads.reveal({ leadId, reason: secret(`${what}看线索原因`) })
        const { rewardId } = await clerk.client.rewards.apply({
          fields: { leadId, basis: 'per_case', caseNo, matter: null, incidentId: null, title: secret(`${what}事由`), effect: 'direct', form: 'cash', cashFen: 40_000, goods: null, goodsFen: 0, standard: secret(`${what}依据`), fundId, publicDays: null, recipients: [{ kind: 'provider', shareFen: 40_000, goodsFen: 0 }] },
        })
        note('rewardId', rewardId)
        if (ending === 'draft') continue
        await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
        await officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: secret(`${what}核实`), onPaper: null })
        await clerk.client.rewards.approve({ rewardId, rowVersion: 3, opinion: secret(`${what}审批`), onPaper: { signerId: people.chief, signer: secrets.get('站长姓名') ?? '', signedOn: station.today, scanTicket: scan(`${what}审批扫描`) } })
        await clerk.client.rewards.notify({ rewardId, rowVersion: 4, noticedOn: station.today })
        const page = await officer.client.rewards.reward({ rewardId })
        const recipientId = note('recipientId', page.people[0]?.recipientId ?? '')
        for (const { attachmentId } of page.scans) note('attachmentId', attachmentId)
        if (ending === 'account') {
          const account = `62220000${sign === '东' ? '1111' : '2222'}${String(cases).padStart(7, '0')}`
          secrets.set(`${what}账号`, account)
          await clerk.client.rewards.keepAccount({ rewardId, rowVersion: 5, recipientId, bank: secret(`${what}开户行`), account })
          continue
        }
        await clerk.client.rewards.pay({
          rewardId, rowVersion: 5, paidOn: station.today, payer1: { personId: null, name: secret(`${what}发放人`) }, payer2: { personId: null, name: '乙' }, voucherNo: secret(`${what}凭证`), scanTicket: scan(`${what}签领扫描`),
          payments: [{ recipientId, method: 'cash', proxy: { name: secret(`${what}代领人`), reason: secret(`${what}代领原因`) } }],
        })
        const paid = await officer.client.rewards.reward({ rewardId })
        note('paymentId', paid.payments[0]?.paymentId ?? '')
        for (const { attachmentId } of paid.scans) if (!page.scans.some((known) => known.attachmentId === attachmentId)) note('attachmentId', attachmentId)
      }
    },
    done: (): Village => ({ community, people, ids: Object.fromEntries(ids), secrets }),
  }
}
