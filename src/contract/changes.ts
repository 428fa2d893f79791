import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './procedure'

/** Features whose stored data a screen may show; a `changed` event names one of them. */
export const changedTopics = ['roster', 'accounts', 'station', 'backups', 'imports', 'settings', 'meetings', 'evaluations', 'rewards'] as const
export const changedSchema = z.object({ topic: z.enum(changedTopics), at: z.int() })
export type Changed = z.infer<typeof changedSchema>

export const changesContract = {
  /** Never ends by itself; says what changed, whoever changed it (this window, another one, the command line). */
  stream: procedure.input(z.strictObject({})).output(eventIterator(changedSchema)),
}
