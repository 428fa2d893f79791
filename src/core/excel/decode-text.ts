import { refusals } from './workbook-refused'

/** What a broken byte becomes. Rows that hold it are marked, never passed on in silence. */
export const brokenSign = '\uFFFD'

export interface DecodedText {
  text: string
  /** The file was filled up with zero bytes behind its last sign, as a copy that broke off leaves it. */
  padded: boolean
}

/** A file with more than one broken byte in this many is no text. */
const signsPerBreak = 50

/**
 * Strict UTF-8 first: text in GB18030 practically never passes for it, while the reverse happens all the time. Where a few
 * bytes are broken, the encoding that explains by far most of the others is taken.
 * @throws WorkbookRefused `other_kind` for what is no text in any of them
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return wide('utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return wide('utf-16be', bytes)
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  const content = bytes.subarray(0, end)
  // A file of a disk's block is padded by less than a block; a database or a picture holds zeros all over.
  if (content.includes(0) || end < bytes.length - end) throw refusals.otherKind('别的程序的文件')
  const padded = end < bytes.length
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content), padded }
  } catch {
    const [utf8, chinese] = [lenient('utf-8', content), lenient('gb18030', content)]
    // Text in GB18030 hardly ever makes a sign of UTF-8 of three bytes, so a file that is full of them is UTF-8.
    const best = utf8.signs >= utf8.broken * 10 ? utf8 : chinese
    if (best.broken * signsPerBreak > best.text.length) throw refusals.otherKind('别的程序的文件')
    return { text: best.text, padded }
  }
}

function wide(encoding: string, bytes: Uint8Array): DecodedText {
  const { text, broken } = lenient(encoding, bytes)
  const content = text.replace(/\0+$/, '')
  if (broken * signsPerBreak > text.length || content.includes('\0')) throw refusals.otherKind('别的程序的文件')
  return { text: content, padded: content.length < text.length }
}

/** `signs` beyond ASCII that came out whole. */
function lenient(encoding: string, bytes: Uint8Array): { text: string; broken: number; signs: number } {
  const text = new TextDecoder(encoding).decode(bytes)
  let [broken, signs] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) signs++
  }
  return { text, broken, signs }
}
