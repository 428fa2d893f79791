import { z } from 'zod'
import { monthSchema, sheetKindSchema } from './evaluation-shapes'
import { acceptUnreadSchema, importAccountSchema } from './import-account'
import { procedure } from './procedure'
import { downloadSchema, freeText, idSchema, ticketSchema } from './values'

export const scoreFaultSchema = z.object({
  sheet: z.string(),
  /** Excel's row number, from 1; of a person without a row, the header's. */
  row: z.int(),
  /** Excel's letter; null when the whole row is meant. */
  column: z.string().nullable(),
  header: z.string().nullable(),
  kind: z.string(),
  /** error keeps the row out; confirm is listed and the row counts; blank is a score that is not there; completeness a person without a row. */
  severity: z.enum(['normalise', 'confirm', 'error', 'blank', 'completeness']),
  message: z.string(),
  value: z.string(),
  /** A number to take, offered and never adopted. */
  suggested: z.string().nullable(),
})
export type ScoreImportFault = z.infer<typeof scoreFaultSchema>

/** Rows: `read = accepted + refused + blank`; a refused cell makes its row refused; `normalised` rows are among the accepted. */
const counts = z.object({ read: z.int(), accepted: z.int(), normalised: z.int(), refused: z.int(), blank: z.int(), skipped: z.int() })

const field = z.enum(['ratee', 'rater', 'raterPost', 'community', 'grid', 'policeNo', 'month', 'score', 'total', 'grade', 'reason', 'comment', 'bonus', 'seq', 'row', 'ignored'])

/** What the preview shows above its rows. */
export const scoreImportSummarySchema = z.object({
  importId: z.string(),
  month: z.string(),
  fileName: z.string(),
  counts,
  /** Accepted rows that are handed in by the commit; the rest of the accepted stands already. */
  toHandIn: z.int(),
  complete: z.int(),
  open: z.int(),
  sheets: z.array(
    z.object({
      sheet: z.string(),
      /** Holds no scores. */
      ignored: z.boolean(),
      kinds: z.array(sheetKindSchema),
      headerRows: z.array(z.int()),
      columns: z.array(z.object({ column: z.string(), header: z.string(), field })),
      counts,
    }),
  ),
  account: importAccountSchema,
})
export type ScoreImportSummary = z.infer<typeof scoreImportSummarySchema>

export const scoreImportRowSchema = z.object({
  row: z.int(),
  verdict: z.enum(['accepted', 'refused', 'blank', 'skipped']),
  normalised: z.boolean(),
  alreadyHandedIn: z.boolean(),
  leftOut: z.boolean(),
  kind: sheetKindSchema.nullable(),
  name: z.string(),
  community: z.string().nullable(),
  grid: z.string().nullable(),
  rater: z.string().nullable(),
  /** One decimal, as text; null unless the row is accepted. */
  total: z.string().nullable(),
  skippedAs: z.enum(['title', 'header', 'blank', 'total', 'signature', 'note']).nullable(),
  /** Column letter → what the sheet shows. Columns that the import does not read are not shown. */
  cells: z.record(z.string(), z.string()),
  faults: z.array(scoreFaultSchema),
})
export type ScoreImportRow = z.infer<typeof scoreImportRowSchema>

/** One per auxiliary of the month, from this file's figures only. */
export const scoreImportResultSchema = z.object({
  name: z.string(),
  community: z.string(),
  policeTotal: z.string().nullable(),
  leadTotal: z.string().nullable(),
  weighted: z.string().nullable(),
  state: z.enum(['open', 'complete']),
})

const place = { importId: idSchema, sheet: z.string().max(120), row: z.int().min(1) }

/**
 * Score workbooks as officers hand them in. A clerk's: what is accepted becomes proxy entry with the file itself as
 * attachment. Nothing is stored before the commit.
 */
export const evaluationsImportContract = {
  /** @throws REFUSED `month_not_open`, `no_scores` (the file holds no score sheet), `I11` where the whole month is locked */
  open: procedure.input(z.strictObject({ ticket: ticketSchema, month: monthSchema })).output(scoreImportSummarySchema),
  rows: procedure
    .input(
      z.strictObject({
        importId: idSchema,
        sheet: z.string().max(120),
        only: z.enum(['all', 'accepted', 'refused', 'blank', 'marked', 'skipped']),
        after: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ rows: z.array(scoreImportRowSchema), next: z.int().nullable() })),
  /** In the order of the file; the keys F8 and Shift+F8 walk this list. */
  faults: procedure.input(z.strictObject({ importId: idSchema, withConversions: z.boolean().default(false) })).output(z.object({ faults: z.array(scoreFaultSchema) })),
  results: procedure.input(z.strictObject({ importId: idSchema })).output(z.object({ results: z.array(scoreImportResultSchema) })),
  /** Types a value over one cell of the preview, also to take a suggestion; the file itself stays as it is. */
  correct: procedure.input(z.strictObject({ ...place, column: z.string().regex(/^[A-Z]{1,3}$/), text: freeText().max(200) })).output(scoreImportSummarySchema),
  /** Keeps a row out of the commit, or takes it in again. */
  leaveOut: procedure.input(z.strictObject({ ...place, out: z.boolean() })).output(scoreImportSummarySchema),
  /** Hands in every accepted row in one transaction. @throws REFUSED `nothing_to_hand_in`, `already_committed`, `unread_content`, `I11` after the lock */
  commit: procedure.input(z.strictObject({ importId: idSchema, acceptUnread: acceptUnreadSchema })).output(z.object({ handedIn: z.int(), alreadyHandedIn: z.int() })),
  /** The same workbook with the faults written beside each row, to be given back to whoever handed it in. */
  faultWorkbook: procedure.input(z.strictObject({ importId: idSchema })).output(downloadSchema),
  discard: procedure.input(z.strictObject({ importId: idSchema })).output(z.object({})),
}
