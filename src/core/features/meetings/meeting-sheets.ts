import type { Decision } from '../../../contract/meeting-decisions'
import type { Attendee, Candidate } from '../../../contract/meeting-page'
import type { WeekCell } from '../../../contract/meetings'
import { oneRow, type OfficeCell, type OfficeColumn, type SheetPaper } from '../../../contract/paper'
import { daysBetween } from '../../../domain/calendar-date'
import { longDay, shortDay, weekWords } from '../../../domain/iso-week'
import { attendanceWords, decisionStateWords, hasTakenPlace, meetingStateWords } from '../../../domain/meeting-state'
import { postLabel } from '../../../domain/post'

const signatures = (own: boolean): string[] => ['制表人：', own ? '审核人（网格工作站站长）：' : '审核人：', '社区民警：', '单位（盖章）：']
const footer = '警网联动周例会'

export interface AttendanceSheetData {
  township: string
  community: string
  week: string
  on: string
  held: boolean
  hosts: { name: string | null; words: string }[]
  attendance: readonly Attendee[]
  candidates: readonly Candidate[]
  madeOn: string
}

/** 签到表: who was there as recorded; before the meeting, who is expected, to be signed by hand. */
export function attendanceSheet(data: AttendanceSheetData): SheetPaper {
  const hosts = data.hosts.map((host): OfficeCell[] => [host.name ?? { text: '缺', bold: true }, host.words, '—', '主持', null, null])
  const people = data.held
    ? data.attendance.map((one): OfficeCell[] => [one.name, one.post === null ? (one.orgText ?? '来宾') : postLabel(one.post), one.grid ?? '—', attendanceWords[one.status], null, [one.proxyFor === null ? null : `代${one.proxyFor}`, one.reason].filter((part) => part !== null).join('；') || null])
    : data.candidates.filter((one) => one.expected).map((one): OfficeCell[] => [one.name, postLabel(one.post), one.grid ?? '—', null, null, one.isActing ? '代理' : null])
  const count = (status: Attendee['status']): number => data.attendance.filter((one) => one.status === status).length
  return {
    kind: 'sheet',
    name: '签到表',
    title: `${data.community}${weekWords(data.week)}周例会签到表`,
    unit: data.community,
    period: `${longDay(data.on)}${data.held ? '' : '（会前）'}`,
    madeOn: data.madeOn,
    measure: '人',
    orientation: 'portrait',
    columns: [
      { head: '序号', kind: 'seq', width: 6 },
      { head: '姓名', kind: 'centre', width: 12 },
      { head: '职务', kind: 'centre', width: 18 },
      { head: '网格', kind: 'centre', width: 13 },
      { head: '出席情况', kind: 'centre', width: 10 },
      { head: '签名', kind: 'text', width: 16 },
      { head: '备注', kind: 'text', width: 16 },
    ],
    blocks: [...hosts, ...people].map((cells, at) => oneRow([at + 1, ...cells])),
    emptyText: '当天花名册上没有人',
    note: data.held ? `注：出席${count('present')}人，代会${count('proxy')}人，请假${count('leave')}人，缺席${count('absent')}人，列席${count('also_present')}人；主持人另计。` : '注：应到人员按当天花名册列出，到会后在签名栏签字。',
    footer,
    signatures: ['记录人：', '站长：', '社区民警：'],
  }
}

/** 红 and 黄 in words, so that the sheet says the same in black and white. */
export function lightOf(decision: Pick<Decision, 'overdueDays' | 'dueOn' | 'closedOn'>, today: string): string {
  if (decision.closedOn !== null) return '已结'
  if (decision.overdueDays > 0) return `红 逾期${decision.overdueDays}天`
  if (decision.dueOn !== null && daysBetween(today, decision.dueOn) <= 1) return '黄 即将到期'
  return '绿 期限内'
}

const supervisionColumns: readonly OfficeColumn[] = [
  { head: '序号', kind: 'seq', width: 5 },
  { head: '村(社区)', kind: 'centre', width: 12 },
  { head: '议定周次', kind: 'centre', width: 13 },
  { head: '议定事项', kind: 'text', width: 34 },
  { head: '责任人', kind: 'centre', width: 11 },
  { head: '时限', kind: 'date', width: 11 },
  { head: '状态', kind: 'centre', width: 9 },
  { head: '进展', kind: 'text', width: 30 },
  { head: '灯', kind: 'centre', width: 13 },
]

/** 议定事项督办表: open decisions, overdue first. */
export function supervisionSheet(data: { unit: string; own: boolean; decisions: readonly Decision[]; today: string }): SheetPaper {
  const overdue = data.decisions.filter((one) => one.overdueDays > 0).length
  return {
    kind: 'sheet',
    name: '督办表',
    title: `${data.unit}周例会议定事项督办表`,
    unit: data.unit,
    period: `截至${longDay(data.today)}`,
    madeOn: data.today,
    measure: '项',
    columns: supervisionColumns,
    blocks: data.decisions.map((one, at) => {
      const last = one.progress.at(-1)
      return oneRow([at + 1, one.community, `${one.week.slice(0, 4)}年${weekWords(one.week)}`, one.text, one.ownerName ?? '（未定）', one.dueOn, decisionStateWords[one.state], last ? `${shortDay(last.on)}：${last.text}` : null, one.overdueDays > 0 ? { text: lightOf(one, data.today), bold: true } : lightOf(one, data.today)])
    }),
    emptyText: '没有未办结的议定事项',
    note: data.decisions.length === 0 ? null : `注：未办结${data.decisions.length}项，其中逾期${overdue}项；逾期的排在前面。`,
    footer,
    signatures: signatures(data.own),
  }
}

export interface OverviewData {
  unit: string
  month: string
  today: string
  weeks: readonly { week: string; monday: string; sunday: string }[]
  communities: readonly { name: string; cells: readonly WeekCell[]; openDecisions: number; overdueDecisions: number }[]
}

/** Who met and who did not, week by week, with what is still open. */
export function overviewSheets(data: OverviewData): SheetPaper[] {
  const period = `${Number(data.month.slice(0, 4))}年${Number(data.month.slice(5))}月`
  const common = { unit: data.unit, madeOn: data.today, footer, signatures: ['制表人：', '审核人：', '单位（盖章）：'] } as const
  const count = (cells: readonly WeekCell[], test: (cell: WeekCell) => boolean): number => cells.filter(test).length
  const missed = data.communities.flatMap((one) => one.cells.filter((cell) => cell.state === 'missed').map((cell) => ({ name: one.name, cell })))
  return [
    {
      ...common,
      kind: 'sheet',
      name: '召开情况',
      title: `${data.unit}周例会召开情况`,
      period,
      measure: '次',
      columns: [
        { head: '序号', kind: 'seq', width: 5 },
        { head: '村(社区)', kind: 'centre', width: 14 },
        ...data.weeks.map((week): OfficeColumn => ({ group: '各周召开', head: `${weekWords(week.week)}\n${Number(week.monday.slice(5, 7))}.${Number(week.monday.slice(8))}-${Number(week.sunday.slice(5, 7))}.${Number(week.sunday.slice(8))}`, kind: 'centre', width: 12.5, total: { text: `${count(data.communities.flatMap((one) => one.cells.filter((cell) => cell.week === week.week)), (cell) => cell.state !== null && hasTakenPlace(cell.state))}个` } })),
        { group: '合计', head: '已开', kind: 'count', width: 7, total: 'sum' },
        { group: '合计', head: '缺会', kind: 'count', width: 7, total: 'sum' },
        { group: '合计', head: '免开', kind: 'count', width: 7, total: 'sum' },
        { group: '合计', head: '已签字', kind: 'count', width: 7, total: 'sum' },
        { group: '议定事项', head: '未办结', kind: 'count', width: 8, total: 'sum' },
        { group: '议定事项', head: '逾期', kind: 'count', width: 7, total: 'sum' },
      ],
      blocks: data.communities.map((one, at) =>
        oneRow([
          at + 1,
          one.name,
          ...one.cells.map(cellWords),
          count(one.cells, (cell) => cell.state !== null && hasTakenPlace(cell.state)),
          count(one.cells, (cell) => cell.state === 'missed'),
          count(one.cells, (cell) => cell.state === 'exempt'),
          count(one.cells, (cell) => cell.state === 'signed' || cell.state === 'locked'),
          one.openDecisions,
          one.overdueDecisions,
        ]),
      ),
      emptyText: '还没有登记村(社区)',
      note: '注：日期为召开日；“缺会”为该周已过而没有登记召开；周四落在本月的周计入本月；议定事项为制表当日数。',
    },
    {
      ...common,
      kind: 'sheet',
      name: '缺会清单',
      title: `${data.unit}周例会缺会清单`,
      period,
      measure: '次',
      orientation: 'portrait',
      columns: [
        { head: '序号', kind: 'seq', width: 6 },
        { head: '村(社区)', kind: 'centre', width: 20 },
        { head: '周次', kind: 'centre', width: 14 },
        { head: '应开日', kind: 'date', width: 14 },
        { head: '处理意见', kind: 'text', width: 32 },
      ],
      blocks: missed.map((one, at) => oneRow([at + 1, one.name, weekWords(one.cell.week), one.cell.plannedOn ?? '—', null])),
      emptyText: '本月没有缺会',
      note: missed.length === 0 ? null : `注：共缺会${missed.length}次。`,
    },
  ]
}

function cellWords(cell: WeekCell): OfficeCell {
  if (cell.state === null) return '—'
  if (cell.state === 'missed') return { text: '缺会', bold: true }
  if (hasTakenPlace(cell.state) && cell.heldOn !== null) return `${Number(cell.heldOn.slice(5, 7))}.${Number(cell.heldOn.slice(8))}`
  return meetingStateWords[cell.state]
}
