import type { SettingDefinitions } from './setting'

export const stationSettings = {
  'station.idleMinutes': { label: '没有操作自动锁屏', default: 15, unit: '分钟', min: 1, max: 240, note: '缺省值。等保要求超时锁定，未定几分钟' },
  'station.dailyBackups': { label: '每日备份保留', default: 30, unit: '份', min: 3, max: 400, note: '缺省值' },
} as const satisfies SettingDefinitions
