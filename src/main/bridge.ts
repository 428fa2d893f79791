import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, shell, type IpcMainInvokeEvent } from 'electron'
import { bridgeName, portMessage, type BridgeRequests } from '../contract/bridge'
import type { CoreLink } from './core-link'
import { isOurPage } from './scheme'

type Handlers = { [K in keyof BridgeRequests]: (window: BrowserWindow, input: BridgeRequests[K]['input']) => Promise<BridgeRequests[K]['output']> }

/** Only the top frame of our own page may ask anything of main. */
function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const frame = event.senderFrame
  const window = BrowserWindow.fromWebContents(event.sender)
  if (!frame || !window || frame !== event.sender.mainFrame || !isOurPage(frame.url)) throw new Error('the sender is not our page')
  return window
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 300

export function installBridge(core: () => CoreLink): void {
  let lastSaved: string | null = null
  const handlers: Handlers = {
    connect: async (window) => {
      const { port1, port2 } = new MessageChannelMain()
      core().connect(port1)
      window.webContents.postMessage(portMessage, null, [port2])
      return null
    },
    pickFile: async (window, { title, extensions }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'], filters: [{ name: title, extensions }] })
      const [path] = filePaths
      if (canceled || path === undefined) return null
      const value = await core().ask({ kind: 'upload', path })
      return 'ticket' in value ? value : null
    },
    saveFile: async (window, { ticket, fileName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: join(app.getPath('documents'), basename(fileName)) })
      if (canceled || !filePath) return { saved: false, fileName }
      const value = await core().ask({ kind: 'save', ticket, path: filePath })
      lastSaved = filePath
      return { saved: true, fileName: value.fileName }
    },
    showLastSaved: async () => {
      if (lastSaved !== null) shell.showItemInFolder(lastSaved)
      return null
    },
    print: async (window) => {
      window.webContents.print({ silent: false, printBackground: true })
      return null
    },
  }
  ipcMain.handle(bridgeName, async (event, kind: unknown, input: unknown) => {
    const window = windowOf(event)
    if (kind === 'connect') return handlers.connect(window, null)
    if (kind === 'showLastSaved') return handlers.showLastSaved(window, null)
    if (kind === 'print') return handlers.print(window, null)
    const fields = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>
    const { title, extensions, ticket, fileName } = fields
    if (kind === 'pickFile' && isText(title) && Array.isArray(extensions) && extensions.every((one) => isText(one) && /^[a-z]{1,5}$/.test(one))) return handlers.pickFile(window, { title, extensions: extensions as string[] })
    if (kind === 'saveFile' && isText(ticket) && isText(fileName)) return handlers.saveFile(window, { ticket, fileName })
    throw new Error('the bridge knows no such request')
  })
}
