import type { ProcedureName } from './contract'

/**
 * The procedures that change something or show something protected, with the words of the audit log.
 * Each writes one audit record, done or refused; whatever is not listed here only reads.
 */
export const commandLabels = {
  'station.initialise': '建立乡镇和首批账号',
  'accounts.signIn': '登录',
  'accounts.signOut': '退出',
  'accounts.unlock': '解锁',
  'accounts.changePassword': '修改密码',
  'accounts.savePreferences': '修改外观',
  'accounts.create': '新建账号',
  'accounts.update': '修改账号',
  'accounts.resetPassword': '重置密码',
  'roster.change': '调整人员',
  'roster.cancelPlanned': '取消排定的到任',
  'roster.correctPerson': '改正人员资料',
  'roster.reveal': '查看明文号码',
  'roster.exempt': '登记结对豁免',
  'roster.addCommunity': '新增村(社区)',
  'roster.correctCommunity': '改正村(社区)',
  'roster.addGrid': '新增网格',
  'roster.correctGrid': '改正网格',
  'roster.export': '导出花名册',
  'rosterImport.commit': '导入花名册',
  'rosterImport.faultWorkbook': '导出问题行',
  'rosterImport.undo': '撤销导入',
  'evaluations.open': '开放考核月份',
  'evaluations.submit': '提交评分',
  'evaluations.takeBack': '撤回评分',
  'evaluations.returnSheet': '退回评议表',
  'evaluations.enterProxy': '代录评议表',
  'evaluations.waive': '登记免评',
  'evaluations.unwaive': '取消免评',
  'evaluations.authoriseSubstitute': '授权代评',
  'evaluations.endSubstitute': '取消代评',
  'evaluations.addBonus': '登记加减分',
  'evaluations.removeBonus': '撤销加减分',
  'evaluations.lock': '考核结账',
  'evaluations.requestReopen': '申请重开考核',
  'evaluations.consentReopen': '同意重开考核',
  'evaluations.refuseReopen': '不同意重开考核',
  'evaluations.fileAppeal': '登记申诉',
  'evaluations.decideAppeal': '答复申诉',
  'evaluations.changeTemplate': '修改考核指标',
  'evaluations.addPhrase': '新增常用语',
  'evaluations.removePhrase': '删除常用语',
  'evaluations.export': '导出考核报表',
  'evaluations.scan': '查看评议表附件',
  'evaluationsImport.commit': '导入评分表',
  'evaluationsImport.faultWorkbook': '导出评分表问题行',
  'backups.make': '做备份',
  'settings.change': '修改参数',
} as const satisfies Partial<Record<ProcedureName, string>>
export type CommandName = keyof typeof commandLabels

export const isCommand = (name: string): name is CommandName => Object.hasOwn(commandLabels, name)
