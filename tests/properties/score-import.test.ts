import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Terms } from '../../src/domain/evaluation'
import type { RawCell, RawWorkbook } from '../../src/domain/raw-workbook'
import type { ExpectedScoreSheet } from '../../src/domain/score-analysis'
import { analyseScores } from '../../src/domain/score-import'
import { readWrittenScore } from '../../src/domain/written-score'

const numRuns = Number(process.env['JINGWANG_PROPERTY_RUNS'] ?? 100)
const labels = ['信息报送', '矛盾化解', '协助维稳', '责任落实', '问题反馈', '工作作风'] as const
const maxima = [20, 20, 15, 15, 15, 15] as const
const template = { version: 1, dimensions: labels.map((label, at) => ({ code: `D${at}`, label, maxX10: (maxima[at] ?? 0) * 10, criteria: '' })) }
const police = { version: 1, dimensions: [{ code: 'P', label: '基础信息采集', maxX10: 1000, criteria: '' }] }
const terms: Terms = {
  stepX10: 5, lowPercent: 60, policeWeight: 60, bonusCapX10: 100, deductionCapX10: 100, basis: 'last_day', grades: [{ name: '优秀', fromX100: 9000 }, { name: '不称职', fromX100: 0 }],
  templates: { police_by_chief: police, aux_by_police: template, aux_by_grid_chief: template },
}
const people = ['孟春', '房霞', '单雄', '葛成', '齐云'] as const
const expected: ExpectedScoreSheet[] = people.flatMap((rateeName, at) =>
  (['aux_by_police', 'aux_by_grid_chief'] as const).map((kind) => ({ key: `${kind} ${rateeName}`, kind, community: '东塘社区', grid: `第${'一二三四五'[at]}网格`, rateeId: rateeName, rateeName, raterName: kind === 'aux_by_police' ? '钟毅' : `苗${'甲乙丙丁戊'[at]}`, raterProblem: null, handedIn: null, barred: null })),
)

/** What stands in a cell, and what must become of it: tenths, a blank, or no score. */
type Made = { cell: RawCell; truth: number | 'blank' | 'refused' }
const good = (max: number): fc.Arbitrary<Made> =>
  fc.integer({ min: 0, max: max * 2 }).chain((halves) => {
    const value = halves / 2
    const wide = String(value).replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    return fc.constantFrom<RawCell>(value, String(value), wide, ` ${value} `).map((cell) => ({ cell, truth: halves * 5 }))
  })
const bad = (max: number): fc.Arbitrary<Made> =>
  fc
    .oneof(
      fc.integer({ min: 1, max: 400 }).map((over): RawCell => max + over / 2),
      fc.integer({ min: 1, max: 40 }).map((under): RawCell => -under / 2),
      fc.integer({ min: 0, max: max * 10 - 1 }).filter((tenths) => tenths % 5 !== 0).map((tenths): RawCell => tenths / 10),
      fc.integer({ min: 0, max: max * 2 }).map((halves): RawCell => `${halves / 2}分`),
      fc.constantFrom<RawCell>('良好', '请假', '优', '未到岗', true, { error: '#N/A' }, { date: '2026-10-09T00:00:00' }),
    )
    .map((cell): Made => ({ cell, truth: 'refused' }))
const blank: fc.Arbitrary<Made> = fc.constantFrom<RawCell>(null, '', ' ', '/', '-', '—').map((cell) => ({ cell, truth: 'blank' }))
const madeCell = (max: number): fc.Arbitrary<Made> => fc.oneof({ weight: 12, arbitrary: good(max) }, { weight: 1, arbitrary: bad(max) }, { weight: 1, arbitrary: blank })
const madeRow = fc.tuple(...maxima.map((max) => madeCell(max)))
const madeMonth = fc.record({
  officer: fc.tuple(...people.map(() => madeRow)),
  lead: fc.tuple(...people.map(() => madeRow)),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10, maxLength: 10 }),
  title: fc.boolean(),
  gap: fc.integer({ min: 0, max: 2 }),
})

/** The columns of a table in any order: six scores, name, community, grid, rater. */
function table(rows: readonly (readonly Made[])[], kind: 'aux_by_police' | 'aux_by_grid_chief', { order, title, gap }: { order: readonly number[]; title: boolean; gap: number }): RawWorkbook['sheets'][number] {
  const inOrder = (cells: readonly RawCell[]): RawCell[] => order.map((at) => cells[at] ?? null)
  const head = inOrder([...labels.map((label, at) => `${label}\n（${maxima[at]}分）`), '警辅姓名', '村(社区)', '所属网格', '评分人'])
  const own = expected.filter((sheet) => sheet.kind === kind)
  const lines = rows.map((row, at) => inOrder([...row.map(({ cell }) => cell), own[at]?.rateeName ?? '', '东塘社区', own[at]?.grid ?? '', own[at]?.raterName ?? '']))
  const all: RawCell[][] = [...(title ? [['警辅人员月度考核评分表'], ['考核月份：2026年10月']] : []), ...Array.from({ length: gap }, () => []), head, ...lines]
  return { name: kind === 'aux_by_police' ? '民警评' : '网格长评', hidden: false, merges: [], hiddenColumns: [], rows: all.map((cells, index) => ({ row: index + 1, hidden: false, cells })) }
}

/** Written apart from the import: what a row must come to. */
function verdictOf(row: readonly Made[]): 'refused' | 'blank' | number {
  if (row.some(({ truth }) => truth === 'refused')) return 'refused'
  if (row.some(({ truth }) => truth === 'blank')) return 'blank'
  let sum = 0
  for (const { truth } of row) sum += typeof truth === 'number' ? truth : 0
  return sum
}

describe('a month of score sheets in any layout', () => {
  test('is accepted, refused or blank row by row, and totalled exactly', () => {
    fc.assert(
      fc.property(madeMonth, (month) => {
        const { officer, lead } = month
        const analysis = analyseScores({ fileName: 'x.xlsx', format: 'xlsx', sheets: [table(officer, 'aux_by_police', month), table(lead, 'aux_by_grid_chief', { ...month, order: month.order.toReversed() })] }, { month: '2026-10', terms, expected })
        const truths = [...officer, ...lead].map(verdictOf)
        expect(analysis.rows.map(({ verdict, totalX10 }) => (verdict === 'accepted' ? totalX10 : verdict))).toEqual(truths)
        const { counts } = analysis
        expect(counts.read).toBe(counts.accepted + counts.refused + counts.blank)
        expect([counts.refused, counts.blank]).toEqual([truths.filter((truth) => truth === 'refused').length, truths.filter((truth) => truth === 'blank').length])
        for (const [at, result] of analysis.results.entries()) {
          const [one, other] = [truths[at], truths[at + people.length]]
          const complete = typeof one === 'number' && typeof other === 'number'
          expect(result.state).toBe(complete ? 'complete' : 'open')
          // 60 and 40 of a hundred, in thousandths: no rounding is left to do.
          expect(result.weighted === null ? null : BigInt(result.weighted.replace('.', ''))).toBe(complete ? (BigInt(one) * 60n + BigInt(other) * 40n) / 10n : null)
        }
      }),
      { numRuns },
    )
  })

  test('every refused cell is named at its place, and no other cell is', () => {
    fc.assert(
      fc.property(madeMonth, (month) => {
        const sheet = table(month.officer, 'aux_by_police', month)
        const analysis = analyseScores({ fileName: 'x.xlsx', format: 'xlsx', sheets: [sheet] }, { month: '2026-10', terms, expected })
        const first = sheet.rows.length - people.length
        const places = month.officer.flatMap((row, at) => row.flatMap(({ truth }, code) => (truth === 'refused' ? [`${String.fromCharCode(65 + month.order.indexOf(code))}${first + at + 1}`] : [])))
        expect(analysis.faults.filter(({ severity }) => severity === 'error').map(({ row, column }) => `${column}${row}`).toSorted()).toEqual(places.toSorted())
      }),
      { numRuns },
    )
  })
})

test('whatever is typed into a cell, it is a score in range and step, a blank, or refused; a suggestion is never adopted', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.string().map((text) => `${text}分`), fc.double({ min: 0, max: 30 }).map(String)), fc.constantFrom(150, 200), (cell, maxX10) => {
      const read = readWrittenScore(cell, { maxX10, stepX10: 5 })
      if (read.kind === 'score') {
        expect(read.scoreX10 >= 0 && read.scoreX10 <= maxX10 && read.scoreX10 % 5 === 0).toBe(true)
        expect(Object.is(read.scoreX10, -0)).toBe(false)
      }
      if (read.kind === 'refused' && read.suggested !== null) expect(readWrittenScore(read.suggested, { maxX10, stepX10: 5 })).toMatchObject({ kind: 'score' })
    }),
    { numRuns: numRuns * 20 },
  )
})
