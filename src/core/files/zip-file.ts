import { crc32 } from 'node:zlib'

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Names are UTF-8, which bit 11 says; Explorer, WPS and 7-Zip read Chinese names by it. */
const utf8Names = 0x0800
const mostBytes = 0xffff_fffe
const mostEntries = 0xfffe

function header(length: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length)
  write(new DataView(bytes.buffer))
  return bytes
}

/**
 * Files in one zip, stored as they are: workbooks are packed already. Below 4 GB and 65534 files.
 * @param day `YYYY-MM-DD` that the files are dated with, so that the same content makes the same bytes
 */
export function zipFile(entries: readonly ZipEntry[], day: string): Buffer {
  if (entries.length > mostEntries) throw new RangeError('too many files for one zip')
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number)
  const dosDate = ((year - 1980) << 9) | (month << 5) | date
  const local: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const encoded = new TextEncoder().encode(name)
    const crc = crc32(bytes)
    const common = (view: DataView, at: number): void => {
      view.setUint16(at, 20, true)
      view.setUint16(at + 2, utf8Names, true)
      view.setUint16(at + 4, 0, true)
      view.setUint16(at + 6, 0, true)
      view.setUint16(at + 8, dosDate, true)
      view.setUint32(at + 10, crc, true)
      view.setUint32(at + 14, bytes.byteLength, true)
      view.setUint32(at + 18, bytes.byteLength, true)
      view.setUint16(at + 22, encoded.byteLength, true)
    }
    const head = header(30, (view) => {
      view.setUint32(0, 0x04034b50, true)
      common(view, 4)
    })
    local.push(head, encoded, bytes)
    central.push(
      header(46, (view) => {
        view.setUint32(0, 0x02014b50, true)
        view.setUint16(4, 20, true)
        common(view, 6)
        view.setUint32(42, offset, true)
      }),
      encoded,
    )
    offset += head.byteLength + encoded.byteLength + bytes.byteLength
    if (offset > mostBytes) throw new RangeError('too large for one zip')
  }
  const centralBytes = central.reduce((sum, part) => sum + part.byteLength, 0)
  const end = header(22, (view) => {
    view.setUint32(0, 0x06054b50, true)
    view.setUint16(8, entries.length, true)
    view.setUint16(10, entries.length, true)
    view.setUint32(12, centralBytes, true)
    view.setUint32(16, offset, true)
  })
  return Buffer.concat([...local, ...central, end])
}

/** The files of a zip that `zipFile` made. */
export function entriesOfZip(zip: Uint8Array): ZipEntry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const entries: ZipEntry[] = []
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const size = view.getUint32(at + 18, true)
    const nameLength = view.getUint16(at + 26, true)
    const start = at + 30 + nameLength
    entries.push({ name: new TextDecoder().decode(zip.subarray(at + 30, start)), bytes: zip.subarray(start, start + size) })
    at = start + size
  }
  return entries
}
