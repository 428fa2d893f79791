import { describe, expect, test } from 'vitest'
import { checkSignOf } from './identity-number'
import type { RawCell, RawMerge } from './raw-workbook'
import type { RosterAnalysis } from './roster-analysis'
import { analyseRoster } from './roster-import'

const id = (order: number): string => {
  const seventeen = `33010619900101${200 + order}`
  return seventeen + checkSignOf(seventeen)
}
const phone = (order: number): string => `139${10_000_000 + order * 7}`
const people = ['李明', '王芳', '赵强', '孙丽']
const others = ['周平', '吴刚', '郑红', '冯涛']
const posts = ['站长', '民警', '网格长', '警辅']
const grids = ['', '', '第一网格', '第一网格']

/** Four people, with what a column holds for each; `own` and `other` numbers never meet. */
const cellOf: Record<string, (at: number) => RawCell> = {
  name: (at) => people[at] ?? null,
  other: (at) => others[at] ?? null,
  idNo: (at) => id(at * 2),
  otherId: (at) => id(100 + at * 2),
  phone: (at) => phone(at),
  otherPhone: (at) => phone(500 + at),
  post: (at) => posts[at] ?? null,
  grid: (at) => grids[at] || null,
}
function analyse(header: (string | null)[][], columns: string[], merges: RawMerge[] = []): RosterAnalysis {
  const rows = [...header, ...people.map((_, at) => columns.map((column) => cellOf[column]?.(at) ?? null))]
  return analyseRoster(
    { fileName: 'x.xlsx', format: 'xlsx', sheets: [{ name: '东湖社区', hidden: false, merges, hiddenColumns: [], rows: rows.map((cells, index) => ({ row: index + 1, hidden: false, cells })) }] },
    { today: '2026-11-23', places: { communities: [] } },
  )
}
const namesOf = ({ rows }: RosterAnalysis): string[] => rows.map(({ name }) => name)
const relatives = ['家属姓名', '家属', '配偶姓名', '爱人姓名', '户主姓名', '户主', '推荐人姓名', '推荐人', '介绍人', '紧急联系人', '紧急联系人姓名', '监护人', '监护人姓名', '父亲姓名', '担保人', '师傅姓名', '填表人', '原负责人', '包村领导']
const ownWords = ['姓名', '中文名', '责任人', '包保干部', '网格长', '网格负责人', '包联干部', '负责人', '工作人员', '甲']

describe("a person's own name beside another's", () => {
  test.each(ownWords.flatMap((own) => relatives.map((other) => [own, other] as const)))('%s beside %s', (own, other) => {
    for (const [header, columns] of [
      [[own, '身份证号', '电话', '岗位', '网格', other], ['name', 'idNo', 'phone', 'post', 'grid', 'other']],
      [[other, own, '身份证号', '电话', '岗位', '网格'], ['other', 'name', 'idNo', 'phone', 'post', 'grid']],
    ] as const) {
      const analysis = analyse([[...header]], [...columns])
      expect(namesOf(analysis)).toEqual(people)
      expect(analysis.counts).toMatchObject({ read: 4, valid: 4 })
      expect(analysis.rows.map(({ extra }) => extra[other])).toEqual(others)
    }
  })

  test.each([
    [['责任人', '包保干部'], ['name', 'other']],
    [['包保干部', '责任人'], ['name', 'other']],
    [['对接老师', '中文名'], ['other', 'name']],
    [['甲', '乙'], ['name', 'other']],
    [['组员姓名', '组长姓名'], ['name', 'other']],
  ])('%j may both be it: every row is a question', (header, columns) => {
    const analysis = analyse([[...header, '身份证号', '电话', '岗位', '网格']], [...columns, 'idNo', 'phone', 'post', 'grid'])
    expect(analysis.counts).toMatchObject({ read: 4, needsConfirmation: 4 })
    expect(analysis.faults.every(({ kind, severity }) => kind === 'name_column_unsure' && severity === 'confirm')).toBe(true)
    const unsaid = header.find((word) => analysis.sheets[0]?.columns.find((column) => column.header === word)?.field === 'extra')
    expect(analysis.faults[0]?.message).toContain(`“${unsaid}”一列也像姓名`)
  })

  test('a column that says 姓名, or that a person has mapped, settles it', () => {
    expect(analyse([['责任人', '姓名', '身份证号', '电话', '岗位', '网格']], ['other', 'name', 'idNo', 'phone', 'post', 'grid']).counts.valid).toBe(4)
    const header = ['责任人', '包保干部', '身份证号', '电话', '岗位', '网格']
    const columns = ['other', 'name', 'idNo', 'phone', 'post', 'grid']
    const rows = [header, ...people.map((_, at) => columns.map((column) => cellOf[column]?.(at) ?? null))].map((cells, index) => ({ row: index + 1, hidden: false, cells }))
    const mapped = analyseRoster(
      { fileName: 'x.xlsx', format: 'xlsx', sheets: [{ name: '东湖社区', hidden: false, merges: [], hiddenColumns: [], rows }] },
      { today: '2026-11-23', places: { communities: [] }, mapping: { 东湖社区: { B: 'name' } } },
    )
    expect([mapped.counts.valid, namesOf(mapped)]).toEqual([4, people])
  })

  test('with nobody but relatives named, no name is taken', () => {
    const analysis = analyse([['家属姓名', '身份证号', '电话', '岗位', '网格']], ['other', 'idNo', 'phone', 'post', 'grid'])
    expect(analysis.counts).toMatchObject({ read: 4, refused: 4 })
    expect(analysis.faults.filter(({ kind }) => kind === 'name_missing').map(({ message }) => message)).toEqual(people.map(() => '表里没有姓名一列。先指明哪一列是姓名。'))
  })
})

describe("another's phone and number are never the person's", () => {
  const phones = ['家属电话', '紧急联系电话', '紧急联系人电话', '配偶手机', '户主电话', '监护人联系方式', '推荐人电话', '分管领导电话']
  test.each(phones.flatMap((other) => [[other, true], [other, false]] as const))('%s, own phone beside it: %s', (other, beside) => {
    const analysis = beside
      ? analyse([[other, '姓名', '身份证号', '岗位', '网格', '电话']], ['otherPhone', 'name', 'idNo', 'post', 'grid', 'phone'])
      : analyse([[other, '姓名', '身份证号', '岗位', '网格']], ['otherPhone', 'name', 'idNo', 'post', 'grid'])
    expect(analysis.rows.map((row) => row.phone)).toEqual(people.map((_, at) => (beside ? phone(at) : null)))
    expect(analysis.rows.map(({ extra }) => extra[other])).toEqual(people.map((_, at) => phone(500 + at)))
  })

  test.each(['配偶身份证号', '家属身份证号码', '户主证件号码', '监护人身份证'].flatMap((other) => [[other, true], [other, false]] as const))('%s, own number beside it: %s', (other, beside) => {
    const analysis = beside
      ? analyse([[other, '姓名', '身份证号', '岗位', '网格', '电话']], ['otherId', 'name', 'idNo', 'post', 'grid', 'phone'])
      : analyse([[other, '姓名', '岗位', '网格', '电话']], ['otherId', 'name', 'post', 'grid', 'phone'])
    expect(analysis.rows.map(({ idNo }) => idNo)).toEqual(people.map((_, at) => (beside ? id(at * 2) : null)))
  })

  test('a group of columns about another stands above 姓名 and 电话', () => {
    const merges = [{ top: 1, left: 6, bottom: 1, right: 7 }]
    const analysis = analyse(
      [['姓名', '身份证号', '电话', '岗位', '网格', '紧急联系人', null], [null, null, null, null, null, '姓名', '电话']],
      ['name', 'idNo', 'phone', 'post', 'grid', 'other', 'otherPhone'],
      merges,
    )
    expect([namesOf(analysis), analysis.rows.map((row) => row.phone)]).toEqual([people, people.map((_, at) => phone(at))])
    expect(analysis.counts.valid).toBe(4)
  })

  test('责任人电话 belongs to 责任人 where the person stands under 姓名', () => {
    const analysis = analyse([['姓名', '身份证号', '岗位', '网格', '责任人', '责任人电话']], ['name', 'idNo', 'post', 'grid', 'other', 'otherPhone'])
    expect(analysis.rows.map((row) => row.phone)).toEqual([null, null, null, null])
    const own = analyse([['责任人', '责任人身份证号', '责任人电话', '岗位', '网格']], ['name', 'idNo', 'phone', 'post', 'grid'])
    expect([namesOf(own), own.rows.map((row) => row.phone), own.counts.valid]).toEqual([people, people.map((_, at) => phone(at)), 4])
  })
})
