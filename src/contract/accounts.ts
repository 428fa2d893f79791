import { z } from 'zod'
import { procedure } from './procedure'
import { grantedRoleSchema, heldRoleSchema } from './roles'
import { loginSchema, passwordSchema } from './station'
import { atSchema, freeText, idSchema, nameSchema } from './values'

export const preferencesSchema = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']),
  type: z.enum(['base', 'large']),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const sessionSchema = z.object({
  accountId: z.string(),
  login: z.string(),
  name: z.string(),
  personId: z.string().nullable(),
  roles: z.array(heldRoleSchema),
  /** `feature.procedure` names this session may call; the core checks again. */
  allowed: z.array(z.string()),
  mustChangePassword: z.boolean(),
  locked: z.boolean(),
  idleMinutes: z.int(),
  preferences: preferencesSchema,
})
export type Session = z.infer<typeof sessionSchema>

const grant = z.strictObject({ role: grantedRoleSchema, communityId: idSchema.nullable() })

export const accountsContract = {
  signIn: procedure.input(z.strictObject({ login: freeText().trim().min(1).max(32), password: z.string().min(1).max(128) })).output(sessionSchema),
  signOut: procedure.input(z.strictObject({})).output(z.object({})),
  current: procedure.input(z.strictObject({})).output(z.object({ session: sessionSchema.nullable() })),
  lock: procedure.input(z.strictObject({})).output(z.object({})),
  /** Somebody is at the window though nothing is being asked: typing a long form must not lock the screen. */
  present: procedure.input(z.strictObject({})).output(z.object({})),
  unlock: procedure.input(z.strictObject({ password: z.string().min(1).max(128) })).output(sessionSchema),
  changePassword: procedure
    .input(z.strictObject({ oldPassword: z.string().min(1).max(128), newPassword: passwordSchema }))
    .output(z.object({})),
  savePreferences: procedure.input(preferencesSchema).output(z.object({})),
  list: procedure.input(z.strictObject({})).output(
    z.object({
      accounts: z.array(
        z.object({
          accountId: z.string(),
          login: z.string(),
          name: z.string(),
          personId: z.string().nullable(),
          personName: z.string().nullable(),
          grants: z.array(z.object({ role: grantedRoleSchema, communityId: z.string().nullable() })),
          byPost: z.array(heldRoleSchema),
          disabled: z.boolean(),
          mustChangePassword: z.boolean(),
          lockedUntilAt: atSchema.nullable(),
          lastSignInAt: atSchema.nullable(),
          rowVersion: z.int(),
        }),
      ),
    }),
  ),
  create: procedure
    .input(z.strictObject({ login: loginSchema, name: nameSchema, password: passwordSchema, personId: idSchema.nullable(), grants: z.array(grant).max(8) }))
    .output(z.object({ accountId: z.string() })),
  update: procedure
    .input(
      z.strictObject({
        accountId: idSchema,
        rowVersion: z.int(),
        name: nameSchema,
        personId: idSchema.nullable(),
        grants: z.array(grant).max(8),
        disabled: z.boolean(),
      }),
    )
    .output(z.object({})),
  resetPassword: procedure.input(z.strictObject({ accountId: idSchema, newPassword: passwordSchema })).output(z.object({})),
  /** Persons an account can be linked to: names and posts only, so that an administrator sees no business content. */
  linkable: procedure
    .input(z.strictObject({ text: freeText().trim().min(1).max(40) }))
    .output(z.object({ persons: z.array(z.object({ personId: z.string(), name: z.string(), posts: z.string() })) })),
}
