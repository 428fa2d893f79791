import { openConnection } from './driver'
import { PreparedReader, type Reader } from './reader'

/** A connection of its own for a thread that only reads: it sees the database as it was when it began, whoever writes meanwhile. */
export function openReadOnly(path: string): { reader: Reader; close: () => void } {
  const connection = openConnection(path, { readonly: true, mustExist: true })
  connection.exec('BEGIN')
  return { reader: new PreparedReader(connection), close: () => connection.close() }
}
