import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, randomFillSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '../files/write-atomically'
import { StationFault } from '../station-fault'

/** Where a sealed value lives; it is bound to the place, so a value moved to another row does not open. */
export interface SealedPlace {
  table: string
  rowId: string
  column: string
}

const keyFile = 'township.key'

/** Random bytes fetched many at once, and each given out once: fetching twelve costs more than sealing a number. */
const pool = Buffer.alloc(12 * 256)
let used = pool.length
function freshIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 12
  return Buffer.from(pool.subarray(used - 12, used))
}

export interface StoredKeys {
  current: string
  keys: Record<string, string>
}

/** @throws StationFault `key_damaged`; the file is left as it is */
function readKeys(path: string): StoredKeys {
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as StoredKeys
    if (typeof stored.keys[stored.current] === 'string') return stored
  } catch {
    // Whatever is wrong with the file, the way out is the same.
  }
  throw new StationFault('key_damaged', `密钥文件 ${keyFile} 已损坏，身份证号和电话打不开。没有动数据，把密钥文件从备份放回原处再打开。`)
}

/**
 * Seals personal numbers with AES-256-GCM under the township's random key and makes their look-up values.
 * A sealed value reads `<key id>.<iv>.<ciphertext and tag>`, base64url.
 */
export class TownshipKey {
  private constructor(private readonly stored: StoredKeys) {}

  /** Reads the key beside the database, or makes one where the database is new. */
  static open(dataDir: string, databaseIsNew: boolean): TownshipKey {
    const path = join(dataDir, keyFile)
    if (existsSync(path)) return new TownshipKey(readKeys(path))
    if (!databaseIsNew) throw new StationFault('key_missing', `数据文件夹里缺少密钥文件 ${keyFile}，身份证号和电话打不开。没有动数据，把密钥文件从备份放回原处再打开。`)
    const stored: StoredKeys = { current: 'k1', keys: { k1: randomBytes(32).toString('base64url') } }
    writeFileAtomically(path, JSON.stringify(stored), { mode: 0o600 })
    return new TownshipKey(stored)
  }

  /** The key for a thread that only reads: handed over in memory, and never to another program. */
  forThread(): StoredKeys {
    return this.stored
  }
  static ofThread(stored: StoredKeys): TownshipKey {
    return new TownshipKey(stored)
  }

  /** The folder's key where there is one; never makes one. */
  static present(dataDir: string): TownshipKey | null {
    const path = join(dataDir, keyFile)
    return existsSync(path) ? new TownshipKey(readKeys(path)) : null
  }

  static fileName = keyFile

  private secret(keyId: string): Buffer {
    const secret = this.stored.keys[keyId]
    if (!secret) throw new StationFault('key_unknown', '这条号码由另一把密钥加密，本机打不开。没有动数据，请恢复配套的密钥文件。')
    return Buffer.from(secret, 'base64url')
  }

  private derived(keyId: string, use: 'seal' | 'look-up'): KeyObject {
    const memo = `${keyId}/${use}`
    const known = this.memory.get(memo)
    if (known) return known
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', this.secret(keyId), Buffer.alloc(0), `jingwang-station/${use}`, 32)))
    this.memory.set(memo, key)
    return key
  }
  private readonly memory = new Map<string, KeyObject>()

  seal(text: string, place: SealedPlace): string {
    const keyId = this.stored.current
    const iv = freshIv()
    const cipher = createCipheriv('aes-256-gcm', this.derived(keyId, 'seal'), iv, { authTagLength: 16 })
    cipher.setAAD(Buffer.from(`${place.table}/${place.rowId}/${place.column}`))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${keyId}.${iv.toString('base64url')}.${body.toString('base64url')}`
  }

  /** @throws StationFault `sealed_value_damaged` when the value was altered or moved */
  open(sealed: string, place: SealedPlace): string {
    const [keyId = '', iv = '', body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.derived(keyId, 'seal'), Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(`${place.table}/${place.rowId}/${place.column}`))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
    } catch (error) {
      if (error instanceof StationFault) throw error
      throw new StationFault('sealed_value_damaged', '这条加密号码被改动过，打不开。其余数据不受影响，请从备份核对。', error)
    }
  }

  /** The bytes of a file: key id and its length, iv, ciphertext and tag. */
  sealBytes(content: Uint8Array, place: SealedPlace): Buffer {
    const keyId = Buffer.from(this.stored.current)
    const iv = freshIv()
    const cipher = createCipheriv('aes-256-gcm', this.derived(this.stored.current, 'seal'), iv, { authTagLength: 16 })
    cipher.setAAD(Buffer.from(`${place.table}/${place.rowId}/${place.column}`))
    return Buffer.concat([Buffer.from([keyId.length]), keyId, iv, cipher.update(content), cipher.final(), cipher.getAuthTag()])
  }

  /** @throws StationFault `sealed_value_damaged` when the bytes were altered or moved */
  openBytes(sealed: Uint8Array, place: SealedPlace): Buffer {
    const bytes = Buffer.from(sealed)
    const from = 1 + (bytes[0] ?? 0)
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.derived(bytes.subarray(1, from).toString(), 'seal'), bytes.subarray(from, from + 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(`${place.table}/${place.rowId}/${place.column}`))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(from + 12, -16)), decipher.final()])
    } catch (error) {
      if (error instanceof StationFault) throw error
      throw new StationFault('sealed_value_damaged', '这个附件被改动过，打不开。其余数据不受影响，请从备份核对。', error)
    }
  }

  /** Tells this key from another, and nothing else. */
  mark(): string {
    return createHmac('sha256', this.derived('k1', 'look-up')).update('mark').digest('base64url')
  }

  /** Keyed look-up value: equal texts of one kind give equal values; without the key nothing can be tried out. */
  lookUp(kind: 'idNo' | 'phone' | 'bankAccount' | 'leadProvider' | 'rewardRecipient', text: string): string {
    return createHmac('sha256', this.derived('k1', 'look-up')).update(`${kind}/${text}`).digest('base64url')
  }
}
