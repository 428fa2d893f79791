import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BridgeCall } from '../../src/contract/bridge'
import { electronRuntime, launchStation, temporaryDataDir, type ElectronStation } from './launch'

/** A page that was taken over: what could it reach? Everything here runs in the shipped window, sandbox on. */
let station: ElectronStation
/** Another site, and what was asked of it. */
let elsewhere: Server
let site: string
const asked: string[] = []
const ours = 'station://app/index.html'

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
    response.end('<title>elsewhere</title>')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  site = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  station = await launchStation()
  await station.window.locator('#app').waitFor()
})
afterAll(async () => {
  await station?.close()
  elsewhere?.close()
})

/** Long enough for what was forbidden to have happened; nothing is measured by it. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700))
const kept = (path: string): string => path.replace(/#.*$/, '')
const windowCount = (): Promise<number> => station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

/** Runs `code` as the page's own, later: what the debugger itself evaluates is exempt from the page's policy. */
const asThePage = (code: () => unknown): Promise<unknown> => station.window.evaluate(code)

describe('the window', () => {
  test('has no Node in its page', async () => {
    const found = await station.window.evaluate(() => ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis))
    expect(found).toEqual([])
  })

  test('is isolated, sandboxed and without Node by its settings', async () => {
    const [settings] = await station.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()),
    )
    expect(settings).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false })
  })

  test('runs its page in the system\'s sandbox', async () => {
    const page = await station.app.evaluate(({ app, BrowserWindow }) => ({
      id: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
      switches: ['no-sandbox', 'disable-web-security'].filter((name) => app.commandLine.hasSwitch(name)),
      core: app.getAppMetrics().filter((one) => one.type === 'Utility' && one.name !== undefined).length,
    }))
    expect(page.switches).toEqual([])
    expect(page.core).toBeGreaterThan(0)
    if (process.platform !== 'linux') return
    // Seccomp 2: system calls go through a filter. Browser and page share no process and no namespace.
    const status = readFileSync(`/proc/${page.id}/status`, 'utf8')
    expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe('2')
    expect(/^NoNewPrivs:\s+(\d)/m.exec(status)?.[1]).toBe('1')
    expect(/^CapEff:\s+(\w+)/m.exec(status)?.[1]).toMatch(/^0+$/)
  })

  test('gets exactly one function from the preload, which it cannot exchange', async () => {
    const seen = await station.window.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}))
      frame.remove()
      const mine = globalThis as unknown as Record<string, unknown>
      const extra = Object.getOwnPropertyNames(globalThis).filter((name) => !plain.has(name) && (typeof mine[name] === 'function' || !/^(__|\d+$)/.test(name)))
      const before = mine['station']
      try {
        mine['station'] = () => 'mine'
      } catch {
        // A strict script is told, a sloppy one is not; neither may succeed.
      }
      return { extra, kind: typeof before, members: Object.keys(before ?? {}), same: mine['station'] === before }
    })
    expect(seen).toEqual({ extra: ['station'], kind: 'function', members: [], same: true })
  })
})

describe('nothing leads out of the page', () => {
  test('no navigation: not to another site, a file, or a text of its own', async () => {
    for (const url of [`${site}/navigated`, 'https://example.com/', 'file:///etc/passwd', 'data:text/html,<title>x</title>', 'station://other/index.html']) {
      await station.window.evaluate((to) => void setTimeout(() => location.assign(to), 0), url)
      await aWhile()
      expect([url, kept(station.window.url())]).toEqual([url, ours])
    }
    expect(asked).toEqual([])
  })

  test('no navigation by a link, a form or a frame', async () => {
    await station.window.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: `${to}/link`, textContent: 'x' })
      const form = Object.assign(document.createElement('form'), { action: `${to}/form`, method: 'post' })
      const frame = Object.assign(document.createElement('iframe'), { src: `${to}/frame` })
      document.body.append(link, form, frame)
      link.click()
      form.submit()
      setTimeout(() => [link, form, frame].forEach((one) => one.remove()), 500)
    }, site)
    await aWhile()
    expect([kept(station.window.url()), asked]).toEqual([ours, []])
  })

  test('no window: an https link goes to the system\'s browser, everything else nowhere', async () => {
    await station.app.evaluate(({ shell }) => {
      Object.assign(globalThis, { openedOutside: [] as string[] })
      shell.openExternal = (url) => {
        ;(globalThis as unknown as { openedOutside: string[] }).openedOutside.push(url)
        return Promise.resolve()
      }
    })
    const opened = await station.window.evaluate(
      (to) => [`${to}/opened`, 'file:///etc/passwd', 'station://app/index.html', 'about:blank', '', 'ms-settings:', 'smb://evil/x', 'https://user:secret@example.com/', 'https://example.com/help'].map((url) => window.open(url) === null),
      site,
    )
    await aWhile()
    expect(opened.every(Boolean)).toBe(true)
    expect(await station.app.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside)).toEqual(['https://example.com/help'])
    expect([await windowCount(), asked]).toEqual([1, []])
  })

  test('no webview, even where a page was allowed the tag', async () => {
    expect(await station.window.evaluate(() => typeof (document.createElement('webview') as unknown as { loadURL?: unknown }).loadURL)).toBe('undefined')
    const kinds = await station.app.evaluate(async ({ BrowserWindow, webContents }, to) => {
      const made = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } })
      await made.loadURL('about:blank')
      await made.webContents.executeJavaScript(`document.body.innerHTML = '<webview src="${to}/webview"></webview>'; new Promise((resolve) => setTimeout(resolve, 700))`)
      const found = webContents.getAllWebContents().map((one) => one.getType())
      made.destroy()
      return found
    }, site)
    expect(kinds.filter((kind) => kind === 'webview')).toEqual([])
    expect(asked).toEqual([])
  })
})

test('every permission is denied', async () => {
  const answers = await station.window.evaluate(async () => {
    const name = (error: unknown): string => (error instanceof Error ? error.name : String(error))
    const query = async (permission: string): Promise<string> => navigator.permissions.query({ name: permission as PermissionName }).then((status) => status.state, name)
    return {
      notifications: await Notification.requestPermission(),
      place: await new Promise<string | number>((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('found'), (error) => resolve(error.code))),
      microphone: await Promise.resolve().then(() => navigator.mediaDevices.getUserMedia({ audio: true })).then(() => 'heard', name),
      screen: await Promise.resolve().then(() => navigator.mediaDevices.getDisplayMedia({ video: true })).then(() => 'seen', name),
      clipboard: await Promise.resolve().then(() => navigator.clipboard.readText()).then(() => 'read', name),
      states: await Promise.all(['notifications', 'geolocation', 'camera', 'clipboard-read', 'midi'].map(query)),
    }
  })
  expect(answers).toMatchObject({ notifications: 'denied', place: 1 })
  for (const answer of [answers.microphone, answers.screen, answers.clipboard]) expect(answer).toMatch(/^(NotAllowed|NotSupported|NotFound|Security|InvalidState|Type)Error$/)
  expect(answers.states.filter((state) => state === 'granted')).toEqual([])
  expect(answers.states.slice(0, 2)).toEqual(['denied', 'denied'])
})

describe('the content security policy', () => {
  test('runs no inline script, no handler in an attribute, no evaluated text', async () => {
    const ran = await asThePage(
      () =>
        new Promise<unknown>((resolve) => {
          const seen = globalThis as unknown as Record<string, unknown>
          const script = document.createElement('script')
          script.textContent = 'globalThis.ranInline = true'
          const holder = document.createElement('div')
          holder.innerHTML = '<img src="data:," onerror="globalThis.ranHandler = true"><a href="javascript:globalThis.ranLink = true">x</a>'
          document.body.append(script, holder)
          holder.querySelector('a')?.click()
          setTimeout(() => {
            const evaluated = ['eval', 'Function'].filter((way) => {
              try {
                // eslint-disable-next-line no-eval
                return way === 'eval' ? (0, eval)('true') : (Reflect.construct(Function, ['return true']) as () => boolean)()
              } catch {
                return false
              }
            })
            const inline = ['ranInline', 'ranHandler', 'ranLink'].filter((name) => name in seen)
            script.remove()
            holder.remove()
            resolve([...evaluated, ...inline])
          }, 500)
        }),
    )
    expect(ran).toEqual([])
  })

  test('fetches nothing from elsewhere: no call, script, picture, style or socket', async () => {
    const outcome = await station.window.evaluate(async (to) => {
      const loads = (tag: 'img' | 'script' | 'link'): Promise<string> =>
        new Promise((resolve) => {
          const element = document.createElement(tag)
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('refused'))
          Object.assign(element, tag === 'link' ? { rel: 'stylesheet', href: `${to}/${tag}` } : { src: `${to}/${tag}` })
          document.body.append(element)
        })
      const socket = new Promise<string>((resolve) => {
        try {
          const line = new WebSocket(to.replace('http', 'ws'))
          line.addEventListener('open', () => resolve('open'))
          line.addEventListener('error', () => resolve('refused'))
        } catch {
          resolve('refused')
        }
      })
      const called = fetch(`${to}/fetched`, { mode: 'no-cors' }).then(() => 'called', () => 'refused')
      return Promise.all([called, loads('img'), loads('script'), loads('link'), socket])
    }, site)
    expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    expect(asked).toEqual([])
  })

  test('comes with every answer of the scheme', async () => {
    const answers = await station.window.evaluate(() => Promise.all(['/index.html', '/missing.js'].map(async (path) => (await fetch(path)).headers.get('content-security-policy'))))
    for (const policy of answers) expect(policy).toContain("script-src 'self'")
  })
})

describe('the scheme', () => {
  test('gives the page\'s own files and none beside them', async () => {
    const status = (urls: string[]): Promise<(number | string)[]> =>
      station.window.evaluate((all) => Promise.all(all.map((url) => fetch(url).then((response) => response.status, () => 'refused'))), urls)
    expect(await status(['station://app/index.html'])).toEqual([200])
    const outside = ['station://app/../../package.json', 'station://app/..%2f..%2fpackage.json', 'station://app/%2e%2e/%2e%2e/package.json', 'station://app/..%5c..%5cpackage.json', 'station://app//etc/passwd', 'station://app/%00', 'station://app/../main/index.js', 'station://app/..%2fmain%2findex.js']
    expect(await status(outside)).toEqual(outside.map(() => 404))
    expect(await status(['station://other/index.html', 'file:///etc/passwd'])).toEqual(['refused', 'refused'])
  })

  test('answers for one host and one method only, whoever asks', async () => {
    const answers = await station.app.evaluate(({ net }) =>
      Promise.all(
        (
          [
            ['station://app/index.html', 'GET'],
            ['station://other/index.html', 'GET'],
            ['station://app/index.html', 'POST'],
            ['station://app/..%2fmain%2findex.js', 'GET'],
          ] as const
        ).map(([url, method]) => net.fetch(url, { method }).then((response) => response.status, () => 0)),
      ),
    )
    expect(answers).toEqual([200, 404, 404, 404])
  })
})

test('a second instance on the same data folder is refused, and the first goes on', async () => {
  const { executablePath, args, cwd } = electronRuntime()
  const second = spawn(executablePath, [...args, '--disable-gpu', '--data', station.dataDir], { cwd, env: { ...process.env, HOME: station.dataDir }, stdio: 'ignore' })
  const ended = new Promise<number | null>((resolve) => second.once('exit', (code) => resolve(code)))
  const patience = setTimeout(() => second.kill('SIGKILL'), 30_000)
  expect(await ended).toBe(0)
  clearTimeout(patience)
  expect(await windowCount()).toBe(1)
  expect(kept(station.window.url())).toBe(ours)
  expect(await station.window.evaluate(() => (globalThis as unknown as { station: BridgeCall }).station('showLastSaved', null))).toBeNull()
})

test('the shipped program shows no other page, whatever the environment says', async () => {
  const other = await launchStation({ dataDir: temporaryDataDir('env'), env: { ELECTRON_RENDERER_URL: `${site}/renderer` } })
  try {
    await other.window.locator('#app').waitFor({ timeout: 10_000 }).catch(() => undefined)
    expect(kept(other.window.url())).toBe(ours)
    expect(asked.filter((one) => one.includes('/renderer'))).toEqual([])
  } finally {
    await other.close()
  }
})
