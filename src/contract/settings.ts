import { z } from 'zod'
import { procedure } from './procedure'

export const settingSchema = z.object({
  key: z.string(),
  /** Its group on the page: 例会, 考核, 奖励. */
  group: z.string(),
  label: z.string(),
  value: z.union([z.int(), z.string()]),
  default: z.union([z.int(), z.string()]),
  unit: z.string().nullable(),
  min: z.int().nullable(),
  max: z.int().nullable(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  /** Where the default comes from; none of them is a rule of the article. */
  note: z.string(),
  changedAt: z.int().nullable(),
})
export type Setting = z.infer<typeof settingSchema>

export const settingsContract = {
  /** Numbers the article does not give, with their defaults. */
  list: procedure.input(z.strictObject({})).output(z.object({ settings: z.array(settingSchema) })),
  /** `number` for a number, `choice` for a choice; the other is null. */
  change: procedure.input(z.strictObject({ key: z.string().max(60), number: z.int().nullable(), choice: z.string().max(60).nullable() })).output(z.object({})),
}
