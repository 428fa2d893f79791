import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCore, type Core } from './create-core'
import { dataFolder, holdDataFolder } from './database/data-folder'
import { sampleDataDir } from './database/default-data-dir'
import { openLog } from './files/log-file'
import { drawInWorker } from './drawings/draw-in-worker'
import { readWorkbookInWorker } from './excel/read-workbook'
import type { CorePorts } from './ports'
import { fillSample } from './sample/fill-sample'
import { readTownship } from './features/roster/organisation'

export interface HostOptions {
  dataDir: string
  host: CorePorts['host']
  versions: CorePorts['versions']
  /** Called after the core has been exchanged for one on another folder: the page must connect anew. */
  onMoved?: () => void
}

/** A core with real ports, held by one host: it owns the folder's lock and can move to the sample and back. */
export interface HostCore {
  current(): Core
  close(): void
}

/** Milliseconds between the new core's readiness and the exchange. */
const answerTime = 150

const workerScript = new URL('./workbook-worker.js', import.meta.url)
const drawingScript = new URL('./drawing-worker.js', import.meta.url)

/** @throws StationFault `already_open` and whatever createCore throws */
export async function openHostCore(options: HostOptions): Promise<HostCore> {
  const home = options.dataDir
  let open = await openAt(home, false)
  async function openAt(dir: string, sample: boolean): Promise<{ core: Core; release: () => void }> {
    const folder = dataFolder(dir)
    const hold = holdDataFolder(folder)
    const log = openLog(folder.logs)
    try {
      const core = createCore({
        dataDir: dir,
        now: Date.now,
        log,
        host: options.host,
        versions: options.versions,
        readWorkbook: (bytes, fileName) => readWorkbookInWorker(workerScript, bytes, fileName),
        draw: drawInWorker(drawingScript),
        sample,
        moveTo: move,
      })
      if (sample && !readTownship(core.services.database.reader)) await fillSample(core.services)
      core.watch(2000)
      log.info('core opened', { schema: core.services.database.schema, sample })
      return {
        core,
        release: () => {
          core.close({ backUp: !sample })
          log.close()
          hold.release()
        },
      }
    } catch (error) {
      log.close()
      hold.release()
      throw error
    }
  }
  /** @throws whatever opening the other folder throws; then everything stays where it is */
  async function move(place: 'sample' | 'home'): Promise<void> {
    const next = await openAt(place === 'sample' ? sampleDataDir(home) : home, place === 'sample')
    // The answer to the call that asked for this must still go out through the old core.
    setTimeout(() => {
      const before = open
      open = next
      before.release()
      options.onMoved?.()
    }, answerTime)
  }
  return { current: () => open.core, close: () => open.release() }
}

/** Where the built program lies: `out/`. */
export const builtFolder = (): string => join(fileURLToPath(new URL('.', import.meta.url)), '..')
