import type { SettingDefinitions } from './setting'

export const evaluationsSettings = {} as const satisfies SettingDefinitions
