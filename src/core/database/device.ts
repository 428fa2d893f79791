import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { newId } from '../new-id'
import { writeFileAtomically } from '../files/write-atomically'

/**
 * The device's identity lives outside the database file. A database that was restored, or copied to another folder or
 * PC, must not go on numbering the old chain: it becomes a new incarnation.
 */
export interface DeviceIdentity {
  /** Names this device incarnation's chain in the audit and change logs. */
  chain: string
}

interface StoredDevice {
  device: string
  incarnation: number
  place: string
}

const fileName = 'device.json'

export function openDevice(dataDir: string): DeviceIdentity {
  const place = `${hostname()}:${realpathSync(dataDir)}`
  const path = join(dataDir, fileName)
  const stored = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StoredDevice) : null
  if (stored && stored.place === place) return { chain: `${stored.device}.${stored.incarnation}` }
  const next: StoredDevice = { device: newId(), incarnation: 1, place }
  writeFileAtomically(path, JSON.stringify(next), { mode: 0o600 })
  return { chain: `${next.device}.1` }
}

/** After a restore the rows are older than the chain's numbers: the next opening starts a new incarnation. */
export function beginNewIncarnation(dataDir: string): void {
  const path = join(dataDir, fileName)
  const stored = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StoredDevice) : { device: newId(), incarnation: 0, place: `${hostname()}:${realpathSync(dataDir)}` }
  writeFileAtomically(path, JSON.stringify({ ...stored, incarnation: stored.incarnation + 1 }), { mode: 0o600 })
}
