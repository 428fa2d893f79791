import { z } from 'zod'
import { isIsoWeek } from '../domain/iso-week'
import { cellPlace } from '../domain/meeting-agenda'
import { attendanceStatuses, exemptKinds, meetingStates, signSides } from '../domain/meeting-state'
import { debtsSchema } from './debts'
import { decisionsContract } from './meeting-decisions'
import { meetingSchema, teamSchema } from './meeting-page'
import { papersSchema } from './paper'
import { procedure } from './procedure'
import { downloadSchema, freeText, idSchema, onSchema, pageInput, reasonSchema, ticketSchema } from './values'

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
const meetingPlace = freeText().trim().max(60, '地点最多60字').nullable()
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

const attendeeInput = z.strictObject({
  /** A person of the roster in post that day; null for a guest, who can only be 列席 and needs a name. */
  personId: idSchema.nullable(),
  name: freeText().trim().min(1).max(40),
  orgText: freeText().trim().max(40).nullable(),
  status: z.enum(attendanceStatuses),
  proxyForId: idSchema.nullable(),
  /** Needed for leave and for a proxy. */
  reason: freeText().trim().max(60).nullable(),
})
const hostInput = z.strictObject({
  personId: idSchema,
  /** Needed when this is not the holder of the post that day (I29). */
  substituteReason: freeText().trim().min(2).max(100).nullable(),
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
  /** The roster as of a day of the week, for a meeting held on another day than planned. @throws REFUSED I28 (outside its week) */
  team: procedure.input(z.strictObject({ ...communityWeek, on: onSchema })).output(teamSchema),

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
          .array(z.strictObject({ key: z.string().refine((key) => cellPlace(key) !== null, '没有这一格'), text: freeText().max(4000, '一格最多4000字'), version: z.int() }))
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
  /** Records signatures on paper, of one side or of both on the same sheet, with its scan (PDF, JPG, PNG). */
  signOnPaper: procedure
    .input(z.strictObject({ meetingId: idSchema, sides: z.array(z.enum(signSides)).min(1).max(2), signedOn: onSchema, contentSha256: sha256Schema, scanTicket: ticketSchema }))
    .output(z.object({ state: z.enum(meetingStates) })),
  /** Takes back a signature while the other is missing, so that the text can be mended. */
  withdrawSignature: procedure.input(z.strictObject({ meetingId: idSchema, side: z.enum(signSides), reason: reasonSchema })).output(z.object({})),
  lock: procedure.input(z.strictObject({ meetingId: idSchema })).output(z.object({})),
  /** A numbered addition to signed or locked minutes. */
  addition: procedure.input(z.strictObject({ meetingId: idSchema, text: freeText().trim().min(2).max(2000), reason: reasonSchema })).output(z.object({ seq: z.int() })),
  /** Voids a meeting that is not signed; its decisions are cancelled with the reason. The week is then open again. */
  void: procedure.input(z.strictObject({ meetingId: idSchema, reason: reasonSchema })).output(z.object({})),
  exempt: procedure.input(z.strictObject({ ...communityWeek, kind: z.enum(exemptKinds), reason: reasonSchema })).output(z.object({ meetingId: z.string() })),
  unexempt: procedure.input(z.strictObject({ ...communityWeek, reason: reasonSchema })).output(z.object({})),

  ...decisionsContract,

  /** Phrases of the office for a cell (`code`) or for any (null): first those that stand most often in the minutes of the last quarter. */
  phrases: procedure.input(z.strictObject({})).output(z.object({ phrases: z.array(z.object({ phraseId: z.string(), code: z.string().nullable(), text: z.string() })) })),
  savePhrase: procedure
    .input(z.strictObject({ phraseId: idSchema.nullable(), code: z.string().regex(/^[ABCDX][1-9]$/, '没有这一项').nullable(), text: freeText().trim().min(1).max(200) }))
    .output(z.object({ phraseId: z.string() })),
  dropPhrase: procedure.input(z.strictObject({ phraseId: idSchema })).output(z.object({})),

  /** All minutes in reach, newest first; every word (blanks between) must occur, one character is enough for a word. */
  search: procedure.input(z.strictObject({ text: freeText().trim().min(1).max(60), ...pageInput })).output(
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
