import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawCell, RawMerge, RawSheet } from './raw-workbook'
import { renminbiCapitals } from './renminbi-capitals'
import type { LedgerOptions, LedgerTenure, RewardLedgerAnalysis, StoredReward } from './reward-ledger-analysis'
import { analyseRewardLedger } from './reward-ledger-import'

const tenure = (name: string, post: LedgerTenure['post'], community = '东塘社区', more: Partial<LedgerTenure> = {}): LedgerTenure => ({
  personId: `${name}-${community}`,
  name,
  post,
  communityId: community,
  community,
  gridId: null,
  startOn: '2025-01-01',
  endOn: null,
  ...more,
})
const tenures: LedgerTenure[] = [
  tenure('单小明', 'grid_chief'),
  tenure('曾小红', 'aux_police'),
  tenure('仇大海', 'grid_chief', '西岭村'),
  tenure('解一凡', 'aux_police', '西岭村', { startOn: '2026-05-01' }),
  tenure('查文英', 'grid_chief', '西岭村', { endOn: '2026-04-01' }),
  tenure('盖春生', 'building_head'),
  tenure('王伟', 'grid_chief', '东塘社区'),
  tenure('王伟', 'grid_chief', '西岭村'),
]
const head: RawCell[] = ['序号', '日期', '受奖人', '岗位', '奖励类别', '线索内容', '案件编号/事项', '金额', '物品', '审批人', '发放日期', '签领', '备注']
let numbers = 0
/** A clean line; cells given by their header replace its own. */
function line(cells: Record<string, RawCell> = {}): RawCell[] {
  numbers += 1
  const own: Record<string, RawCell> = {
    序号: numbers, 日期: { date: '2026-03-05T00:00:00' }, 受奖人: '单小明', 岗位: '网格长', 奖励类别: '一案一奖', 线索内容: '提供线索一条', '案件编号/事项': `A41010559000020260${30_000 + numbers}`,
    金额: 300, 物品: null, 审批人: '姜审批', 发放日期: { date: '2026-03-20T00:00:00' }, 签领: '单小明', 备注: null, ...cells,
  }
  return head.map((title) => own[String(title)] ?? null)
}
function sheet(rows: RawCell[][], more: Partial<RawSheet> = {}): RawSheet {
  return { name: '奖励台账', hidden: false, merges: [], hiddenColumns: [], rows: rows.map((cells, index) => ({ row: index + 1, hidden: false, cells })), ...more }
}
function read(sheets: RawSheet[], options: Partial<LedgerOptions> = {}): RewardLedgerAnalysis {
  const analysis = analyseRewardLedger({ fileName: 'x.xlsx', format: 'xlsx', sheets }, { year: 2026, today: '2026-11-23', tenures, stored: [], ...options })
  const { counts } = analysis
  expect(counts.read).toBe(counts.accepted + counts.needsConfirmation + counts.refused)
  expect(analysis.capitals).toBe(renminbiCapitals(analysis.acceptedFen))
  return analysis
}
const ledger = (rows: RawCell[][], options: Partial<LedgerOptions> = {}) => read([sheet([head, ...rows])], options)
const said = (analysis: RewardLedgerAnalysis): string[] => analysis.faults.map(({ row, kind, severity }) => `${row} ${kind} ${severity}`)
const merge = (top: number, left: number, bottom: number, right = left): RawMerge => ({ top, left, bottom, right })

describe('a line', () => {
  it.each<[string, Record<string, RawCell>]>([
    ['with cash', {}],
    ['with goods of a value', { 金额: null, 物品: '食用油2桶（价值136元）' }],
    ['with both', { 物品: '雨衣1套，折价76元' }],
    ['not yet paid', { 发放日期: null, 签领: null }],
    ['paid to a proxy', { 签领: '代领（家属）' }],
    ['paid on its day', { 发放日期: { date: '2026-03-05T00:00:00' } }],
    ['of an auxiliary', { 受奖人: '曾小红', 岗位: '辅警', 签领: '本人' }],
    ['for a matter in words', { 奖励类别: '一事一奖', '案件编号/事项': '排查发现东塘社区煤气罐隐患' }],
    ['of one who left on a later day', { 受奖人: '查文英', 签领: '查文英' }],
  ])('%s is accepted without a word', (_, cells) => {
    const analysis = ledger([line(cells)])
    expect(said(analysis)).toEqual([])
    expect(analysis.counts).toMatchObject({ read: 1, accepted: 1 })
  })

  it.each<[string, Record<string, RawCell>, string, string]>([
    ['cash in words', { 金额: '伍佰元' }, 'amount_capitals confirm', 'H'],
    ['figures with a word', { 金额: '1千' }, 'amount_capitals confirm', 'H'],
    ['a unit', { 金额: '500元' }, 'amount_text_unit normalise', 'H'],
    ['a remark in the amount', { 金额: '500（含税）' }, 'amount_noted confirm', 'H'],
    ['a negative amount', { 金额: -300 }, 'amount_negative error', 'H'],
    ['half a fen', { 金额: 33.335 }, 'amount_impossible error', 'H'],
    ['no amount that can be read', { 金额: '若干' }, 'amount_unreadable error', 'H'],
    ['neither cash nor goods', { 金额: null }, 'nothing_given error', 'H'],
    ['zero', { 金额: 0 }, 'nothing_given error', 'H'],
    ['goods without a value', { 金额: null, 物品: '电热水壶1个' }, 'goods_without_value confirm', 'I'],
    ['no recipient', { 受奖人: null, 签领: '代领' }, 'recipient_missing error', 'C'],
    ['a stranger', { 受奖人: '闵路人', 签领: '闵路人' }, 'not_in_roster error', 'C'],
    ['a post that is not rewarded', { 岗位: '志愿者' }, 'wrong_post error', 'D'],
    ['a person of such a post', { 受奖人: '盖春生', 签领: '盖春生' }, 'wrong_post error', 'D'],
    ['another post than the roster’s', { 岗位: '警辅' }, 'post_differs error', 'D'],
    ['one who came later', { 受奖人: '解一凡', 岗位: '警辅', 签领: '解一凡' }, 'not_in_post error', 'C'],
    ['one who had left', { 受奖人: '查文英', 日期: '2026-04-01', 发放日期: '2026-04-02', 签领: '查文英' }, 'not_in_post error', 'C'],
    ['two people of one name', { 受奖人: '王伟', 签领: '王伟' }, 'same_name confirm', 'C'],
    ['two recipients', { 受奖人: '单小明、仇大海' }, 'two_recipients_one_cell confirm', 'C'],
    ['shares that do not sum', { 受奖人: '单小明100元、仇大海100元' }, 'share_sum error', 'C'],
    ['one recipient twice', { 受奖人: '单小明100元、单小明200元' }, 'recipient_twice error', 'C'],
    ['a blank in the name', { 受奖人: '单 小明' }, 'name_inner_space normalise', 'C'],
    ['no case number', { '案件编号/事项': null }, 'case_no_missing error', 'G'],
    ['a description for a case', { '案件编号/事项': '电动车被盗案' }, 'case_no_missing error', 'G'],
    ['a case number cut by Excel', { '案件编号/事项': 4.1010559e21 }, 'ref_precision_lost error', 'G'],
    ['no matter', { 奖励类别: '一事一奖', '案件编号/事项': null }, 'matter_missing error', 'G'],
    ['an unknown kind', { 奖励类别: '其他' }, 'basis_unknown confirm', 'E'],
    ['the approver himself', { 审批人: '单小明' }, 'approver_is_recipient error', 'J'],
    ['no approver', { 审批人: null }, 'approver_missing confirm', 'J'],
    ['a payment before its day', { 发放日期: '2026-03-01' }, 'paid_before_date error', 'K'],
    ['an unsigned payment', { 签领: null }, 'paid_unsigned error', 'L'],
    ['a signature without a payment', { 发放日期: null }, 'signed_not_paid confirm', 'L'],
    ['another’s signature', { 签领: '仇大海' }, 'signed_by_other confirm', 'L'],
    ['no date', { 日期: null }, 'date_missing error', 'B'],
    ['a date that is not', { 日期: '2026-02-30' }, 'date_impossible error', 'B'],
    ['a month', { 日期: '2026年3月' }, 'date_month confirm', 'B'],
    ['a day no office can mean', { 日期: '1970-01-01' }, 'date_of_office error', 'B'],
    ['a date in another style', { 日期: '2026.3.5' }, 'date_style normalise', 'B'],
    ['a date to come', { 日期: '2026-12-05', 发放日期: null, 签领: null }, 'date_future confirm', 'B'],
    ['another year', { 日期: '2025-12-31' }, 'other_year confirm', 'B'],
  ])('with %s says so at its cell', (_, cells, fault, column) => {
    const analysis = ledger([line(), line(cells), line()])
    expect(said(analysis)).toEqual([`3 ${fault}`])
    expect(analysis.faults[0]?.column).toBe(column)
    expect(analysis.counts.accepted).toBe(fault.endsWith('normalise') ? 3 : 2)
  })

  it('suggests the sum in figures, and holds it already', () => {
    const analysis = ledger([line({ 金额: '壹仟贰佰元整' })])
    expect(analysis.faults[0]).toMatchObject({ suggested: '1200元', suggestedFen: 120_000 })
    expect(analysis.lines[0]).toMatchObject({ amountFen: 120_000, verdict: 'confirm' })
    expect(analysis.acceptedFen).toBe(0)
  })

  it('knows one of two people of a name by the community behind it, or in the lead', () => {
    const analysis = ledger([line({ 受奖人: '王伟（西岭村）', 签领: '王伟' }), line({ 受奖人: '王伟', 线索内容: '西岭村三组有人聚赌', 签领: '王伟' })])
    expect(said(analysis)).toEqual([])
    expect(analysis.lines.map(({ recipients }) => recipients[0]?.personId)).toEqual(['王伟-西岭村', '王伟-西岭村'])
  })

  it('takes shares that are written out, and divides others to the fen', () => {
    const analysis = ledger([line({ 受奖人: '单小明200元、仇大海100元' }), line({ 受奖人: '单小明、曾小红、仇大海', 金额: 100 })])
    expect(analysis.lines[0]).toMatchObject({ verdict: 'valid', recipients: [{ shareFen: 20_000 }, { shareFen: 10_000 }] })
    expect(analysis.lines[1]?.recipients.map(({ shareFen, post }) => [shareFen, post])).toEqual([[3_334, 'grid_chief'], [3_333, 'aux_police'], [3_333, 'grid_chief']])
  })
})

describe('doubles', () => {
  it('are found whatever the case, the blanks and the width; the earlier day keeps the reward', () => {
    const analysis = ledger([
      line({ 日期: '2026-06-01', 发放日期: null, 签领: null, '案件编号/事项': 'a4101 0559 0000 2026030999' }),
      line({ 日期: '2026-03-05', '案件编号/事项': 'Ａ4101055900002026030999' }),
      line({ 日期: '2026-07-01', 发放日期: null, 签领: null, '案件编号/事项': 'A4101055900002026030999' }),
    ])
    expect(said(analysis)).toEqual(['2 duplicate_case_disguised error', '4 duplicate_case_disguised error'])
    expect(analysis.faults.map(({ relatedRow }) => relatedRow)).toEqual([3, 3])
    expect(analysis.lines[1]).toMatchObject({ verdict: 'valid', ref: 'A4101055900002026030999' })
  })

  it('are found over sheets, in a series, and among matters in words', () => {
    const analysis = read([
      sheet([head, line({ '案件编号/事项': 'A410105X0001、A410105X0002' }), line({ 奖励类别: '一事一奖', '案件编号/事项': '东塘社区煤气罐隐患' })], { name: '上半年' }),
      sheet([head, line({ 日期: '2026-08-01', 发放日期: null, 签领: null, '案件编号/事项': 'A410105X0002' }), line({ 日期: '2026-08-01', 发放日期: null, 签领: null, 奖励类别: '一事一奖', '案件编号/事项': '东塘社区“煤气罐”隐患' })], { name: '下半年' }),
    ])
    expect(analysis.faults.map(({ sheet: where, row, kind }) => `${where} ${row} ${kind}`)).toEqual(['下半年 2 duplicate_case', '下半年 3 duplicate_event'])
    expect(analysis.faults[0]?.message).toContain('“上半年”的第2行')
  })

  it('free the case once a person has returned the line that had it', () => {
    const rows = [line({ 金额: '伍佰元', '案件编号/事项': 'A41010500001' }), line({ '案件编号/事项': 'A41010500001' })]
    expect(ledger(rows).counts).toMatchObject({ needsConfirmation: 1, refused: 1 })
    const decided = ledger(rows, { decisions: [{ sheet: '奖励台账', row: 2, kind: 'amount_capitals', accept: false }] })
    expect(decided.counts).toMatchObject({ accepted: 1, refused: 1 })
    expect(decided.lines[1]?.verdict).toBe('valid')
  })

  const stored: StoredReward = { basis: 'per_case', refKeys: ['A41010500009'], rewardNo: '奖2026-001', on: '2026-03-05', recipients: ['单小明'], amountFen: 30_000, goodsValueFen: 0, paidOn: '2026-03-20' }
  it('know a stored reward again, and refuse a second one for its case', () => {
    const again = ledger([line({ '案件编号/事项': 'A41010500009' })], { stored: [stored] })
    expect(said(again)).toEqual([])
    expect(again.counts).toMatchObject({ accepted: 1, alreadyStored: 1 })
    expect(again.acceptedFen).toBe(30_000)
    const other = ledger([line({ '案件编号/事项': 'a41010500009', 金额: 500 })], { stored: [stored] })
    expect(said(other)).toEqual(['2 duplicate_case error'])
    expect(other.faults[0]?.message).toContain('奖2026-001')
  })
  it('never says, nor lets be guessed, who holds a reward at confidentiality 3', () => {
    const sealed = { ...stored, recipients: null }
    for (const name of ['单小明', '别人']) {
      const { faults, lines } = ledger([line({ '案件编号/事项': 'A41010500009', 受奖人: name })], { stored: [sealed] })
      expect(lines[0]?.alreadyStored).toBe(false)
      expect(faults.find(({ kind }) => kind === 'duplicate_case')?.message).toBe('库里已有这一案件的奖励奖2026-001（2026-03-05），受奖人、日期或金额与这一行不同。不得重复奖励，核对后再导入。')
    }
  })

  it('say so where the ledger has paid what still awaits payment in the store', () => {
    const analysis = ledger([line({ '案件编号/事项': 'A41010500009' })], { stored: [{ ...stored, paidOn: null }] })
    expect(said(analysis)).toEqual(['2 paid_since confirm'])
    expect(ledger([line({ '案件编号/事项': 'A41010500009', 发放日期: null, 签领: null })], { stored: [{ ...stored, paidOn: null }] }).counts).toMatchObject({ accepted: 1, alreadyStored: 1 })
  })
  it('count the cases of a series as one', () => {
    const seriesOf = (key: string) => (key === 'A41010500009' ? ['A41010500010'] : key === 'A41010500010' ? ['A41010500009'] : [])
    expect(said(ledger([line({ '案件编号/事项': 'A41010500009' }), line({ '案件编号/事项': 'A41010500010' })], { seriesOf }))).toEqual(['3 duplicate_case error'])
    expect(said(ledger([line({ '案件编号/事项': 'A41010500010' })], { seriesOf, stored: [{ ...stored, amountFen: 1 }] }))).toEqual(['2 duplicate_case error'])
  })
})

describe('decisions and corrections', () => {
  const rows = [line({ 金额: '伍佰元' }), line({ 金额: null, 物品: '电热水壶1个' })]
  const decide = (row: number, kind: string, accept: boolean) => ({ sheet: '奖励台账', row, kind, accept })
  it('take the suggestion or return the line', () => {
    expect(ledger(rows, { decisions: [decide(2, 'amount_capitals', true)] })).toMatchObject({ acceptedFen: 50_000, counts: { accepted: 1, needsConfirmation: 1 } })
    expect(ledger(rows, { decisions: [decide(2, 'amount_capitals', false)] })).toMatchObject({ acceptedFen: 0, counts: { refused: 1, needsConfirmation: 1 } })
  })
  it('never accept goods alone without a value; typing the value does', () => {
    expect(said(ledger(rows, { decisions: [decide(3, 'goods_without_value', true)] }))).toContain('3 goods_need_value error')
    const typed = ledger(rows, { corrections: [{ sheet: '奖励台账', row: 3, column: 'I', text: '电热水壶1个（价值89元）' }] })
    expect(typed.lines[1]).toMatchObject({ verdict: 'valid', goodsValueFen: 8_900 })
  })
})

describe('other people’s ledgers', () => {
  it('have two levels of headers, other words, capitals beside the figures and the columns in another order', () => {
    const analysis = read([
      sheet(
        [
          ['某镇2026年情报线索奖励发放登记表', null, null, null, null, null, null, null, null, null],
          ['填报日期：2026年9月30日', null, null, null, null, null, null, null, null, null],
          ['序号', '奖励对象', null, '奖励事由', '案号', '奖励金额（元）', null, '批准人', '领取', null],
          [null, '姓名', '职务', null, null, '小写', '大写', null, '时间', '签字'],
          ['一月份', null, null, null, null, null, null, null, null, null],
          [1, '单小明', '网格长', '盗窃线索', 'A4101050000000001', 500, '伍佰元整', '姜审批', '2026/9/10', '单小明'],
          [2, '曾小红', '辅警', '诈骗线索', 'A4101050000000002', 300, '伍佰元整', '姜审批', '2026/9/10', '曾小红'],
          ['小计', null, null, null, null, 800, '捌佰元整', null, null, null],
          ['本页合计（大写）：捌佰元整', null, null, null, null, null, null, null, null, null],
          ['经办人：', null, null, null, '审核人：', null, null, null, null, null],
        ],
        { merges: [merge(3, 2, 3, 3), merge(3, 6, 3, 7), merge(3, 9, 3, 10), merge(5, 1, 5, 10), merge(9, 1, 9, 10)] },
      ),
    ])
    expect(Object.fromEntries((analysis.sheets[0]?.columns ?? []).map(({ column, field }) => [column, field]))).toMatchObject({ B: 'recipient', C: 'post', D: 'lead', E: 'ref', F: 'amount', G: 'capitals', H: 'approver', I: 'paidOn', J: 'signedBy' })
    expect(analysis.counts).toMatchObject({ read: 2 })
    expect(said(analysis)).toContain('7 amount_differs error')
    expect(analysis.skipped.map(({ kind }) => kind)).toEqual(['title', 'title', 'header', 'header', 'title', 'total', 'total', 'signature'])
  })

  it('share one reward over rows whose number is merged, and divide a merged sum', () => {
    const shared = [line({ 金额: 301, '案件编号/事项': 'A410105777001' }), line({ 序号: null, 受奖人: '仇大海', '案件编号/事项': null, 金额: null, 签领: '仇大海' })]
    const analysis = read([sheet([head, ...shared, line()], { merges: [merge(2, 1, 3), merge(2, 7, 3), merge(2, 8, 3)] })])
    expect(said(analysis)).toEqual(['2 shares_missing confirm'])
    expect(analysis.lines.map(({ rewardRow, amountFen, verdict }) => [rewardRow, amountFen, verdict])).toEqual([[2, 15_050, 'confirm'], [2, 15_050, 'confirm'], [4, 30_000, 'valid']])
    const decided = read([sheet([head, ...shared], { merges: [merge(2, 1, 3), merge(2, 7, 3), merge(2, 8, 3)] })], { decisions: [{ sheet: '奖励台账', row: 2, kind: 'shares_missing', accept: true }] })
    expect(decided).toMatchObject({ acceptedFen: 30_100, counts: { accepted: 2 } })
  })

  it('refuse a sum that is merged over two rewards, rather than pay it twice', () => {
    const analysis = read([sheet([head, line(), line({ 金额: null })], { merges: [merge(2, 8, 3)] })])
    expect(said(analysis)).toEqual(['3 amount_merged error'])
    expect(analysis.acceptedFen).toBe(30_000)
  })

  it('repeat the header on each page, hide rows, and count in 万元', () => {
    const rows = [head.map((title) => (title === '金额' ? '金额（万元）' : title)), line({ 金额: 0.05 })]
    rows.push(rows[0] ?? [], line({ 金额: 0.2 }), ['本页小计', null, null, null, null, null, null, 0.25])
    const whole = sheet(rows)
    const analysis = read([{ ...whole, rows: whole.rows.map((row) => (row.row === 4 ? { ...row, hidden: true } : row)) }])
    expect(said(analysis)).toEqual(['4 hidden_row confirm'])
    expect(analysis.lines.map(({ amountFen }) => amountFen)).toEqual([50_000, 200_000])
    expect(analysis.skipped.map(({ row, kind }) => `${row} ${kind}`)).toEqual(['1 header', '3 header', '5 total'])
  })

  it('name columns with words of their own; their cells tell what they hold', () => {
    const odd: RawCell[] = ['序号', '日期', '受奖人', '甲', '乙', '丙', '丁', '金额', '戊', '审批人', '发放日期', '签领', '备注']
    const analysis = read([sheet([odd, line(), line(), line({ 受奖人: '仇大海', 签领: '仇大海' })])])
    expect(Object.fromEntries((analysis.sheets[0]?.columns ?? []).map(({ column, field }) => [column, field]))).toMatchObject({ D: 'post', E: 'basis', G: 'ref' })
    expect(analysis.counts).toMatchObject({ read: 3, accepted: 3 })
  })

  it('have columns of accounts and numbers, which are never taken for a case', () => {
    const wide = [...head.map((title) => (title === '案件编号/事项' ? '开户行及账号' : title)), '身份证号', '联系电话']
    const analysis = read([sheet([wide, [...line({ '案件编号/事项': '6217000000000000001' }), '410105199001019019', '13800001111'], [...line({ '案件编号/事项': '6217000000000000002' }), '410105199001019027', '13800002222']])])
    expect(analysis.sheets[0]?.columns.some(({ field }) => field === 'ref')).toBe(false)
    expect(analysis.lines.map(({ ref, verdict }) => [ref, verdict])).toEqual([[null, 'refused'], [null, 'refused']])
    expect(JSON.stringify([analysis.lines, analysis.faults])).not.toMatch(/6217|13800001111|410105199001019019/)
  })

  it('stand beside sheets that are none', () => {
    const analysis = read([sheet([['说明'], ['本表由内勤填写']], { name: '说明' }), sheet([head, line()]), sheet([['姓名', '身份证号', '电话'], ['单小明', '1', '2']], { name: '花名册' })])
    expect(analysis.sheets.map(({ ignored }) => ignored)).toEqual([true, false, true])
    expect(analysis.counts.read).toBe(1)
  })

  it('give no lead’s content away', () => {
    const analysis = ledger([line({ 线索内容: '机密甲乙丙', 金额: '若干' }), line({ 线索内容: '机密甲乙丙', 日期: null, 受奖人: null })])
    expect(JSON.stringify([analysis.faults, analysis.skipped, analysis.sheets])).not.toContain('机密')
  })
})

it('whatever a cell holds, no row is lost, no line is worth more than it says, and nothing throws', () => {
  const cell = fc.oneof(fc.constantFrom<RawCell>(null, '', '合计', '500元', '伍佰元', '单小明', '一案一奖', '网格长', { error: '#REF!' }, true, 45_000, -1), fc.string(), fc.double())
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 13, maxLength: 13 }), { maxLength: 6 }), (rows) => {
      const analysis = ledger(rows.map((cells) => cells.map((value) => (value === '' ? null : value))))
      const seen = [...analysis.lines, ...analysis.skipped].filter(({ row }) => row > 1).map(({ row }) => row)
      expect(new Set(seen).size).toBe(seen.length)
      const last = rows.findLastIndex((cells) => cells.some((value) => value !== null && (typeof value !== 'string' || value.trim() !== '')))
      expect(seen.length).toBe(last + 1)
      for (const { recipients, amountFen, verdict } of analysis.lines) {
        if (verdict === 'valid') expect(recipients.reduce((sum, { shareFen }) => sum + shareFen, 0)).toBe(amountFen)
      }
    }),
    { numRuns: 300 },
  )
})
