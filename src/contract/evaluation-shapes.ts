import { z } from 'zod'
import { cycleStates, dutyProblems, sheetKinds, sheetStates, subjects } from '../domain/evaluation'
import { isMonth } from '../domain/month'
import { attachmentSchema } from './attachments'
import { freeText, idSchema } from './values'

/** A business month, `2026-10`. */
export const monthSchema = z.string().refine(isMonth, '月份写成 2026-10')
export const sheetKindSchema = z.enum(sheetKinds)
export const subjectSchema = z.enum(subjects)
/** Names one sheet: who is rated in which community, by which kind of rater, in which month. */
export const sheetKeySchema = z.strictObject({ month: monthSchema, kind: sheetKindSchema, communityId: idSchema, rateeId: idSchema })
export type SheetKey = z.infer<typeof sheetKeySchema>

/** A score in tenths; null is a blank, which is never zero. `reason` is 扣分原因. */
export const cellInputSchema = z.strictObject({
  code: z.string().min(1).max(30),
  scoreX10: z.int().min(0).max(1000).nullable(),
  reason: freeText().trim().max(200).nullable(),
})
export type CellInput = z.infer<typeof cellInputSchema>
export const cellSchema = z.object({ code: z.string(), scoreX10: z.int().nullable(), reason: z.string().nullable() })

export const dimensionSchema = z.object({ code: z.string(), label: z.string(), maxX10: z.int(), criteria: z.string() })
export const templateSchema = z.object({ version: z.int(), dimensions: z.array(dimensionSchema).readonly() })

export const evaluationMonthSchema = z.object({
  month: z.string(),
  state: z.enum(cycleStates),
  openOn: z.string(),
  dueOn: z.string(),
  lockOn: z.string(),
  /** False: it was opened on or after its lock day, and only the clerk locks it. */
  locksByItself: z.boolean(),
  /** The day on which the warning before the automatic lock was recorded. */
  warnedOn: z.string().nullable(),
  lockedOn: z.string().nullable(),
  lockedBy: z.string().nullable(),
  /** Counts of the sheets in the caller's reach; null where a long list does not look into an old month, which `progress` does. */
  expected: z.int().nullable(),
  submitted: z.int().nullable(),
  waived: z.int().nullable(),
  missing: z.int().nullable(),
  /** Communities that are open again, by name. */
  reopened: z.array(z.string()),
  reopenCount: z.int(),
})
export type EvaluationMonth = z.infer<typeof evaluationMonthSchema>

/** One line of the score matrix. */
export const matrixRowSchema = z.object({
  rateeId: z.string(),
  ratee: z.string(),
  gridId: z.string().nullable(),
  grid: z.string().nullable(),
  state: z.enum(sheetStates),
  /** 退回原因 while the sheet is returned; 免评原因 while it is waived. */
  stateReason: z.string().nullable(),
  /** Why nobody may fill this sheet as it stands. */
  problem: z.enum(dutyProblems).nullable(),
  /** The community is locked; in a reopened month others beside it may be open. */
  closed: z.boolean(),
  /** In the template's order: the draft, or what was handed in. */
  cells: z.array(cellSchema),
  comment: z.string().nullable(),
  /** Sum of what is filled in; `complete` says whether it is the total. */
  sumX10: z.int(),
  complete: z.boolean(),
  submittedAt: z.int().nullable(),
  /** The scan of the signed paper or the workbook behind a proxy entry. */
  attachments: z.array(attachmentSchema),
  /** What the same rater handed in last month for this person: a source for a draft, never adopted by itself. */
  lastMonth: z.object({ month: z.string(), totalX10: z.int(), cells: z.array(cellSchema) }).nullable(),
  /** What the records know of the person's month, beside the judgement. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
})
export type MatrixRow = z.infer<typeof matrixRowSchema>

/** The sheets of one rater and kind in one community: rows of one matrix. */
export const matrixBlockSchema = z.object({
  kind: sheetKindSchema,
  communityId: z.string(),
  community: z.string(),
  raterId: z.string().nullable(),
  rater: z.string().nullable(),
  /** Who is on leave, where the rater is an authorised substitute. */
  standsInFor: z.string().nullable(),
  template: templateSchema,
  rows: z.array(matrixRowSchema),
})
export type MatrixBlock = z.infer<typeof matrixBlockSchema>

/** What checks a score at its cell; the same numbers the core checks with. */
export const scoringTermsSchema = z.object({
  stepX10: z.int(),
  lowPercent: z.int(),
  policeWeight: z.int(),
  bonusCapX10: z.int(),
  deductionCapX10: z.int(),
  grades: z.array(z.object({ name: z.string(), fromX100: z.int() })).readonly(),
})
export const matrixSchema = z.object({
  month: z.string(),
  state: z.enum(cycleStates),
  dueOn: z.string(),
  lockOn: z.string(),
  /** Null while cells may be changed; else the sentence that says why not. A reopened community stays editable row by row. */
  closedBecause: z.string().nullable(),
  terms: scoringTermsSchema,
  blocks: z.array(matrixBlockSchema),
})

/** One sheet that a month expects, without any score. */
export const dutySchema = z.object({
  kind: sheetKindSchema,
  communityId: z.string(),
  community: z.string(),
  gridId: z.string().nullable(),
  grid: z.string().nullable(),
  rateeId: z.string(),
  ratee: z.string(),
  raterId: z.string().nullable(),
  rater: z.string().nullable(),
  standsInFor: z.string().nullable(),
  problem: z.enum(dutyProblems).nullable(),
  /** The rater of a missing sheet holds no post today that lets them sign in to score: paper and proxy entry, or a substitute. */
  raterLeft: z.boolean(),
  state: z.enum(sheetStates),
  stateReason: z.string().nullable(),
  /** Typed by the clerk from paper or workbook. */
  isProxy: z.boolean(),
  enteredBy: z.string().nullable(),
  submittedAt: z.int().nullable(),
  /** Days past the due day; 0 before it. */
  daysLate: z.int(),
})
export type Duty = z.infer<typeof dutySchema>

/** A result; what the caller may not see (yet) is null, and `hidden` says so. */
export const resultSchema = z.object({
  subject: subjectSchema,
  communityId: z.string(),
  community: z.string(),
  grid: z.string().nullable(),
  rateeId: z.string(),
  ratee: z.string(),
  /** open: a sheet is missing and nobody waived it. */
  state: z.enum(['complete', 'open', 'waived']),
  hidden: z.boolean(),
  chiefTotalX10: z.int().nullable(),
  policeTotalX10: z.int().nullable(),
  leadTotalX10: z.int().nullable(),
  weightedX100: z.int().nullable(),
  /** After the cap, with sign. */
  bonusX10: z.int().nullable(),
  finalX100: z.int().nullable(),
  grade: z.string().nullable(),
  rankCommunity: z.int().nullable(),
  rankTownship: z.int().nullable(),
  /** 免评 and the like, in words. */
  note: z.string().nullable(),
})
export type EvaluationResult = z.infer<typeof resultSchema>

export const bonusSchema = z.object({
  bonusId: z.string(),
  communityId: z.string(),
  community: z.string(),
  rateeId: z.string(),
  ratee: z.string(),
  subject: subjectSchema,
  /** Positive 加分, negative 扣分. */
  pointsX10: z.int(),
  reason: z.string(),
  /** Where it comes from: 文号、通报、记录. */
  source: z.string(),
  approver: z.string(),
  at: z.int(),
  by: z.string(),
})

export const substituteSchema = z.object({
  substituteId: z.string(),
  kind: sheetKindSchema,
  communityId: z.string(),
  community: z.string(),
  /** Null: for every sheet of that kind in the community. */
  rateeId: z.string().nullable(),
  personId: z.string(),
  person: z.string(),
  reason: z.string(),
  by: z.string(),
})

/** A value that a reopening changed; `before` or `after` null where there was or is none. */
export const differenceSchema = z.object({ ratee: z.string(), field: z.string(), before: z.string().nullable(), after: z.string().nullable() })
export const reopeningSchema = z.object({
  reopenId: z.string(),
  month: z.string(),
  /** The how-manieth reopening of this month. */
  no: z.int(),
  communityId: z.string(),
  community: z.string(),
  reason: z.string(),
  /** requested: waits for the second person; open: may be edited; closed: locked again. */
  state: z.enum(['requested', 'open', 'closed', 'refused']),
  requestedBy: z.string(),
  requestedAt: z.int(),
  decidedBy: z.string().nullable(),
  decidedAt: z.int().nullable(),
  refusedReason: z.string().nullable(),
  lockedAgainAt: z.int().nullable(),
  /** Every value that changed, once it is locked again; null before. */
  differences: z.array(differenceSchema).nullable(),
  /** The caller may be the second person. */
  mayConsent: z.boolean(),
  /** The caller asked, and nobody has agreed yet: `refuseReopen` takes it back. */
  mayWithdraw: z.boolean(),
})

export const appealSchema = z.object({
  appealId: z.string(),
  month: z.string(),
  subject: subjectSchema,
  communityId: z.string(),
  community: z.string(),
  rateeId: z.string(),
  ratee: z.string(),
  text: z.string(),
  filedAt: z.int(),
  filedBy: z.string(),
  state: z.enum(['filed', 'upheld', 'corrected']),
  decision: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.int().nullable(),
  /** Final result and grade as they stood when the complaint came, and now; null where the caller may not see them. */
  before: z.object({ finalX100: z.int().nullable(), grade: z.string().nullable() }).nullable(),
  after: z.object({ finalX100: z.int().nullable(), grade: z.string().nullable() }).nullable(),
})
