import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { signIn } from './session'

const root = join(import.meta.dirname, '..', '..')
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 })

/** The largest matrix there is: the clerk's, of all communities. Each is a table of its own, so that a key costs one of them. */
describe('the matrix of a township in real Electron', () => {
  let station: ElectronStation
  let window: Page
  const dataDir = temporaryDataDir()

  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 230_000 })
    station = await launchStation({ dataDir })
    window = station.window
    window.setDefaultTimeout(30_000)
    await signIn(window, 'neiqin')
    await window.keyboard.press('Alt+5')
    const link = window.locator('a[href*="/evaluations/proxy/"]').first()
    const month = /proxy\/(\d{4}-\d{2})/.exec((await link.getAttribute('href')) ?? '')?.[1] ?? ''
    await window.evaluate((to) => void (location.hash = to), `/evaluations/proxy/${month}?community=&kind=aux_by_grid_chief`)
    await window.getByText(/被考核1\d\d人/).waitFor()
    await window.locator('.score-field:focus').waitFor()
  })
  afterAll(() => station?.close())

  const lines = () => window.locator('.matrix tbody tr:not(.sum, .grp, .why)')
  const selected = (): Promise<number> => lines().evaluateAll((rows) => rows.findIndex((row) => row.classList.contains('sel')))
  const edges = (row: string): Promise<number[]> => window.locator(row).first().evaluate((line) => [...line.children].map((cell) => cell.getBoundingClientRect().left))
  /** How far the worst cell of the cursor's line stands beside its heading; a pixel is shared among columns as it comes. */
  const askew = async (): Promise<number> => {
    const [line, head] = [await edges('.matrix tr.sel'), await edges('.matrix thead tr')]
    return line.length === head.length ? Math.max(...line.map((left, at) => Math.abs(left - (head[at] ?? 0)))) : Infinity
  }
  const isSeen = async (): Promise<boolean> => {
    const [desk, field] = [await window.locator('.desk').boundingBox(), await window.locator('.score-field').boundingBox()]
    return field !== null && desk !== null && field.y > desk.y && field.y + field.height <= desk.y + desk.height
  }

  test('is one to the eye and to the hands: the cursor goes to every end, is seen there, and stands under its heading', async () => {
    const people = await lines().count()
    for (const [key, row] of [['Control+End', people - 1], ['Control+Home', 0]] as const) {
      await window.keyboard.press(key)
      await soon(selected).toBe(row)
      await window.locator('.score-field:focus').waitFor()
      await soon(isSeen).toBe(true)
      expect(await askew()).toBeLessThanOrEqual(1)
    }
    for (let down = 0; down < 12; down += 1) await window.keyboard.press('ArrowDown')
    await soon(selected).toBe(12)
    await soon(isSeen).toBe(true)
  })

  test('keeps its headings whole at 125 % and in large type, and shows the first community’s name again', async () => {
    await window.keyboard.press('Control+End')
    await window.keyboard.press('Control+Home')
    await soon(async () => {
      const [name, head] = [await window.locator('.matrix .grp').first().boundingBox(), await window.locator('.matrix .columns-head').boundingBox()]
      return name !== null && head !== null && name.y >= head.y + head.height - 2
    }).toBe(true)
    const zoom = (factor: number): Promise<void> => station.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to), factor)
    const cut = (): Promise<string[]> => window.locator('.matrix thead th.mid').evaluateAll((heads) => heads.filter((head) => head.scrollWidth > head.clientWidth).map((head) => head.textContent ?? ''))
    for (const type of ['standard', 'large']) {
      await window.evaluate((now) => document.documentElement.setAttribute('data-type', now), type)
      await zoom(1.25)
      await soon(() => window.evaluate(() => innerWidth)).toBeLessThan(1200)
      expect([type, await cut()]).toEqual([type, []])
    }
    await zoom(1)
    await window.evaluate(() => document.documentElement.removeAttribute('data-type'))
  })

  test('lays out what is near, and nothing else', async () => {
    const communities = await window.locator('.matrix .group').count()
    await soon(() => window.locator('.matrix .group.far').count()).toBeGreaterThan(communities / 3)
    expect(await window.locator('.matrix .group.far tr.sel').count()).toBe(0)
  })

  test('is drawn by the page’s style first and each screen’s own after it', async () => {
    const holders = await window.evaluate(() => [...document.styleSheets].flatMap((sheet, at) => ([...sheet.cssRules].some((rule) => rule.cssText.includes('--desk:')) ? [at] : [])))
    expect(holders).toHaveLength(1)
    const own = await window.evaluate(() => [...document.styleSheets].findIndex((sheet) => sheet.href !== null))
    expect(holders[0]).toBeLessThan(own)
  })
})
