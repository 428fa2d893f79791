import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { read } from '@e965/xlsx'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../src/core/audit/audit-procedures'
import { writeFileAtomically } from '../../src/core/files/write-atomically'
import { openStation } from '../stand/station'

/** How often the program is ended in the middle; a thousand in the long tests. */
const kills = Number(process.env['JINGWANG_KILLS'] ?? 4)
const root = fileURLToPath(new URL('../..', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'jingwang-kills-'))
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** Imports a file of three people and exports the roster, over and over; says each one that is done. */
const loop = `
import { writeSync } from 'node:fs'
import { createServer, createServerModuleRunner } from 'vite'
const server = await createServer({ configFile: false, logLevel: 'error', appType: 'custom', server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } })
const { importsAndExports } = await createServerModuleRunner(server.environments.ssr, { hmr: false }).import('/tests/stand/imports-and-exports.ts')
await importsAndExports(process.argv[1], process.argv[2], Number(process.argv[3]), (said) => writeSync(1, said + '\\n'))
`

/** Ends the program `after` milliseconds from its word number `words` and answers what it said was done. */
async function killed(data: string, out: string, from: number, words: number, after: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', loop, data, out, String(from)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaint = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()))
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString()
    if (said.split('\n').length > words) timer ??= setTimeout(() => child.kill('SIGKILL'), after)
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect([signal, complaint]).toEqual(['SIGKILL', ''])
  return said.trim().split('\n')
}

describe('a program that is ended in the middle of imports and exports', () => {
  it('loses none, leaves none half, and leaves no file behind', { timeout: 120_000 + kills * 60_000 }, async () => {
    const [data, out] = [join(home, 'data'), join(home, 'out')]
    mkdirSync(out)
    let done = 0
    let exports = 0
    for (let kill = 0; kill < kills; kill += 1) {
      // An import and an export take some tens of milliseconds each: the delays meet every moment of both.
      const said = await killed(data, out, done, 1 + (kill % 3), (kill * 37) % 150)
      const imported = said.filter((word) => word.startsWith('import ')).map((word) => Number(word.slice(7)))
      exports += said.filter((word) => word.startsWith('export')).length
      const acknowledged = imported.at(-1) ?? done
      if (existsSync(join(out, '花名册.xlsx'))) expect(read(readFileSync(join(out, '花名册.xlsx'))).SheetNames).toContain('名册')

      const station = await openStation({ dir: data, now: Date.now() })
      const { connection, reader } = station.services.database
      const batches = connection.prepare('SELECT count(*) AS n FROM import_batch').get() as { n: number }
      // One more may have been stored and not said any more.
      expect([acknowledged, acknowledged + 1]).toContain(batches.n)
      done = batches.n
      expect(connection.prepare('SELECT count(*) AS n FROM person').get()).toEqual({ n: 3 * done })
      expect(connection.prepare(`SELECT count(*) AS n FROM post_assignment WHERE post = 'volunteer'`).get()).toEqual({ n: 3 * done })
      expect(verifyAudit(reader).brokenAt).toBeNull()
      expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
      station.close()
      expect(readdirSync(data, { recursive: true }).filter((name) => String(name).includes('tmp'))).toEqual([])
    }
    // What an ended export left beside its target goes with the next file that is written there.
    writeFileAtomically(join(out, '另一份.xlsx'), 'x')
    expect(readdirSync(out).filter((name) => !['另一份.xlsx', '花名册.xlsx'].includes(name))).toEqual([])
    expect(done).toBeGreaterThan(kills / 4)
    expect(exports).toBeGreaterThan(0)
  })
})
