import { roleLabels } from '../../contract/roles'

/** Shown on the sample's sign-in page; the sample holds invented people only, so its password is no secret. */
export const samplePassword = 'shili-2026'

/** `post`: linked to the first community's holder of that post, who has this name; others are granted; an approver signs the level. */
export const sampleAccounts: readonly { login: string; name: string; role: string; grant: 'clerk' | 'approver' | 'admin' | 'auditor' | null; post: 'station_chief' | 'community_police' | null; level?: number }[] = [
  { login: 'neiqin', name: '周敏', role: roleLabels.clerk, grant: 'clerk', post: null },
  { login: 'zhanzhang', name: '任国梁', role: roleLabels.station_chief, grant: null, post: 'station_chief' },
  { login: 'minjing', name: '单晓峰', role: roleLabels.community_police, grant: null, post: 'community_police' },
  { login: 'suozhang', name: '姜保国', role: `${roleLabels.approver}（二级，派出所）`, grant: 'approver', post: null, level: 2 },
  { login: 'fenguan', name: '陈国防', role: `${roleLabels.approver}（三级，镇分管领导）`, grant: 'approver', post: null, level: 3 },
  { login: 'guanli', name: '示例管理员', role: roleLabels.admin, grant: 'admin', post: null },
  { login: 'shenji', name: '示例审计员', role: roleLabels.auditor, grant: 'auditor', post: null },
]

export const sampleNameOf = (post: 'station_chief' | 'community_police'): string | undefined => sampleAccounts.find((account) => account.post === post)?.name
