import { StationFault } from '../station-fault'

/** What the disk can do to us, as a sentence; the first entry whose codes begin the error's code is taken. */
const faults: readonly { reason: string; codes: readonly string[]; sentence: string }[] = [
  { reason: 'disk_full', codes: ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT'], sentence: '磁盘满了，没有写入。之前保存的都在，清出空间后重试。' },
  {
    reason: 'read_only',
    codes: ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR'],
    sentence: '数据文件夹只能读不能写，或没有权限。没有写入，之前保存的都在；检查文件夹的权限和磁盘的写保护，或换一个文件夹再打开。',
  },
  {
    reason: 'damaged_database',
    codes: ['SQLITE_NOTADB', 'SQLITE_CORRUPT'],
    sentence: '数据文件已损坏，这一步没有办成。没有动它，请由技术人员用最近的备份恢复：cli restore 备份文件 --data 数据文件夹。',
  },
  { reason: 'busy', codes: ['SQLITE_BUSY', 'SQLITE_LOCKED', 'EBUSY'], sentence: '另一个程序正在使用数据文件。这一步没有存，稍等几秒重试。' },
  { reason: 'disk_error', codes: ['SQLITE_IOERR', 'EIO', 'EMFILE', 'ENFILE'], sentence: '磁盘读写出错，这一步没有办成。之前保存的都在，检查磁盘或U盘是否松动后重试，并尽快把备份拷到别处。' },
]

/**
 * The sentence for an error of the disk or of SQLite; null for every other error.
 * One place for all commands and all hosts, so that no path answers “internal” where the disk is at fault.
 */
export function storageFault(error: unknown): StationFault | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const { code } = error
  const known = faults.find(({ codes }) => codes.some((begin) => code === begin || code.startsWith(`${begin}_`)))
  return known ? new StationFault(known.reason, known.sentence, error) : null
}

/** Runs what touches the disk. @throws StationFault in place of an error of the disk or of SQLite */
export function withStorageFaults<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storageFault(error) ?? error
  }
}
