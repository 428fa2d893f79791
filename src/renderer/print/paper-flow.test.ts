import { describe, expect, it } from 'vitest'
import type { DocumentPaper, SheetPaper } from '../../contract/paper'
import { documentFlow, pagesOf, unitsOf } from './paper-flow'

const minutes: DocumentPaper = {
  kind: 'document', name: '纪要', mark: '纪要', left: '', right: '', title: null, signatures: [],
  blocks: [
    { kind: 'heading', level: 1, text: '一、通报' },
    { kind: 'heading', level: 2, text: '（一）发案' },
    { kind: 'paragraph', text: '一。\n二。' },
    { kind: 'table', head: ['网格'], widths: [1], rows: [['第一网格'], ['第二网格']] },
    { kind: 'paragraph', text: '句子结束。'.repeat(300) },
  ],
}
const table = (rows: number): SheetPaper => ({
  kind: 'sheet', name: '表', title: '表', unit: '', period: '', madeOn: '2026-11-05', measure: '元', columns: [{ head: '序号', kind: 'seq', width: 8 }],
  blocks: Array.from({ length: rows }, (_, at) => ({ rows: [[at]], merged: [] })), emptyText: '', note: null, footer: '', signatures: [],
})

describe('the flow of running text', () => {
  it('keeps headings with what follows, and a table together', () => {
    expect(documentFlow(minutes).slice(0, 3).map((lines) => lines.map(({ kind }) => kind))).toEqual([['heading', 'heading', 'paragraph'], ['paragraph'], ['row', 'row', 'row']])
  })

  it('cuts a long paragraph at full stops and loses nothing', () => {
    const long = documentFlow(minutes).slice(3).flat().map((line) => ('text' in line ? line.text : ''))
    expect(long.length).toBeGreaterThan(2)
    expect(long.join('')).toBe('句子结束。'.repeat(300))
    expect(long.every((piece) => piece.endsWith('。'))).toBe(true)
  })
})

describe('pages', () => {
  it('hold every row once, in order, the head repeated on each page of a table', () => {
    const paper = table(25)
    const pages = pagesOf(paper, { units: unitsOf(paper).map(() => [30]), head: 100, tail: 50 }, 400)
    expect(pages.map(({ parts }) => parts.length)).toEqual([10, 10, 5])
    expect(pages.flatMap(({ parts }) => parts.map(({ block }) => block))).toEqual(Array.from({ length: 25 }, (_, at) => at))
    expect([pages[0]?.first, pages[0]?.last, pages[2]?.last]).toEqual([true, false, true])
  })

  it('count the head of running text on the first page alone', () => {
    const paper: DocumentPaper = { ...minutes, blocks: Array.from({ length: 12 }, () => ({ kind: 'paragraph', text: '一。' })) }
    const pages = pagesOf(paper, { units: unitsOf(paper).map(() => [50]), head: 200, tail: 0 }, 400)
    expect(pages.map(({ parts }) => parts.length)).toEqual([4, 8])
  })

  it('are one where there is nothing to print but the head', () => {
    expect(pagesOf(table(0), { units: [], head: 10, tail: 10 }, 400)).toEqual([{ parts: [], first: true, last: true }])
  })
})
