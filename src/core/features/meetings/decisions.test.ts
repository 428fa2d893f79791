import { beforeEach, describe, expect, it } from 'vitest'
import { attendee, goTo, heldAs, openMeetingTownship, signedMeeting, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import { answerOf } from '../../../../tests/stand/small-township'

let town: MeetingTownship
beforeEach(async () => {
  town = await openMeetingTownship({ now: Date.parse('2026-11-05T10:00:00+08:00') })
})
const page = (week: string) => town.clerk.client.meetings.meeting(town.at(week))
const hold = async (week: string, on: string) => {
  goTo(town, on)
  return (await town.clerk.client.meetings.hold({ ...town.at(week), ...heldAs(town, on) })).meetingId
}
const decide = async (meetingId: string, text: string, dueOn: string, ownerId: string | null = town.people.lead1) =>
  (await town.clerk.client.meetings.addDecision({ meetingId, text, ownerId, ownerName: ownerId === null ? '镇综合执法局' : null, dueOn })).decisionId
const carried = async (week: string) => (await page(week)).carried.map((one) => [one.text, one.state])

describe('a decision', () => {
  it('needs an owner in post or a department, and a date from the meeting on', async () => {
    const meetingId = await hold('2026-W45', '2026-11-05')
    const add = (over: Record<string, unknown>) => answerOf(town.clerk.client.meetings.addDecision({ meetingId, text: '联合夜查', ownerId: null, ownerName: '镇综合执法局', dueOn: '2026-11-12', ...over }))
    expect(await add({ dueOn: '2026-11-04' })).toMatchObject({ rule: 'due_before_meeting', field: 'dueOn', message: expect.stringContaining('2026年11月5日') as string })
    expect(await add({ ownerName: ' ' })).toMatchObject({ rule: 'owner_missing', field: 'ownerId' })
    expect(await add({ ownerId: town.people.elsewhere })).toMatchObject({ rule: 'not_in_post', field: 'ownerId' })
    expect(await add({ dueOn: '2026-11-05' })).toMatchObject({ code: 'DONE' })
    expect((await page('2026-W45')).decisions).toMatchObject([{ seq: 1, text: '联合夜查', ownerId: null, ownerName: '镇综合执法局', state: 'open' }])
  })

  it('cannot be made before the meeting was held', async () => {
    const { meetingId } = await town.clerk.client.meetings.notice(town.at('2026-W45'))
    expect(await answerOf(decide(meetingId, '提前议定', '2026-11-12'))).toMatchObject({ rule: 'not_held' })
  })

  it('is carried to every next meeting until it is closed with a result, and is heard of once more then', async () => {
    const first = await hold('2026-W45', '2026-11-05')
    await decide(first, '修复路灯', '2026-11-10')
    const rental = await decide(first, '回访群租房', '2026-11-11', town.people.lead2)
    await decide(first, '清理杂物', '2026-11-12', null)
    expect(await carried('2026-W45')).toEqual([])
    goTo(town, '2026-11-12')
    expect(await carried('2026-W46')).toEqual([['修复路灯', 'open'], ['回访群租房', 'open'], ['清理杂物', 'open']])
    const second = await hold('2026-W46', '2026-11-12')
    const list = (await page('2026-W46')).carried
    const light = list.find((one) => one.text === '修复路灯')
    await town.clerk.client.meetings.closeDecision({ decisionId: light?.decisionId ?? '', rowVersion: light?.rowVersion ?? 0, closedOn: '2026-11-10', result: '8盏全亮' })
    await town.clerk.client.meetings.progressDecision({ decisionId: rental, rowVersion: 1, text: '已约谈房东' })
    expect(await carried('2026-W46')).toEqual([['修复路灯', 'done'], ['回访群租房', 'doing'], ['清理杂物', 'open']])
    await decide(second, '夜查门店', '2026-11-19')
    goTo(town, '2026-11-19')
    expect(await carried('2026-W47')).toEqual([['回访群租房', 'doing'], ['清理杂物', 'open'], ['夜查门店', 'open']])
    expect((await page('2026-W47')).carried.map((one) => one.carriedWeeks)).toEqual([1, 1, 0])
  })

  it('skips weeks without a meeting and is not lost by them', async () => {
    const first = await hold('2026-W45', '2026-11-05')
    await decide(first, '修复路灯', '2026-11-10')
    goTo(town, '2026-11-26')
    await town.clerk.client.meetings.exempt({ ...town.at('2026-W46'), kind: 'major_security', reason: '安保任务' })
    expect(await carried('2026-W48')).toEqual([['修复路灯', 'open']])
    expect((await page('2026-W48')).carried[0]).toMatchObject({ overdueDays: 16, carriedWeeks: 0 })
  })

  it('of signed minutes is sealed as it stood; later progress does not reach the paper', async () => {
    const first = await hold('2026-W45', '2026-11-05')
    const decisionId = await decide(first, '修复路灯', '2026-11-10')
    goTo(town, '2026-11-12')
    await signedMeeting(town, '2026-W46', '2026-11-12')
    town.station.clock.now += 60_000
    await town.clerk.client.meetings.closeDecision({ decisionId, rowVersion: 1, closedOn: '2026-11-12', result: '8盏全亮' })
    const text = async (week: string) => JSON.stringify((await town.clerk.client.meetings.paper({ paper: { kind: 'minutes', ...town.at(week) } })).papers)
    expect(await text('2026-W46')).toContain('修复路灯（第45周议定）。责任人：陈晨明；完成时限：11月10日。尚未办结。')
    goTo(town, '2026-11-19')
    expect(await carried('2026-W47')).toEqual([['修复路灯', 'done']])
    await hold('2026-W47', '2026-11-19')
    expect(await text('2026-W47')).toContain('已办结：8盏全亮。')
    goTo(town, '2026-11-26')
    expect(await carried('2026-W48')).toEqual([])
  })

  it('is closed with a result, cancelled with a reason, opened again, and given a later date, each written down', async () => {
    const meetingId = await hold('2026-W45', '2026-11-05')
    const decisionId = await decide(meetingId, '修复路灯', '2026-11-06')
    const { client } = town.clerk
    expect(await answerOf(client.meetings.closeDecision({ decisionId, rowVersion: 1, closedOn: '2026-11-04', result: '早办完了' }))).toMatchObject({ rule: 'closed_before_meeting' })
    expect(await answerOf(client.meetings.closeDecision({ decisionId, rowVersion: 1, closedOn: '2026-11-06', result: '明天办完' }))).toMatchObject({ rule: 'future_day' })
    expect(await answerOf(client.meetings.closeDecision({ decisionId, rowVersion: 1, closedOn: '2026-11-05', result: ' ' }))).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await answerOf(client.meetings.extendDecision({ decisionId, rowVersion: 1, dueOn: '2026-11-06', reason: '雨天' }))).toMatchObject({ rule: 'due_not_later' })
    await client.meetings.extendDecision({ decisionId, rowVersion: 1, dueOn: '2026-11-09', reason: '雨天' })
    await client.meetings.cancelDecision({ decisionId, rowVersion: 2, reason: '并入专项' })
    expect(await answerOf(client.meetings.progressDecision({ decisionId, rowVersion: 3, text: '还在办' }))).toMatchObject({ rule: 'decision_closed' })
    expect((await answerOf(client.meetings.reopenDecision({ decisionId, rowVersion: 1, reason: '又坏了' }))).code).toBe('CONFLICT')
    await client.meetings.reopenDecision({ decisionId, rowVersion: 3, reason: '又坏了' })
    await client.meetings.closeDecision({ decisionId, rowVersion: 4, closedOn: '2026-11-05', result: '换灯8盏' })
    const [one] = (await client.meetings.decisions({ state: 'closed' })).decisions
    expect(one).toMatchObject({ state: 'done', result: '换灯8盏', closedOn: '2026-11-05', dueOn: '2026-11-09' })
    expect(one?.progress.map((step) => step.kind)).toEqual(['extended', 'cancelled', 'reopened', 'done'])
    const { connection } = town.station.services.database
    expect(() => connection.exec('DELETE FROM decision_progress')).toThrow('append-only')
    expect(await answerOf(client.meetings.removeDecision({ decisionId }))).toMatchObject({ rule: 'decision_begun' })
  })
})

describe('the list of open decisions', () => {
  it('runs across communities, overdue first, by person and by community', async () => {
    const meetingId = await hold('2026-W45', '2026-11-05')
    await decide(meetingId, '丙事', '2026-11-20', town.people.lead2)
    await decide(meetingId, '甲事', '2026-11-06')
    await decide(meetingId, '乙事', '2026-11-09')
    await town.seat({ post: 'station_chief', community: town.west }, '任站长')
    const officer = await town.seat({ post: 'community_police', community: town.west }, '单民警')
    const holder = (await town.clerk.client.meetings.meeting({ communityId: town.west.id, week: '2026-W45' })).chief.personId ?? ''
    const west = await town.clerk.client.meetings.hold({
      communityId: town.west.id, week: '2026-W45', ...heldAs(town, '2026-11-05'),
      chief: { personId: holder, substituteReason: null }, officer: { personId: officer.personId, substituteReason: null }, recorderId: null, attendance: [attendee(town.people.elsewhere, 'present')],
    })
    await town.clerk.client.meetings.addDecision({ meetingId: west.meetingId, text: '丁事', ownerId: officer.personId, ownerName: null, dueOn: '2026-11-07' })
    goTo(town, '2026-11-10')
    const texts = async (question: Parameters<typeof town.clerk.client.meetings.decisions>[0]) => (await town.clerk.client.meetings.decisions(question)).decisions.map((one) => `${one.text}${one.overdueDays}`)
    expect(await texts({})).toEqual(['甲事4', '丁事3', '乙事1', '丙事0'])
    expect(await texts({ sort: 'community' })).toEqual(['甲事4', '乙事1', '丙事0', '丁事3'])
    expect(await texts({ sort: 'person' })).toEqual(['甲事4', '乙事1', '丁事3', '丙事0'])
    expect(await texts({ ownerId: town.people.lead2 })).toEqual(['丙事0'])
    const first = await town.clerk.client.meetings.decisions({ limit: 3 })
    expect(first).toMatchObject({ total: 4, overdue: 3, next: '3' })
    expect(await texts({ limit: 3, after: first.next })).toEqual(['丙事0'])
    expect((await town.chief.client.meetings.decisions({})).total).toBe(3)
    expect(await town.clerk.client.meetings.debts({})).toMatchObject({ mark: 'red', communities: [{ words: expect.stringContaining('事项逾期2项') as string }, { words: expect.stringContaining('事项逾期1项') as string }] })
  })
})
