import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf } from '../../../../tests/stand/small-township'
import { goTo, openMeetingTownship, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import type { Client } from '../../../../tests/stand/station'
import type { MinutesPreview } from '../../../contract/meetings-import'

let township: MeetingTownship
let client: Client
beforeEach(async () => {
  township = await openMeetingTownship()
  client = township.clerk.client
})

interface Parts {
  community?: string
  week?: string
  day?: string
  head?: string
  grids?: string
  measures?: string
}
const written = ({ community = '东塘社区', week = '第45周', day = '11月5日', head = '', grids = '人员变动：各网格均无。\n纠纷调处：第一网格调处1起；第二网格无。', measures = '1.清理楼道，由陈晨明负责，11月12日前完成。' }: Parts = {}): string =>
  `${community}例会纪要（2026年${week}）\n时间：${day}9:30　地点：警务站\n主持：站长宋海明　民警李向前　记录：张雪梅\n出席：陈晨明、田彦君、张雪梅　请假：汪晴明（病假）\n${head}\n一、发案情况：辖区共接警17起，其中刑事3起。\n治安动态：平稳。\n二、听取\n${grids}\n三、会商\n突出治安问题：无\n群众反映强烈问题：无\n四、工作措施\n${measures}\n`

const preview = async (text: string, corrections: Parameters<Client['meetingsImport']['preview']>[0]['corrections'] = [], as = client): Promise<MinutesPreview[]> => (await as.meetingsImport.preview({ text, ticket: null, corrections })).minutes
const one = async (text: string, as = client): Promise<MinutesPreview> => {
  const [first] = await preview(text, [], as)
  if (!first) throw new Error('nothing was read')
  return first
}
const commit = (text: string, more: Partial<Parameters<Client['meetingsImport']['commit']>[0]> = {}, as = client) => as.meetingsImport.commit({ text, source: '粘贴', only: null, ...more })
const page = (week = '2026-W45', communityId = township.east.id) => client.meetings.meeting({ communityId, week })
const reasons = (read: MinutesPreview): string[] => read.refusals.map(({ rule }) => rule)

describe('minutes that fit', () => {
  it('are ready, and stored as minuted with every part in its place', async () => {
    const text = written()
    expect(await one(text)).toMatchObject({ verdict: 'ready', refusals: [], doubts: [], community: '东塘社区', week: '2026-W45', heldOn: '2026-11-05', unplaced: [] })
    const { stored, refused } = await commit(text)
    expect([stored.length, refused]).toEqual([1, []])
    const { state, heldOn, startTime, place, chief, officer, recorder, items, attendance, decisions, signatures } = await page()
    expect([state, heldOn, startTime, place, chief.personId, officer.personId, recorder?.name, signatures]).toEqual(['minuted', '2026-11-05', '09:30', '警务站', township.people.chief, township.people.officer, '张雪梅', []])
    const said = (key: string) => items.find((item) => item.key === key)?.text
    const [first, second] = township.east.grids
    expect([said('A1'), said('C1')]).toEqual(['辖区共接警17起，其中刑事3起。', '无'])
    expect([said(`B1/${first.id}`), said(`B1/${second.id}`), said(`B2/${first.id}`), said(`B2/${second.id}`)]).toEqual(['各网格均无', '各网格均无', '调处1起', '无'])
    expect(attendance.map(({ personId, status, reason }) => [personId, status, reason])).toEqual(
      expect.arrayContaining([[township.people.lead1, 'present', null], [township.people.aux2, 'leave', '病假']]),
    )
    expect(decisions).toMatchObject([{ text: '清理楼道', ownerId: township.people.lead1, dueOn: '2026-11-12', state: 'open' }])
  })

  it('are found by the search and carried like any other', async () => {
    await commit(written())
    expect((await client.meetings.search({ text: '楼道', limit: 10 })).hits).toHaveLength(1)
    goTo(township, '2026-11-12')
    expect((await page('2026-W46')).carried).toMatchObject([{ text: '清理楼道' }])
  })
})

describe('what does not fit', () => {
  const refusals = async (parts: Parts): Promise<string[]> => reasons(await one(written(parts)))

  it.each<[string, Parts, string[]]>([
    ['an unknown community', { community: '北塘社区' }, ['unknown_community']],
    ['a day outside its week', { day: '11月9日' }, ['I28']],
    ['a day that is to come', { week: '第45周', day: '11月6日' }, ['future_day']],
    ['no day', { day: '上周' }, ['day_missing']],
    ['a due date before the meeting', { measures: '1.清理楼道，由陈晨明负责，11月1日前完成。' }, ['due_before_meeting']],
  ])('%s is refused with the reason and the way out', async (_, parts, expected) => {
    const read = await one(written(parts))
    expect([reasons(read), read.verdict]).toEqual([expected, 'refused'])
    expect(read.refusals.every(({ reason }) => /。.+。$/.test(reason))).toBe(true)
    expect(await answerOf(commit(written(parts)))).toMatchObject({ code: 'REFUSED', rule: 'nothing_to_import' })
    expect((await client.meetings.search({ text: '楼道', limit: 10 })).hits).toEqual([])
  })

  it('a second meeting in the week, in the store or in the text, is refused', async () => {
    const twice = await preview(`${written()}\n————————\n${written({ day: '11月3日' })}`)
    expect(twice.map(reasons)).toEqual([[], ['twice_in_file']])
    await commit(written())
    expect(await refusals({ day: '11月3日' })).toEqual(['I28'])
  })

  it('an exempt week is refused until the exemption is taken back', async () => {
    const at = township.at('2026-W44')
    await client.meetings.exempt({ ...at, kind: 'other', reason: '换届选举' })
    const parts = { week: '第44周', day: '10月29日', measures: '无' }
    expect(await refusals(parts)).toEqual(['exempt'])
    await client.meetings.unexempt({ ...at, reason: '登记错了' })
    expect(await refusals(parts)).toEqual([])
  })

  it('text that is no minutes is refused', async () => {
    expect(reasons(await one('今天晚上七点开会，带好笔记本。'))).toEqual(['no_agenda', 'community_missing', 'day_missing'])
    expect(await answerOf(preview('  '))).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('leaves the others to be stored', async () => {
    const text = [written(), written({ community: '北塘社区' }), written({ week: '第44周', day: '10月29日', measures: '无' })].join('\n————————\n')
    const { stored, refused } = await commit(text)
    expect(stored.map(({ index, week }) => [index, week])).toEqual([[0, '2026-W45'], [2, '2026-W44']])
    expect(refused).toMatchObject([{ index: 1, community: '北塘社区' }])
    expect([(await page()).state, (await page('2026-W44')).state]).toEqual(['minuted', 'minuted'])
  })

  it('only what is chosen is stored', async () => {
    const text = [written(), written({ week: '第44周', day: '10月29日', measures: '无' })].join('\n————————\n')
    expect((await commit(text, { only: [1] })).stored.map(({ index }) => index)).toEqual([1])
    expect((await page()).state).toBe('planned')
  })
})

describe('what is put right by hand', () => {
  it('counts in the preview and in the store', async () => {
    const text = written({ community: '北塘社区', day: '11月9日' })
    const corrections = [{ index: 0, communityId: township.east.id, heldOn: '2026-11-04' }]
    expect(await preview(text, corrections)).toMatchObject([{ verdict: 'ready', community: '东塘社区', heldOn: '2026-11-04', week: '2026-W45' }])
    expect((await commit(text, { corrections })).stored).toHaveLength(1)
    expect((await page()).heldOn).toBe('2026-11-04')
  })
})

describe('what must be looked at', () => {
  it('people who are not in post that day are named, and stand against signing', async () => {
    const text = written().replaceAll('田彦君', '高景明').replace('站长宋海明', '站长田彦君')
    const read = await one(text)
    expect(read.verdict).toBe('doubt')
    expect(read.doubts.join()).toContain('田彦君当天不是站长（花名册为宋海明），按代为主持存下')
    expect(read.doubts.join()).toContain('高景明当天不在本村(社区)花名册')
    expect(read.attendance.map(({ name, inPost }) => [name, inPost])).toContainEqual(['高景明', false])
    await commit(text)
    expect((await page()).problems.join()).toContain('高景明')
  })

  it('a lead who left before the meeting is not in post, one who left after it is', async () => {
    await client.roster.change({ communityId: township.east.id, gridId: township.east.grids[1].id, post: 'aux_police', onDate: '2026-11-05', outgoingAssignmentId: township.aux2Assignment, incoming: null, isActing: false, docNo: null, reason: '调离' })
    expect((await one(written())).doubts.join()).toContain('汪晴明')
    expect((await one(written({ day: '11月4日' }))).doubts).toEqual([])
  })

  it('grids that the community does not have, and text under no heading, are kept as a further item', async () => {
    const text = written({ grids: '人员变动：第一网格无；第二网格无；第九网格搬来3户。\n社情民意：村口要修路。' }).replace('四、工作措施', '五、慰问安排\n慰问老党员三户。\n六、工作措施')
    const read = await one(text)
    expect(read.doubts.join()).toContain('没有第九网格')
    expect(read.unplaced.map((rest) => rest.text)).toEqual(['五、慰问安排', '慰问老党员三户。'])
    await commit(text)
    const further = (await page()).items.find((item) => item.code === 'X1')
    expect(further).toMatchObject({ title: '其他内容' })
    expect(further?.text.split('\n')).toEqual(['第九网格人员变动：搬来3户', '社情民意：村口要修路', '五、慰问安排', '慰问老党员三户。'])
  })

  it('decisions without an owner or a date are counted', async () => {
    expect((await one(written({ measures: '1.清理楼道。\n2.走访，由陈晨明负责。' }))).doubts).toEqual(['2项议定事项缺责任人或时限，签字前补上。'])
  })
})

describe('who imports', () => {
  it('chief and officer for their own community only; a grid lead never', async () => {
    const both = `${written()}\n————————\n${written({ community: '西柳村' })}`
    for (const as of [township.chief.client, township.officer.client]) expect((await preview(both, [], as)).map(reasons)).toEqual([[], ['out_of_reach']])
    const elsewhere = (await preview(both, [], township.officer.client))[1]
    expect([elsewhere?.attendance.every(({ inPost }) => inPost === null), elsewhere?.doubts.filter((doubt) => /花名册/.test(doubt))]).toEqual([true, []])
    expect((await commit(both, {}, township.officer.client)).refused).toMatchObject([{ index: 1, community: '西柳村' }])
    for (const call of [() => one(written(), township.lead.client), () => commit(written(), {}, township.lead.client)]) expect(await answerOf(call())).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('a file is read from its ticket once', async () => {
    const ticket = township.station.services.tickets.acceptUpload({ fileName: '第45周.txt', bytes: Buffer.from(`\uFEFF${written()}`) })
    const read = await client.meetingsImport.preview({ text: null, ticket })
    expect([read.source, read.text, read.minutes.length]).toEqual(['第45周.txt', written(), 1])
    expect(await answerOf(client.meetingsImport.preview({ text: null, ticket }))).toMatchObject({ code: 'FILE_REFUSED' })
  })
})
