import { read, utils } from '@e965/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'
import { attendee, fillAll, goTo, heldAs, openMeetingTownship, signedMeeting, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import { answerOf } from '../../../../tests/stand/small-township'
import { wordParagraphs } from '../../../../tests/stand/zip-parts'
import type { MeetingPaperWanted } from '../../../contract/meetings'
import { chineseOrdinal } from './minutes-paper'
import { weeksOfMonth } from './meeting-papers'

let town: MeetingTownship
beforeAll(async () => {
  town = await openMeetingTownship({ now: Date.parse('2026-10-29T10:00:00+08:00') })
  const before = await town.clerk.client.meetings.hold({ ...town.at('2026-W44'), ...heldAs(town, '2026-10-29') })
  await town.clerk.client.meetings.addDecision({ meetingId: before.meetingId, text: '老粮库巷路灯修复；', ownerId: town.people.lead2, ownerName: null, dueOn: '2026-11-03' })
  goTo(town, '2026-11-05')
  const { meetingId } = await town.clerk.client.meetings.hold({
    ...town.at('2026-W45'),
    ...heldAs(town, '2026-11-05', { chief: { personId: town.people.lead2, substituteReason: '站长外出学习' } }),
    attendance: [attendee(town.people.lead1, 'present'), attendee(town.people.aux1, 'present'), attendee(town.people.aux2, 'leave', { reason: '病假' }), attendee(town.people.head, 'also_present'), attendee(null, 'also_present', { name: '卓来宾', orgText: '镇综治中心' })],
  })
  const page = await town.clerk.client.meetings.meeting(town.at('2026-W45'))
  await fillAll(town.clerk.client, page, { A1: '主要为电信诈骗', A2: '入冬防火。', C1: '电动车电瓶被盗。协调物业加装监控', [`B2/${town.east.grids[1].id}`]: '停车纠纷3起，已化解' })
  await town.clerk.client.meetings.saveDraft({
    ...town.at('2026-W45'),
    cells: [
      { key: 'n/calls', text: '17', version: 0 },
      { key: 'n/criminal', text: '3', version: 0 },
      { key: 'X1/title', text: '换届准备', version: 0 },
      { key: 'X1', text: '核对选民名册', version: 0 },
    ],
  })
  for (const [text, dueOn] of [['联合夜查住人门店', '2026-11-12'], ['划定早市摆摊区', '2026-11-19']] as const) await town.clerk.client.meetings.addDecision({ meetingId, text, ownerId: town.people.lead1, ownerName: null, dueOn })
})
const bytesOf = async (paper: MeetingPaperWanted): Promise<{ fileName: string; bytes: Uint8Array }> => town.station.services.tickets.takeDownload((await town.clerk.client.meetings.export({ paper })).ticket)
const minutes = (): MeetingPaperWanted => ({ kind: 'minutes', ...town.at('2026-W45') })

describe('the minutes in Word', () => {
  it('hold the whole agenda in its order, all decisions, and the people after the body', async () => {
    const { fileName, bytes } = await bytesOf(minutes())
    expect(fileName).toBe('东塘社区_周例会纪要_2026W45_20261105.docx')
    const said = (await wordParagraphs(Buffer.from(bytes))).filter((text) => text !== '')
    const from = said.findIndex((text) => text.includes('主持召开'))
    expect(said.slice(from, from + 32)).toEqual([
      '2026年11月5日（周四）09:30至10:20，田彦君（代站长主持，站长外出学习）、社区民警李向前在警务站会议室主持召开第45周周例会，通报一周社区发案情况和治安动态，听取各基础网格情况，会商突出问题，议定工作措施。现纪要如下：',
      '一、通报',
      '（一）一周社区发案情况：10月26日至11月1日，辖区共接警17起，其中刑事3起。主要为电信诈骗。',
      '（二）治安动态：入冬防火。',
      '二、听取各基础网格情况',
      '（一）第一网格（网格长陈晨明）',
      '1．人员变动：无。',
      '2．纠纷调处：无。',
      '3．社情民意：无。',
      '4．涉稳动态：无。',
      '5．群防群治：无。',
      '（二）第二网格（网格长田彦君）',
      '1．人员变动：无。',
      '2．纠纷调处：停车纠纷3起，已化解。',
      '3．社情民意：无。',
      '4．涉稳动态：无。',
      '5．群防群治：无。',
      '三、会商',
      '（一）突出的治安问题：电动车电瓶被盗。协调物业加装监控。',
      '（二）群众反映强烈的问题：无。',
      '四、其他事项',
      '（一）换届准备：核对选民名册。',
      '五、议定事项',
      '（一）本次会议议定',
      '1．联合夜查住人门店。责任人：陈晨明；完成时限：11月12日。',
      '2．划定早市摆摊区。责任人：陈晨明；完成时限：11月19日。',
      '（二）以前会议转入',
      '1．老粮库巷路灯修复（第44周议定）。责任人：田彦君；完成时限：11月3日。尚未办结。',
      '出席：陈晨明、张雪梅',
      '请假：汪晴明（病假）',
      '列席：牛全福、卓来宾（镇综治中心）',
      expect.stringContaining('主持人（站长）') as string,
    ])
  })

  it('are a draft until both have signed, then the sealed text with its signatures and additions', async () => {
    const { papers } = await town.clerk.client.meetings.paper({ paper: minutes() })
    expect(papers[0]).toMatchObject({ kind: 'document', draft: true, mark: '青禾镇东塘社区警网联动周例会纪要', left: '东塘社区例会〔2026〕45号', right: '2026年11月5日' })
    const own = await openMeetingTownship()
    const meetingId = await signedMeeting(own, '2026-W45', '2026-11-05')
    await own.clerk.client.meetings.addition({ meetingId, text: '更正：夜巡为三次', reason: '笔误' })
    await own.clerk.client.roster.correctCommunity({ communityId: own.east.id, rowVersion: 1, name: '东塘新社区', areaCode: null, stationName: null, policePostName: null })
    const [paper] = (await own.clerk.client.meetings.paper({ paper: { kind: 'minutes', ...own.at('2026-W45') } })).papers
    expect(paper).toMatchObject({ draft: false, mark: '青禾镇东塘社区警网联动周例会纪要', signatures: ['主持人（站长）：宋海明（11月5日签）', '主持人（社区民警）：李向前（11月5日签）', '记录人：陈晨明'] })
    expect(JSON.stringify(paper)).toContain('补充1（2026年11月5日')
  })

  it('number in Chinese as far as a community has grids', () => {
    expect([1, 9, 10, 11, 19, 20, 21, 99].map(chineseOrdinal)).toEqual(['一', '九', '十', '十一', '十九', '二十', '二十一', '九十九'])
  })
})

describe('the sheets', () => {
  const rowsOf = async (paper: MeetingPaperWanted): Promise<Record<string, unknown[][]>> => {
    const book = read((await bytesOf(paper)).bytes)
    return Object.fromEntries(book.SheetNames.map((name) => [name, utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1, blankrows: false })]))
  }

  it('of attendance name hosts, people as recorded, and room to sign; before the meeting, who is expected', async () => {
    const sheet = (await rowsOf({ kind: 'attendance', ...town.at('2026-W45') }))['签到表'] ?? []
    expect(sheet[0]?.[0]).toBe('东塘社区第45周周例会签到表')
    expect(sheet.slice(3, 10).map((row) => row.slice(0, 5))).toEqual([
      [1, '田彦君', '代站长主持', '—', '主持'],
      [2, '李向前', '社区民警', '—', '主持'],
      [3, '陈晨明', '网格长', '第一网格', '出席'],
      [4, '张雪梅', '警辅人员', '第一网格', '出席'],
      [5, '汪晴明', '警辅人员', '第二网格', '请假'],
      [6, '牛全福', '楼道长', '—', '列席'],
      [7, '卓来宾', '镇综治中心', '—', '列席'],
    ])
    const ahead = (await rowsOf({ kind: 'attendance', ...town.at('2026-W46') }))['签到表'] ?? []
    expect(ahead.slice(3, 9).map((row) => row[1])).toEqual(['宋海明', '李向前', '陈晨明', '田彦君', '张雪梅', '汪晴明'])
  })

  it('of supervision list open decisions, overdue first, with a light in words', async () => {
    const sheet = (await rowsOf({ kind: 'supervision', communityId: null }))['督办表'] ?? []
    expect(sheet.slice(3, 6).map((row) => [row[3], row[4], row[8]])).toEqual([
      ['老粮库巷路灯修复；', '田彦君', '红 逾期2天'],
      ['联合夜查住人门店', '陈晨明', '绿 期限内'],
      ['划定早市摆摊区', '陈晨明', '绿 期限内'],
    ])
  })

  it('of the township say who met and who did not, week by week', async () => {
    const book = await rowsOf({ kind: 'overview', month: '2026-11' })
    expect(Object.keys(book)).toEqual(['召开情况', '缺会清单', '未办结事项'])
    const rows = book['召开情况'] ?? []
    expect(rows.find((row) => row[1] === '东塘社区')).toEqual([1, '东塘社区', '11.5', '已排期', '已排期', '已排期', 1, 0, 0, 0, 3, 1])
    goTo(town, '2026-11-16')
    const later = (await rowsOf({ kind: 'overview', month: '2026-11' }))
    expect((later['召开情况'] ?? []).find((row) => row[1] === '西柳村')).toEqual([2, '西柳村', '缺会', '缺会', '已排期', '已排期', 0, 2, 0, 0, 0, 0])
    expect((later['缺会清单'] ?? []).slice(3, 5).map((row) => row.slice(1, 3))).toEqual([['东塘社区', '第46周'], ['西柳村', '第45周']])
    expect(weeksOfMonth('2026-11')).toEqual(['2026-W45', '2026-W46', '2026-W47', '2026-W48'])
    expect(weeksOfMonth('2027-01')).toEqual(['2027-W01', '2027-W02', '2027-W03', '2027-W04'])
    goTo(town, '2026-11-05')
  })

  it('leave a line in the export log', async () => {
    await bytesOf({ kind: 'supervision', communityId: null })
    const rows = town.station.services.database.connection.prepare(`SELECT report, masked FROM export_log ORDER BY id DESC LIMIT 1`).all()
    expect(rows).toEqual([{ report: 'R6 议定事项督办表', masked: 1 }])
    expect(await answerOf(town.lead.client.meetings.export({ paper: { kind: 'supervision', communityId: null } }))).toMatchObject({ code: 'FORBIDDEN' })
  })
})
