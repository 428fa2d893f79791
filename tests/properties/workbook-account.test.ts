import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { countWorkbook } from '../../src/core/excel/count/count-workbook'
import { readCountedWorkbook } from '../../src/core/excel/counted-workbook'
import type { RawSheet } from '../../src/domain/raw-workbook'
import { accountOfReading, showsSomething } from '../../src/domain/workbook-account'
import type { WorkbookCount } from '../../src/domain/workbook-count'
import { madeSheets, madeWorkbook, readOfMade, spellings } from '../stand/hand-made-workbook'

const fixtures = join(import.meta.dirname, '../fixtures')

/** A reader that loses something, by a seed: a sheet, a row, a value or the end of a text. Null where there is nothing to lose. */
type Loss = 'sheet' | 'row' | 'value' | 'text'
function losing(sheets: readonly RawSheet[], loss: Loss, seed: number): RawSheet[] | null {
  const full = sheets.filter(({ rows }) => rows.some(({ cells }) => cells.some(showsSomething)))
  const sheet = full[seed % Math.max(1, full.length)]
  if (sheet === undefined) return null
  if (loss === 'sheet') return sheets.filter((one) => one !== sheet)
  const rows = sheet.rows.filter(({ cells }) => cells.some((cell) => showsSomething(cell) && (loss !== 'text' || (typeof cell === 'string' && /[!-~\u4e00-\u9fff]$/.test(cell)))))
  const row = rows[(seed >> 3) % Math.max(1, rows.length)]
  if (row === undefined) return null
  const others = sheet.rows.filter((one) => one !== row)
  if (loss === 'row') return sheets.map((one) => (one === sheet ? { ...sheet, rows: others } : one))
  const columns = row.cells.flatMap((cell, at) => (showsSomething(cell) && (loss !== 'text' || (typeof cell === 'string' && /[!-~\u4e00-\u9fff]$/.test(cell))) ? [at] : []))
  const column = columns[(seed >> 7) % columns.length] as number
  const cells = row.cells.map((cell, at) => (at !== column ? cell : loss === 'text' ? String(cell).slice(0, -1) : null))
  return sheets.map((one) => (one === sheet ? { ...sheet, rows: sheet.rows.map((old) => (old === row ? { ...row, cells } : old)) } : one))
}

const losses = fc.tuple(fc.constantFrom<Loss>('sheet', 'row', 'value', 'text'), fc.nat({ max: 1_000_000 }))

describe('workbooks as some program might write them', () => {
  it('are counted as they were made, whatever the spelling', async () => {
    await fc.assert(
      fc.asyncProperty(madeSheets, spellings, async (sheets, spelling) => {
        const account = accountOfReading(sheets.map(readOfMade), await countWorkbook(madeWorkbook(sheets, spelling)))
        expect(account.note).toBeNull()
        expect(account.clean).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('tell whatever a reader loses of them', async () => {
    await fc.assert(
      fc.asyncProperty(madeSheets, spellings, losses, async (sheets, spelling, [loss, seed]) => {
        const lost = losing(sheets.map(readOfMade), loss, seed)
        fc.pre(lost !== null)
        const account = accountOfReading(lost ?? [], await countWorkbook(madeWorkbook(sheets, spelling)))
        expect(account.clean).toBe(false)
        expect(account.note).toMatch(/没有读出来|文字与文件不一致/)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the fixtures', () => {
  const files: { name: string; sheets: RawSheet[]; count: WorkbookCount | null }[] = []
  beforeAll(async () => {
    for (const name of readdirSync(fixtures).filter((file) => /\.(xlsx|xls|csv)$/.test(file) && !file.startsWith('缺'))) {
      const bytes = readFileSync(join(fixtures, name))
      const workbook = await readCountedWorkbook(bytes, name)
      expect(workbook.account).toMatchObject({ clean: true, note: null })
      files.push({ name, sheets: workbook.sheets, count: await countWorkbook(bytes) })
    }
  })

  it('are read whole, and whatever a reader loses of them is told', () => {
    expect(files.length).toBeGreaterThanOrEqual(6)
    fc.assert(
      fc.property(fc.nat({ max: 1_000 }), losses, (at, [loss, seed]) => {
        const { sheets, count } = files[at % files.length] as (typeof files)[number]
        const lost = losing(sheets, loss, seed)
        fc.pre(lost !== null)
        const account = accountOfReading(lost ?? [], count)
        expect(account.clean).toBe(false)
        expect(account.note).toMatch(/没有读出来|文字与文件不一致/)
      }),
      { numRuns: 200 },
    )
  })
})
