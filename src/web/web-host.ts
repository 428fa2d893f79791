import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { RPCHandler } from '@orpc/server/node'
import { declaredErrors } from '../contract/errors'
import { appVersion } from '../core/app-version'
import type { Connection } from '../core/connection'
import { answerDeclared, declared, declaredRefusal, malformed } from '../core/declared-answers'
import { containedFile, contentType } from '../core/files/contained-file'
import { acceptUpload, mostUpload, requireUploader, takeDownload, tooLarge } from '../core/files/file-door'
import { builtFolder, openHostCore } from '../core/host-core'
import { pageHeaders } from '../core/page-policy'
import { Refusal } from '../core/refusal'
import type { Router } from '../core/router'
import { Admission } from './admission'

export interface WebHost {
  port: number
  firstLink: string
  close(): Promise<void>
}

/** The largest call is a pasted bundle of minutes, under 2 MB. */
const mostCall = 4 * 1024 * 1024
/** A body too large is still read to its end, up to here: a connection cut while the browser sends shows a network error instead of the sentence. */
const mostSwallowed = 20 * mostUpload

/**
 * The same core behind HTTP on 127.0.0.1: for machines without Electron.
 * @throws StationFault when another host holds the data folder or the database cannot be used
 */
export async function startWebHost(options: { dataDir: string; port: number; announce: (link: string) => void }): Promise<WebHost> {
  let port = options.port
  const admission = new Admission(() => port)
  const core = await openHostCore({
    dataDir: options.dataDir,
    host: 'browser',
    versions: { app: appVersion, electron: null, chromium: null, node: process.versions.node },
    onMoved: () => admission.signAllOut(),
  })
  const root = join(builtFolder(), 'renderer')
  const handlerFor = (router: Router) => ({
    router,
    rpc: new RPCHandler<{ connection: Connection }>(router, {
      interceptors: [
        answerDeclared,
        async (call) => {
          const { connection } = call.context
          const before = connection.signedIn?.accountId
          const result = await call.next()
          if (result.matched && connection.signedIn && connection.signedIn.accountId !== before) result.response.headers['set-cookie'] = admission.renew(connection)
          return result
        },
      ],
    }),
  })
  let handler = handlerFor(core.current().router)
  const rpc = (): typeof handler.rpc => {
    if (handler.router !== core.current().router) handler = handlerFor(core.current().router)
    return handler.rpc
  }
  const link = (): string => `http://127.0.0.1:${port}${admission.launchPath()}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (!admission.hostAllowed(request)) return plain(response, 421, '只能用本机地址打开工作站。')
    if (!admission.originAllowed(request)) return plain(response, 403, '请求不是从工作站页面发出的，没有办理。')
    if (url.pathname === '/launch') {
      const cookie = admission.launch(url.searchParams.get('token') ?? '')
      options.announce(link())
      if (cookie === null) return plain(response, 403, '这个链接用过了或不对。请用工作站窗口里最新打印的链接打开。')
      response.writeHead(303, { 'set-cookie': cookie, location: '/' })
      response.end()
      return
    }
    const connection = admission.connectionOf(request)
    if (!connection) return plain(response, 403, '请用工作站启动时打印的链接打开。')
    if (url.pathname.startsWith('/rpc/')) {
      if (request.method === 'POST') {
        const body = await bodyOf(request, mostCall)
        if (body === null) return refused(response, declared('INVALID_INPUT', '一次提交的内容超过4MB，没有办理。库里没有变动，分几次提交。', { fields: [] }, 413))
        const call = parsed(request, body)
        if (call === notJson) return refused(response, declared('INVALID_INPUT', malformed, { fields: [] }))
        Object.assign(request, { body: call })
      }
      await rpc().handle(request, response, { prefix: '/rpc', context: { connection } })
      return
    }
    if (url.pathname === '/upload' && request.method === 'POST') return upload(connection, request, response)
    if (url.pathname.startsWith('/download/') && request.method === 'GET') return download(connection, url.pathname.slice('/download/'.length), response)
    const file = containedFile(root, url.pathname)
    if (request.method !== 'GET' || file === null) return plain(response, 404, '没有这个页面。')
    response.writeHead(200, { 'content-type': contentType(file), 'cache-control': 'no-cache' })
    createReadStream(file).pipe(response)
  }

  async function upload(connection: Connection, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { services } = core.current()
    const barrier = refusalOf(() => requireUploader(services, connection))
    // Nothing of a file is kept that nobody may hand in, but it is read to its end, so that the browser shows why.
    const bytes = await bodyOf(request, barrier ? 0 : mostUpload)
    if (barrier) return refused(response, declaredRefusal(barrier))
    if (bytes === null) return refused(response, declared('FILE_REFUSED', tooLarge().message, { reason: 'file_too_large' }, 413))
    const fileName = writtenName(request.headers['x-file-name'])
    let ticket = ''
    const refusal = refusalOf(() => void (ticket = acceptUpload(services, connection, { fileName, bytes })))
    if (refusal) return refused(response, declaredRefusal(refusal))
    json(response, 200, { ticket, fileName })
  }

  function download(connection: Connection, ticket: string, response: ServerResponse): void {
    const refusal = refusalOf(() =>
      takeDownload(core.current().services, connection, ticket, (file) => {
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
          'content-length': file.bytes.byteLength,
        })
        response.end(file.bytes)
      }),
    )
    if (refusal) plain(response, refusal.code === 'FILE_REFUSED' ? 410 : declaredErrors[refusal.code].status, declaredRefusal(refusal).message)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      core.current().services.log.error('the web host failed to answer', { error: error instanceof Error ? error.name : 'unknown' })
      if (!response.headersSent) plain(response, 500, '工作站出错，这一步没有办成。')
      else response.destroy()
    })
  })
  // What is no HTTP at all never becomes a request; it is answered all the same.
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${malformed}`)
  })
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', resolve))
  } catch (error) {
    core.close()
    throw error
  }
  port = (server.address() as AddressInfo).port
  const firstLink = link()
  options.announce(firstLink)
  return {
    port,
    firstLink,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      core.close()
    },
  }
}

/** The whole body, or null when it is larger than that; what is too large is read on and forgotten. */
async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > mostSwallowed) break
    if (size > most) parts.length = 0
    else parts.push(part)
  }
  return size > most ? null : Buffer.concat(parts)
}

const notJson = Symbol('not JSON')
/** The call in a body; undefined in an empty one. */
function parsed(request: IncomingMessage, body: Buffer): unknown {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return notJson
  if (body.byteLength === 0) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return notJson
  }
}

/** @throws what is no refusal */
function refusalOf(work: () => void): Refusal | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** A header carries no Chinese, so the name comes encoded; one that does not decode is no reason to refuse the file. */
function writtenName(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? '')) || '文件'
  } catch {
    return '文件'
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}

/** As the page's client reads a declared error from any procedure. */
function refused(response: ServerResponse, error: ReturnType<typeof declared>): void {
  json(response, error.status, { json: error.toJSON() })
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
