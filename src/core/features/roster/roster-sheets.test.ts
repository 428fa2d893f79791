import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { rosterFileName, rosterWorkbook } from './roster-sheets'
import type { RosterSheetData, SheetCommunity, SheetGrid, SheetHolder } from './roster-sheet-data'

const holder = (name: string, over: Partial<SheetHolder> = {}): SheetHolder => ({ name, isActing: false, phone: '138****0001', policeNo: '012345', ...over })
const grid = (name: string, over: Partial<SheetGrid> = {}): SheetGrid => ({
  name,
  chief: holder('李晓燕'),
  aux: holder('杨磊'),
  pairedOn: '2025-05-28',
  enforcement: [],
  buildingHeads: ['夏红旗', '胡建军'],
  volunteers: 2,
  remark: null,
  ...over,
})
const community = (name: string, grids: readonly SheetGrid[], over: Partial<SheetCommunity> = {}): SheetCommunity => ({
  name,
  chief: holder('单春雷'),
  officer: holder('仇建国'),
  grids,
  enforcement: ['郭帅'],
  buildingHeads: [],
  volunteers: 0,
  ...over,
})
const township = (communities: readonly SheetCommunity[], over: Partial<RosterSheetData> = {}): RosterSheetData => ({
  township: '清溪镇',
  unit: '清溪镇综治中心',
  community: null,
  asOf: '2026-11-05',
  madeOn: '2026-11-06',
  masked: true,
  communities,
  persons: [],
  vacancies: [],
  changesFrom: '2025-11-06',
  changes: [],
  ...over,
})

/** A second reader, so that the writer's own habits cannot hide a mistake. */
async function readBack(data: RosterSheetData) {
  const book = read(await rosterWorkbook(data), { cellFormula: true, cellNF: true, cellStyles: true })
  const sheet = (name: string) => {
    const found = book.Sheets[name]
    if (found === undefined) throw new Error(`no sheet ${name}`)
    return found
  }
  const rows = (name: string) => utils.sheet_to_json<(string | number)[]>(sheet(name), { header: 1, defval: '', raw: true, UTC: true })
  const merges = (name: string) => (sheet(name)['!merges'] ?? []).map((range) => utils.encode_range(range))
  return { book, sheet, rows, merges }
}

describe('R1 网格管理团队花名册', () => {
  it('lists every person with the columns of the clerk\'s own workbook, the most filled first', async () => {
    const person = { community: '东湖社区', grid: '第一网格', post: '志愿者', isActing: false, sex: '女', idNo: '4401**********0018', phone: '139****0000', policeNo: null, startOn: '2026-03-01', remark: null }
    const { rows } = await readBack(
      township([community('东湖社区', [])], {
        persons: [
          { ...person, name: '单春雷', extra: { 学历: '大学', 政治面貌: '=群众' } },
          { ...person, name: '仇建国', isActing: true, extra: { 政治面貌: '党员' } },
        ],
      }),
    )
    const [, , head, first, second] = rows('人员明细')
    expect(head).toEqual(['序号', '村(社区)', '网格', '岗位', '姓名', '性别', '身份证号', '电话', '警号', '到任日', '政治面貌', '学历', '备注'])
    expect(first?.slice(3, 8)).toEqual(['志愿者', '单春雷', '女', '4401**********0018', '139****0000'])
    expect(first?.slice(10, 12)).toEqual(['=群众', '大学'])
    expect(second?.slice(3, 5)).toEqual(['志愿者（代理）', '仇建国'])
  })

  it('has its sheets, title, second line and two-level header', async () => {
    const { book, rows, merges, sheet } = await readBack(township([community('青年路社区', [grid('第一网格'), grid('第二网格')])]))
    expect(book.SheetNames).toEqual(['名册', '缺岗清单', '人员变动', '人员明细'])
    const all = rows('名册')
    expect(all[0]?.[0]).toBe('清溪镇网格管理团队花名册')
    expect(all[1]?.filter((text) => text !== '').slice(0, 2)).toEqual(['填报单位：清溪镇综治中心', '统计期间：截至2026年11月5日'])
    const madeOn = Object.entries(sheet('名册')).find(([at, cell]) => /^[A-Z]+2$/.test(at) && cell.t === 'n')?.[1]
    expect(madeOn?.w).toBe('填报日期：2026年11月6日　单位：人')
    expect(all[2]).toEqual(['序号', '村(社区)', '站长', '', '民警', '', '', '基础网格', '网格长', '警辅人员', '结对日期', '综合执法\n队员', '楼道长', '志愿者\n(人数)', '备注'])
    expect(all[3]?.slice(2, 7)).toEqual(['姓名', '电话', '姓名', '警号', '电话'])
    for (const range of ['A1:O1', 'A3:A4', 'C3:D3', 'E3:G3', 'H3:H4', 'O3:O4']) expect(merges('名册')).toContain(range)
  })

  it('merges the community down its grids and keeps one row per grid', async () => {
    const { rows, merges } = await readBack(township([community('甲社区', [grid('第一网格'), grid('第二网格'), grid('第三网格')]), community('乙村', [grid('第一网格')])]))
    const all = rows('名册')
    expect(all.slice(4, 8).map((row) => row[7])).toEqual(['第一网格', '第二网格', '第三网格', '第一网格'])
    expect(all.slice(4, 8).map((row) => row[1])).toEqual(['甲社区', '', '', '乙村'])
    expect(all[4]?.slice(2, 7)).toEqual(['单春雷', '138****0001', '仇建国', '012345', '138****0001'])
    for (const column of ['A', 'B', 'C', 'G', 'L']) expect(merges('名册')).toContain(`${column}5:${column}7`)
    expect(merges('名册').some((range) => range.startsWith('I5'))).toBe(false)
  })

  it('prints 缺, 代理, exemptions and sums', async () => {
    const { rows, sheet } = await readBack(
      township([
        community('甲社区', [grid('第一网格', { chief: null, remark: '由第二网格网格长兼管' }), grid('第二网格', { chief: holder('马冬梅', { isActing: true }) })], { chief: null }),
      ]),
    )
    const all = rows('名册')
    expect(all[4]?.slice(2, 4)).toEqual(['缺', '—'])
    expect(all[4]?.[8]).toBe('缺')
    expect(all[5]?.[8]).toBe('马冬梅\n（代理）')
    expect(all[4]?.[14]).toBe('由第二网格网格长兼管')
    expect(all[6]?.slice(0, 3)).toEqual(['合计', '1个', '0人\n缺1'])
    expect(sheet('名册')['N7']).toMatchObject({ f: 'SUM(N5:N6)', v: 4, t: 'n' })
  })

  it('says once for the community what belongs to no grid, and adds a line only where both occur', async () => {
    const { rows, sheet } = await readBack(
      township([
        community('甲社区', [grid('第一网格', { volunteers: 0 }), grid('第二网格', { volunteers: 0 })], { volunteers: 9 }),
        community('乙村', [grid('第一网格', { volunteers: 3 })], { volunteers: 4 }),
      ]),
    )
    const all = rows('名册')
    expect(all.slice(4, 8).map((row) => [row[7], row[13]])).toEqual([
      ['第一网格', 9],
      ['第二网格', ''],
      ['第一网格', 3],
      ['不分网格', 4],
    ])
    expect(sheet('名册')['N9']?.v).toBe(16)
  })

  it('leaves texts that look like formulas as they are, and as text', async () => {
    const texts = ['=1+1', '+86 371', '-缺', '@SUM(A1)', '=HYPERLINK("http://x")', '_x0041_甲', "'甲"]
    const data = township(
      texts.map((text) => community(text, [grid(text, { remark: text, chief: holder(text) })])),
      { changes: texts.map((text) => ({ kind: 'arrived' as const, on: '2026-08-01', community: text, grid: null, post: '网格长', name: text, docNo: text, reason: text })) },
    )
    const { rows, sheet } = await readBack(data)
    const roster = rows('名册')
    texts.forEach((text, index) => {
      expect([roster[4 + index]?.[1], roster[4 + index]?.[7], roster[4 + index]?.[8], roster[4 + index]?.[14]]).toEqual([text, text, text, text])
      expect(rows('人员变动')[3 + index]?.[5]).toBe(text)
    })
    for (const name of ['名册', '人员变动'])
      for (const [at, cell] of Object.entries(sheet(name)))
        if (!at.startsWith('!') && cell.f !== undefined) expect(cell.f).toMatch(/^SUM\(/)
    expect(sheet('名册')['B5']?.z).toBe('@')
    expect(sheet('名册')['D5']?.z).toBe('@')
  })

  it('lists vacancies with days and changes with the last day in office', async () => {
    const { rows } = await readBack(
      township([], {
        vacancies: [
          { community: '甲社区', grid: '第一网格', post: '网格长', sinceOn: '2026-11-01', lastHolder: '任杰' },
          { community: '乙村', grid: null, post: '社区民警', sinceOn: null, lastHolder: null },
        ],
        changes: [
          { kind: 'left', on: '2026-08-01', community: '甲社区', grid: '第一网格', post: '网格长', name: '任杰', docNo: null, reason: '退休' },
          { kind: 'arrived', on: '2026-08-01', community: '甲社区', grid: '第一网格', post: '网格长', name: '华强', docNo: '清综〔2026〕8号', reason: null },
        ],
      }),
    )
    expect(rows('缺岗清单').slice(3, 5)).toEqual([
      [1, '甲社区', '第一网格', '网格长', new Date('2026-11-01'), 5, '任杰'],
      [2, '乙村', '—', '社区民警', '从未配备', '—', '—'],
    ])
    expect(rows('人员变动').slice(3, 5).map((row) => [row[5], row[6], row[1]])).toEqual([
      ['任杰', '离任', new Date('2026-07-31')],
      ['华强', '到任', new Date('2026-08-01')],
    ])
  })

  it('is a signed paper without any row as well', async () => {
    const { rows } = await readBack(township([]))
    expect(rows('名册').map((row) => row[0])).toEqual(['清溪镇网格管理团队花名册', '填报单位：清溪镇综治中心', '序号', '', '还没有登记村(社区)和网格', expect.stringContaining('电话已脱敏'), '制表人：'])
    expect(rows('缺岗清单')[3]?.[0]).toBe('没有缺岗')
    expect(rows('人员变动')[3]?.[0]).toBe('这段时间没有人员变动')
  })

  it('holds a community without grids', async () => {
    const { rows } = await readBack(township([community('甲社区', [])]))
    expect(rows('名册')[4]?.slice(7, 12)).toEqual(['未设网格', '—', '—', '—', '郭帅'])
  })

  it('sums each figure once, though a community of 200 grids is cut by page ends', async () => {
    const grids = Array.from({ length: 200 }, (_, index) => grid(`第${index + 1}网格`, { volunteers: 0, buildingHeads: [] }))
    const { rows, sheet, merges } = await readBack(township([community('甲社区', grids, { volunteers: 31 })]))
    const body = rows('名册').slice(4, 204)
    expect(body.map((row) => row[7])).toEqual(grids.map((each) => each.name))
    expect(sheet('名册')['N205']?.v).toBe(31)
    expect(body.reduce((sum, row) => sum + Number(row[13] ?? 0), 0)).toBe(31)
    // Named again at the top of each page.
    expect(body.filter((row) => row[1] === '甲社区').length).toBeGreaterThan(5)
    expect(merges('名册').filter((range) => range.startsWith('B')).length).toBeGreaterThan(5)
  })

  it('states on every page whether the phones are masked', async () => {
    const { default: excel } = await import('exceljs')
    for (const [masked, words] of [[true, '电话已脱敏'], [false, '含明文电话，仅限内部使用']] as const) {
      const book = new excel.Workbook()
      const bytes = await rosterWorkbook(township([community('甲社区', [grid('第一网格')])], { masked }))
      await book.xlsx.load(new Uint8Array(bytes).buffer)
      const sheet = book.getWorksheet('名册')
      expect(sheet?.headerFooter.oddFooter).toContain(words)
      expect(sheet?.headerFooter.oddFooter).toContain('第 &P 页 共 &N 页')
      expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, horizontalCentered: true, printTitlesRow: '1:4' })
      expect(sheet?.pageSetup.margins?.left).toBeCloseTo(1.5 / 2.54)
      expect(sheet?.pageSetup.margins?.top).toBeCloseTo(1.9 / 2.54)
      for (let row = 1; row <= (sheet?.rowCount ?? 0); row += 1) expect(sheet?.getRow(row).height).toBeGreaterThanOrEqual(22)
    }
  })

  it('asks the station chief to check a single community, and names the file after the unit', async () => {
    const { rows } = await readBack(township([community('甲社区', [grid('第一网格')])], { community: '甲社区' }))
    expect(rows('名册')[0]?.[0]).toBe('清溪镇甲社区网格管理团队花名册')
    expect(rows('名册').at(-1)?.filter((text) => text !== '')).toEqual(['制表人：', '审核人（网格工作站站长）：', '单位（盖章）：'])
    expect(rosterFileName({ unit: '清溪镇:综治/中心', asOf: '2026-11-05', madeOn: '2026-11-06' })).toBe('清溪镇综治中心_网格管理团队花名册_20261105_20261106.xlsx')
  })
})
