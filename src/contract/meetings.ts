import { z } from 'zod'
import { isIsoWeek } from '../domain/iso-week'
import { cellPlace } from '../domain/meeting-agenda'
import { attendanceStatuses, decisionStates, exemptKinds, meetingStates, signSides } from '../domain/meeting-state'
import { attachmentSchema } from './attachments'
import { debtsSchema } from './debts'
import { papersSchema } from './paper'
import { procedure } from './procedure'
import { downloadSchema, idSchema, onSchema, pageInput, postSchema, reasonSchema, ticketSchema } from './values'

/**
 * Weekly meetings 周例会 (article P11; model.md I28 to I31, D4). A meeting is addressed by community and ISO week: at most
 * one that is not void (I28), so a week without a row has its page too. Every refusal is REFUSED with `rule` and, where
 * a field is at fault, `field`; nothing is stored then.
 */

/** `2026-W45`, ISO 8601. */
export const weekSchema = z.string().refine(isIsoWeek, '周次写成 2026-W45')
/** `09:30`. */
export const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 09:30')
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, '校验值不对')
const meetingPlace = z.string().trim().max(60, '地点最多60字').nullable()
const decisionText = z.string().trim().min(2, '写明事项，至少两个字').max(300, '事项最多300字')
const noteText = z.string().trim().min(2, '至少两个字').max(500, '最多500字')
const communityWeek = { communityId: idSchema, week: weekSchema }

/** One community in one week, for the calendar. */
export const weekCellSchema = z.object({
  week: z.string(),
  /** Null in weeks before the community's records begin. `missed` from the Monday after. */
  state: z.enum(meetingStates).nullable(),
  meetingId: z.string().nullable(),
  /** By the plan, else by the community's weekday and the work calendar; null in a week without workdays. */
  plannedOn: z.string().nullable(),
  heldOn: z.string().nullable(),
  /** Signatures there are, of two. */
  signatures: z.int(),
  /** Why it is exempt; holidays by name for a week without workdays. */
  exemptWords: z.string().nullable(),
})
export type WeekCell = z.infer<typeof weekCellSchema>

export const decisionSchema = z.object({
  decisionId: z.string(),
  meetingId: z.string(),
  communityId: z.string(),
  community: z.string(),
  /** The week in which it was decided, and its number in that week's list. */
  week: z.string(),
  seq: z.int(),
  text: z.string(),
  /** The responsible person on the roster; null for a department or a name off the roster. */
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.enum(decisionStates),
  /** Days past the due date; 0 when closed or in time. */
  overdueDays: z.int(),
  /** Weekly meetings that it has been carried into so far. */
  carriedWeeks: z.int(),
  /** Of a done one. */
  result: z.string().nullable(),
  /** Of a cancelled one. */
  reason: z.string().nullable(),
  closedOn: z.string().nullable(),
  progress: z.array(z.object({ on: z.string(), kind: z.enum(['progress', 'done', 'cancelled', 'reopened', 'extended']), text: z.string(), by: z.string() })),
  rowVersion: z.int(),
})
export type Decision = z.infer<typeof decisionSchema>

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

const attendeeInput = z.strictObject({
  /** A person of the roster in post that day; null for a guest, who can only be 列席 and needs a name. */
  personId: idSchema.nullable(),
  name: z.string().trim().min(1).max(40),
  orgText: z.string().trim().max(40).nullable(),
  status: z.enum(attendanceStatuses),
  proxyForId: idSchema.nullable(),
  /** Needed for leave and for a proxy. */
  reason: z.string().trim().max(60).nullable(),
})
const hostInput = z.strictObject({
  personId: idSchema,
  /** Needed when this is not the holder of the post that day (I29). */
  substituteReason: z.string().trim().min(2).max(100).nullable(),
})
const heldFields = {
  heldOn: onSchema,
  startTime: timeSchema.nullable(),
  endTime: timeSchema.nullable(),
  place: meetingPlace,
  chief: hostInput,
  officer: hostInput,
  recorderId: idSchema.nullable(),
  attendance: z.array(attendeeInput).max(200),
}
const decisionFields = {
  text: decisionText,
  /** A person of the community's roster that day, or `ownerName` alone for a department: one of the two. */
  ownerId: idSchema.nullable(),
  ownerName: z.string().trim().max(40).nullable(),
  /** Not before the meeting. */
  dueOn: onSchema,
}
const decisionVersion = { decisionId: idSchema, rowVersion: z.int() }

/** What is to be printed or saved. */
export const meetingPaperSchema = z.discriminatedUnion('kind', [
  /** 纪要, GB/T 9704. */
  z.strictObject({ kind: z.literal('minutes'), ...communityWeek }),
  /** 签到表. */
  z.strictObject({ kind: z.literal('attendance'), ...communityWeek }),
  /** 议定事项督办表: open ones, overdue first; the township's without a community. */
  z.strictObject({ kind: z.literal('supervision'), communityId: idSchema.nullable() }),
  /** Township overview: who met, who did not, open decisions; weeks whose Thursday lies in the month. */
  z.strictObject({ kind: z.literal('overview'), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-11') }),
])
export type MeetingPaperWanted = z.infer<typeof meetingPaperSchema>

export const meetingsContract = {
  /** Communities in reach × weeks from `fromWeek` to `toWeek` (at most 60). */
  board: procedure.input(z.strictObject({ fromWeek: weekSchema, toWeek: weekSchema, communityId: idSchema.nullish() })).output(
    z.object({
      today: z.string(),
      thisWeek: z.string(),
      weeks: z.array(z.object({ week: z.string(), monday: z.string(), sunday: z.string(), workdays: z.int(), holidays: z.array(z.string()) })),
      communities: z.array(
        z.object({
          communityId: z.string(),
          name: z.string(),
          /** 0 Monday to 6 Sunday, and whether the community chose it itself. */
          weekday: z.int(),
          ownWeekday: z.boolean(),
          openDecisions: z.int(),
          overdueDecisions: z.int(),
          cells: z.array(weekCellSchema),
        }),
      ),
    }),
  ),
  /** One meeting in full. A grid lead sees the own grid's parts, the own attendance and the own decisions. */
  meeting: procedure.input(z.strictObject(communityWeek)).output(meetingSchema),

  /**
   * Keeps cells as they are typed, also in weeks without a meeting row yet; committed before it answers (synchronous=FULL),
   * so that kill -9 loses nothing answered. Not audited: text enters the record, with who typed it, at the next step.
   * A cell that another person has changed since `version` is not overwritten: `taken` gives that person's text.
   * A grid lead writes the own grid's B cells before the meeting only. @throws REFUSED `not_editable`, FORBIDDEN
   */
  saveDraft: procedure
    .input(
      z.strictObject({
        ...communityWeek,
        cells: z
          .array(z.strictObject({ key: z.string().refine((key) => cellPlace(key) !== null, '没有这一格'), text: z.string().max(4000, '一格最多4000字'), version: z.int() }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ savedAt: z.int(), cells: z.array(z.object({ key: z.string(), version: z.int(), taken: z.object({ text: z.string(), by: z.string() }).nullable() })) })),

  /** Sets day, time and place; a noticed meeting whose day moves must be noticed again. @throws REFUSED I28 (outside its week), `no_workday` */
  plan: procedure
    .input(z.strictObject({ ...communityWeek, plannedOn: onSchema, startTime: timeSchema.nullable(), place: meetingPlace, recorderId: idSchema.nullable() }))
    .output(z.object({ meetingId: z.string() })),
  notice: procedure.input(z.strictObject(communityWeek)).output(z.object({ meetingId: z.string() })),
  /** Records that it took place. @throws REFUSED I28, I29, `not_in_post`, `future_day`, `attendance_twice` */
  hold: procedure.input(z.strictObject({ ...communityWeek, ...heldFields })).output(z.object({ meetingId: z.string() })),
  /** Corrects day, hosts and attendance of a held meeting before the first signature. */
  correct: procedure.input(z.strictObject({ meetingId: idSchema, rowVersion: z.int(), ...heldFields })).output(z.object({ rowVersion: z.int() })),
  /** The record is complete enough to be read and signed. Text stays editable until the first signature. */
  minute: procedure.input(z.strictObject({ meetingId: idSchema })).output(z.object({ rowVersion: z.int() })),
  /** Signs in the own session as the host of one side. @throws REFUSED I30 with the gaps, `not_host`, `attendance_stale`; CONFLICT */
  sign: procedure.input(z.strictObject({ meetingId: idSchema, contentSha256: sha256Schema })).output(z.object({ state: z.enum(meetingStates) })),
  /** Records a signature on paper with its scan (PDF, JPG, PNG). */
  signOnPaper: procedure
    .input(z.strictObject({ meetingId: idSchema, side: z.enum(signSides), signedOn: onSchema, contentSha256: sha256Schema, scanTicket: ticketSchema }))
    .output(z.object({ state: z.enum(meetingStates) })),
  /** Takes back a signature while the other is missing, so that the text can be mended. */
  withdrawSignature: procedure.input(z.strictObject({ meetingId: idSchema, side: z.enum(signSides), reason: reasonSchema })).output(z.object({})),
  lock: procedure.input(z.strictObject({ meetingId: idSchema })).output(z.object({})),
  /** A numbered addition to signed or locked minutes. */
  addition: procedure.input(z.strictObject({ meetingId: idSchema, text: z.string().trim().min(2).max(2000), reason: reasonSchema })).output(z.object({ seq: z.int() })),
  /** Voids a meeting that is not signed; its decisions are cancelled with the reason. The week is then open again. */
  void: procedure.input(z.strictObject({ meetingId: idSchema, reason: reasonSchema })).output(z.object({})),
  exempt: procedure.input(z.strictObject({ ...communityWeek, kind: z.enum(exemptKinds), reason: reasonSchema })).output(z.object({ meetingId: z.string() })),
  unexempt: procedure.input(z.strictObject({ ...communityWeek, reason: reasonSchema })).output(z.object({})),

  /** Adds a decision to a held meeting before the first signature. @throws REFUSED `due_before_meeting`, `owner_missing`, `not_in_post` */
  addDecision: procedure.input(z.strictObject({ meetingId: idSchema, ...decisionFields })).output(z.object({ decisionId: z.string() })),
  correctDecision: procedure.input(z.strictObject({ ...decisionVersion, ...decisionFields })).output(z.object({ rowVersion: z.int() })),
  /** Takes out a decision written by mistake, before the first signature. */
  removeDecision: procedure.input(z.strictObject({ decisionId: idSchema })).output(z.object({})),
  /** 进展. An open one becomes 办理中. */
  progressDecision: procedure.input(z.strictObject({ ...decisionVersion, text: noteText })).output(z.object({ rowVersion: z.int() })),
  /** 办结, with its result; `closedOn` not before the meeting, not in the future. */
  closeDecision: procedure.input(z.strictObject({ ...decisionVersion, closedOn: onSchema, result: noteText })).output(z.object({ rowVersion: z.int() })),
  cancelDecision: procedure.input(z.strictObject({ ...decisionVersion, reason: reasonSchema })).output(z.object({ rowVersion: z.int() })),
  /** Opens a closed one again, after a wrong click or when the matter comes back. */
  reopenDecision: procedure.input(z.strictObject({ ...decisionVersion, reason: reasonSchema })).output(z.object({ rowVersion: z.int() })),
  /** A new due date after signing, with the reason. */
  extendDecision: procedure.input(z.strictObject({ ...decisionVersion, dueOn: onSchema, reason: reasonSchema })).output(z.object({ rowVersion: z.int() })),
  /** Decisions in reach. `overdue`: overdue first, then by due date; `person`: by owner; `community`: in the office's order. */
  decisions: procedure
    .input(
      z.strictObject({
        communityId: idSchema.nullish(),
        ownerId: idSchema.nullish(),
        state: z.enum(['open', 'closed', 'all']).default('open'),
        sort: z.enum(['overdue', 'person', 'community']).default('overdue'),
        ...pageInput,
      }),
    )
    .output(z.object({ decisions: z.array(decisionSchema), total: z.int(), overdue: z.int(), next: z.string().nullable() })),

  /** Phrases of the office for a cell (`code`) or for any (null), the most used first. */
  phrases: procedure.input(z.strictObject({})).output(z.object({ phrases: z.array(z.object({ phraseId: z.string(), code: z.string().nullable(), text: z.string() })) })),
  savePhrase: procedure
    .input(z.strictObject({ phraseId: idSchema.nullable(), code: z.string().regex(/^[ABCDX][1-9]$/, '没有这一项').nullable(), text: z.string().trim().min(1).max(200) }))
    .output(z.object({ phraseId: z.string() })),
  dropPhrase: procedure.input(z.strictObject({ phraseId: idSchema })).output(z.object({})),

  /** All minutes in reach, newest first; every word (blanks between) must occur, one character is enough for a word. */
  search: procedure.input(z.strictObject({ text: z.string().trim().min(1).max(60), ...pageInput })).output(
    z.object({
      hits: z.array(
        z.object({
          meetingId: z.string(),
          communityId: z.string(),
          community: z.string(),
          week: z.string(),
          heldOn: z.string(),
          state: z.enum(meetingStates),
          /** Lines with a hit, at most three, cut around it; `marks` are [start, length] within `text`. */
          lines: z.array(z.object({ title: z.string(), text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) })),
        }),
      ),
      next: z.string().nullable(),
    }),
  ),

  /** The work calendar of a year: days off and moved workdays. */
  calendar: procedure.input(z.strictObject({ year: z.int().min(1971).max(2100) })).output(
    z.object({
      year: z.int(),
      /** From a clerk's file, from the data that came with the program, or by weekends alone (then the clerk should import). */
      source: z.enum(['file', 'program', 'weekends']),
      fileName: z.string().nullable(),
      days: z.array(z.object({ on: z.string(), kind: z.enum(['holiday', 'workday']), name: z.string() })),
    }),
  ),
  /** A workbook or CSV with columns 日期, 类型 (休/班), 名称; its years replace what was known of them. @throws REFUSED `calendar_row` with the row */
  importCalendar: procedure.input(z.strictObject({ ticket: ticketSchema })).output(z.object({ years: z.array(z.int()), holidays: z.int(), workdays: z.int() })),
  /** 例会日: 0 Monday to 6 Sunday; null for the township's default (setting meetings.weekday). */
  setWeekday: procedure.input(z.strictObject({ communityId: idSchema, weekday: z.int().min(0).max(6).nullable() })).output(z.object({})),

  /** A signed scan, ready to be saved. */
  scan: procedure.input(z.strictObject({ attachmentId: idSchema })).output(downloadSchema),
  /** As paper, for the preview. Unsigned minutes are drafts. */
  paper: procedure.input(z.strictObject({ paper: meetingPaperSchema })).output(papersSchema),
  /** The same paper as a file: minutes as .docx, the others as .xlsx. Logged. */
  export: procedure.input(z.strictObject({ paper: meetingPaperSchema })).output(downloadSchema),
  /** Red: missed weeks and overdue decisions. Yellow: this week's meeting due today or past, minutes and signatures waiting. */
  debts: procedure.input(z.strictObject({})).output(debtsSchema),
}
