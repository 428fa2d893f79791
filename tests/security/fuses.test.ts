import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8')

/** The lines under one key of the file, which is plain enough to be read without a parser. */
function block(key: string): string[] {
  const [, after = ''] = builder.split(new RegExp(`^${key}:[ ]*$`, 'm'))
  const lines = after.split('\n').slice(1)
  const end = lines.findIndex((line) => /^\S/.test(line))
  return lines.slice(0, end === -1 ? lines.length : end)
}
const written = new Map(block('electronFuses').flatMap((line) => {
  const [, name, value] = /^ {2}(\w+): (true|false)$/.exec(line) ?? []
  return name === undefined ? [] : [[name, value === 'true'] as const]
}))

/** electron-builder spells them in camel case and refuses keys that it does not know. */
const schema = JSON.parse(readFileSync(join(root, 'node_modules', 'app-builder-lib', 'scheme.json'), 'utf8')) as { definitions: { FuseOptionsV1: { properties: Record<string, unknown> } } }
const known = new Set(Object.keys(schema.definitions.FuseOptionsV1.properties))
const fuses = Object.values(FuseV1Options).filter((name) => typeof name === 'string').map((name) => name.charAt(0).toLowerCase() + name.slice(1))

describe('the package', () => {
  test('names every fuse that electron-builder can set', () => {
    expect(fuses.length).toBeGreaterThanOrEqual(9)
    expect(fuses.filter((name) => known.has(name) && !written.has(name))).toEqual([])
    expect([...written.keys()].filter((name) => !known.has(name) || !fuses.includes(name))).toEqual([])
  })

  test('says which fuse it cannot set, and the default that stands instead', () => {
    const unsettable = fuses.filter((name) => !known.has(name))
    expect(unsettable.filter((name) => !new RegExp(`^ {2}# ${name}: (true|false)$`, 'm').test(builder))).toEqual([])
  })

  test.each([
    ['runAsNode', false],
    ['enableCookieEncryption', true],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['enableEmbeddedAsarIntegrityValidation', true],
    ['onlyLoadAppFromAsar', true],
    ['loadBrowserProcessSpecificV8Snapshot', false],
    ['grantFileProtocolExtraPrivileges', false],
  ])('burns %s as %s', (name, value) => {
    expect(written.get(name)).toBe(value)
  })

  test('is our program alone: an archive, without the Node runtime, sources or binaries of other systems', () => {
    expect(builder).toMatch(/^asar: true$/m)
    const files = block('files').flatMap((line) => /^ {2}- '?([^']+?)'?$/.exec(line)?.[1] ?? [])
    expect(files).toEqual(expect.arrayContaining(['out/main/**', '!node_modules/node/**', '!node_modules/better-sqlite3/deps/**', '!node_modules/better-sqlite3/src/**', '!node_modules/better-sqlite3/prebuilds/*']))
    expect(files.filter((pattern) => /^(\*\*|\.|src|tests|node_modules\/\*)/.test(pattern))).toEqual([])
  })
})
