import { z } from 'zod'
import { attendanceStatuses, meetingStates, signSides } from '../domain/meeting-state'
import { attachmentSchema } from './attachments'
import { decisionSchema } from './meeting-decisions'
import { postSchema } from './values'

/** One week's meeting as its page shows it: the minutes with their figures, people, decisions, signatures and next steps. */

/** One cell of the minutes; see domain/meeting-agenda.ts for keys. */
export const minutesItemSchema = z.object({
  /** `A1`, `B3/<gridId>`, `X1`. */
  key: z.string(),
  code: z.string(),
  section: z.string(),
  title: z.string(),
  gridId: z.string().nullable(),
  grid: z.string().nullable(),
  /** Signing waits for it (I30). */
  required: z.boolean(),
  text: z.string(),
  /** The same cell a week ago, for 带入上周; null where there was none. */
  lastWeek: z.string().nullable(),
  filledBy: z.string().nullable(),
  filledAt: z.int().nullable(),
  /** What saveDraft must send back as `version`. */
  version: z.int(),
  /** This caller may write here now. */
  mayEdit: z.boolean(),
})
export type MinutesItem = z.infer<typeof minutesItemSchema>

export const figureSchema = z.object({
  /** `n/calls`, `n/arrived/<gridId>`: written by saveDraft like any cell, digits only, empty for unknown. */
  key: z.string(),
  code: z.string(),
  gridId: z.string().nullable(),
  label: z.string(),
  unit: z.string(),
  /** As written, else what the program knows, else null. */
  value: z.int().nullable(),
  typed: z.boolean(),
  /** What the program itself counts for the reporting week. */
  known: z.int().nullable(),
  lastWeek: z.int().nullable(),
  yearAgo: z.int().nullable(),
  /** Where each number comes from, in words for the person: 花名册, 第44周纪要, 手工填写. */
  source: z.string().nullable(),
  lastWeekSource: z.string().nullable(),
  yearAgoSource: z.string().nullable(),
  version: z.int(),
  mayEdit: z.boolean(),
})
export type MinutesFigure = z.infer<typeof figureSchema>

export const attendeeSchema = z.object({
  personId: z.string().nullable(),
  name: z.string(),
  /** As it was when written down, for people of the roster. */
  post: postSchema.nullable(),
  grid: z.string().nullable(),
  /** Of a person off the roster: 镇综治中心. */
  orgText: z.string().nullable(),
  status: z.enum(attendanceStatuses),
  /** Whom a proxy stands for. */
  proxyForId: z.string().nullable(),
  proxyFor: z.string().nullable(),
  reason: z.string().nullable(),
  /** On that day's roster as it stands now; false after a late change of post, then `problems` says what to do. */
  inPost: z.boolean(),
})
export type Attendee = z.infer<typeof attendeeSchema>

export const candidateSchema = z.object({
  personId: z.string(),
  name: z.string(),
  post: postSchema,
  gridId: z.string().nullable(),
  grid: z.string().nullable(),
  isActing: z.boolean(),
  /** 应到: grid leads and auxiliaries (setting meetings.expected); the others may be 列席. Hosts are counted apart. */
  expected: z.boolean(),
  /** What this person was last week, for 沿用上周. */
  lastWeek: z.enum(attendanceStatuses).nullable(),
  lastWeekReason: z.string().nullable(),
})
export type Candidate = z.infer<typeof candidateSchema>

/** Who leads: the holder of the post that day, or a substitute with a recorded reason (I29). */
export const hostSchema = z.object({
  personId: z.string().nullable(),
  name: z.string().nullable(),
  isSubstitute: z.boolean(),
  substituteReason: z.string().nullable(),
  /** Who holds the post on the day; null for a vacancy. */
  holderId: z.string().nullable(),
  holder: z.string().nullable(),
})
export type Host = z.infer<typeof hostSchema>

export const signatureSchema = z.object({
  side: z.enum(signSides),
  name: z.string(),
  at: z.int(),
  signedOn: z.string(),
  how: z.enum(['session', 'paper']),
  /** The scan, for meetings.scan. */
  attachmentId: z.string().nullable(),
})
export type MeetingSignature = z.infer<typeof signatureSchema>

/** What may be done next; where not, `reason` says why and what to do. In the office's order. */
export const stepSchema = z.object({
  step: z.enum(['plan', 'notice', 'hold', 'correct', 'minute', 'sign', 'signOnPaper', 'withdrawSignature', 'lock', 'addition', 'void', 'exempt', 'unexempt']),
  allowed: z.boolean(),
  reason: z.string().nullable(),
})
export type MeetingStep = z.infer<typeof stepSchema>['step']

export const meetingSchema = z.object({
  communityId: z.string(),
  community: z.string(),
  week: z.string(),
  monday: z.string(),
  sunday: z.string(),
  meetingId: z.string().nullable(),
  rowVersion: z.int().nullable(),
  state: z.enum(meetingStates),
  /** 文汇社区例会〔2026〕45号. */
  minutesNo: z.string(),
  plannedOn: z.string().nullable(),
  heldOn: z.string().nullable(),
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  place: z.string().nullable(),
  exemptWords: z.string().nullable(),
  /** Days of the week on which the office works, moved workdays included. */
  workdays: z.array(z.string()),
  chief: hostSchema,
  officer: hostSchema,
  recorder: z.object({ personId: z.string().nullable(), name: z.string() }).nullable(),
  grids: z.array(z.object({ gridId: z.string(), name: z.string(), lead: z.string().nullable() })),
  /** Days that A1 and B1 count (setting meetings.reportWeek). */
  reportFrom: z.string(),
  reportTo: z.string(),
  /** In the agenda's order: A1, A2, then B1 of every grid, B2 of every grid …, C1, C2, D1, X1 …. */
  items: z.array(minutesItemSchema),
  figures: z.array(figureSchema),
  /** 10月26日至11月1日，辖区共接警17起，其中…，环比上升8起。 Printed before A1's text, unless that speaks of 接警 itself. */
  reportSentence: z.string().nullable(),
  /** Unfinished forms of this caller's screen, kept by saveDraft under `form/<name>`. */
  forms: z.array(z.object({ key: z.string(), text: z.string(), version: z.int() })),
  attendance: z.array(attendeeSchema),
  candidates: z.array(candidateSchema),
  /** Open ones of earlier weeks, and those closed since the last meeting (I31). */
  carried: z.array(decisionSchema),
  /** Decided in this meeting. */
  decisions: z.array(decisionSchema),
  /** When a new decision is due unless said otherwise: setting meetings.dueDays after the meeting. */
  defaultDueOn: z.string(),
  signatures: z.array(signatureSchema),
  additions: z.array(z.object({ seq: z.int(), text: z.string(), reason: z.string(), by: z.string(), at: z.int() })),
  attachments: z.array(attachmentSchema),
  /** Required cells still empty, as `B3 第三网格`. */
  gaps: z.array(z.object({ key: z.string(), words: z.string() })),
  /** Whatever else keeps it from being signed, each a whole sentence. */
  problems: z.array(z.string()),
  steps: z.array(stepSchema),
  /** The side that this caller signs in the own session; null for none. */
  ownSide: z.enum(signSides).nullable(),
  /** What a signature is given to: sign sends it back, and a text changed in between is a CONFLICT. */
  contentSha256: z.string(),
  voided: z.array(z.object({ meetingId: z.string(), heldOn: z.string().nullable(), reason: z.string(), at: z.int() })),
})
export type Meeting = z.infer<typeof meetingSchema>

const holderSchema = hostSchema.pick({ holderId: true, holder: true })
/** Who may be there on another day of the week than the page was read for. */
export const teamSchema = z.object({ on: z.string(), candidates: z.array(candidateSchema), chief: holderSchema, officer: holderSchema })
export type MeetingTeam = z.infer<typeof teamSchema>
