import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { checkSignOf } from '../../domain/identity-number'
import { cellText } from '../../domain/raw-workbook'
import type { RosterAnalysis } from '../../domain/roster-analysis'
import { analyseRoster } from '../../domain/roster-import'
import { writeFaultWorkbook } from './fault-workbook'
import { readWorkbook } from './read-workbook'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures')
const options = { today: '2026-11-23', places: { communities: [] } }

async function analysed(name: string, bytes: Uint8Array = readFileSync(join(fixtures, name))) {
  const workbook = await readWorkbook(bytes, name)
  return { bytes, workbook, analysis: analyseRoster(workbook, options) }
}

function doubts({ faults }: RosterAnalysis): string[] {
  return faults.filter(({ severity }) => severity !== 'normalise').map(({ sheet, row, kind }) => `${sheet} ${row} ${kind}`)
}

const csv = (rows: string[]) => new TextEncoder().encode(rows.join('\n'))
const broken = csv(['东湖社区网格人员名单', '姓名,身份证号,电话,岗位,备注', '李明,33010619900101111,13900000001,志愿者,=1+1', '王芳,11010519491231002X,13900000002,志愿者,@x'])

describe('the workbook with its faults marked', () => {
  test('all rows: the same faults in the same cells when it is read again', async () => {
    const source = await analysed('花名册-杂乱.xlsx')
    const marked = await writeFaultWorkbook({ ...source, rows: 'all' })
    const again = await analysed('again.xlsx', marked)
    expect(doubts(again.analysis)).toEqual(doubts(source.analysis))
    expect(again.analysis.counts).toEqual(source.analysis.counts)
    for (const reading of again.analysis.sheets.filter(({ ignored }) => !ignored)) {
      expect(reading.columns.some(({ header, field }) => header.includes('错误信息') && field === 'ignored')).toBe(true)
    }
  })

  test('the column can be filtered, the cells are coloured and noted, texts stay texts', async () => {
    const source = await analysed('x.csv', broken)
    const marked = await writeFaultWorkbook({ ...source, rows: 'all' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(marked).buffer)
    const sheet = book.worksheets[0]
    expect(sheet?.getCell('F2').value).toBe('错误信息')
    expect(sheet?.getCell('F3').value).toContain('身份证号只有17位')
    expect(sheet?.getCell('F4').value).toBeNull()
    expect(sheet?.getCell('B3').fill).toMatchObject({ fgColor: { argb: 'FFFBE2DF' } })
    expect(sheet?.getCell('B4').fill).toMatchObject({ pattern: 'none' })
    expect(JSON.stringify(sheet?.getCell('B3').note)).toContain('身份证号只有17位')
    expect(sheet?.autoFilter).toBe('A2:F4')
    expect(sheet?.getCell('E3').value).toBe('=1+1')
    expect(sheet?.getCell('E3').numFmt).toBe('@')
    expect(sheet?.getCell('B4').value).toBe('11010519491231002X')
  })

  test.each(['c02-rph-inline', 'c04c-strings-other-name', 'c06-workbook2', 'c31c-two-sheets-one-odd-part', 'g01b-rare-entities-prefixed', 'g11-t-then-r', 'g05d-60-names-65536', 'h02-one-name-whole-sheet'])('nothing that was read is missing in it: %s', async (name) => {
    const source = await analysed(`field/${name}.xlsx`)
    const again = await readWorkbook(await writeFaultWorkbook({ ...source, rows: 'all' }), 'again.xlsx')
    const texts = (sheets: typeof again.sheets): string[][] => sheets.map(({ rows }) => rows.flatMap(({ cells }) => cells.map(cellText)).filter((text) => text !== '' && !/^(错误信息|须改正|待确认)/.test(text)))
    expect(texts(again.sheets)).toEqual(texts(source.workbook.sheets))
  })

  test('only the failed rows, each of them whole', async () => {
    const source = await analysed('花名册-杂乱.xlsx')
    const marked = await writeFaultWorkbook({ ...source, rows: 'failed' })
    const again = await analysed('again.xlsx', marked)
    const failed = source.analysis.rows.filter(({ verdict }) => verdict !== 'valid')
    expect(again.analysis.counts.read).toBe(failed.length)
    expect(again.analysis.rows.map(({ community }) => community)).toEqual(failed.map(({ community }) => community))
  })

  test('corrected and read in again, nothing is left to correct', async () => {
    const source = await analysed('x.csv', broken)
    const marked = await writeFaultWorkbook({ ...source, rows: 'failed' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(marked).buffer)
    const cell = book.worksheets[0]?.getCell('B3')
    if (cell !== undefined) cell.value = `33010619900101111${checkSignOf('33010619900101111')}`
    const again = await analysed('again.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
    expect(again.analysis.counts).toMatchObject({ read: 1, valid: 1 })
    expect(doubts(again.analysis)).toEqual([])
  })

  test('marked twice, the column is not doubled; an old workbook becomes a new one; a table without a header', async () => {
    const source = await analysed('x.csv', broken)
    const once = await analysed('once.xlsx', await writeFaultWorkbook({ ...source, rows: 'all' }))
    const twice = await analysed('twice.xlsx', await writeFaultWorkbook({ ...once, rows: 'all' }))
    expect(twice.analysis.sheets[0]?.columns.filter(({ header }) => header === '错误信息')).toHaveLength(1)
    const old = await analysed('花名册-旧版.xls')
    const redrawn = await analysed('a.xlsx', await writeFaultWorkbook({ ...old, rows: 'all' }))
    expect(redrawn.analysis.counts).toEqual(old.analysis.counts)
    const bare = await analysed('东湖社区.csv', csv(['李明,33010619900101111,13900000001,志愿者', '王芳,11010519491231002X,13900000002,志愿者', '赵强,110105194912310021,13900000003,志愿者']))
    const marked = await analysed('b.xlsx', await writeFaultWorkbook({ ...bare, rows: 'all' }))
    expect(marked.analysis.counts).toMatchObject({ read: 3, valid: 1, refused: 2 })
    expect(marked.analysis.rows[0]?.extra).toEqual({})
  })
})
