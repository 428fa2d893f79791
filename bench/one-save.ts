import { closeSync, fsyncSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fillSample } from '../src/core/sample/fill-sample'
import { dayAt } from '../src/core/office-day'
import { openBenchStation } from './bench-station'
import { byTurns, timed, type Comparison } from './measure'

const runs = 120
/** Everybody once: where a log begins a new page, and where a remark lengthens a row, is in the average. */
const saves = 60

/** One correction of a person: row, change log and audit record in one flushed transaction. */
export async function oneSave(project: string): Promise<Comparison[]> {
  const station = openBenchStation(project)
  const { services, client } = station
  try {
    await fillSample(services)
    const { people } = await client.roster.people({ asOf: dayAt(Date.now()), limit: 200 })
    const details = await Promise.all(people.slice(0, 60).map(({ personId }) => client.roster.person({ personId })))
    const versions = new Map(details.map((person) => [person.personId, person.rowVersion]))
    const save = async (run: number): Promise<void> => {
      const person = details[run % details.length]
      if (!person) throw new Error('the sample is empty')
      const { personId, name, sex, policeNo, orgText, dutyPhone } = person
      const { rowVersion } = await client.roster.correctPerson({ personId, rowVersion: versions.get(personId) ?? 0, name, sex, policeNo, orgText, dutyPhone, remark: `第${run}次改正` })
      versions.set(personId, rowVersion)
    }
    const bytes = await bytesOfOneSave(services.database.connection.pragma.bind(services.database.connection), services.folder.database, save)
    console.log(`   one save writes ${bytes} bytes: ${(bytes / (4096 + 24)).toFixed(2)} pages of 4,096 and their headers, over ${saves} saves`)
    const block = Buffer.alloc(bytes, 0x61)
    const file = openSync(join(station.dir, 'raw'), 'a')
    const times = await byTurns(
      runs,
      (run) => timed(() => save(run)),
      () =>
        timed(() => {
          writeSync(file, block)
          fsyncSync(file)
        }),
      10,
    )
    closeSync(file)
    return [{ what: 'one save with change log and audit', ...times, against: `append + fsync of the same ${bytes} bytes` }]
  } finally {
    station.close()
  }
}

/** How far the write-ahead log grows, so that the floor writes as much. */
async function bytesOfOneSave(pragma: (source: string) => unknown, database: string, save: (run: number) => Promise<void>): Promise<number> {
  pragma('wal_checkpoint(TRUNCATE)')
  for (let run = 0; run < saves; run += 1) await save(run)
  return Math.round(statSync(`${database}-wal`).size / saves)
}
