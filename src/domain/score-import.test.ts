import { describe, expect, test } from 'vitest'
import type { SheetKind, Terms } from './evaluation'
import type { RawCell, RawMerge, RawSheet, RawWorkbook } from './raw-workbook'
import type { ExpectedScoreSheet, ScoreAnalysis, ScoreImportOptions } from './score-analysis'
import { analyseScores } from './score-import'

const dimensions = (labels: readonly (readonly [string, number])[]) => labels.map(([label, max]) => ({ code: label, label, maxX10: max * 10, criteria: '' }))
const aux = { version: 1, dimensions: dimensions([['信息报送', 20], ['矛盾化解', 20], ['协助维稳', 15], ['责任落实', 15], ['问题反馈', 15], ['工作作风', 15]]) }
const police = { version: 1, dimensions: dimensions([['基础信息采集', 20], ['实有人口管理', 20], ['组织安全防范', 20], ['化解矛盾纠纷', 20], ['联系服务群众', 20]]) }
const terms: Terms = {
  stepX10: 5, lowPercent: 60, policeWeight: 60, bonusCapX10: 100, deductionCapX10: 100, basis: 'last_day',
  grades: [{ name: '优秀', fromX100: 9000 }, { name: '称职', fromX100: 8000 }, { name: '基本称职', fromX100: 6000 }, { name: '不称职', fromX100: 0 }],
  templates: { police_by_chief: police, aux_by_police: aux, aux_by_grid_chief: aux },
}

/** Two communities, four grids. 孟春 is an auxiliary in both. */
const teams = [
  { community: '东塘社区', chief: '岳宏', officer: '钟毅', grids: [['第一网格', '孟春', '苗旺'], ['第二网格', '房霞', '葛成']] },
  { community: '西柳村', chief: '冉青', officer: '米佳', grids: [['第一网格', '孟春', '齐云'], ['第二网格', '单雄', '解冰']] },
] as const
const expected: ExpectedScoreSheet[] = teams.flatMap(({ community, chief, officer, grids }) => {
  const sheet = (kind: SheetKind, grid: string | null, ratee: string, rater: string): ExpectedScoreSheet => ({
    key: `${kind} ${community} ${ratee}`, kind, community, grid, rateeId: `${community} ${ratee}`, rateeName: ratee, raterName: rater, raterProblem: null, handedIn: null, barred: null,
  })
  return [
    sheet('police_by_chief', null, officer, chief),
    ...grids.flatMap(([grid, ratee, lead]) => [sheet('aux_by_police', grid, ratee, officer), sheet('aux_by_grid_chief', grid, ratee, lead)]),
  ]
})

const sheet = (name: string, rows: RawCell[][], extra: Partial<RawSheet> = {}): RawSheet => ({
  name, hidden: false, merges: [], hiddenColumns: [], rows: rows.map((cells, index) => ({ row: index + 1, hidden: false, cells: cells.map((cell) => (cell === '' ? null : cell)) })), ...extra,
})
const merge = (top: number, left: number, bottom: number, right: number): RawMerge => ({ top, left, bottom, right })
function analyse(sheets: RawSheet[], options: Partial<ScoreImportOptions> & { format?: RawWorkbook['format'] } = {}): ScoreAnalysis {
  const { format = 'xlsx', ...rest } = options
  const analysis = analyseScores({ fileName: 'x', format, sheets }, { month: '2026-10', terms, expected, ...rest })
  const { counts } = analysis
  expect(counts.read).toBe(counts.accepted + counts.refused + counts.blank)
  expect(counts.read).toBe(analysis.rows.length)
  for (const row of analysis.rows) expect(row.verdict === 'accepted').toBe(row.totalX10 !== null)
  return analysis
}
const kinds = (analysis: ScoreAnalysis, severity?: string): string[] => analysis.faults.filter((fault) => severity === undefined || fault.severity === severity).map(({ row, column, kind }) => `${column ?? ''}${row} ${kind}`)
const taken = (analysis: ScoreAnalysis): string[] => analysis.rows.filter(({ verdict }) => verdict === 'accepted').map(({ kind, community, name, totalX10 }) => `${kind} ${community} ${name} ${totalX10}`)

const head = ['姓名', '村(社区)', '网格', ...aux.dimensions.map(({ label }) => label), '合计', '评分人']
const scores = [18, 17.5, 13, 12, 14, 13.5]
const row = (name: string, community: string, grid: string, rater: string, own: RawCell[] = scores, total: RawCell = ''): RawCell[] => [name, community, grid, ...own, total, rater]
const officerRows = (): RawCell[][] => [row('孟春', '东塘社区', '第一网格', '钟毅'), row('房霞', '东塘社区', '第二网格', '钟毅'), row('孟春', '西柳村', '第一网格', '米佳'), row('单雄', '西柳村', '第二网格', '米佳')]
const one = (own: RawCell[], more: Partial<ScoreImportOptions> & { format?: RawWorkbook['format'] } = {}, total: RawCell = '') => analyse([sheet('民警评', [head, row('孟春', '东塘社区', '第一网格', '钟毅', own, total)])], more)

describe('layouts', () => {
  test('a plain table in a sheet named after its rater', () => {
    const analysis = analyse([sheet('民警评', [head, ...officerRows()])])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 880', 'aux_by_police 东塘社区 房霞 880', 'aux_by_police 西柳村 孟春 880', 'aux_by_police 西柳村 单雄 880'])
    expect(analysis.faults).toEqual([])
    expect(analysis.results.map(({ policeTotal, leadTotal, weighted, state }) => [policeTotal, leadTotal, weighted, state])).toEqual(Array.from({ length: 4 }, () => ['88.0', null, null, 'open']))
  })
  test('columns in another order, maxima in the header, a title, a unit line, a signature line, totals and averages below', () => {
    const mixed = ['序号', '评分人', '工作作风\n（15分）', '信息报送(满分20分)', '3.协助维稳15分', '警辅姓名', '问题反馈', '责任落实', '矛盾化解', '总分', '所属社区', '扣分原因']
    const analysis = analyse([
      sheet('Sheet1', [
        ['青禾镇社区民警评分表（警辅人员）'],
        ['单位：青禾派出所', '', '', '', '考核月份：2026年10月', '', '', '', '填表日期：2026年11月2日'],
        mixed,
        [1, '钟毅', 13.5, 18, 13, '孟 春', 14, 12, 17.5, 88, '东塘社区', ''],
        [2, '钟毅', 15, 20, 15, '房霞', 15, 15, 20, 100, '东塘', ''],
        ['合计', '', 28.5, 38, 28, '', 29, 27, 37.5, 188, '', ''],
        ['平均', '', 14.25, 19, 14, '', 14.5, 13.5, 18.75, 94, '', ''],
        ['评分人签字：', '', '', '单位（盖章）：'],
        ['注：分值以0.5分为一档。'],
      ]),
    ])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 880', 'aux_by_police 东塘社区 房霞 1000'])
    expect(kinds(analysis)).toEqual(['F4 name_inner_space'])
    expect(analysis.counts).toMatchObject({ read: 2, accepted: 2, normalised: 1 })
  })
  test('two levels: a group over the dimensions, scores and reasons beneath', () => {
    const top = ['姓名', '网格', '评分项目', '', '', '', '', '', '小计']
    const below = ['', '', ...aux.dimensions.map(({ label }) => label), '']
    const rows = [['东塘社区警辅考核表（网格长评）'], top, below, ['孟春', '1号网格', ...scores, 88], ['房霞', '2号网格', ...scores, 88]]
    const merges = [merge(1, 1, 1, 9), merge(2, 1, 3, 1), merge(2, 2, 3, 2), merge(2, 3, 2, 8), merge(2, 9, 3, 9)]
    const analysis = analyse([sheet('10月', rows, { merges })])
    expect(taken(analysis)).toEqual(['aux_by_grid_chief 东塘社区 孟春 880', 'aux_by_grid_chief 东塘社区 房霞 880'])
    expect(analysis.sheets[0]?.headerRows).toEqual([2, 3])
    expect(analysis.faults).toEqual([])
  })
  test('two levels: each dimension with its score and its reason, maxima in a third row', () => {
    const labels = aux.dimensions.flatMap(({ label }) => [label, ''])
    const sub = aux.dimensions.flatMap(() => ['得分', '扣分原因'])
    const data = scores.flatMap((score, at): RawCell[] => (at === 3 ? [5, '两次未到岗'] : [score, '']))
    const merges = [merge(1, 1, 2, 1), ...aux.dimensions.map((_, at) => merge(1, 2 + at * 2, 1, 3 + at * 2))]
    const analysis = analyse([sheet('东塘社区民警评', [['姓名', ...labels], ['', ...sub], ['孟春', ...data]], { merges })])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 810'])
    expect(analysis.rows[0]?.reasons).toEqual({ 责任落实: '两次未到岗' })
    expect(analysis.faults.filter(({ severity }) => severity !== 'completeness')).toEqual([])
  })
  test('both raters side by side are two rows', () => {
    const labels = aux.dimensions.map(({ label }) => label)
    const merges = [merge(1, 1, 2, 1), merge(1, 2, 2, 2), merge(1, 3, 1, 9), merge(1, 10, 1, 16)]
    const rows: RawCell[][] = [['姓名', '村(社区)', '社区民警评分（60%）', '', '', '', '', '', '', '网格长评分（40%）'], ['', '', ...labels, '小计', ...labels, '小计'], ['孟春', '西柳村', ...scores, 88, 20, 20, 15, 15, 15, 15, 100], ['单雄', '西柳村', ...scores, 88, 20, 20, 16, 15, 15, 15, 101]]
    const analysis = analyse([sheet('汇总', rows, { merges })])
    expect(taken(analysis)).toEqual(['aux_by_police 西柳村 孟春 880', 'aux_by_grid_chief 西柳村 孟春 1000', 'aux_by_police 西柳村 单雄 880'])
    expect(kinds(analysis, 'error')).toEqual(['L4 over_max'])
    expect(analysis.results.find(({ community, name }) => community === '西柳村' && name === '孟春')).toEqual({ name: '孟春', community: '西柳村', policeTotal: '88.0', leadTotal: '100.0', weighted: '92.80', state: 'complete' })
  })
  test('a section per community, the header printed again, sections by banner', () => {
    const narrow = ['警辅姓名', ...aux.dimensions.map(({ label }) => label), '评分人']
    const rows: RawCell[][] = [['警辅人员月度考核（网格长评）'], ['东塘社区'], narrow, ['孟春', ...scores, '苗旺'], ['房霞', ...scores, '葛成'], [], ['西柳村'], narrow, ['孟春', ...scores, '齐云'], ['单雄', ...scores, '解冰']]
    const analysis = analyse([sheet('Sheet1', rows, { merges: [merge(1, 1, 1, 8), merge(2, 1, 2, 8), merge(7, 1, 7, 8)] })])
    expect(taken(analysis)).toEqual(['aux_by_grid_chief 东塘社区 孟春 880', 'aux_by_grid_chief 东塘社区 房霞 880', 'aux_by_grid_chief 西柳村 孟春 880', 'aux_by_grid_chief 西柳村 单雄 880'])
    expect(analysis.faults).toEqual([])
  })
  test('a sheet per community, and who rates by the names of the raters', () => {
    const narrow = ['名字', ...aux.dimensions.map(({ label }) => label), '评分人']
    const analysis = analyse([sheet('东塘社区', [narrow, ['孟春', ...scores, '钟毅'], ['房霞', ...scores, '钟毅']]), sheet('西柳村', [narrow, ['孟春', ...scores, '齐云'], ['单雄', ...scores, '解冰']]), sheet('说明', [['填写说明'], ['每项按实际打分']])])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 880', 'aux_by_police 东塘社区 房霞 880', 'aux_by_grid_chief 西柳村 孟春 880', 'aux_by_grid_chief 西柳村 单雄 880'])
    expect(analysis.sheets.map(({ ignored }) => ignored)).toEqual([false, false, true])
  })
  test('the rater’s post in a column of its own', () => {
    const analysis = analyse([sheet('评分', [[...head, '评分人身份'], [...row('孟春', '东塘社区', '', '钟毅'), '社区民警'], [...row('孟春', '东塘社区', '', '苗旺'), '网格长']])])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 880', 'aux_by_grid_chief 东塘社区 孟春 880'])
    expect(analysis.results[0]?.state).toBe('complete')
  })
  test('chiefs’ sheets with grades', () => {
    const columns = ['社区', '社区民警', '警号', ...police.dimensions.map(({ label }) => `${label}（20分）`), '总分', '等次', '站长', '评语']
    const analysis = analyse([sheet('站长', [columns, ['东塘社区', '钟毅', '013065', 18, 18, 18, 18, 18, 90, '优秀', '岳宏', '入户勤'], ['西柳村', '米佳', '016087', 18, 18, 18, 18, 17.5, 89.5, '优秀', '岳宏', '']])])
    expect(taken(analysis)).toEqual(['police_by_chief 东塘社区 钟毅 900'])
    expect(analysis.rows[0]).toMatchObject({ comment: '入户勤', rater: '岳宏' })
    expect(kinds(analysis)).toEqual(['K3 wrong_rater'])
  })
  test('the rater in a column headed by the post, beside other posts', () => {
    const labels = aux.dimensions.map(({ label }) => label)
    const alone = analyse([sheet('Sheet1', [['姓名', '社区', ...labels, '网格长'], ['孟春', '东塘社区', ...scores, '苗旺'], ['房霞', '东塘社区', ...scores, '苗旺']])])
    expect(taken(alone)).toEqual(['aux_by_grid_chief 东塘社区 孟春 880'])
    expect(kinds(alone, 'error')).toEqual(['I3 wrong_rater'])
    const both = analyse([sheet('民警评', [['姓名', '社区', '社区民警', '网格长', ...labels], ['孟春', '东塘社区', '钟毅', '苗旺', ...scores], ['房霞', '东塘社区', '米佳', '葛成', ...scores]])])
    expect(taken(both)).toEqual(['aux_by_police 东塘社区 孟春 880'])
    expect(kinds(both, 'error')).toEqual(['C3 wrong_rater'])
  })
  test('labels worded a little otherwise', () => {
    const analysis = analyse([sheet('民警评', [['姓名', '社区', '信息上报', '化解矛盾', '协助维稳工作', '责任落实情况', '问题反馈得分', '作风'], ['孟春', '东塘社区', ...scores]])])
    expect(analysis.rows[0]).toMatchObject({ verdict: 'blank', scoresX10: { 信息报送: 180, 矛盾化解: 175, 协助维稳: 130, 责任落实: 120, 问题反馈: 140 } })
    expect(kinds(analysis, 'blank')).toEqual(['2 blank'])
  })
  test('a file without a score table holds nothing', () => {
    const analysis = analyse([sheet('花名册', [['姓名', '电话', '岗位'], ['孟春', '13800001234', '警辅']])])
    expect(analysis.sheets[0]?.ignored).toBe(true)
    expect(analysis.counts.read).toBe(0)
  })
})

describe('cells', () => {
  test.each<[RawCell, string, string, string | null]>([
    [20.5, 'error', 'over_max', null],
    [-2, 'error', 'negative', null],
    [13.3, 'error', 'off_step', null],
    ['17.5分', 'error', 'text_with_unit', '17.5'],
    ['约 18', 'error', 'text_with_unit', '18'],
    ['１７．５分', 'error', 'text_with_unit', '17.5'],
    ['17,5', 'error', 'text_with_unit', '17.5'],
    ['95分', 'error', 'text_with_unit', null],
    ['15-18', 'error', 'text_with_unit', null],
    ['95%', 'error', 'text_with_unit', null],
    ['良好', 'error', 'word', null],
    ['请假', 'error', 'word', null],
    ['十七分半', 'error', 'word', '17.5'],
    ['二十', 'error', 'word', '20'],
    [true, 'error', 'not_a_score', null],
    [{ date: '2026-09-05T00:00:00' }, 'error', 'not_a_score', null],
    [{ error: '#REF!' }, 'error', 'not_a_score', null],
    ['１７．５', 'normalise', 'full_width', '17.5'],
    [' 17.5 ', 'normalise', 'number_as_text', '17.5'],
    ['', 'blank', 'blank', null],
    ['/', 'blank', 'blank', null],
    ['—', 'blank', 'blank', null],
  ])('%j is %s', (cell, severity, kind, suggested) => {
    const analysis = one([cell, ...scores.slice(1)])
    const [fault] = analysis.faults.filter(({ column }) => column === 'D')
    expect(fault).toMatchObject({ row: 2, severity, kind, suggested, header: '信息报送' })
    expect(analysis.rows[0]?.verdict).toBe(severity === 'error' ? 'refused' : severity === 'blank' ? 'blank' : 'accepted')
    expect(analysis.rows[0]?.totalX10 ?? null).toBe(severity === 'normalise' ? 175 + 700 : null)
  })
  test('zero is a score, with its reason asked for; a blank is not', () => {
    const analysis = one([0, ...scores.slice(1)])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 700'])
    expect(kinds(analysis)).toContain('D2 low_score_no_reason')
    expect(analysis.faults[0]?.severity).not.toBe('error')
  })
  test('a reason or comment that is too long is cut where everybody can see it', () => {
    const long = (length: number): string => '巡查记录不全；'.repeat(60).slice(0, length)
    const read = (reason: string, comment: string) =>
      analyse([sheet('民警评', [[...head, '扣分原因', '评语'], [...row('孟春', '东塘社区', '第一网格', '钟毅', [0, ...scores.slice(1)]), reason, comment]])])
    const analysis = read(long(250), long(120))
    expect(kinds(analysis, 'confirm')).toEqual(['M2 long_text', 'L2 long_text'])
    expect(analysis.faults.find(({ column }) => column === 'L')?.message).toBe('扣分原因有250字，只采用前200字，全文在原表里。要改就在这里改短。')
    expect([analysis.rows[0]?.verdict, Object.values(analysis.rows[0]?.reasons ?? {}).map((text) => text.length), analysis.rows[0]?.comment?.length]).toEqual(['accepted', [200], 300])
    expect(kinds(read(long(150), long(120)), 'confirm')).toEqual([])
  })
  test('what a formula leaves behind the last digit is no step', () => {
    expect(taken(one([17.499999999999996, ...scores.slice(1)]))).toEqual(['aux_by_police 东塘社区 孟春 875'])
  })
  test('a row without a single score is one blank, and a refused cell beside a blank refuses the row', () => {
    expect(kinds(one(['', '', '', '', '', '']), 'blank')).toEqual(['2 blank'])
    expect(one(['', 99, '', 12, 14, 13]).counts).toMatchObject({ read: 1, refused: 1, blank: 0 })
  })
  test('a score merged over two people is nobody’s but the first’s', () => {
    const rows = [head, row('孟春', '东塘社区', '', '钟毅'), row('房霞', '东塘社区', '', '钟毅', ['', ...scores.slice(1)])]
    const analysis = analyse([sheet('民警评', rows, { merges: [merge(2, 4, 3, 4)] })])
    expect(analysis.rows.map(({ verdict }) => verdict)).toEqual(['accepted', 'blank'])
    expect(analysis.faults.find(({ kind }) => kind === 'blank')?.message).toContain('合并')
  })
  test('text is no spelling in a text file', () => {
    const analysis = one(scores.map(String), { format: 'csv' }, '88')
    expect(analysis.counts).toMatchObject({ accepted: 1, normalised: 0 })
    expect(analysis.faults.filter(({ severity }) => severity !== 'completeness')).toEqual([])
  })
  test('a wrong typed total is listed and does not count; a sum that passed over text is not wrong', () => {
    expect(kinds(one(scores, {}, 90), 'confirm')).toEqual(['J2 wrong_total'])
    expect(taken(one(scores, {}, 90))).toEqual(['aux_by_police 东塘社区 孟春 880'])
    expect(kinds(one(scores, {}, '八十八'), 'confirm')).toEqual(['J2 wrong_total'])
    expect(kinds(one(scores, {}, '88分'), 'confirm')).toEqual([])
    expect(kinds(one(['１８', ...scores.slice(1)], {}, 70), 'confirm')).toEqual([])
    expect(kinds(one(['18', ...scores.slice(1)], {}, 71), 'confirm')).toEqual(['J2 wrong_total'])
  })
  test('a header with other maxima is not this month’s scale', () => {
    const scaled = ['姓名', '村(社区)', ...aux.dimensions.map(({ label }) => `${label}（10分）`)]
    const analysis = analyse([sheet('民警评', [scaled, ['孟春', '东塘社区', 9, 9, 9, 9, 9, 9]])])
    expect(analysis.counts).toMatchObject({ refused: 1 })
    expect(new Set(analysis.faults.filter(({ severity }) => severity === 'error').map(({ kind }) => kind))).toEqual(new Set(['other_maximum']))
  })
  test('a dimension without its column leaves every row blank', () => {
    const five = aux.dimensions.slice(0, 5).map(({ label }) => label)
    const analysis = analyse([sheet('民警评', [['姓名', '社区', ...five], ['孟春', '东塘社区', ...scores.slice(0, 5)]])])
    expect(analysis.rows[0]?.verdict).toBe('blank')
    expect(analysis.faults.find(({ kind }) => kind === 'blank')?.message).toContain('工作作风')
  })
  test('typed over in the preview, also with what was suggested', () => {
    const bad: RawCell[] = ['17.5分', ...scores.slice(1)]
    expect(taken(one(bad, { corrections: [{ sheet: '民警评', row: 2, column: 'D', text: '17.5' }] }))).toEqual(['aux_by_police 东塘社区 孟春 875'])
  })
})

describe('people', () => {
  const list = (...rows: RawCell[][]) => analyse([sheet('民警评', [head, ...rows])])
  test('unknown, from elsewhere, in a place that is none, nameless', () => {
    const analysis = list(row('闻无', '东塘社区', '第一网格', '钟毅'), row('单雄', '东塘社区', '', '钟毅'), row('孟春', '南山社区', '', '钟毅'), row('', '东塘社区', '第二网格', '钟毅'))
    expect(kinds(analysis, 'error')).toEqual(['A2 ratee_not_in_roster', 'A3 ratee_not_in_roster', 'B4 unknown_community', 'A5 name_missing'])
    expect(analysis.faults[0]?.message).toContain('第一网格本月应评的是孟春')
    expect(analysis.faults.find(({ kind }) => kind === 'name_missing')?.suggested).toBe('房霞')
  })
  test('two of one name need their community', () => {
    const narrow = ['姓名', ...aux.dimensions.map(({ label }) => label)]
    const analysis = analyse([sheet('民警评', [narrow, ['孟春', ...scores], ['房霞', ...scores]])])
    expect(kinds(analysis, 'error')).toEqual(['A2 ambiguous_person'])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 房霞 880'])
  })
  test('twice: the first stands, the same or not', () => {
    const analysis = list(row('孟春', '东塘社区', '', '钟毅'), row('孟春', '东塘社区', '', '钟毅'), row('孟春', '东塘社区', '', '钟毅', [20, ...scores.slice(1)]))
    expect(analysis.rows.map(({ verdict }) => verdict)).toEqual(['accepted', 'refused', 'refused'])
    expect(analysis.faults.filter(({ kind }) => kind === 'duplicate_row').map(({ message }) => message.includes('分值不同'))).toEqual([false, true])
  })
  test('a line prepared and left empty does not stand in the way of the one filled in', () => {
    const analysis = list(row('孟春', '东塘社区', '', '', ['', '', '', '', '', '']), row('孟春', '东塘社区', '', '钟毅'))
    expect(analysis.rows.map(({ verdict }) => verdict)).toEqual(['blank', 'accepted'])
  })
  test('rated by oneself, by somebody else, by nobody named', () => {
    const analysis = list(row('孟春', '东塘社区', '', '孟春'), row('房霞', '东塘社区', '', '米佳'), row('单雄', '西柳村', '', ''))
    expect(kinds(analysis, 'error')).toEqual(['K2 self_rating', 'K3 wrong_rater'])
    expect(kinds(analysis, 'confirm')).toEqual(['K4 rater_blank'])
    expect(analysis.rows[2]).toMatchObject({ verdict: 'accepted', rater: '米佳' })
  })
  test('nobody may rate by the roster alone', () => {
    const vacant = expected.map((one) => (one.key === 'aux_by_police 东塘社区 孟春' ? { ...one, raterName: null, raterProblem: '评分人空缺' } : one))
    const analysis = analyse([sheet('民警评', [head, row('孟春', '东塘社区', '', '钟毅')])], { expected: vacant })
    expect(kinds(analysis, 'error')).toEqual(['K2 wrong_rater'])
    expect(analysis.faults.find(({ kind }) => kind === 'wrong_rater')?.message).toContain('评分人空缺')
  })
  test('another grid than the roster’s is listed', () => {
    const analysis = list(row('孟春', '东塘社区', '第二网格', '钟毅'))
    expect(kinds(analysis, 'confirm')).toEqual(['C2 grid_differs'])
    expect(analysis.rows[0]?.verdict).toBe('accepted')
  })
  test('who is missing, where the file speaks for the community', () => {
    const missing = (analysis: ScoreAnalysis) => analysis.faults.filter(({ severity }) => severity === 'completeness').map(({ value }) => value)
    expect(missing(list(row('孟春', '东塘社区', '', '钟毅')))).toEqual(['房霞'])
    const lead = (...rows: RawCell[][]) => analyse([sheet('网格长评', [head, ...rows])])
    expect(missing(lead(row('孟春', '东塘社区', '', '苗旺')))).toEqual([])
    expect(missing(lead(...officerRows().slice(0, 2).map((cells, at) => [...cells.slice(0, -1), at === 0 ? '苗旺' : '葛成'])))).toEqual([])
  })
})

describe('around the rows', () => {
  const titled = (title: string) => analyse([sheet('民警评', [[title], head, row('孟春', '东塘社区', '', '钟毅')])])
  test('another month is refused, the day of filling in is no month', () => {
    expect(kinds(titled('考核月份：2026年9月'), 'error')).toEqual(['3 other_month'])
    expect(kinds(titled('警辅2026年9月份考核评分表'), 'error')).toEqual(['3 other_month'])
    expect(kinds(titled('填表日期：2026年11月2日'), 'error')).toEqual([])
    expect(kinds(titled('考核月份：2026年10月　填表日期：2026年11月2日'), 'error')).toEqual([])
  })
  test('a hidden sheet is not read as anybody’s word, a hidden row is listed', () => {
    const hiddenSheet = analyse([sheet('民警评(旧)', [head, row('孟春', '东塘社区', '', '钟毅', [20, ...scores.slice(1)])], { hidden: true }), sheet('民警评', [head, row('孟春', '东塘社区', '', '钟毅')])])
    expect(taken(hiddenSheet)).toEqual(['aux_by_police 东塘社区 孟春 880'])
    const plain = sheet('民警评', [head, row('孟春', '东塘社区', '', '钟毅')])
    const hiddenRow = analyse([{ ...plain, rows: plain.rows.map((line) => ({ ...line, hidden: line.row === 2 })) }])
    expect(kinds(hiddenRow, 'confirm')).toEqual(['2 hidden_row'])
  })
  test('nothing says who rates', () => {
    const analysis = analyse([sheet('Sheet1', [['姓名', '社区', ...aux.dimensions.map(({ label }) => label)], ['孟春', '东塘社区', ...scores]])])
    expect(kinds(analysis, 'error')).toEqual(['2 unknown_rater_kind'])
  })
  test('left out by a person', () => {
    const analysis = analyse([sheet('民警评', [head, ...officerRows()])], { leftOut: [{ sheet: '民警评', row: 3 }] })
    expect(kinds(analysis, 'error')).toEqual(['3 left_out'])
    expect(analysis.counts).toMatchObject({ accepted: 3, refused: 1 })
  })
  test('handed in before: the same is nothing new, other scores are refused, a rater’s own is not compared', () => {
    const codes = Object.fromEntries(aux.dimensions.map(({ code }, at) => [code, (scores[at] ?? 0) * 10]))
    const before = (handedIn: ExpectedScoreSheet['handedIn'], own: RawCell[]) => one(own, { expected: expected.map((sheet) => (sheet.key === 'aux_by_police 东塘社区 孟春' ? { ...sheet, handedIn } : sheet)) })
    expect(before(codes, scores).rows[0]).toMatchObject({ verdict: 'accepted', alreadyHandedIn: true })
    expect(kinds(before(codes, [20, ...scores.slice(1)]), 'error')).toEqual(['2 handed_in_differently'])
    for (const own of [scores, [20, ...scores.slice(1)]]) expect(kinds(before('by_rater', own), 'error')).toEqual(['2 handed_in_by_rater'])
  })
  test('a bonus column is not read', () => {
    const analysis = analyse([sheet('民警评', [[...head, '加分'], [...row('孟春', '东塘社区', '', '钟毅'), 5]])])
    expect(kinds(analysis, 'confirm')).toEqual(['L2 bonus_not_read'])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 880'])
  })
})

describe('forms of one person', () => {
  const form = (person: string, own: RawCell[], total: RawCell = '', rater = '钟毅', title = '警辅人员月度考核评分表（社区民警评）'): RawCell[][] => [
    [title],
    ['填报单位：东塘社区第一网格', '', `统计期间：2026年10月　被考核人：${person}`, '', '填报日期：2026年10月30日　单位：分'],
    ['序号', '考核指标', '评分标准', '分值', '得分', '扣分原因'],
    ...aux.dimensions.map(({ label, maxX10 }, at): RawCell[] => [at + 1, label, '及时、准确', maxX10 / 10, own[at] ?? '', at === 3 ? '两次未到岗' : '']),
    ['合计', '', '', 100, total, ''],
    ['评语：工作踏实'],
    [`评分人（社区民警 ${rater}）签名：`, '', '签名日期：　　年　　月　　日'],
  ]
  test('one to a sheet, with its rater, its reasons and its comment', () => {
    const analysis = analyse([sheet('孟春民警评', form('孟春', [18, 17.5, 13, 5, 14, 13.5], 81)), sheet('评分标准', [['考核指标', '评分标准', '分值'], ['信息报送', '及时', 20], ['矛盾化解', '有效', 20]])])
    expect(taken(analysis)).toEqual(['aux_by_police 东塘社区 孟春 810'])
    expect(analysis.rows[0]).toMatchObject({ rater: '钟毅', reasons: { 责任落实: '两次未到岗' } })
    expect(analysis.rows[0]?.comment).toContain('工作踏实')
    expect(analysis.sheets.map(({ ignored }) => ignored)).toEqual([false, true])
    expect(analysis.faults.filter(({ severity }) => severity !== 'completeness')).toEqual([])
  })
  test('faults stand at the form’s own cells', () => {
    const analysis = analyse([sheet('孟春', form('孟春', [18, '17.5分', 16, 12, '', 13.5], 60)), sheet('房霞', form('房霞', scores, 90, '米佳').map((cells) => cells.map((cell) => (typeof cell === 'string' ? cell.replace('第一网格', '第二网格') : cell))))])
    expect(kinds(analysis, 'error')).toEqual(['E5 text_with_unit', 'E6 over_max', '3 wrong_rater'])
    expect(kinds(analysis, 'blank')).toEqual(['E8 blank'])
    expect(analysis.counts).toMatchObject({ read: 2, refused: 2 })
  })
  test('several below each other, an empty one among them, a wrong total', () => {
    const rows = [...form('孟春', scores, 90), [], ...form('房霞', [])].map((cells, at) => (at > 10 ? cells.map((cell) => (typeof cell === 'string' ? cell.replace('第一网格', '第二网格') : cell)) : cells))
    const analysis = analyse([sheet('民警评', rows)])
    expect(analysis.rows.map(({ name, verdict, totalX10 }) => [name, verdict, totalX10])).toEqual([['孟春', 'accepted', 880], ['房霞', 'blank', null]])
    expect(kinds(analysis, 'confirm')).toEqual(['E10 wrong_total'])
  })
  test('the grid beside the name', () => {
    const rows = form('孟春（第一网格）', scores, 88).map((cells) => cells.map((cell) => (typeof cell === 'string' ? cell.replace('东塘社区第一网格', '东塘社区') : cell)))
    const analysis = analyse([sheet('孟春民警评', rows)])
    expect(analysis.rows[0]).toMatchObject({ verdict: 'accepted', name: '孟春', grid: '第一网格' })
    expect(analysis.faults.filter(({ severity }) => severity !== 'completeness')).toEqual([])
  })
  test('labels in cells beside their values', () => {
    const analysis = analyse([
      sheet('表', [['社区民警月度评议表'], ['村(社区)', '东塘社区', '社区民警', '钟毅', '站长', '岳宏'], ['序号', '项目', '满分', '得分'], ...police.dimensions.map(({ label }, at): RawCell[] => [at + 1, label, 20, 18]), ['', '合计', 100, 90]]),
    ])
    expect(taken(analysis)).toEqual(['police_by_chief 东塘社区 钟毅 900'])
  })
})

describe('a formula without a stored result', () => {
  const formula = { formula: '17+1' }
  test('in a score keeps the row out, at that cell and with nothing else said there', () => {
    const analysis = one([formula, ...scores.slice(1)])
    expect(analysis.counts).toMatchObject({ read: 1, accepted: 0, refused: 1 })
    expect(analysis.faults.filter(({ row: at, column }) => at === 2 && column === 'D')).toEqual([expect.objectContaining({ kind: 'formula_without_result', severity: 'error', message: expect.stringContaining('公式没有结果，用WPS或Excel打开保存一次再读') })])
  })
  test('in the total is a doubt, and the scores count', () => {
    const analysis = one(scores, {}, formula)
    expect(analysis.counts).toMatchObject({ read: 1, accepted: 1 })
    expect(analysis.faults.filter(({ kind }) => kind === 'formula_without_result')).toEqual([expect.objectContaining({ column: 'J', severity: 'confirm' })])
  })
})

test('a row with broken bytes is marked', () => {
  const marked = sheet('民警评', [head, row('孟春', '东塘社区', '第一网格', '钟毅')])
  const analysis = analyse([{ ...marked, rows: marked.rows.map((line) => (line.row === 2 ? { ...line, damaged: true as const } : line)) }])
  expect(analysis.faults).toContainEqual(expect.objectContaining({ row: 2, kind: 'damaged_text', severity: 'confirm' }))
})
