import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageHeaders, pagePolicy } from '../../src/core/page-policy'

const root = join(import.meta.dirname, '..', '..')
const directives = new Map(pagePolicy.split(';').map((part) => {
  const [name = '', ...sources] = part.trim().split(/\s+/)
  return [name, sources]
}))

describe('the content security policy', () => {
  test('allows nothing that it does not name', () => {
    expect(directives.get('default-src')).toEqual(["'none'"])
  })

  test('runs our own script files only: nothing inline, nothing evaluated', () => {
    expect(directives.get('script-src')).toEqual(["'self'"])
    for (const name of ['script-src-elem', 'script-src-attr', 'worker-src', 'object-src', 'frame-src', 'child-src', 'manifest-src']) expect([name, directives.get(name)]).toEqual([name, undefined])
    expect(pagePolicy).not.toMatch(/unsafe-eval|wasm-unsafe-eval|unsafe-hashes|strict-dynamic|nonce-/)
  })

  test('names no other place than this page', () => {
    for (const [name, sources] of directives) expect([name, sources.filter((source) => !["'none'", "'self'", "'unsafe-inline'", 'data:', 'blob:'].includes(source))]).toEqual([name, []])
    expect([...directives].filter(([, sources]) => sources.includes("'unsafe-inline'")).map(([name]) => name)).toEqual(['style-src'])
    expect([...directives].filter(([, sources]) => sources.some((source) => source.endsWith(':'))).map(([name]) => name)).toEqual(['img-src'])
    expect(directives.get('connect-src')).toEqual(["'self'"])
  })

  test('lets nobody frame it, post from it or move its base', () => {
    for (const name of ['frame-ancestors', 'form-action', 'base-uri']) expect([name, directives.get(name)]).toEqual([name, ["'none'"]])
  })
})

test('the other headers: no sniffing, no referrer, no sharing with other sites, no devices', () => {
  expect(pageHeaders).toMatchObject({
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  for (const device of ['camera', 'microphone', 'geolocation', 'usb', 'payment']) expect(pageHeaders['permissions-policy']).toContain(`${device}=()`)
})

test('the page itself has no inline script, no handler and nothing from elsewhere', () => {
  const html = readFileSync(join(root, 'src', 'renderer', 'index.html'), 'utf8')
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toMatch(/\bsrc="\.{0,2}\/(?!\/)/)
  expect(html).not.toMatch(/\son\w+=|javascript:|https?:\/\/|<iframe|<base|<form/i)
})
