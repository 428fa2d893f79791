import type { CommandName } from '../../src/contract/commands'
import { windowConnection } from '../../src/core/connection'
import { attendee } from './meeting-township'
import type { SmallTownship } from './small-township'

type Run = (name: CommandName, call: () => Promise<unknown>) => Promise<void>

/** Every command of meetings, done once and refused once, for the test of the audit log. The clock stands in week 45 of 2026. */
export async function runMeetingCommands(township: SmallTownship, run: Run, fail: Run): Promise<void> {
  const { clerk, east, west, seat, station } = township
  const on = '2024-03-01'
  const chief = await seat({ post: 'station_chief', community: west }, '任站长', { on })
  const officer = await seat({ post: 'community_police', community: west }, '单民警', { on })
  const lead = await seat({ post: 'grid_chief', community: west, grid: west.grids[0] }, '仇格长', { on })
  const signer = await station.signedIn('station_chief', { communityId: west.id })
  const { client } = clerk
  const lost = '01K4000000000000000000AAAA'
  const at = { communityId: west.id, week: '2026-W45' }
  const weekBefore = { communityId: west.id, week: '2026-W44' }
  const host = (personId: string) => ({ personId, substituteReason: null })
  const held = { heldOn: '2026-11-05', startTime: null, endTime: null, place: null, chief: host(chief.personId), officer: host(officer.personId), recorderId: null, attendance: [attendee(lead.personId, 'present')] }
  const scan = (): string => station.services.tickets.acceptUpload({ fileName: '签字.pdf', bytes: Buffer.from('%PDF-1.7') })
  const sheet = (text: string): string => station.services.tickets.acceptUpload({ fileName: '日历.csv', bytes: Buffer.from(text) })
  const page = () => client.meetings.meeting(at)
  let meetingId = ''
  let decisionId = ''
  const decision = { text: '清理楼道', ownerId: lead.personId, ownerName: null, dueOn: '2026-11-12' }

  await run('meetings.setWeekday', () => client.meetings.setWeekday({ communityId: west.id, weekday: 3 }))
  await fail('meetings.setWeekday', () => client.meetings.setWeekday({ communityId: lost, weekday: 3 }))
  const plan = { ...at, startTime: null, place: null, recorderId: null }
  await run('meetings.plan', () => client.meetings.plan({ ...plan, plannedOn: '2026-11-05' }))
  await fail('meetings.plan', () => client.meetings.plan({ ...plan, plannedOn: '2026-11-12' }))
  await run('meetings.notice', () => client.meetings.notice(at))
  await fail('meetings.notice', () => client.meetings.notice(at))
  await run('meetings.exempt', () => client.meetings.exempt({ ...weekBefore, kind: 'other', reason: '村里换届' }))
  await fail('meetings.exempt', () => client.meetings.exempt({ ...weekBefore, kind: 'other', reason: '村里换届' }))
  await run('meetings.unexempt', () => client.meetings.unexempt({ ...weekBefore, reason: '登记错了' }))
  await fail('meetings.unexempt', () => client.meetings.unexempt({ ...weekBefore, reason: '登记错了' }))
  await run('meetings.hold', async () => (meetingId = (await client.meetings.hold({ ...at, ...held })).meetingId))
  await fail('meetings.hold', () => client.meetings.hold({ ...at, ...held }))
  await run('meetings.void', () => client.meetings.void({ meetingId, reason: '登记错了' }))
  await fail('meetings.void', () => client.meetings.void({ meetingId, reason: '登记错了' }))
  meetingId = (await client.meetings.hold({ ...at, ...held })).meetingId
  await run('meetings.correct', async () => client.meetings.correct({ meetingId, rowVersion: (await page()).rowVersion ?? 0, ...held, place: '村部' }))
  await fail('meetings.correct', () => client.meetings.correct({ meetingId, rowVersion: 99, ...held }))
  await run('meetings.addDecision', async () => (decisionId = (await client.meetings.addDecision({ meetingId, ...decision })).decisionId))
  await fail('meetings.addDecision', () => client.meetings.addDecision({ meetingId, ...decision, dueOn: '2026-11-01' }))
  await run('meetings.correctDecision', () => client.meetings.correctDecision({ decisionId, rowVersion: 1, ...decision, text: '清理全部楼道' }))
  await fail('meetings.correctDecision', () => client.meetings.correctDecision({ decisionId, rowVersion: 1, ...decision }))
  const { decisionId: mistake } = await client.meetings.addDecision({ meetingId, ...decision })
  await run('meetings.removeDecision', () => client.meetings.removeDecision({ decisionId: mistake }))
  await fail('meetings.removeDecision', () => client.meetings.removeDecision({ decisionId: mistake }))
  await run('meetings.progressDecision', () => client.meetings.progressDecision({ decisionId, rowVersion: 2, text: '已清两层' }))
  await fail('meetings.progressDecision', () => client.meetings.progressDecision({ decisionId, rowVersion: 2, text: '已清两层' }))
  await run('meetings.extendDecision', () => client.meetings.extendDecision({ decisionId, rowVersion: 3, dueOn: '2026-11-20', reason: '雨天' }))
  await fail('meetings.extendDecision', () => client.meetings.extendDecision({ decisionId, rowVersion: 4, dueOn: '2026-11-19', reason: '雨天' }))
  await run('meetings.closeDecision', () => client.meetings.closeDecision({ decisionId, rowVersion: 4, closedOn: '2026-11-05', result: '全部清完' }))
  await fail('meetings.closeDecision', () => client.meetings.closeDecision({ decisionId, rowVersion: 5, closedOn: '2026-11-05', result: '全部清完' }))
  await run('meetings.reopenDecision', () => client.meetings.reopenDecision({ decisionId, rowVersion: 5, reason: '又堆上了' }))
  await fail('meetings.reopenDecision', () => client.meetings.reopenDecision({ decisionId, rowVersion: 6, reason: '又堆上了' }))
  await run('meetings.cancelDecision', () => client.meetings.cancelDecision({ decisionId, rowVersion: 6, reason: '并入专项' }))
  await fail('meetings.cancelDecision', () => client.meetings.cancelDecision({ decisionId, rowVersion: 7, reason: '并入专项' }))
  await client.meetings.saveDraft({ ...at, cells: (await page()).items.filter((item) => item.required).map(({ key, version }) => ({ key, text: '无', version })) })
  await fail('meetings.lock', () => client.meetings.lock({ meetingId }))
  await fail('meetings.addition', () => client.meetings.addition({ meetingId, text: '补充', reason: '漏记' }))
  await run('meetings.minute', () => client.meetings.minute({ meetingId }))
  await fail('meetings.minute', () => client.meetings.minute({ meetingId }))
  const { contentSha256 } = await page()
  await run('meetings.sign', () => signer.client.meetings.sign({ meetingId, contentSha256 }))
  await fail('meetings.sign', () => signer.client.meetings.sign({ meetingId, contentSha256 }))
  await run('meetings.withdrawSignature', () => signer.client.meetings.withdrawSignature({ meetingId, side: 'chief', reason: '有错字' }))
  await fail('meetings.withdrawSignature', () => signer.client.meetings.withdrawSignature({ meetingId, side: 'chief', reason: '有错字' }))
  const paper = { meetingId, signedOn: '2026-11-05', contentSha256 }
  await fail('meetings.signOnPaper', () => client.meetings.signOnPaper({ ...paper, sides: ['chief'], signedOn: '2026-11-04', scanTicket: scan() }))
  await client.meetings.signOnPaper({ ...paper, sides: ['chief'], scanTicket: scan() })
  await run('meetings.signOnPaper', () => client.meetings.signOnPaper({ ...paper, sides: ['officer'], scanTicket: scan() }))
  await run('meetings.lock', () => client.meetings.lock({ meetingId }))
  await run('meetings.addition', () => client.meetings.addition({ meetingId, text: '补充', reason: '漏记' }))
  const [scanned] = (await page()).attachments
  await run('meetings.scan', () => client.meetings.scan({ attachmentId: scanned?.attachmentId ?? '' }))
  await fail('meetings.scan', () => client.meetings.scan({ attachmentId: lost }))
  await run('meetings.export', () => client.meetings.export({ paper: { kind: 'minutes', ...at } }))
  const stranger = await strangerTo(township)
  await fail('meetings.export', () => stranger.meetings.export({ paper: { kind: 'minutes', communityId: east.id, week: '2026-W45' } }))
  let phraseId = ''
  await run('meetings.savePhrase', async () => (phraseId = (await client.meetings.savePhrase({ phraseId: null, code: 'B4', text: '无异常' })).phraseId))
  await fail('meetings.savePhrase', () => client.meetings.savePhrase({ phraseId: lost, code: 'B4', text: '无异常' }))
  await run('meetings.dropPhrase', () => client.meetings.dropPhrase({ phraseId }))
  await fail('meetings.dropPhrase', () => client.meetings.dropPhrase({ phraseId }))
  await run('meetings.importCalendar', () => client.meetings.importCalendar({ ticket: sheet('日期,类型,名称\n2027-01-01,休,元旦\n') }))
  await fail('meetings.importCalendar', () => client.meetings.importCalendar({ ticket: sheet('日期,类型,名称\n2027-13-01,休,元旦\n') }))
}

/** A chief of the west community, to whom the east is out of reach. */
async function strangerTo({ station, west }: SmallTownship) {
  const { accountId, login } = await station.signedIn('station_chief', { communityId: west.id })
  const connection = windowConnection('test')
  connection.signedIn = { accountId, login, name: login, locked: false, lastInputAt: station.clock.now }
  return station.client(connection)
}
