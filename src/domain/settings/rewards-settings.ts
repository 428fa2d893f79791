import type { SettingDefinitions } from './setting'

export const rewardsSettings = {} as const satisfies SettingDefinitions
