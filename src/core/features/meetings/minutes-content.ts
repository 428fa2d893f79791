import { createHash } from 'node:crypto'
import { agendaItem, agendaItems, figureKey, furtherCodes, isAgendaCode, isAnswered, textKey, type ItemCode } from '../../../domain/meeting-agenda'
import { addWeeks, mondayOf, sameWeekLastYear, sundayOf, weekOf, weekWords } from '../../../domain/iso-week'
import { reportSentence, tellsCalls } from '../../../domain/report-sentence'
import type { AttendanceStatus } from '../../../domain/meeting-state'
import type { Reader } from '../../database/reader'
import { gridsOn, seatHoldersOn, placeOf, townshipOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { cellsOf, type Cells } from './cells'
import { decisionStatements } from './decision-statements'
import { meetingOfWeek, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'

/** What minutes say, ready to be printed, signed and sealed. Names and counts are text, so that it never changes by itself. */
export interface MinutesContent {
  township: string
  community: string
  week: string
  minutesNo: string
  heldOn: string | null
  startTime: string | null
  endTime: string | null
  place: string | null
  chief: { name: string | null; reason: string | null }
  officer: { name: string | null; reason: string | null }
  recorder: string | null
  attendance: { name: string; orgText: string | null; status: AttendanceStatus; proxyFor: string | null; reason: string | null }[]
  grids: { gridId: string; name: string; lead: string | null }[]
  reportSentence: string | null
  items: { key: string; code: ItemCode; title: string; gridId: string | null; text: string }[]
  decisions: { seq: number; text: string; owner: string; dueOn: string | null }[]
}

export const minutesNo = (community: string, week: string): string => `${community}例会〔${week.slice(0, 4)}〕${Number(week.slice(6))}号`

/** First and last day that the counts of a week's meeting cover. */
export function reportDays(reader: Reader, week: string): { from: string; to: string } {
  const counted = readSetting(reader, 'meetings.reportWeek') === 'same_week' ? week : addWeeks(week, -1)
  return { from: mondayOf(counted), to: sundayOf(counted) }
}

export interface GridOfMeeting {
  gridId: string
  name: string
  lead: string | null
}

/** The community's basic grids on the day, with their leads. */
export function gridsOfMeeting(reader: Reader, communityId: string, on: string): GridOfMeeting[] {
  const leads = new Map(seatHoldersOn(reader, communityId, on).flatMap((tenure) => (tenure.post === 'grid_chief' && tenure.gridId !== null ? [[tenure.gridId, tenure.name] as const] : [])))
  return gridsOn(reader, communityId, on)
    .filter((grid) => grid.kind === 'basic')
    .map((grid) => ({ gridId: grid.gridId, name: grid.name, lead: leads.get(grid.gridId) ?? null }))
}

export interface AgendaCell {
  key: string
  code: ItemCode
  section: string
  title: string
  gridId: string | null
  grid: string | null
  required: boolean
}

/** Every cell of the agenda in its order: the article's ten, the grids within B1 to B5, then the meeting's further items. */
export function agendaCells(grids: readonly GridOfMeeting[], cells: Cells): AgendaCell[] {
  const fixed = agendaItems.flatMap(({ code, section, title, perGrid, required }): AgendaCell[] =>
    perGrid
      ? grids.map((grid) => ({ key: textKey(code, grid.gridId), code, section, title, gridId: grid.gridId, grid: grid.name, required }))
      : [{ key: code, code, section, title, gridId: null, grid: null, required }],
  )
  const further = furtherCodes.flatMap((code): AgendaCell[] => {
    const title = cells.get(`${code}/title`)?.text ?? ''
    return title.trim() === '' && !isAnswered(cells.get(code)?.text) ? [] : [{ key: code, code, section: '其他', title: title.trim() || '其他事项', gridId: null, grid: null, required: false }]
  })
  return [...fixed, ...further]
}

/** Digits as a count; null for anything else. */
export const countOf = (text: string | undefined): number | null => (text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null)

/** A count as written in another week's minutes. */
export function countInWeek(reader: Reader, communityId: string, week: string, name: string, gridId: string | null): number | null {
  const other = meetingOfWeek(reader, communityId, week)
  return countOf(cellsOf(reader, communityId, week, other?.id ?? null).get(figureKey(name, gridId))?.text)
}

export function sentenceOf(reader: Reader, communityId: string, week: string, cells: Cells): string | null {
  const { from, to } = reportDays(reader, week)
  const count = (name: string): number | null => countOf(cells.get(figureKey(name, null))?.text)
  const figures = { calls: count('calls'), criminal: count('criminal'), public_order: count('public_order'), help: count('help') }
  return reportSentence(from, to, figures, countInWeek(reader, communityId, addWeeks(week, -1), 'calls', null), countInWeek(reader, communityId, sameWeekLastYear(week), 'calls', null))
}

/** @param on the day by which the roster is read */
export function minutesContent(reader: Reader, communityId: string, week: string, row: MeetingRow | null, on: string): MinutesContent {
  const cells = cellsOf(reader, communityId, week, row?.id ?? null)
  const grids = gridsOfMeeting(reader, communityId, on)
  const community = placeOf(reader, communityId)?.name ?? ''
  const sentence = sentenceOf(reader, communityId, week, cells)
  return {
    township: townshipOf(reader)?.name ?? '',
    community,
    week,
    minutesNo: minutesNo(community, week),
    heldOn: row?.held_on ?? null,
    startTime: row?.start_time ?? null,
    endTime: row?.end_time ?? null,
    place: row?.place ?? null,
    chief: { name: row?.chief_name ?? null, reason: row?.chief_reason ?? null },
    officer: { name: row?.officer_name ?? null, reason: row?.officer_reason ?? null },
    recorder: row?.recorder_name ?? null,
    attendance: (row ? reader.all(meetingStatements.attendance, { meeting_id: row.id }) : []).map((one) => ({
      name: one.name,
      orgText: one.org_text,
      status: one.status as AttendanceStatus,
      proxyFor: one.proxy_for,
      reason: one.reason,
    })),
    grids: grids.map(({ gridId, name, lead }) => ({ gridId, name, lead })),
    reportSentence: tellsCalls(cells.get('A1')?.text ?? '') ? null : sentence,
    items: agendaCells(grids, cells).map(({ key, code, title, gridId }) => ({ key, code, title, gridId, text: (cells.get(key)?.text ?? '').trim() })),
    decisions: (row ? reader.all(decisionStatements.ofMeeting, { meeting_id: row.id }) : []).map((one) => ({ seq: one.seq, text: one.text, owner: one.owner_name ?? '', dueOn: one.due_on })),
  }
}

/** What a signature is given to. */
export const contentSha256 = (content: MinutesContent): string => createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Required cells that say nothing; A1 is answered by its counts too (I30). */
export function gapsOf(content: MinutesContent): { key: string; words: string }[] {
  return content.items.flatMap(({ key, code, title, gridId, text }) => {
    if (!isAgendaCode(code) || !agendaItem(code).required || isAnswered(text) || (code === 'A1' && content.reportSentence !== null)) return []
    const grid = content.grids.find((one) => one.gridId === gridId)
    return [{ key, words: grid ? `${code} ${grid.name}` : `${code} ${title}` }]
  })
}

/** 第45周, with the year where it is not this one. */
export const weekTitle = (week: string, today: string): string => (weekOf(today).slice(0, 4) === week.slice(0, 4) ? weekWords(week) : `${week.slice(0, 4)}年${weekWords(week)}`)
