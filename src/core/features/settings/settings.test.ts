import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import type { SignedInCaller } from '../../../../tests/stand/station'
import { settingFault } from '../../../domain/settings/setting'
import { settingDefinitions, settingGroups } from '../../../domain/settings/settings'
import { readSetting } from './read-setting'

describe('settings', () => {
  let township: SmallTownship
  let admin: SignedInCaller
  beforeAll(async () => {
    township = await openSmallTownship()
    admin = await township.station.signedIn('admin')
  })
  afterAll(() => township.station.close())

  it('each have a group, a label, a note and a default that fits its own bounds', () => {
    for (const [key, definition] of Object.entries(settingDefinitions)) {
      expect([key, settingGroups[key.split('.')[0] ?? '']]).toEqual([key, expect.any(String)])
      expect([key, settingFault(definition, definition.default)]).toEqual([key, null])
      expect(definition.note.length).toBeGreaterThan(2)
    }
  })

  it('hold their default until an administrator changes them, and take effect at once', async () => {
    const { station } = township
    expect(readSetting(station.services.database.reader, 'station.dailyBackups')).toBe(30)
    await admin.client.settings.change({ key: 'station.dailyBackups', number: 40, choice: null })
    await admin.client.settings.change({ key: 'station.dailyBackups', number: 45, choice: null })
    expect(readSetting(station.services.database.reader, 'station.dailyBackups')).toBe(45)
    expect((await admin.client.settings.list({})).settings.find(({ key }) => key === 'station.dailyBackups')).toMatchObject({ value: 45, default: 30, changedAt: expect.any(Number) as unknown })
  })

  it.each<[string, number | null, string | null, string]>([
    ['station.idleMinutes', 0, null, 'setting_value'],
    ['station.idleMinutes', 241, null, 'setting_value'],
    ['station.idleMinutes', null, '十', 'setting_value'],
    ['toString', 1, null, 'NOT_FOUND'],
  ])('refuse %s = %s %s', async (key, number, choice, rule) => {
    const answer = await answerOf(admin.client.settings.change({ key, number, choice }))
    expect(JSON.stringify(answer)).toContain(rule)
    expect(readSetting(township.station.services.database.reader, 'station.idleMinutes')).toBe(15)
  })
})
