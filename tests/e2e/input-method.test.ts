import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronDialogs, fixtureFor } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { firstAccounts } from './session'
import { pressUntil } from './waits'

const root = join(import.meta.dirname, '..', '..')
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 })

/** Chinese is typed as letters that an input method turns into a word. While it does, Enter, Esc and arrows are its own. */
describe('keys of an input method in real Electron', () => {
  let station: ElectronStation
  let window: Page
  let method: CDPSession
  const dataDir = temporaryDataDir()
  const cli = (...args: string[]): string => execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 230_000 })

  beforeAll(async () => {
    cli('init', '--township', '柳渠镇', '--area-code', '410105')
    cli('import', 'places', join(root, 'tests', 'fixtures', '花名册-规范.xlsx'))
    fixtureFor(dataDir, '花名册-杂乱.xlsx')
    station = await launchStation({ dataDir })
    window = station.window
    window.setDefaultTimeout(30_000)
    method = await window.context().newCDPSession(window)
    await firstAccounts(window)
  })
  afterAll(() => station?.close())

  const compose = (text: string): Promise<unknown> => method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  /** The word goes in and the composition is over. */
  const choose = (text: string): Promise<unknown> => method.send('Input.insertText', { text })
  /** Whatever the key sets off shows within a frame or two; a whole turn of the window is waited for. */
  const turn = (): Promise<void> => window.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))))
  const address = (): Promise<string> => window.evaluate(() => location.hash)

  test('choose the word in the palette and open nothing', async () => {
    await window.keyboard.press('Control+k')
    const field = window.getByRole('dialog').getByRole('combobox')
    await field.waitFor()
    const before = await address()
    await compose('hua')
    await window.getByRole('dialog').getByRole('option').first().waitFor()
    for (const key of ['ArrowDown', 'Enter', 'Enter', 'Escape']) await window.keyboard.press(key)
    await turn()
    expect([await address(), await field.isVisible()]).toEqual([before, true])
    await choose('花名册')
    await window.getByRole('option', { selected: true }).getByText('花名册').first().waitFor()
    await window.keyboard.press('Enter')
    await soon(address).toBe('#/roster')
  })

  test('choose the word in an import’s field and accept nothing', async () => {
    await window.keyboard.press('Alt+3')
    await window.getByRole('heading', { name: '导入花名册' }).waitFor()
    await electronDialogs(station).choose(join(dataDir, 'desk', '花名册-杂乱.xlsx'), () => window.keyboard.press('Control+o'))
    const doubts = window.getByText(/待确认\s*\d+/).first()
    await doubts.waitFor()
    // A doubt whose field holds the program's suggestion: Enter on it as it stands agrees.
    const field = window.locator('.cellbar.confirm input')
    await pressUntil(window, 'F8', 'a doubt with a suggestion', async () => (await field.count()) > 0 && (await field.inputValue()) !== '')
    await field.focus()
    await window.keyboard.press('Control+a')
    const [counted, place] = [await doubts.innerText(), await window.locator('.cellbar').innerText()]
    await compose('zhang')
    for (const key of ['ArrowDown', 'Enter', 'Enter']) await window.keyboard.press(key)
    await turn()
    // Neither decided nor on its way: while a decision is, the field takes no text.
    expect([await window.locator('.cellbar input').getAttribute('readonly'), await doubts.innerText(), await window.locator('.cellbar').innerText()]).toEqual([null, counted, place])
    // The word is dropped; what stands there is agreed to with an Enter of one's own.
    await choose('')
    await window.keyboard.press('Escape')
    await pressUntil(window, 'F8', 'a doubt with a suggestion', async () => (await field.count()) > 0 && (await field.inputValue()) !== '')
    await field.focus()
    await window.keyboard.press('Enter')
    await soon(() => doubts.innerText()).not.toBe(counted)
  })
})
