/**
 * Who someone is to the program (model.md D5).
 * Chief, officer and grid lead follow from the linked person's post on the day; the others are granted.
 */
export const roles = [
  'station_chief',
  'community_police',
  'grid_chief',
  'clerk',
  'approver',
  'admin',
  'auditor',
  'district_viewer',
] as const
export type Role = (typeof roles)[number]

/** Roles that an administrator grants; the rest cannot be granted, only held by post. */
export const grantedRoles = ['clerk', 'approver', 'admin', 'auditor', 'district_viewer'] as const
export type GrantedRole = (typeof grantedRoles)[number]

export const roleLabels: Record<Role, string> = {
  station_chief: '网格工作站站长',
  community_police: '社区民警',
  grid_chief: '网格长',
  clerk: '内勤',
  approver: '审批人',
  admin: '管理员',
  auditor: '审计员',
  district_viewer: '区县查看',
}
