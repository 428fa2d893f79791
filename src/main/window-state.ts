import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { writeFileAtomically } from '../core/files/write-atomically'

interface WindowState {
  bounds: Rectangle
  maximised: boolean
}

const first: WindowState = { bounds: { x: -1, y: -1, width: 1366, height: 728 }, maximised: false }

/** Where the window stood; a place on a screen that is gone is forgotten. */
export function readWindowState(dir: string): WindowState {
  const path = join(dir, 'window.json')
  if (!existsSync(path)) return first
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as WindowState
    const seen = screen.getAllDisplays().some(({ workArea }) => state.bounds.x + 100 < workArea.x + workArea.width && state.bounds.x + state.bounds.width > workArea.x + 100 && state.bounds.y >= workArea.y && state.bounds.y + 100 < workArea.y + workArea.height)
    return seen ? state : first
  } catch {
    return first
  }
}

export function keepWindowState(window: BrowserWindow, dir: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximised: window.isMaximized() }
    try {
      writeFileAtomically(join(dir, 'window.json'), JSON.stringify(state))
    } catch {
      // The window's place is a comfort; losing it must not keep the program from closing.
    }
  })
}
