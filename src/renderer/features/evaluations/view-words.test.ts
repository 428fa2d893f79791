import { describe, expect, it } from 'vitest'
import type { Duty, EvaluationMonth } from '../../../contract/evaluation-shapes'
import { countWords, monthAtHand, monthLine, openable, shortMonth } from './month-words'
import { reasonPhrases } from './phrase-order'
import { dutyMark, owers, withoutResult } from './progress-words'
import { attentionFaults, nextFault } from './score-fault-walk'
import { suspicion } from './spread-chart'
import { draftFrom, faultOfTemplate, maxX10Of } from './template-draft'
import { floorOf, trendSentence } from './trend-chart'

const month = (change: Partial<EvaluationMonth>): EvaluationMonth => ({
  month: '2026-10', state: 'open', openOn: '2026-10-25', dueOn: '2026-10-31', lockOn: '2026-11-05', locksByItself: true, warnedOn: null, lockedOn: null, lockedBy: null,
  expected: 10, submitted: 0, waived: 0, missing: 10, reopened: [], reopenCount: 0, ...change,
})
const duty = (change: Partial<Duty>): Duty => ({
  kind: 'aux_by_police', communityId: 'C1', community: '春晖社区', gridId: null, grid: null, rateeId: 'R1', ratee: '孙威', raterId: 'P1', rater: '单晓峰', standsInFor: null,
  problem: null, raterLeft: false, state: 'todo', stateReason: null, isProxy: false, enteredBy: null, submittedAt: null, daysLate: 0, ...change,
})

describe('the words of a month', () => {
  it('say what it is and what comes next', () => {
    expect(monthLine(month({}))).toBe('开放，10月31日截止，11月5日自动结账')
    expect(monthLine(month({ state: 'grace', locksByItself: false }))).toBe('10月31日已截止，宽限中，由内勤结账')
    expect(monthLine(month({ state: 'grace', warnedOn: '2026-11-03', missing: 4 }))).toBe('10月31日已截止，宽限中，11月5日自动结账，还缺4张')
    expect(monthLine(month({ state: 'grace', warnedOn: '2026-11-20', missing: 0 }))).toBe('10月31日已截止，宽限中，11月21日自动结账')
    expect(monthLine(month({ state: 'locked', lockedOn: '2026-11-05' }))).toBe('已结账 11月5日')
    expect(monthLine(month({ state: 'reopened', reopened: ['春晖社区'] }))).toBe('重开：春晖社区，改好后再结账')
  })

  it('count the sheets of the month that was read, and of an old one nothing before that', () => {
    const listed = month({ month: '2024-10', state: 'locked', expected: null, submitted: null, waived: null, missing: null })
    expect(countWords(listed, null)).toEqual({ line: '应评—张　已交—　免评—　未交', missing: '—' })
    expect(countWords(listed, month({ month: '2024-11' }))).toEqual({ line: '应评—张　已交—　免评—　未交', missing: '—' })
    expect(countWords(listed, { ...listed, expected: 10, submitted: 7, waived: 1, missing: 2 })).toEqual({ line: '应评10张　已交7　免评1　未交', missing: '2' })
  })

  it('begin with the month that is being scored', () => {
    const list = [month({ month: '2026-11', state: 'not_open' }), month({ month: '2026-10', state: 'grace' }), month({ month: '2026-09', state: 'locked' })]
    expect(monthAtHand(list)).toBe('2026-10')
    expect(monthAtHand(list.filter((each) => each.state !== 'grace'))).toBe('2026-09')
    expect(monthAtHand([])).toBeNull()
    expect(openable(list, '2026-11-05').slice(0, 2)).toEqual(['2026-11', '2026-08'])
    expect(shortMonth('2025-12', '2026-11-05')).toBe('2025年12月')
  })
})

describe('the words of a duty', () => {
  it('say who owes how many and who gets no result', () => {
    const list = [duty({}), duty({ rateeId: 'R2', ratee: '杜世斌', state: 'draft' }), duty({ kind: 'aux_by_grid_chief', rater: null }), duty({ rateeId: 'R3', state: 'submitted' }), duty({ rateeId: 'R4', state: 'waived' })]
    expect(owers(list)).toBe('单晓峰2张、评分人空缺1张')
    expect(withoutResult(list)).toEqual(['春晖社区 孙威', '春晖社区 杜世斌'])
  })

  it('turn red only once they are late', () => {
    expect(dutyMark(duty({}))).toEqual({ light: 'b', word: '未评' })
    expect(dutyMark(duty({ daysLate: 3 }))).toEqual({ light: 'r', word: '未评，逾期3天' })
    expect(dutyMark(duty({ state: 'submitted', isProxy: true, daysLate: 3 }))).toEqual({ light: 'k', word: '已提交，代录' })
    expect(dutyMark(duty({ problem: 'no_rater' })).light).toBe('y')
    expect(dutyMark(duty({ raterLeft: true })).light).toBe('y')
  })
})

describe('a template under the pen', () => {
  const six = draftFrom([{ label: '甲', maxX10: 600, criteria: '' }, { label: '乙', maxX10: 405, criteria: '' }])
  it('must add up to a hundred, each with a name of its own', () => {
    expect(faultOfTemplate(six)).toBe('各项满分合计100.5，应为100。')
    expect(faultOfTemplate(six.map((row, at) => (at === 0 ? { ...row, max: '59.5' } : row)))).toBeNull()
    expect(faultOfTemplate([{ label: ' ', max: '100', criteria: '' }])).toBe('第1项没有名称。')
    expect(faultOfTemplate([{ label: '甲', max: '50', criteria: '' }, { label: '甲 ', max: '50', criteria: '' }])).toBe('「甲」写了两遍。')
    expect([maxX10Of('20'), maxX10Of('0.4'), maxX10Of('1.25'), maxX10Of('二十')]).toEqual([200, null, null, null])
  })
})

describe('charts', () => {
  it('begin below the lowest result and leave a gap where there is none', () => {
    const months = [{ month: '2026-08', finalX100: 8_125, grade: '称职' }, { month: '2026-09', finalX100: null, grade: null }, { month: '2026-10', finalX100: 9_000, grade: '优秀' }]
    expect(floorOf(months)).toBe(70)
    expect(trendSentence('孙威', months)).toBe('孙威有2个月的结果，8月81.25，10月90.00')
    expect(trendSentence('孙威', [])).toBe('孙威十二个月没有结果')
  })
  it('ask about a rater who gives everyone the same', () => {
    expect(suspicion({ sheets: 5, fullMarks: 5, isUniform: true })).toBe('人人满分')
    expect(suspicion({ sheets: 5, fullMarks: 0, isUniform: true })).toBe('人人同分')
    expect(suspicion({ sheets: 2, fullMarks: 2, isUniform: false })).toBeNull()
  })
})

describe('faults of a workbook', () => {
  const fault = (row: number, column: string | null, severity: 'error' | 'normalise' | 'confirm', sheet = '一') => ({ sheet, row, column, header: null, kind: '', severity, message: '', value: '', suggested: null })
  it('are walked in the order of the file, conversions left out', () => {
    const list = attentionFaults([fault(9, 'AA', 'error'), fault(9, 'B', 'confirm'), fault(3, 'B', 'normalise'), fault(2, null, 'error', '二')])
    expect(list).toHaveLength(3)
    const first = nextFault(list, ['一', '二'], null, 1)
    expect(first).toEqual({ sheet: '一', row: 9, column: 'B' })
    expect(nextFault(list, ['一', '二'], first, 1)).toMatchObject({ column: 'AA' })
    expect(nextFault(list, ['一', '二'], first, -1)).toMatchObject({ sheet: '二' })
    expect(nextFault([], ['一'], first, 1)).toBeNull()
  })
})

describe('a sheet that did not come', () => {
  it('is late while the month is open, and simply missing once it is locked', () => {
    const late = duty({ daysLate: 25 })
    expect(dutyMark(late).word).toMatch(/逾期25天/)
    expect(dutyMark(late, true)).toEqual({ light: 'r', word: '没有交' })
    expect(dutyMark(duty({ state: 'locked' }), true).light).toBe('k')
  })
})

describe('the phrases for a reason', () => {
  it('offer the own ones first, those of the dimension before those for any, and no others', () => {
    const phrase = (text: string, phraseId: string | null, dimension: string | null, use: 'reason' | 'comment' = 'reason') => ({ text, phraseId, dimension, use })
    const all = [phrase('程序通用', null, null), phrase('程序本项', null, 'INFO'), phrase('别项', '1', 'DUTY'), phrase('自有通用', '2', null), phrase('评语', '3', null, 'comment'), phrase('自有本项', '4', 'INFO')]
    expect(reasonPhrases(all, 'INFO', '信息报送')).toEqual(['自有本项', '自有通用', '程序本项', '程序通用'])
  })
})
