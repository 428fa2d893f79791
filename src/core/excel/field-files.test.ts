import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { damagedAdvice, formulaAdvice } from '../../domain/raw-workbook'
import { analyseRewardLedger } from '../../domain/reward-ledger-import'
import type { RewardLedgerAnalysis } from '../../domain/reward-ledger-analysis'
import type { RosterAnalysis } from '../../domain/roster-analysis'
import { analyseRoster } from '../../domain/roster-import'
import { readWorkbook } from './read-workbook'

/** Files as offices have them, made after public reports of faults in other programs; the people are invented. */
const folder = join(import.meta.dirname, '../../../tests/fixtures/field')
const read = (name: string) => readWorkbook(readFileSync(join(folder, name)), name)
const roster = async (name: string): Promise<RosterAnalysis> => analyseRoster(await read(name), { today: '2026-11-23', places: { communities: [] } })
const ledger = async (name: string): Promise<RewardLedgerAnalysis> => analyseRewardLedger(await read(name), { year: 2026, today: '2026-11-23', tenures: [], stored: [] })

const six = ['张志强', '李建国', '王秀兰', '赵春梅', '孙大伟', '周小燕']
const days = ['2024-03-17', '2023-05-08', '2024-04-16', '2024-04-16', '2025-01-02', '2025-12-31']
const people = ({ rows }: RosterAnalysis): (string | null)[][] => rows.map(({ name, startOn }) => [name, startOn])
const expected = six.map((name, at) => [name, days[at] ?? null])
const doubts = ({ faults }: RosterAnalysis): string[] => faults.filter(({ severity }) => severity !== 'normalise').map(({ row, column, message }) => `${column ?? ''}${row} ${message}`)

describe('six people, every field of them', () => {
  test.each([
    '基准-六人.xlsx',
    'c02-rph-inline.xlsx',
    'c03-iso-date-styled.xlsx',
    'c03b-iso-date-plain.xlsx',
    'c04-SharedStrings-capital.xlsx',
    'c04c-strings-other-name.xlsx',
    'c06-workbook2.xlsx',
    'c35c-formula-date-text.xlsx',
    'd05b-crlf-header-lf-rows.csv',
    'd21-semicolons-in-remark.csv',
    'f03-WORKBOOK-capitals.xls',
    'f04-BOOK-capitals-wps.xls',
    'g05d-60-names-65536.xlsx',
    'g11-t-then-r.xlsx',
    'h02-one-name-whole-sheet.xlsx',
    'h09-5-names-column.xlsx',
  ])('%s', async (name) => {
    const analysis = await roster(name)
    expect(people(analysis)).toEqual(expected)
    expect(doubts(analysis)).toEqual([])
  })

  test('nobody’s number stands in another person’s columns (d05b)', async () => {
    for (const { extra, idNo } of (await roster('d05b-crlf-header-lf-rows.csv')).rows) expect([extra, idNo]).toEqual([{}, expect.stringMatching(/^\d{17}[\dX]$/)])
  })
})

test('every sheet, whatever its part is called (c31c)', async () => {
  const { sheets } = await read('c31c-two-sheets-one-odd-part.xlsx')
  expect(sheets).toHaveLength(2)
  for (const { rows } of sheets) expect(rows.length).toBeGreaterThan(1)
})

test('a rare character written as a number keeps its value (g01b)', async () => {
  expect((await roster('g01b-rare-entities-prefixed.xlsx')).rows.map(({ name }) => name).join('')).toContain('\u{2BC21}')
})

test('20240416 under a date format is passed on as the number that it is (c17)', async () => {
  const numbers = (await read('c17-compact-number-dateformat.xlsx')).sheets[0]?.rows.flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'number' && cell > 19_000_000))
  expect(numbers).toContain(20_240_416)
})

describe('a formula without a stored result', () => {
  test.each(['c05-formula-uncached.xlsx', 'c05b-formula-uncached-name.xlsx'])('is a fault at each of its cells, and nothing else is said there: %s', async (name) => {
    const cells = (await read(name)).sheets.flatMap(({ rows }) => rows.flatMap(({ row, cells: list }) => list.flatMap((cell, at) => (cell !== null && typeof cell === 'object' && 'formula' in cell ? [`${String.fromCharCode(65 + at)}${row}`] : []))))
    const analysis = await roster(name)
    expect(cells.length).toBeGreaterThan(0)
    expect(analysis.faults.filter(({ kind }) => kind === 'formula_without_result').map(({ column, row }) => `${column}${row}`).toSorted()).toEqual(cells.toSorted())
    for (const at of cells) expect(analysis.faults.filter(({ column, row }) => `${column}${row}` === at).map(({ message, severity }) => [message, severity])).toEqual([[formulaAdvice, 'error']])
    expect(analysis.counts.read).toBe(6)
const rows = new Set(cells.map((at) => Number(/\d+/.exec(at)?.[0])))
    for (const { row, verdict } of analysis.rows) expect([row, verdict]).toEqual([row, rows.has(row) ? 'refused' : 'valid'])
  })

  test('refuses the line of a ledger (r01)', async () => {
    const { lines, faults } = await ledger('r01-amount-formula-uncached.xlsx')
    expect(lines.length).toBeGreaterThan(0)
    const told = faults.filter(({ kind }) => kind === 'formula_without_result')
    expect(told.length).toBeGreaterThan(0)
    for (const { row, message } of told) {
      expect(message).toBe(formulaAdvice)
      expect(lines.find((line) => line.row === row)?.verdict).toBe('refused')
    }
  })
})

test('a stored result of 0 is 0 and not a blank (r02)', async () => {
  const formulas = (await read('r02-amount-formula-zero.xlsx')).sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
  expect(formulas).toContain(0)
  expect((await ledger('r02-amount-formula-zero.xlsx')).faults.map(({ kind }) => kind)).not.toContain('formula_without_result')
})

test('a day of a ledger written as ISO text is that day (r03)', async () => {
  const { lines } = await ledger('r03-date-iso.xlsx')
  expect(lines.length).toBeGreaterThan(0)
  for (const { on } of lines) expect(on).toMatch(/^2026-\d\d-\d\d$/)
})

describe('a text with broken bytes is read, and the row marked', () => {
  test.each([
    ['d12-utf8-one-broken-byte.csv', '\uFFFD'],
    ['d12b-utf8-cut-at-end.csv', '\uFFFD'],
    ['d12c-gbk-cut-at-end.csv', '\uFFFD'],
    ['d13-trailing-nul.csv', ''],
  ])('%s', async (name, sign) => {
    const workbook = await read(name)
    const marked = workbook.sheets.flatMap(({ rows }) => rows.filter(({ damaged }) => damaged === true))
    expect(marked).toHaveLength(1)
    expect(marked[0]?.cells.join('')).toContain(sign)
    const analysis = await roster(name)
    expect(analysis.counts.read).toBe(6)
    expect(analysis.faults.filter(({ kind }) => kind === 'damaged_text')).toEqual([expect.objectContaining({ row: marked[0]?.row, severity: 'confirm', message: damagedAdvice })])
    expect(analysis.rows.filter(({ verdict }) => verdict === 'valid')).toHaveLength(5)
  })
})

test.each(['e01-html.xls', 'e01c-html-comment-first.xls', 'e02-spreadsheetml2003.xls', 'e03-mhtml.xls'])('a web page named .xls is refused with what to do: %s', async (name) => {
  await expect(read(name)).rejects.toMatchObject({ code: 'other_kind', message: expect.stringContaining('用WPS打开后另存为.xlsx') })
})

test('each file of the folder is a case, here or of the texts', () => {
  const source = readFileSync(import.meta.filename, 'utf8') + readFileSync(join(import.meta.dirname, '../../../tests/properties/field-text.test.ts'), 'utf8')
  for (const name of readdirSync(folder)) expect(source).toContain(name)
})
