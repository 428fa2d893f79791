import { z } from 'zod'
import { acceptUnreadSchema, importAccountSchema } from './import-account'
import { procedure } from './procedure'
import { downloadSchema, freeText, idSchema, postSchema, ticketSchema } from './values'

export const rosterFieldSchema = z.enum([
  'name', 'sex', 'idNo', 'phone', 'post', 'community', 'grid', 'gridCode', 'policeNo', 'startOn', 'remark', 'seq', 'row',
])
const columnRole = z.union([rosterFieldSchema, z.enum(['ignored', 'extra'])])

export const importFaultSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string().nullable(),
  header: z.string().nullable(),
  field: rosterFieldSchema,
  kind: z.string(),
  severity: z.enum(['normalise', 'confirm', 'error']),
  message: z.string(),
  value: z.string(),
  suggested: z.string().nullable(),
})
export type ImportFault = z.infer<typeof importFaultSchema>

const counts = z.object({
  read: z.int(),
  valid: z.int(),
  normalised: z.int(),
  needsConfirmation: z.int(),
  refused: z.int(),
  skipped: z.int(),
})

/** What the preview shows above its rows. `read = valid + needsConfirmation + refused`, always. */
export const importSummarySchema = z.object({
  importId: z.string(),
  fileName: z.string(),
  counts,
  conversions: z.int(),
  sheets: z.array(
    z.object({
      sheet: z.string(),
      ignored: z.boolean(),
      headerRows: z.array(z.int()),
      columns: z.array(z.object({ column: z.string(), header: z.string(), field: columnRole, guessedBy: z.enum(['header', 'content', 'remembered', 'person']) })),
      rows: z.int(),
      valid: z.int(),
      needsConfirmation: z.int(),
      refused: z.int(),
      skipped: z.int(),
    }),
  ),
  vacancies: z.array(z.object({ community: z.string(), grid: z.string().nullable(), post: postSchema, message: z.string() })),
  newCommunities: z.array(z.string()),
  newGrids: z.int(),
  account: importAccountSchema,
})
export type ImportSummary = z.infer<typeof importSummarySchema>

export const importRowSchema = z.object({
  row: z.int(),
  verdict: z.enum(['valid', 'confirm', 'refused', 'skipped']),
  normalised: z.boolean(),
  /** Why it is skipped, or null for a row with a person in it. */
  skippedAs: z.enum(['title', 'header', 'blank', 'total', 'signature', 'note']).nullable(),
  /** Column letter → what the sheet shows; numbers that are right are masked here. */
  cells: z.record(z.string(), z.string()),
  /** Column letter → what will be stored, where that differs from the cell. */
  stored: z.record(z.string(), z.string()),
  faults: z.array(importFaultSchema),
})
export type ImportRow = z.infer<typeof importRowSchema>

const place = { importId: idSchema, sheet: z.string().max(120), row: z.int().min(1) }

export const rosterImportContract = {
  /** Reads an uploaded workbook; nothing is stored in the roster. */
  open: procedure.input(z.strictObject({ ticket: ticketSchema })).output(importSummarySchema),
  rows: procedure
    .input(
      z.strictObject({
        importId: idSchema,
        sheet: z.string().max(120),
        only: z.enum(['all', 'refused', 'confirm', 'normalised', 'skipped']),
        after: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ rows: z.array(importRowSchema), next: z.int().nullable() })),
  /** All faults that a person must look at, in the order of the file; the keys F8 and Shift+F8 walk this list. */
  faults: procedure.input(z.strictObject({ importId: idSchema, withConversions: z.boolean().default(false) })).output(z.object({ faults: z.array(importFaultSchema) })),
  mapColumn: procedure.input(z.strictObject({ importId: idSchema, sheet: z.string().max(120), column: z.string().regex(/^[A-Z]{1,3}$/), field: columnRole })).output(importSummarySchema),
  /** Types a value over one cell of the preview; the file itself stays as it is. */
  correct: procedure.input(z.strictObject({ ...place, column: z.string().regex(/^[A-Z]{1,3}$/), text: freeText().max(200) })).output(importSummarySchema),
  /** Accepts a doubt (with the suggested value) or sends the row back. */
  decide: procedure.input(z.strictObject({ ...place, kind: z.string().max(60), accept: z.boolean() })).output(importSummarySchema),
  /** Stores all valid rows in one transaction. @throws REFUSED `unread_content` where the account is not clean */
  commit: procedure.input(z.strictObject({ importId: idSchema, acceptUnread: acceptUnreadSchema })).output(z.object({ batchId: z.string(), imported: z.int() })),
  discard: procedure.input(z.strictObject({ importId: idSchema })).output(z.object({})),
  /** The same workbook with faults marked in an added 错误信息 column. */
  faultWorkbook: procedure.input(z.strictObject({ importId: idSchema, only: z.enum(['all', 'failed']) })).output(downloadSchema),
  batches: procedure.input(z.strictObject({})).output(
    z.object({
      batches: z.array(
        z.object({ batchId: z.string(), fileName: z.string(), imported: z.int(), committedAt: z.int(), by: z.string(), undoneAt: z.int().nullable(), undoable: z.boolean(), whyNot: z.string().nullable() }),
      ),
    }),
  ),
  /** Takes a committed import back, as long as nothing builds on it. */
  undo: procedure.input(z.strictObject({ batchId: idSchema })).output(z.object({ removed: z.int() })),
}
