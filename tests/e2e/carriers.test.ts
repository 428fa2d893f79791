import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { windowConnection } from '../../src/core/connection'
import { createCore } from '../../src/core/create-core'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { launchStation, launchWebHost, temporaryDataDir } from './launch'
import { portInto, type Answer, type Call } from './window-port'

interface Carrier {
  call: Call
  close(): Promise<void>
}

const root = join(import.meta.dirname, '..', '..')

function sampleFolder(): string {
  const dir = temporaryDataDir()
  execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dir], { stdio: 'ignore', timeout: 230_000 })
  return dir
}

async function ask(client: unknown, name: string, input: unknown): Promise<Answer> {
  const [feature = '', procedure = ''] = name.split('.')
  const procedures = client as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  try {
    return { ok: true, value: await procedures[feature]?.[procedure]?.(input) }
  } catch (error) {
    const { code, message, defined, data } = error as { code: string; message: string; defined: boolean; data: unknown }
    return { ok: false, code, message, defined, data }
  }
}

async function inProcess(): Promise<Carrier> {
  const core = createCore({
    dataDir: sampleFolder(),
    now: Date.now,
    log: { info: () => undefined, error: () => undefined },
    host: 'test',
    versions: { app: 'test', electron: null, chromium: null, node: process.versions.node },
    readWorkbook: () => Promise.reject(new Error('no workbook here')),
    sample: false,
  })
  const client = createRouterClient(core.router, { context: { connection: windowConnection('test') } })
  return { call: (name, input) => ask(client, name, input), close: async () => core.close() }
}

async function overHttp(): Promise<Carrier> {
  const station = await launchWebHost({ dataDir: sampleFolder() })
  const { origin } = new URL(station.window.url())
  const cookies = await station.app.cookies()
  let cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  // As a browser does: signing in gives the session another id.
  const keeping: typeof fetch = async (request, init) => {
    const answer = await fetch(request, init)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return answer
  }
  const client = createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: () => ({ cookie, origin }), fetch: keeping }))
  return { call: (name, input) => ask(client, name, input), close: station.close }
}

async function throughTheWindow(): Promise<Carrier> {
  const station = await launchStation({ dataDir: sampleFolder() })
  return { call: await portInto(station.window), close: station.close }
}

/** One suite, three carriers: a screen cannot tell which it talks through. */
describe.each([
  ['in process', inProcess],
  ['over HTTP', overHttp],
  ['through the message port of a real window', throughTheWindow],
])('the contract %s', (_name, open) => {
  let carrier: Carrier
  beforeAll(async () => {
    carrier = await open()
  })
  afterAll(() => carrier?.close())

  test('answers a public question before anyone has signed in', async () => {
    const answer = await carrier.call('station.status', {})
    expect(answer).toMatchObject({ ok: true, value: { needsAccounts: false, township: { name: expect.any(String) } } })
  })

  test('refuses the rest with a typed, declared error in Chinese', async () => {
    const answer = await carrier.call('roster.board', { asOf: '2026-11-23' })
    expect(answer).toMatchObject({ ok: false, code: 'NOT_SIGNED_IN', defined: true, message: expect.stringContaining('没有登录') })
  })

  test('refuses unknown fields and wrong types at their place', async () => {
    const unknown = await carrier.call('accounts.signIn', { login: 'neiqin', password: samplePassword, extra: 1 })
    expect(unknown).toMatchObject({ ok: false, code: 'INVALID_INPUT', defined: true })
    const wrong = await carrier.call('accounts.signIn', { login: 7, password: samplePassword })
    expect(wrong).toMatchObject({ ok: false, code: 'INVALID_INPUT', data: { fields: [{ path: 'login' }] } })
  })

  test('carries a refusal with its rule and field', async () => {
    const answer = await carrier.call('accounts.signIn', { login: 'neiqin', password: 'not-the-password-1' })
    expect(answer).toMatchObject({ ok: false, code: 'REFUSED', defined: true, data: { rule: 'sign_in', field: 'password' } })
  })

  test('signs in, reads, writes, and reads its own writing back', async () => {
    const session = await carrier.call('accounts.signIn', { login: 'neiqin', password: samplePassword })
    expect(session).toMatchObject({ ok: true, value: { login: 'neiqin', locked: false } })
    const today = ((await carrier.call('station.status', {})) as { value: { today: string } }).value.today
    const board = (await carrier.call('roster.board', { asOf: today })) as { value: { communities: { name: string }[] } }
    expect(board.value.communities).toHaveLength(27)
    const name = '𬱖湾村（新）'
    expect(await carrier.call('roster.addCommunity', { name, areaCode: null })).toMatchObject({ ok: true })
    expect(await carrier.call('roster.addCommunity', { name, areaCode: null })).toMatchObject({ ok: false, code: 'REFUSED', data: { rule: 'community_exists' } })
    const after = (await carrier.call('roster.board', { asOf: today })) as { value: { communities: { name: string }[] } }
    expect(after.value.communities.map((community) => community.name)).toContain(name)
  })

  test('keeps a session to its own connection and ends it', async () => {
    expect(await carrier.call('accounts.signOut', {})).toMatchObject({ ok: true })
    expect(await carrier.call('accounts.current', {})).toMatchObject({ ok: true, value: { session: null } })
  })
})
