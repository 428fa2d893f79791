import { existsSync, realpathSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** A file inside `root`, or null: nothing outside it is ever named, whatever the path's spelling. */
export function containedFile(root: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const path = normalize(join(root, decoded === '/' ? 'index.html' : decoded))
  if (!path.startsWith(root + sep) || !existsSync(path)) return null
  // The name lies inside; what it leads to must as well, should a link stand there.
  const real = realpathSync(path)
  return real.startsWith(realpathSync(root) + sep) && statSync(real).isFile() ? real : null
}

export const contentType = (path: string): string => contentTypes[extname(path)] ?? 'application/octet-stream'
