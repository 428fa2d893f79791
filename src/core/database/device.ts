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
  /** True once a database was opened whole in this folder. */
  hasOpened?: boolean
}

const fileName = 'device.json'

/** What the file says; null where there is none, or where it was emptied or damaged: then the device is made anew. */
function readDevice(path: string): StoredDevice | null {
  if (!existsSync(path)) return null
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as Partial<StoredDevice> | null
    if (typeof stored?.device !== 'string' || typeof stored.place !== 'string' || !Number.isSafeInteger(stored.incarnation)) return null
    return { ...(stored as StoredDevice), hasOpened: stored.hasOpened === true }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const placeOf = (dataDir: string): string => `${hostname()}:${realpathSync(dataDir)}`

function writeDevice(dataDir: string, device: StoredDevice): void {
  writeFileAtomically(join(dataDir, fileName), JSON.stringify(device), { mode: 0o600 })
}

/** A damaged file costs nothing: a new device begins a chain of its own, as a copied folder does. */
export function openDevice(dataDir: string): DeviceIdentity {
  const place = placeOf(dataDir)
  const stored = readDevice(join(dataDir, fileName))
  if (stored && stored.place === place) return { chain: `${stored.device}.${stored.incarnation}` }
  const next: StoredDevice = { device: newId(), incarnation: 1, place, hasOpened: stored?.hasOpened === true }
  writeDevice(dataDir, next)
  return { chain: `${next.device}.1` }
}

/** After a restore the rows are older than the chain's numbers: the next opening starts a new incarnation. */
export function beginNewIncarnation(dataDir: string): void {
  const stored = readDevice(join(dataDir, fileName)) ?? { device: newId(), incarnation: 0, place: placeOf(dataDir), hasOpened: true }
  writeDevice(dataDir, { ...stored, incarnation: stored.incarnation + 1 })
}

/** Whether a database was ever opened whole in this folder: an empty one beside it is then a loss, not a beginning. */
export const hasOpenedBefore = (dataDir: string): boolean => readDevice(join(dataDir, fileName))?.hasOpened === true

export function noteOpened(dataDir: string): void {
  const stored = readDevice(join(dataDir, fileName))
  if (stored && stored.hasOpened !== true) writeDevice(dataDir, { ...stored, hasOpened: true })
}
