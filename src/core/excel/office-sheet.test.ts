import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { zipParts } from '../../../tests/stand/zip-parts'
import { textPoints } from './office-page'
import { officeWorkbook } from './office-sheet'
import type { FormPaper, SheetPaper } from '../../contract/paper'
import { sheetName } from './sheet-name'

const sheet = (over: Partial<SheetPaper>): SheetPaper => ({
  kind: 'sheet',
  name: '表',
  title: '某镇报表',
  unit: '某镇',
  period: '2026年10月',
  madeOn: '2026-11-01',
  measure: '元',
  columns: [
    { head: '序号', kind: 'seq', width: 6, total: { text: '合计' } },
    { head: '事由', kind: 'text', width: 30 },
    { head: '金额', kind: 'money', width: 14, total: 'sum' },
    { head: '比率', kind: 'percent', width: 10, total: { text: '—' } },
    { head: '日期', kind: 'date', width: 12 },
    { head: '证号', kind: 'numberText', width: 22 },
  ],
  blocks: [],
  emptyText: '没有记录',
  note: null,
  footer: 'A & B',
  signatures: ['制表人：', '审核人（网格工作站站长）：', '社区民警：', '单位（盖章）：'],
  ...over,
})
const row = (index: number) => ({ rows: [[index, '巡查发现燃气泄漏', 12_345 + index, 0.5, '2026-10-31', '000000000000000000']], merged: [] })

describe('office sheets', () => {
  it('writes money from fen, percent, dates and numbers as text, with a stored sum', async () => {
    const book = read(await officeWorkbook([sheet({ blocks: [row(1), row(2)] })]), { cellNF: true, cellFormula: true })
    const first = book.Sheets['表'] ?? {}
    expect(first['C4']).toMatchObject({ v: 123.46, z: '#,##0.00', w: '123.46' })
    expect(first['D4']).toMatchObject({ v: 0.5, w: '50.00%' })
    expect(first['E4']).toMatchObject({ w: '2026-10-31' })
    expect(first['F4']).toMatchObject({ t: 's', v: '000000000000000000', z: '@' })
    expect(first['C6']).toMatchObject({ f: 'SUM(C4:C5)', v: 246.93 })
    expect(first['A6']?.v).toBe('合计')
    expect(['A7', 'C7', 'D7', 'F7'].map((at) => first[at]?.v).filter((text) => text !== undefined).length).toBeGreaterThanOrEqual(2)
  })

  it('writes in 宋体, so that widths are counted and new cells look as the rest', async () => {
    const book = read(await officeWorkbook([sheet({ blocks: [row(1)] })]), { bookFiles: true, cellStyles: true })
    const files = (book as unknown as { files: Record<string, { content: Uint8Array }> }).files
    const entry = Object.entries(files).find(([name]) => name.endsWith('xl/styles.xml'))?.[1]
    const xml = new TextDecoder().decode(entry?.content)
    expect(/<font>.*?<\/font>/s.exec(xml)?.[0]).toContain('宋体')
    expect(xml).not.toContain('Calibri')
  })

  it('gives sheets names that Excel takes, each once', async () => {
    const taken = new Set<string>()
    expect(sheetName('甲/乙:丙[丁]*?', taken)).toBe('甲 乙 丙 丁')
    expect(sheetName('长'.repeat(40), taken)).toBe('长'.repeat(31))
    expect(sheetName('长'.repeat(40), taken)).toBe(`${'长'.repeat(28)}（2）`)
    expect(sheetName("'History'", taken)).toBe('表')
    expect(sheetName('', taken)).toBe('表（2）')
    const book = read(await officeWorkbook([sheet({}), sheet({}), sheet({ name: '表' })]))
    expect(book.SheetNames).toEqual(['表', '表（2）', '表（3）'])
  })

  it('sums each page and the whole without counting twice', async () => {
    const blocks = Array.from({ length: 60 }, (_, index) => row(index))
    const book = read(await officeWorkbook([sheet({ blocks, pageSubtotals: true })]), { cellFormula: true })
    const first = book.Sheets['表'] ?? {}
    const rows = Object.keys(first).filter((at) => /^C\d+$/.test(at)).map((at) => Number(at.slice(1)))
    const formulas = rows.flatMap((at) => (first[`C${at}`]?.f ? [{ at, formula: String(first[`C${at}`]?.f), value: first[`C${at}`]?.v as number, called: first[`A${at}`]?.v as string | undefined, beside: first[`B${at}`]?.v as string | undefined }] : []))
    const subtotals = formulas.filter(({ beside, called }) => called === '本页小计' || beside === '本页小计')
    const total = formulas.find(({ called }) => called === '合计')
    const whole = blocks.reduce((sum, _, index) => sum + 12_345 + index, 0) / 100
    expect(subtotals.length).toBeGreaterThan(1)
    expect(formulas.every(({ formula }) => formula.startsWith('SUBTOTAL(9,'))).toBe(true)
    expect(subtotals.reduce((sum, one) => sum + Math.round(one.value * 100), 0) / 100).toBe(whole)
    expect(total?.value).toBe(whole)
  })

  it('draws a form with its labels, room for the hand, and 草表 while figures may change', async () => {
    const form: FormPaper = {
      kind: 'form',
      name: '审批表',
      title: '奖励审批表',
      draft: true,
      left: '编号：JL-0001',
      right: '2026年11月5日',
      widths: [12, 18, 12, 18],
      rows: [
        { cells: [{ text: '事由', label: true, span: 1 }, { text: '=1+1', span: 3 }] },
        { cells: [{ text: '审批意见', label: true, span: 1 }, { text: '', span: 3 }], height: 6 },
      ],
      note: '本表一式两份。',
      signatures: ['经办人：', '日期：'],
    }
    const book = read(await officeWorkbook([form], { unit: '某镇', madeOn: '2026-11-05' }), { cellStyles: true })
    const paper = book.Sheets['审批表'] ?? {}
    expect(['A1', 'A2', 'C2', 'A3', 'B3', 'A5', 'A6', 'C6'].map((at) => paper[at]?.v as unknown)).toEqual(['奖励审批表（草表）', '编号：JL-0001', '2026年11月5日', '事由', '=1+1', '本表一式两份。', '经办人：', '日期：'])
    expect(paper['B3']?.f).toBeUndefined()
    expect(paper['!merges']).toContainEqual({ s: { r: 2, c: 1 }, e: { r: 2, c: 3 } })
    expect(paper['!rows']?.[3]?.hpt).toBeGreaterThan(100)
  })

  it('lets ten thousand rows leave time for others', async () => {
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 1)
    const bytes = await officeWorkbook([sheet({ blocks: Array.from({ length: 10_000 }, (_, index) => row(index)) })])
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(3)
    const rows = utils.sheet_to_json(read(bytes).Sheets['表'] ?? {}, { header: 1 })
    expect(rows.length).toBe(10_000 + 3 + 2)
  })
})

describe('row heights', () => {
  it('grows a row with its text', () => {
    expect(textPoints('短', 80)).toBe(22)
    expect(textPoints('一二三四五六七八九十一二三四五六七八九十', 80)).toBeGreaterThan(50)
    expect(textPoints('长'.repeat(5_000), 80)).toBe(409)
  })
})

describe('what XML cannot hold', () => {
  const spoilt = (text: string): string => `${text}\uFFFE\uFFFF\u0000\u0008\u000B\uD800`
  /** XML 1.0, production Char, over the bytes as written: no reader is asked to be lenient. */
  const unlawful = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f]..|fff[ef]);|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45]);)/iu

  it('is never written, wherever an old database holds it', async () => {
    const columns = sheet({}).columns.map((column) => ({ ...column, head: spoilt(column.head) }))
    const texts = { title: spoilt('某镇报表'), unit: spoilt('某镇'), period: spoilt('期'), footer: spoilt('脚'), note: spoilt('注'), emptyText: spoilt('无'), signatures: [spoilt('制表人：')] }
    const form: FormPaper = { kind: 'form', name: spoilt('单'), title: spoilt('表'), left: spoilt('左'), right: spoilt('右'), widths: [20, 20], rows: [{ cells: [{ text: spoilt('标'), span: 1, label: true }, { text: spoilt('值'), span: 1 }] }], note: spoilt('注'), signatures: [spoilt('签')] }
    const bytes = await officeWorkbook([sheet({ ...texts, name: spoilt('表'), columns, blocks: [{ rows: [[1, `${'长'.repeat(31_999)}𠮷`, 1, 0.5, '2026-10-31', spoilt('1')]], merged: [1] }] }), sheet({ ...texts, name: spoilt('空') }), form])
    const parts = Object.entries(await zipParts(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name))
    expect(parts.length).toBeGreaterThan(8)
    expect(parts.filter(([, xml]) => unlawful.test(xml)).map(([name, xml]) => [name, unlawful.exec(xml)?.index])).toEqual([])
    // A surrogate cut in half would be written as U+FFFD.
    expect(parts.filter(([, xml]) => xml.includes('\uFFFD')).map(([name]) => name)).toEqual([])
    const book = read(bytes)
    expect(book.SheetNames).toEqual(['表', '空', '单'])
    expect(book.Sheets['表']?.['F4']).toMatchObject({ v: '1' })
  })
})
