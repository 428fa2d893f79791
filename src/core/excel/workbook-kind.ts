import { refusals } from './workbook-refused'

export type WorkbookKind = 'zip' | 'ole' | 'text'

const foreignKinds: readonly [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF文件'],
  [[0x89, 0x50, 0x4e, 0x47], '图片'],
  [[0xff, 0xd8, 0xff], '图片'],
  [[0x47, 0x49, 0x46, 0x38], '图片'],
  [[0x42, 0x4d], '图片'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR压缩包'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z压缩包'],
  [[0x1f, 0x8b], '压缩包'],
  [[0x4d, 0x5a], '程序'],
  [[0x7f, 0x45, 0x4c, 0x46], '程序'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], '写字板文档'],
  [[...Buffer.from('SQLite format 3\0')], '数据库'],
]

/** Judged by the first bytes: a file's name is what someone typed. Throws for what is certainly no workbook. */
export function workbookKind(bytes: Uint8Array): WorkbookKind {
  if (bytes.length === 0) throw refusals.empty()
  const begins = (magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte)
  if (begins([0x50, 0x4b, 0x03, 0x04])) return 'zip'
  if (begins([0x50, 0x4b])) throw refusals.damaged()
  if (begins([0xd0, 0xcf, 0x11, 0xe0])) return 'ole'
  // BIFF2 to BIFF4, before Excel used the OLE container.
  if (begins([0x09, 0x00, 0x04]) || begins([0x09, 0x02, 0x06]) || begins([0x09, 0x04, 0x06]) || begins([0x09, 0x08])) return 'ole'
  for (const [magic, what] of foreignKinds) {
    // Two letters alone may begin an honest CSV (BM…, MZ…); a text holds no zero byte.
    if (begins(magic) && (magic.length > 2 || bytes.subarray(0, 4096).includes(0))) throw refusals.otherKind(what)
  }
  return 'text'
}

/** Names inside an OLE container are stored as UTF-16, in any case: WPS writes WORKBOOK and BOOK. */
function oleHolds(bytes: Uint8Array, streamName: string): boolean {
  const wide = new RegExp([...streamName].map((sign) => `${sign}\\0`).join(''), 'i')
  return wide.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
}

/** Throws unless the OLE container is an unlocked workbook. */
export function checkOle(bytes: Uint8Array): void {
  if (oleHolds(bytes, 'EncryptedPackage')) throw refusals.password()
  if (bytes[0] !== 0xd0 || oleHolds(bytes, 'Book')) return
  if (oleHolds(bytes, 'WordDocument')) throw refusals.otherKind('Word文档')
  if (oleHolds(bytes, 'PowerPoint Document')) throw refusals.otherKind('演示文稿')
  if (bytes.length < 1536) throw refusals.damaged()
  throw refusals.otherKind('别的程序的文件')
}
