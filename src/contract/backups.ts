import { z } from 'zod'
import { procedure } from './procedure'

export const backupsContract = {
  list: procedure.input(z.strictObject({})).output(
    z.object({ backups: z.array(z.object({ fileName: z.string(), at: z.int(), bytes: z.int(), kind: z.enum(['daily', 'by_hand', 'before_migration', 'before_restore']), verified: z.boolean() })) }),
  ),
  make: procedure.input(z.strictObject({})).output(z.object({ fileName: z.string(), bytes: z.int(), at: z.int() })),
}
