import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { StationFault } from '../station-fault'
import { TownshipKey } from './township-key'

const dirs: string[] = []
const keyIn = (): { dir: string; key: TownshipKey } => {
  const dir = mkdtempSync(join(tmpdir(), 'jingwang-key-'))
  dirs.push(dir)
  return { dir, key: TownshipKey.open(dir, true) }
}
afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true, force: true })))
const reasonOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof StationFault) return error.reason
    throw error
  }
  return 'nothing was refused'
}

const place = { table: 'person', rowId: 'p1', column: 'phone_enc' }
const number = '13800001234'

describe('the township key', () => {
  it('seals a number so that it opens at its place again and reads nowhere in the sealed text', () => {
    const { key } = keyIn()
    const sealed = key.seal(number, place)
    expect(key.open(sealed, place)).toBe(number)
    expect(sealed).toMatch(/^k1\.[\w-]{16}\.[\w-]+$/)
    expect(sealed).not.toContain(number)
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(number)
  })

  it('seals the same number differently each time', () => {
    const { key } = keyIn()
    expect(new Set(Array.from({ length: 20 }, () => key.seal(number, place))).size).toBe(20)
  })

  it.each([
    ['row', { ...place, rowId: 'p2' }],
    ['column', { ...place, column: 'id_no_enc' }],
    ['table', { ...place, table: 'lead' }],
  ])('does not open a value that was moved to another %s', (_, moved) => {
    const { key } = keyIn()
    expect(reasonOf(() => key.open(key.seal(number, place), moved))).toBe('sealed_value_damaged')
  })

  it('does not open a value that was altered', () => {
    const { key } = keyIn()
    const [keyId = '', iv = '', body = ''] = key.seal(number, place).split('.')
    const bytes = Buffer.from(body, 'base64url')
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
    expect(reasonOf(() => key.open(`${keyId}.${iv}.${bytes.toString('base64url')}`, place))).toBe('sealed_value_damaged')
    expect(reasonOf(() => key.open(`${keyId}.${iv}.`, place))).toBe('sealed_value_damaged')
    expect(reasonOf(() => key.open('', place))).toBe('key_unknown')
    expect(reasonOf(() => key.open(`k9.${iv}.${body}`, place))).toBe('key_unknown')
  })

  it('is another one for another township: neither opens what the other sealed nor finds it', () => {
    const one = keyIn().key
    const other = keyIn().key
    expect(reasonOf(() => other.open(one.seal(number, place), place))).toBe('sealed_value_damaged')
    expect(other.lookUp('phone', number)).not.toBe(one.lookUp('phone', number))
  })

  it('finds equal numbers of one kind, and keeps the kinds apart', () => {
    const { dir, key } = keyIn()
    expect(TownshipKey.open(dir, false).lookUp('phone', number)).toBe(key.lookUp('phone', number))
    expect(key.lookUp('idNo', number)).not.toBe(key.lookUp('phone', number))
  })

  it('still opens values of an earlier key after a newer one has come', () => {
    const { dir, key } = keyIn()
    const sealed = key.seal(number, place)
    const path = join(dir, TownshipKey.fileName)
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { current: string; keys: Record<string, string> }
    writeFileSync(path, JSON.stringify({ current: 'k2', keys: { ...stored.keys, k2: Buffer.alloc(32, 7).toString('base64url') } }))
    const later = TownshipKey.open(dir, false)
    expect(later.open(sealed, place)).toBe(number)
    expect(later.seal(number, place).startsWith('k2.')).toBe(true)
    expect(later.lookUp('phone', number)).toBe(key.lookUp('phone', number))
  })
})
