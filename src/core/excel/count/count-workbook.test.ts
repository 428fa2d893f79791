import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as sheetjs from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { describe, expect, it, test } from 'vitest'
import type { RawCell, RawSheet } from '../../../domain/raw-workbook'
import { accountOfReading } from '../../../domain/workbook-account'
import type { WorkbookCount } from '../../../domain/workbook-count'
import { signsOfStrings } from './biff-texts'
import { countWorkbook } from './count-workbook'
import { SheetTally } from './sheet-tally'

const field = join(import.meta.dirname, '../../../../tests/fixtures/field')
const bytesOf = (name: string): Buffer => readFileSync(join(field, name))
const sizes = (count: WorkbookCount | null): [number, number][] => (count?.sheets ?? []).map(({ rows }) => [rows.length, rows.reduce((sum, { columns }) => sum + columns.length, 0)])

/** A title, a header and six people in nine columns; text files have no title. */
const sixPeople: [number, number][] = [[8, 63]]
const sixInText: [number, number][] = [[7, 62]]
const ledger: [number, number][] = [[139, 1479]]
const others: Record<string, [number, number][]> = {
  'c31c-two-sheets-one-odd-part.xlsx': [[7, 62], [7, 62]],
  'd12b-utf8-cut-at-end.csv': [[7, 63]],
  'd21-semicolons-in-remark.csv': [[7, 68]],
  'k400-中文名-家属姓名.xlsx': [[8, 70]],
}

test.each(readdirSync(field).filter((name) => /\.(xlsx|xls|csv)$/.test(name) && !name.startsWith('e03')))('%s is counted by its own bytes', async (name) => {
  const expected = others[name] ?? (name.startsWith('r0') ? ledger : name.endsWith('.xlsx') ? sixPeople : sixInText)
  expect(sizes(await countWorkbook(bytesOf(name)))).toEqual(expected)
})

test('what cannot be followed is not counted, and is told to be unverified', async () => {
  expect(await countWorkbook(bytesOf('e03-mhtml.xls'))).toBeNull()
  expect(await countWorkbook(Buffer.from('PK\u0003\u0004 and then nothing'))).toBeNull()
  expect(await countWorkbook(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toBeNull()
  expect(accountOfReading([], null)).toMatchObject({ counted: false, clean: false, note: '没能核对文件里的内容是否全部读出。' })
})

test('a cell that the file holds twice is told, since one of the two is lost whichever is read', () => {
  const tally = new SheetTally()
  for (const column of [1, 2, 1]) tally.add(1, column, 3)
  const read: RawSheet = { name: '一村', hidden: false, rows: [{ row: 1, hidden: false, cells: ['王秀兰', '李建国'] }], merges: [], hiddenColumns: [] }
  expect(accountOfReading([read], { sheets: [tally.finish('一村')], columnsKnown: true })).toMatchObject({ clean: false, note: '有1个单元格在文件里写了两次，只读出一次（A1）。' })
})

test('a sheet that the file lists and does not hold is told, though a reader brings it as an empty one', async () => {
  const bytes = readFileSync(join(field, '..', '缺一张工作表.xlsx'))
  const count = await countWorkbook(bytes)
  expect(count?.sheets.map(({ name, kind }) => [name, kind])).toEqual([['花名册', 'worksheet'], ['二村', 'missing']])
  const read = [...(await byExcelJs(bytesOf('基准-六人.xlsx'))), { name: '二村', hidden: false, rows: [], merges: [], hiddenColumns: [] }]
  expect(accountOfReading(read, count)).toMatchObject({ clean: false, note: '工作表“二村”文件里找不到这张工作表的内容。' })
})

describe('what ExcelJS loses of the files of the field', () => {
  test.each([
    ['c02-rph-inline.xlsx', '有3行没有读出来（第6–8行）；有6个单元格没有读出来（D5、E5、F5、G5、H5、I5）。'],
    ['c04-SharedStrings-capital.xlsx', /^有51个单元格/],
    ['c04c-strings-other-name.xlsx', /^有51个单元格/],
    ['c05-formula-uncached.xlsx', /^有12个单元格没有读出来（G3、I3、/],
    ['c05b-formula-uncached-name.xlsx', '有2个单元格没有读出来（D5、H6）。'],
    ['c31c-two-sheets-one-odd-part.xlsx', '工作表“二村”没有读出来（7行，62个单元格）。'],
    ['r01-amount-formula-uncached.xlsx', '有1个单元格没有读出来（H4）。'],
  ])('%s is told', async (name, note) => {
    const account = accountOfReading(await byExcelJs(bytesOf(name)), await countWorkbook(bytesOf(name)))
    expect(account.clean).toBe(false)
    expect(account.note).toMatch(note)
  })

  it('and nothing where it loses nothing', async () => {
    const bytes = bytesOf('基准-六人.xlsx')
    expect(accountOfReading(await byExcelJs(bytes), await countWorkbook(bytes))).toMatchObject({ clean: true, note: null })
  })
})

/** The reader of the builds before: cells as ExcelJS gives them. */
async function byExcelJs(bytes: Buffer): Promise<RawSheet[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  return book.worksheets.map((sheet) => {
    const rows: RawSheet['rows'] = []
    sheet.eachRow((row, number) => {
      const cells = Array.from({ length: row.cellCount }, (_, at): RawCell => {
        const cell = row.getCell(at + 1)
        if (cell.isMerged && cell.master.address !== cell.address) return null
        const value = cell.formula ? cell.result : cell.value
        if (value instanceof Date) return { date: value.toISOString().slice(0, 19) }
        if (value !== null && typeof value === 'object') return 'richText' in value ? value.richText.map(({ text }) => text).join('') : null
        return value ?? null
      })
      rows.push({ row: number, hidden: false, cells })
    })
    return { name: sheet.name, hidden: false, rows, merges: [], hiddenColumns: [] }
  })
}

test('lines that another line end swallows are told', async () => {
  const bytes = bytesOf('d05b-crlf-header-lf-rows.csv')
  const records = parse(bytes, { bom: true, relax_column_count: true }) as string[][]
  const rows = records.map((cells, at) => ({ row: at + 1, hidden: false, cells: cells.map((cell) => (cell === '' ? null : cell)) }))
  const account = accountOfReading([{ name: '花名册', hidden: false, rows, merges: [], hiddenColumns: [] }], await countWorkbook(bytes))
  expect(account.note).toContain('有5行没有读出来（第3–7行）')
})

describe('binary workbooks', () => {
  const words = ['王秀兰', '', ' ', '西柳村', '410105', 'plain', '𫰡'.repeat(3)]
  const table = Array.from({ length: 400 }, (_, row) => words.map((word, column): string | number | boolean | null => (column === 3 ? row / 2 : column === 4 ? row % 2 === 0 : column === 2 && row % 3 === 0 ? null : word === '' ? '' : word + (word === ' ' ? '' : row % 7))))
  const book = sheetjs.utils.book_new()
  sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(table), '一村')
  const second = sheetjs.utils.aoa_to_sheet([['标题', '被盖住'], ['甲', 1], [null, '乙']])
  second['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }]
  second['C2'] = { t: 'n', f: 'B2*2', v: 2 }
  second['D2'] = { t: 's', f: 'A2', v: '文' }
  second['E2'] = { t: 's', f: '""', v: '' }
  second['!ref'] = 'A1:E3'
  sheetjs.utils.book_append_sheet(book, second, '二村')

  test.each(['biff8', 'biff5'] as const)('%s is counted with every kind of record', async (bookType) => {
    const bytes = sheetjs.write(book, { type: 'buffer', bookType }) as Buffer
    const count = await countWorkbook(bytes)
    // Before Excel 97 the writer of this test has no code page for Chinese names.
    if (bookType === 'biff8') expect(count?.sheets.map(({ name }) => name)).toEqual(['一村', '二村'])
    const shown = table.reduce((sum, row) => sum + row.filter((cell) => cell !== null && (typeof cell !== 'string' || cell.trim() !== '')).length, 0)
    expect(sizes(count)[0]).toEqual([400, shown])
    const rows = count?.sheets[1]?.rows.map(({ row, columns }) => [row, ...columns])
    expect(rows?.slice(1)).toEqual([[2, 1, 2, 3, 4], [3, 2]])
    if (bookType === 'biff8') expect([rows?.[0], count?.sheets[1]?.underMerge]).toEqual([[1, 1], 1])
  })

  it('counts texts that run on into further records, with runs and pinyin guides behind them', () => {
    const flagged = (flags: number, length: number, ...rest: (number | string)[]): Buffer =>
      Buffer.concat([Buffer.from([length & 255, length >> 8, flags]), ...rest.map((part) => (typeof part === 'number' ? Buffer.from([part & 255, part >> 8]) : Buffer.from(part, flags & 1 ? 'utf16le' : 'latin1')))])
    const guide = Buffer.from('pinyin')
    const table = Buffer.concat([Buffer.from([9, 0, 0, 0, 5, 0, 0, 0]), flagged(1, 3, '王秀兰'), flagged(0, 1, ' '), flagged(0x0d, 2, 1, guide.length, 0, '甲乙', 0, 5), guide, flagged(1, 4, '前半')])
    const rest = Buffer.concat([Buffer.from([0]), Buffer.from('ab'), flagged(0, 4, ' end')])
    const records = [{ id: 0xfc, at: 0, data: table }, { id: 0x3c, at: 0, data: rest }, { id: 0x0a, at: 0, data: Buffer.alloc(0) }]
    expect(signsOfStrings(records, 0xfc, 0x3c)).toEqual([3, 0, 2, 4, 3])
  })
})

describe('texts', () => {
  test.each([
    ['ends of lines of every kind', 'a,b\r\nc,d\ne,f\rg,\r\n', [[1, 1, 2], [2, 1, 2], [3, 1, 2], [4, 1]]],
    ['quotes, with separators and line ends inside', '"a\n,""b""",c\n"",d\n', [[1, 1, 2], [2, 2]]],
    ['empty lines, blanks and invisible signs', 'a\tb\n\n \t\u200b\n="0123"\t=""\n', [[1, 1, 2], [4, 1]]],
    ['no line end at the end', 'a;b\nc;d', [[1, 1, 2], [2, 1, 2]]],
    ['a quote that nobody closes', 'a,b\n"c,d\ne,f', [[1, 1, 2], [2, 1]]],
  ])('%s', async (_, text, rows) => {
    const count = await countWorkbook(Buffer.from(text))
    expect(count?.sheets[0]?.rows.map(({ row, columns }) => [row, ...columns])).toEqual(rows)
  })

  test.each(['utf16le', 'latin1'] as const)('%s is decoded', async (encoding) => {
    const bytes = encoding === 'utf16le' ? Buffer.from('\ufeff姓名,岗位\r\n甲,站长\r\n', 'utf16le') : Buffer.from('d0d5c3fb2cb8dacebb0ad5c52c7c0a', 'hex')
    expect(sizes(await countWorkbook(bytes))).toEqual([[2, 4]])
  })
})
