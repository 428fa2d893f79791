import { mkdtempSync, rmSync } from 'node:fs'
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StationFault } from '../../src/core/station-fault'
import { startWebHost, type WebHost } from '../../src/web/web-host'

const dataDir = mkdtempSync(join(tmpdir(), 'jingwang-web-'))
const links: string[] = []
let host: WebHost
let own: string
beforeAll(async () => {
  host = await startWebHost({ dataDir, port: 0, announce: (link) => links.push(link) })
  own = `http://127.0.0.1:${host.port}`
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}
interface Asked {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: string | Uint8Array
  address?: string
}

/** Node leaves a body without a length where the method usually has none. */
const framed = (headers: OutgoingHttpHeaders, body: Asked['body']): OutgoingHttpHeaders =>
  body === undefined || headers['transfer-encoding'] !== undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) }

/** Plain node:http, because a browser's fetch would not let a test lie about Host and Origin. */
function ask(path: string, { method = 'GET', headers = {}, body, address = '127.0.0.1' }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: address, port: host.port, path, method, headers: framed(headers, body), setHost: headers['host'] === undefined }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const newestLink = (): string => links.at(-1)?.slice(own.length) ?? ''
const fromPage = (cookie: string, more: OutgoingHttpHeaders = {}): OutgoingHttpHeaders => ({ cookie, origin: own, 'content-type': 'application/json', ...more })
async function admitted(): Promise<string> {
  const { headers } = await ask(newestLink())
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}
const status = (headers: OutgoingHttpHeaders, address?: string): Promise<Answer> => ask('/rpc/station/status', { method: 'POST', headers, body: '{"json":{}}', ...(address ? { address } : {}) })

describe('the launch link', () => {
  test('lets one browser in, once', async () => {
    const link = newestLink()
    const first = await ask(link)
    expect([first.status, first.headers.location]).toEqual([303, '/'])
    const second = await ask(link)
    expect([second.status, second.headers['set-cookie']]).toEqual([403, undefined])
    expect(second.text).toMatch(/用过了或不对/)
  })

  test('is 256 bits, and the next one is another', async () => {
    const before = newestLink()
    await admitted()
    const token = new URL(newestLink(), own).searchParams.get('token') ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(newestLink()).not.toBe(before)
  })

  test.each(['', 'wrong', 'A'.repeat(43), '%00', '..%2f'])('is of no use with the token "%s", and the right one stays good', async (token) => {
    const good = newestLink()
    expect((await ask(`/launch?token=${token}`)).status).toBe(403)
    expect(newestLink()).toBe(good)
  })

  test('gives a cookie that no script reads and no other site sends, good for this browser\'s session only', async () => {
    const [cookie = ''] = (await ask(newestLink())).headers['set-cookie'] ?? []
    const [pair = '', ...flags] = cookie.split(/;\s*/)
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict'])
    expect(Buffer.from(pair.split('=')[1] ?? '', 'base64url')).toHaveLength(32)
  })
})

describe('who has no cookie', () => {
  test.each(['/', '/index.html', '/rpc/station/status', '/download/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/nothing'])('gets nothing from %s', async (path) => {
    const answer = await ask(path)
    expect([answer.status, answer.text]).toEqual([403, '请用工作站启动时打印的链接打开。'])
  })

  test('calls no procedure, not even a public one, and uploads nothing', async () => {
    expect((await status({ origin: own, 'content-type': 'application/json' })).status).toBe(403)
    expect((await ask('/upload', { method: 'POST', headers: { origin: own }, body: 'x' })).status).toBe(403)
  })

  test('is not let in by a cookie made up or altered', async () => {
    const cookie = await admitted()
    for (const wrong of ['station=', 'station=x', `${cookie}x`, cookie.slice(0, -1), cookie.replace('station', 'Station'), `other=1; x${cookie}`]) expect([wrong, (await status(fromPage(wrong))).status]).toEqual([wrong, 403])
    expect((await status(fromPage(`other=1; ${cookie}; more=2`))).status).toBe(200)
  })
})

describe('another site', () => {
  test.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example', '127.0.0.1', 'localhost', '127.0.0.1:1', '0.0.0.0', '[::1]', ''])('cannot reach us under its own name "%s" (DNS rebinding)', async (name) => {
    const cookie = await admitted()
    const answer = await status(fromPage(cookie, { host: name }))
    expect([name, answer.status === 421 || answer.status === 400]).toEqual([name, true])
    expect(answer.text).not.toContain('versions')
  })

  test('cannot use up a launch link under its own name', async () => {
    const link = newestLink()
    expect((await ask(link, { headers: { host: `evil.example:${host.port}` } })).status).toBe(421)
    expect((await ask(link)).status).toBe(303)
  })

  test.each(['http://evil.example', 'https://127.0.0.1', 'http://127.0.0.1', 'null', 'http://127.0.0.1:1', 'file://', 'station://app', ''])('cannot call or upload from its own page "%s", even with the cookie', async (origin) => {
    const cookie = await admitted()
    expect((await status(fromPage(cookie, { origin }))).status).toBe(403)
    expect((await ask('/upload', { method: 'POST', headers: { cookie, origin }, body: 'x' })).status).toBe(403)
    expect((await ask('/', { headers: { cookie, origin } })).status).toBe(403)
  })

  test('cannot hide where a call that changes something comes from', async () => {
    const cookie = await admitted()
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) expect([method, (await ask('/rpc/station/status', { method, headers: { cookie, 'content-type': 'application/json' }, body: '{"json":{}}' })).status]).toEqual([method, 403])
  })

  test('gets no leave to read our answers', async () => {
    const cookie = await admitted()
    for (const answer of [await ask('/', { headers: { cookie } }), await status(fromPage(cookie)), await ask('/', { method: 'OPTIONS', headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' } })])
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('cannot make a command out of a link or a picture', async () => {
    const cookie = await admitted()
    const data = encodeURIComponent(JSON.stringify({ json: { login: 'a', password: 'b' } }))
    const answer = await ask(`/rpc/accounts/signIn?data=${data}`, { headers: { cookie } })
    expect([404, 405]).toContain(answer.status)
  })
})

describe('one browser', () => {
  const call = (cookie: string, path: string, input: unknown): Promise<Answer> => ask(`/rpc/${path}`, { method: 'POST', headers: fromPage(cookie), body: JSON.stringify({ json: input }) })

  test('is not signed in by another browser\'s signing in', async () => {
    const [one, other] = [await admitted(), await admitted()]
    const account = { name: '某人', password: 'ceshi-mima-1' }
    const founded = await call(one, 'station/initialise', { township: { name: '柳渠镇', areaCode: '410105' }, communities: [], admin: { login: 'guanli', ...account }, clerk: { login: 'neiqin', ...account } })
    expect(founded.status).toBe(200)
    const signedIn = await call(one, 'accounts/signIn', { login: 'neiqin', password: account.password })
    expect(signedIn.status).toBe(200)
    expect((await call(signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '', 'roster/board', { asOf: '2026-11-05' })).status).toBe(200)
    expect((await call(other, 'roster/board', { asOf: '2026-11-05' })).status).toBe(401)
  })
})

describe('files', () => {
  /** The township is founded above; a file needs somebody who is signed in. */
  async function admittedClerk(): Promise<string> {
    const cookie = await admitted()
    const answer = await ask('/rpc/accounts/signIn', { method: 'POST', headers: fromPage(cookie), body: JSON.stringify({ json: { login: 'neiqin', password: 'ceshi-mima-1' } }) })
    return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  }

  test('beside the page are not served', async () => {
    const cookie = await admitted()
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
    for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/core/guard.ts', '/..%5c..%5cpackage.json', '//etc/passwd', '/etc/passwd', '/%00', `/${encodeURIComponent(dataDir)}/station.sqlite`]) {
      const answer = await ask(path, { headers: { cookie } })
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  test('come and go by tickets alone', async () => {
    const cookie = await admittedClerk()
    for (const ticket of ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '..%2fstation.sqlite', '', '%'])
      expect([ticket, (await ask(`/download/${ticket}`, { headers: { cookie } })).status]).toEqual([ticket, 410])
    const uploaded = await ask('/upload', { method: 'POST', headers: { cookie, origin: own, 'x-file-name': encodeURIComponent('C:\\x\\名单.csv') }, body: 'a,b\n' })
    const { ticket } = JSON.parse(uploaded.text) as { ticket: string }
    expect((await ask(`/download/${ticket}`, { headers: { cookie } })).status).toBe(410)
  })

  test('with a name that is no name are taken without it', async () => {
    const cookie = await admittedClerk()
    const answer = await ask('/upload', { method: 'POST', headers: { cookie, origin: own, 'x-file-name': '%E0%A4%A' }, body: 'a,b\n' })
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { fileName: '文件' }])
  })

  test('of more than 60 MB are refused with a sentence, whether or not the size is told beforehand', async () => {
    const cookie = await admittedClerk()
    const body = new Uint8Array(80 * 1024 * 1024)
    for (const size of [{}, { 'transfer-encoding': 'chunked' }]) {
      const answer = await ask('/upload', { method: 'POST', headers: { cookie, origin: own, ...size }, body })
      expect([answer.status, answer.text]).toEqual([413, expect.stringContaining('超过60MB')])
    }
    const asBrowser = await fetch(`${own}/upload`, { method: 'POST', headers: { cookie, origin: own }, body })
    expect([asBrowser.status, await asBrowser.json()]).toEqual([413, { json: expect.objectContaining({ code: 'FILE_REFUSED', message: expect.stringContaining('超过60MB') }) }])
    expect((await status(fromPage(cookie))).status).toBe(200)
  })
})

describe('the host', () => {
  test('sends its policy with every answer, the refusals too', async () => {
    const cookie = await admitted()
    for (const answer of [await ask('/'), await ask('/', { headers: { cookie } }), await ask('/nothing', { headers: { cookie } }), await status(fromPage(cookie)), await ask('/', { headers: { host: 'evil.example' } })])
      expect([answer.status, answer.headers]).toMatchObject([answer.status, { 'content-security-policy': expect.stringContaining("script-src 'self'"), 'x-content-type-options': 'nosniff' }])
  })

  test('survives what is no request', async () => {
    const cookie = await admitted()
    for (const path of ['//', '/%', '/rpc/', '/rpc/__proto__/constructor', '/rpc/station/__proto__', '/launch', '/download/'])
      expect([path, (await ask(path, { method: 'POST', headers: fromPage(cookie), body: '{' })).status >= 400]).toEqual([path, true])
    expect((await status(fromPage(cookie))).status).toBe(200)
  })

  test('listens on 127.0.0.1 and on no other address of the machine', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))).filter((address) => address !== '127.0.0.1')
    // All of 127/8 is this machine on Linux, so a host on 0.0.0.0 would answer there.
    const tried = process.platform === 'linux' ? [...others, '127.0.0.2', '::1'] : others
    for (const address of tried) expect([address, await status({}, address).then(({ status: code }) => `answered ${code}`, (error: NodeJS.ErrnoException) => error.code)]).toEqual([address, expect.stringMatching(/^E(CONNREFUSED|ADDRNOTAVAIL|NETUNREACH|INVAL)$/)])
    expect(host.firstLink.startsWith(`${own}/launch?token=`)).toBe(true)
  })

  test('is one per data folder: a second is refused with a sentence', async () => {
    await expect(startWebHost({ dataDir, port: 0, announce: () => undefined })).rejects.toMatchObject({ name: StationFault.name, reason: 'already_open', message: expect.stringMatching(/已经在另一个窗口里打开/) })
  })
})
