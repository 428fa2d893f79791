import { describe, expect, test } from 'vitest'
import { checkSignOf } from './identity-number'
import type { RawCell, RawMerge, RawSheet, RawWorkbook } from './raw-workbook'
import type { AnalyseOptions, RosterAnalysis } from './roster-analysis'
import { analyseRoster } from './roster-import'

let order = 100
let phones = 10_000_000
function id(sex: '男' | '女' = '男', birth = '19900101'): string {
  order += 2
  const seventeen = `330106${birth}${order + (sex === '男' ? 1 : 0)}`
  return seventeen + checkSignOf(seventeen)
}
function phone(): string {
  phones += 7
  return `139${phones}`
}
function sheet(name: string, rows: RawCell[][], extra: Partial<RawSheet> = {}): RawSheet {
  const cells = (row: RawCell[]) => row.map((cell) => (cell === '' ? null : cell))
  return { name, hidden: false, merges: [], hiddenColumns: [], rows: rows.map((row, index) => ({ row: index + 1, hidden: false, cells: cells(row) })), ...extra }
}
function analyse(sheets: RawSheet[], options: Partial<AnalyseOptions> = {}): RosterAnalysis {
  const workbook: RawWorkbook = { fileName: 'x.xlsx', format: 'xlsx', sheets }
  const analysis = analyseRoster(workbook, { today: '2026-11-23', places: { communities: [] }, ...options })
  const { counts } = analysis
  expect(counts.read).toBe(counts.valid + counts.needsConfirmation + counts.refused)
  return analysis
}
function kinds(analysis: RosterAnalysis, severity?: string): string[] {
  return analysis.faults.filter((fault) => severity === undefined || fault.severity === severity).map(({ row, kind }) => `${row} ${kind}`)
}
function hide(target: RawSheet, row: number): RawSheet {
  return { ...target, rows: target.rows.map((line) => (line.row === row ? { ...line, hidden: true } : line)) }
}
const head = ['姓名', '身份证号', '电话', '岗位', '网格']
const team = (): RawCell[][] => [
  ['李明', id(), phone(), '站长', ''],
  ['王芳', id('女'), phone(), '民警', ''],
  ['赵强', id(), phone(), '网格长', '第一网格'],
  ['孙丽', id('女'), phone(), '警辅', '第一网格'],
]
const merge = (top: number, left: number, bottom: number, right: number): RawMerge => ({ top, left, bottom, right })

describe('days of office', () => {
  test.each([
    ['0001-01-01', 'date_impossible'], ['1900-01-01', 'date_impossible'], ['1949-09-30', 'date_of_office'], ['1970-01-01', 'date_of_office'], ['2031-11-24', 'date_of_office'], ['9999-12-31', 'date_of_office'], ['1970年1月1日', 'date_of_office'],
  ])('%s is refused at its cell', (written, kind) => {
    for (const cell of [written, ...(/^\d/.test(written) && written.length === 10 ? [{ date: `${written}T00:00:00` }] : [])]) {
      const analysis = analyse([sheet('东湖社区', [[...head, '任职日期'], ...team().map((row) => [...row, cell])])])
      expect(analysis.counts).toMatchObject({ read: 4, refused: 4 })
      expect(kinds(analysis, 'error')).toEqual([2, 3, 4, 5].map((row) => `${row} ${kind}`))
      expect(analysis.rows.every(({ startOn }) => startOn === null)).toBe(true)
    }
  })
  test('how many years ahead is given from outside', () => {
    const rows = [[...head, '任职日期'], ...team().map((row) => [...row, '2031-11-24'])]
    expect(analyse([sheet('东湖社区', rows)], { yearsAhead: 6 }).counts).toMatchObject({ needsConfirmation: 4, refused: 0 })
  })
})

describe('layouts', () => {
  test('no header at all: columns by content', () => {
    const analysis = analyse([sheet('表', team().map((row) => [...row, '东湖社区', '2023.4.5']))])
    expect(analysis.counts).toMatchObject({ read: 4, valid: 4, skipped: 0 })
    expect(analysis.sheets[0]?.columns.map(({ field }) => field)).toEqual(['name', 'idNo', 'phone', 'post', 'grid', 'community', 'startOn'])
    expect(analysis.sheets[0]?.columns.every(({ guessedBy }) => guessedBy === 'content')).toBe(true)
  })
  test('header words that nobody knows', () => {
    const analysis = analyse([sheet('东湖社区', [['甲', '乙', '丙', '丁', '戊'], ...team()])])
    expect(analysis.counts).toMatchObject({ read: 4, valid: 4, skipped: 1 })
    expect(analysis.sheets[0]?.headerRows).toEqual([1])
  })
  test('a header that lies is overruled by its column', () => {
    const analysis = analyse([sheet('东湖社区', [['姓名', '电话', '身份证号', '岗位', '网格'], ...team()])])
    expect(analysis.counts.valid).toBe(4)
  })
  test('two levels without merges, community written once, total below', () => {
    const rows: RawCell[][] = [
      ['2026年6月网格人员登记表'],
      ['序号', '基本信息', '', '', '任职信息', '', '', '政治面貌', '备注'],
      ['', '姓 名', '身份证号码', '联系电话', '村/社区', '岗位', '网格', '', ''],
      [1, '李明', id(), phone(), '东湖社区', '站长', '', '党员', ''],
      [2, '王芳', id('女'), phone(), '', '网格长', '第一网格', '群众', 'x'],
      ['合计', 2],
    ]
    const analysis = analyse([sheet('表', rows)])
    expect(analysis.counts).toMatchObject({ read: 2, valid: 2, skipped: 4 })
    expect(analysis.rows.map(({ community }) => community)).toEqual(['东湖社区', '东湖社区'])
    expect(analysis.rows[0]?.extra).toEqual({ 政治面貌: '党员' })
    expect(analysis.asOf).toBe('2026-06-30')
  })
  test('two tables one below the other, each with its own title and column order', () => {
    const [a, b] = [team(), team().map(([name, idNo, tel, post, grid]): RawCell[] => [name ?? null, tel ?? null, idNo ?? null, post ?? null, grid ?? null])]
    const analysis = analyse([sheet('Sheet1', [['东湖社区网格员名单'], head, ...a, [], ['西山村网格员名单'], ['姓名', '联系方式', '证件号码', '职务', '所属网格'], ...b])])
    expect(analysis.counts).toMatchObject({ read: 8, valid: 8 })
    expect(analysis.rows.filter(({ community }) => community === '西山村')).toHaveLength(4)
  })
  test('communities as section rows, a vacancy line, a foot without people', () => {
    const analysis = analyse([
      sheet('总表', [
        ['某镇网格员花名册'],
        ['填报日期：2026年5月8日'],
        [...head, '出生日期', '紧急联系人', '紧急联系电话', '银行卡号'],
        ['一、东湖社区（4人）'],
        ...team().map((row) => [...row, '1990-01-01', '王五', phone(), '6222021001122334455']),
        ['二、西山村'],
        ...team(),
        ['空缺', '', '', '网格长', '第二网格'],
        ['本页小计', '8人'],
        ['填表人：张三', '', '', '审核人：李四'],
        ['注：以上人员均已核实。'],
      ]),
    ])
    expect(analysis.counts).toMatchObject({ read: 8, valid: 8 })
    expect(analysis.sheets[0]?.communityFrom).toBe('section')
    expect(analysis.asOf).toBe('2026-05-08')
    expect(analysis.skipped.map(({ kind }) => kind)).toEqual(['title', 'title', 'header', 'title', 'title', 'note', 'total', 'signature', 'note'])
    expect(Object.keys(analysis.rows[0]?.extra ?? {})).toEqual(['出生日期', '紧急联系人', '紧急联系电话', '银行卡号'])
  })
  test('one table per post', () => {
    const rows: RawCell[][] = [['东湖社区队伍花名册'], ['一、网格长'], ['序号', '姓名', '网格', '身份证号'], [1, '李明', '第一网格', id()], ['二、警辅人员'], [1, '王芳', '第一网格', id('女')], ['三、志愿者'], [1, '赵红', '', id('女')]]
    const analysis = analyse([sheet('花名册', rows)])
    expect(analysis.rows.map(({ post }) => post)).toEqual(['grid_chief', 'aux_police', 'volunteer'])
    expect(analysis.rows.every(({ community }) => community === '东湖社区')).toBe(true)
  })
  test('merged community, grid and post are filled down; the header is printed again', () => {
    const rows: RawCell[][] = [['村(社区)', '网格', ...head.slice(0, 4)], ['东湖社区', '第一网格', '赵强', id(), phone(), '网格长'], ['', '', '孙丽', id('女'), phone(), '警辅'], ['村(社区)', '网格', ...head.slice(0, 4)], ['东湖社区', '', '钱进', id(), phone(), '志愿者'], ['', '', '周红', id('女'), phone(), '']]
    const analysis = analyse([sheet('表', rows, { merges: [merge(2, 1, 3, 1), merge(2, 2, 3, 2), merge(5, 1, 6, 1), merge(5, 6, 6, 6)] })])
    expect(analysis.counts).toMatchObject({ read: 4, valid: 4, skipped: 2 })
    expect(analysis.rows.map(({ grid }) => grid)).toEqual(['第一网格', '第一网格', null, null])
  })
  test('the community stands in a label or in the name of the sheet', () => {
    expect(analyse([sheet('Sheet1', [['社区名称：', '东湖'], head, ...team()])]).rows[0]?.community).toBe('东湖')
    expect(analyse([sheet('3.西山村 ', [head, ...team()])]).rows[0]?.community).toBe('西山村')
  })
  test('sheets without a roster are reported, not read; people in them are not lost', () => {
    const others = [
      sheet('说明', [['填写说明'], ['1. 姓名、身份证号必填'], ['岗位', '说明'], ['网格长', '一格一名']]),
      sheet('缺岗清单', [['序号', '社区', '网格', '缺岗'], [1, '东湖社区', '第二网格', '网格长']]),
      sheet('人员变动', [['姓名', '原岗位', '现岗位', '变动日期'], ['李明', '志愿者', '网格长', '2026-01-01']]),
      sheet('Sheet9', []),
      sheet('随手记', [['东湖社区'], ['钱进', id(), phone(), '志愿者']]),
    ]
    const analysis = analyse([sheet('东湖社区', [head, ...team()]), ...others])
    expect(analysis.sheets.map(({ ignored }) => ignored)).toEqual([false, true, true, true, true, false])
    expect(analysis.counts.read).toBe(5)
  })
})

describe('rows about each other', () => {
  test('the same person twice in a sheet, in another sheet, and one officer in two communities', () => {
    const [officer, twice, elsewhere] = [id('女'), id(), id()]
    const first = sheet('东湖社区', [head, ['王芳', officer, phone(), '民警', ''], ['李明', twice, phone(), '志愿者', ''], ['李明', twice, phone(), '楼道长', ''], ['钱进', elsewhere, phone(), '志愿者', '']])
    const second = sheet('西山村', [head, ['王芳', officer, phone(), '民警', ''], ['钱进', elsewhere, phone(), '志愿者', '']])
    expect(kinds(analyse([first, second]))).toEqual(['4 duplicate_same_sheet', '3 duplicate_other_sheet'])
  })
  test('two holders of one post, and an auxiliary with two grids', () => {
    const aux = id()
    const rows = [...team(), ['周红', id('女'), phone(), '站长', ''], ['吴刚', aux, phone(), '警辅', '第二网格'], ['吴刚', aux, phone(), '警辅', '第三网格'], ['郑华', id(), phone(), '警辅', '第四、五网格'], ['冯军', id(), phone(), '网格长', '第1网格']]
    expect(kinds(analyse([sheet('东湖社区', [head, ...rows])]), 'error')).toEqual(['6 two_station_chiefs', '8 aux_two_grids', '9 aux_two_grids_one_cell', '10 two_grid_chiefs'])
  })
  test('a hidden row waits and stands in nobody’s way', () => {
    const rows = [['周红', id('女'), phone(), '站长', ''], ...team()]
    const hidden = hide(sheet('东湖社区', [head, ...rows]), 2)
    expect(kinds(analyse([hidden]))).toEqual(['2 hidden_row'])
    const accepted = analyse([hidden], { decisions: [{ sheet: '东湖社区', row: 2, kind: 'hidden_row', accept: true }] })
    expect(kinds(accepted, 'error')).toEqual(['2 two_station_chiefs'])
    const hiddenSheet = analyse([sheet('东湖社区', [head, ...team()], { hidden: true })])
    expect(hiddenSheet.counts).toMatchObject({ read: 4, needsConfirmation: 4 })
  })
  test('against the roster that is stored', () => {
    const [chief, officer] = [id(), id('女')]
    const analysis = analyse([sheet('东湖社区', [head, ['李明', chief, phone(), '站长', ''], ['王芳', officer, phone(), '民警', '']])], {
      roster: {
        persons: [{ idNo: chief, name: '李明' }],
        holders: [
          { post: 'station_chief', community: '东湖社区', grid: null, name: '李明', idNo: chief },
          { post: 'community_police', community: '东湖社区', grid: null, name: '张军', idNo: id() },
        ],
      },
    })
    expect(kinds(analysis)).toEqual(['3 post_already_held'])
  })
})

describe('fields', () => {
  const one = (over: Partial<Record<'name' | 'id' | 'phone' | 'post' | 'grid' | 'police' | 'date' | 'sex', RawCell>>) => {
    const row = { name: '李明', id: id(), phone: phone(), post: '民警', grid: '', police: '012345', date: '2024-01-02', sex: '男', ...over }
    return analyse([sheet('东湖社区', [['姓名', '身份证号', '电话', '岗位', '网格', '警号', '任职日期', '性别'], ...team(), [row.name, row.id, row.phone, row.post, row.grid, row.police, row.date, row.sex].map((cell) => (cell === '' ? null : cell))])])
  }
  test.each<[string, Parameters<typeof one>[0], string, string]>([
    ['no name', { name: '', post: '志愿者' }, 'name_missing', 'error'],
    ['no post', { post: '' }, 'post_missing', 'error'],
    ['strange post', { post: '协理员' }, 'unknown_post', 'error'],
    ['no number', { id: '', post: '志愿者' }, 'id_empty', 'confirm'],
    ['17 digits', { id: '33010619900101111', post: '志愿者' }, 'id_17_digits', 'error'],
    ['lost digits', { id: 3.30106199001011e17, post: '志愿者' }, 'id_precision_lost', 'error'],
    ['other sex', { sex: '女', post: '志愿者' }, 'id_gender_mismatch', 'confirm'],
    ['short mobile', { phone: '1391234567', post: '志愿者' }, 'phone_10_digits', 'error'],
    ['landline', { phone: '0371-66123456', post: '志愿者' }, 'phone_landline', 'confirm'],
    ['two numbers', { phone: '13912345678/13912345679', post: '志愿者' }, 'phone_two_numbers', 'confirm'],
    ['short police number', { police: 12345, post: '志愿者' }, 'police_no_short', 'confirm'],
    ['strange grid', { grid: '机动网格', post: '志愿者' }, 'unknown_grid', 'error'],
    ['month', { date: '2024年5月', post: '志愿者' }, 'date_month_only', 'confirm'],
    ['future', { date: '2027-01-01', post: '志愿者' }, 'date_future', 'confirm'],
    ['no such day', { date: '2024-02-30', post: '志愿者' }, 'date_impossible', 'error'],
    ['two posts', { post: '楼道长兼志愿者' }, 'two_posts_one_cell', 'confirm'],
    ['no grid', { post: '网格长', grid: '' }, 'grid_missing', 'error'],
  ])('%s', (_what, over, kind, severity) => {
    const found = one(over).faults.filter((fault) => fault.row === 6)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ kind, severity })
    expect(found[0]?.message).not.toMatch(/您|抱歉|[!！]|[A-Za-z]{4,}/)
  })
  test('a phone that is merged over two people is nobody’s yet', () => {
    const rows = [head, ...team()]
    const analysis = analyse([sheet('东湖社区', rows.map((row, index) => (index === 2 ? row.with(2, '') : row)), { merges: [merge(2, 3, 3, 3)] })])
    expect(kinds(analysis)).toEqual(['3 phone_merged_cell'])
    expect(analysis.rows[1]?.phone).toBeNull()
  })
  test('places are closed once the township has some', () => {
    const places = { communities: [{ name: '东湖社区', code: '330106009001', grids: [{ name: '东湖社区第一网格', code: '330106009001001' }] }] }
    const named = analyse([sheet('1.东湖', [head, ...team(), ['钱进', id(), phone(), '志愿者', '2号网格']])], { places })
    expect(kinds(named, 'error')).toEqual(['6 unknown_grid'])
    expect(named.rows[2]).toMatchObject({ community: '东湖社区', communityCode: '330106009001', grid: '第一网格', gridCode: '330106009001001' })
    expect(kinds(analyse([sheet('西山村', [head, ...team()])], { places }), 'error')).toContain('2 unknown_community')
  })
  test('grids are created from ordinals, codes and named grids with people of their own', () => {
    const analysis = analyse([
      sheet('东湖社区', [[...head, '网格编码'], ['赵强', id(), phone(), '网格长', '', 330106009001002], ['孙丽', id('女'), phone(), '警辅', '第2网格', '330106009001002'], ['周红', id('女'), phone(), '网格长', '一格', ''], ['吴刚', id(), phone(), '志愿者', '机动网格', '']]),
      sheet('西山村', [head, ['郑华', id(), phone(), '网格长', '锦绣网格'], ['冯军', id(), phone(), '警辅', '锦绣']]),
    ])
    expect(analysis.places.grids).toEqual([
      { community: '东湖社区', name: '第一网格', code: null },
      { community: '东湖社区', name: '第二网格', code: '330106009001002' },
      { community: '西山村', name: '锦绣网格', code: null },
    ])
    expect(analysis.places.communities[0]).toEqual({ name: '东湖社区', code: '330106009001', kind: 'residents_committee' })
    expect(kinds(analysis, 'error')).toEqual(['5 unknown_grid'])
  })
})

describe('a person decides', () => {
  const rows = [head.concat('任职日期'), ...team().map((row) => [...row, '2024年5月'])]
  test('accepting takes the suggestion, declining keeps the row out', () => {
    const decide = (accept: boolean) => analyse([sheet('东湖社区', rows)], { decisions: [{ sheet: '东湖社区', row: 2, kind: 'date_month_only', accept }] })
    expect(decide(true).counts).toMatchObject({ valid: 1, normalised: 1, needsConfirmation: 3, refused: 0 })
    expect(decide(true).rows[0]?.startOn).toBe('2024-05-01')
    expect(decide(false).counts).toMatchObject({ valid: 0, needsConfirmation: 3, refused: 1 })
  })
  test('a correction stands for the cell', () => {
    const corrected = analyse([sheet('东湖社区', rows)], { corrections: [{ sheet: '东湖社区', row: 2, column: 'F', text: '2024-05-06' }] })
    expect(corrected.counts).toMatchObject({ valid: 1, needsConfirmation: 3 })
    expect(corrected.rows[0]).toMatchObject({ startOn: '2024-05-06', normalised: false })
  })
  test('a mapping overrules every guess and the shape stays the same', () => {
    const analysis = analyse([sheet('东湖社区', rows)], { mapping: { 东湖社区: { C: 'extra', F: 'ignored' } } })
    expect(analysis.rows[0]).toMatchObject({ phone: null, startOn: null })
    expect(analysis.rows[0]?.extra['电话']).toMatch(/^139/)
    expect(analysis.sheets[0]?.columns.filter(({ guessedBy }) => guessedBy === 'person').map(({ column }) => column)).toEqual(['C', 'F'])
    expect(analysis.shapeKey).toBe(analyse([sheet('东湖社区', rows)]).shapeKey)
  })
})

test('a cell full of prose is no puzzle', () => {
  const long = [...'-至1.2024年社区村网格长第一 、（'].map((sign) => sign.repeat(15_000)).concat('2024-'.repeat(6_000), '柳镇'.repeat(9_000) + '社区')
  const rows = long.map((text): RawCell[] => [text, text, text, text, text])
  const analysis = analyse([sheet('东湖社区', [[long[0] ?? '', long[3] ?? ''], head, ...rows, ...team()])])
  expect(analysis.counts.valid).toBe(4)
})

test('ten thousand rows are all read', () => {
  const grids = ['第一网格', '第2网格', '3']
  const rows = Array.from({ length: 10_000 }, (_, index): RawCell[] => {
    const seventeen = `330106${1950 + (index % 50)}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}${String(index % 1000).padStart(3, '0')}`
    return [index + 1, `东湖${index % 30}社区`, '李明', seventeen + checkSignOf(seventeen), `139${String(10_000_000 + index)}`, '志愿者', grids[index % 3] ?? null, '2024.5.6', '党员']
  })
  const workbook = [sheet('名单', [['序号', '村(社区)', '姓名', '身份证号', '电话', '岗位', '网格', '任职日期', '政治面貌'], ...rows])]
  const { counts } = analyse(workbook)
  expect(counts.read).toBe(10_000)
  expect(counts.valid + counts.needsConfirmation + counts.refused).toBe(10_000)
})
