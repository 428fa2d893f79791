import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../src/core/excel/read-workbook'
import { readMinutes, type ReadMinutes } from '../../src/domain/minutes-text'
import { analyseRoster } from '../../src/domain/roster-import'
import { changedSigns } from '../../src/domain/text/normalise-text'

const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
/** Files as offices have them, made after bug reports of the field; each says one thing in an odd way. */
const folder = join(import.meta.dirname, '../fixtures/field')
const roster = async (name: string) => analyseRoster(await readWorkbook(readFileSync(join(folder, name)), name), { today: '2026-11-23', places: { communities: [] } })
const six = [
  ['张志强', '410105198003120113', '13900010001', 'station_chief', '2024-03-17'],
  ['李建国', '410105198506200131', '13900010002', 'community_police', '2023-05-08'],
  ['王秀兰', '410105199001010222', '13900010003', 'grid_chief', '2024-04-16'],
  ['赵春梅', '410105199102020243', '13900010004', 'aux_police', '2024-04-16'],
  ['孙大伟', '41010519920303015X', '13900010005', 'grid_chief', '2025-01-02'],
  ['周小燕', '410105199304040269', '13900010006', 'aux_police', '2025-12-31'],
]

describe('rosters', () => {
  test.each([
    ['基准-六人.xlsx', []],
    ['k400-中文名-家属姓名.xlsx', []],
    ['c20-id-signs.xlsx', ['5 text_cleaned', '6 text_cleaned', '7 text_cleaned', '8 text_cleaned']],
    ['c17-compact-number-dateformat.xlsx', ['3 date_compact', '4 date_compact', '5 date_compact', '6 date_compact', '7 date_compact', '8 date_compact']],
  ])('%s: six people, each with what is his own', async (name, normalised) => {
    const { rows, counts, faults } = await roster(name)
    expect(rows.map(({ name: own, idNo, phone, post, startOn }) => [own, idNo, phone, post, startOn])).toEqual(six)
    expect(counts).toMatchObject({ read: 6, valid: 6 })
    expect(faults.map(({ row, kind }) => `${row} ${kind}`)).toEqual(normalised)
    expect(faults.every(({ severity }) => severity === 'normalise')).toBe(true)
  })
})

describe('minutes', () => {
  const today = '2026-11-25'
  const expected = readMinutes(readFileSync(join(folder, '../周例会纪要-第45周.txt'), 'utf8'), { today })

  test('from a PDF, with radicals for characters: read as the ordinary text, and the signs are counted', () => {
    const written = text('m09-kangxi.txt')
    expect(changedSigns(written)).toBe([...written].filter((sign) => /[\u2E80-\u2FDF]/.test(sign)).length)
    expect(changedSigns(written)).toBeGreaterThan(100)
    expect(readMinutes(written, { today })).toEqual(expected)
  })

  test('with half-width punctuation: every item, decision and person as with full-width', () => {
    const plain = (read: ReadMinutes[]): unknown => JSON.parse(JSON.stringify(read).replaceAll('、', ',').replaceAll('（', '(').replaceAll('）', ')').replaceAll('：', ':'))
    expect(plain(readMinutes(text('m10-halfpunct.txt'), { today }))).toEqual(plain(expected))
  })
})
