import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountOfRoster } from '../../src/core/features/roster-import/preview'
import { countWorkbook } from '../../src/core/excel/count/count-workbook'
import { readCountedWorkbook } from '../../src/core/excel/counted-workbook'
import { accountOfImport, breachesOfAccount, sheetsWithUses, type ImportAccount } from '../../src/domain/import-account'
import { analyseRewardLedger } from '../../src/domain/reward-ledger-import'
import { analyseRoster } from '../../src/domain/roster-import'
import { accountOfReading, type CountedWorkbook } from '../../src/domain/workbook-account'
import { madeSheets, madeWorkbook, readOfMade, spellings } from '../stand/hand-made-workbook'

const fixtures = join(import.meta.dirname, '../fixtures')
const today = '2026-11-05'
type Corrections = { sheet: string; row: number; column: string; text: string }[]

function asRoster(workbook: CountedWorkbook, corrections: Corrections = []): ImportAccount {
  const analysis = analyseRoster(workbook, { today, places: { communities: [] }, corrections })
  return accountOfRoster({ workbook, analysis, corrections })
}

function asLedger(workbook: CountedWorkbook, corrections: Corrections = []): ImportAccount {
  const analysis = analyseRewardLedger(workbook, { year: 2026, today, tenures: [], stored: [], corrections })
  const records = analysis.lines.map(({ sheet, row, verdict }) => ({ sheet, row, fate: verdict === 'valid' ? ('ready' as const) : verdict }))
  return accountOfImport(workbook, { sheets: sheetsWithUses(analysis), records, skipped: analysis.skipped }, corrections)
}

const files = readdirSync(fixtures).filter((name) => /\.(xlsx|xls|csv)$/.test(name) && !name.startsWith('缺'))

describe.each(files)('%s', (name) => {
  it('is accounted for to the last cell, whichever importer it is given to', async () => {
    const workbook = await readCountedWorkbook(readFileSync(join(fixtures, name)), name)
    for (const account of [asRoster(workbook), asLedger(workbook)]) {
      expect(breachesOfAccount(account)).toEqual([])
      expect(account).toMatchObject({ clean: true, note: null })
      for (const sheet of account.sheets) expect(sheet.parts.reduce((sum, { cells }) => sum + cells, 0)).toBe(sheet.cells)
    }
  })
})

it('sheets that no importer understands are named, with all that they hold', async () => {
  const workbook = await readCountedWorkbook(readFileSync(join(fixtures, '月度评分-2026-10.xlsx')), '评分.xlsx')
  const { sheets } = asLedger(workbook)
  expect(sheets.map(({ name, ignored, parts }) => [name, ignored, parts.map(({ fate, rows }) => [fate, rows])])).toEqual([
    ['民警评', true, [['other_sheet', 142]]],
    ['网格长评', true, [['other_sheet', 140]]],
    ['站长评民警', true, [['other_sheet', 30]]],
  ])
})

it('an account of anything, with anything typed over it, sums to what the file holds', async () => {
  const typed = fc.array(fc.record({ row: fc.integer({ min: 1, max: 14 }), column: fc.constantFrom('A', 'B', 'C', 'I'), text: fc.constantFrom('', '王秀兰', '姓名', '合计') }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(madeSheets, spellings, typed, async (made, spelling, cells) => {
      const sheets = made.map(readOfMade)
      const workbook: CountedWorkbook = { fileName: 'x.xlsx', format: 'xlsx', sheets, account: accountOfReading(sheets, await countWorkbook(madeWorkbook(made, spelling))) }
      const corrections = cells.map((cell) => ({ ...cell, sheet: made[0]?.name ?? '' }))
      for (const account of [asRoster(workbook, corrections), asLedger(workbook, corrections)]) {
        expect(breachesOfAccount(account)).toEqual([])
        expect(account.clean).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

it('an account that does not add up is found out', () => {
  const sheets = [{ name: '一村', hidden: false, rows: [{ row: 1, hidden: false, cells: ['甲', '乙'] }], merges: [], hiddenColumns: [] }]
  const workbook: CountedWorkbook = { fileName: 'x.csv', format: 'csv', sheets, account: accountOfReading(sheets, { columnsKnown: true, sheets: [{ name: '一村', kind: 'worksheet', rows: [{ row: 1, columns: [1, 2], signs: [1, 1] }], underMerge: 0 }] }) }
  const account = accountOfImport(workbook, { sheets: [{ sheet: '一村', ignored: false, columns: [], use: new Map() }], records: [], skipped: [] })
  // A row that the importer says nothing of is not understood, and told.
  expect(account).toMatchObject({ clean: false, note: '工作表“一村”有1行未识别（第1行）。' })
  expect(breachesOfAccount(account)).toEqual([])
  const [sheet] = account.sheets
  expect(breachesOfAccount({ ...account, sheets: [{ ...(sheet as NonNullable<typeof sheet>), parts: [] }] })).toEqual(['一村: rows of the parts', '一村: cells of the parts'])
  expect(breachesOfAccount({ ...account, note: null })).toEqual(['clean and yet a note, or the other way round'])
})
