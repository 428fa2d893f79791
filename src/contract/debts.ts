import { z } from 'zod'

/**
 * What a feature's people still owe, for the rail and the board: `red` overdue or missing, `yellow` due or awaiting a
 * person (design: status language). Only debts within the caller's scope are counted.
 */
export const debtsSchema = z.object({
  count: z.int(),
  mark: z.enum(['red', 'yellow']).nullable(),
  communities: z.array(
    z.object({
      communityId: z.string(),
      count: z.int(),
      mark: z.enum(['red', 'yellow']),
      /** What is owed, in a few words: 缺会、待签字2次. */
      words: z.string(),
    }),
  ),
})
export type Debts = z.infer<typeof debtsSchema>
