import type { Attendee, Candidate, Host, Meeting, MeetingSignature, MeetingTeam } from '../../../contract/meeting-page'
import { addDays } from '../../../domain/calendar-date'
import { addWeeks, isInWeek, mondayOf, sundayOf } from '../../../domain/iso-week'
import { hasTakenPlace, isMinuted, isOpenText, type AttendanceStatus, type MeetingState, type SignSide } from '../../../domain/meeting-state'
import { meetingSteps, stepAnswer } from '../../../domain/meeting-steps'
import { workdaysOf } from '../../../domain/work-calendar'
import type { Post } from '../../../domain/post'
import { attachmentsOf } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { notFound } from '../../refusal'
import { gridsOn, placeOf, servingAmong } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { cellsOf, formsOf } from './cells'
import { carriedRows, decisionView } from './decisions'
import { decisionStatements } from './decision-statements'
import { figuresOf } from './figures'
import { exemptWords, meetingOfWeek, outsideWeek, signedSides, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { agendaCells, gridsOfMeeting, minutesNo, reportDays, sentenceOf } from './minutes-content'
import { hostOf, readinessOf } from './readiness'
import { seesGrid, sightOf } from './sight'
import { holderOf, teamOn } from './team'
import { workCalendar } from './work-calendar'

/** One week's meeting as its page shows it. @throws Refusal NOT_FOUND, FORBIDDEN */
export function meetingPage(reader: Reader, caller: Caller, communityId: string, week: string): Meeting {
  const place = placeOf(reader, communityId)
  if (!place) throw notFound()
  const sight = sightOf(reader, caller, communityId)
  const special = workCalendar(reader)
  const { row, on, planned, gaps, problems, contentSha256, facts } = readinessOf(reader, caller, communityId, week)
  const mayWrite = caller.reachAs('clerk', 'station_chief', 'community_police').seesWholeCommunity(communityId)
  const open = isOpenText(facts.state) && facts.signed.length === 0
  const mayEdit = (code: string, gridId: string | null): boolean => open && (mayWrite || (code.startsWith('B') && seesGrid(sight, gridId) && !sight.whole && !hasTakenPlace(facts.state)))
  const cells = cellsOf(reader, communityId, week, row?.id ?? null)
  const before = addWeeks(week, -1)
  const rowBefore = meetingOfWeek(reader, communityId, before)
  const reads = sight.drafts || isMinuted(facts.state)
  const readsBefore = sight.drafts || (rowBefore !== null && isMinuted(rowBefore.state as MeetingState))
  const cellsBefore = cellsOf(reader, communityId, before, rowBefore?.id ?? null)
  const grids = gridsOfMeeting(reader, communityId, on)
  const report = reportDays(reader, week)
  const decisions = row ? reader.all(decisionStatements.ofMeeting, { meeting_id: row.id }) : []
  const seesDecision = (decision: { owner_id: string | null }): boolean => sight.whole || (decision.owner_id !== null && decision.owner_id === sight.personId)
  return {
    communityId,
    community: place.name,
    week,
    monday: mondayOf(week),
    sunday: sundayOf(week),
    meetingId: row?.id ?? null,
    rowVersion: row?.row_version ?? null,
    state: facts.state,
    minutesNo: minutesNo(place.name, week),
    plannedOn: planned,
    heldOn: row?.held_on ?? null,
    startTime: row?.start_time ?? null,
    endTime: row?.end_time ?? null,
    place: row?.place ?? null,
    exemptWords: exemptWords(row, week, special),
    workdays: workdaysOf(week, special),
    chief: hostView(reader, row, 'chief', communityId, on),
    officer: hostView(reader, row, 'officer', communityId, on),
    recorder: row?.recorder_name ? { personId: row.recorder_id, name: row.recorder_name } : null,
    grids: grids.filter((grid) => seesGrid(sight, grid.gridId)),
    reportFrom: report.from,
    reportTo: report.to,
    items: agendaCells(grids, cells)
      .filter((cell) => seesGrid(sight, cell.gridId))
      .map((cell) => {
        const typed = cells.get(cell.key)
        return {
          ...cell,
          text: (reads ? typed?.text : null) ?? '',
          lastWeek: (readsBefore ? cellsBefore.get(cell.key)?.text : null) ?? null,
          filledBy: (reads ? typed?.by : null) ?? null,
          filledAt: (reads ? typed?.at : null) ?? null,
          version: typed?.version ?? 0,
          mayEdit: mayEdit(cell.code, cell.gridId),
        }
      }),
    figures: figuresOf(reader, communityId, week, grids, cells)
      .filter((figure) => reads && seesGrid(sight, figure.gridId))
      .map((figure) => ({ ...figure, mayEdit: mayEdit(figure.code, figure.gridId) })),
    reportSentence: sight.whole && reads ? sentenceOf(reader, communityId, week, cells) : null,
    forms: formsOf(reader, communityId, week, caller.actor.id),
    attendance: row ? attendanceView(reader, row, on).filter((one) => sight.whole || one.personId === sight.personId) : [],
    candidates: candidates(reader, communityId, week, on).filter((one) => sight.whole || one.personId === sight.personId),
    carried: carriedRows(reader, communityId, week)
      .filter(seesDecision)
      .map((one) => decisionView(reader, one, caller.today)),
    decisions: decisions.filter((one) => reads && seesDecision(one)).map((one) => decisionView(reader, one, caller.today)),
    defaultDueOn: addDays(on, readSetting(reader, 'meetings.dueDays')),
    signatures: row ? signatureView(reader, row) : [],
    additions: row && sight.whole ? reader.all(meetingStatements.additions, { meeting_id: row.id }).map((one) => ({ seq: one.seq, text: one.text, reason: one.reason, by: one.by_name, at: one.created_at })) : [],
    attachments: row && sight.whole ? attachmentsOf(reader, { table: 'meeting', id: row.id }) : [],
    gaps: sight.whole ? (reads ? gaps : []) : gaps.filter((gap) => [...sight.grids].some((gridId) => gap.key.endsWith(gridId))),
    problems: sight.whole && reads ? problems : [],
    steps: meetingSteps.map((step) => (mayWrite ? { step, allowed: stepAnswer(step, facts).reason === null, reason: stepAnswer(step, facts).reason } : { step, allowed: false, reason: '这一步由站长、社区民警或内勤办理。' })),
    ownSide: facts.ownSide,
    contentSha256,
    voided: reader.all(meetingStatements.voided, { community_id: communityId, week }).map((one) => ({ meetingId: one.id, heldOn: one.held_on, reason: one.reason ?? '', at: one.updated_at })),
  }
}

/** @throws Refusal NOT_FOUND, I28 */
export function teamOfDay(reader: Reader, communityId: string, week: string, on: string): MeetingTeam {
  if (!placeOf(reader, communityId)) throw notFound()
  if (!isInWeek(on, week)) throw outsideWeek(on, week, 'on')
  const holder = (side: SignSide) => {
    const found = holderOf(reader, communityId, side, on)
    return { holderId: found?.personId ?? null, holder: found?.name ?? null }
  }
  return { on, candidates: candidates(reader, communityId, week, on), chief: holder('chief'), officer: holder('officer') }
}

function hostView(reader: Reader, row: MeetingRow | null, side: SignSide, communityId: string, on: string): Host {
  const holder = holderOf(reader, communityId, side, on)
  const stored = row?.held_on ? hostOf(row, side) : null
  const host = stored ?? { id: holder?.personId ?? null, name: holder?.name ?? null, reason: null }
  return { personId: host.id, name: host.name, isSubstitute: host.reason !== null, substituteReason: host.reason, holderId: holder?.personId ?? null, holder: holder?.name ?? null }
}

export function attendanceView(reader: Reader, row: MeetingRow, on: string): Attendee[] {
  const listed = reader.all(meetingStatements.attendance, { meeting_id: row.id })
  const team = servingAmong(reader, row.community_id, listed.flatMap((one) => one.person_id ?? []), on)
  const grids = new Map(gridsOn(reader, row.community_id, on).map((grid) => [grid.gridId, grid.name]))
  return listed.map((one) => ({
    personId: one.person_id,
    name: one.name,
    post: one.post as Post | null,
    grid: one.grid_id === null ? null : (grids.get(one.grid_id) ?? null),
    orgText: one.org_text,
    status: one.status as AttendanceStatus,
    proxyForId: one.proxy_for_id,
    proxyFor: one.proxy_for,
    reason: one.reason,
    inPost: one.person_id !== null && team.has(one.person_id),
  }))
}

function candidates(reader: Reader, communityId: string, week: string, on: string): Candidate[] {
  const before = reader.get(meetingStatements.heldBefore, { community_id: communityId, week })
  const last = new Map((before ? reader.all(meetingStatements.attendance, { meeting_id: before.id }) : []).flatMap((one) => (one.person_id === null ? [] : [[one.person_id, one] as const])))
  return teamOn(reader, communityId, on).map((member) => ({
    personId: member.personId,
    name: member.name,
    post: member.post,
    gridId: member.gridId,
    grid: member.grid,
    isActing: member.isActing,
    expected: member.expected,
    lastWeek: (last.get(member.personId)?.status as AttendanceStatus | undefined) ?? null,
    lastWeekReason: last.get(member.personId)?.reason ?? null,
  }))
}

function signatureView(reader: Reader, row: MeetingRow): MeetingSignature[] {
  const acts = reader.all(meetingStatements.signatures, { meeting_id: row.id })
  return signedSides(acts).flatMap((side): MeetingSignature[] => {
    const act = acts.findLast((one) => one.side === side)
    return act ? [{ side, name: act.name, at: act.created_at, signedOn: act.signed_on, how: act.how as 'session' | 'paper', attachmentId: act.attachment_id }] : []
  })
}

