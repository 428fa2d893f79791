import type { Setting } from '../../../contract/settings'
import { settingFault } from '../../../domain/settings/setting'
import { settingDefinitions, settingGroups } from '../../../domain/settings/settings'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { notFound, refuse } from '../../refusal'
import { settingRow } from './read-setting'
import { settingStatements } from './setting-statements'

export function settingProcedures(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  return {
    list: os.settings.list.handler(() => ({
      settings: Object.entries(settingDefinitions).map(([key, definition]): Setting => {
        const stored = reader.get(settingStatements.stored, { id: settingRow(key) })
        return {
          key,
          group: settingGroups[key.split('.')[0] ?? ''] ?? '',
          label: definition.label,
          value: stored ? (JSON.parse(stored.value_json) as number | string) : definition.default,
          default: definition.default,
          unit: definition.unit ?? null,
          min: definition.min ?? null,
          max: definition.max ?? null,
          choices: definition.choices ? Object.entries(definition.choices).map(([value, label]) => ({ value, label })) : null,
          note: definition.note,
          changedAt: stored?.updated_at ?? null,
        }
      }),
    })),
    change: os.settings.change.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const definition = Object.hasOwn(settingDefinitions, input.key) ? settingDefinitions[input.key] : undefined
      if (!definition) throw notFound()
      const value = (definition.choices ? input.choice : input.number) ?? ''
      const fault = settingFault(definition, value)
      if (fault !== null) throw refuse('setting_value', `${definition.label}：${fault}没有改，核对后重填。`, definition.choices ? 'choice' : 'number')
      const id = settingRow(input.key)
      caller.commit(
        (tx) => {
          const stored = tx.get(settingStatements.stored, { id })
          const row = { id, value_json: JSON.stringify(value), updated_at: tx.at, updated_by: tx.actor.id }
          tx.write(stored ? settingStatements.update : settingStatements.insert, row)
          return stored ? (JSON.parse(stored.value_json) as unknown) : definition.default
        },
        (before) => ({ table: 'app_setting', id, detail: { key: input.key, before, after: value } }),
      )
      services.feed.tell('settings', services.now())
      return {}
    }),
  }
}
