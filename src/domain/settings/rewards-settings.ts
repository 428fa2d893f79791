import type { SettingDefinitions } from './setting'

export const rewardsSettings = {
  'rewards.collectDays': { label: '告知后领取期限', default: '60', choices: { '30': '30日', '60': '60日', '90': '90日' }, note: '缺省值。各地办法有30日、60日、3个月' },
  'rewards.noticeDays': { label: '批准后告知期限', default: 3, unit: '日', min: 1, max: 30, note: '缺省值。参照公安举报奖励办法：3日内通知' },
  'rewards.verifyDays': { label: '线索核实期限', default: 7, unit: '日', min: 1, max: 60, note: '缺省值' },
  'rewards.stepDays': { label: '核实、审批每级期限', default: 7, unit: '日', min: 1, max: 60, note: '缺省值' },
  'rewards.publicDays': { label: '公示天数', default: 5, unit: '日', min: 1, max: 30, note: '缺省值，申请时可改' },
  'rewards.bonusPoints': { label: '每次奖励建议加分', default: 1, unit: '分', min: 0, max: 10, note: '缺省值。只作建议，由人决定；加分合计不超过10分' },
} as const satisfies SettingDefinitions
