import { StationFault } from '../station-fault'
import type { Connection } from './driver'
import { keyStatements } from './key-statements'
import { PreparedReader } from './reader'
import type { TownshipKey } from './township-key'

const markOf = (connection: Connection): string | null => {
  const row = new PreparedReader(connection).get(keyStatements.mark, {})
  return row ? (JSON.parse(row.value_json) as string) : null
}

/**
 * One database, one key: the first opening keeps the key's mark, every later one must bring the same key, or else new
 * numbers would be sealed with a key that the old ones do not know.
 * @throws StationFault `key_mismatch`
 */
export function requireSameKey(connection: Connection, key: TownshipKey, now: number): void {
  const kept = markOf(connection)
  if (kept === null) connection.prepare(keyStatements.keepMark.sql).run({ value_json: JSON.stringify(key.mark()), updated_at: now })
  else if (kept !== key.mark()) throw new StationFault('key_mismatch', '密钥文件不是这份数据的，身份证号和电话打不开。没有动数据，把原来的 township.key 放回数据文件夹再打开。')
}

/** @throws StationFault `backup_other_key` unless the folder's key is the one that the backup was made with */
export function requireKeyOfBackup(backup: Connection, key: TownshipKey | null): void {
  const kept = markOf(backup)
  if (kept !== null && kept !== key?.mark())
    throw new StationFault('backup_other_key', '这份备份里的号码用另一把密钥加密，没有采用。库里没有变动，把当时的 township.key 放进数据文件夹再恢复。')
}
