import type { SettingDefinitions } from './setting'

export const meetingsSettings = {
  'meetings.weekday': {
    label: '例会日（未单独设定的社区）',
    default: '3',
    choices: { 0: '周一', 1: '周二', 2: '周三', 3: '周四', 4: '周五', 5: '周六', 6: '周日' },
    note: '缺省值。文件只要求每周一次，未定星期几；逢休息日顺延到本周下一个工作日',
  },
  'meetings.reportWeek': {
    label: '发案情况统计的一周',
    default: 'week_before',
    choices: { week_before: '会议前一周（周一至周日）', same_week: '会议当周' },
    note: '缺省值。各地纪要多通报前一个自然周',
  },
  'meetings.expected': {
    label: '应到人员',
    default: 'leads_and_aux',
    choices: { leads_and_aux: '网格长和警辅', leads: '只算网格长', all: '全体网格队伍' },
    note: '缺省值。文件写“召集网格员”，未定范围；站长和民警是主持人，另计',
  },
  'meetings.lockOnSign': {
    label: '双方签字后锁定',
    default: 'by_hand',
    choices: { by_hand: '核对后手工锁定', at_once: '签齐立即锁定' },
    note: '缺省值。签齐后正文都不能改，只能编号补充',
  },
  'meetings.dueDays': { label: '议定事项缺省时限', default: 7, unit: '天', min: 1, max: 90, note: '缺省值。文件未定时限' },
  'meetings.debtWeeks': { label: '缺会提醒回看', default: 8, unit: '周', min: 1, max: 52, note: '缺省值。更早的缺会在年历上仍是红色' },
} as const satisfies SettingDefinitions
