import { z } from 'zod'
import { decisionStates } from '../domain/meeting-state'
import { procedure } from './procedure'
import { freeText, idSchema, onSchema, pageInput, reasonSchema } from './values'

/**
 * Decisions 议定事项 of weekly meetings (article P11; model.md I31): made in a meeting, carried into the next ones until
 * closed with a result or cancelled with a reason.
 */

const decisionText = freeText().trim().min(2, '写明事项，至少两个字').max(300, '事项最多300字')
const noteText = freeText().trim().min(2, '至少两个字').max(500, '最多500字')

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

const decisionFields = {
  text: decisionText,
  /** A person of the community's roster that day, or `ownerName` alone for a department: one of the two. */
  ownerId: idSchema.nullable(),
  ownerName: freeText().trim().max(40).nullable(),
  /** Not before the meeting. */
  dueOn: onSchema,
}
const decisionVersion = { decisionId: idSchema, rowVersion: z.int() }

/** A part of `meetings`. */
export const decisionsContract = {
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
}
