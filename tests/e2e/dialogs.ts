import { copyFileSync, chmodSync, existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ElectronStation, WebStation } from './launch'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

/** A fixture where the unprivileged Electron can read it. */
export function fixtureFor(dataDir: string, name: string): string {
  const folder = join(dataDir, 'desk')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o777)
  const path = join(folder, basename(name))
  copyFileSync(join(fixtures, name), path)
  chmodSync(path, 0o644)
  return path
}

/** The system's dialogs cannot be driven from outside; everything behind them is real. */
export interface Dialogs {
  /** Does `act`, which opens a file dialog, and chooses `path` in it. */
  choose(path: string, act: () => Promise<void>): Promise<void>
  /** Does `act`, which offers a file, and gives the path where it was saved. */
  save(act: () => Promise<void>): Promise<string>
}

/** The first answer that is one; half a minute at most. */
async function settled<T>(ask: () => Promise<T | null>): Promise<T> {
  for (let waited = 0; waited < 300; waited += 1) {
    const answer = await ask()
    if (answer !== null) return answer
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error('no file was saved')
}

export function electronDialogs(station: ElectronStation): Dialogs {
  return {
    choose: async (path, act) => {
      await station.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
      }, path)
      await act()
    },
    save: async (act) => {
      const folder = join(station.dataDir, 'desk')
      await station.app.evaluate(({ dialog }, into) => {
        Object.assign(globalThis, { savedTo: undefined })
        dialog.showSaveDialog = (...given: unknown[]) => {
          const options = given.at(-1) as { defaultPath?: string }
          const filePath = `${into}/${options.defaultPath?.split('/').at(-1) ?? 'file'}`
          process.getBuiltinModule('node:fs').rmSync(filePath, { force: true })
          Object.assign(globalThis, { savedTo: filePath })
          return Promise.resolve({ canceled: false, filePath })
        }
      }, folder)
      await act()
      // The notice of an earlier export may still stand on the screen: only the file itself tells that this one is there.
      return settled(async () => {
        const path = await station.app.evaluate(() => (globalThis as { savedTo?: string }).savedTo)
        return path !== undefined && existsSync(path) ? path : null
      })
    },
  }
}

export function browserDialogs(station: WebStation): Dialogs {
  return {
    choose: async (path, act) => {
      const asked = station.window.waitForEvent('filechooser')
      await act()
      await (await asked).setFiles(path)
    },
    save: async (act) => {
      const offered = station.window.waitForEvent('download')
      await act()
      const download = await offered
      const path = join(station.dataDir, 'desk', download.suggestedFilename())
      await download.saveAs(path)
      return path
    },
  }
}
