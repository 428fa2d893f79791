import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { StationFault } from '../station-fault'
import { sweepTemporaryFiles, temporaryBeside } from './temporary-file'

const reasons: Record<string, string> = {
  EBUSY: '文件正被WPS或其他程序打开。关闭文件后重试。',
  EPERM: '文件正被WPS或其他程序打开，或没有写入权限。关闭文件后重试，或换一个文件夹。',
  EACCES: '没有写入这个文件夹的权限。换一个文件夹重试。',
  EROFS: '这个磁盘只能读不能写。换一个文件夹重试。',
  ENOSPC: '磁盘满了。清出空间后重试。',
  ENOENT: '文件夹不在了。换一个文件夹重试。',
  EISDIR: '同名的文件夹已存在。换一个文件名重试。',
}

/**
 * Writes beside the target, flushes, then renames over it: the target is either the old file or the whole new one. A link
 * stays a link; a device or a pipe is refused, since the renamed file would take its place.
 * @throws StationFault `file_not_written` with what to do; nothing is left behind
 */
export function writeFileAtomically(path: string, bytes: Uint8Array | string, options: { mode?: number } = {}): void {
  const target = plainTarget(path)
  sweepTemporaryFiles(dirname(target))
  const beside = temporaryBeside(target)
  try {
    const file = openSync(beside, 'w', options.mode ?? 0o644)
    try {
      const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
      for (let at = 0; at < data.byteLength; ) at += writeSync(file, data, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new StationFault('file_not_written', `没有存成 ${basename(path)}：${reasons[code] ?? '写文件出错。换一个文件夹重试。'}库里没有变动。`, error)
  }
}

/** @throws StationFault `file_not_written` for what is neither a file nor missing; of a folder the rename complains */
function plainTarget(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return path
  if (!found.isFile() && !found.isDirectory()) throw new StationFault('file_not_written', `没有存成 ${basename(path)}：那里是设备或管道，不是文件。库里没有变动，换一个文件名重试。`)
  return found.isFile() ? realpathSync(path) : path
}
