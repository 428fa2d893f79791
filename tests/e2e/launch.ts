import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, lchownSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chromium, _electron, type Browser, type BrowserContext, type ElectronApplication, type Page } from 'playwright'
import { afterAll } from 'vitest'

/** How to launch Electron, as scripts/electron-test-runtime.mjs describes it; or why there is none. */
interface ElectronRuntime {
  executablePath: string
  args: string[]
  cwd: string
  version: string
  runAs: { user: string; uid: number; gid: number } | null
  env: Record<string, string>
  unavailable?: undefined
}

interface Viewport {
  width: number
  height: number
}

interface LaunchOptions {
  dataDir?: string
  env?: Record<string, string>
  viewport?: Viewport
  /** Further arguments of the program, after `--data DIR`. */
  args?: string[]
  /** Opens the program so many days from now: the core's clock is ahead, everything else is as shipped. */
  daysLater?: number
}

interface Station<App> {
  app: App
  window: Page
  dataDir: string
  /** All that the program has printed so far. */
  output: () => string
  /** Ends the program as a person would; the data folder stays. */
  close: () => Promise<void>
}

export type ElectronStation = Station<ElectronApplication>
export type WebStation = Station<BrowserContext> & { address: string; host: ChildProcess }

const root = join(import.meta.dirname, '..', '..')
const DEFAULT_VIEWPORT: Viewport = { width: 1366, height: 768 }
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const mine = new Set<string>()
afterAll(() => {
  for (const folder of mine) rmSync(folder, { recursive: true, force: true })
})

/** Gone when the tests of the file that imports this are done. */
export function temporaryDataDir(name = 'data'): string {
  const folder = mkdtempSync(join(tmpdir(), `jingwang-${name}-`))
  mine.add(folder)
  return folder
}

let described: ElectronRuntime | undefined

export function electronRuntime(): ElectronRuntime {
  if (described) return described
  // The test command has laid the program out already; without it (one file run by hand) it is done here.
  const json =
    process.env['JINGWANG_ELECTRON_RUNTIME'] ??
    execFileSync(process.execPath, [join(root, 'scripts', 'electron-test-runtime.mjs'), '--stage'], { encoding: 'utf8', timeout: 900_000 })
  const runtime = JSON.parse(json) as ElectronRuntime | { unavailable: string }
  if (runtime.unavailable !== undefined) throw new Error(`No Electron for the tests: ${runtime.unavailable}`)
  described = runtime
  return runtime
}

/** The laid out program once more, hard links but for the core's first file, which puts its clock ahead. */
function aheadBy(days: number, runtime: ElectronRuntime): ElectronRuntime {
  const cwd = `${runtime.cwd}-${days}-days-later`
  rmSync(cwd, { recursive: true, force: true })
  mine.add(cwd)
  execFileSync('cp', ['-al', runtime.cwd, cwd], { timeout: 230_000 })
  const main = join(cwd, 'resources', 'app', 'out', 'main')
  renameSync(join(main, 'core-process.js'), join(main, 'core-process-itself.js'))
  writeFileSync(join(main, 'core-process.js'), `const now = Date.now\nDate.now = () => now() + ${days} * 86_400_000\nawait import('./core-process-itself.js')\n`)
  return { ...runtime, cwd, executablePath: runtime.executablePath.replace(runtime.cwd, cwd) }
}

function giveTo(owner: { uid: number; gid: number }, folder: string): void {
  chownSync(folder, owner.uid, owner.gid)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, name), owner.uid, owner.gid)
}

/** Few variables, so that a test does not depend on the shell that started it. */
function environment(home: string, extra: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of ['PATH', 'DISPLAY', 'XAUTHORITY', 'TZ', 'SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return {
    ...kept,
    LANG: 'zh_CN.UTF-8',
    LANGUAGE: 'zh_CN',
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    ...extra,
  }
}

function withTimeLimit<T>(work: Promise<T>, milliseconds: number, otherwise: () => void): Promise<T | void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      otherwise()
      resolve()
    }, milliseconds)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

/**
 * Seen on loaded machines: Playwright sometimes misses the debugger's first line of a freshly laid out Electron and waits
 * for ever. A program that does not start at all still fails, after the last try.
 */
async function patiently<T>(launch: (timeout: number) => Promise<T>): Promise<T> {
  const tries = [25_000, 40_000]
  for (const timeout of tries) {
    const app = await launch(timeout).catch(() => null)
    if (app !== null) return app
  }
  return launch(60_000)
}

/** Opens the built program in real Electron, sandbox on, as an unprivileged user. */
export async function launchStation(options: LaunchOptions = {}): Promise<ElectronStation> {
  const runtime = options.daysLater === undefined ? electronRuntime() : aheadBy(options.daysLater, electronRuntime())
  const dataDir = options.dataDir ?? temporaryDataDir()
  const home = temporaryDataDir('home')
  if (runtime.runAs) {
    giveTo(runtime.runAs, dataDir)
    giveTo(runtime.runAs, home)
  }
  let output = ''
  const app = await patiently((timeout) =>
    _electron.launch({
      executablePath: runtime.executablePath,
      args: [...runtime.args, '--disable-gpu', '--lang=zh-CN', '--data', dataDir, ...(options.args ?? [])],
      cwd: runtime.cwd,
      env: environment(home, { ...runtime.env, ...options.env }),
      // Otherwise Playwright adds --no-sandbox and the tests would run what is never shipped.
      chromiumSandbox: true,
      timeout,
    }),
  )
  const child = app.process()
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const kill = (): void => void child.kill('SIGKILL')
  const close = async (): Promise<void> => {
    await withTimeLimit(app.close(), 15_000, kill)
    rmSync(home, { recursive: true, force: true })
    mine.delete(home)
  }
  try {
    const window = await app.firstWindow({ timeout: 60_000 })
    const size = options.viewport ?? DEFAULT_VIEWPORT
    await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)
    return { app, window, dataDir, output: () => output, close }
  } catch (error) {
    await close()
    throw new Error(`The window did not open. The program said:\n${output}`, { cause: error })
  }
}

function addressOf(host: ChildProcess, heard: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The web host printed no address within 60 s:\n${heard()}`)), 60_000)
    const look = (): void => {
      const found = /http:\/\/127\.0\.0\.1:\d+\S*(?=\s)/.exec(heard())
      if (!found) return
      clearTimeout(timer)
      resolve(found[0])
    }
    host.stdout?.on('data', look)
    host.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The web host ended (${code}):\n${heard()}`))
    })
  })
}

/** Starts the built web host and opens the address it prints in a real browser. */
export async function launchWebHost(options: LaunchOptions = {}): Promise<WebStation> {
  const dataDir = options.dataDir ?? temporaryDataDir()
  const host = spawn(
    process.execPath,
    [join(root, 'out', 'main', 'web.js'), '--data', dataDir, '--port', '0', ...(options.args ?? [])],
    { cwd: root, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [host.stdout, host.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => host.once('exit', () => resolve()))
  const stopHost = async (): Promise<void> => {
    if (host.exitCode !== null || host.signalCode !== null) return
    host.kill('SIGTERM')
    await withTimeLimit(ended, 10_000, () => host.kill('SIGKILL'))
  }
  let browser: Browser | undefined
  try {
    const address = await addressOf(host, () => output)
    // Without a UTF-8 locale Chromium cannot open a file with a Chinese name.
    const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM_ARGS, headless: !process.env['DISPLAY'], env })
    const close = async (): Promise<void> => {
      await browser?.close()
      await stopHost()
    }
    const app = await browser.newContext({ viewport: options.viewport ?? DEFAULT_VIEWPORT, locale: 'zh-CN', acceptDownloads: true })
    const window = await app.newPage()
    await window.goto(address)
    return { app, window, dataDir, address, host, output: () => output, close }
  } catch (error) {
    await browser?.close()
    await stopHost()
    throw error
  }
}
