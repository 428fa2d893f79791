import type { AttendanceStatus } from '../../../domain/meeting-state'
import type { Meeting, MeetingTeam } from '../../../contract/meeting-page'

/** Who was where, while it is being filled in; null for a person who need not be listed. */
export interface HoldRow {
  personId: string
  status: AttendanceStatus | null
  reason: string
  proxyForId: string | null
}
export interface GuestRow {
  name: string
  orgText: string
}
export interface HoldDraft {
  heldOn: string
  startTime: string
  endTime: string
  place: string
  chiefId: string | null
  chiefReason: string
  officerId: string | null
  officerReason: string
  recorderId: string | null
  rows: HoldRow[]
  guests: GuestRow[]
}

/** From what was recorded, else from the plan and the roster: everyone expected is taken to have come. */
export function startHold(meeting: Meeting, today: string): HoldDraft {
  const recorded = meeting.heldOn !== null
  const planned = meeting.heldOn ?? meeting.plannedOn ?? meeting.workdays[0] ?? meeting.monday
  const statusOf = (personId: string): HoldRow => {
    const there = meeting.attendance.find((one) => one.personId === personId)
    if (recorded) return { personId, status: there?.status ?? null, reason: there?.reason ?? '', proxyForId: there?.proxyForId ?? null }
    return { personId, status: meeting.candidates.find((one) => one.personId === personId)?.expected === true ? 'present' : null, reason: '', proxyForId: null }
  }
  const hosts = new Set([meeting.chief.personId ?? meeting.chief.holderId, meeting.officer.personId ?? meeting.officer.holderId])
  // One in the record who has left the post since is still to be seen, so that the record can be put right.
  const stale = meeting.attendance.filter((one) => one.personId !== null && !meeting.candidates.some((candidate) => candidate.personId === one.personId)).map((one) => one.personId ?? '')
  return {
    heldOn: planned > today && meeting.heldOn === null ? clampDay(today, meeting) : planned,
    startTime: meeting.startTime ?? '',
    endTime: meeting.endTime ?? '',
    place: meeting.place ?? '',
    chiefId: meeting.chief.personId ?? meeting.chief.holderId,
    chiefReason: meeting.chief.substituteReason ?? '',
    officerId: meeting.officer.personId ?? meeting.officer.holderId,
    officerReason: meeting.officer.substituteReason ?? '',
    recorderId: meeting.recorder?.personId ?? null,
    rows: [...meeting.candidates.map((one) => one.personId).filter((personId) => !hosts.has(personId)), ...stale].map(statusOf),
    guests: meeting.attendance.filter((one) => one.personId === null).map((one) => ({ name: one.name, orgText: one.orgText ?? '' })),
  }
}

/** A meeting planned for later may have been held earlier in its week, never before the week or after today. */
const clampDay = (today: string, meeting: Meeting): string => (today < meeting.monday ? meeting.monday : today > meeting.sunday ? meeting.sunday : today)

/** A kept draft of an older day may know people who have left, or miss people who have come. */
export function refreshHold(draft: HoldDraft, meeting: Meeting, today: string): HoldDraft {
  const fresh = startHold(meeting, today)
  const rows = fresh.rows.map((row) => draft.rows.find((old) => old.personId === row.personId) ?? row)
  return { ...draft, rows }
}

/** The meeting as the roster of another day knows it: who may be there, and who holds the posts. */
export function meetingOn(meeting: Meeting, team: MeetingTeam): Meeting {
  const host = (side: 'chief' | 'officer') => ({ ...meeting[side], ...team[side], ...(meeting.heldOn === null ? { personId: team[side].holderId, name: team[side].holder } : {}) })
  return { ...meeting, candidates: team.candidates, chief: host('chief'), officer: host('officer') }
}

/** Moves a draft to another day: who is not in post then drops out, who is comes in, and a post's holder gives way to that day's. */
export function moveHold(draft: HoldDraft, before: Meeting, after: Meeting, today: string): HoldDraft {
  const next = (id: string | null, side: 'chief' | 'officer'): string | null => (id === null || id === before[side].holderId ? after[side].holderId : id)
  return { ...refreshHold(draft, after, today), chiefId: next(draft.chiefId, 'chief'), officerId: next(draft.officerId, 'officer') }
}

/** A cell of a draft takes 4000 characters, so rows are written short. */
export const writeHold = (draft: HoldDraft): string => JSON.stringify({ ...draft, rows: draft.rows.map((row) => [row.personId, row.status, row.reason, row.proxyForId]) })

export function readHold(text: string): HoldDraft | null {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || !('rows' in read) || !Array.isArray(read.rows) || !('heldOn' in read) || !('guests' in read)) return null
    const rows = read.rows.map(([personId, status, reason, proxyForId]: [string, AttendanceStatus | null, string, string | null]) => ({ personId, status, reason, proxyForId }))
    return { ...(read as HoldDraft), rows }
  } catch {
    return null
  }
}

/** Everyone as last week; whoever was not there then keeps what stands. */
export function asLastWeek(rows: readonly HoldRow[], candidates: Meeting['candidates']): HoldRow[] {
  return rows.map((row) => {
    const last = candidates.find((one) => one.personId === row.personId)
    if (last === undefined || last.lastWeek === null) return row
    return { ...row, status: last.lastWeek === 'proxy' ? 'present' : last.lastWeek, reason: last.lastWeek === 'leave' ? (last.lastWeekReason ?? '') : '', proxyForId: null }
  })
}

/** `9:30`, `0930`, `９：３０` → `09:30`; null when it is no time. Empty stays empty. */
export function readTime(typed: string): string | null {
  const text = typed.normalize('NFKC').trim().replaceAll('：', ':')
  if (text === '') return ''
  const match = /^(\d{1,2})(?::|点|\.)?(\d{2})?$/.exec(text)
  if (match === null) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? '0')]
  return hours > 23 || minutes > 59 ? null : `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

export type HoldField = 'startTime' | 'endTime' | 'chief' | 'officer' | 'attendance'

/** What keeps it from being recorded, field by field; the core judges the rest. */
export function holdProblems(draft: HoldDraft, meeting: Meeting): Partial<Record<HoldField, string>> {
  const found: Partial<Record<HoldField, string>> = {}
  for (const field of ['startTime', 'endTime'] as const) if (readTime(draft[field]) === null) found[field] = '时间写成 9:30。'
  const [start, end] = [readTime(draft.startTime), readTime(draft.endTime)]
  if (start && end && end < start) found.endTime = '结束早于开始，对照后改正。'
  for (const side of ['chief', 'officer'] as const) {
    const id = side === 'chief' ? draft.chiefId : draft.officerId
    const reason = side === 'chief' ? draft.chiefReason : draft.officerReason
    if (id === null) found[side] = '选主持人。岗位空缺时选代为主持的人，写明原因。'
    else if (id !== meeting[side].holderId && reason.trim().length < 2) found[side] = '不是本人主持，写明代为主持的原因。'
  }
  const lacking = draft.rows.filter((row) => (row.status === 'leave' && row.reason.trim() === '') || (row.status === 'proxy' && row.proxyForId === null))
  if (lacking.length > 0) found.attendance = `还有${lacking.length}人：请假要写原因，代会要写代谁。`
  return found
}

/** For hold and correct. Call only without problems. */
export function holdInput(draft: HoldDraft, meeting: Meeting) {
  const host = (personId: string | null, side: 'chief' | 'officer', reason: string) => ({ personId: personId ?? '', substituteReason: personId === meeting[side].holderId ? null : reason.trim() })
  const nameOf = (personId: string): string => meeting.candidates.find((one) => one.personId === personId)?.name ?? meeting.attendance.find((one) => one.personId === personId)?.name ?? ''
  return {
    heldOn: draft.heldOn,
    startTime: readTime(draft.startTime) || null,
    endTime: readTime(draft.endTime) || null,
    place: draft.place.trim() || null,
    chief: host(draft.chiefId, 'chief', draft.chiefReason),
    officer: host(draft.officerId, 'officer', draft.officerReason),
    recorderId: draft.recorderId,
    attendance: [
      ...draft.rows.flatMap((row) =>
        row.status === null || row.personId === draft.chiefId || row.personId === draft.officerId
          ? []
          : [{ personId: row.personId, name: nameOf(row.personId), orgText: null, status: row.status, proxyForId: row.status === 'proxy' ? row.proxyForId : null, reason: row.reason.trim() || null }],
      ),
      ...draft.guests.filter((guest) => guest.name.trim() !== '').map((guest) => ({ personId: null, name: guest.name.trim(), orgText: guest.orgText.trim() || null, status: 'also_present' as const, proxyForId: null, reason: null })),
    ],
  }
}
