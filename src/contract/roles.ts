import { z } from 'zod'
import { grantedRoles, roles } from './role-names'

export { grantedRoles, roleLabels, roles, type GrantedRole, type Role } from './role-names'

export const roleSchema = z.enum(roles)
export const grantedRoleSchema = z.enum(grantedRoles)

/** A role and where it reaches: the whole township, one community, or one basic grid. */
export const heldRoleSchema = z.object({
  role: roleSchema,
  scope: z.enum(['township', 'community', 'grid']),
  communityId: z.string().nullable(),
  gridId: z.string().nullable(),
})
export type HeldRole = z.infer<typeof heldRoleSchema>
