import { longDay } from '../../../domain/iso-week'
import { dayBefore, daysBetween } from '../../../domain/calendar-date'
import { officeWorkbook } from '../../excel/office-sheet'
import { oneRow, type OfficeBlock, type OfficeCell, type OfficeColumn, type SheetPaper } from '../../../contract/paper'
import { peopleSheet } from './roster-people-sheet'
import type { RosterSheetData, SheetCommunity, SheetGrid, SheetHolder } from './roster-sheet-data'

export type { RosterSheetData } from './roster-sheet-data'

const vacant = { text: '缺', bold: true } as const
/** Longer lists of names would not fit one row of a page. */
const mostNames = 60

/** R1 花名册 (model.md D6): 名册, 缺岗清单, 人员变动; and 人员明细, a row a person. */
export const rosterPapers = (data: RosterSheetData): SheetPaper[] => [
  rosterSheet(data),
  vacancySheet(data),
  changeSheet(data),
  peopleSheet(data, { ...common(data, '网格管理团队人员明细'), period: `截至${longDay(data.asOf)}` }),
]

export const rosterWorkbook = (data: RosterSheetData, progress?: (done: number, total: number) => void): Promise<Buffer> => officeWorkbook(rosterPapers(data), undefined, progress)

export function rosterFileName(data: Pick<RosterSheetData, 'unit' | 'asOf' | 'madeOn'>): string {
  // Windows refuses these characters in a file's name.
  const unit = data.unit.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').trim()
  return `${unit}_网格管理团队花名册_${compact(data.asOf)}_${compact(data.madeOn)}.xlsx`
}

const rosterColumns: readonly OfficeColumn[] = [
  { head: '序号', kind: 'seq', width: 4.5 },
  { head: '村(社区)', kind: 'centre', width: 12 },
  { group: '站长', head: '姓名', kind: 'centre', width: 8 },
  { group: '站长', head: '电话', kind: 'numberText', width: 11.5 },
  { group: '民警', head: '姓名', kind: 'centre', width: 8 },
  { group: '民警', head: '警号', kind: 'numberText', width: 7 },
  { group: '民警', head: '电话', kind: 'numberText', width: 11.5 },
  { head: '基础网格', kind: 'centre', width: 9.5 },
  { head: '网格长', kind: 'centre', width: 8 },
  { head: '警辅人员', kind: 'centre', width: 8 },
  { head: '结对日期', kind: 'date', width: 10 },
  { head: '综合执法\n队员', kind: 'centre', width: 9 },
  { head: '楼道长', kind: 'text', width: 15 },
  { head: '志愿者\n(人数)', kind: 'count', width: 7.5, total: 'sum' },
  { head: '备注', kind: 'text', width: 13 },
]
/** 序号, 村(社区) and the two leading posts span the community's grids. */
const communityColumns = [0, 1, 2, 3, 4, 5, 6]
const enforcementColumn = 11
const buildingHeadColumn = 12
const volunteerColumn = 13

function rosterSheet(data: RosterSheetData): SheetPaper {
  const grids = data.communities.flatMap((community) => community.grids)
  const columns = rosterColumns.map((column, index): OfficeColumn => {
    const text = totalText(index, data.communities, grids)
    return text === null ? column : { ...column, total: { text } }
  })
  return {
    ...common(data, '网格管理团队花名册'),
    kind: 'sheet',
    name: '名册',
    period: `截至${longDay(data.asOf)}`,
    measure: '人',
    columns,
    blocks: data.communities.map(communityBlock),
    emptyText: '还没有登记村(社区)和网格',
    note: [data.masked ? '电话已脱敏' : '含明文电话，仅限内部使用', '「缺」为当日无人在任的岗位，见缺岗清单', '姓名后注「代理」为代理任职'].join('；').replace(/^/, '注：') + '。',
  }
}

function totalText(column: number, communities: readonly SheetCommunity[], grids: readonly SheetGrid[]): string | null {
  const held = (seats: readonly (SheetHolder | null)[]) => {
    const filled = seats.filter((seat) => seat !== null).length
    return filled === seats.length ? `${filled}人` : `${filled}人\n缺${seats.length - filled}`
  }
  const names = (count: (from: SheetCommunity | SheetGrid) => number) => `${[...communities, ...grids].reduce((sum, from) => sum + count(from), 0)}人`
  switch (column) {
    case 0:
      return '合计'
    case 1:
      return `${communities.length}个`
    case 2:
      return held(communities.map((community) => community.chief))
    case 4:
      return held(communities.map((community) => community.officer))
    case 7:
      return `${grids.length}个`
    case 8:
      return held(grids.map((grid) => grid.chief))
    case 9:
      return held(grids.map((grid) => grid.aux))
    case enforcementColumn:
      return names((from) => from.enforcement.length)
    case buildingHeadColumn:
      return names((from) => from.buildingHeads.length)
    case volunteerColumn:
      return null
    default:
      return '—'
  }
}

function communityBlock(community: SheetCommunity, index: number): OfficeBlock {
  const lead: OfficeCell[] = [
    index + 1,
    community.name,
    seat(community.chief),
    number(community.chief, community.chief?.phone),
    seat(community.officer),
    number(community.officer, community.officer?.policeNo),
    number(community.officer, community.officer?.phone),
  ]
  const { grids } = community
  const merged = [...communityColumns]
  // Where a post is never tied to a grid here, its people stand once for the community; else they follow the grids.
  const spans = {
    enforcement: grids.every((grid) => grid.enforcement.length === 0),
    buildingHeads: grids.every((grid) => grid.buildingHeads.length === 0),
    volunteers: grids.every((grid) => grid.volunteers === 0),
  }
  if (spans.enforcement) merged.push(enforcementColumn)
  if (spans.buildingHeads) merged.push(buildingHeadColumn)
  if (spans.volunteers) merged.push(volunteerColumn)
  const others = (from: SheetCommunity | SheetGrid, inGrid: boolean): OfficeCell[] => [
    list((spans.enforcement ? community : from).enforcement, 1),
    list((spans.buildingHeads ? community : from).buildingHeads, 2),
    inGrid && !spans.volunteers ? from.volunteers : community.volunteers,
  ]
  const rows = grids.map((grid): OfficeCell[] => [
    ...lead,
    grid.name,
    seat(grid.chief),
    seat(grid.aux),
    grid.pairedOn ?? '—',
    ...others(grid, true),
    grid.remark,
  ])
  const loose = [
    !spans.enforcement && community.enforcement.length > 0,
    !spans.buildingHeads && community.buildingHeads.length > 0,
    !spans.volunteers && community.volunteers > 0,
  ]
  if (grids.length === 0 || loose.some(Boolean))
    rows.push([...lead, grids.length === 0 ? '未设网格' : '不分网格', '—', '—', '—', ...others(community, false), null])
  return { rows, merged }
}

function seat(holder: SheetHolder | null): OfficeCell {
  if (holder === null) return vacant
  return holder.isActing ? `${holder.name}\n（代理）` : holder.name
}

function number(holder: SheetHolder | null, text: string | null | undefined): OfficeCell {
  return holder === null ? '—' : (text ?? '—')
}

/** So many names to a line that no name is torn by the line's end. */
function list(names: readonly string[], perLine: number): string | null {
  if (names.length === 0) return null
  const shown = names.slice(0, mostNames)
  const lines: string[] = []
  for (let from = 0; from < shown.length; from += perLine) lines.push(shown.slice(from, from + perLine).join('、'))
  return lines.join('、\n') + (names.length > mostNames ? `等${names.length}人` : '')
}

function vacancySheet(data: RosterSheetData): SheetPaper {
  return {
    ...common(data, '网格管理团队缺岗清单'),
    kind: 'sheet',
    name: '缺岗清单',
    period: `截至${longDay(data.asOf)}`,
    measure: '处',
    columns: [
      { head: '序号', kind: 'seq', width: 6 },
      { head: '村(社区)', kind: 'centre', width: 21 },
      { head: '网格', kind: 'centre', width: 19 },
      { head: '岗位', kind: 'centre', width: 19 },
      { head: '缺岗起始', kind: 'date', width: 16 },
      { head: '天数', kind: 'count', width: 10.5 },
      { head: '原任', kind: 'centre', width: 17.5 },
    ],
    blocks: data.vacancies.map((vacancy, index) =>
      oneRow([
        index + 1,
        vacancy.community,
        vacancy.grid ?? '—',
        vacancy.post,
        vacancy.sinceOn ?? '从未配备',
        vacancy.sinceOn === null ? '—' : daysBetween(vacancy.sinceOn, data.asOf) + 1,
        vacancy.lastHolder ?? '—',
      ]),
    ),
    emptyText: '没有缺岗',
    note: data.vacancies.length === 0 ? null : `注：共缺岗${data.vacancies.length}处；天数从缺岗起始日算起，至${longDay(data.asOf)}，首尾都算。`,
  }
}

function changeSheet(data: RosterSheetData): SheetPaper {
  return {
    ...common(data, '网格管理团队人员变动'),
    kind: 'sheet',
    name: '人员变动',
    period: `${longDay(data.changesFrom)}至${longDay(data.asOf)}`,
    measure: '人次',
    columns: [
      { head: '序号', kind: 'seq', width: 5 },
      { head: '日期', kind: 'date', width: 10.5 },
      { head: '村(社区)', kind: 'centre', width: 15 },
      { head: '网格', kind: 'centre', width: 11.5 },
      { head: '岗位', kind: 'centre', width: 14 },
      { head: '姓名', kind: 'centre', width: 9.5 },
      { head: '到任/离任', kind: 'centre', width: 9 },
      { head: '文号', kind: 'centre', width: 20.5 },
      { head: '原因', kind: 'text', width: 23.5 },
    ],
    blocks: data.changes.map((change, index) =>
      oneRow([
        index + 1,
        change.kind === 'left' ? dayBefore(change.on) : change.on,
        change.community,
        change.grid ?? '—',
        change.post,
        change.name,
        change.kind === 'left' ? '离任' : '到任',
        change.docNo ?? '—',
        change.reason,
      ]),
    ),
    emptyText: '这段时间没有人员变动',
    note: '注：到任日期为任职第一天，离任日期为任职最后一天。',
  }
}

function common(data: RosterSheetData, title: string): Pick<SheetPaper, 'title' | 'unit' | 'madeOn' | 'footer' | 'signatures'> {
  return {
    title: `${data.township}${data.community ?? ''}${title}`,
    unit: data.unit,
    madeOn: data.madeOn,
    footer: data.masked ? '电话已脱敏' : '含明文电话，仅限内部使用',
    signatures: ['制表人：', data.community === null ? '审核人：' : '审核人（网格工作站站长）：', '单位（盖章）：'],
  }
}

function compact(on: string): string {
  return on.replaceAll('-', '')
}
