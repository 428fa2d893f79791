import { read, utils } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { octoberScored, openTeam, scoreAll } from '../../../tests/stand/scored-month'
import { answerOf } from '../../../tests/stand/small-township'
import { openStation, type SignedInCaller, type Station } from '../../../tests/stand/station'
import { openConnection } from '../database/driver'
import { drawFromFile } from './draw-from-file'
import { cancelled, failureFromPlain, plainFailure, type Draw } from './drawing'

/** As a host's thread does it: nothing but plain data goes over, on a connection of its own that cannot write. */
const acrossThread: Draw = async (job, { progress }) => {
  try {
    return structuredClone(await drawFromFile(structuredClone(job), progress))
  } catch (error) {
    throw failureFromPlain(structuredClone(plainFailure(error)))
  }
}

function cellsOf(station: Station, ticket: string): unknown[] {
  const { fileName, bytes } = station.services.tickets.takeDownload(ticket)
  const book = read(bytes, { type: 'array' })
  return [fileName, ...book.SheetNames.map((name) => [name, utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 })])]
}

test('a roster drawn in a thread is the one that is drawn here, for the whole township and for one community', async () => {
  const here = await openStation({ sample: true })
  const thread = await openStation({ sample: true, ports: { draw: acrossThread } })
  const drawn = async (station: Station, who: SignedInCaller, phones: 'masked' | 'clear') => {
    const download = await who.client.roster.export({ asOf: station.today, communityId: null, phones, reason: phones === 'clear' ? '印发通讯录' : null })
    return { rows: download.rows, cells: cellsOf(station, download.ticket), papers: (await who.client.roster.papers({ asOf: station.today, communityId: null })).papers }
  }
  const rows: number[] = []
  for (const [role, phones] of [['clerk', 'masked'], ['station_chief', 'clear']] as const) {
    const crossed = await drawn(thread, await thread.signedIn(role), phones)
    rows.push(crossed.rows)
    expect([role, crossed]).toEqual([role, await drawn(here, await here.signedIn(role), phones)])
  }
  const [township = 0, community = 0] = rows
  expect(community).toBeLessThan(township / 5)
}, 120_000)

test('what a thread has read is found changed there, and nothing is handed out or noted as taken', async () => {
  const station = await openStation({ sample: true, ports: { draw: acrossThread } })
  const clerk = await station.signedIn('clerk')
  const wanted = { asOf: station.today, communityId: null, phones: 'masked', reason: null } as const
  const taken = (): unknown => station.services.database.connection.prepare('SELECT count(*) AS n FROM export_log').get()
  await clerk.client.roster.export(wanted)
  const before = taken()
  // Another connection writes without the digest, as a changed byte does.
  const beside = openConnection(station.services.folder.database)
  beside.exec(`UPDATE person SET name = name || '甲' WHERE id = (SELECT min(person_id) FROM post_assignment)`)
  beside.close()
  expect(await answerOf(clerk.client.roster.export(wanted))).toMatchObject({ code: 'FILE_REFUSED', rule: 'damaged_rows' })
  expect(taken()).toEqual(before)
}, 120_000)

test('a month drawn in a thread holds what its viewer may see, and what it refuses is refused in the same words', async () => {
  const team = await openTeam({ ports: { draw: acrossThread } })
  const { clerk, chief, lead } = team
  await clerk.client.evaluations.open({ month: octoberScored })
  await scoreAll(team)
  const wanted = { month: octoberScored, communityId: null, what: 'month' } as const
  expect(await answerOf(clerk.client.evaluations.export(wanted))).toMatchObject({ code: 'REFUSED', rule: 'not_locked', field: 'month' })
  await clerk.client.evaluations.lock({ month: octoberScored, communityId: null, acceptMissing: true })
  expect((await clerk.client.evaluations.export(wanted)).rows).toBeGreaterThan(5)
  expect((await chief.client.evaluations.papers({ month: octoberScored, communityId: null, what: 'sheets', rateeId: null, kind: null })).papers.length).toBe(5)
  const own = await lead.client.evaluations.papers({ month: octoberScored, communityId: null, what: 'sheets', rateeId: null, kind: null })
  expect(own.papers.length).toBe(1)
})

test('a window sees and ends its own drawing and nobody else’s; a drawing that is ended leaves no line in the export log', async () => {
  let tell: () => void = () => undefined
  const begun = new Promise<void>((resolve) => (tell = resolve))
  const endless: Draw = (_job, { progress, signal }) => {
    progress(3, 12)
    tell()
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(cancelled())))
  }
  const station = await openStation({ sample: true, ports: { draw: endless } })
  const [clerk, other] = [await station.signedIn('clerk'), await station.signedIn('clerk')]
  const asked = answerOf(clerk.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null }))
  await begun
  expect(await clerk.client.station.drawing({})).toEqual({ running: { done: 3, total: 12 } })
  expect(await other.client.station.drawing({})).toEqual({ running: null })
  await other.client.station.cancelDrawing({})
  expect(await clerk.client.station.drawing({})).toEqual({ running: { done: 3, total: 12 } })
  await clerk.client.station.cancelDrawing({})
  expect(await asked).toMatchObject({ code: 'REFUSED', rule: 'cancelled' })
  expect(await clerk.client.station.drawing({})).toEqual({ running: null })
  expect(station.services.database.connection.prepare('SELECT count(*) AS n FROM export_log').get()).toEqual({ n: 0 })
})
