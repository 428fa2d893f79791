/**
 * What for:  finds the project's own folder and its own Node 24, and runs child processes so that signals reach them.
 * Runs on:   Node 20.20 (before installation) and Node 24.
 * Touches:   nothing outside the source tree.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The binary itself and not node_modules/.bin/node, which on Windows is a shell script. */
export function projectNode(folder = root) {
  const path = join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(path) ? path : undefined
}

/** npm puts node_modules/.bin first only for what it starts itself; a script started by hand must do the same. */
export function projectEnvironment(extra = {}, folder = root) {
  const first = join(folder, 'node_modules', '.bin')
  const rest = (process.env.PATH ?? '').split(delimiter).filter((part) => part !== first)
  return { ...process.env, PATH: [first, ...rest].join(delimiter), ...extra }
}

/** npm as it was started, if it was: `npm` cannot be spawned without a shell on Windows. */
export function npmCommand(args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) {
    const node = process.env.npm_node_execpath
    return { command: node && existsSync(node) ? node : process.execPath, args: [script, ...args], shell: false }
  }
  return { command: 'npm', args, shell: process.platform === 'win32' }
}

let interruptedBy

/** The signal that reached us while a child ran: the caller may have more steps, and must not begin them. */
export function interruption() {
  return interruptedBy
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGTERM: 15 }

/**
 * Runs a command to its end and answers `{ code, signal, error }`; `code` follows the shell's custom of 128 + signal.
 * A terminal sends Ctrl+C to the child as well, so it is only passed on when there is no terminal.
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const passOn = (signal) => {
      interruptedBy = signal
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, passOn)
    const settle = (outcome) => {
      for (const signal of signals) process.off(signal, passOn)
      resolve(outcome)
    }
    child.once('error', (error) => settle({ code: 127, signal: null, error }))
    child.once('close', (code, signal) => settle({ code: code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0), signal }))
    options.onSpawn?.(child)
  })
}

/** Like runToEnd, but keeps what the command says: it matters only when the command fails. */
export async function runQuietly(command, args, options = {}) {
  let output = ''
  const outcome = await runToEnd(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    onSpawn: (child) => {
      const keep = (chunk) => {
        output = (output + chunk).slice(-20_000)
      }
      child.stdout?.on('data', keep)
      child.stderr?.on('data', keep)
      options.onChild?.(child)
    },
  })
  return { ...outcome, output: outcome.error ? `${output}${outcome.error.message}` : output }
}

/**
 * Starts the calling script again under the project's Node 24 when an older Node runs it, and ends with its exit code.
 * Must be awaited before anything is loaded that Node 20 cannot load: better-sqlite3 does not fail there, it crashes.
 */
export async function continueOnProjectNode(script) {
  if (Number.parseInt(process.versions.node, 10) >= 24) return
  const node = projectNode()
  if (!node) {
    console.error('The packages are not installed yet. Run: node scripts/setup.mjs')
    process.exit(1)
  }
  const outcome = await runToEnd(node, [script, ...process.argv.slice(2)], { env: projectEnvironment() })
  process.exit(outcome.code)
}
