import { evaluationsSettings } from './evaluations-settings'
import { meetingsSettings } from './meetings-settings'
import { rewardsSettings } from './rewards-settings'
import { rosterSettings } from './roster-settings'
import type { SettingDefinition } from './setting'
import { stationSettings } from './station-settings'

/** Every setting there is, by its key `feature.name`; the settings page shows them in this order. */
export const settings = { ...stationSettings, ...rosterSettings, ...meetingsSettings, ...evaluationsSettings, ...rewardsSettings } as const
export type SettingKey = keyof typeof settings & string
export type SettingValue<K extends SettingKey> = (typeof settings)[K] extends { readonly default: number } ? number : string

export const settingDefinitions: Readonly<Record<string, SettingDefinition>> = settings

/** Groups of the settings page, by the part of the key before the dot. */
export const settingGroups: Readonly<Record<string, string>> = { station: '本机', roster: '花名册', meetings: '例会', evaluations: '考核', rewards: '奖励' }
