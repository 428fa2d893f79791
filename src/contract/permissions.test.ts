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
  'station.drawing': 'anyone',
  'station.cancelDrawing': 'anyone',
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
  // rate 警辅: the clerk proxy-enters, also from a workbook
  // rate 民警: W chief, R clerk after lock, R own result officer, R agg district viewer, R auditor;
  // rate 警辅: R chief after lock, proxy-enter clerk, W officer, W own grid lead, R agg district viewer, R auditor.
  // What each of them sees of a month, and when, is tested in who-sees-what.test.ts
  'evaluations.months': 'SPGCUV',
  'evaluations.mySheets': 'SPG',
  'evaluations.proxySheets': 'C',
  'evaluations.sheet': 'SPGCU',
  'evaluations.progress': 'SPGCU',
  'evaluations.reminders': 'SPCU',
  'evaluations.results': 'SPGCU',
  'evaluations.overview': 'SPGCUV',
  'evaluations.trend': 'SPGCU',
  'evaluations.distribution': 'CU',
  'evaluations.papers': 'SPGCU',
  'evaluations.bonuses': 'CU',
  'evaluations.reopenings': 'SCU',
  'evaluations.appeals': 'PCU',
  'evaluations.templates': 'SPGCU',
  'evaluations.phrases': 'SPGC',
  'evaluations.debts': 'SPGCU',
  'evaluations.open': 'C',
  'evaluations.saveDraft': 'SPGC',
  'evaluations.saveDrafts': 'SPGC',
  'evaluations.submit': 'SPG',
  'evaluations.takeBack': 'SPG',
  'evaluations.returnSheet': 'C',
  'evaluations.enterProxy': 'C',
  'evaluations.waive': 'C',
  'evaluations.unwaive': 'C',
  'evaluations.authoriseSubstitute': 'C',
  'evaluations.endSubstitute': 'C',
  'evaluations.addBonus': 'C',
  'evaluations.removeBonus': 'C',
  // lock / reopen month: A lock clerk, A reopen chief with a second person
  'evaluations.lock': 'C',
  'evaluations.requestReopen': 'SC',
  'evaluations.consentReopen': 'SC',
  'evaluations.refuseReopen': 'SC',
  'evaluations.fileAppeal': 'PC',
  'evaluations.decideAppeal': 'C',
  'evaluations.changeTemplate': 'C',
  'evaluations.addPhrase': 'C',
  'evaluations.removePhrase': 'C',
  // reports export (masked): W chief, clerk, own officer; R auditor
  'evaluations.export': 'SPCU',
  'evaluations.scan': 'SPGCU',
  'evaluationsImport.open': 'C',
  'evaluationsImport.rows': 'C',
  'evaluationsImport.faults': 'C',
  'evaluationsImport.results': 'C',
  'evaluationsImport.correct': 'C',
  'evaluationsImport.leaveOut': 'C',
  'evaluationsImport.commit': 'C',
  'evaluationsImport.faultWorkbook': 'C',
  'evaluationsImport.discard': 'C',
  // ID number, phone in clear
  'roster.reveal': 'SPC',
  // reports export (masked); who may take clear phones is tested at the export itself
  'roster.papers': 'SPCUV',
  'roster.export': 'SPCUV',
  // meeting: W chief, officer (own community) and clerk; A(sign) chief and officer; R grid lead (own grid), viewer, auditor
  'meetings.board': 'SPGCUV',
  'meetings.meeting': 'SPGCUV',
  'meetings.decisions': 'SPGCUV',
  'meetings.search': 'SPGCUV',
  'meetings.calendar': 'SPGCUV',
  'meetings.debts': 'SPGCUV',
  'meetings.phrases': 'SPGC',
  // a grid lead fills the own grid's part before the meeting
  'meetings.saveDraft': 'SPGC',
  'meetings.team': 'SPC',
  'meetings.plan': 'SPC',
  'meetings.notice': 'SPC',
  'meetings.hold': 'SPC',
  'meetings.correct': 'SPC',
  'meetings.minute': 'SPC',
  'meetings.sign': 'SP',
  'meetings.signOnPaper': 'SPC',
  'meetings.withdrawSignature': 'SPC',
  'meetings.lock': 'SPC',
  'meetings.addition': 'SPC',
  'meetings.void': 'SPC',
  'meetings.exempt': 'SPC',
  'meetings.unexempt': 'SPC',
  'meetings.addDecision': 'SPC',
  'meetings.correctDecision': 'SPC',
  'meetings.removeDecision': 'SPC',
  'meetings.progressDecision': 'SPC',
  'meetings.closeDecision': 'SPC',
  'meetings.cancelDecision': 'SPC',
  'meetings.reopenDecision': 'SPC',
  'meetings.extendDecision': 'SPC',
  // the township's list of phrases is the clerk's, as its calendar is
  'meetings.savePhrase': 'C',
  'meetings.dropPhrase': 'C',
  'meetings.importCalendar': 'C',
  'meetings.setWeekday': 'SPC',
  // reports: chief, clerk, officer, viewer, auditor
  'meetings.scan': 'SPCUV',
  'meetings.paper': 'SPCUV',
  'meetings.export': 'SPCUV',
  'meetingsImport.preview': 'SPC',
  'meetingsImport.commit': 'SPC',
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
const week = { communityId: id, week: '2026-W45' }
const held = { heldOn: on, startTime: null, endTime: null, place: null, chief: { personId: id, substituteReason: null }, officer: { personId: id, substituteReason: null }, recorderId: null, attendance: [] }
const decided = { text: '事项', ownerId: null, ownerName: '部门', dueOn: on }
const oneDecision = { decisionId: id, rowVersion: 1 }
const sha256 = 'a'.repeat(64)
const row = { importId: id, sheet: 's', row: 1 }
const month = '2026-10'
const inMonth = { month, communityId: null }
const sheet = { month, kind: 'aux_by_police', communityId: id, rateeId: id }
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
  'station.drawing': {},
  'station.cancelDrawing': {},
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
  'meetings.board': { fromWeek: '2026-W44', toWeek: '2026-W45' },
  'meetings.meeting': week,
  'meetings.decisions': {},
  'meetings.search': { text: '电' },
  'meetings.calendar': { year: 2026 },
  'meetings.debts': {},
  'meetings.phrases': {},
  'meetings.saveDraft': { ...week, cells: [{ key: 'A1', text: '无', version: 0 }] },
  'meetings.team': { ...week, on },
  'meetings.plan': { ...week, plannedOn: on, startTime: null, place: null, recorderId: null },
  'meetings.notice': week,
  'meetings.hold': { ...week, ...held },
  'meetings.correct': { meetingId: id, rowVersion: 1, ...held },
  'meetings.minute': { meetingId: id },
  'meetings.sign': { meetingId: id, contentSha256: sha256 },
  'meetings.signOnPaper': { meetingId: id, sides: ['chief'], signedOn: on, contentSha256: sha256, scanTicket: id },
  'meetings.withdrawSignature': { meetingId: id, side: 'chief', reason: '原因' },
  'meetings.lock': { meetingId: id },
  'meetings.addition': { meetingId: id, text: '补充', reason: '原因' },
  'meetings.void': { meetingId: id, reason: '原因' },
  'meetings.exempt': { ...week, kind: 'other', reason: '原因' },
  'meetings.unexempt': { ...week, reason: '原因' },
  'meetings.addDecision': { meetingId: id, ...decided },
  'meetings.correctDecision': { ...oneDecision, ...decided },
  'meetings.removeDecision': { decisionId: id },
  'meetings.progressDecision': { ...oneDecision, text: '进展' },
  'meetings.closeDecision': { ...oneDecision, closedOn: on, result: '办结' },
  'meetings.cancelDecision': { ...oneDecision, reason: '原因' },
  'meetings.reopenDecision': { ...oneDecision, reason: '原因' },
  'meetings.extendDecision': { ...oneDecision, dueOn: on, reason: '原因' },
  'meetings.savePhrase': { phraseId: null, code: null, text: '无' },
  'meetings.dropPhrase': { phraseId: id },
  'meetings.importCalendar': { ticket: id },
  'meetings.setWeekday': { communityId: id, weekday: null },
  'meetings.scan': { attachmentId: id },
  'meetings.paper': { paper: { kind: 'supervision', communityId: null } },
  'meetings.export': { paper: { kind: 'supervision', communityId: null } },
  'meetingsImport.preview': { text: '周例会纪要', ticket: null },
  'meetingsImport.commit': { text: '周例会纪要', source: '粘贴', only: null },
  'evaluations.months': {},
  'evaluations.mySheets': { month },
  'evaluations.proxySheets': inMonth,
  'evaluations.sheet': sheet,
  'evaluations.progress': { month },
  'evaluations.reminders': inMonth,
  'evaluations.results': inMonth,
  'evaluations.overview': { month },
  'evaluations.trend': { personId: id, month },
  'evaluations.distribution': { month },
  'evaluations.papers': { ...inMonth, what: 'missing', rateeId: null, kind: null },
  'evaluations.bonuses': inMonth,
  'evaluations.reopenings': { month: null },
  'evaluations.appeals': { month: null },
  'evaluations.templates': {},
  'evaluations.phrases': {},
  'evaluations.debts': {},
  'evaluations.open': { month: '2099-01' },
  'evaluations.saveDraft': { ...sheet, proxy: false, cells: [] },
  'evaluations.saveDrafts': { month, kind: 'aux_by_police', communityId: id, proxy: false, rows: [{ rateeId: id, cells: [] }] },
  'evaluations.submit': { month, kind: 'aux_by_police', communityId: id, sheets: [{ rateeId: id, totalX10: 0 }] },
  'evaluations.takeBack': { ...sheet, reason: '原因' },
  'evaluations.returnSheet': { ...sheet, reason: '原因' },
  'evaluations.enterProxy': { ...sheet, cells: [{ code: 'INFO', scoreX10: 1, reason: null }], comment: null, scanTicket: id },
  'evaluations.waive': { ...sheet, reason: '原因' },
  'evaluations.unwaive': { ...sheet, reason: '原因' },
  'evaluations.authoriseSubstitute': { ...sheet, personId: id, reason: '原因' },
  'evaluations.endSubstitute': { substituteId: id, reason: '原因' },
  'evaluations.addBonus': { month, subject: 'aux', communityId: id, rateeId: id, pointsX10: 5, reason: '原因', source: '依据', approver: '某人' },
  'evaluations.removeBonus': { bonusId: id, reason: '原因' },
  'evaluations.lock': { ...inMonth, acceptMissing: true },
  'evaluations.requestReopen': { month, communityId: id, reason: '原因' },
  'evaluations.consentReopen': { reopenId: id },
  'evaluations.refuseReopen': { reopenId: id, reason: '原因' },
  'evaluations.fileAppeal': { month, subject: 'aux', communityId: id, rateeId: id, text: '结果有误请核实' },
  'evaluations.decideAppeal': { appealId: id, decision: 'upheld', text: '维持' },
  'evaluations.changeTemplate': { kinds: ['aux_by_police'], fromMonth: '2027-01', dimensions: [{ label: '一项', maxX10: 1000, criteria: '' }] },
  'evaluations.addPhrase': { use: 'reason', dimension: null, text: '用语' },
  'evaluations.removePhrase': { phraseId: id },
  'evaluations.export': { ...inMonth, what: 'missing' },
  'evaluations.scan': { attachmentId: id },
  'evaluationsImport.open': { ticket: id, month: '2026-10' },
  'evaluationsImport.rows': { importId: id, sheet: 's', only: 'all' },
  'evaluationsImport.faults': { importId: id },
  'evaluationsImport.results': { importId: id },
  'evaluationsImport.correct': { ...row, column: 'A', text: 'x' },
  'evaluationsImport.leaveOut': { ...row, out: true },
  'evaluationsImport.commit': { importId: id },
  'evaluationsImport.faultWorkbook': { importId: id },
  'evaluationsImport.discard': { importId: id },
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
