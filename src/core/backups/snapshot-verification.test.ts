import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answerOf, openSmallTownship } from '../../../tests/stand/small-township'

test('a backup that does not pass its check is not kept, and says so', async () => {
  const { station, east, seat } = await openSmallTownship()
  await seat({ post: 'station_chief', community: east }, '任站长')
  const admin = await station.signedIn('admin')
  const kept = (): string[] => readdirSync(station.services.folder.backups)
  await admin.client.backups.make({})
  const before = kept()
  expect(before).toHaveLength(1)
  // A seat whose person is gone: what a bad disk or another program leaves behind.
  const { connection } = station.services.database
  connection.pragma('foreign_keys = OFF')
  connection.prepare("UPDATE post_assignment SET person_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV'").run()
  connection.pragma('foreign_keys = ON')
  station.clock.now += 60_000
  expect(await answerOf(admin.client.backups.make({}))).toMatchObject({ code: 'FILE_REFUSED', rule: 'backup_of_damaged' })
  expect(kept()).toEqual(before)
})
