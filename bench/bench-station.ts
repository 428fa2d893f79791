import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { addAccount } from '../src/core/accounts/account-register'
import { accountStatements } from '../src/core/accounts/account-statements'
import { loginKey } from '../src/core/accounts/sign-in'
import { windowConnection } from '../src/core/connection'
import { createCore } from '../src/core/create-core'
import type { CoreServices } from '../src/core/core-services'
import { drawInWorker } from '../src/core/drawings/draw-in-worker'
import { readWorkbookInWorker } from '../src/core/excel/read-workbook'
import type { Router } from '../src/core/router'

export interface BenchStation {
  client: RouterClient<Router>
  services: CoreServices
  dir: string
  close(): void
}

/**
 * A core with a clerk signed in; workbooks are read and papers drawn by the built program's own threads.
 * @param kept a data folder that outlives the run; without one the station is on a temporary folder
 */
export function openBenchStation(project: string, kept?: string): BenchStation {
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'jingwang-bench-'))
  const worker = pathToFileURL(join(project, 'out', 'main', 'workbook-worker.js'))
  const core = createCore({
    dataDir: dir,
    now: Date.now,
    log: { info: () => undefined, error: (fact, detail) => console.error(fact, detail) },
    host: 'test',
    versions: { app: '0', electron: null, chromium: null, node: process.versions.node },
    readWorkbook: (bytes, fileName) => readWorkbookInWorker(worker, bytes, fileName),
    draw: drawInWorker(pathToFileURL(join(project, 'out', 'main', 'drawing-worker.js'))),
    sample: false,
  })
  const { services } = core
  const connection = windowConnection('test')
  return {
    services,
    dir,
    client: createRouterClient(core.router, {
      context: () => {
        // After the township, because generators want an empty folder.
        connection.signedIn ??= signIn(services)
        connection.signedIn.lastInputAt = Date.now()
        return { connection }
      },
    }),
    close: () => {
      core.close()
      if (kept === undefined) rmSync(dir, { recursive: true, force: true })
    },
  }
}

function signIn(services: CoreServices) {
  const account = { login: 'bench', name: '测速', passwordHash: 'none', personId: null, grants: [{ role: 'clerk', communityId: null }] as const, mustChangePassword: false }
  const known = services.database.reader.get(accountStatements.byLogin, { login_key: loginKey(account.login) })
  const accountId = known?.id ?? services.database.writer.run({ id: 'bench', name: '测速', carrier: 'test' }, (tx) => addAccount(tx, account))
  return { accountId, login: account.login, name: account.name, locked: false, lastInputAt: Date.now() }
}
