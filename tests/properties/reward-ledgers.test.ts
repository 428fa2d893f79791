import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar-date'
import type { RawCell, RawSheet } from '../../src/domain/raw-workbook'
import { renminbiCapitals } from '../../src/domain/renminbi-capitals'
import type { LedgerTenure } from '../../src/domain/reward-ledger-analysis'
import { analyseRewardLedger } from '../../src/domain/reward-ledger-import'

/** Ledgers as different offices keep them: other words, other orders, other spellings, several sheets, totals in between. */
const words = {
  on: ['日期', '奖励日期', '登记时间', '上报日期'],
  recipient: ['受奖人', '姓名', '奖励对象', '获奖人员'],
  post: ['岗位', '职务', '人员类别'],
  basis: ['奖励类别', '奖励依据', '类别'],
  lead: ['线索内容', '奖励事由', '主要内容'],
  ref: ['案件编号/事项', '案号', '编号', '案件（事件）编号'],
  amount: ['金额', '奖励金额（元）', '奖金', '现金（元）'],
  goods: ['物品', '实物', '奖品名称'],
  approver: ['审批人', '批准人'],
  paidOn: ['发放日期', '领取时间', '兑现日期'],
  signedBy: ['签领', '领取人签字', '签收人'],
} as const
type Field = keyof typeof words
const fields = Object.keys(words) as Field[]

const people = ['单小明', '曾小红', '仇大海', '查文英', '盖春生', '解一凡', '乐平安', '区少华'].map((name, index) => ({ name, post: index % 2 === 0 ? ('grid_chief' as const) : ('aux_police' as const) }))
const tenures: LedgerTenure[] = people.map(({ name, post }) => ({ personId: name, name, post, communityId: 'c', community: '东塘社区', gridId: null, startOn: '2025-01-01', endOn: null }))

/** What may be wrong with a line, at which field, and how severe that is. */
const plants = {
  none: null,
  unit: ['amount', 'amount_text_unit', 'normalise'],
  words: ['amount', 'amount_capitals', 'confirm'],
  stranger: ['recipient', 'not_in_roster', 'error'],
  post: ['post', 'wrong_post', 'error'],
  approver: ['approver', 'approver_is_recipient', 'error'],
  early: ['paidOn', 'paid_before_date', 'error'],
  unsigned: ['signedBy', 'paid_unsigned', 'error'],
  double: ['ref', 'duplicate', 'error'],
  valueless: ['goods', 'goods_without_value', 'confirm'],
  caseless: ['ref', 'case_no_missing', 'error'],
} as const
type Plant = keyof typeof plants

const lineOf = fc.record({
  plant: fc.oneof({ weight: 6, arbitrary: fc.constant<Plant>('none') }, { weight: 4, arbitrary: fc.constantFrom(...(Object.keys(plants) as Plant[])) }),
  person: fc.nat(people.length - 1),
  day: fc.nat(270),
  yuan: fc.integer({ min: 1, max: 3000 }),
  goods: fc.boolean(),
  paidAfter: fc.option(fc.nat(30), { nil: null }),
  proxy: fc.boolean(),
  caseKind: fc.boolean(),
})
type Drawn = typeof lineOf extends fc.Arbitrary<infer T> ? T : never

const layoutOf = fc.record({
  order: fc.shuffledSubarray(fields, { minLength: fields.length, maxLength: fields.length }),
  word: fc.record(Object.fromEntries(fields.map((field) => [field, fc.nat(9)])) as Record<Field, fc.Arbitrary<number>>),
  sheets: fc.integer({ min: 1, max: 3 }),
  totalsEvery: fc.integer({ min: 2, max: 9 }),
})

const postWords = { grid_chief: ['网格长', '网格员'], aux_police: ['警辅', '辅警'] } as const

function cellsOf(drawn: Drawn, at: number, firstRef: string | null): { cells: Record<Field, RawCell>; fen: number } {
  const person = people[drawn.person] ?? { name: '', post: 'grid_chief' as const }
  const on = addDays('2026-01-05', drawn.day)
  const goods = drawn.plant === 'valueless' || (drawn.goods && drawn.plant !== 'unit' && drawn.plant !== 'words')
  const cash = drawn.plant === 'unit' || drawn.plant === 'words' || !goods
  const byCase = drawn.plant === 'caseless' || (drawn.plant === 'double' ? firstRef?.startsWith('A') === true : drawn.caseKind)
  const ref = byCase ? `A41010559${String(100_000 + at)}` : `WG2026${String(700_000 + at)}`
  const paid = drawn.plant === 'early' ? addDays(on, -1) : drawn.plant === 'unsigned' ? on : drawn.paidAfter === null ? null : addDays(on, drawn.paidAfter)
  const amount: RawCell = drawn.plant === 'unit' ? `${drawn.yuan}元` : drawn.plant === 'words' ? renminbiCapitals(drawn.yuan * 100).replace('人民币', '') : cash ? drawn.yuan : null
  return {
    fen: cash ? drawn.yuan * 100 : 0,
    cells: {
      on: at % 2 === 0 ? { date: `${on}T00:00:00` } : on,
      recipient: drawn.plant === 'stranger' ? '闵路人' : person.name,
      post: drawn.plant === 'post' ? '志愿者' : (postWords[person.post][at % 2] ?? null),
      basis: byCase ? '一案一奖' : '一事一奖',
      lead: '提供线索一条，经核查属实',
      ref: drawn.plant === 'caseless' ? null : drawn.plant === 'double' ? (firstRef?.toLowerCase() ?? ref) : ref,
      amount,
      goods: drawn.plant === 'valueless' ? '电热水壶1个' : goods ? `食用油2桶（价值${drawn.yuan}元）` : null,
      approver: drawn.plant === 'approver' ? person.name : '姜审批',
      paidOn: paid,
      signedBy: paid === null || drawn.plant === 'unsigned' ? null : drawn.proxy ? '代领（家属）' : drawn.plant === 'stranger' ? '闵路人' : person.name,
    },
  }
}

it('whatever the office’s own layout, exactly the faulty lines are named, at their cells, and the rest is accepted to the fen', () => {
  fc.assert(
    fc.property(layoutOf, fc.array(lineOf, { minLength: 4, maxLength: 40 }), (layout, drawn) => {
      const header = ['序号', ...layout.order.map((field) => words[field][layout.word[field] % words[field].length] ?? field), '备注']
      const sheets: RawSheet[] = Array.from({ length: layout.sheets }, (_, index) => ({
        name: `第${index + 1}季度`, hidden: false, merges: [], hiddenColumns: [],
        rows: [{ row: 1, hidden: false, cells: ['某镇情报线索奖励台账'] }, { row: 2, hidden: false, cells: header }],
      }))
      const expected: string[] = []
      let acceptedFen = 0
      let accepted = 0
      // The first line of all is right and has the earliest day, so that a double always has something to double.
      const first = cellsOf({ plant: 'none', person: 0, day: 0, yuan: 100, goods: false, paidAfter: 3, proxy: false, caseKind: drawn[0]?.caseKind ?? true }, 99_999, null)
      const lines = [{ plant: 'none' as Plant, ...first }, ...drawn.map((one, at) => ({ plant: one.plant, ...cellsOf({ ...one, day: one.day + 1 }, at, String(first.cells.ref)) }))]
      for (const [at, { plant, cells, fen }] of lines.entries()) {
        const sheet = sheets[Math.min(layout.sheets - 1, Math.floor((at * layout.sheets) / lines.length))]
        if (!sheet) throw new Error('no sheet')
        if (at % layout.totalsEvery === layout.totalsEvery - 1) sheet.rows.push({ row: (sheet.rows.at(-1)?.row ?? 0) + 1, hidden: false, cells: ['小计', ...layout.order.map((field) => (field === 'amount' ? 1234 : null))] })
        const row = (sheet.rows.at(-1)?.row ?? 0) + 1
        sheet.rows.push({ row, hidden: false, cells: [at + 1, ...layout.order.map((field) => cells[field]), null] })
        const planted = plants[plant]
        if (planted !== null) expected.push(`${sheet.name} ${row} ${planted[0]} ${planted[1]} ${planted[2]}`)
        if (planted === null || planted[2] === 'normalise') {
          accepted += 1
          acceptedFen += fen
        }
      }
      const analysis = analyseRewardLedger({ fileName: 'x.xlsx', format: 'xlsx', sheets }, { year: 2026, today: '2026-12-20', tenures, stored: [] })
      const kind = (text: string) => (text.startsWith('duplicate') ? 'duplicate' : text)
      expect(analysis.faults.map((fault) => `${fault.sheet} ${fault.row} ${fault.field} ${kind(fault.kind)} ${fault.severity}`)).toEqual(expected)
      expect(analysis.counts).toMatchObject({ read: lines.length, accepted })
      expect([analysis.acceptedFen, analysis.capitals]).toEqual([acceptedFen, renminbiCapitals(acceptedFen)])
    }),
    { numRuns: 400 },
  )
})
