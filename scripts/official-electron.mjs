/**
 * What for:  the Electron binary that Electron's own npm package downloads on first use. Its address is GitHub, or the
 *            mirror named by ELECTRON_MIRROR; on many networks neither answers, so every try has a limit and a failure
 *            is remembered for a while.
 * Runs on:   Node 24 (Electron's installer needs 22).
 * Touches:   node_modules/electron; the downloader's own cache (~/.cache/electron); a note in the cache folder.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { remember, remembered } from './cache-folder.mjs'
import { projectEnvironment, projectNode, root, runQuietly } from './project-node.mjs'

const NOTE = 'official-electron-failed'

function wantedVersion(folder) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', 'electron', 'package.json'), 'utf8')).version
}

/** The installed binary, or undefined; path.txt is the last thing the installer writes, so half an unpacking is not taken. */
export function installedElectron(folder = root) {
  const base = join(folder, 'node_modules', 'electron')
  try {
    const version = readFileSync(join(base, 'dist', 'version'), 'utf8').trim().replace(/^v/, '')
    if (version !== wantedVersion(folder)) return undefined
    const path = join(base, 'dist', readFileSync(join(base, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? { path, version, dist: join(base, 'dist') } : undefined
  } catch {
    return undefined
  }
}

/**
 * Answers `{ electron }` or `{ reason: 'unreachable' | 'slow' }`. `remembering` is how long an earlier failure counts.
 * With `keepGoing` a download that is under way at the limit goes on, so that the next start finds it done.
 */
export async function fetchElectron({ limit, remembering, keepGoing = false, onDownload, folder = root }) {
  const installed = installedElectron(folder)
  if (installed) return { electron: installed }
  const version = wantedVersion(folder)
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? ''
  const note = remembered(NOTE, remembering)
  if (note?.version === version && note.mirror === mirror) return { reason: note.reason }

  onDownload?.(version)
  let child
  const installing = runQuietly(projectNode() ?? process.execPath, [join(folder, 'node_modules', 'electron', 'install.js')], {
    cwd: folder,
    env: projectEnvironment(),
    onChild: (started) => {
      child = started
    },
  })
  let timer
  const limited = new Promise((resolve) => {
    timer = setTimeout(() => resolve('slow'), limit)
  })
  const first = await Promise.race([installing, limited])
  clearTimeout(timer)
  if (first === 'slow') {
    if (keepGoing) return { reason: 'slow' }
    child?.kill('SIGKILL')
    remember(NOTE, { version, mirror, reason: 'slow' })
    return { reason: 'slow' }
  }
  const electron = installedElectron(folder)
  if (electron) return { electron }
  remember(NOTE, { version, mirror, reason: 'unreachable' })
  return { reason: 'unreachable' }
}
