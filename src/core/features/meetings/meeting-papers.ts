import type { MeetingPaperWanted } from '../../../contract/meetings'
import type { DocumentPaper, Paper, SheetPaper } from '../../../contract/paper'
import type { Download } from '../../../contract/values'
import { addWeeks, mondayOf, weekOf, weeksBetween } from '../../../domain/iso-week'
import { addDays, lastDayOfMonth } from '../../../domain/calendar-date'
import { hasTakenPlace, isMinuted } from '../../../domain/meeting-state'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Reader } from '../../database/reader'
import { officeWorkbook } from '../../excel/office-sheet'
import { dayAt } from '../../office-day'
import { forbidden, refuse } from '../../refusal'
import { officeDocument } from '../../word/office-document'
import { logExport } from '../roster/export-log'
import { placeOf, townshipOf } from '../roster/directory'
import { readBoard } from './board'
import { listDecisions } from './decision-list'
import { carriedRows } from './decisions'
import { meetingPage } from './meeting-page'
import { meetingOfWeek } from './meeting-row'
import { attendanceSheet, overviewSheets, supervisionSheet } from './meeting-sheets'
import { meetingStatements } from './meeting-statements'
import { minutesPaper } from './minutes-paper'
import { readinessOf } from './readiness'
import { sightOf } from './sight'
import type { SealedMinutes } from './signing'

/** The wanted paper as data, for the preview and the file alike. @throws Refusal FORBIDDEN outside the caller's communities */
export function meetingPapers(reader: Reader, caller: Caller, wanted: MeetingPaperWanted): Paper[] {
  if (wanted.kind === 'minutes') return [minutesOf(reader, caller, wanted.communityId, wanted.week)]
  if (wanted.kind === 'attendance') return [attendanceOf(reader, caller, wanted.communityId, wanted.week)]
  if (wanted.kind === 'supervision') return [supervisionOf(reader, caller, wanted.communityId)]
  return overviewOf(reader, caller, wanted.month)
}

function minutesOf(reader: Reader, caller: Caller, communityId: string, week: string): DocumentPaper {
  caller.reach.requireCommunity(communityId)
  const { row, content, facts } = readinessOf(reader, caller, communityId, week)
  if (!sightOf(reader, caller, communityId).drafts && !isMinuted(facts.state)) throw forbidden('这次例会的纪要还没有记录完成，记录完成后才能查看。没有显示。')
  const seal = row ? reader.get(meetingStatements.seal, { meeting_id: row.id }) : undefined
  const live = (): SealedMinutes => ({
    content,
    carried: carriedRows(reader, communityId, week).map((one) => ({ week: one.week, text: one.text, owner: one.owner_name ?? '', dueOn: one.due_on, state: one.state, result: one.result ?? one.reason })),
  })
  const page = meetingPage(reader, caller, communityId, week)
  return minutesPaper({
    ...(seal ? (JSON.parse(seal.content_json) as SealedMinutes) : live()),
    draft: !seal,
    signatures: page.signatures.map(({ side, name, signedOn }) => ({ side, name, signedOn })),
    additions: page.additions.map((one) => ({ seq: one.seq, text: one.text, on: dayAt(one.at), by: one.by })),
  })
}

function attendanceOf(reader: Reader, caller: Caller, communityId: string, week: string): SheetPaper {
  caller.reach.requireCommunity(communityId)
  const page = meetingPage(reader, caller, communityId, week)
  return attendanceSheet({
    township: townshipOf(reader)?.name ?? '',
    community: page.community,
    week,
    on: page.heldOn ?? page.plannedOn ?? page.monday,
    held: hasTakenPlace(page.state),
    hosts: [
      { name: page.chief.name, words: page.chief.isSubstitute ? '代站长主持' : '网格工作站站长' },
      { name: page.officer.name, words: page.officer.isSubstitute ? '代民警主持' : '社区民警' },
    ],
    attendance: page.attendance,
    candidates: page.candidates,
    madeOn: caller.today,
  })
}

const everyOne = 100_000

function supervisionOf(reader: Reader, caller: Caller, communityId: string | null): SheetPaper {
  if (communityId !== null) caller.reach.requireCommunity(communityId)
  const { decisions } = listDecisions(reader, caller, { communityId, state: 'open', sort: 'overdue', limit: everyOne })
  return supervisionSheet({ unit: unitOf(reader, caller, communityId), own: communityId !== null, decisions, today: caller.today })
}

/** A community by name where only one is meant, else the township. */
function unitOf(reader: Reader, caller: Caller, communityId: string | null): string {
  const [only, ...others] = [...caller.reach.communities]
  const own = communityId ?? (!caller.reach.township && only !== undefined && others.length === 0 ? only : null)
  return (own === null ? townshipOf(reader)?.name : placeOf(reader, own)?.name) ?? ''
}

/** Weeks whose Thursday lies in the month, as ISO counts a week to a year. */
export function weeksOfMonth(month: string): string[] {
  const first = weekOf(`${month}-01`)
  const last = weekOf(lastDayOfMonth(month))
  return weeksBetween(first, last).filter((week) => addDays(mondayOf(week), 3).startsWith(month))
}

function overviewOf(reader: Reader, caller: Caller, month: string): SheetPaper[] {
  const weeks = weeksOfMonth(month)
  const [fromWeek] = weeks
  if (fromWeek === undefined) throw refuse('weeks', '这个月份没有周。核对后重填。', 'month')
  const board = readBoard(reader, caller, { fromWeek, toWeek: weeks.at(-1) ?? addWeeks(fromWeek, 3) })
  const { decisions } = listDecisions(reader, caller, { state: 'open', sort: 'overdue', limit: everyOne })
  const unit = unitOf(reader, caller, null)
  return [...overviewSheets({ unit, month, today: caller.today, weeks: board.weeks, communities: board.communities }), { ...supervisionSheet({ unit, own: false, decisions, today: caller.today }), name: '未办结事项' }]
}

const titles: Readonly<Record<MeetingPaperWanted['kind'], string>> = { minutes: '周例会纪要', attendance: '周例会签到表', supervision: '议定事项督办表', overview: '周例会召开情况' }

/** The paper as a file, with a line in the export log. Minutes become .docx, the rest .xlsx. */
export async function exportMeetingPaper(services: CoreServices, caller: Caller, wanted: MeetingPaperWanted): Promise<Download> {
  const { reader } = services.database
  const papers = meetingPapers(reader, caller, wanted)
  const [paper] = papers
  const unit = 'communityId' in wanted && wanted.communityId !== null ? (placeOf(reader, wanted.communityId)?.name ?? '') : unitOf(reader, caller, null)
  const sheets = papers.flatMap((one) => (one.kind === 'sheet' ? [one] : []))
  const isWord = paper?.kind === 'document'
  const bytes = isWord ? await officeDocument(paper) : await officeWorkbook(sheets, { unit, madeOn: caller.today })
  const span = 'week' in wanted ? wanted.week.replace('-', '') : 'month' in wanted ? wanted.month.replace('-', '') : caller.today.replaceAll('-', '')
  const fileName = `${unit.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').trim()}_${titles[wanted.kind]}_${span}_${caller.today.replaceAll('-', '')}.${isWord ? 'docx' : 'xlsx'}`
  const rows = isWord ? 1 : (sheets[0]?.blocks.length ?? 0)
  const download = services.tickets.offerDownload({ fileName, bytes }, rows)
  const { kind, ...filter } = wanted
  logExport(caller, { report: `R6 ${titles[kind]}`, filter: { ...filter, meetingId: 'week' in wanted ? (meetingOfWeek(reader, wanted.communityId, wanted.week)?.id ?? null) : null }, rows, masked: true, reason: null, sha256: download.sha256 })
  return download
}
