import { beforeEach, describe, expect, it } from 'vitest'
import { attendee, fillAll, goTo, heldAs, openMeetingTownship, signedMeeting, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import { answerOf } from '../../../../tests/stand/small-township'

let town: MeetingTownship
const week = '2026-W45'
beforeEach(async () => {
  town = await openMeetingTownship()
})
const page = () => town.clerk.client.meetings.meeting(town.at(week))
const step = async (name: string) => (await page()).steps.find((one) => one.step === name)
const hold = (heldOn = '2026-11-05', more: Parameters<typeof heldAs>[2] = {}) => town.clerk.client.meetings.hold({ ...town.at(week), ...heldAs(town, heldOn, more) })
const pdf = (): string => town.station.services.tickets.acceptUpload({ fileName: '签字页.pdf', bytes: Buffer.from('%PDF-1.4 signed') })

describe('a meeting from plan to lock', () => {
  it('passes through the states of D4, each by its own step', async () => {
    const { clerk, chief, officer, at } = town
    expect(await page()).toMatchObject({ state: 'planned', meetingId: null, plannedOn: '2026-11-05', chief: { name: '宋海明' }, officer: { name: '李向前' }, minutesNo: '东塘社区例会〔2026〕45号' })
    await clerk.client.meetings.plan({ ...at(week), plannedOn: '2026-11-06', startTime: '09:00', place: '活动室', recorderId: town.people.lead1 })
    expect(await page()).toMatchObject({ state: 'planned', plannedOn: '2026-11-06', recorder: { name: '陈晨明' } })
    await clerk.client.meetings.notice(at(week))
    expect((await page()).state).toBe('noticed')
    goTo(town, '2026-11-06')
    const { meetingId } = await hold('2026-11-06')
    expect(await page()).toMatchObject({ state: 'held', heldOn: '2026-11-06', startTime: '09:30', place: '警务站会议室' })
    await fillAll(clerk.client, await page(), { A1: '辖区共接警17起' })
    expect((await page()).gaps).toEqual([])
    await clerk.client.meetings.minute({ meetingId })
    const { contentSha256 } = await page()
    expect(await chief.client.meetings.sign({ meetingId, contentSha256 })).toEqual({ state: 'minuted' })
    expect(await officer.client.meetings.sign({ meetingId, contentSha256 })).toEqual({ state: 'signed' })
    expect((await page()).signatures.map((one) => [one.side, one.name, one.how])).toEqual([['chief', '宋海明', 'session'], ['officer', '李向前', 'session']])
    await clerk.client.meetings.lock({ meetingId })
    expect(await page()).toMatchObject({ state: 'locked' })
    expect((await page()).steps.filter((one) => one.allowed).map((one) => one.step)).toEqual(['addition'])
  })

  it('notices again after the day has moved', async () => {
    const { clerk, at } = town
    const plan = { ...at(week), startTime: null, place: null, recorderId: null }
    await clerk.client.meetings.notice(at(week))
    await clerk.client.meetings.plan({ ...plan, plannedOn: '2026-11-05' })
    expect((await page()).state).toBe('noticed')
    await clerk.client.meetings.plan({ ...plan, plannedOn: '2026-11-06' })
    expect((await page()).state).toBe('planned')
  })

  it('is missed from the Monday after, without anything having run, and can then be recorded late or exempted', async () => {
    goTo(town, '2026-11-08')
    expect((await page()).state).toBe('planned')
    goTo(town, '2026-11-09')
    expect((await page()).state).toBe('missed')
    expect(await step('plan')).toMatchObject({ allowed: false, reason: expect.stringContaining('补录') as string })
    const [cell] = (await town.clerk.client.meetings.board({ fromWeek: week, toWeek: week, communityId: town.east.id })).communities[0]?.cells ?? []
    expect(cell).toMatchObject({ state: 'missed', plannedOn: '2026-11-05' })
    expect(await town.clerk.client.meetings.debts({})).toMatchObject({ mark: 'red', communities: [{ communityId: town.east.id, mark: 'red', words: '缺会1次' }, { communityId: town.west.id }] })
    await town.clerk.client.meetings.exempt({ ...town.at(week), kind: 'major_security', reason: '全员参加安保' })
    expect(await page()).toMatchObject({ state: 'exempt', exemptWords: '重大安保：全员参加安保' })
    expect(await answerOf(hold())).toMatchObject({ code: 'REFUSED', rule: 'exempt' })
    await town.clerk.client.meetings.unexempt({ ...town.at(week), reason: '登记错周' })
    await hold()
    expect((await page()).state).toBe('held')
  })

  it('may be voided before signing, and the week is open again', async () => {
    const { meetingId } = await hold()
    await town.clerk.client.meetings.addDecision({ meetingId, text: '清理楼道', ownerId: town.people.lead1, ownerName: null, dueOn: '2026-11-10' })
    await town.clerk.client.meetings.void({ meetingId, reason: '登记错社区' })
    expect(await page()).toMatchObject({ state: 'planned', meetingId: null, voided: [{ meetingId, heldOn: '2026-11-05', reason: '登记错社区' }] })
    expect((await town.clerk.client.meetings.decisions({ state: 'all' })).decisions).toMatchObject([{ state: 'cancelled', reason: '例会作废：登记错社区' }])
    await hold()
    expect((await page()).meetingId).not.toBe(meetingId)
  })
})

describe('refused with the reason and the way out', () => {
  it('a meeting outside its week, in the future, or planned on a day off', async () => {
    expect(await answerOf(hold('2026-11-01'))).toMatchObject({ rule: 'I28', field: 'heldOn', message: expect.stringContaining('11月2日至11月8日') as string })
    expect(await answerOf(hold('2026-11-06'))).toMatchObject({ rule: 'future_day', field: 'heldOn' })
    const plan = (plannedOn: string) => answerOf(town.clerk.client.meetings.plan({ ...town.at(week), plannedOn, startTime: null, place: null, recorderId: null }))
    expect(await plan('2026-11-09')).toMatchObject({ rule: 'I28', field: 'plannedOn' })
    expect(await plan('2026-11-07')).toMatchObject({ rule: 'no_workday', message: expect.stringContaining('工作日') as string })
    expect((await page()).meetingId).toBeNull()
  })

  it('a second meeting in the week', async () => {
    await hold()
    expect(await answerOf(hold('2026-11-04'))).toMatchObject({ code: 'REFUSED', rule: 'I28', message: expect.stringMatching(/11月5日已召开.*作废/) as string })
    expect(await answerOf(town.clerk.client.meetings.plan({ ...town.at(week), plannedOn: '2026-11-06', startTime: null, place: null, recorderId: null }))).toMatchObject({ rule: 'I28' })
    expect(await answerOf(town.clerk.client.meetings.exempt({ ...town.at(week), kind: 'other', reason: '不开了' }))).toMatchObject({ rule: 'I28' })
  })

  it('a host who does not hold the post, unless the substitution is recorded (I29)', async () => {
    const { people } = town
    expect(await answerOf(hold('2026-11-05', { chief: { personId: people.lead2, substituteReason: null } }))).toMatchObject({ rule: 'I29', field: 'chief.substituteReason', message: expect.stringContaining('宋海明') as string })
    expect(await answerOf(hold('2026-11-05', { chief: { personId: people.officer, substituteReason: '站长外出' } }))).toMatchObject({ rule: 'I29', field: 'officer.personId' })
    await hold('2026-11-05', { chief: { personId: people.lead2, substituteReason: '站长外出学习' } })
    expect((await page()).chief).toEqual({ personId: people.lead2, name: '田彦君', isSubstitute: true, substituteReason: '站长外出学习', holderId: people.chief, holder: '宋海明' })
  })

  it('a person who is not in post that day, twice in the list, or a guest among those expected', async () => {
    const { people } = town
    const withPeople = (attendance: ReturnType<typeof attendee>[]) => answerOf(hold('2026-11-05', { attendance }))
    expect(await withPeople([attendee(people.elsewhere, 'present')])).toMatchObject({ rule: 'not_in_post', field: 'attendance.0', message: expect.stringMatching(/2026年11月5日不在本村.*列席/) as string })
    expect(await withPeople([attendee(people.lead1, 'present'), attendee(people.lead1, 'leave', { reason: '病假' })])).toMatchObject({ rule: 'attendance_twice', field: 'attendance.1' })
    expect(await withPeople([attendee(null, 'present', { name: '路过的人' })])).toMatchObject({ rule: 'guest_status' })
    expect(await withPeople([attendee(people.lead1, 'leave')])).toMatchObject({ rule: 'reason_needed', field: 'attendance.0.reason' })
    expect(await withPeople([attendee(people.aux1, 'proxy', { reason: '网格长请假' })])).toMatchObject({ rule: 'proxy_missing' })
    expect(await withPeople([attendee(people.aux1, 'proxy', { reason: '网格长请假', proxyForId: people.lead1 }), attendee(null, 'also_present', { name: '镇综治中心来人', orgText: '镇综治中心' }), attendee(people.elsewhere, 'also_present')])).toMatchObject({ code: 'DONE' })
    expect((await page()).attendance.map((one) => [one.name, one.status, one.proxyFor])).toEqual([['张雪梅', 'proxy', '陈晨明'], ['镇综治中心来人', 'also_present', null], ['高景明', 'also_present', null]])
  })

  it('a signature while a required item is empty; 无 is an answer (I30)', async () => {
    const { meetingId } = await hold()
    await fillAll(town.clerk.client, await page())
    const item = (await page()).items.find((one) => one.code === 'B3' && one.grid === '第二网格')
    await town.clerk.client.meetings.saveDraft({ ...town.at(week), cells: [{ key: item?.key ?? '', text: '  ', version: item?.version ?? 0 }] })
    await town.clerk.client.meetings.minute({ meetingId })
    const { contentSha256, gaps } = await town.chief.client.meetings.meeting(town.at(week))
    expect(gaps).toEqual([{ key: item?.key, words: 'B3 第二网格' }])
    expect(await answerOf(town.chief.client.meetings.sign({ meetingId, contentSha256 }))).toMatchObject({ rule: 'I30', message: expect.stringMatching(/B3 第二网格.*“无”/) as string })
  })

  it('a signature of the wrong person, of the same side twice, and to a text that has changed since', async () => {
    const { clerk, chief, officer, at } = town
    const { meetingId } = await hold('2026-11-05', { officer: { personId: town.people.aux1, substituteReason: '民警出警' } })
    await fillAll(clerk.client, await page())
    await clerk.client.meetings.minute({ meetingId })
    const before = await page()
    expect(await answerOf(officer.client.meetings.sign({ meetingId, contentSha256: before.contentSha256 }))).toMatchObject({ rule: 'not_host', message: expect.stringContaining('扫描件') as string })
    await clerk.client.meetings.saveDraft({ ...at(week), cells: [{ key: 'C1', text: '改了一个字', version: before.items.find((one) => one.key === 'C1')?.version ?? 0 }] })
    expect((await answerOf(chief.client.meetings.sign({ meetingId, contentSha256: before.contentSha256 }))).code).toBe('CONFLICT')
    const { contentSha256 } = await page()
    await chief.client.meetings.sign({ meetingId, contentSha256 })
    expect(await answerOf(chief.client.meetings.sign({ meetingId, contentSha256 }))).toMatchObject({ rule: 'signed_already' })
    expect(await answerOf(town.lead.client.meetings.sign({ meetingId, contentSha256 }))).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('every change of text, people or decisions after a signature', async () => {
    const { clerk, chief, officer, at } = town
    const { meetingId } = await hold()
    await fillAll(clerk.client, await page())
    const decided = { text: '清理楼道', ownerId: town.people.lead1, ownerName: null, dueOn: '2026-11-10' }
    const { decisionId } = await clerk.client.meetings.addDecision({ meetingId, ...decided })
    await clerk.client.meetings.minute({ meetingId })
    const { contentSha256 } = await page()
    await chief.client.meetings.sign({ meetingId, contentSha256 })
    const attempts = async () => {
      const { rowVersion } = await page()
      return [
        await answerOf(clerk.client.meetings.saveDraft({ ...at(week), cells: [{ key: 'A2', text: '另写', version: 99 }] })),
        await answerOf(clerk.client.meetings.correct({ meetingId, rowVersion: rowVersion ?? 0, ...heldAs(town, '2026-11-04') })),
        await answerOf(clerk.client.meetings.addDecision({ meetingId, ...decided })),
        await answerOf(clerk.client.meetings.correctDecision({ decisionId, rowVersion: 1, ...decided })),
        await answerOf(clerk.client.meetings.removeDecision({ decisionId })),
        await answerOf(clerk.client.meetings.void({ meetingId, reason: '不要了' })),
      ]
    }
    for (const answer of await attempts()) expect(answer).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('撤回签字') as string })
    await officer.client.meetings.sign({ meetingId, contentSha256 })
    await clerk.client.meetings.lock({ meetingId })
    for (const answer of await attempts()) expect(answer).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('编号补充') as string })
    expect((await page()).items.find((one) => one.key === 'A2')?.text).toBe('无')
    expect(await clerk.client.meetings.addition({ meetingId, text: '更正：A2应为治安平稳', reason: '笔误' })).toEqual({ seq: 1 })
    expect(await clerk.client.meetings.addition({ meetingId, text: '再补一条', reason: '漏记' })).toEqual({ seq: 2 })
    expect((await page()).additions.map((one) => [one.seq, one.text])).toEqual([[1, '更正：A2应为治安平稳'], [2, '再补一条']])
  })
})

describe('a signature', () => {
  it('on paper needs a scan that is one, and a day since the meeting', async () => {
    const { clerk } = town
    const { meetingId } = await hold()
    await fillAll(clerk.client, await page())
    await clerk.client.meetings.minute({ meetingId })
    const { contentSha256 } = await page()
    const sign = (over: Record<string, unknown> = {}) => answerOf(clerk.client.meetings.signOnPaper({ meetingId, sides: ['chief'], signedOn: '2026-11-05', contentSha256, scanTicket: pdf(), ...over }))
    expect(await sign({ scanTicket: town.station.services.tickets.acceptUpload({ fileName: '假.pdf', bytes: Buffer.from('hello') }) })).toMatchObject({ code: 'FILE_REFUSED' })
    expect(await sign({ signedOn: '2026-11-04' })).toMatchObject({ rule: 'signed_on', field: 'signedOn' })
    expect(await sign()).toMatchObject({ code: 'DONE' })
    expect(await sign()).toMatchObject({ rule: 'signed_already' })
    expect(await sign({ sides: ['officer', 'chief'] })).toMatchObject({ rule: 'signed_already' })
    expect(await sign({ sides: ['officer'] })).toMatchObject({ code: 'DONE' })
    const { signatures, attachments, state } = await page()
    expect(state).toBe('signed')
    expect(signatures.map((one) => one.how)).toEqual(['paper', 'paper'])
    expect(attachments).toHaveLength(2)
    const scan = await clerk.client.meetings.scan({ attachmentId: signatures[0]?.attachmentId ?? '' })
    expect(Buffer.from(town.station.services.tickets.takeDownload(scan.ticket).bytes).toString()).toBe('%PDF-1.4 signed')
  })

  it('on one sheet of both is recorded at once, with one scan', async () => {
    const { clerk } = town
    const { meetingId } = await hold()
    await fillAll(clerk.client, await page())
    await clerk.client.meetings.minute({ meetingId })
    const { contentSha256 } = await page()
    const sign = (sides: ('chief' | 'officer')[]) => answerOf(clerk.client.meetings.signOnPaper({ meetingId, sides, signedOn: '2026-11-05', contentSha256, scanTicket: pdf() }))
    expect(await sign(['chief', 'chief'])).toMatchObject({ rule: 'signed_already' })
    expect((await page()).signatures).toEqual([])
    expect(await sign(['chief', 'officer'])).toMatchObject({ code: 'DONE' })
    const { signatures, attachments, state } = await page()
    expect([state, attachments.length, signatures.map((one) => [one.side, one.name, one.how, one.attachmentId])]).toEqual([
      'signed',
      1,
      [['chief', '宋海明', 'paper', attachments[0]?.attachmentId], ['officer', '李向前', 'paper', attachments[0]?.attachmentId]],
    ])
  })

  it('can be taken back by who gave it while the other is missing, and is kept in the ledger', async () => {
    const { clerk, chief } = town
    const { meetingId } = await hold()
    await fillAll(clerk.client, await page())
    await clerk.client.meetings.minute({ meetingId })
    const { contentSha256 } = await page()
    await chief.client.meetings.sign({ meetingId, contentSha256 })
    expect(await answerOf(clerk.client.meetings.withdrawSignature({ meetingId, side: 'chief', reason: '要改' }))).toMatchObject({ rule: 'not_host' })
    await chief.client.meetings.withdrawSignature({ meetingId, side: 'chief', reason: '发现漏记' })
    expect((await page()).signatures).toEqual([])
    await clerk.client.meetings.saveDraft({ ...town.at(week), cells: [{ key: 'C2', text: '补上停车难', version: (await page()).items.find((one) => one.key === 'C2')?.version ?? 0 }] })
    const { connection } = town.station.services.database
    expect(connection.prepare('SELECT act FROM meeting_signature ORDER BY id').all()).toEqual([{ act: 'sign' }, { act: 'withdraw' }])
    expect(() => connection.exec(`DELETE FROM meeting_signature`)).toThrow('append-only')
    expect(() => connection.exec(`UPDATE meeting_signature SET name = '别人'`)).toThrow('append-only')
  })

  it('is refused when a post changed late, until the attendance is settled', async () => {
    const { clerk, chief, people } = town
    const { meetingId } = await hold()
    await fillAll(clerk.client, await page())
    await clerk.client.meetings.minute({ meetingId })
    await clerk.client.roster.change({ communityId: town.east.id, gridId: town.east.grids[1].id, post: 'aux_police', onDate: '2026-11-03', outgoingAssignmentId: town.aux2Assignment, incoming: null, isActing: false, docNo: null, reason: '辞职' })
    const late = await page()
    expect(late.attendance.find((one) => one.personId === people.aux2)).toMatchObject({ name: '汪晴明', post: 'aux_police', inPost: false })
    expect(late.problems).toEqual([expect.stringMatching(/汪晴明2026年11月5日不在.*改为列席或移出/)])
    expect(await answerOf(chief.client.meetings.sign({ meetingId, contentSha256: late.contentSha256 }))).toMatchObject({ rule: 'not_ready', message: late.problems[0] })
    const held = heldAs(town, '2026-11-05')
    await clerk.client.meetings.correct({ meetingId, rowVersion: late.rowVersion ?? 0, ...held, attendance: held.attendance.filter((one) => one.personId !== people.aux2) })
    const { contentSha256, problems } = await page()
    expect(problems).toEqual([])
    expect((await answerOf(chief.client.meetings.sign({ meetingId, contentSha256 }))).code).toBe('DONE')
  })

  it('locks at once where the township has chosen so', async () => {
    const admin = await town.station.signedIn('admin')
    await admin.client.settings.change({ key: 'meetings.lockOnSign', number: null, choice: 'at_once' })
    await signedMeeting(town, week, '2026-11-05')
    expect((await page()).state).toBe('locked')
  })
})

describe('the day on which it was held', () => {
  it('gives the roster as of another day of the week, and of no other week', async () => {
    const { clerk, people, east } = town
    await clerk.client.roster.change({ communityId: east.id, gridId: east.grids[1].id, post: 'aux_police', onDate: '2026-11-04', outgoingAssignmentId: town.aux2Assignment, incoming: null, isActing: false, docNo: null, reason: '辞职' })
    const team = (on: string) => clerk.client.meetings.team({ ...town.at(week), on })
    const has = async (on: string) => (await team(on)).candidates.some((one) => one.personId === people.aux2)
    expect([await has('2026-11-03'), await has('2026-11-04')]).toEqual([true, false])
    expect(await team('2026-11-03')).toMatchObject({ on: '2026-11-03', chief: { holderId: people.chief, holder: '宋海明' }, officer: { holder: '李向前' } })
    expect(await answerOf(team('2026-11-09'))).toMatchObject({ rule: 'I28', field: 'on' })
    expect(await answerOf(town.chief.client.meetings.team({ communityId: town.west.id, week, on: '2026-11-03' }))).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('sets when a new decision is due, by the setting', async () => {
    expect((await page()).defaultDueOn).toBe('2026-11-12')
    const admin = await town.station.signedIn('admin')
    await admin.client.settings.change({ key: 'meetings.dueDays', number: 10, choice: null })
    expect((await page()).defaultDueOn).toBe('2026-11-15')
    await hold('2026-11-03')
    expect((await page()).defaultDueOn).toBe('2026-11-13')
  })
})
