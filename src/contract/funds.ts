import { z } from 'zod'
import { procedure } from './procedure'
import { fenSchema, yearSchema } from './reward-values'
import { atSchema, freeText, idSchema, reasonSchema } from './values'

/**
 * 专项经费: per year and source, cash alone. Everything is the sum of an insert-only ledger:
 * balance = budget + adjusted − committed − paid, and no command may make it negative (I19). Lines of the old ledger
 * count as they are; where they go beyond the budget, `shortFen` says by how much.
 */
export const fundSchema = z.object({
  fundId: z.string(),
  year: z.int(),
  source: z.string(),
  budgetFen: z.int(),
  adjustedFen: z.int(),
  /** 已批未发. */
  committedFen: z.int(),
  paidFen: z.int(),
  balanceFen: z.int(),
  /** Of paid and committed: what lines of the old ledger brought. */
  ledgerFen: z.int(),
  shortFen: z.int(),
})
export type Fund = z.infer<typeof fundSchema>

export const fundEntryKinds = ['budget', 'adjust', 'commit', 'release', 'pay', 'refund', 'ledger', 'reverse'] as const
export const fundEntrySchema = z.object({
  entryId: z.string(),
  at: atSchema,
  on: z.string(),
  kind: z.enum(fundEntryKinds),
  label: z.string(),
  budgetFen: z.int(),
  committedFen: z.int(),
  paidFen: z.int(),
  /** After this entry. */
  balanceFen: z.int(),
  reward: z.object({ rewardId: z.string(), rewardNo: z.string() }).nullable(),
  docNo: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  reverses: z.string().nullable(),
  reversed: z.boolean(),
})
export type FundEntry = z.infer<typeof fundEntrySchema>

export const fundsContract = {
  list: procedure.input(z.strictObject({ year: yearSchema.nullish() })).output(z.object({ funds: z.array(fundSchema), years: z.array(z.int()) })),
  /** One fund: its ledger, newest first, and month by month for the chart of its use. */
  fund: procedure.input(z.strictObject({ fundId: idSchema })).output(
    z.object({
      fund: fundSchema,
      entries: z.array(fundEntrySchema),
      months: z.array(z.object({ month: z.string(), committedFen: z.int(), paidFen: z.int(), balanceFen: z.int() })),
    }),
  ),
  open: procedure
    .input(z.strictObject({ year: yearSchema, source: freeText().trim().min(2, '写明经费来源').max(40), budgetFen: fenSchema, docNo: freeText().trim().max(60).nullable() }))
    .output(z.object({ fundId: z.string() })),
  /** More or less budget, with the reason. @throws I19 when the balance would be negative */
  adjust: procedure
    .input(z.strictObject({ fundId: idSchema, amountFen: z.int().min(-1_000_000_000).max(1_000_000_000), docNo: freeText().trim().max(60).nullable(), reason: reasonSchema }))
    .output(z.object({ entryId: z.string() })),
  /** Takes back a budget or adjustment by its opposite; nothing is edited. @throws I19 when the balance would be negative */
  reverse: procedure.input(z.strictObject({ entryId: idSchema, reason: reasonSchema })).output(z.object({ entryId: z.string() })),
}
