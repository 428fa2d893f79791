import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditRewards } from '../../../tests/stand/audited-rewards'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../tests/stand/small-township'
import { runMeetingCommands } from '../../../tests/stand/meeting-commands-once'
import { cellsOf, full, scanTicket } from '../../../tests/stand/scored-month'
import { openStation, standPassword, testActor, type SignedInCaller } from '../../../tests/stand/station'
import { commandLabels, type CommandName } from '../../contract/commands'
import { windowConnection } from '../connection'
import type { AuditRow } from '../database/audit-chain'
import { openConnection, type Connection as SqliteConnection } from '../database/driver'
import { PreparedReader } from '../database/reader'
import { openCycle } from '../features/evaluations/cycles'
import { verifyAudit } from './audit-procedures'

let township: SmallTownship
let admin: SignedInCaller
const auditRows = (): AuditRow[] => township.station.services.database.connection.prepare('SELECT * FROM audit_log ORDER BY chain, seq').all() as AuditRow[]
/** What one call left in the audit log. */
async function recordsOf(call: () => Promise<unknown>): Promise<{ action: string; outcome: string; actor: string; detail: Record<string, unknown> }[]> {
  const before = auditRows().length
  await answerOf(call())
  return auditRows()
    .slice(before)
    .map(({ action, outcome, actor, detail_json }) => ({ action, outcome, actor, detail: JSON.parse(detail_json) as Record<string, unknown> }))
}
const upload = (fileName: string, text: string): string => township.station.services.tickets.acceptUpload({ fileName, bytes: Buffer.from(text) })
const newcomer = inventedPerson('单小明')
const roster = `村(社区),网格,姓名,岗位,身份证号,联系电话,任职日期\n东塘社区,第二网格,单小明,网格长,${newcomer.idNo},${newcomer.phone},2026-05-01\n`
const scoreSheet = '姓名,村(社区),信息报送,矛盾化解,协助维稳,责任落实,问题反馈,工作作风,评分人\n解辅警,东塘社区,18,17,13,12,14,13,解警官\n'

describe('every command', () => {
  const done = new Map<CommandName, { outcome: string; actor: string; count: number }>()
  const refused = new Map<CommandName, { outcome: string; rule: unknown; count: number }>()

  beforeAll(async () => {
    township = await openSmallTownship()
    const { clerk, east, station } = township
    admin = await station.signedIn('admin')
    const guest = windowConnection('test')
    const visitor = { client: station.client(guest) }
    const run = async (name: CommandName, call: () => Promise<unknown>): Promise<void> => {
      const records = await recordsOf(call)
      const [record] = records
      if (record) done.set(name, { outcome: `${record.action} ${record.outcome}`, actor: record.actor, count: records.length })
    }
    const fail = async (name: CommandName, call: () => Promise<unknown>): Promise<void> => {
      const records = await recordsOf(call)
      const [record] = records
      if (record) refused.set(name, { outcome: `${record.action} ${record.outcome}`, rule: record.detail['rule'], count: records.length })
    }
    const seat = { post: 'grid_chief', community: east, grid: east.grids[0] } as const
    let personId = ''
    const lost = '01K4000000000000000000AAAA'
    const correction = (id: string, rowVersion: number) => ({ personId: id, rowVersion, name: '单改名', sex: null, policeNo: null, orgText: null, dutyPhone: null, remark: null })
    const openFile = async (): Promise<string> => (await clerk.client.rosterImport.open({ ticket: upload('花名册.csv', roster) })).importId
    let importId = ''
    let batchId = ''

    await run('roster.change', async () => (personId = (await clerk.client.roster.change(changeOf(seat, { incoming: { kind: 'new', person: inventedPerson('解人甲') } }))).personId ?? ''))
    await fail('roster.change', () => clerk.client.roster.change(changeOf(seat, { incoming: { kind: 'new', person: inventedPerson('解人乙') } })))
    const later = await clerk.client.roster.change({ ...changeOf({ post: 'volunteer', community: east }, { incoming: { kind: 'known', personId } }), onDate: '2031-01-01' })
    await run('roster.cancelPlanned', () => clerk.client.roster.cancelPlanned({ assignmentId: later.assignmentId ?? '', reason: '改期' }))
    await fail('roster.cancelPlanned', () => clerk.client.roster.cancelPlanned({ assignmentId: later.assignmentId ?? '', reason: '改期' }))
    await run('roster.correctPerson', () => clerk.client.roster.correctPerson(correction(personId, 1)))
    await fail('roster.correctPerson', () => clerk.client.roster.correctPerson(correction(personId, 1)))
    await run('roster.reveal', () => clerk.client.roster.reveal({ personId, field: 'idNo', reason: '核对身份' }))
    await fail('roster.reveal', () => admin.client.roster.reveal({ personId, field: 'idNo', reason: '核对身份' }))
    await run('roster.exempt', () => clerk.client.roster.exempt({ gridId: east.grids[0].id, fromOn: '2026-01-01', toOn: null, authority: '分局', reason: '警力不足' }))
    await fail('roster.exempt', () => clerk.client.roster.exempt({ gridId: lost, fromOn: '2026-01-01', toOn: null, authority: '分局', reason: '警力不足' }))
    await run('roster.addCommunity', () => clerk.client.roster.addCommunity({ name: '新社区', areaCode: null }))
    await fail('roster.addCommunity', () => clerk.client.roster.addCommunity({ name: '新社区', areaCode: null }))
    const community = { communityId: east.id, name: east.name, areaCode: null, stationName: '工作站', policePostName: null }
    await run('roster.correctCommunity', () => clerk.client.roster.correctCommunity({ ...community, rowVersion: 1 }))
    await fail('roster.correctCommunity', () => clerk.client.roster.correctCommunity({ ...community, rowVersion: 1 }))
    await run('roster.addGrid', () => clerk.client.roster.addGrid({ communityId: east.id, name: '第三网格', code: null, kind: 'basic' }))
    await fail('roster.addGrid', () => clerk.client.roster.addGrid({ communityId: east.id, name: '第三网格', code: null, kind: 'basic' }))
    const grid = { gridId: east.grids[0].id, name: '第一网格', code: null, households: 400, rentalUnits: 20, boundary: null }
    await run('roster.correctGrid', () => clerk.client.roster.correctGrid({ ...grid, rowVersion: 1 }))
    await fail('roster.correctGrid', () => clerk.client.roster.correctGrid({ ...grid, rowVersion: 1 }))
    await run('roster.export', () => clerk.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null }))
    await fail('roster.export', () => clerk.client.roster.export({ asOf: station.today, communityId: null, phones: 'clear', reason: null }))

    importId = await openFile()
    await run('rosterImport.faultWorkbook', () => clerk.client.rosterImport.faultWorkbook({ importId, only: 'all' }))
    await fail('rosterImport.faultWorkbook', () => clerk.client.rosterImport.faultWorkbook({ importId: lost, only: 'all' }))
    await run('rosterImport.commit', async () => (batchId = (await clerk.client.rosterImport.commit({ importId })).batchId))
    await fail('rosterImport.commit', () => clerk.client.rosterImport.commit({ importId }))
    await run('rosterImport.undo', () => clerk.client.rosterImport.undo({ batchId }))
    await fail('rosterImport.undo', () => clerk.client.rosterImport.undo({ batchId }))

    await runMeetingCommands(township, run, fail)
    const minutes = { text: '东塘社区例会纪要\n时间：2026年10月28日\n一、发案情况：无', source: '粘贴', only: null }
    await run('meetingsImport.commit', () => clerk.client.meetingsImport.commit(minutes))
    await fail('meetingsImport.commit', () => clerk.client.meetingsImport.commit(minutes))
    const scores = async (): Promise<string> => (await clerk.client.evaluationsImport.open({ ticket: upload('民警评.csv', scoreSheet), month: '2026-10' })).importId
    for (const [post, name, at] of [['community_police', '解警官', null], ['grid_chief', '解格长', east.grids[1]], ['aux_police', '解辅警', east.grids[1]]] as const)
      await township.seat({ post, community: east, ...(at === null ? {} : { grid: at }) }, name)
    station.services.database.writer.run(testActor, (tx) => openCycle(tx, '2026-10'))
    const scoresId = await scores()
    await run('evaluationsImport.faultWorkbook', () => clerk.client.evaluationsImport.faultWorkbook({ importId: scoresId }))
    await fail('evaluationsImport.faultWorkbook', () => clerk.client.evaluationsImport.faultWorkbook({ importId: lost }))
    await run('evaluationsImport.commit', () => clerk.client.evaluationsImport.commit({ importId: scoresId }))
    await fail('evaluationsImport.commit', () => clerk.client.evaluationsImport.commit({ importId: scoresId }))

    const evaluations = clerk.client.evaluations
    const late = '2026-09'
    const [first, second] = east.grids
    for (const [post, name, at] of [['station_chief', '考站长', null], ['aux_police', '考辅警', first]] as const) await township.seat({ post, community: east, ...(at === null ? {} : { grid: at }) }, name)
    const officer = await station.signedIn('community_police', { communityId: east.id })
    const chief = await station.signedIn('station_chief', { communityId: east.id })
    await run('evaluations.open', () => evaluations.open({ month: late }))
    await fail('evaluations.open', () => evaluations.open({ month: '2099-01' }))
    const owed = (await evaluations.progress({ month: late })).communities.flatMap((one) => one.duties).filter((duty) => duty.kind === 'aux_by_police')
    const sheetOf = (gridId: string) => ({ month: late, kind: 'aux_by_police' as const, communityId: east.id, rateeId: owed.find((duty) => duty.gridId === gridId)?.rateeId ?? '' })
    const mine = sheetOf(first.id)
    const fullMarks = cellsOf('aux_by_police', full.aux)
    await officer.client.evaluations.saveDraft({ ...mine, proxy: false, cells: fullMarks })
    const handing = { month: late, kind: mine.kind, communityId: east.id, sheets: [{ rateeId: mine.rateeId, totalX10: 1000 }] }
    await run('evaluations.submit', () => officer.client.evaluations.submit(handing))
    await fail('evaluations.submit', () => officer.client.evaluations.submit(handing))
    await run('evaluations.takeBack', () => officer.client.evaluations.takeBack({ ...mine, reason: '改分' }))
    await fail('evaluations.takeBack', () => officer.client.evaluations.takeBack({ ...mine, reason: '改分' }))
    await officer.client.evaluations.submit(handing)
    await run('evaluations.returnSheet', () => evaluations.returnSheet({ ...mine, reason: '缺签名' }))
    await fail('evaluations.returnSheet', () => evaluations.returnSheet({ ...mine, reason: '缺签名' }))
    const paper = { ...sheetOf(second.id), cells: fullMarks, comment: null }
    await run('evaluations.enterProxy', () => evaluations.enterProxy({ ...paper, scanTicket: scanTicket(township) }))
    await fail('evaluations.enterProxy', () => evaluations.enterProxy({ ...paper, scanTicket: scanTicket(township) }))
    const { submissions } = await evaluations.sheet(sheetOf(second.id))
    await run('evaluations.scan', () => evaluations.scan({ attachmentId: submissions[0]?.attachments[0]?.attachmentId ?? '' }))
    await fail('evaluations.scan', () => evaluations.scan({ attachmentId: lost }))
    await run('evaluations.waive', () => evaluations.waive({ ...mine, reason: '病假' }))
    await fail('evaluations.waive', () => evaluations.waive({ ...sheetOf(second.id), reason: '病假' }))
    await run('evaluations.unwaive', () => evaluations.unwaive({ ...mine, reason: '销假' }))
    await fail('evaluations.unwaive', () => evaluations.unwaive({ ...mine, reason: '销假' }))
    let substituteId = ''
    const standIn = { ...mine, personId: chief.personId ?? '', reason: '民警外出' }
    await run('evaluations.authoriseSubstitute', async () => (substituteId = (await evaluations.authoriseSubstitute(standIn)).substituteId))
    await fail('evaluations.authoriseSubstitute', () => evaluations.authoriseSubstitute({ ...standIn, personId: mine.rateeId }))
    await run('evaluations.endSubstitute', () => evaluations.endSubstitute({ substituteId, reason: '回岗' }))
    await fail('evaluations.endSubstitute', () => evaluations.endSubstitute({ substituteId, reason: '回岗' }))
    let bonusId = ''
    const bonus = { month: late, subject: 'aux' as const, communityId: east.id, rateeId: mine.rateeId, pointsX10: 10, reason: '抓获现行', source: '通报1号', approver: '所长' }
    await run('evaluations.addBonus', async () => (bonusId = (await evaluations.addBonus(bonus)).bonusId))
    await fail('evaluations.addBonus', () => evaluations.addBonus({ ...bonus, pointsX10: 0 }))
    await run('evaluations.removeBonus', () => evaluations.removeBonus({ bonusId, reason: '重复' }))
    await fail('evaluations.removeBonus', () => evaluations.removeBonus({ bonusId, reason: '重复' }))
    await fail('evaluations.export', () => evaluations.export({ month: late, communityId: null, what: 'summary' }))
    await run('evaluations.lock', () => evaluations.lock({ month: late, communityId: null, acceptMissing: true }))
    await fail('evaluations.lock', () => evaluations.lock({ month: late, communityId: null, acceptMissing: true }))
    await run('evaluations.export', () => evaluations.export({ month: late, communityId: null, what: 'summary' }))
    let appealId = ''
    const complaint = { month: late, subject: 'aux' as const, communityId: east.id, rateeId: mine.rateeId, text: '结果有误请核实' }
    await run('evaluations.fileAppeal', async () => (appealId = (await evaluations.fileAppeal(complaint)).appealId))
    await fail('evaluations.fileAppeal', () => evaluations.fileAppeal({ ...complaint, month: '2026-10' }))
    await run('evaluations.decideAppeal', () => evaluations.decideAppeal({ appealId, decision: 'upheld', text: '维持原结果' }))
    await fail('evaluations.decideAppeal', () => evaluations.decideAppeal({ appealId, decision: 'upheld', text: '维持原结果' }))
    let reopenId = ''
    const wish = { month: late, communityId: east.id, reason: '核分有误' }
    await run('evaluations.requestReopen', async () => (reopenId = (await evaluations.requestReopen(wish)).reopenId))
    await fail('evaluations.requestReopen', () => evaluations.requestReopen(wish))
    await run('evaluations.refuseReopen', () => chief.client.evaluations.refuseReopen({ reopenId, reason: '理由不足' }))
    await fail('evaluations.refuseReopen', () => chief.client.evaluations.refuseReopen({ reopenId, reason: '理由不足' }))
    reopenId = (await evaluations.requestReopen(wish)).reopenId
    await fail('evaluations.consentReopen', () => evaluations.consentReopen({ reopenId }))
    await run('evaluations.consentReopen', () => chief.client.evaluations.consentReopen({ reopenId }))
    const template = { kinds: ['aux_by_police' as const], fromMonth: '2027-01', dimensions: [{ label: '总评', maxX10: 1000, criteria: '' }] }
    await run('evaluations.changeTemplate', () => evaluations.changeTemplate(template))
    await fail('evaluations.changeTemplate', () => evaluations.changeTemplate({ ...template, fromMonth: late }))
    let phraseId = ''
    await run('evaluations.addPhrase', async () => (phraseId = (await evaluations.addPhrase({ use: 'comment', dimension: null, text: '表现突出' })).phraseId))
    await fail('evaluations.addPhrase', () => chief.client.evaluations.addPhrase({ use: 'comment', dimension: null, text: '表现突出' }))
    await run('evaluations.removePhrase', () => evaluations.removePhrase({ phraseId }))
    await fail('evaluations.removePhrase', () => evaluations.removePhrase({ phraseId }))
    const ledger = '日期,受奖人,岗位,奖励类别,线索内容,案件编号/事项,金额,审批人,发放日期,签领\n2026-10-09,单改名,网格长,一案一奖,提供线索,A4101050000000001,300,姜审批,,\n'
    importId = (await clerk.client.rewardsImport.open({ ticket: upload('台账.csv', ledger), year: 2026 })).importId
    await run('rewardsImport.faultWorkbook', () => clerk.client.rewardsImport.faultWorkbook({ importId, only: 'all' }))
    await fail('rewardsImport.faultWorkbook', () => clerk.client.rewardsImport.faultWorkbook({ importId: lost, only: 'all' }))
    await run('rewardsImport.commit', async () => (batchId = (await clerk.client.rewardsImport.commit({ importId })).batchId))
    await fail('rewardsImport.commit', () => clerk.client.rewardsImport.commit({ importId }))
    await run('rewardsImport.undo', () => clerk.client.rewardsImport.undo({ batchId, reason: '导错了年份' }))
    await fail('rewardsImport.undo', () => clerk.client.rewardsImport.undo({ batchId, reason: '导错了年份' }))

    await auditRewards(township, admin, run, fail)

    await run('settings.change', () => admin.client.settings.change({ key: 'station.idleMinutes', number: 20, choice: null }))
    await fail('settings.change', () => admin.client.settings.change({ key: 'station.idleMinutes', number: 0, choice: null }))
    await run('backups.make', () => admin.client.backups.make({}))
    await fail('backups.make', () => clerk.client.backups.make({}))
    let accountId = ''
    const account = { login: 'xin-zhang', name: '新账号', password: 'qinghe-2026', personId: null, grants: [] }
    await run('accounts.create', async () => (accountId = (await admin.client.accounts.create(account)).accountId))
    await fail('accounts.create', () => admin.client.accounts.create(account))
    const update = { accountId, rowVersion: 1, name: '改名', personId: null, grants: [], disabled: false }
    await run('accounts.update', () => admin.client.accounts.update(update))
    await fail('accounts.update', () => admin.client.accounts.update(update))
    await run('accounts.resetPassword', () => admin.client.accounts.resetPassword({ accountId, newPassword: 'qinghe-2027' }))
    await fail('accounts.resetPassword', () => admin.client.accounts.resetPassword({ accountId: lost, newPassword: 'qinghe-2027' }))
    await fail('accounts.signIn', () => visitor.client.accounts.signIn({ login: clerk.login, password: 'cuole' }))
    await run('accounts.signIn', () => visitor.client.accounts.signIn({ login: clerk.login, password: standPassword }))
    await run('accounts.savePreferences', () => visitor.client.accounts.savePreferences({ theme: 'dark', type: 'large' }))
    await fail('accounts.unlock', () => visitor.client.accounts.unlock({ password: 'cuole' }))
    await run('accounts.unlock', () => visitor.client.accounts.unlock({ password: standPassword }))
    await fail('accounts.changePassword', () => visitor.client.accounts.changePassword({ oldPassword: standPassword, newPassword: standPassword }))
    await run('accounts.changePassword', () => visitor.client.accounts.changePassword({ oldPassword: standPassword, newPassword: 'qinghe-2028' }))
    await run('accounts.signOut', () => visitor.client.accounts.signOut({}))
    await fail('accounts.signOut', () => visitor.client.accounts.signOut({}))
    await fail('accounts.savePreferences', () => visitor.client.accounts.savePreferences({ theme: 'dark', type: 'large' }))
    const founding = { township: null, communities: [], admin: { login: 'guan-li', name: '管', password: 'qinghe-2026' }, clerk: { login: 'nei-qin', name: '内', password: 'qinghe-2026' } }
    await fail('station.initialise', () => visitor.client.station.initialise(founding))
    // Two calls of every command there is; timing decides nothing here.
  }, 120_000)

  it.each((Object.keys(commandLabels) as CommandName[]).filter((name) => name !== 'station.initialise'))('%s leaves one record when done', (name) => {
    expect(done.get(name)).toMatchObject({ outcome: `${name} done`, count: 1 })
    expect(done.get(name)?.actor).toMatch(/^[0-9A-Z]{26}$/)
  })

  it.each(Object.keys(commandLabels) as CommandName[])('%s leaves one record when refused, with the rule', (name) => {
    expect(refused.get(name)).toMatchObject({ outcome: `${name} refused`, count: 1 })
    expect(refused.get(name)?.rule).toMatch(/\w/)
  })

  it('together leave chains that hold', () => expect(verifyAudit(township.station.services.database.reader)).toEqual({ brokenAt: null, records: auditRows().length }))
})

describe('the first run', () => {
  it('leaves one record', async () => {
    const station = await openStation()
    const client = station.client(windowConnection('test'))
    const account = (login: string) => ({ login, name: login, password: 'qinghe-2026' })
    await client.station.initialise({ township: { name: '青禾镇', areaCode: '410105' }, communities: ['东塘社区', '西柳村'], admin: account('guan-li'), clerk: account('nei-qin') })
    const rows = station.services.database.connection.prepare('SELECT action, outcome FROM audit_log').all()
    expect(rows).toEqual([{ action: 'station.initialise', outcome: 'done' }])
  })
})

describe('a query', () => {
  it('leaves none', async () => {
    const { clerk, station } = township
    const asOf = station.today
    for (const call of [() => clerk.client.roster.board({ asOf }), () => clerk.client.roster.people({ asOf }), () => clerk.client.accounts.current({}), () => clerk.client.station.footing({})])
      expect(await recordsOf(call)).toEqual([])
  })
})

describe('the verifier, on a copy of the file with its triggers dropped', () => {
  let copies = 0
  let copy: SqliteConnection
  const brokenAt = (): string | null => verifyAudit(new PreparedReader(copy)).brokenAt?.split('#')[1] ?? null
  const change = (sql: string): void => void copy.prepare(sql).run()
  beforeEach(() => {
    const { connection } = township.station.services.database
    connection.pragma('wal_checkpoint(TRUNCATE)')
    copies += 1
    const path = join(township.station.dir, `copy-${copies}.sqlite`)
    copyFileSync(join(township.station.dir, 'station.sqlite'), path)
    copy = openConnection(path)
  })
  const dropTriggers = (): void => void copy.exec('DROP TRIGGER audit_log_keeps; DROP TRIGGER audit_log_stays;')
  afterAll(() => copy.close())

  it('is not needed while the triggers stand: the ledgers take neither change nor removal', () => {
    for (const ledger of ['audit_log', 'change_log', 'reveal_log', 'export_log']) {
      expect(copy.prepare(`SELECT count(*) AS n FROM ${ledger}`).get()).not.toEqual({ n: 0 })
      expect(() => change(`UPDATE ${ledger} SET at = 1`)).toThrow(/append-only/)
      expect(() => change(`DELETE FROM ${ledger}`)).toThrow(/append-only/)
    }
    expect(brokenAt()).toBeNull()
  })

  it('finds a record that was altered', () => {
    dropTriggers()
    change(`UPDATE audit_log SET actor_name = '别人' WHERE seq = 7`)
    expect(brokenAt()).toBe('7')
  })

  it('finds a record that was removed', () => {
    dropTriggers()
    change('DELETE FROM audit_log WHERE seq = 7')
    expect(brokenAt()).toBe('8')
  })

  it('finds two records that were swapped', () => {
    dropTriggers()
    change('UPDATE audit_log SET id = id + 1000 + CASE seq WHEN 7 THEN 1 ELSE -1 END, seq = seq + 1000 + CASE seq WHEN 7 THEN 1 ELSE -1 END WHERE seq IN (7, 8)')
    change('UPDATE audit_log SET id = id - 1000, seq = seq - 1000 WHERE seq > 1000')
    expect(brokenAt()).toBe('7')
  })

  it('finds a record that was put in between', () => {
    dropTriggers()
    change('UPDATE audit_log SET id = id + 1001, seq = seq + 1001 WHERE seq >= 8')
    change('UPDATE audit_log SET id = id - 1000, seq = seq - 1000 WHERE seq > 1000')
    change(`INSERT INTO audit_log SELECT id + 1, chain, 8, at, actor, actor_name, carrier, 'roster.reveal', outcome, target_table, target_id, detail_json, hash, hash FROM audit_log WHERE seq = 7`)
    expect(brokenAt()).toBe('8')
  })

  it('is what the auditor calls', async () => {
    const auditor = await township.station.signedIn('auditor')
    expect(await auditor.client.audit.verify({})).toMatchObject({ ok: true, brokenAt: null })
    expect((await auditor.client.audit.verify({})).records).toBe(auditRows().length)
  })
})
