import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { installMenu } from './menu'
import { firstPage } from './scheme'
import { keepWindowState, readWindowState } from './window-state'

/** The one window: sandboxed, isolated, without Node; shown as soon as its skeleton is painted. */
export function openStationWindow(stateDir: string): BrowserWindow {
  const state = readWindowState(stateDir)
  const placed = state.bounds.x === -1 ? { width: state.bounds.width, height: state.bounds.height } : state.bounds
  const window = new BrowserWindow({
    ...placed,
    minWidth: 1100,
    minHeight: 640,
    title: '警网联动工作站',
    backgroundColor: '#e8ecf1',
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (state.maximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  keepWindowState(window, stateDir)
  installMenu(window)
  void window.loadURL(firstPage)
  return window
}
