import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { refusals, workbookLimits, WorkbookRefused } from './workbook-refused'
import { XlsxPackage } from './xlsx-package'

/**
 * Looks at the container before any parser sees it. The sizes in a zip's directory are the sender's claim: they are added
 * up first, and each part is later inflated in a stream that ends where it exceeds its claim, so nothing unpacks further
 * than the limits.
 * @throws WorkbookRefused for what is no workbook, under a password, damaged, or unpacks beyond the limits
 */
export async function openPackage(bytes: Uint8Array): Promise<XlsxPackage> {
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true, autoClose: false })
  } catch {
    throw refusals.damaged()
  }
  const entries = await directory(zip, bytes.length)
  checkContents(entries)
  return new XlsxPackage(zip, entries)
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
  if (has(/^xl\/workbook\.bin$/i)) throw refusals.otherKind('.xlsb工作簿')
  if (has(/^word\//i)) throw refusals.otherKind('Word文档')
  if (has(/^ppt\//i)) throw refusals.otherKind('演示文稿')
  if (has(/^content\.xml$/i)) throw refusals.otherKind('.ods表格')
  if (has(/^(_rels\/\.rels|xl\/.*\.xml)$/i)) return
  throw has(/^\[Content_Types\]\.xml$/i) || entries.length === 0 ? refusals.damaged() : refusals.otherKind('压缩包')
}
