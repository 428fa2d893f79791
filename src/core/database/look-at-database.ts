import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConnection, type Connection } from './driver'

/**
 * Reads a database without changing a byte of it or of what lies beside it. SQLite makes a log and its index for every
 * reader of a file that has none, so such a file is read in a copy of one's own, which also serves a folder that cannot be
 * written. Where the log's index lies, another program may be writing: then it is read in its place, as every reader does.
 * @throws the driver's SQLITE_* errors, and whatever `look` throws
 */
export function lookAtDatabase<T>(path: string, look: (connection: Connection) => T): T {
  if (!existsSync(`${path}-shm`)) {
    const dir = mkdtempSync(join(tmpdir(), 'jingwang-check-'))
    try {
      const copy = join(dir, 'station.sqlite')
      if (copied(path, copy)) return lookAt(copy, look)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }
  return lookAt(path, look)
}

/** False where there is no room for a copy, or where somebody has begun to write meanwhile. */
function copied(path: string, copy: string): boolean {
  try {
    for (const tail of ['', '-wal']) if (existsSync(path + tail)) copyFileSync(path + tail, copy + tail, constants.COPYFILE_FICLONE)
    return !existsSync(`${path}-shm`)
  } catch {
    return false
  }
}

function lookAt<T>(path: string, look: (connection: Connection) => T): T {
  const connection = openConnection(path, { readonly: true, mustExist: true })
  try {
    return look(connection)
  } finally {
    connection.close()
  }
}
