/**
 * What for:  tells whether out/ was built from the sources as they are now. By content, not by time: a fresh checkout
 *            or a switch of branches gives every file a new time.
 * Runs on:   Node 20.20 and Node 24; building needs Node 24.
 * Touches:   nothing outside the source tree.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { projectEnvironment, projectNode, root, runQuietly } from './project-node.mjs'

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']

function markPath(folder) {
  return join(folder, 'out', '.built-from')
}

export function digestOfSources(folder = root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const start = join(folder, source)
    if (!existsSync(start)) continue
    const names = statSync(start).isDirectory() ? readdirSync(start, { recursive: true }).sort() : ['']
    for (const name of names) {
      const path = join(start, name)
      if (name.endsWith('.test.ts') || !statSync(path).isFile()) continue
      hash.update(`\0${source}/${name}\0`).update(readFileSync(path))
    }
  }
  return hash.digest('hex')
}

export function isBuilt(folder = root) {
  try {
    return existsSync(join(folder, 'out', 'main', 'web.js')) && readFileSync(markPath(folder), 'utf8') === digestOfSources(folder)
  } catch {
    return false
  }
}

/** `digest` is taken before the build: what is saved while it runs must count as not built. */
export function markBuilt(digest, folder = root) {
  mkdirSync(join(folder, 'out'), { recursive: true })
  writeFileSync(markPath(folder), digest)
}

export function forgetBuild(folder = root) {
  rmSync(markPath(folder), { force: true })
}

/** Answers undefined when all is well, else what the build said. */
export async function build(folder = root) {
  const digest = digestOfSources(folder)
  forgetBuild(folder)
  const script = join(folder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const built = await runQuietly(projectNode(folder) ?? process.execPath, [script, 'build'], { cwd: folder, env: projectEnvironment({}, folder) })
  if (built.code !== 0) return built.output
  markBuilt(digest, folder)
  return undefined
}
