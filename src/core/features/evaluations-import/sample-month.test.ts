import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Dimension, Terms } from '../../../domain/evaluation'
import { analyseRoster } from '../../../domain/roster-import'
import type { ExpectedScoreSheet, ScoreAnalysis } from '../../../domain/score-analysis'
import { analyseScores } from '../../../domain/score-import'
import { readWorkbook } from '../../excel/read-workbook'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../../tests/fixtures/${name}`, import.meta.url))

interface ExpectedCell { sheet: string; cell: string; row: number; column: string; kind: string; value: unknown; suggested: number | null }
interface Expected {
  counts: Record<string, number>
  refused_cells: ExpectedCell[]
  blank_cells: ExpectedCell[]
  normalise_cells: ExpectedCell[]
  refused_rows: { sheet: string; row: number; kind: string }[]
  missing_rows: { sheet: string; community: string; grid: string; aux: string }[]
  wrong_totals: { sheet: string; cell: string; recomputed: number | string }[]
  aux: { community: string; aux: string; police_total_x10: number | null; chief_total_x10: number | null; weighted: string | null; state: string }[]
  police: { community: string; police: string; row: number; total_x10: number | null; state: string }[]
}
const truth = JSON.parse(fixture('月度评分-2026-10.expected.json').toString('utf8')) as Expected

const dimensions = (labels: readonly [string, number][]): readonly Dimension[] => labels.map(([label, max]) => ({ code: label, label, maxX10: max * 10, criteria: '' }))
const aux = { version: 1, dimensions: dimensions([['信息报送', 20], ['矛盾化解', 20], ['协助维稳', 15], ['责任落实', 15], ['问题反馈', 15], ['工作作风', 15]]) }
const police = { version: 1, dimensions: dimensions([['基础信息采集', 20], ['实有人口管理', 20], ['组织安全防范', 20], ['化解矛盾纠纷', 20], ['联系服务群众', 20]]) }
const terms: Terms = {
  stepX10: 5, lowPercent: 60, policeWeight: 60, bonusCapX10: 100, deductionCapX10: 100, basis: 'last_day',
  grades: [{ name: '优秀', fromX100: 9000 }, { name: '称职', fromX100: 8000 }, { name: '基本称职', fromX100: 6000 }, { name: '不称职', fromX100: 0 }],
  templates: { police_by_chief: police, aux_by_police: aux, aux_by_grid_chief: aux },
}

/** The sheets of the sample township, straight from its roster. */
async function expectedSheets(): Promise<ExpectedScoreSheet[]> {
  const roster = analyseRoster(await readWorkbook(fixture('花名册-规范.xlsx'), '花名册.xlsx'), { today: '2026-11-01', places: { communities: [] } })
  const holder = (post: string, community: string | null, grid: string | null = null) => roster.rows.find((row) => row.post === post && row.community === community && (grid === null || row.grid === grid))?.name ?? null
  const base = { raterProblem: null, handedIn: null, barred: null }
  return roster.rows.flatMap((row): ExpectedScoreSheet[] => {
    const community = row.community ?? ''
    const own = { ...base, community, rateeName: row.name, rateeId: `${row.row}` }
    if (row.post === 'community_police') return [{ ...own, key: `p${row.row}`, kind: 'police_by_chief', grid: null, raterName: holder('station_chief', community) }]
    if (row.post !== 'aux_police') return []
    return [
      { ...own, key: `o${row.row}`, kind: 'aux_by_police', grid: row.grid, raterName: holder('community_police', community) },
      { ...own, key: `l${row.row}`, kind: 'aux_by_grid_chief', grid: row.grid, raterName: holder('grid_chief', community, row.grid) },
    ]
  })
}

let analysis: ScoreAnalysis
beforeAll(async () => {
  const workbook = await readWorkbook(fixture('月度评分-2026-10.xlsx'), '月度评分-2026-10.xlsx')
  analysis = analyseScores(workbook, { month: '2026-10', terms, expected: await expectedSheets() })
})
const at = (sheet: string, cell: string) => analysis.faults.filter((fault) => fault.sheet === sheet && `${fault.column}${fault.row}` === cell)
const place = ({ sheet, cell }: { sheet: string; cell: string }): string => `${sheet}!${cell}`
const written = (severity: string, cells: boolean): string[] => analysis.faults.flatMap((fault) => (fault.severity === severity && (fault.column !== null) === cells ? [`${fault.sheet}!${fault.column ?? ''}${fault.row}`] : [])).toSorted()

describe('the sample month', () => {
  it('refuses every cell that must be refused, for its reason and with its suggestion', () => {
    for (const cell of truth.refused_cells) {
      const [fault] = at(cell.sheet, cell.cell)
      expect(fault, place(cell)).toMatchObject({ severity: 'error', kind: cell.kind, suggested: cell.suggested === null ? null : String(cell.suggested) })
    }
  })

  it('refuses nothing that is clean', () => {
    const cells = truth.refused_cells.map(place)
    const rows = new Set([...truth.refused_rows, ...truth.refused_cells].map(({ sheet, row }) => `${sheet}!${row}`))
    for (const fault of analysis.faults.filter(({ severity }) => severity === 'error')) {
      expect(rows, JSON.stringify(fault)).toContain(`${fault.sheet}!${fault.row}`)
      if (fault.header?.includes('分）') === true) expect(cells).toContain(`${fault.sheet}!${fault.column}${fault.row}`)
    }
    expect(analysis.rows.filter(({ verdict }) => verdict === 'refused').map(({ sheet, row }) => `${sheet}!${row}`).toSorted()).toEqual([...rows].toSorted())
  })

  it('refuses rows for the person or the rater', () => {
    for (const row of truth.refused_rows) expect(analysis.faults.find((fault) => fault.sheet === row.sheet && fault.row === row.row), `${row.sheet} ${row.row}`).toMatchObject({ kind: row.kind, severity: 'error' })
  })

  it('leaves blanks blank and converts full-width digits', () => {
    expect(written('blank', true)).toEqual(truth.blank_cells.map(place).toSorted())
    expect(written('normalise', true)).toEqual(truth.normalise_cells.map(place).toSorted())
  })

  it('lists wrong totals and grades, uses the recomputed ones, and lets the row count', () => {
    for (const wrong of truth.wrong_totals) {
      expect(at(wrong.sheet, wrong.cell), place(wrong)).toMatchObject([{ severity: 'confirm', suggested: String(wrong.recomputed) }])
      const row = analysis.rows.find(({ sheet, row }) => sheet === wrong.sheet && `${wrong.cell}`.endsWith(`K${row}`))
      expect(row?.verdict, place(wrong)).toBe('accepted')
    }
    expect(analysis.faults.filter(({ kind }) => kind === 'wrong_total' || kind === 'wrong_grade')).toHaveLength(truth.counts['wrong_totals'] ?? -1)
  })

  it('names the people without a row', () => {
    const missing = analysis.faults.filter(({ kind }) => kind === 'missing_row')
    expect(missing.map(({ sheet, value }) => `${sheet} ${value}`).toSorted()).toEqual(truth.missing_rows.map(({ sheet, aux }) => `${sheet} ${aux}`).toSorted())
  })

  it('counts rows, and all of them', () => {
    const { counts } = analysis
    expect(counts).toMatchObject({ read: 138 + 136 + 27, refused: truth.refused_cells.length + truth.refused_rows.length, blank: truth.blank_cells.length, normalised: truth.normalise_cells.length })
    expect(counts.read).toBe(counts.accepted + counts.refused + counts.blank)
  })

  it('gives every complete auxiliary the expected weighted total, and leaves every incomplete one open', () => {
    expect(analysis.results).toHaveLength(truth.aux.length)
    const tenths = (total: string | null) => (total === null ? null : Math.round(Number(total) * 10))
    for (const [index, person] of truth.aux.entries()) {
      const result = analysis.results[index]
      expect(result).toMatchObject({ name: person.aux, community: person.community, weighted: person.weighted, state: person.state === 'ok' ? 'complete' : 'open' })
      expect([tenths(result?.policeTotal ?? null), tenths(result?.leadTotal ?? null)]).toEqual([person.police_total_x10, person.chief_total_x10])
    }
    expect(analysis.results.filter(({ state }) => state === 'complete')).toHaveLength(truth.counts['aux_ok'] ?? -1)
  })

  it('totals the officers’ sheets', () => {
    for (const officer of truth.police) {
      const row = analysis.rows.find(({ sheet, row }) => sheet === '站长评民警' && row === officer.row)
      expect(row, officer.police).toMatchObject({ name: officer.police, community: officer.community, totalX10: officer.total_x10 })
    }
  })
})
