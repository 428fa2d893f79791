import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const ending = /\.(\d+)\.jingwang-tmp(-journal|-wal|-shm)?$/
/** What versions before this one left when they were ended in the middle. */
const older = /^(station-\d{14}-\w+\.sqlite\.tmp|station\.sqlite\.restore(\.tmp)?|\.(township\.key|device\.json|window\.json)\.\d+\.tmp)(-journal)?$/
const day = 86_400_000

/** Beside the target, on the same disk, so that it can be renamed over it; names the process that writes it. */
export const temporaryBeside = (target: string): string => join(dirname(target), `.${basename(target)}.${process.pid}.jingwang-tmp`)

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Removes what programs that were ended in the middle of writing left in a folder; never what is still being written. */
export function sweepTemporaryFiles(dir: string): void {
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch {
    return
  }
  for (const name of names) {
    const pid = Number(ending.exec(name)?.[1] ?? Number.NaN)
    const path = join(dir, name)
    if (Number.isNaN(pid) ? !isOld(path, name) : pid === process.pid || isRunning(pid)) continue
    try {
      rmSync(path, { force: true })
    } catch {
      // Whoever may not remove it may still work beside it.
    }
  }
}

function isOld(path: string, name: string): boolean {
  if (!older.test(name)) return false
  try {
    return Date.now() - statSync(path).mtimeMs > day
  } catch {
    return false
  }
}
