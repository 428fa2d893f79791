import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { defaultDataDir } from '../core/database/default-data-dir'
import { installBridge } from './bridge'
import { CoreLink } from './core-link'
import { installGuards } from './guards'
import { registerScheme, serveScheme } from './scheme'
import { openStationWindow } from './station-window'

/** The Electron host: it opens the window and the core process, and hands one to the other. */
const at = process.argv.indexOf('--data')
const dataDir = at === -1 ? defaultDataDir() : (process.argv[at + 1] ?? defaultDataDir())
const windowDir = join(dataDir, 'window')
mkdirSync(windowDir, { recursive: true, mode: 0o700 })
app.setPath('userData', windowDir)
app.setName('警网联动工作站')

let window: BrowserWindow | undefined
let core: CoreLink | undefined
let closing = false

function fail(message: string): void {
  dialog.showErrorBox('警网联动工作站', message)
  closing = true
  app.exit(1)
}

/** On a small PC the core would take the processor from the window that is being drawn; it begins with the first paint, or without it after this long. */
const coreWaitsAtMost = 400

async function open(): Promise<void> {
  await app.whenReady()
  installGuards()
  serveScheme()
  let link: CoreLink | undefined
  const startCore = (): CoreLink =>
    (link ??= new CoreLink(dataDir, {
      ready: () => (core = link),
      fault: fail,
      moved: () => window?.webContents.reload(),
      died: () => {
        if (!closing) fail('工作站的后台意外停止。之前保存的都在，重新打开程序；还不行就把日志交给技术人员。')
      },
    }))
  // A page that asks before the paint has been noticed is not kept waiting.
  installBridge(startCore)
  window = openStationWindow(windowDir)
  const soon = (): void => {
    if (!closing) startCore()
  }
  window.once('ready-to-show', soon)
  setTimeout(soon, coreWaitsAtMost)
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  registerScheme()
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (closing) return
    closing = true
    // Closed while the core was still opening: nothing has been entered, so there is nothing to wait for.
    if (!core) return
    event.preventDefault()
    void core.close(30_000).then(() => app.quit())
  })
  void open()
} else {
  app.quit()
}
