import type { SettingDefinitions } from './setting'

export const meetingsSettings = {} as const satisfies SettingDefinitions
