import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { samplePassword } from '../src/core/sample/sample-accounts'
import type { StagedProgram } from './first-paint'
import { byTurns, median, type Comparison } from './measure'

const runs = 7
const cellsPerRun = 12

interface Opened {
  app: ElectronApplication
  page: Page
  close(): Promise<void>
}

async function open(program: StagedProgram, dataDir: string): Promise<Opened> {
  if (program.runAs) {
    chownSync(dataDir, program.runAs.uid, program.runAs.gid)
    for (const name of readdirSync(dataDir, { recursive: true, encoding: 'utf8' })) chownSync(join(dataDir, name), program.runAs.uid, program.runAs.gid)
  }
  const app = await _electron.launch({
    executablePath: program.executablePath,
    args: [...program.args, '--disable-gpu', '--lang=zh-CN', '--data', dataDir],
    cwd: program.cwd,
    env: { ...(process.env as Record<string, string>), ...program.env, HOME: dataDir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    chromiumSandbox: true,
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(30_000)
  return {
    app,
    page,
    close: async () => {
      const stuck = setTimeout(() => app.process().kill('SIGKILL'), 15_000)
      await app.close()
      clearTimeout(stuck)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** One key, from the system's time stamp on it to the task after the frame that shows what it did. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const drawn: number[] = []
    Object.assign(globalThis, { drawn })
    const frame = (event: Event): void => {
      const after = new MessageChannel()
      after.port1.addEventListener('message', () => drawn.push(performance.now() - event.timeStamp))
      after.port1.start()
      requestAnimationFrame(() => after.port2.postMessage(null))
    }
    // A figure is in the field when its input event comes; Enter gives none.
    addEventListener('input', frame, { capture: true })
    addEventListener('keydown', (event) => event.key === 'Enter' && frame(event), { capture: true })
  })
}

/** The longest that a key may take to be drawn; the slowest machine seen needed a tenth of it. */
const drawnWithin = 10_000

async function press(page: Page, key: string): Promise<number> {
  const before = await page.evaluate(() => (globalThis as unknown as { drawn: number[] }).drawn.length)
  await page.keyboard.press(key)
  const took = await page.evaluate(
    async ({ seen, limit }) => {
      const { drawn } = globalThis as unknown as { drawn: number[] }
      for (const start = performance.now(); drawn.length === seen; await new Promise((later) => setTimeout(later, 1))) if (performance.now() - start > limit) return null
      return drawn.at(-1) ?? 0
    },
    { seen: before, limit: drawnWithin },
  )
  if (took === null) throw new Error(`The key ${key} was not drawn within ${drawnWithin / 1000} s; the cursor is at ${await whereIs(page)}.`)
  return took
}

const whereIs = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? 'nothing')

/** On from a line that takes no figures: it was handed in, waived or closed, and which lines are depends on the day. */
async function toOpenLine(page: Page): Promise<void> {
  const shut = page.locator('.matrix tr.sel.shut')
  if ((await shut.count()) === 0) return
  const lines = await page.locator('.matrix tbody tr:not(.sum, .grp, .why)').evaluateAll((rows) => rows.map((row) => ({ here: row.classList.contains('sel'), shut: row.classList.contains('shut') })))
  const here = lines.findIndex((line) => line.here)
  const after = lines.findIndex((line, at) => at > here && !line.shut)
  const to = after >= 0 ? after : lines.findIndex((line) => !line.shut)
  if (to < 0) throw new Error('No line of the matrix takes figures on this day.')
  for (let step = 0; step < Math.abs(to - here); step += 1) await page.keyboard.press(to > here ? 'ArrowDown' : 'ArrowUp')
  await page.keyboard.press('Home')
  await page.locator('.matrix tr.sel:not(.shut) .score-field:focus').waitFor()
}

/** A figure into each of a few cells, as somebody types down a paper: the median of the figures, and of the Enters. */
async function typeFigures(page: Page): Promise<{ figure: number; enter: number }> {
  const [figures, enters]: [number[], number[]] = [[], []]
  for (let cell = 0; cell < cellsPerRun; cell += 1) {
    await toOpenLine(page)
    for (const key of ['1', '2']) figures.push(await press(page, key))
    enters.push(await press(page, 'Enter'))
  }
  return { figure: median(figures), enter: median(enters) }
}

async function toMatrix(page: Page, path: string): Promise<number> {
  await page.evaluate((to) => (location.hash = to), path)
  await page.locator('.score-field').waitFor()
  await page.locator('.score-field:focus').waitFor()
  await toOpenLine(page)
  return page.locator('.matrix tbody tr:not(.sum, .grp, .why)').count()
}

/**
 * From a key to the frame that shows it, in the clerk's matrix of one community and of the whole township (the largest
 * there is), against a bare field in an empty window of the same Electron.
 */
export async function matrixKeys(root: string, station: StagedProgram, empty: StagedProgram): Promise<Comparison[]> {
  const data = mkdtempSync(join(tmpdir(), 'jingwang-keys-'))
  execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', data], { stdio: 'ignore', timeout: 230_000 })
  const [ours, bare] = [await open(station, data), await open(empty, mkdtempSync(join(tmpdir(), 'jingwang-bare-')))]
  try {
    const { page } = ours
    await page.getByLabel('登录名').fill('neiqin')
    await page.getByLabel('密码').fill(samplePassword)
    await page.keyboard.press('Enter')
    await page.locator('.rail').waitFor()
    await page.keyboard.press('Alt+5')
    const month = /proxy\/(\d{4}-\d{2})/.exec((await page.locator('a[href*="/evaluations/proxy/"]').first().getAttribute('href')) ?? '')?.[1] ?? ''
    await listen(page)
    await bare.page.evaluate(() => {
      document.body.innerHTML = '<input>'
      document.querySelector('input')?.focus()
    })
    await listen(bare.page)
    const lines: Comparison[] = []
    for (const [what, query] of [['one community', ''], ['the township', '?community=&kind=aux_by_grid_chief']] as const) {
      const people = await toMatrix(page, `/evaluations/proxy/${month}${query}`)
      const enters = { ours: [] as number[], peer: [] as number[] }
      const typing = (where: Page, kept: number[]) => async (run: number): Promise<number> => {
        const { figure, enter } = await typeFigures(where)
        if (run > 0) kept.push(enter)
        return figure
      }
      const figures = await byTurns(runs, typing(page, enters.ours), typing(bare.page, enters.peer))
      lines.push({ what: `score matrix of ${what}, ${people} × 6: figure to paint`, ...figures, against: 'a bare field in an empty window' })
      lines.push({ what: '  Enter to paint, cursor in the next cell', ours: median(enters.ours), peer: median(enters.peer), against: 'Enter in the bare field' })
    }
    return lines
  } finally {
    await ours.close()
    await bare.close()
  }
}
