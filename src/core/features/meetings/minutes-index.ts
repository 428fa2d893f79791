import { daysBetween } from '../../../domain/calendar-date'
import { attendanceWords, type AttendanceStatus } from '../../../domain/meeting-state'
import { termsOfText } from '../../../domain/search-terms'
import type { Transaction } from '../../database/transaction'
import { meetingById, rosterDay } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { minutesContent } from './minutes-content'
import { minutesStatements } from './minutes-statements'

/** Rows of one day: more communities than a township has. */
const rowsPerDay = 10_000

/** A line of the index: which grid may see it, where it stands in the minutes, and what it says; tabs and line ends part them. */
export interface IndexLine {
  gridId: string
  title: string
  text: string
}
const flat = (text: string): string => text.replace(/[\t\n\r]+/g, ' ').trim()
export const writeLines = (lines: readonly IndexLine[]): string => lines.map((line) => [line.gridId, flat(line.title), flat(line.text)].join('\t')).join('\n')
export const readLines = (text: string): IndexLine[] =>
  text.split('\n').map((line) => {
    const [gridId = '', title = '', said = ''] = line.split('\t')
    return { gridId, title, text: said }
  })

/** Brings the full text of a meeting to what its minutes say now; called by every command that changes them. */
export function indexMinutes(tx: Transaction, meetingId: string): void {
  const meeting = meetingById(tx, meetingId)
  const present = tx.get(minutesStatements.indexRow, { meeting_id: meetingId })
  const text = meeting.held_on === null || meeting.state === 'void' ? null : writeLines(linesOf(tx, meetingId))
  if (present && present.text === text && meeting.held_on !== null && dayOfRow(present.row) === dayNumber(meeting.held_on)) return
  if (present) {
    tx.local(minutesStatements.dropTerms, { row: present.row })
    tx.local(minutesStatements.dropIndex, { row: present.row })
  }
  if (text === null || meeting.held_on === null) return
  const from = dayNumber(meeting.held_on) * rowsPerDay
  const last = tx.get(minutesStatements.lastIndexRow, { from, to: from + rowsPerDay })?.row ?? null
  const row = last === null ? from : last + 1
  tx.local(minutesStatements.insertIndex, { row, meeting_id: meetingId, text })
  const said = readLines(text).map((line) => line.text).join('\n')
  tx.local(minutesStatements.insertTerms, { row, terms: termsOfText(said).join(' ') })
}

const dayNumber = (on: string): number => daysBetween('1970-01-01', on)
const dayOfRow = (row: number): number => Math.floor(row / rowsPerDay)

function linesOf(tx: Transaction, meetingId: string): IndexLine[] {
  const meeting = meetingById(tx, meetingId)
  const content = minutesContent(tx, meeting.community_id, meeting.week, meeting, rosterDay(meeting, null, meeting.week))
  const gridName = (gridId: string | null): string => content.grids.find((grid) => grid.gridId === gridId)?.name ?? ''
  const people = new Map<string, string[]>()
  for (const one of content.attendance) people.set(one.status, [...(people.get(one.status) ?? []), one.reason === null ? one.name : `${one.name}（${one.reason}）`])
  const line = (title: string, text: string | null, gridId: string | null = null): IndexLine[] => (text === null || text === '' ? [] : [{ gridId: gridId ?? '', title, text }])
  return [
    ...line('主持', [content.chief.name, content.officer.name].filter((name) => name !== null).join('、')),
    ...line('记录', content.recorder),
    ...line('地点', content.place),
    ...[...people].flatMap(([status, names]) => line(attendanceWords[status as AttendanceStatus], names.join('、'))),
    ...line('一周社区发案情况', content.reportSentence),
    ...content.items.flatMap((item) => line(`${gridName(item.gridId)}${item.title}`, item.text, item.gridId)),
    ...content.decisions.flatMap((decision) => line('议定事项', `${decision.text}（${decision.owner}）`)),
    ...tx.all(meetingStatements.additions, { meeting_id: meetingId }).flatMap((addition) => line(`补充${addition.seq}`, addition.text)),
  ]
}
