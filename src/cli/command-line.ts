import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { StationFault } from '../core/station-fault'
import { WrongUse } from './wrong-use'

/** A command as typed. */
export interface CommandLine {
  json: boolean
  dataDir: string
  files: readonly string[]
  options: { [name: string]: string | boolean | undefined }
  user: string
}
/** What a command has to say: the object of --json, the words without it, and the exit code. */
export interface Outcome {
  exit: 0 | 1
  result: Record<string, unknown>
  words: string
}

/** The file that the command names. @throws StationFault `file_not_read`, WrongUse without a name */
export function readInput(line: CommandLine): { fileName: string; bytes: Uint8Array } {
  const [path] = line.files
  if (path === undefined) throw new WrongUse('缺少文件名。')
  try {
    return { fileName: basename(path), bytes: readFileSync(path) }
  } catch (error) {
    throw new StationFault('file_not_read', `读不到文件 ${path}。库里没有变动，核对文件名和权限。`, error)
  }
}
