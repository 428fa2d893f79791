import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { byTurns, median, type Comparison } from './measure'

/** As scripts/electron-test-runtime.mjs lays a program out. */
export interface StagedProgram {
  executablePath: string
  args: string[]
  cwd: string
  runAs: { uid: number; gid: number } | null
  env: Record<string, string>
}

const runs = 7

/** The least that an Electron program can be: one sandboxed window with one word in it. */
export function writeEmptyProgram(folder: string): void {
  const write = (name: string, text: string): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  write('package.json', JSON.stringify({ name: 'empty', version: '1.0.0', main: 'out/main/index.js' }))
  write('out/renderer/index.html', '<!doctype html><meta charset="utf-8"><title>empty</title><body style="background:#e8ecf1">x')
  write(
    'out/main/index.js',
    `const { app, BrowserWindow } = require('electron')
     const { join } = require('node:path')
     app.setPath('userData', join(process.argv[process.argv.indexOf('--data') + 1], 'window'))
     app.enableSandbox()
     app.whenReady().then(() => {
       const window = new BrowserWindow({ width: 1366, height: 728, show: false, backgroundColor: '#e8ecf1', webPreferences: { sandbox: true, contextIsolation: true } })
       window.once('ready-to-show', () => window.show())
       window.loadFile(join(__dirname, '..', 'renderer', 'index.html'))
     })
     app.on('window-all-closed', () => app.quit())`,
  )
}

/** From the start of the process, and from the start of the page, to the first paint. */
async function firstPaint(program: StagedProgram): Promise<{ whole: number; page: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingwang-paint-'))
  if (program.runAs) chownSync(dataDir, program.runAs.uid, program.runAs.gid)
  const start = Date.now()
  const app = await _electron.launch({
    executablePath: program.executablePath,
    args: [...program.args, '--disable-gpu', '--data', dataDir],
    cwd: program.cwd,
    env: { ...(process.env as Record<string, string>), ...program.env, HOME: dataDir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    chromiumSandbox: true,
    timeout: 60_000,
  })
  try {
    const window = await app.firstWindow()
    await window.waitForFunction(() => performance.getEntriesByName('first-paint').length > 0)
    const { origin, page } = await window.evaluate(() => ({ origin: performance.timeOrigin, page: performance.getEntriesByName('first-paint')[0]?.startTime ?? 0 }))
    return { whole: origin + page - start, page }
  } finally {
    const stuck = setTimeout(() => app.process().kill('SIGKILL'), 15_000)
    await app.close()
    clearTimeout(stuck)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

export async function windowPaint(station: StagedProgram, empty: StagedProgram): Promise<Comparison[]> {
  const pages = { ours: [] as number[], peer: [] as number[] }
  const measure = (program: StagedProgram, kept: number[]) => async (run: number): Promise<number> => {
    const { whole, page } = await firstPaint(program)
    if (run > 0) kept.push(page)
    return whole
  }
  const times = await byTurns(runs, measure(station, pages.ours), measure(empty, pages.peer))
  return [
    { what: 'window, from start to first paint', ...times, against: 'an empty window of the same Electron' },
    { what: '  of this, the page alone', ours: median(pages.ours), peer: median(pages.peer), against: 'the empty window\'s page' },
  ]
}
