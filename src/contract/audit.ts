import { z } from 'zod'
import { procedure } from './procedure'
import { freeText, pageInput } from './values'

export const auditContract = {
  list: procedure.input(z.strictObject({ ...pageInput, text: freeText().trim().max(40).nullish() })).output(
    z.object({
      records: z.array(
        z.object({ seq: z.int(), at: z.int(), by: z.string(), action: z.string(), actionLabel: z.string(), outcome: z.enum(['done', 'refused']), target: z.string().nullable(), detail: z.string(), hash: z.string() }),
      ),
      next: z.string().nullable(),
    }),
  ),
  /** Walks every chain from its first record; `brokenAt` names the first record that does not fit. */
  verify: procedure.input(z.strictObject({})).output(z.object({ ok: z.boolean(), records: z.int(), brokenAt: z.string().nullable() })),
}
