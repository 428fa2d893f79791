import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { foundTownship } from '../../src/core/features/roster/organisation'
import { openStation, testActor, type Station } from './station'

const home = mkdtempSync(join(tmpdir(), 'jingwang-ledger-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
let prepared: Promise<string> | undefined
let copies = 0

export const fixture = (fileName: string): { fileName: string; bytes: Buffer } => ({ fileName, bytes: readFileSync(join(import.meta.dirname, '..', 'fixtures', fileName)) })

/** The township whose roster the sample ledger of rewards belongs to: read in once for a test file, then copied for each test. */
export async function openLedgerTownship(): Promise<Station> {
  prepared ??= prepare()
  copies += 1
  const dir = join(home, String(copies))
  cpSync(await prepared, dir, { recursive: true })
  return openStation({ dir })
}

async function prepare(): Promise<string> {
  const dir = join(home, 'prepared')
  const station = await openStation({ dir })
  station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '柳渠镇', '410105'))
  const { client } = await station.signedIn('clerk')
  const { importId } = await client.rosterImport.open({ ticket: station.services.tickets.acceptUpload(fixture('花名册-规范.xlsx')) })
  await client.rosterImport.commit({ importId })
  station.close()
  return dir
}
