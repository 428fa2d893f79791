import { describe, expect, it } from 'vitest'
import type { SheetPaper } from '../../contract/paper'
import { cellText, headRows, segmentRows, sumRow, sumsOf } from './paper-rows'

const sheet: SheetPaper = {
  kind: 'sheet', name: '签领表', title: '发放签领表', unit: '某镇', period: '2026年', madeOn: '2026-11-05', measure: '元',
  columns: [
    { head: '序号', kind: 'seq', width: 6, total: { text: '合计' } },
    { head: '姓名', kind: 'text', width: 10 },
    { head: '金额', kind: 'money', width: 12, total: 'sum', group: '奖励' },
    { head: '等次', kind: 'centre', width: 8, group: '奖励' },
  ],
  blocks: [
    { rows: [[1, '曾一', 50_000, '优秀'], [2, '仇二', 30_000, null]], merged: [] },
    { rows: [['甲村', '解三', 700, '—'], ['', '查四', 999, '—']], merged: [0, 2] },
  ],
  emptyText: '没有', note: null, footer: '', signatures: [],
}

describe('rows of a printed paper', () => {
  it('say figures as the workbook does', () => {
    expect(cellText(1_234_567, 'money')).toBe('12,345.67')
    expect(cellText(0.912, 'percent')).toBe('91.20%')
    expect(cellText(0, 'count')).toBe('0')
    expect([cellText(9, 'score1'), cellText(85.8, 'score2'), cellText(null, 'score2'), cellText({ text: '缺', bold: true }, 'count')]).toEqual(['9.0', '85.80', '', '缺'])
  })

  it('span merged cells over the segment, and say a name again after a page end but not a figure', () => {
    const whole = segmentRows(sheet, 1, { from: 0, to: 2, newPage: false })
    expect(whole.map((row) => row.map((cell) => cell && [cell.text, cell.rows]))).toEqual([
      [['甲村', 2], ['解三', 1], ['7.00', 2], ['—', 1]],
      [null, ['查四', 1], null, ['—', 1]],
    ])
    const second = segmentRows(sheet, 1, { from: 1, to: 2, newPage: true })
    expect(second[0]?.map((cell) => cell?.text)).toEqual(['甲村', '查四', '', '—'])
  })

  it('sum a figure that spans rows once, on whichever page', () => {
    const parts = [{ block: 0, segment: { from: 0, to: 2, newPage: false } }, { block: 1, segment: { from: 0, to: 1, newPage: false } }, { block: 1, segment: { from: 1, to: 2, newPage: true } }]
    expect(sumsOf(sheet, parts)).toEqual([null, null, 80_700, null])
    expect(sumsOf(sheet, parts.slice(2))).toEqual([null, null, 0, null])
    expect(sumRow(sheet, sumsOf(sheet, parts), null).map((cell) => cell?.text)).toEqual(['合计', '', '807.00', ''])
    expect(sumRow(sheet, sumsOf(sheet, parts), '本页小计').map((cell) => cell?.text)).toEqual(['本页小计', '', '807.00', ''])
  })

  it('put groups over their columns', () => {
    expect(headRows(sheet.columns)).toEqual([
      [{ text: '序号', columns: 1, rows: 2 }, { text: '姓名', columns: 1, rows: 2 }, { text: '奖励', columns: 2, rows: 1 }],
      [{ text: '金额', columns: 1, rows: 1 }, { text: '等次', columns: 1, rows: 1 }],
    ])
    expect(headRows(sheet.columns.slice(0, 2))).toHaveLength(1)
  })
})
