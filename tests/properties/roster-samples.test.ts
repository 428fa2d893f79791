import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../src/core/excel/read-workbook'
import type { KnownPlaces, RosterAnalysis } from '../../src/domain/roster-analysis'
import { analyseRoster } from '../../src/domain/roster-import'

const today = '2026-11-23'

describe('the sample rosters', () => {
  const fixtures = join(import.meta.dirname, '../fixtures')
  const read = (name: string) => readWorkbook(readFileSync(join(fixtures, name)), name)
  const manifest = JSON.parse(readFileSync(join(fixtures, 'manifest.json'), 'utf8')) as { content: Record<string, { data_rows: number; rare_names?: string[] }> }
  const expected = JSON.parse(readFileSync(join(fixtures, '花名册-杂乱.expected.json'), 'utf8')) as {
    counts: { data_rows_total: number; must_import_clean: number; of_which_normalised: number; must_flag_error: number; must_flag_confirm: number; may_flag: number; clean_by_sheet: Record<string, number> }
    must_flag_rows: Record<string, number[]>
    may_flag_rows: Record<string, number[]>
    faults: { sheet: string; row: number; column: string | null; field: string; kind: string; severity: string; community: string; expected: string | null }[]
    skip_rows: { sheet: string; row: number; kind: string }[]
    vacancies_if_only_clean_rows_are_imported: { community: string; grid?: string; missing: string }[]
    legit_repeats: { rows: { sheet: string; row: number }[] }[]
    sheets: { sheet: string; columns: Record<string, { col: string }> }[]
    other_sheets: string[]
  }
  const at = (record: Record<string, number[]>) => new Set(Object.entries(record).flatMap(([sheet, rows]) => rows.map((row) => `${sheet}!${row}`)))
  const open = async (name: string) => analyseRoster(await read(name), { today, places: { communities: [] } })
  const placesOf = ({ places }: RosterAnalysis): KnownPlaces => ({
    communities: places.communities.map(({ name, code }) => ({ name, code, grids: places.grids.filter((grid) => grid.community === name) })),
  })

  test.each(['花名册-规范.xlsx', '花名册-旧版.xls', '花名册-GBK.csv'])('%s: every row is valid', async (name) => {
    const { counts, vacancies } = await open(name)
    const rows = manifest.content[name]?.data_rows
    expect(counts).toMatchObject({ read: rows, valid: rows, needsConfirmation: 0, refused: 0 })
    expect(vacancies).toEqual([])
  })

  test('rare characters survive', async () => {
    const names = new Set((await open('花名册-GBK.csv')).rows.map(({ name }) => name))
    for (const name of manifest.content['花名册-GBK.csv']?.rare_names ?? []) expect(names).toContain(name)
  })

  describe.each(['places known', 'places unknown'])('花名册-杂乱, %s', (how) => {
    const analysed = (async () => {
      const places = how === 'places known' ? placesOf(await open('花名册-规范.xlsx')) : { communities: [] }
      return analyseRoster(await read('花名册-杂乱.xlsx'), { today, places })
    })()
    const [must, may] = [at(expected.must_flag_rows), at(expected.may_flag_rows)]

    test('counts', async () => {
      const { counts } = await analysed
      const { data_rows_total, must_import_clean, must_flag_error, must_flag_confirm, may_flag } = expected.counts
      expect(counts).toMatchObject({ read: data_rows_total, valid: must_import_clean + may_flag, refused: must_flag_error, needsConfirmation: must_flag_confirm })
    })

    test('what must be flagged is flagged with its severity, and nothing clean is', async () => {
      const { rows, faults } = await analysed
      const flagged = rows.filter(({ verdict }) => verdict !== 'valid').map(({ sheet, row }) => `${sheet}!${row}`)
      expect(flagged.filter((row) => !may.has(row)).toSorted()).toEqual([...must].toSorted())
      const found = new Set(faults.map(({ sheet, row, column, kind, severity }) => `${sheet}!${row} ${column} ${kind} ${severity}`))
      const wanted = expected.faults.filter(({ row }) => row !== null).map(({ sheet, row, column, kind, severity }) => `${sheet}!${row} ${column} ${kind} ${severity}`)
      expect(wanted.filter((fault) => !found.has(fault))).toEqual([])
    })

    test('normalised values', async () => {
      const { rows } = await analysed
      const byPlace = new Map(rows.map((row) => [`${row.sheet}!${row.row}`, row]))
      const wrong = expected.faults
        .filter(({ severity, expected: value, row }) => (severity === 'normalise' || severity === 'confirm') && value !== null && row !== null)
        .filter(({ sheet, row, field, expected: value }) => {
          const person = byPlace.get(`${sheet}!${row}`)
          const got = { name: person?.name, id: person?.idNo, phone: person?.phone, start: person?.startOn, sex: person?.sex, grid: `${person?.community}${person?.grid}` }[field]
          return got !== value
        })
      expect(wrong).toEqual([])
      expect(rows.filter(({ verdict, normalised, sheet, row }) => verdict === 'valid' && normalised && !may.has(`${sheet}!${row}`))).toHaveLength(expected.counts.of_which_normalised)
    })

    test('rows that are no people are skipped as what they are; empty sheets are ignored', async () => {
      const { skipped, sheets } = await analysed
      const kinds: Record<string, string[]> = { blank_row: ['blank'], total_row: ['total'], repeated_header: ['header'], foot_row: ['signature', 'note'] }
      const found = new Map(skipped.map(({ sheet, row, kind }) => [`${sheet}!${row}`, kind as string]))
      expect(expected.skip_rows.filter(({ sheet, row, kind }) => kinds[kind]?.includes(found.get(`${sheet}!${row}`) ?? '') !== true)).toEqual([])
      expect(sheets.filter(({ ignored }) => ignored).map(({ sheet }) => sheet)).toEqual(expected.other_sheets)
    })

    test('columns stand where they are', async () => {
      const { sheets } = await analysed
      const fields: Record<string, string> = { id: 'idNo', police_no: 'policeNo', start: 'startOn' }
      for (const { sheet, columns } of expected.sheets) {
        const found = new Map(sheets.find((reading) => reading.sheet === sheet)?.columns.map(({ column, field }) => [column, field as string]))
        for (const [concept, { col }] of Object.entries(columns)) expect([sheet, col, found.get(col)]).toEqual([sheet, col, fields[concept] ?? concept])
      }
    })

    test('one officer in two communities is no fault, and vacancies are reported', async () => {
      const { faults, vacancies } = await analysed
      for (const { rows } of expected.legit_repeats) {
        for (const { sheet, row } of rows) expect(faults.filter((fault) => fault.sheet === sheet && fault.row === row && fault.severity !== 'normalise')).toEqual([])
      }
      const listed = expected.vacancies_if_only_clean_rows_are_imported.map(({ community, grid, missing }) => `${grid ?? community}缺${missing}`)
      const found = vacancies.map(({ message }) => message)
      expect(found.filter((message) => !listed.includes(message))).toEqual([])
      // The first of two rows that contradict each other stands, so its post is filled.
      expect(listed.length - found.length).toBeLessThanOrEqual(may.size)
    })
  })

  test('sheets in another order, the same people', async () => {
    const workbook = await read('花名册-杂乱.xlsx')
    const names = ({ rows }: RosterAnalysis) => rows.map((row) => `${row.sheet} ${row.row} ${row.idNo} ${row.community} ${row.post}`).toSorted()
    const straight = analyseRoster(workbook, { today, places: { communities: [] } })
    const reversed = analyseRoster({ ...workbook, sheets: workbook.sheets.toReversed() }, { today, places: { communities: [] } })
    expect(names(reversed)).toEqual(names(straight))
    expect(reversed.shapeKey).not.toBe('')
  })
})
