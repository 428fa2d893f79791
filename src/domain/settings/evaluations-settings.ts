import type { SettingDefinitions } from './setting'

export const evaluationsSettings = {
  'evaluations.openDay': { label: '每月开放评分', default: 25, unit: '日', min: 1, max: 28, note: '缺省值，当月这一天起可以评分' },
  'evaluations.dueDay': { label: '评分截止', default: 31, unit: '日', min: 1, max: 31, note: '缺省值，按月末完成的做法；当月没有这一天的按最后一天' },
  'evaluations.lockDay': { label: '自动结账', default: 5, unit: '日', min: 1, max: 28, note: '缺省值，次月这一天；提前一天以上提醒过才自动结账' },
  'evaluations.warnDays': { label: '结账前几天提醒', default: 2, unit: '天', min: 1, max: 20, note: '缺省值' },
  'evaluations.autoOpen': { label: '到日自动开放当月', default: 'yes', choices: { yes: '自动开放', no: '内勤手工开放' }, note: '缺省值' },
  'evaluations.policeWeight': { label: '民警评分所占权重', default: 60, unit: '%', min: 0, max: 100, note: '缺省值，其余为网格长评分所占；文章没有规定权重' },
  'evaluations.step': { label: '分值一档', default: '5', choices: { 1: '0.1分', 5: '0.5分', 10: '1分' }, note: '缺省值' },
  'evaluations.lowPercent': { label: '低于满分多少须写原因', default: 60, unit: '%', min: 0, max: 100, note: '缺省值' },
  'evaluations.bonusCap': { label: '加分封顶', default: 10, unit: '分', min: 0, max: 100, note: '缺省值，江山市贺村镇考核细则加分封顶10分' },
  'evaluations.deductionCap': { label: '扣分封顶', default: 10, unit: '分', min: 0, max: 100, note: '缺省值，与加分封顶相同' },
  'evaluations.basis': { label: '月中换人按谁算', default: 'last_day', choices: { last_day: '当月最后一天在岗的人', longest: '当月在岗最久的人' }, note: '缺省值' },
  'evaluations.gradeScheme': { label: '等次', default: 'four', choices: { four: '四档：优秀、称职、基本称职、不称职', five: '五档：一等至五等' }, note: '缺省值，五档为沈阳警务辅助人员考核的等次' },
  'evaluations.gradeFirst': { label: '第一档起点', default: 90, unit: '分', min: 1, max: 100, note: '缺省值，优秀或一等' },
  'evaluations.gradeSecond': { label: '第二档起点', default: 80, unit: '分', min: 1, max: 100, note: '缺省值，称职或二等' },
  'evaluations.gradeThird': { label: '第三档起点', default: 60, unit: '分', min: 1, max: 100, note: '缺省值，基本称职；五档时是四等起点，三等起点在它与第二档正中' },
} as const satisfies SettingDefinitions
