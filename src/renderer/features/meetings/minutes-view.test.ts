import { expect, test } from 'vitest'
import type { MinutesFigure, MinutesItem } from '../../../contract/meeting-page'
import { agendaParts, attendanceGroups, fillOf, figureWords, gapKeys, neighbourOf, nextGap } from './minutes-view'

const item = (code: string, gridId: string | null = null, more: Partial<MinutesItem> = {}): MinutesItem => ({
  key: gridId === null ? code : `${code}/${gridId}`, code, section: { A: '通报', B: '听取', C: '会商', D: '落实' }[code[0] as 'A'] ?? '其他', title: code,
  gridId, grid: gridId, required: code !== 'D1', text: '', lastWeek: null, filledBy: null, filledAt: null, version: 0, mayEdit: true, ...more,
})
const items = [item('A1'), item('A2'), item('B1', 'g1'), item('B1', 'g2'), item('B2', 'g1'), item('B2', 'g2'), item('C1'), item('D1')]

test('the agenda is gathered in the order of the article', () => {
  const parts = agendaParts(items)
  expect(parts.map((part) => part.heading)).toEqual(['一、通报', '二、听取各基础网格', '三、会商', '四、落实'])
  expect(parts[1]?.lines.map((line) => [line.code, line.items.length, line.perGrid])).toEqual([['B1', 2, true], ['B2', 2, true]])
})

test('无 is an answer, blanks are none', () => {
  const texts: Record<string, string> = { 'B1/g1': '无', 'B1/g2': '  ' }
  const line = agendaParts(items)[1]?.lines[0]
  if (line === undefined) throw new Error('no line')
  expect(fillOf(line, (key) => texts[key] ?? '')).toMatchObject({ filled: 1, of: 2, done: false, words: '1/2格' })
  expect(gapKeys(items, (key) => texts[key] ?? '')).toEqual(['A1', 'A2', 'B1/g2', 'B2/g1', 'B2/g2', 'C1'])
})

test('F8 goes to the next gap and round', () => {
  const order = items.map((one) => one.key)
  expect(nextGap(order, ['A2', 'C1'], 'B1/g1', 1)).toBe('C1')
  expect(nextGap(order, ['A2', 'C1'], 'C1', 1)).toBe('A2')
  expect(nextGap(order, ['A2', 'C1'], 'B1/g1', -1)).toBe('A2')
  expect(nextGap(order, ['A2', 'C1'], 'A2', -1)).toBe('C1')
  expect(nextGap(order, ['A2'], null, 1)).toBe('A2')
  expect(nextGap(order, [], 'A1', 1)).toBeNull()
})

test('Alt and an arrow walk the agenda, and stop at its ends', () => {
  const order = items.map((one) => one.key)
  expect(neighbourOf(order, 'B1/g2', 1)).toBe('B2/g1')
  expect(neighbourOf(order, 'A1', -1)).toBeNull()
  expect(neighbourOf(order, null, 1)).toBe('A1')
})

test('a count tells where each of its numbers comes from', () => {
  const figure: MinutesFigure = { key: 'n/calls', code: 'A1', gridId: null, label: '接警', unit: '起', value: 17, typed: true, known: 16, lastWeek: 9, yearAgo: null, source: null, lastWeekSource: '第44周纪要', yearAgoSource: null, version: 1, mayEdit: true }
  expect(figureWords(figure)).toBe('本周来源：手工填写，程序统计16　上周9起（第44周纪要）　去年同周—')
})

test('attendance is told by status, with reasons and proxies', () => {
  const person = { personId: null, post: null, grid: null, orgText: null, proxyForId: null, proxyFor: null, reason: null, inPost: true }
  expect(
    attendanceGroups([
      { ...person, name: '陈晨', status: 'present' },
      { ...person, name: '程丽娜', status: 'leave', reason: '事假' },
      { ...person, name: '汪晴', status: 'proxy', proxyFor: '程丽娜' },
    ]),
  ).toEqual([
    { word: '出席', count: 1, names: '陈晨' },
    { word: '代会', count: 1, names: '汪晴（代程丽娜）' },
    { word: '请假', count: 1, names: '程丽娜（事假）' },
  ])
})
