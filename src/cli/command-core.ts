import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { appVersion } from '../core/app-version'
import { commandLineConnection } from '../core/connection'
import { createCore } from '../core/create-core'
import type { CoreServices } from '../core/core-services'
import type { Actor } from '../core/database/actor'
import { readWorkbookInWorker } from '../core/excel/read-workbook'
import type { Router } from '../core/router'
import { StationFault } from '../core/station-fault'
import type { CommandLine } from './command-line'

/** The core as the command line has it: no lock on the folder, so it works beside an open window. */
export interface CommandCore {
  services: CoreServices
  client: RouterClient<Router>
  actor: Actor
  close(): void
}

const workerScript = new URL('./workbook-worker.js', import.meta.url)

/** @throws StationFault `no_station` */
export function requireStation(dataDir: string): void {
  if (!existsSync(join(dataDir, 'station.sqlite'))) throw new StationFault('no_station', `数据文件夹 ${dataDir} 里还没有建立工作站。没有新建，核对 --data，或先用 init 建立乡镇。`)
}

/** @param mayFound for the commands that begin a station; the others must find one, so that a mistyped folder is noticed */
export function openCommandCore(line: CommandLine, mayFound = false): CommandCore {
  if (!mayFound) requireStation(line.dataDir)
  const core = createCore({
    dataDir: line.dataDir,
    now: Date.now,
    // A scheduled job's own output is its log; the log file belongs to the host.
    log: { info: () => undefined, error: (fact, detail) => console.error(fact, detail ?? '') },
    host: 'cli',
    versions: { app: appVersion, electron: null, chromium: null, node: process.versions.node },
    readWorkbook: (bytes, fileName) => readWorkbookInWorker(workerScript, bytes, fileName),
    sample: false,
  })
  const connection = commandLineConnection(line.user)
  return {
    services: core.services,
    client: createRouterClient(core.router, { context: { connection } }),
    actor: { id: `cli:${line.user}`, name: `命令行（${line.user}）`, carrier: 'cli' },
    close: () => core.close(),
  }
}
