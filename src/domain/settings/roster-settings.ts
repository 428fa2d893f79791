import type { SettingDefinitions } from './setting'

export const rosterSettings = {
  'roster.yearsAhead': { label: '任职日期最多晚于今天', default: 5, unit: '年', min: 1, max: 20, note: '缺省值。村(社区)“两委”一届五年，更晚的日期多半是写错' },
} as const satisfies SettingDefinitions
