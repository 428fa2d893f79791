/**
 * What for:  `npm run bench [NAME …]`: window, matrix, people, queries, exports, import, save, evaluations, minutes, each against a floor or a peer in the same run.
 *            Prints times and ratios; asserts nothing. Ratios travel between machines, times do not.
 * Runs on:   Node 20.20 and Node 24 (it goes on under the project's own Node 24).
 * Touches:   out/ when it is stale (as `npm run build` does), the cache folder (Electron for the tests), temporary folders.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build as buildProgram, isBuilt } from '../scripts/built-program.mjs'
import { continueOnProjectNode, root } from '../scripts/project-node.mjs'

await continueOnProjectNode(fileURLToPath(import.meta.url))
const { ensureElectronTestRuntime } = await import('../scripts/electron-test-runtime.mjs')
const { startVirtualDisplay } = await import('../scripts/virtual-display.mjs')
const { build: bundle } = await import('vite')

const home = mkdtempSync(join(tmpdir(), 'jingwang-bench-run-'))

/** The benches are TypeScript without extensions in their imports, so they are bundled first, outside the source tree. */
async function loadBenches() {
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'))
  await bundle({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'playwright', 'exceljs', 'yauzl', '@e965/xlsx'] },
    build: { ssr: join(root, 'bench', 'benches.ts'), outDir: join(home, 'out'), emptyOutDir: true, target: 'node24', minify: false },
  })
  return import(pathToFileURL(join(home, 'out', 'benches.js')).href)
}

async function inWindows({ writeEmptyProgram }, measure) {
  const runtime = await ensureElectronTestRuntime()
  console.log(`   Electron ${runtime.version} (${runtime.official ? 'official' : 'substitute'})`)
  const emptyFolder = join(home, 'empty')
  mkdirSync(emptyFolder, { recursive: true })
  writeEmptyProgram(emptyFolder)
  const [station, empty] = [await runtime.stage(root), await runtime.stage(emptyFolder)]
  const screen = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  if (screen) process.env.DISPLAY = screen.display
  delete process.env.WAYLAND_DISPLAY
  try {
    return await measure(station, empty)
  } finally {
    screen?.stop()
  }
}

/** A bench that hangs must say which one it was; what it has left running ends with the process. */
async function within(what, minutes, work) {
  let timer
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(`${what} did not end within ${minutes} minutes.`), { hangs: true })), minutes * 60_000)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

const steps = {
  window: (benches) => inWindows(benches, benches.windowPaint),
  matrix: (benches) => inWindows(benches, (station, empty) => benches.matrixKeys(root, station, empty)),
  people: (benches) => benches.peopleList(root),
  queries: (benches) => benches.everyQuery(root),
  exports: (benches) => benches.exportBeside(root),
  import: (benches) => benches.rosterImport(root),
  save: (benches) => benches.oneSave(root),
  evaluations: (benches) => benches.evaluationWorkbook(root),
  minutes: (benches) => benches.minutesSearch(root),
}

try {
  const chosen = process.argv.slice(2)
  const unknown = chosen.filter((name) => !Object.hasOwn(steps, name))
  if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}.`)
  if (!isBuilt()) {
    console.log('== build')
    const trouble = await buildProgram()
    if (trouble) throw new Error(trouble.slice(-3000))
  }
  const benches = await loadBenches()
  const lines = []
  for (const [name, run] of Object.entries(steps)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    console.log(`== ${name}`)
    lines.push(...(await within(`The bench ${name}`, 30, run(benches))))
  }
  console.log(`\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}; medians, by turns in one run\n\n${benches.table(lines)}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
  if (error instanceof Error && error.hangs) setTimeout(() => process.exit(1), 5_000).unref()
} finally {
  rmSync(home, { recursive: true, force: true })
}
