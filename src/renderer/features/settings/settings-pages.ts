import type { ProcedureName } from '../../../contract/contract'

/** The list at the left of the settings: what this account may open, by the route's name. */
export const settingsPages: readonly { name: string; label: string; needs: ProcedureName | null }[] = [
  { name: 'appearance', label: '外观', needs: null },
  { name: 'password', label: '修改密码', needs: null },
  { name: 'numbers', label: '参数', needs: 'settings.list' },
  { name: 'accounts', label: '账号管理', needs: 'accounts.list' },
  { name: 'reward-tiers', label: '审批层级', needs: 'rewards.changeTiers' },
  { name: 'audit', label: '审计日志', needs: 'audit.list' },
  { name: 'backups', label: '备份', needs: 'backups.list' },
  { name: 'about', label: '关于', needs: null },
]
