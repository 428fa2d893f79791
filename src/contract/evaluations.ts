import { z } from 'zod'
import { debtsSchema } from './debts'
import {
  appealSchema, bonusSchema, cellInputSchema, cellSchema, dimensionSchema, dutySchema, evaluationMonthSchema, matrixSchema, monthSchema, reopeningSchema, resultSchema,
  sheetKeySchema, sheetKindSchema, substituteSchema, subjectSchema,
} from './evaluation-shapes'
import { papersSchema } from './paper'
import { procedure } from './procedure'
import { downloadSchema, freeText, idSchema, nameSchema, reasonSchema, ticketSchema } from './values'

const inMonth = { month: monthSchema }
const inMonthAndPlace = { month: monthSchema, communityId: idSchema.nullable() }

/**
 * Monthly two-way evaluation (article P12): chief → officer, officer → auxiliary, grid lead → auxiliary.
 *
 * Who sees what (model.md D5), enforced row by row in core:
 * - a rater sees the own sheets at any time, and nobody else's before the lock;
 * - the clerk sees who has handed in and who has not; before the lock scores only of sheets that a clerk typed;
 * - the rated officer sees the own total and grade after the lock, never single scores;
 * - chief and officer see the results of their communities' auxiliaries after the lock, a lead those of the own grid;
 * - the district viewer sees averages and grade counts after the lock; the auditor reads; the administrator sees nothing.
 *
 * A month runs not_open → open → due → grace → locked (→ reopened → locked, one community at a time). While it is open
 * the sheets expected follow the roster live; at the lock everything is copied, and reports of a locked month are read
 * from that copy alone.
 */
export const evaluationsContract = {
  /** Every month that was opened, the newest first, and the current one even when it is not open yet. */
  months: procedure.input(z.strictObject({})).output(z.object({ months: z.array(evaluationMonthSchema), mayOpen: z.boolean() })),
  /** The caller's own sheets of a month: one matrix. An account without a sheet to fill gets no blocks. */
  mySheets: procedure.input(z.strictObject(inMonth)).output(matrixSchema),
  /** For proxy entry: every sheet of a community (or all), with the drafts and scores that a clerk typed and no others. */
  proxySheets: procedure.input(z.strictObject(inMonthAndPlace)).output(matrixSchema),
  /** One sheet with every version handed in, for those who may see its scores. @throws FORBIDDEN else */
  sheet: procedure.input(sheetKeySchema).output(
    z.object({
      duty: dutySchema,
      template: z.object({ version: z.int(), dimensions: z.array(dimensionSchema).readonly() }),
      submissions: z.array(
        z.object({
          no: z.int(),
          at: z.int(),
          rater: z.string(),
          enteredBy: z.string(),
          isProxy: z.boolean(),
          totalX10: z.int(),
          cells: z.array(cellSchema),
          comment: z.string().nullable(),
          /** Stands now; the others were taken back or returned. */
          stands: z.boolean(),
          /** A low score came in without its reason, from a workbook. */
          lacksReason: z.boolean(),
          attachments: z.array(z.object({ attachmentId: z.string(), fileName: z.string() })),
        }),
      ),
    }),
  ),
  /** Who has not scored, per community: nothing of any score. */
  progress: procedure.input(z.strictObject(inMonth)).output(
    z.object({
      month: evaluationMonthSchema,
      communities: z.array(
        z.object({
          communityId: z.string(),
          community: z.string(),
          expected: z.int(),
          submitted: z.int(),
          waived: z.int(),
          missing: z.int(),
          /** in_order: nothing missing; else by the due day. */
          standing: z.enum(['in_order', 'before_due', 'due', 'overdue']),
          isReopened: z.boolean(),
          duties: z.array(dutySchema),
        }),
      ),
      substitutes: z.array(substituteSchema),
    }),
  ),
  /** R12, one sheet: who owes which sheet, due when, how many days late. */
  reminders: procedure.input(z.strictObject(inMonthAndPlace)).output(papersSchema),
  /** Results as far as the caller may see them now. */
  results: procedure
    .input(z.strictObject(inMonthAndPlace))
    .output(z.object({ month: z.string(), isLocked: z.boolean(), policeWeight: z.int(), results: z.array(resultSchema) })),
  /** Averages and grade counts per community of a locked month, without a name. */
  overview: procedure.input(z.strictObject(inMonth)).output(
    z.object({
      isLocked: z.boolean(),
      communities: z.array(
        z.object({ communityId: z.string(), community: z.string(), people: z.int(), rated: z.int(), averageX100: z.int().nullable(), grades: z.array(z.object({ grade: z.string(), count: z.int() })) }),
      ),
    }),
  ),
  /**
   * A person's twelve months up to `month`, locked ones only; a gap is a month without a result. Ranks only for who sees
   * results whole; without a result to see the name is empty.
   */
  trend: procedure.input(z.strictObject({ personId: idSchema, ...inMonth })).output(
    z.object({
      name: z.string(),
      series: z.array(
        z.object({
          subject: subjectSchema,
          communityId: z.string(),
          community: z.string(),
          months: z.array(z.object({ month: z.string(), finalX100: z.int().nullable(), grade: z.string().nullable(), rankTownship: z.int().nullable() })),
        }),
      ),
    }),
  ),
  /** How each rater spreads the totals, after the lock: who gives everyone full marks is visible. */
  distribution: procedure.input(z.strictObject(inMonth)).output(
    z.object({
      isLocked: z.boolean(),
      raters: z.array(
        z.object({
          raterId: z.string(),
          rater: z.string(),
          kind: sheetKindSchema,
          communities: z.array(z.string()),
          sheets: z.int(),
          meanX100: z.int(),
          lowestX10: z.int(),
          highestX10: z.int(),
          fullMarks: z.int(),
          /** Every sheet the same total, from three sheets on. */
          isUniform: z.boolean(),
          /** Totals below 60, 60 to 70, 70 to 80, 80 to 90, 90 and over. */
          bands: z.array(z.int()),
        }),
      ),
    }),
  ),
  /**
   * Papers for preview and print. blank: sheets to be filled by hand; sheets: filled ones, each with its own rater's
   * signature line (R7, R8); notices: total and grade only; summary: R7 and R8 汇总; missing: 未评清单. All but blank and
   * missing show what the caller may see: own sheets before the lock, results after it. An officer or lead prints own sheets.
   */
  papers: procedure
    .input(z.strictObject({ ...inMonthAndPlace, what: z.enum(['blank', 'sheets', 'notices', 'summary', 'missing']), rateeId: idSchema.nullable(), kind: sheetKindSchema.nullable() }))
    .output(papersSchema),
  bonuses: procedure.input(z.strictObject(inMonthAndPlace)).output(z.object({ bonuses: z.array(bonusSchema) })),
  reopenings: procedure.input(z.strictObject({ month: monthSchema.nullable() })).output(z.object({ reopenings: z.array(reopeningSchema) })),
  appeals: procedure.input(z.strictObject({ month: monthSchema.nullable() })).output(z.object({ appeals: z.array(appealSchema) })),
  /** Versions of the templates, the newest first; `isDefault` is the one that ships with the program. */
  templates: procedure.input(z.strictObject({})).output(
    z.object({
      templates: z.array(
        z.object({ kind: sheetKindSchema, version: z.int(), fromMonth: z.string().nullable(), isDefault: z.boolean(), dimensions: z.array(dimensionSchema).readonly(), by: z.string().nullable(), at: z.int().nullable() }),
      ),
    }),
  ),
  /** 常用语: `reason` for 扣分原因 of a dimension (or any, when null), `comment` for 评语. The township's own come first. */
  phrases: procedure
    .input(z.strictObject({}))
    .output(z.object({ phrases: z.array(z.object({ phraseId: z.string().nullable(), use: z.enum(['reason', 'comment']), dimension: z.string().nullable(), text: z.string() })) })),
  /** Missing sheets, sheets returned, reopenings to consent to, appeals to decide: as far as the caller must act or watch. */
  debts: procedure.input(z.strictObject({})).output(debtsSchema),

  /** Opens a month with that month's roster, templates and settings of today; a month that is open stays as it is. */
  open: procedure.input(z.strictObject(inMonth)).output(z.object({ month: evaluationMonthSchema, wasOpen: z.boolean() })),
  /**
   * Keeps a draft at each key: the cells given replace what the draft had, others stay. Out-of-range values are kept as
   * typed up to 100 points, so that the cell can say so; submit refuses them. Writes no audit record: nothing is handed in.
   * `proxy`: the clerk's own draft, apart from the rater's, which stays unseen. `comment` undefined leaves it.
   */
  saveDraft: procedure
    .input(z.strictObject({ ...sheetKeySchema.shape, proxy: z.boolean(), cells: z.array(cellInputSchema).max(20), comment: freeText().trim().max(300).nullable().optional() }))
    .output(z.object({ savedAt: z.int(), sumX10: z.int(), complete: z.boolean() })),
  /** Many rows at once, all or none: a pasted block, "as last month", undo of either. */
  saveDrafts: procedure
    .input(z.strictObject({ month: monthSchema, kind: sheetKindSchema, communityId: idSchema, proxy: z.boolean(), rows: z.array(z.strictObject({ rateeId: idSchema, cells: z.array(cellInputSchema).max(20) })).min(1).max(60) }))
    .output(z.object({ savedAt: z.int() })),
  /**
   * Hands in complete drafts, all or none. `totalX10` is what the summary showed: CONFLICT when the draft says otherwise.
   * @throws REFUSED I10 (range, step, blank), `reason_needed`, `I11` after the lock; `field` is `rateeId/code`
   */
  submit: procedure
    .input(z.strictObject({ month: monthSchema, kind: sheetKindSchema, communityId: idSchema, sheets: z.array(z.strictObject({ rateeId: idSchema, totalX10: z.int().min(0) })).min(1).max(60) }))
    .output(z.object({ submitted: z.int(), submittedAt: z.int() })),
  /** The rater takes a sheet back before the lock; its scores become the draft again. */
  takeBack: procedure.input(z.strictObject({ ...sheetKeySchema.shape, reason: reasonSchema })).output(z.object({})),
  /** The clerk returns a sheet to its rater before the lock. */
  returnSheet: procedure.input(z.strictObject({ ...sheetKeySchema.shape, reason: reasonSchema })).output(z.object({})),
  /** The clerk types a signed paper sheet; rater and typist are both recorded, the scan is kept. @throws REFUSED like submit */
  enterProxy: procedure
    .input(z.strictObject({ ...sheetKeySchema.shape, cells: z.array(cellInputSchema).min(1).max(20), comment: freeText().trim().max(300).nullable(), scanTicket: ticketSchema }))
    .output(z.object({ totalX10: z.int() })),
  /** One sheet will not come; with a reason the result stands on the other one alone, and says so. */
  waive: procedure.input(z.strictObject({ ...sheetKeySchema.shape, reason: reasonSchema })).output(z.object({})),
  unwaive: procedure.input(z.strictObject({ ...sheetKeySchema.shape, reason: reasonSchema })).output(z.object({})),
  /** Somebody rates in an absent rater's place: one sheet, or all of a kind in the community (`rateeId` null). */
  authoriseSubstitute: procedure
    .input(z.strictObject({ month: monthSchema, kind: sheetKindSchema, communityId: idSchema, rateeId: idSchema.nullable(), personId: idSchema, reason: reasonSchema }))
    .output(z.object({ substituteId: z.string() })),
  endSubstitute: procedure.input(z.strictObject({ substituteId: idSchema, reason: reasonSchema })).output(z.object({})),
  /** 加分 (positive) or 扣分 (negative), in tenths; the sum is capped when it is counted, the items stay as they are. */
  addBonus: procedure
    .input(
      z.strictObject({
        ...inMonth, subject: subjectSchema, communityId: idSchema, rateeId: idSchema,
        pointsX10: z.int().min(-1000).max(1000), reason: reasonSchema, source: freeText().trim().min(2, '写明依据').max(120), approver: nameSchema,
      }),
    )
    .output(z.object({ bonusId: z.string() })),
  removeBonus: procedure.input(z.strictObject({ bonusId: idSchema, reason: reasonSchema })).output(z.object({})),
  /**
   * Locks the month, or locks a reopened community again (`communityId`). Sheets that are missing are listed and give no
   * result. @throws REFUSED `sheets_missing` unless `acceptMissing`, with their number in the sentence
   */
  lock: procedure
    .input(z.strictObject({ ...inMonthAndPlace, acceptMissing: z.boolean() }))
    .output(z.object({ lockedAt: z.int(), results: z.int(), missing: z.array(dutySchema) })),
  /** First of two people; one of them is the clerk, the other another clerk or the community's chief (I11). */
  requestReopen: procedure.input(z.strictObject({ ...inMonth, communityId: idSchema, reason: reasonSchema })).output(z.object({ reopenId: z.string() })),
  consentReopen: procedure.input(z.strictObject({ reopenId: idSchema })).output(z.object({})),
  refuseReopen: procedure.input(z.strictObject({ reopenId: idSchema, reason: reasonSchema })).output(z.object({})),
  /** 申诉: by the rated officer for the own result, by the clerk for anybody; after the lock. */
  fileAppeal: procedure.input(z.strictObject({ ...inMonth, subject: subjectSchema, communityId: idSchema, rateeId: idSchema, text: freeText().trim().min(5, '写明申诉内容，至少五个字').max(500) })).output(z.object({ appealId: z.string() })),
  /** upheld: the result stands; corrected: it was changed through a reopening. Not by who filed it. */
  decideAppeal: procedure.input(z.strictObject({ appealId: idSchema, decision: z.enum(['upheld', 'corrected']), text: reasonSchema })).output(z.object({})),
  /** A new version for months opened from `fromMonth` on. Maxima make 100 together; dimensions that keep their label keep their code. */
  changeTemplate: procedure
    .input(
      z.strictObject({
        kinds: z.array(sheetKindSchema).min(1).max(3), fromMonth: monthSchema,
        dimensions: z.array(z.strictObject({ label: nameSchema, maxX10: z.int().min(5).max(1000), criteria: freeText().trim().max(200) })).min(1).max(20),
      }),
    )
    .output(z.object({ version: z.int() })),
  addPhrase: procedure.input(z.strictObject({ use: z.enum(['reason', 'comment']), dimension: z.string().max(30).nullable(), text: freeText().trim().min(2).max(100) })).output(z.object({ phraseId: z.string() })),
  removePhrase: procedure.input(z.strictObject({ phraseId: idSchema })).output(z.object({})),
  /**
   * month: one workbook with the summaries, the list of missing ones and every sheet; files: the same as separate files in
   * one zip, and the notices to the rated people with them; summary, sheets, notices, missing, reminders: that part alone. Before the lock only missing and reminders.
   */
  export: procedure
    .input(z.strictObject({ ...inMonthAndPlace, what: z.enum(['month', 'files', 'summary', 'sheets', 'notices', 'missing', 'reminders']) }))
    .output(downloadSchema),
  /** The scan or workbook behind a sheet, for those who may see its scores. */
  scan: procedure.input(z.strictObject({ attachmentId: idSchema })).output(downloadSchema),
}
