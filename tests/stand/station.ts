import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { afterAll } from 'vitest'
import { grantedRoles, type GrantedRole, type Role } from '../../src/contract/roles'
import { addAccount } from '../../src/core/accounts/account-register'
import { hashPassword } from '../../src/core/accounts/password'
import { windowConnection, type Connection } from '../../src/core/connection'
import { createCore, type Core } from '../../src/core/create-core'
import type { CoreServices } from '../../src/core/core-services'
import type { Actor } from '../../src/core/database/actor'
import { readCountedWorkbook } from '../../src/core/excel/counted-workbook'
import { readTownship } from '../../src/core/features/roster/organisation'
import { organisationStatements } from '../../src/core/features/roster/organisation-statements'
import { rosterStatements } from '../../src/core/features/roster/roster-statements'
import { dayAt } from '../../src/core/office-day'
import type { CorePorts } from '../../src/core/ports'
import type { Router } from '../../src/core/router'
import { fillSample } from '../../src/core/sample/fill-sample'

export type Client = RouterClient<Router>
export const standPassword = 'ceshi-mima-1'
export const testActor: Actor = { id: 'test', name: '测试', carrier: 'test' }

export interface StandOptions {
  /** Epoch milliseconds where the clock starts; 2026-11-05 10:00 at the office when absent. */
  now?: number
  /** Fills the folder with the sample township. */
  sample?: boolean
  /** A folder that the test keeps; a temporary one, removed afterwards, when absent. */
  dir?: string
  ports?: Partial<CorePorts>
}

export interface SignedInCaller {
  client: Client
  connection: Connection
  accountId: string
  login: string
  /** Set for roles that follow from a post. */
  personId: string | null
  communityId: string | null
  gridId: string | null
}

export interface Station {
  core: Core
  services: CoreServices
  dir: string
  /** Settable: `clock.now += 60_000`. */
  clock: { now: number }
  readonly today: string
  /** Every line logged, as text. */
  logLines: string[]
  client(connection: Connection): Client
  /** An account of this role, signed in; `passed` picks another holder of the post than the first. */
  signedIn(role: Role, choice?: { passed?: number; communityId?: string }): Promise<SignedInCaller>
  /** Opens the same folder again, as after a restart. */
  reopen(): Promise<Station>
  close(): void
}

const openStations = new Set<Station>()
const temporary = new Set<string>()
afterAll(() => {
  for (const station of openStations) station.close()
  for (const dir of temporary) rmSync(dir, { recursive: true, force: true })
  temporary.clear()
})

let standHash: Promise<string> | undefined

/** A core on a data folder of its own, as tests use it: real database, settable clock, the reader in process. */
export async function openStation(options: StandOptions = {}): Promise<Station> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'jingwang-stand-'))
  if (options.dir === undefined) temporary.add(dir)
  const clock = { now: options.now ?? Date.parse('2026-11-05T10:00:00+08:00') }
  const logLines: string[] = []
  const note = (fact: string, detail?: Record<string, unknown>): void => void logLines.push(detail ? `${fact} ${JSON.stringify(detail)}` : fact)
  const core = createCore({
    dataDir: dir,
    now: () => clock.now,
    log: { info: note, error: note },
    host: 'test',
    versions: { app: '0.0.0', electron: null, chromium: null, node: process.versions.node },
    readWorkbook: readCountedWorkbook,
    sample: options.sample ?? false,
    ...options.ports,
  })
  const { services } = core
  const client = (connection: Connection): Client => createRouterClient(core.router, { context: { connection } })
  const station: Station = {
    core,
    services,
    dir,
    clock,
    get today() {
      return dayAt(clock.now)
    },
    logLines,
    client,
    signedIn: async (role, choice = {}) => {
      const connection = windowConnection('test')
      const account = await addAccountFor(services, role, choice)
      connection.signedIn = { accountId: account.accountId, login: account.login, name: account.login, locked: false, lastInputAt: clock.now }
      return { client: client(connection), connection, ...account }
    },
    reopen: () => {
      station.close()
      return openStation({ ...options, dir, now: clock.now })
    },
    close: () => {
      if (openStations.delete(station)) core.close()
    },
  }
  openStations.add(station)
  if (options.sample && !readTownship(services.database.reader)) await fillSample(services)
  return station
}

const isGranted = (role: Role): role is GrantedRole => (grantedRoles as readonly Role[]).includes(role)
let accounts = 0

/** Granted roles are granted over the township (or one community); the others come from a holder of the post today. */
async function addAccountFor(services: CoreServices, role: Role, choice: { passed?: number; communityId?: string }): Promise<Omit<SignedInCaller, 'client' | 'connection'>> {
  standHash ??= hashPassword(standPassword)
  const passwordHash = await standHash
  const seat = isGranted(role) ? null : holderOf(services, role, choice)
  accounts += 1
  const login = `stand${accounts}-${role.replaceAll('_', '-')}`
  const communityId = seat?.community_id ?? choice.communityId ?? null
  const grants = isGranted(role) ? [{ role, communityId }] : []
  const accountId = services.database.writer.run(testActor, (tx) => addAccount(tx, { login, name: login, passwordHash, personId: seat?.person_id ?? null, grants, mustChangePassword: false }))
  return { accountId, login, personId: seat?.person_id ?? null, communityId, gridId: seat?.grid_id ?? null }
}

/** In the board's order, so that a test meets the same person every time. */
function holderOf(services: CoreServices, role: Role, choice: { passed?: number; communityId?: string }) {
  const { reader } = services.database
  const on = dayAt(services.now())
  const order = new Map([...reader.all(organisationStatements.communities, {}), ...reader.all(organisationStatements.grids, { on })].map((place, at) => [place.id, at]))
  const rank = (row: { community_id: string; grid_id: string | null }): number => (order.get(row.community_id) ?? 0) * 10_000 + (row.grid_id === null ? 0 : (order.get(row.grid_id) ?? 0))
  const holders = reader
    .all(rosterStatements.seatHolders, { on })
    .filter((row) => row.post === role && row.is_acting === 0 && (choice.communityId ?? row.community_id) === row.community_id)
    .toSorted((a, b) => rank(a) - rank(b))
  const holder = holders[choice.passed ?? 0]
  if (!holder) throw new Error(`nobody holds ${role} here: open the station with sample: true`)
  return holder
}
