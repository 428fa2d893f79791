import type { WorkbookCount } from '../../../domain/workbook-count'
import { countBiff } from './count-biff'
import { countMarkup } from './count-markup'
import { countText } from './count-text'
import { countZip } from './count-zip'

/**
 * What a file holds: its sheets, and of each the rows and cells that show something, by the file's own bytes. It shares
 * nothing with the reader, so that what the reader passes over is missed; it decides nothing about what a cell means.
 * Null where the bytes cannot be followed: then the reading is told to be unverified.
 */
export async function countWorkbook(bytes: Uint8Array): Promise<WorkbookCount | null> {
  try {
    const [first, second, third] = bytes
    if (first === 0x50 && second === 0x4b) return await countZip(bytes)
    if (first === 0xd0 && second === 0xcf) return countBiff(bytes)
    if (first === 0x09 && second !== undefined && second <= 8 && (third === 4 || third === 6 || third === 8)) return countBiff(bytes)
    return countMarkup(bytes) ?? countText(bytes)
  } catch {
    return null
  }
}
