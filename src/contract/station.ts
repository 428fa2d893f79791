import { z } from 'zod'
import { procedure } from './procedure'
import { freeText, nameSchema, ticketSchema } from './values'

/** Password rule (setting `password.minLength`, default 10): length and two kinds of character; checked again in core. */
export const passwordSchema = z.string().min(10, '密码至少10位').max(128, '密码最多128位')
export const loginSchema = freeText()
  .trim()
  .min(2, '登录名至少2个字')
  .max(32, '登录名最多32个字')
  .regex(/^[\p{L}\p{N}._-]+$/u, '登录名只用文字、数字、点、横线')
/** Area code of a township, or of its district where the nine digits are not known yet (GB/T 2260 + GB/T 10114). */
export const townshipAreaCodeSchema = z.string().regex(/^(\d{6}|\d{9})$/, '区划代码是6位或9位数字')

const firstAccount = z.strictObject({ login: loginSchema, name: nameSchema, password: passwordSchema })

export const stationContract = {
  /** What the first screen must know before anyone has signed in. */
  status: procedure.input(z.strictObject({})).output(
    z.object({
      township: z.object({ name: z.string(), areaCode: z.string() }).nullable(),
      needsAccounts: z.boolean(),
      sample: z.object({ accounts: z.array(z.object({ login: z.string(), name: z.string(), role: z.string() })), password: z.string() }).nullable(),
      today: z.string(),
      versions: z.object({
        app: z.string(),
        host: z.string(),
        electron: z.string().nullable(),
        chromium: z.string().nullable(),
        node: z.string(),
        sqlite: z.string(),
        schema: z.int(),
      }),
    }),
  ),
  /** First run: the township (when the command line has not made it), its communities and the first two accounts. */
  initialise: procedure
    .input(
      z.strictObject({
        township: z.strictObject({ name: nameSchema, areaCode: townshipAreaCodeSchema }).nullable(),
        communities: z.array(nameSchema).max(500),
        placesTicket: ticketSchema.nullish(),
        admin: firstAccount,
        clerk: firstAccount,
      }),
    )
    .output(z.object({ communities: z.int(), grids: z.int() })),
  /** Moves this window to the built-in sample township, in a data folder of its own. */
  openSample: procedure.input(z.strictObject({})).output(z.object({ reconnect: z.literal(true) })),
  /** Back from the sample to the real data folder. */
  leaveSample: procedure.input(z.strictObject({})).output(z.object({ reconnect: z.literal(true) })),
  /** How far what this window has asked to be drawn is: a file to be saved, papers to be printed. Null while nothing is drawn. */
  drawing: procedure.input(z.strictObject({})).output(z.object({ running: z.object({ done: z.int(), total: z.int() }).nullable() })),
  /** Ends what is being drawn for this window; the call that asked for it is refused as `cancelled`. */
  cancelDrawing: procedure.input(z.strictObject({})).output(z.object({})),
  /** The status bar's facts. */
  footing: procedure.input(z.strictObject({})).output(
    z.object({ lastBackupAt: z.int().nullable(), lastChangeAt: z.int().nullable(), sync: z.literal('off') }),
  ),
}
