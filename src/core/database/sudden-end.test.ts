import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../audit/audit-procedures'
import { dataFolder, holdDataFolder } from './data-folder'
import { openStationDatabase } from './station-database'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'jingwang-killed-'))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Holds the folder and commits without end: two rows, their change log and an audit record each; says each one that is done. */
const commitLoop = `
import { writeSync } from 'node:fs'
import { runnerImport } from 'vite'
const load = async (path) => (await runnerImport(path, { configFile: false, logLevel: 'error' })).module
const { dataFolder, holdDataFolder } = await load('./src/core/database/data-folder.ts')
const { openStationDatabase } = await load('./src/core/database/station-database.ts')
const { organisationStatements } = await load('./src/core/features/roster/organisation-statements.ts')
const folder = dataFolder(process.argv[1])
holdDataFolder(folder)
const database = openStationDatabase(folder, { now: Date.now })
const by = { created_at: 1, created_by: 'test', updated_at: 1, updated_by: 'test' }
for (let n = 1; ; n += 1) {
  database.writer.run({ id: 'test', name: '测试', carrier: 'test' }, (tx) => {
    const id = 'U' + n
    tx.write(organisationStatements.insertUnit, { id, parent_id: null, level: 'village_community', name: id, area_code: null, pinyin: id, initials: id, sort_no: n, ...by })
    tx.write(organisationStatements.insertCommunity, { id, village_kind: null, station_name: null, police_post_name: null, ...by })
    tx.audit({ action: 'roster.addCommunity', outcome: 'done', targetId: id })
  })
  writeSync(1, id(n))
}
function id(n) { return n + '\\n' }
`

/** Runs the loop until it has said `until` commits, then ends it as a power cut ends a program. */
async function killedAfter(until: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', commitLoop, dir], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaint = ''
  child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()))
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString()
    if (said.split('\n').length > until) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect([signal, complaint]).toEqual(['SIGKILL', ''])
  return Number(said.trim().split('\n').at(-1))
}

describe('a program that ends suddenly', () => {
  it('loses nothing that it has said was stored, leaves no half of a command, and lets the folder go', async () => {
    const acknowledged = await killedAfter(40)
    expect(acknowledged).toBeGreaterThanOrEqual(40)
    const folder = dataFolder(dir)
    holdDataFolder(folder).release()
    const database = openStationDatabase(folder, { now: Date.now })
    const { connection } = database
    const stored = (connection.prepare(`SELECT id FROM org_unit ORDER BY sort_no`).all() as { id: string }[]).map(({ id }) => id)
    // One more may have been committed and not said any more.
    expect([acknowledged, acknowledged + 1]).toContain(stored.length)
    expect(stored).toEqual(stored.map((_, at) => `U${at + 1}`))
    expect(connection.prepare('SELECT id FROM community ORDER BY CAST(substr(id, 2) AS INTEGER)').all()).toEqual(stored.map((id) => ({ id })))
    expect(connection.prepare('SELECT count(*) AS n FROM change_log').get()).toEqual({ n: stored.length * 2 })
    expect(verifyAudit(database.reader)).toEqual({ brokenAt: null, records: stored.length })
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  })
})
