import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { windowConnection } from '../../src/core/connection'
import { TownshipKey, type SealedPlace } from '../../src/core/database/township-key'
import { StationFault } from '../../src/core/station-fault'
import { openStation, type Station } from '../stand/station'

const idNo = '410105199405159496'
const place: SealedPlace = { table: 'person', rowId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', column: 'id_no_enc' }
const folders: string[] = []
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'jingwang-key-'))
  folders.push(made)
  return made
}
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true })
})

function faultOf(work: () => unknown): string {
  try {
    return `opened: ${String(work())}`
  } catch (error) {
    if (!(error instanceof StationFault)) throw error
    expect(error.message).toMatch(/^[^!！]+。$/)
    expect(error.message).not.toContain(idNo)
    return error.reason
  }
}

describe('a sealed value', () => {
  const key = TownshipKey.open(folder(), true)
  const sealed = key.seal(idNo, place)

  test('opens in its own place and shows nothing of the number', () => {
    expect(key.open(sealed, place)).toBe(idNo)
    expect(sealed).toMatch(/^k1\.[\w-]{16}\.[\w-]+$/)
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(idNo.slice(0, 6))
  })

  test('differs each time, so that equal numbers are not seen to be equal', () => {
    const all = new Set(Array.from({ length: 200 }, () => key.seal(idNo, place)))
    expect(all.size).toBe(200)
  })

  test.each<[string, SealedPlace]>([
    ['another row', { ...place, rowId: '01ARZ3NDEKTSV4RRFFQ69G5FAW' }],
    ['another column', { ...place, column: 'phone_enc' }],
    ['another table', { ...place, table: 'user_account' }],
  ])('moved to %s does not open', (_where, moved) => {
    expect(faultOf(() => key.open(sealed, moved))).toBe('sealed_value_damaged')
  })

  test('does not open with any one bit altered, nor cut short, nor lengthened', () => {
    const [keyId = '', iv = '', body = ''] = sealed.split('.')
    for (const [part, text] of [['iv', iv], ['body', body]] as const) {
      const bytes = Buffer.from(text, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const altered = Buffer.from(bytes)
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const other = altered.toString('base64url')
        expect([part, bit, faultOf(() => key.open(part === 'iv' ? `${keyId}.${other}.${body}` : `${keyId}.${iv}.${other}`, place))]).toEqual([part, bit, 'sealed_value_damaged'])
      }
    }
    for (const altered of [`${keyId}.${iv}.${body.slice(0, 20)}`, `${keyId}.${iv}.`, `${keyId}..${body}`, `${keyId}.${iv}.${body}AAAA`, keyId, '', idNo])
      expect(faultOf(() => key.open(altered, place))).toMatch(/^(sealed_value_damaged|key_unknown)$/)
  })

  test('does not take a shorter tag for a whole one', () => {
    const [keyId = '', iv = '', body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    for (const kept of [4, 8, 12]) expect(faultOf(() => key.open(`${keyId}.${iv}.${bytes.subarray(0, bytes.length - 16 + kept).toString('base64url')}`, place))).toBe('sealed_value_damaged')
  })

  test('does not open under another township\'s key, nor under a key that is not there', () => {
    expect(faultOf(() => TownshipKey.open(folder(), true).open(sealed, place))).toBe('sealed_value_damaged')
    expect(faultOf(() => key.open(sealed.replace('k1.', 'k9.'), place))).toBe('key_unknown')
  })

  test('is looked up by a keyed value that differs per kind and per township', () => {
    const other = TownshipKey.open(folder(), true)
    const values = [key.lookUp('idNo', idNo), key.lookUp('phone', idNo), other.lookUp('idNo', idNo)]
    expect(new Set(values).size).toBe(3)
    expect(key.lookUp('idNo', idNo)).toBe(values[0])
  })
})

describe('the key file', () => {
  test('is readable by its owner only, and is never made anew beside a database that has one', () => {
    const dir = folder()
    const key = TownshipKey.open(dir, true)
    const path = join(dir, TownshipKey.fileName)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(TownshipKey.open(dir, false).open(key.seal(idNo, place), place)).toBe(idNo)
    rmSync(path)
    expect(faultOf(() => TownshipKey.open(dir, false))).toBe('key_missing')
    expect(readdirSync(dir)).toEqual([])
  })

  test('holds 256 random bits', () => {
    const dirs = [folder(), folder()]
    const secrets = dirs.map((dir) => {
      TownshipKey.open(dir, true)
      return (JSON.parse(readFileSync(join(dir, TownshipKey.fileName), 'utf8')) as { keys: { k1: string } }).keys.k1
    })
    expect(new Set(secrets).size).toBe(2)
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  })
})

describe('a data folder', () => {
  let station: Station
  beforeAll(async () => {
    station = await openStation()
    const account = { name: '某人', password: 'ceshi-mima-1' }
    const first = station.client(windowConnection('test'))
    await first.station.initialise({ township: { name: '柳渠镇', areaCode: '410105' }, communities: [], admin: { login: 'guanli', ...account }, clerk: { login: 'neiqin', ...account } })
    const clerk = await station.signedIn('clerk')
    const fileName = '花名册-规范.xlsx'
    const ticket = station.services.tickets.acceptUpload({ fileName, bytes: readFileSync(join(import.meta.dirname, '..', 'fixtures', fileName)) })
    const { importId } = await clerk.client.rosterImport.open({ ticket })
    expect((await clerk.client.rosterImport.commit({ importId })).imported).toBe(891)
    const admin = await station.signedIn('admin')
    await admin.client.backups.make({})
  })

  test('holds no number in clear in any file: database, log ahead of it, backups, logs', () => {
    const number = /(?<![0-9A-Za-z])(?:[1-9]\d{5}(?:19|20)\d{9}[\dX]|1[3-9]\d{9})(?![0-9A-Za-z])/g
    const found = readdirSync(station.dir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(station.dir, name))
      .filter((path) => statSync(path).isFile())
      .flatMap((path) => [path, ...(readFileSync(path).toString('latin1').match(number) ?? [])].slice(1).map((one) => `${path}: ${one}`))
    expect(found).toEqual([])
    expect(station.logLines.join('\n')).not.toMatch(number)
  })

  test('is closed to other users of the machine', () => {
    const { dir } = station
    const modes = [join(dir, 'backups'), join(dir, 'logs')].map((path) => statSync(path).mode & 0o777)
    if (process.platform !== 'win32') expect(modes).toEqual([0o700, 0o700])
  })

  test('keeps a value that was moved between rows from opening on any page', async () => {
    const { connection } = station.services.database
    const { client } = await station.signedIn('clerk')
    const [first, second] = connection.prepare('SELECT id, phone_enc FROM person WHERE phone_enc IS NOT NULL LIMIT 2').all() as { id: string; phone_enc: string }[]
    connection.prepare('UPDATE person SET phone_enc = ? WHERE id = ?').run(second?.phone_enc, first?.id)
    await expect(client.roster.person({ personId: first?.id ?? '' })).rejects.toMatchObject({ code: 'FILE_REFUSED', data: { reason: 'sealed_value_damaged' } })
  })
})

test('a damaged key file is refused with a sentence, and left as it is', () => {
  const dir = folder()
  writeFileSync(join(dir, TownshipKey.fileName), '{"current":"k1"')
  expect(faultOf(() => TownshipKey.open(dir, false))).toMatch(/^key_/)
  expect(readFileSync(join(dir, TownshipKey.fileName), 'utf8')).toBe('{"current":"k1"')
})
