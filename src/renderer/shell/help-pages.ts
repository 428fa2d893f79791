/** F1: what one does on a page, and its keys. One page of help per page of the program, by the route's name. */
export interface HelpPage {
  title: string
  lead: string
  steps: readonly string[]
  keys: readonly (readonly [keys: string, what: string])[]
}

/** These work everywhere, as do the digits of the rail, so every help page ends with them. */
export const commonKeys: HelpPage['keys'] = [
  ['Ctrl+K', '找人、网格、社区、页面'],
  ['Alt+←', '返回'],
  ['F6', '换到下一区'],
  ['Ctrl+L', '锁屏'],
  ['Esc', '离开、取消'],
]

const settingsKeys: HelpPage['keys'] = [['Tab', '下一格'], ['Enter', '确认']]

export const helpPages: Readonly<Record<string, HelpPage>> = {
  board: {
    title: '镇总览',
    lead: '全镇各村(社区)的1+1+N班组，缺岗用红色菱形标出，从不隐藏。',
    steps: ['用方向键在各村(社区)之间移动，上面一行写明站长、民警和缺在哪里。', '按 Enter 打开班组图，在那里安排人员。', '换「截至」日期，可看任何一天的班组。'],
    keys: [['↑ ↓ ← →', '移动'], ['Enter', '打开班组']],
  },
  people: {
    title: '花名册',
    lead: '全部人员，身份证号和手机号都已遮住。',
    steps: ['输入姓名、拼音或首字母查找。', '按村(社区)、岗位筛选，按拼音或按社区排序。', '按 F12 导出盖章用的花名册，内有缺岗清单和人员变动。'],
    keys: [['↑ ↓', '移动'], ['Enter', '打开此人'], ['F12', '导出花名册']],
  },
  'roster-paper': {
    title: '打印花名册',
    lead: '印出来就是这里看到的样子：名册、缺岗清单、人员变动、人员明细。',
    steps: ['按 Ctrl+P 打印，打印机和份数在系统窗口里选。', '要交表格文件的，返回后按 F12 导出。'],
    keys: [['Ctrl+P', '打印'], ['PgUp PgDn', '翻页'], ['Esc', '返回']],
  },
  community: {
    title: '社区班组',
    lead: '一个村(社区)的班组图：站长和民警各一人，每个网格一名网格长、一名警辅，再加其他成员。',
    steps: ['在岗位上按 Enter 打开此人；缺岗处按 Enter 安排人选。', '按 [ 和 ] 看前一次、后一次人员变动时的班组。', '按 Ctrl+E 调整人员，交接那天归新到任的人。'],
    keys: [['↑ ↓ ← →', '移动'], ['Enter', '打开'], ['[ ]', '前后变动'], ['Ctrl+E', '调整人员']],
  },
  person: {
    title: '人员',
    lead: '一个人的资料和历次任职。',
    steps: ['看明文号码要写原因，写入审计日志。', '资料有误时改正；换岗位用「调整人员」，以便留下经过。', '导入时不认识的列也留在这里。'],
    keys: [['Tab', '下一格'], ['Alt+←', '返回']],
  },
  change: {
    title: '调整人员',
    lead: '谁离任、谁到任、从哪一天起。',
    steps: ['选村(社区)、网格和岗位，写明谁离任。', '选到任的人，或登记新人；没有人选就空着，列为缺岗。', '写日期和原因，看清最后一句话，再确认。'],
    keys: [['Tab', '下一格'], ['Ctrl+Enter', '确认调整'], ['Esc', '不改，离开']],
  },
  import: {
    title: '导入花名册',
    lead: '读入现在用的表格，先核对，确认后才入库。',
    steps: ['选文件：.xlsx、.xls、.csv 都行，列的次序和名称不限。', '核对：红色的行不能入库，黄色的要人确认，灰色已自动规范。', '确认入库；有错的行不耽误别的行，可导出问题行，改好再读一次。', '刚入库的一批可以撤销，直到有别的记录用到它。'],
    keys: [['F8', '下一处问题'], ['Shift+F8', '上一处'], ['Enter', '重验'], ['F12', '导出问题行'], ['Ctrl+Enter', '导入']],
  },
  rewards: {
    title: '奖励台账',
    lead: '一案一奖、一事一奖，从申请到归档都在这里。',
    steps: ['选年度、村(社区)、状态，或输入编号、案号、事由查找。', '按 Enter 打开一件，照「下一步」往下办。', '合计和大写在表下面，打印台账按 Ctrl+P，预览里按 F12 导出。'],
    keys: [['↑ ↓', '移动'], ['Enter', '打开奖励'], ['Ctrl+N', '申请奖励'], ['Ctrl+P', '打印台账'], ['Ctrl+PgDn', '下一页签']],
  },
  'reward-papers': {
    title: '打印奖励',
    lead: '审批表、签领表、公示表、台账、汇总、付款清单，印出来就是这里看到的样子。',
    steps: ['按 Ctrl+P 打印，按 F12 导出表格。', '公示表里的姓名总是遮住的。'],
    keys: [['Ctrl+P', '打印'], ['F12', '导出'], ['Esc', '返回']],
  },
  leads: { title: '线索', lead: '网格长、警辅提供的线索。内容和提供人加密保存，列表里不显示。', steps: ['按 Ctrl+N 登记线索，选当天在任的提供人。', '红色的超期未核实，由社区民警核实。'], keys: [['↑ ↓', '移动'], ['Enter', '打开线索'], ['Ctrl+N', '登记线索'], ['/', '筛选']] },
  lead: { title: '一条线索', lead: '核实结论和经过。显示内容每次都记入日志。', steps: ['按 F2 显示内容，严格保密的要写原因。', '民警选结论、写意见，按 Ctrl+Enter 记下。', '有价值的按 Ctrl+E 申请奖励。'], keys: [['F2', '显示内容'], ['Ctrl+Enter', '记下核实'], ['Ctrl+E', '申请奖励'], ['Esc', '遮住内容']] },
  funds: { title: '专项经费', lead: '预算、已批未发、已发放和余额，都由收支明细加总。', steps: ['按 Ctrl+N 设立经费，按 F2 调整预算。', '记错的冲正，不改原来的一笔；余额不会是负数。'], keys: [['↑ ↓', '换经费'], ['Ctrl+N', '设立经费'], ['F2', '调整预算']] },
  'rewards-import': { title: '导入奖励台账', lead: '读入手工台账，核对后才入库。', steps: ['选年度和文件，按 F8 逐处看。', '待确认的用建议值或退回；拒绝的改这一格。', '按 Ctrl+Enter 导入接受的行，导入的一批可以撤销。'], keys: [['Ctrl+O', '选择文件'], ['F8', '下一处问题'], ['Shift+F8', '上一处'], ['F2', '改这一格'], ['F12', '导出问题行'], ['Ctrl+Enter', '导入']] },
  'reward-summary': { title: '奖励年度汇总', lead: '一年的奖励，按村(社区)、按人、按领域。', steps: ['换年度看以前各年，按 F12 导出。'], keys: [['F12', '导出汇总']] },
  'reward-tiers': { title: '审批层级', lead: '多少钱由哪一级批，谁在哪一级审批。', steps: ['文件没有规定，先用缺省值，由管理员修改。'], keys: [['F2', '改层级'], ['Ctrl+Enter', '保存层级'], ['Esc', '不改了']] },
  appearance: { title: '外观', lead: '明暗和字号，随账号保存，换电脑登录也一样。', steps: ['选中就生效，不用保存。'], keys: settingsKeys },
  password: { title: '修改密码', lead: '密码至少10位，用两类以上字符，里面不能有登录名。', steps: ['先输现在的密码，再输两遍新密码。'], keys: settingsKeys },
  numbers: {
    title: '参数',
    lead: '文件没有规定的数字，如权重、期限、层级：先用缺省值，各镇可改。',
    steps: ['改一格，按 Enter 或离开这格就生效。', '已开放的考核月份、已办的事仍按原来的数字。'],
    keys: [['Tab', '下一格'], ['Enter', '保存这格']],
  },
  accounts: {
    title: '账号管理',
    lead: '谁能登录，能办什么。管理员看不到业务内容。',
    steps: ['站长、民警、网格长的权限跟着岗位走：把账号关联到本人，到任即有，离任即停。', '内勤、审批人、管理员、审计员、区县查看由管理员授予。', '有人离开时停用账号；账号不删除，日志里要留名。', '重置密码后，本人下次登录必须改。'],
    keys: [['↑ ↓', '移动'], ['Enter', '打开账号'], ['Ctrl+N', '新建账号']],
  },
  audit: {
    title: '审计日志',
    lead: '每一次办理和每一次被拒绝都在这里，只增不改。',
    steps: ['按人、动作或对象查找。', '按「验证日志」把整条链从头核对一遍。'],
    keys: [['Enter', '查找']],
  },
  backups: {
    title: '备份',
    lead: '程序每天退出时自动备份并核验，升级和恢复之前也会备份。',
    steps: ['要离开本机的备份，请管理员用命令行导出。', '恢复也在命令行办，恢复之前会先存一份现在的。'],
    keys: [['Tab', '下一格']],
  },
  about: { title: '关于', lead: '版本、许可和用途。', steps: ['本系统为非涉密系统，严禁录入涉密信息。'], keys: settingsKeys },
}
