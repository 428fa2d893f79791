/**
 * What for:  one folder for what is costly to fetch or to compile, outside the source tree so that `git clean` keeps it
 *            and readable by the unprivileged user that runs Electron (root's home is not).
 * Runs on:   Node 20.20 and Node 24.
 * Touches:   $JINGWANG_CACHE, else /var/cache/jingwang-station (root), else ~/.cache/jingwang-station, else the
 *            temporary folder.
 */
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'

const NAME = 'jingwang-station'
const HOUR = 3_600_000

function candidates() {
  if (process.env.JINGWANG_CACHE) return [process.env.JINGWANG_CACHE]
  const user = process.getuid?.() ?? process.env.USERNAME ?? 'user'
  const own =
    user === 0
      ? '/var/cache'
      : (process.env.XDG_CACHE_HOME ?? process.env.LOCALAPPDATA ?? join(homedir(), '.cache'))
  return [join(own, NAME), join(tmpdir(), `${NAME}-${user}`)]
}

export function cacheFolder() {
  for (const folder of candidates()) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      accessSync(folder, constants.W_OK)
      // Anyone may create a folder of this name in /tmp; programs are run from here.
      if (process.getuid && lstatSync(folder).uid !== process.getuid()) continue
      return folder
    } catch {
      continue
    }
  }
  throw new Error(`No folder for the cache can be written: ${candidates().join(', ')}. Set JINGWANG_CACHE to one.`)
}

/**
 * Fills `target` in a neighbouring temporary folder and renames it at the end, so that a run that was killed never
 * leaves half of it and two runs at the same time do not mix.
 */
export async function fillAtOnce(target, fill) {
  if (existsSync(target)) return target
  const parent = dirname(target)
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  dropOlderThan(parent, `${basename(target)}.partial-`, 2 * HOUR)
  const partial = `${target}.partial-${process.pid}`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o755 })
  try {
    await fill(partial)
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

export function dropOlderThan(folder, prefix, age, keep) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!name.startsWith(prefix) || path === keep) continue
    try {
      if (Date.now() - lstatSync(path).mtimeMs > age) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another run was faster.
    }
  }
}

/** A short answer kept for a while, such as "this address cannot be reached". */
export function remembered(name, age) {
  try {
    const note = JSON.parse(readFileSync(join(cacheFolder(), `${name}.json`), 'utf8'))
    return Date.now() - note.at < age ? note : undefined
  } catch {
    return undefined
  }
}

export function remember(name, note) {
  writeFileSync(join(cacheFolder(), `${name}.json`), JSON.stringify({ ...note, at: Date.now() }))
}
