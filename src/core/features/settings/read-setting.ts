import { settingDefinitions, type SettingKey, type SettingValue } from '../../../domain/settings/settings'
import type { Reader } from '../../database/reader'
import { settingStatements } from './setting-statements'

export const settingRow = (key: string): string => `setting.${key}`

/** A setting's value now: what the township has chosen, else the labelled default. */
export function readSetting<K extends SettingKey>(reader: Reader, key: K): SettingValue<K> {
  const stored = reader.get(settingStatements.stored, { id: settingRow(key) })
  return (stored ? JSON.parse(stored.value_json) : settingDefinitions[key]?.default) as SettingValue<K>
}
