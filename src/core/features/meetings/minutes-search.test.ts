import { beforeAll, describe, expect, it } from 'vitest'
import { goTo, openMeetingTownship, signedMeeting, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import { answerOf } from '../../../../tests/stand/small-township'

let town: MeetingTownship
beforeAll(async () => {
  town = await openMeetingTownship({ now: Date.parse('2026-11-19T10:00:00+08:00') })
  await signedMeeting(town, '2026-W45', '2026-11-05', { A1: '接警17起，主要为电信诈骗。', C1: '沿街“三合一”门店回潮', B2: '停车纠纷3起', A2: 'ＡＢＣ大厦周边盗窃' })
  await signedMeeting(town, '2026-W46', '2026-11-12', { A1: '接警9起，电动车电瓶被盗。', B2: '邻里噪音纠纷1起' })
  const { meetingId } = await town.clerk.client.meetings.hold({
    ...town.at('2026-W47'), heldOn: '2026-11-19', startTime: null, endTime: null, place: null,
    chief: { personId: town.people.chief, substituteReason: null }, officer: { personId: town.people.officer, substituteReason: null }, recorderId: null, attendance: [],
  })
  await town.clerk.client.meetings.addDecision({ meetingId, text: '加装电瓶车棚监控', ownerId: town.people.lead1, ownerName: null, dueOn: '2026-11-26' })
})
const weeks = async (text: string) => (await town.clerk.client.meetings.search({ text })).hits.map((hit) => hit.week)

describe('search', () => {
  it('finds words of one, two and more characters, newest first', async () => {
    expect(await weeks('纠纷')).toEqual(['2026-W46', '2026-W45'])
    expect(await weeks('电瓶')).toEqual(['2026-W47', '2026-W46'])
    expect(await weeks('瓶')).toEqual(['2026-W47', '2026-W46'])
    expect(await weeks('电信诈骗')).toEqual(['2026-W45'])
    expect(await weeks('17起')).toEqual(['2026-W45'])
  })

  it('asks every word, and takes neighbours for neighbours only', async () => {
    expect(await weeks('纠纷 诈骗')).toEqual(['2026-W45'])
    expect(await weeks('纠纷 没有的词')).toEqual([])
    // 电信 and 信诈 and 诈骗 all occur, 电诈 does not.
    expect(await weeks('电诈')).toEqual([])
    expect(await weeks('骗信')).toEqual([])
  })

  it('finds text whatever its width and case, names of people, and nothing for punctuation', async () => {
    expect(await weeks('abc')).toEqual(['2026-W45'])
    expect(await weeks('ＡＢＣ')).toEqual(['2026-W45'])
    expect(await weeks('汪晴明')).toEqual(['2026-W46', '2026-W45'])
    for (const odd of ['“”', '*', '"', '% _', "' OR 1=1 --", 'AND', '(']) expect((await answerOf(town.clerk.client.meetings.search({ text: odd }))).code).toBe('DONE')
    expect(await weeks('“”')).toEqual([])
  })

  it('shows the lines with their hits marked', async () => {
    const [hit] = (await town.clerk.client.meetings.search({ text: '电瓶' })).hits
    expect(hit?.lines).toEqual([{ title: '议定事项', text: '加装电瓶车棚监控（陈晨明）', marks: [[2, 2]] }])
  })

  it('pages by keyset without loss or repetition', async () => {
    const first = await town.clerk.client.meetings.search({ text: '宋海明', limit: 2 })
    const second = await town.clerk.client.meetings.search({ text: '宋海明', limit: 2, after: first.next })
    expect([...first.hits, ...second.hits].map((hit) => hit.week)).toEqual(['2026-W47', '2026-W46', '2026-W45'])
    expect(second.next).toBeNull()
  })

  it('follows additions, corrections and voiding', async () => {
    const meeting = await town.clerk.client.meetings.meeting(town.at('2026-W45'))
    await town.clerk.client.meetings.addition({ meetingId: meeting.meetingId ?? '', text: '补记：消防栓缺水', reason: '漏记' })
    expect(await weeks('消防栓')).toEqual(['2026-W45'])
    const last = await town.clerk.client.meetings.meeting(town.at('2026-W47'))
    await town.clerk.client.meetings.void({ meetingId: last.meetingId ?? '', reason: '登记错了' })
    expect(await weeks('电瓶')).toEqual(['2026-W46'])
  })

  it('stays within the caller\'s grids and communities', async () => {
    expect((await town.lead.client.meetings.search({ text: '纠纷' })).hits.map((hit) => hit.lines.map((line) => line.title))).toEqual([['第一网格纠纷调处'], ['第一网格纠纷调处']])
    expect((await town.lead.client.meetings.search({ text: '诈骗' })).hits).toEqual([])
    const stranger = await town.station.signedIn('grid_chief', { communityId: town.west.id })
    expect((await stranger.client.meetings.search({ text: '纠纷' })).hits).toEqual([])
  })
})

describe('the work calendar', () => {
  it('exempts a week without workdays by itself and keeps the plan on workdays', async () => {
    const board = await town.clerk.client.meetings.board({ fromWeek: '2026-W07', toWeek: '2026-W41', communityId: town.east.id })
    const week = (name: string) => board.weeks.find((one) => one.week === name)
    expect(week('2026-W08')).toMatchObject({ workdays: 0, holidays: ['春节'] })
    expect(week('2026-W40')).toMatchObject({ workdays: 3, holidays: ['国庆节'] })
    expect(week('2026-W41')).toMatchObject({ workdays: 3 })
    goTo(town, '2026-02-10')
    const spring = await town.clerk.client.meetings.meeting(town.at('2026-W08'))
    expect(spring).toMatchObject({ state: 'exempt', plannedOn: null, exemptWords: '春节，本周没有工作日' })
    expect(await answerOf(town.clerk.client.meetings.notice(town.at('2026-W08')))).toMatchObject({ rule: 'no_workday' })
    const planned = async (name: string) => (await town.clerk.client.meetings.meeting(town.at(name))).plannedOn
    // Thursday 1 October is a holiday and no workday follows in its week; Thursday 8 October is a workday again.
    expect(await planned('2026-W40')).toBe('2026-09-30')
    expect(await planned('2026-W41')).toBe('2026-10-08')
    await town.clerk.client.meetings.setWeekday({ communityId: town.east.id, weekday: 0 })
    expect(await planned('2026-W41')).toBe('2026-10-08')
    await town.clerk.client.meetings.setWeekday({ communityId: town.east.id, weekday: 5 })
    // A Saturday that was moved to work.
    expect(await planned('2026-W41')).toBe('2026-10-10')
    await town.clerk.client.meetings.setWeekday({ communityId: town.east.id, weekday: null })
    goTo(town, '2026-11-19')
  })

  it('is replaced year by year from a clerk\'s file, all of it or nothing', async () => {
    const { client } = town.clerk
    const upload = (text: string): string => town.station.services.tickets.acceptUpload({ fileName: '2027年.csv', bytes: Buffer.from(text) })
    expect(await client.meetings.calendar({ year: 2026 })).toMatchObject({ source: 'program', fileName: null })
    expect((await client.meetings.calendar({ year: 2026 })).days).toContainEqual({ on: '2026-10-10', kind: 'workday', name: '国庆节调休' })
    expect(await client.meetings.calendar({ year: 2031 })).toMatchObject({ source: 'weekends' })
    expect(await answerOf(client.meetings.importCalendar({ ticket: upload('日期,类型,名称\n2027-01-01,休,元旦\n2027-02-30,休,没有的日子\n') }))).toMatchObject({ rule: 'calendar_row', message: expect.stringContaining('第3行') as string })
    expect(await answerOf(client.meetings.importCalendar({ ticket: upload('日期,类型,名称\n2027-01-01,,元旦\n') }))).toMatchObject({ rule: 'calendar_row' })
    expect(await answerOf(client.meetings.importCalendar({ ticket: upload('日期,类型,名称\n') }))).toMatchObject({ rule: 'calendar_empty' })
    expect((await client.meetings.calendar({ year: 2027 })).source).not.toBe('file')
    expect(await client.meetings.importCalendar({ ticket: upload('日期,类型,名称\n2027-01-01,休,元旦\n2027年1月2日,休,元旦\n2027/1/3,上班,元旦调休\n') })).toEqual({ years: [2027], holidays: 2, workdays: 1 })
    expect(await client.meetings.calendar({ year: 2027 })).toMatchObject({
      source: 'file', fileName: '2027年.csv',
      days: [{ on: '2027-01-01', kind: 'holiday', name: '元旦' }, { on: '2027-01-02', kind: 'holiday', name: '元旦' }, { on: '2027-01-03', kind: 'workday', name: '元旦调休' }],
    })
  })
})
