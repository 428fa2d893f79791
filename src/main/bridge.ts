import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, shell, type IpcMainInvokeEvent } from 'electron'
import { bridgeName, portMessage, type BridgeRequests, type Refused, type TakenFile } from '../contract/bridge'
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

const isTaken = (value: object): value is TakenFile => 'ticket' in value
const isSaved = (value: object): value is { saved: true; fileName: string } => 'saved' in value

/** What the core says of a file, good or bad, as a value: an error thrown over IPC would lose its sentence. */
async function inWords<T extends object>(ask: () => Promise<object>, fits: (value: object) => value is T): Promise<T | Refused> {
  try {
    const value = await ask()
    return fits(value) ? value : { refused: '文件读写出错。库里没有变动，换一个位置重试。' }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : '文件读写出错。库里没有变动，换一个位置重试。' }
  }
}

const mostBytes = 60 * 1024 * 1024
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
      return inWords(() => core().ask({ kind: 'upload', path }), isTaken)
    },
    takeFile: (_window, { fileName, bytes }) => inWords(() => core().ask({ kind: 'take', fileName: basename(fileName), bytes }), isTaken),
    saveFile: async (window, { ticket, fileName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: join(app.getPath('documents'), basename(fileName)) })
      if (canceled || !filePath) return { saved: false, fileName }
      const answer = await inWords(() => core().ask({ kind: 'save', ticket, path: filePath }), isSaved)
      if ('saved' in answer) lastSaved = filePath
      return answer
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
    const { title, extensions, ticket, fileName, bytes } = fields
    if (kind === 'takeFile' && isText(fileName) && bytes instanceof Uint8Array && bytes.byteLength <= mostBytes) return handlers.takeFile(window, { fileName, bytes })
    if (kind === 'pickFile' && isText(title) && Array.isArray(extensions) && extensions.every((one) => isText(one) && /^[a-z]{1,5}$/.test(one))) return handlers.pickFile(window, { title, extensions: extensions as string[] })
    if (kind === 'saveFile' && isText(ticket) && isText(fileName)) return handlers.saveFile(window, { ticket, fileName })
    throw new Error('the bridge knows no such request')
  })
}
