import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, protocol } from 'electron'
import { containedFile, contentType } from '../core/files/contained-file'
import { pageHeaders } from '../core/page-policy'

export const scheme = 'station'
const pageOrigin = `${scheme}://app`
const pageUrl = `${pageOrigin}/index.html`

/** Must run before the app is ready. The only privileged scheme there is. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false, stream: false, bypassCSP: false, allowServiceWorkers: false } }])
}

/** Serves the built page and nothing else: only host `app`, only files inside `out/renderer`. */
export function serveScheme(): void {
  const root = join(import.meta.dirname, '..', 'renderer')
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    const path = url.host === 'app' && request.method === 'GET' ? containedFile(root, url.pathname) : null
    if (path === null) return new Response('没有这个页面。', { status: 404, headers: { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' } })
    return new Response(new Uint8Array(await readFile(path)), { headers: { ...pageHeaders, 'content-type': contentType(path) } })
  })
}

/** The reloading page of `npm run dev`; the shipped program knows no other page than its own, whatever the environment says. */
const developmentPage = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
export const firstPage = developmentPage ?? pageUrl
const origins = developmentPage === undefined ? [pageOrigin] : [pageOrigin, new URL(developmentPage).origin]

export const isOurPage = (url: string): boolean => origins.some((origin) => url === origin || url.startsWith(`${origin}/`))
