import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { declaredErrors } from '../../src/contract/errors'
import { permissions } from '../../src/contract/permissions'
import { startWebHost, type WebHost } from '../../src/web/web-host'
import { inputOf, procedureNames, validInput } from './contract-inputs'

// The thread's script is a built file: here everything is drawn where it is asked for.
vi.mock('../../src/core/drawings/draw-in-worker', () => ({ drawInWorker: () => undefined }))

/**
 * The attack: a browser that was let in by the launch link, with nobody signed in, locked, or somebody else signed in, hands
 * in files, takes out files, fills the memory, or sends what is no call at all.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'jingwang-files-'))
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

class Browser {
  cookie = ''
  async open(): Promise<this> {
    const answer = await fetch(links.at(-1) ?? '', { redirect: 'manual' })
    this.keep(answer)
    return this
  }
  keep(answer: Response): void {
    const [given] = answer.headers.getSetCookie()
    if (given) this.cookie = given.split(';')[0] ?? ''
  }
  async send(path: string, init: RequestInit): Promise<{ status: number; text: string; code: string | null; defined: boolean; message: string }> {
    const answer = await fetch(`${own}${path}`, { ...init, headers: { cookie: this.cookie, origin: own, ...(init.headers as Record<string, string> | undefined) } })
    this.keep(answer)
    const text = await answer.text()
    const { json } = (text.startsWith('{') ? JSON.parse(text) : { json: null }) as { json: { code?: string; defined?: boolean; message?: string } | null }
    return { status: answer.status, text, code: json?.code ?? null, defined: json?.defined ?? false, message: json?.message ?? text }
  }
  call(procedure: string, input: unknown): Promise<Awaited<ReturnType<Browser['send']>>> {
    return this.send(`/rpc/${procedure.replace('.', '/')}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ json: input }) })
  }
  upload(bytes: Uint8Array<ArrayBuffer> = new TextEncoder().encode('村(社区)\n东塘社区\n')): Promise<Awaited<ReturnType<Browser['send']>>> {
    return this.send('/upload', { method: 'POST', headers: { 'x-file-name': encodeURIComponent('名单.csv') }, body: bytes })
  }
  download(ticket: string): Promise<Awaited<ReturnType<Browser['send']>>> {
    return this.send(`/download/${ticket}`, { method: 'GET' })
  }
}
const ticketIn = ({ text }: { text: string }): string => {
  const answer = JSON.parse(text) as { ticket?: string; json?: { ticket?: string } }
  return answer.ticket ?? answer.json?.ticket ?? ''
}
const account = { name: '某人', password: 'ceshi-mima-1' }
const signedIn = async (login: string): Promise<Browser> => {
  const browser = await new Browser().open()
  expect((await browser.call('accounts.signIn', { login, password: account.password })).status).toBe(200)
  return browser
}

test('the founding page hands in one workbook of places at a time, before any account exists', async () => {
  const page = await new Browser().open()
  const first = ticketIn(await page.upload())
  expect((await page.upload()).status).toBe(200)
  const found = (placesTicket: string | null) => page.call('station.initialise', { township: { name: '柳渠镇', areaCode: '410105' }, communities: [], admin: { login: 'guanli', ...account }, clerk: { login: 'neiqin', ...account }, placesTicket })
  expect(await found(first)).toMatchObject({ code: 'FILE_REFUSED' })
  expect(await page.download(first)).toMatchObject({ status: 401 })
  expect((await found(null)).status).toBe(200)
})

describe('without signing in', () => {
  test('nothing is handed in, once the station is founded', async () => {
    const nobody = await new Browser().open()
    for (let turn = 0; turn < 2; turn += 1) expect(await nobody.upload(new Uint8Array(5 * 1024 * 1024))).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN', defined: true, message: declaredErrors.NOT_SIGNED_IN.message })
  })

  test('nothing is taken out, whoever holds the ticket', async () => {
    const clerk = await signedIn('neiqin')
    const ticket = ticketIn(await clerk.call('roster.export', { asOf: '2026-11-05', communityId: null, phones: 'masked', reason: null }))
    expect(ticket).not.toBe('')
    const nobody = await new Browser().open()
    expect(await nobody.download(ticket)).toMatchObject({ status: 401, text: declaredErrors.NOT_SIGNED_IN.message })
    expect((await (await signedIn('guanli')).download(ticket)).status).toBe(410)
    await clerk.call('accounts.lock', {})
    expect(await clerk.download(ticket)).toMatchObject({ status: 423, text: declaredErrors.SESSION_LOCKED.message })
    expect(await clerk.upload()).toMatchObject({ status: 423, code: 'SESSION_LOCKED' })
    await clerk.call('accounts.unlock', { password: account.password })
    expect((await clerk.download(ticket)).status).toBe(200)
  })

  test.each(procedureNames.filter((name) => permissions[name] !== 'public'))('%s answers nothing', async (name) => {
    const nobody = await new Browser().open()
    expect(await nobody.call(name, validInput(inputOf(name)))).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN', defined: true })
  })
})

test('a session has another id after signing in, and the old one is good for nothing', async () => {
  const browser = await new Browser().open()
  const before = browser.cookie
  await browser.call('accounts.signIn', { login: 'neiqin', password: 'cuole-mima-1' })
  expect(browser.cookie).toBe(before)
  expect((await browser.call('accounts.signIn', { login: 'neiqin', password: account.password })).status).toBe(200)
  expect(browser.cookie).not.toBe(before)
  expect((await browser.call('roster.board', { asOf: '2026-11-05' })).status).toBe(200)
  const old = new Browser()
  old.cookie = before
  expect((await old.call('roster.board', { asOf: '2026-11-05' })).status).toBe(403)
})

describe('what is no call', () => {
  const json = 'application/json'
  const chinese = /^[^a-zA-Z]*[\u4e00-\u9fff].*。$/s
  test.each([
    ['a body that is cut off', { 'content-type': json }, '{"json":{'],
    ['a body of words', { 'content-type': json }, 'hello'],
    ['bytes that are no UTF-8', { 'content-type': json }, new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['a list', { 'content-type': json }, '[1,2]'],
    ['a number', { 'content-type': json }, '7'],
    ['null', { 'content-type': json }, 'null'],
    ['nothing', { 'content-type': json }, ''],
    ['marks of a type that do not fit', { 'content-type': json }, '{"json":{},"meta":[[1,"a","b"]]}'],
    ['marks that are none', { 'content-type': json }, '{"json":{},"meta":7}'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'login=a&password=b'],
    ['a form of parts', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    ['plain text', { 'content-type': 'text/plain' }, '{"json":{}}'],
    ['a file', { 'content-type': 'application/octet-stream' }, 'abc'],
    ['depth without end', { 'content-type': json }, '['.repeat(500_000)],
  ] as const)('such as %s is answered by a declared error in Chinese', async (_what, headers, body) => {
    const clerk = await signedIn('neiqin')
    for (const procedure of ['roster/board', 'roster/reveal', 'accounts/signIn']) {
      const answer = await clerk.send(`/rpc/${procedure}`, { method: 'POST', headers, body })
      expect([procedure, answer.code, answer.defined]).toEqual([procedure, 'INVALID_INPUT', true])
      expect(answer.message).toMatch(chinese)
    }
  })

  test('too large is refused before it is parsed, with a sentence', async () => {
    const clerk = await signedIn('neiqin')
    const answer = await clerk.send('/rpc/accounts/signIn', { method: 'POST', headers: { 'content-type': json }, body: `{"json":{"login":"${'a'.repeat(20_000_000)}","password":"b"}}` })
    expect(answer).toMatchObject({ status: 413, code: 'INVALID_INPUT', defined: true, message: expect.stringMatching(/4MB/) })
  })

  test.each(['/rpc/roster/nothing', '/rpc/nothing', '/rpc/roster', '/rpc/', '/rpc/__proto__/constructor'])('to a procedure that there is not, %s, is answered by a declared error in Chinese', async (path) => {
    const clerk = await signedIn('neiqin')
    expect(await clerk.send(path, { method: 'POST', headers: { 'content-type': json }, body: '{"json":{}}' })).toMatchObject({ code: 'NOT_FOUND', defined: true, message: expect.stringMatching(chinese) })
  })

  test('by another method is answered by a declared error in Chinese', async () => {
    const clerk = await signedIn('neiqin')
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) expect([method, await clerk.send('/rpc/roster/board', { method })]).toEqual([method, expect.objectContaining({ code: expect.stringMatching(/^(INVALID_INPUT|NOT_FOUND)$/), defined: true, message: expect.stringMatching(chinese) })])
  })
})
