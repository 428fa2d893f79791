import { longDay, mondayOf } from '../../../domain/iso-week'
import { signSideWords, signSides, type SignSide, type StoredState } from '../../../domain/meeting-state'
import type { MeetingFacts, MeetingStepName } from '../../../domain/meeting-steps'
import { stepAnswer } from '../../../domain/meeting-steps'
import { workdaysOf } from '../../../domain/work-calendar'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { accountPerson } from '../../accounts/account-person'
import { refuse } from '../../refusal'
import { servingAmong, tenuresOfPersonWithin } from '../roster/directory'
import { decisionStatements } from './decision-statements'
import { effectiveState, meetingOfWeek, plannedOn, rosterDay, signedSides, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { contentSha256, gapsOf, minutesContent, type MinutesContent } from './minutes-content'
import { workCalendar } from './work-calendar'

export interface Readiness {
  row: MeetingRow | null
  /** The day by which the roster is read. */
  on: string
  planned: string | null
  content: MinutesContent
  gaps: { key: string; words: string }[]
  problems: string[]
  contentSha256: string
  facts: MeetingFacts
}

/** How far a week's meeting has come and what stands against its next steps, for this caller on this day. */
export function readinessOf(reader: Reader, caller: Caller, communityId: string, week: string): Readiness {
  const row = meetingOfWeek(reader, communityId, week)
  const standing = standingOf(reader, caller, communityId, week, row)
  const planned = standing.plannedOn
  const on = rosterDay(row, planned, week)
  const content = minutesContent(reader, communityId, week, row, on)
  const gaps = gapsOf(content)
  const sha256 = contentSha256(content)
  const acts = row ? reader.all(meetingStatements.signatures, { meeting_id: row.id }) : []
  const { signed } = standing
  const problems = row?.held_on ? problemsOf(reader, row) : []
  const first = acts.findLast((one) => one.act === 'sign' && signed.includes(one.side as SignSide))
  if (row?.state === 'minuted' && first && first.sha256 !== sha256)
    problems.push(`${signSideWords[first.side as SignSide]}签字以后内容有了变化。先撤回签字，核对后双方重新签。`)
  return {
    row,
    on,
    planned,
    content,
    gaps,
    problems,
    contentSha256: sha256,
    facts: { ...standing, ownSide: row ? ownSideOf(reader, caller, row) : null, gaps: gaps.map((gap) => gap.words), problems },
  }
}

/** How far the meeting has come, without reading a word of its text: cheap enough for every pause in typing. */
export function standingOf(reader: Reader, caller: Caller, communityId: string, week: string, row: MeetingRow | null): MeetingFacts {
  const special = workCalendar(reader)
  return {
    state: effectiveState(row, week, special, caller.today),
    stored: (row?.state as StoredState | undefined) ?? null,
    today: caller.today,
    monday: mondayOf(week),
    plannedOn: row?.planned_on ?? plannedOn(reader, communityId, week, special),
    heldOn: row?.held_on ?? null,
    workdays: workdaysOf(week, special).length,
    signed: row ? signedSides(reader.all(meetingStatements.signatures, { meeting_id: row.id })) : [],
    ownSide: null,
    gaps: [],
    problems: [],
  }
}

/** The side whose host is the caller's own person. */
export function ownSideOf(reader: Reader, caller: Caller, row: MeetingRow): SignSide | null {
  const accountId = caller.connection.signedIn?.accountId
  const personId = accountId === undefined ? null : accountPerson(reader, accountId)
  if (personId === null) return null
  return signSides.find((side) => hostOf(row, side).id === personId) ?? null
}

export const hostOf = (row: MeetingRow, side: SignSide): { id: string | null; name: string | null; reason: string | null } =>
  side === 'chief' ? { id: row.chief_id, name: row.chief_name, reason: row.chief_reason } : { id: row.officer_id, name: row.officer_name, reason: row.officer_reason }

/** What must be settled before a held meeting is signed; posts may have changed since it was written down. */
function problemsOf(reader: Reader, row: MeetingRow): string[] {
  const heldOn = row.held_on ?? ''
  const day = longDay(heldOn)
  const listed = reader.all(meetingStatements.attendance, { meeting_id: row.id })
  const team = servingAmong(reader, row.community_id, listed.flatMap((one) => one.person_id ?? []), heldOn)
  const hosts = signSides.flatMap((side): string[] => {
    const host = hostOf(row, side)
    if (host.name === null) return [`没有登记主持的${signSideWords[side]}。用“改到会登记”选定主持人。`]
    if (host.id === null) return [`主持人${host.name}不在花名册上。先在花名册登记任职，或用“改到会登记”另选主持人。`]
    if (tenuresOfPersonWithin(reader, host.id, heldOn, heldOn).length === 0) return [`主持人${host.name}${day}已不在任（花名册后来有变动）。用“改到会登记”另选主持人。`]
    return []
  })
  const attendance = listed.flatMap((one): string[] => {
    if (one.status === 'also_present') return []
    if (one.person_id === null) return [`${one.name}不在${day}的花名册上。用“改到会登记”改为列席，或先在花名册登记任职。`]
    return team.has(one.person_id) ? [] : [`${one.name}${day}不在本村(社区)任职（花名册后来有变动）。用“改到会登记”改为列席或移出名单。`]
  })
  const decisions = reader.all(decisionStatements.ofMeeting, { meeting_id: row.id }).flatMap((one): string[] => {
    if (one.owner_name === null) return [`议定事项第${one.seq}项没有责任人。补上责任人或责任部门。`]
    return one.due_on === null ? [`议定事项第${one.seq}项没有完成时限。补上时限。`] : []
  })
  return [...hosts, ...attendance, ...decisions]
}

/** @throws Refusal with the step's own reason when it may not be done now */
export function requireStep(step: MeetingStepName, facts: MeetingFacts): void {
  const answer = stepAnswer(step, facts)
  if (answer.reason !== null) throw refuse(answer.rule, answer.reason)
}
