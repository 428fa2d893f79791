/**
 * A number or choice that the article does not give (model.md marks them [D]): a labelled default that a township may
 * change. `note` says where the default comes from, and stands beside it on the settings page.
 */
export interface SettingDefinition {
  readonly label: string
  readonly default: number | string
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** Present for a choice: stored value → words. */
  readonly choices?: Readonly<Record<string, string>>
  readonly note: string
}
export type SettingDefinitions = Readonly<Record<string, SettingDefinition>>

/** What is wrong with a value for this setting, in words; null when it fits. */
export function settingFault(definition: SettingDefinition, value: number | string): string | null {
  if (definition.choices) return typeof value === 'string' && Object.hasOwn(definition.choices, value) ? null : '从列出的选项里选。'
  if (typeof value !== 'number' || !Number.isInteger(value)) return '填整数。'
  const { min = 0, max = Number.MAX_SAFE_INTEGER, unit = '' } = definition
  return value < min || value > max ? `填${min}到${max}${unit}。` : null
}
