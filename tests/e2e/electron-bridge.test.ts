import { afterAll, beforeAll, expect, test, describe } from 'vitest'
import type { BridgeCall } from '../../src/contract/bridge'
import { launchStation, type ElectronStation } from './launch'

/** The one function that a page gets: whatever it is asked, it gives tickets, and only to our page. */
let station: ElectronStation
beforeAll(async () => {
  station = await launchStation()
  await station.window.locator('#app').waitFor()
})
afterAll(async () => station?.close())

describe('the bridge', () => {
  const attempts: [string, unknown][] = [
    ['nothing-of-the-kind', null], ['', null], ['__proto__', null], ['constructor', {}], ['toString', {}],
    ['pickFile', null], ['pickFile', { title: 'x' }], ['pickFile', { title: 'x', extensions: ['../../etc'] }], ['pickFile', { title: 7, extensions: ['xlsx'] }], ['pickFile', { title: 'x', extensions: 'xlsx' }],
    ['saveFile', null], ['saveFile', { ticket: 7, fileName: 'x' }], ['saveFile', { ticket: 'x' }], ['saveFile', { ticket: 'x', fileName: 'y'.repeat(400) }],
  ]
  test.each(attempts)('refuses %s with what it does not take, and shows no dialog', async (kind, input) => {
    await station.app.evaluate(({ dialog }) => {
      const shown = (): Promise<never> => Promise.reject(new Error('a dialog was shown'))
      dialog.showOpenDialog = shown
      dialog.showSaveDialog = shown
    })
    const answer = await station.window.evaluate(
      ([asked_, given]) => (globalThis as unknown as { station: (kind: string, input: unknown) => Promise<unknown> }).station(asked_, given).then(() => 'answered', (error: Error) => error.message),
      [kind, input] as const,
    )
    expect(answer).toContain('the bridge knows no such request')
  })

  test('hands the page tickets, never a path', async () => {
    await station.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/etc/hostname'] })
    })
    const picked = await station.window.evaluate(() => (globalThis as unknown as { station: BridgeCall }).station('pickFile', { title: '花名册', extensions: ['xlsx'] }))
    expect(picked).toEqual({ ticket: expect.stringMatching(/^[0-9A-Z]{26}$/), fileName: 'hostname' })
  })

  test('answers our page only, not another page with the same preload', async () => {
    const answers = await station.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const made = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      const said: string[] = []
      for (const url of ['about:blank', 'data:text/html,<title>x</title>']) {
        await made.loadURL(url)
        said.push(String(await made.webContents.executeJavaScript(`station('connect', null).then(() => 'answered', (error) => error.message)`)))
      }
      made.destroy()
      return said
    })
    for (const answer of answers) expect(answer).toContain('the sender is not our page')
  })
})
