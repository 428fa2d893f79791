import { describe, expect, test } from 'vitest'
import { minutesByHand, writtenToday } from '../../tests/stand/minutes-by-hand'
import { attendanceWords } from './meeting-state'
import { readMinutes, readWithSource, splitPasted, type ReadMinutes } from './minutes-text'
import { MinutesSource } from './minutes-text-source'

const today = '2026-11-25'
const only = (text: string, options: { today?: string; communities?: string[] } = {}): ReadMinutes => {
  const [first, ...more] = readMinutes(text, { today, ...options })
  expect(more).toEqual([])
  if (!first) throw new Error('nothing was read')
  return first
}
const shown = (read: ReadMinutes) => ({
  head: [read.community, read.week, read.heldOn, read.startTime, read.place, read.chief, read.officer, read.recorder].map((part) => part ?? '—').join(' '),
  people: read.attendance.map((one) => `${attendanceWords[one.status]}${one.name}${one.reason === null ? '' : `（${one.reason}）`}${one.proxyFor === null ? '' : `代${one.proxyFor}`}`).join(' '),
  items: read.items.map((item) => `${item.code} ${item.grid ?? '—'} ${item.text}`),
  decisions: read.decisions.map((decision) => `${decision.text} ${decision.owner ?? '—'} ${decision.dueOn ?? '—'}`),
  unplaced: read.unplaced.map(({ text }) => text),
})

describe('minutes of many hands', () => {
  test.each(minutesByHand.map((one) => [one.name, one] as const))('%s', (_, { text, meetings }) => {
    expect(readMinutes(text, { today: writtenToday }).map(shown)).toEqual(meetings)
  })
})

describe('day and week', () => {
  const dates = (title: string, time: string, on = today) => {
    const { heldOn, week } = only(`${title}\n时间：${time}\n主持：沈国梁、韩立新\n一、发案情况：无`, { today: on })
    return [heldOn, week]
  }
  test.each([
    ['a year in the heading', '东塘社区2025年第45周例会纪要', '11月4日', ['2025-11-04', '2025-W45']],
    ['a week without a year', '东塘社区第45周例会纪要', '11月4日', ['2025-11-04', '2025-W45'], '2026-09-01'],
    ['neither week nor year: the latest not in the future', '东塘社区例会纪要', '11月26日', ['2025-11-26', '2025-W48']],
    ['today itself', '东塘社区例会纪要', '11月25日', ['2026-11-25', '2026-W48']],
    ['the week decides between years', '东塘社区第44周例会纪要', '11月1日', ['2026-11-01', '2026-W44']],
    ['week 1 reaches back into December', '东塘社区2026年第1周例会纪要', '12月30日', ['2025-12-30', '2026-W01']],
    ['week 53', '东塘社区2026年第53周例会纪要', '1月2日', ['2027-01-02', '2026-W53'], '2027-02-01'],
    ['a weekday alone', '东塘社区2026年第45周例会纪要', '周四上午9点', ['2026-11-05', '2026-W45']],
    ['the week from its days', '东塘社区例会（11.2-11.8）', '11.5 周四', ['2026-11-05', '2026-W45']],
    ['Chinese numerals', '东塘社区例会纪要', '二〇二六年十一月五日', ['2026-11-05', '2026-W45']],
    ['a written year wins over the latest', '东塘社区例会纪要', '2024/2/29', ['2024-02-29', '2024-W09']],
  ] as const)('%s', (_, title, time, expected, on: string = today) => {
    expect(dates(title, time, on)).toEqual(expected)
  })

  test('what contradicts itself is kept as written and said', () => {
    const read = only('东塘社区2026年第46周例会纪要\n时间：2026年11月5日（星期五）\n主持：沈国梁、韩立新\n一、发案情况：无\n二、工作措施\n1.清查，责任人：马军，11月1日前')
    expect([read.heldOn, read.week]).toEqual(['2026-11-05', '2026-W46'])
    expect(read.doubts).toEqual(['召开日期2026-11-05不在2026年第46周。', '2026-11-05不是周五。', '“清查”的时限2026-11-01早于会议日期。'])
  })

  test('a day that the calendar does not have is not taken for one', () => {
    const read = only('东塘社区例会纪要\n时间：2026年2月30日\n主持：沈国梁、韩立新\n一、发案情况：无')
    expect(read.heldOn).toBeNull()
    expect(read.unplaced.map(({ text }) => text)).toEqual(['2026年2月30日'])
  })
})

describe('decisions', () => {
  const decision = (line: string) => {
    const read = only(`东塘社区例会纪要\n时间：2026年12月17日\n主持：沈国梁、韩立新\n出席：马军、孙玉兰\n一、发案情况：无\n四、工作措施\n${line}`)
    return read.decisions.map(({ text, owner, dueOn }) => [text, owner, dueOn])
  }
  test.each([
    ['1.清查出租房。责任人：马军；完成时限：12月20日。', ['清查出租房', '马军', '2026-12-20']],
    ['1、清查出租房（责任人 马军，12月20日前）', ['清查出租房', '马军', '2026-12-20']],
    ['（1）清查出租房，由马军负责，12月20日前完成。', ['清查出租房', '马军', '2026-12-20']],
    ['①由马军、孙玉兰负责清查出租房，于12月20日前完成；', ['清查出租房', '马军、孙玉兰', '2026-12-20']],
    ['1.清查出租房（马军，1月5日前）', ['清查出租房', '马军', '2027-01-05']],
    ['1.清查出租房，民警韩立新牵头，下周三前办结', ['清查出租房', '韩立新', '2026-12-23']],
    ['1.清查出租房【责任单位：村委会】【时限：月底】', ['清查出租房', '村委会', '2026-12-31']],
    ['1.12月20日前由马军负责清查出租房', ['清查出租房', '马军', '2026-12-20']],
    ['- 清查出租房　马军　三日内', ['清查出租房', '马军', '2026-12-20']],
    ['1.长期坚持清查出租房，责任人：马军', ['长期坚持清查出租房', '马军', null]],
    ['1.对12月3日发生的盗窃案回访。责任人：马军', ['对12月3日发生的盗窃案回访', '马军', null]],
  ] as const)('%s', (line, expected) => {
    expect(decision(line)).toEqual([expected])
  })

  test('prose between them stays text of D1', () => {
    const read = only('东塘社区例会纪要\n时间：2026年12月17日\n主持：沈国梁、韩立新\n四、工作措施\n会议要求各网格抓好落实。\n1.清查出租房。责任人：马军')
    expect(read.items).toEqual([{ code: 'D1', grid: null, text: '会议要求各网格抓好落实。' }])
    expect(read.decisions).toHaveLength(1)
  })
})

describe('people', () => {
  test('known communities are found by their stem, unknown ones kept as written', () => {
    expect(only('东塘警务站例会纪要\n时间：11月5日\n一、发案情况：无', { communities: ['东塘社区', '西柳村'] }).community).toBe('东塘社区')
    expect(only('北塘社区例会纪要\n时间：11月5日\n一、发案情况：无', { communities: ['东塘社区'] }).community).toBe('北塘社区')
  })

  test('leave, absence, proxies and posts', () => {
    const read = only('东塘社区例会纪要\n时间：11月5日\n出席：网格长：孙玉兰、李　敏；王芳（代何静）（共3人）\n请假：何静（病假）、马军 公出\n缺席：吴涛\n列席：张主任（镇综治中心）、物业代表\n一、发案情况：无')
    expect(read.attendance.map(({ name, status, reason, proxyFor }) => [name, status, reason, proxyFor])).toEqual([
      ['孙玉兰', 'present', null, null],
      ['李敏', 'present', null, null],
      ['王芳', 'proxy', null, '何静'],
      ['何静', 'leave', '病假', null],
      ['马军', 'leave', '公出', null],
      ['吴涛', 'absent', null, null],
      ['张主任', 'also_present', null, null],
    ])
    expect(read.attendance.at(-1)?.post).toBe('镇综治中心')
    expect(read.unplaced.map(({ text }) => text).join()).toContain('物业代表')
  })

  test("a lead's name stands for the grid where the roster says so", () => {
    const text = '东塘社区例会纪要\n时间：11月5日\n二、各网格汇报\n孙玉兰：人员变动，无；纠纷调处，2起。\n马军：人员变动，搬来1户。'
    const leads = [{ community: '东塘社区', name: '孙玉兰', grid: '第一网格' }, { community: '西柳村', name: '马军', grid: '第九网格' }]
    const read = readMinutes(text, { today, communities: ['东塘社区'], leads })[0]
    expect(read?.items.slice(0, 1)).toEqual([{ code: 'B1', grid: '第一网格', text: '无' }])
    expect(JSON.stringify(read)).not.toContain('第九网格')
    expect(JSON.stringify(read)).toContain('马军')
  })
})

test('a paste into an open meeting gives the meeting’s own part', () => {
  const two = minutesByHand.find((one) => one.meetings.length === 2)
  const pasted = splitPasted(two?.text ?? '', { community: '西柳村', week: '2026-W46', heldOn: '2026-11-11' }, today)
  expect(pasted.items.find((item) => item.code === 'B2' && item.grid === '第二网格')?.text).toBe('邻里纠纷1起')
  const bare = splitPasted('突出治安问题：电动车被盗\n群众反映强烈问题：停车难\n工作措施：\n1.加装监控，马军负责，本周五前', { community: '东塘社区', week: '2026-W45', heldOn: '2026-11-03' }, today)
  expect(bare.items.map(({ code, text }) => `${code} ${text}`)).toEqual(['C1 电动车被盗', 'C2 停车难'])
  expect(bare.decisions).toMatchObject([{ text: '加装监控', owner: '马军', dueOn: '2026-11-06' }])
})

test('a line that says again what is read already is accounted for, one that says otherwise is shown', () => {
  const source = new MinutesSource('地点：社区议事厅\n地点：社区议事厅\n记录人：马军\n社区：东塘社区\n社区：东塘社区\n记录人：马　军。\n地点：村委会')
  const [read] = readWithSource(source, { today })
  expect(read).toMatchObject({ place: '社区议事厅', recorder: '马军', community: '东塘社区', title: null })
  expect(source.repetitions).toEqual(['社区议事厅', '东塘社区', '马　军。'])
  expect(read?.unplaced.map(({ text }) => text)).toEqual(['村委会'])
})

test('a due date is kept as written, and a second one of the same decision beside it', () => {
  const below = (lines: string) => only(`东塘社区例会纪要\n时间：2026年11月3日\n四、议定事项\n${lines}`).decisions.map(({ text, dueOn, dueWords }) => [text, dueOn, dueWords])
  expect(below('1.清查出租房，时限：１１月１２日')).toEqual([['清查出租房', '2026-11-12', '１１月１２日']])
  expect(below('序号\t事项\t责任人\t完成时限\n1\t清查出租房\t马军\t尽快\n时限：11月12日')).toEqual([['清查出租房', '2026-11-12', '尽快，11月12日']])
})

test('nothing is read from nothing', () => {
  for (const text of ['', ' \n\u3000\n', '————————\n\n']) expect(readMinutes(text, { today })).toEqual([])
})
