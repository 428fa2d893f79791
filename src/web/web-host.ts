import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { RPCHandler } from '@orpc/server/node'
import { appVersion } from '../core/app-version'
import { containedFile, contentType } from '../core/files/contained-file'
import { builtFolder, openHostCore } from '../core/host-core'
import { pageHeaders } from '../core/page-policy'
import { Refusal } from '../core/refusal'
import { Admission } from './admission'

export interface WebHost {
  port: number
  firstLink: string
  close(): Promise<void>
}

const mostUpload = 60 * 1024 * 1024
/** A file too large is still read to its end, up to here: a connection cut while the browser sends shows a network error instead of the sentence. */
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
  let handler = { router: core.current().router, rpc: new RPCHandler(core.current().router) }
  const rpc = (): typeof handler.rpc => {
    if (handler.router !== core.current().router) handler = { router: core.current().router, rpc: new RPCHandler(core.current().router) }
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
      const { matched } = await rpc().handle(request, response, { prefix: '/rpc', context: { connection } })
      if (!matched) plain(response, 404, '没有这个功能。')
      return
    }
    if (url.pathname === '/upload' && request.method === 'POST') return upload(request, response)
    if (url.pathname.startsWith('/download/') && request.method === 'GET') return download(url.pathname.slice('/download/'.length), response)
    const file = containedFile(root, url.pathname)
    if (request.method !== 'GET' || file === null) return plain(response, 404, '没有这个页面。')
    response.writeHead(200, { 'content-type': contentType(file), 'cache-control': 'no-cache' })
    createReadStream(file).pipe(response)
  }

  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.byteLength
      if (size > mostSwallowed) break
      if (size > mostUpload) parts.length = 0
      else parts.push(part)
    }
    if (size > mostUpload) return json(response, 413, { message: '文件超过60MB，没有读入。拆成几个文件再导入。' })
    const fileName = writtenName(request.headers['x-file-name'])
    json(response, 200, { ticket: core.current().services.tickets.acceptUpload({ fileName, bytes: Buffer.concat(parts) }), fileName })
  }

  function download(ticket: string, response: ServerResponse): void {
    try {
      const file = core.current().services.tickets.takeDownload(ticket)
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        'content-length': file.bytes.byteLength,
      })
      response.end(file.bytes)
    } catch (error) {
      plain(response, 410, error instanceof Refusal ? error.message : '文件凭据已过期。')
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      core.current().services.log.error('the web host failed to answer', { error: error instanceof Error ? error.name : 'unknown' })
      if (!response.headersSent) plain(response, 500, '工作站出错，这一步没有办成。')
      else response.destroy()
    })
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

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
