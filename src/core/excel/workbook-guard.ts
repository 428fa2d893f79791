import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { refusals, workbookLimits, WorkbookRefused } from './workbook-refused'

/** What the guard found while it let every sheet pass by once. */
export interface ZipScan {
  rowsWithContent: number
  cells: number
}

/**
 * Looks at the container before any parser sees it. The sizes in a zip's directory are the sender's claim: they are added
 * up first, and each sheet is then inflated in a stream that stops where it exceeds its claim, so nothing unpacks further
 * than the limits. Rows are counted on the way, since a parser would need gigabytes for a sheet that is refused anyway.
 */
export async function scanWorkbookZip(bytes: Uint8Array): Promise<ZipScan> {
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true, autoClose: false })
  } catch {
    throw refusals.damaged()
  }
  const entries = await directory(zip, bytes.length)
  checkContents(entries)
  const scan: ZipScan = { rowsWithContent: 0, cells: 0 }
  for (const entry of entries) {
    if (!/^xl\/.*\.xml$/i.test(entry.fileName) && !/sharedStrings/i.test(entry.fileName)) continue
    await inflate(zip, entry, /^xl\/worksheets\//i.test(entry.fileName) ? scan : null)
  }
  return scan
}

async function directory(zip: ZipFile, packed: number): Promise<Entry[]> {
  const entries: Entry[] = []
  let unpacked = 0
  if (zip.entryCount > workbookLimits.zipEntries) throw refusals.zipBomb()
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw refusals.password()
      unpacked += entry.uncompressedSize
      if (entries.push(entry) > workbookLimits.zipEntries) throw refusals.zipBomb()
    }
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : refusals.damaged()
  }
  if (unpacked > workbookLimits.unpackedBytes) throw refusals.zipBomb()
  if (unpacked > 20 * 1024 * 1024 && unpacked > packed * workbookLimits.packingRatio) throw refusals.zipBomb()
  return entries
}

function checkContents(entries: readonly Entry[]): void {
  const has = (name: RegExp) => entries.some((entry) => name.test(entry.fileName))
  if (has(/^xl\/workbook\.xml$/i)) return
  if (has(/^xl\/workbook\.bin$/i)) throw refusals.otherKind('.xlsb工作簿')
  if (has(/^word\//i)) throw refusals.otherKind('Word文档')
  if (has(/^ppt\//i)) throw refusals.otherKind('演示文稿')
  if (has(/^content\.xml$/i)) throw refusals.otherKind('.ods表格')
  throw has(/^\[Content_Types\]\.xml$/i) || entries.length === 0 ? refusals.damaged() : refusals.otherKind('压缩包')
}

async function inflate(zip: ZipFile, entry: Entry, scan: ZipScan | null): Promise<void> {
  const tokens = /<(?:\w+:)?(row|c|v|is)(?=[\s>/])/g
  let tail = ''
  let counted = true
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (scan === null) continue
      const text = tail + chunk.toString('latin1')
      // A tag cut by the end of the chunk is seen whole with the next one.
      const end = text.lastIndexOf('<')
      tail = end >= 0 && text.length - end < 40 ? text.slice(end) : ''
      for (const token of text.slice(0, text.length - tail.length).matchAll(tokens)) {
        if (token[1] === 'row') counted = false
        else if (token[1] === 'c') scan.cells++
        else if (!counted) {
          counted = true
          if (++scan.rowsWithContent > workbookLimits.rows) throw refusals.tooManyRows()
        }
      }
    }
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : refusals.damaged()
  }
}
