import { z } from 'zod'
import { rewardLedgerFields } from '../domain/reward-ledger-analysis'
import { rewardBases } from '../domain/reward-states'
import { acceptUnreadSchema, importAccountSchema } from './import-account'
import { procedure } from './procedure'
import { yearSchema } from './reward-values'
import { downloadSchema, freeText, idSchema, reasonSchema, ticketSchema } from './values'

export const ledgerFaultSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string().nullable(),
  header: z.string().nullable(),
  field: z.enum(rewardLedgerFields),
  kind: z.string(),
  severity: z.enum(['normalise', 'confirm', 'error']),
  message: z.string(),
  /** As written; never the lead's content. */
  value: z.string(),
  suggested: z.string().nullable(),
  suggestedFen: z.int().nullable(),
  /** The line of the same sheet that this one is tied to, as the earlier one of a double. */
  relatedRow: z.int().nullable(),
})
export type LedgerFault = z.infer<typeof ledgerFaultSchema>

/** What the preview shows above its lines. `read = accepted + needsConfirmation + refused`, always. */
export const ledgerSummarySchema = z.object({
  importId: z.string(),
  fileName: z.string(),
  year: z.int(),
  counts: z.object({ read: z.int(), accepted: z.int(), normalised: z.int(), needsConfirmation: z.int(), refused: z.int(), skipped: z.int(), alreadyStored: z.int() }),
  /** Cash of the accepted lines, those stored already among them. */
  acceptedFen: z.int(),
  capitals: z.string(),
  /** Cash that the commit would add. */
  newFen: z.int(),
  sheets: z.array(
    z.object({
      sheet: z.string(),
      ignored: z.boolean(),
      headerRows: z.array(z.int()),
      columns: z.array(z.object({ column: z.string(), header: z.string(), field: z.enum([...rewardLedgerFields, 'ignored']), guessedBy: z.enum(['header', 'content']) })),
      lines: z.int(),
    }),
  ),
  account: importAccountSchema,
})
export type LedgerSummary = z.infer<typeof ledgerSummarySchema>

export const ledgerLineSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  verdict: z.enum(['valid', 'confirm', 'refused', 'skipped']),
  /** Why it is skipped, or null for a reward. */
  skippedAs: z.enum(['title', 'header', 'blank', 'total', 'signature', 'note']).nullable(),
  /** What a skipped row says. */
  text: z.string(),
  normalised: z.boolean(),
  alreadyStored: z.boolean(),
  on: z.string().nullable(),
  recipients: z.array(z.object({ name: z.string(), post: z.string().nullable(), shareFen: z.int() })),
  basis: z.enum(rewardBases).nullable(),
  ref: z.string().nullable(),
  /** The line has a lead's content. The content itself is not shown: it goes sealed into the register. */
  hasContent: z.boolean(),
  amountFen: z.int(),
  goods: z.string().nullable(),
  goodsValueFen: z.int(),
  approver: z.string().nullable(),
  paidOn: z.string().nullable(),
  signedBy: z.string().nullable(),
  isProxy: z.boolean(),
  faults: z.array(ledgerFaultSchema),
})
export type LedgerLine = z.infer<typeof ledgerLineSchema>

const place = { importId: idSchema, sheet: z.string().max(120), row: z.int().min(1) }

/** Takes over the ledger that the office has kept by hand. Its lines become historical records, filed or awaiting payment. */
export const rewardsImportContract = {
  /** Reads an uploaded ledger for a year; nothing is stored. */
  open: procedure.input(z.strictObject({ ticket: ticketSchema, year: yearSchema })).output(ledgerSummarySchema),
  /** Lines in the order of the file; `after` is the number of lines already shown. */
  lines: procedure
    .input(
      z.strictObject({
        importId: idSchema,
        only: z.enum(['all', 'refused', 'confirm', 'normalised', 'skipped']),
        after: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ lines: z.array(ledgerLineSchema), next: z.int().nullable() })),
  faults: procedure.input(z.strictObject({ importId: idSchema, withConversions: z.boolean().default(false) })).output(z.object({ faults: z.array(ledgerFaultSchema) })),
  /** Types a value over one cell of the preview; the file itself stays as it is. */
  correct: procedure.input(z.strictObject({ ...place, column: z.string().regex(/^[A-Z]{1,3}$/), text: freeText().max(200) })).output(ledgerSummarySchema),
  /** Accepts a doubt with the suggested value, or returns the line. */
  decide: procedure.input(z.strictObject({ ...place, kind: z.string().max(60), accept: z.boolean() })).output(ledgerSummarySchema),
  /** Stores all accepted lines that are not stored yet, in one transaction. */
  commit: procedure.input(z.strictObject({ importId: idSchema, acceptUnread: acceptUnreadSchema })).output(z.object({ batchId: z.string(), stored: z.int(), storedFen: z.int(), alreadyStored: z.int() })),
  discard: procedure.input(z.strictObject({ importId: idSchema })).output(z.object({})),
  /** The lines that were left out, with what is wrong beside each, to be corrected and read in again. */
  faultWorkbook: procedure.input(z.strictObject({ importId: idSchema, only: z.enum(['all', 'failed']) })).output(downloadSchema),
  batches: procedure.input(z.strictObject({})).output(
    z.object({
      batches: z.array(
        z.object({
          batchId: z.string(),
          fileName: z.string(),
          year: z.int(),
          stored: z.int(),
          storedFen: z.int(),
          committedAt: z.int(),
          by: z.string(),
          undoneAt: z.int().nullable(),
          undoable: z.boolean(),
          whyNot: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Voids what an import stored, by reversal, as long as nothing has been done with it since. */
  undo: procedure.input(z.strictObject({ batchId: idSchema, reason: reasonSchema })).output(z.object({ voided: z.int() })),
}
