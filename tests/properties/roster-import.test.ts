import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSignOf } from '../../src/domain/identity-number'
import { ordinalGridName } from '../../src/domain/grid-name'
import type { Post } from '../../src/domain/post'
import type { RawCell, RawMerge, RawSheet, RawWorkbook } from '../../src/domain/raw-workbook'
import { analyseRoster } from '../../src/domain/roster-import'

const numRuns = Number(process.env['JINGWANG_PROPERTY_RUNS'] ?? 25)
const today = '2026-11-23'

/* A township as it truly is, and the many ways in which clerks write it down. */

interface Person {
  name: string
  idNo: string
  phone: string
  post: Post
  community: string
  grid: string | null
  startOn: string
}
type Concept = 'community' | 'grid' | 'name' | 'idNo' | 'phone' | 'post' | 'startOn' | 'sex' | 'seq' | 'education' | 'remark'

const headers: Record<Concept, string[]> = {
  community: ['村(社区)', '社区', '所属社区', '村/社区', '村居名称', '行政村（社区）', '所在村(社区)'],
  grid: ['网格', '所属网格', '责任网格', '网格名称', '负责网格', '所在网格'],
  name: ['姓名', '姓  名', '人员姓名', '名字', '成员姓名', '姓名（必填）'],
  idNo: ['身份证号', '身份证号码', '证件号码', '公民身份号码', '身份证', '居民身份证号码'],
  phone: ['电话', '手机', '联系电话', '手机号码', '联系方式', '移动电话', '联系电话\n（11位）'],
  post: ['岗位', '职务', '岗位/职务', '人员类别', '类别', '角色', '担任职务'],
  startOn: ['任职日期', '任职时间', '到岗日期', '上岗时间', '起始时间', '聘用日期'],
  sex: ['性别', '男/女'],
  seq: ['序号', '编号', 'NO.'],
  education: ['学历', '政治面貌', '民族', '文化程度', '身高'],
  remark: ['备注', '备 注', '说明'],
}
const synonyms: Partial<Record<Post, string[]>> = {
  station_chief: ['站长', '网格站长', '网格工作站站长', '工作站站长'],
  community_police: ['民警', '社区民警', '片警', '包村民警', '责任区民警'],
  grid_chief: ['网格长', '网格员', '网格长（员）', '专职网格长', '网格管理员'],
  aux_police: ['警辅', '辅警', '警辅人员', '协警', '社区辅警'],
  enforcement_member: ['综合执法队员', '执法队员', '城管队员', '综合执法'],
  building_head: ['楼道长', '楼栋长', '楼长', '单元长'],
  volunteer: ['志愿者', '平安志愿者', '义工'],
}
const surnames = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const given = [...'明芳强丽军静伟敏红霞勇艳杰涛超秀英华平刚']
const stems = ['东湖', '西山', '南苑', '北坡', '柏树', '清泉', '石桥', '红旗', '新华', '建设', '胜利', '和平', '光明', '李家庄', '大王', '小河']

/** Everything that varies is drawn from numbers, so that a failing case shrinks to a readable one. */
class Choices {
  private at = 0
  constructor(private readonly numbers: readonly number[]) {}
  next(below: number): number {
    const drawn = this.numbers[this.at++ % this.numbers.length] ?? 0
    return (drawn + this.at * 7) % below
  }
  of<T>(options: readonly T[]): T {
    const chosen = options[this.next(options.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  yes(outOf: number): boolean {
    return this.next(outOf) === 0
  }
  shuffled<T>(items: readonly T[]): T[] {
    return items.map((item) => ({ item, key: this.next(997) })).toSorted((a, b) => a.key - b.key).map(({ item }) => item)
  }
}

function township(choices: Choices): Person[] {
  const people: Person[] = []
  const posts: Post[] = ['enforcement_member', 'building_head', 'volunteer', 'volunteer', 'building_head']
  for (const stem of choices.shuffled(stems).slice(0, 2 + choices.next(3))) {
    const community = stem + choices.of(['社区', '村'])
    const add = (post: Post, grid: string | null) => {
      const number = people.length
      const seventeen = `330106${1960 + choices.next(40)}0${1 + choices.next(9)}1${choices.next(9)}${String(100 + number)}`
      people.push({
        name: choices.of(surnames) + choices.of(given) + (choices.yes(3) ? '' : choices.of(given)),
        idNo: seventeen + checkSignOf(seventeen),
        phone: `139${String(20_000_000 + number * 37)}`,
        post,
        community,
        grid,
        startOn: `202${choices.next(6)}-0${1 + choices.next(9)}-1${choices.next(10)}`,
      })
    }
    add('station_chief', null)
    add('community_police', null)
    const grids = 2 + choices.next(4)
    for (let grid = 1; grid <= grids; grid++) {
      add('grid_chief', ordinalGridName(grid))
      add('aux_police', ordinalGridName(grid))
    }
    for (let other = 0; other < 3 + choices.next(4); other++) add(choices.of(posts), choices.yes(2) ? ordinalGridName(1 + choices.next(grids)) : null)
  }
  return people
}

interface Layout {
  columns: Concept[]
  words: Record<Concept, string>
  communityBy: 'column' | 'merged' | 'once' | 'title' | 'section'
  gridStyle: number
  dateStyle: number
}

function layoutFor(choices: Choices, several: boolean): Layout {
  const communityBy = choices.of(several ? (['column', 'merged', 'once', 'section'] as const) : (['column', 'merged', 'once', 'title', 'section'] as const))
  const optional: Concept[] = (['sex', 'seq', 'education', 'remark'] as const).filter(() => choices.yes(2))
  const needed: Concept[] = ['name', 'idNo', 'phone', 'post', 'startOn', 'grid']
  if (communityBy !== 'title' && communityBy !== 'section') needed.push('community')
  const words = Object.fromEntries(Object.entries(headers).map(([concept, list]) => [concept, choices.of(list)])) as Record<Concept, string>
  return { columns: choices.shuffled([...needed, ...optional]), words, communityBy, gridStyle: choices.next(4), dateStyle: choices.next(5) }
}

function writtenGrid(person: Person, style: number): string | null {
  if (person.grid === null) return null
  const ordinal = Array.from({ length: 9 }, (_, index) => ordinalGridName(index + 1)).indexOf(person.grid) + 1
  return [person.grid, person.community + person.grid, `第${ordinal}网格`, `${ordinal}号网格`][style] ?? null
}

function writtenDate(date: string, style: number): RawCell {
  const [year, month, day] = date.split('-').map(Number)
  if (style === 0) return { date: `${date}T00:00:00` }
  if (style === 1) return `${year}.${month}.${day}`
  if (style === 2) return `${year}年${month}月${day}日`
  if (style === 3) return Date.parse(date) / 86_400_000 + 25_569
  return `${year}/${month}/${day}`
}

/** Tells where each person ended up, so that a fault can be looked for at its row. */
function draw(name: string, people: Person[], layout: Layout, choices: Choices, write: (person: Person, concept: Concept) => RawCell | undefined): { sheet: RawSheet; rowOf: Map<Person, number> } {
  const rows: RawCell[][] = []
  const merges: RawMerge[] = []
  const rowOf = new Map<Person, number>()
  const width = layout.columns.length
  const [first] = people
  if (choices.yes(2) || layout.communityBy === 'title') {
    rows.push([`${layout.communityBy === 'title' ? (first?.community ?? '') : '某某镇'}${choices.of(['网格人员花名册', '“1+1+N”人员情况', '网格化联动工作站人员名单'])}`])
    merges.push({ top: 1, left: 1, bottom: 1, right: width })
  }
  if (choices.yes(2)) rows.push([`填报日期：2026年10月${1 + choices.next(28)}日`])
  for (let blank = choices.next(3); blank > 0; blank--) rows.push([])
  const head = layout.columns.map((concept) => layout.words[concept])
  rows.push(head)
  let started: { community: string; row: number } | null = null
  const communityColumn = layout.columns.indexOf('community')
  const close = () => {
    if (started !== null && layout.communityBy === 'merged' && rows.length > started.row) {
      merges.push({ top: started.row, left: communityColumn + 1, bottom: rows.length, right: communityColumn + 1 })
    }
    started = null
  }
  for (const person of people) {
    const changes = started === null || started.community !== person.community
    if (changes) close()
    if (changes && layout.communityBy === 'section') {
      rows.push([person.community])
      merges.push({ top: rows.length, left: 1, bottom: rows.length, right: width })
    }
    if (layout.communityBy !== 'merged' && choices.yes(12)) rows.push([])
    if (layout.communityBy !== 'merged' && choices.yes(15)) rows.push(head)
    const row = layout.columns.map((concept): RawCell => {
      const own = write(person, concept)
      if (own !== undefined) return own
      if (concept === 'community') return layout.communityBy === 'column' || changes ? person.community : null
      if (concept === 'grid') return writtenGrid(person, layout.gridStyle)
      if (concept === 'startOn') return writtenDate(person.startOn, layout.dateStyle)
      if (concept === 'post') return choices.of(synonyms[person.post] ?? [])
      if (concept === 'sex') return Number(person.idNo[16]) % 2 === 1 ? '男' : '女'
      if (concept === 'seq') return rowOf.size + 1
      if (concept === 'education') return choices.of(['本科', '大专', '高中', null])
      if (concept === 'remark') return choices.of([null, null, '新增', '退役军人'])
      return person[concept]
    })
    rows.push(row)
    rowOf.set(person, rows.length)
    started ??= { community: person.community, row: rows.length }
  }
  close()
  if (choices.yes(2)) rows.push(['合计', rowOf.size])
  if (choices.yes(2)) rows.push(['制表人：　　　审核人：　　　单位（盖章）：'])
  return { sheet: { name, hidden: false, merges, hiddenColumns: [], rows: rows.map((cells, index) => ({ row: index + 1, hidden: false, cells })) }, rowOf }
}

function groups(people: Person[]): Person[][] {
  const byCommunity = new Map<string, Person[]>()
  for (const person of people) byCommunity.set(person.community, [...(byCommunity.get(person.community) ?? []), person])
  return [...byCommunity.values()]
}

function workbookOf(people: Person[], choices: Choices, write: (person: Person, concept: Concept) => RawCell | undefined = () => undefined) {
  const together = choices.yes(3)
  const drawn = together
    ? [draw('花名册', people, layoutFor(choices, true), choices, write)]
    : groups(people).map((own, index) => draw(`${index + 1}.${own[0]?.community ?? ''}`, own, layoutFor(choices, false), choices, write))
  const sheets = choices.shuffled([...drawn.map(({ sheet }) => sheet), ...(choices.yes(2) ? [{ name: 'Sheet9', hidden: false, rows: [], merges: [], hiddenColumns: [] }] : [])])
  const workbook: RawWorkbook = { fileName: 'x.xlsx', format: 'xlsx', sheets }
  const place = (person: Person) => {
    for (const { sheet, rowOf } of drawn) {
      const row = rowOf.get(person)
      if (row !== undefined) return `${sheet.name}!${row}`
    }
    return 'nowhere'
  }
  return { workbook, place }
}

const numbers = fc.array(fc.nat(996), { minLength: 40, maxLength: 80 })

describe('however a clerk lays it out', () => {
  test('the same people come out', () => {
    fc.assert(
      fc.property(numbers, (drawn) => {
        const choices = new Choices(drawn)
        const people = township(choices)
        const { workbook } = workbookOf(people, choices)
        const analysis = analyseRoster(workbook, { today, places: { communities: [] } })
        expect(analysis.faults.filter(({ severity }) => severity !== 'normalise')).toEqual([])
        const read = analysis.rows.map(({ name, idNo, phone, post, community, grid, startOn }) => ({ name, idNo, phone, post, community, grid, startOn }))
        const sorted = (list: { idNo: string | null; community: string | null }[]) => list.toSorted((a, b) => (`${a.idNo} ${a.community}` < `${b.idNo} ${b.community}` ? -1 : 1))
        expect(sorted(read)).toEqual(sorted(people.map((person) => ({ ...person }))))
        expect(analysis.counts).toMatchObject({ read: people.length, valid: people.length })
        expect(analysis.vacancies).toEqual([])
      }),
      { numRuns },
    )
  })

  const faults: Record<string, (person: Person) => { concept: Concept; cell: RawCell; severity: string }> = {
    name_missing: () => ({ concept: 'name', cell: null, severity: 'error' }),
    unknown_post: () => ({ concept: 'post', cell: '协理员', severity: 'error' }),
    id_17_digits: ({ idNo }) => ({ concept: 'idNo', cell: idNo.slice(0, 17), severity: 'error' }),
    id_15_digits: ({ idNo }) => ({ concept: 'idNo', cell: idNo.slice(0, 6) + idNo.slice(8, 17), severity: 'error' }),
    id_check_digit: ({ idNo }) => ({ concept: 'idNo', cell: idNo.slice(0, 17) + (idNo.endsWith('5') ? '6' : '5'), severity: 'error' }),
    id_precision_lost: ({ idNo }) => ({ concept: 'idNo', cell: Number(idNo.slice(0, 15)) * 1000, severity: 'error' }),
    id_empty: () => ({ concept: 'idNo', cell: null, severity: 'confirm' }),
    phone_10_digits: ({ phone }) => ({ concept: 'phone', cell: phone.slice(0, 10), severity: 'error' }),
    phone_landline: () => ({ concept: 'phone', cell: '0571-86123456', severity: 'confirm' }),
    phone_two_numbers: ({ phone }) => ({ concept: 'phone', cell: `${phone}/13800000001`, severity: 'confirm' }),
    date_impossible: () => ({ concept: 'startOn', cell: '2024.2.30', severity: 'error' }),
    date_month_only: () => ({ concept: 'startOn', cell: '2024年5月', severity: 'confirm' }),
    date_future: () => ({ concept: 'startOn', cell: '2027/1/5', severity: 'confirm' }),
    name_inner_space: ({ name }) => ({ concept: 'name', cell: [...name].join('　'), severity: 'normalise' }),
    id_full_width: ({ idNo }) => ({ concept: 'idNo', cell: idNo.replace(/[0-9X]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)), severity: 'normalise' }),
    phone_separators: ({ phone }) => ({ concept: 'phone', cell: `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`, severity: 'normalise' }),
  }

  test('every fault is found at its row and no other row is touched', () => {
    fc.assert(
      fc.property(numbers, (drawn) => {
        const choices = new Choices(drawn)
        const people = township(choices)
        const victims = new Map(choices.shuffled(people).slice(0, 5).map((person) => [person, choices.of(Object.keys(faults))]))
        const { workbook, place } = workbookOf(people, choices, (person, concept) => {
          const fault = faults[victims.get(person) ?? '']?.(person)
          return fault?.concept === concept ? fault.cell : undefined
        })
        const analysis = analyseRoster(workbook, { today, places: { communities: [] } })
        const planted = [...victims].map(([person, kind]) => `${place(person)} ${kind} ${faults[kind]?.(person).severity}`).toSorted()
        const routine = /^(date_(dotted|slash|cn|serial)|grid_alias)$/
        const found = analysis.faults.filter(({ kind }) => !routine.test(kind)).map(({ sheet, row, kind, severity }) => `${sheet}!${row} ${kind} ${severity}`)
        expect(found.toSorted()).toEqual(planted)
        expect(analysis.counts.read).toBe(people.length)
        expect(analysis.counts.valid + analysis.counts.needsConfirmation + analysis.counts.refused).toBe(people.length)
      }),
      { numRuns },
    )
  })

  test('no order of sheets, rows or cells makes it throw or lose count', () => {
    const cell = fc.oneof(fc.constant(null), fc.constantFrom('姓名', '电话', '东湖社区', '网格长', '合计', '330106199001011111', '第一网格', '—'), fc.integer({ min: -5, max: 10 ** 17 }), fc.string(), fc.boolean())
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }), (rows) => {
        const sheet: RawSheet = { name: 'x', hidden: false, merges: [{ top: 1, left: 1, bottom: 2, right: 2 }], hiddenColumns: [], rows: rows.map((cells, index) => ({ row: index + 1, hidden: false, cells: cells.map((value) => (value === '' ? null : value)) })) }
        const analysis = analyseRoster({ fileName: 'x', format: 'csv', sheets: [sheet] }, { today, places: { communities: [] } })
        expect(analysis.counts.read).toBe(analysis.counts.valid + analysis.counts.needsConfirmation + analysis.counts.refused)
        const last = rows.findLastIndex((cells) => cells.some((value) => value !== null && String(value).trim() !== '')) + 1
        if (analysis.sheets[0]?.ignored === false) expect(analysis.counts.read + analysis.counts.skipped).toBe(last)
        expect(new Set(analysis.rows.map((row) => row.row)).size).toBe(analysis.rows.length)
      }),
      { numRuns: numRuns * 8 },
    )
  })
})
