import { mostMinutesText } from '../../../contract/meetings-import'
import { accountOfMinutes } from '../../../domain/minutes-account'
import { countLines } from '../../excel/count/count-lines'
import { Refusal } from '../../refusal'

const mostBytes = 2 * 1024 * 1024
const foreign: readonly [readonly number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], '这是Word或WPS文档'],
  [[0xd0, 0xcf, 0x11, 0xe0], '这是旧版Word或WPS文档'],
  [[0x25, 0x50, 0x44, 0x46], '这是PDF'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], '这是RTF文档'],
  [[0xff, 0xd8, 0xff], '这是图片'],
  [[0x89, 0x50, 0x4e, 0x47], '这是图片'],
]
const refused = (sentence: string, reason: string): Refusal => new Refusal('FILE_REFUSED', `${sentence}库里没有变动。`, reason)

/**
 * The text of a file with minutes: UTF-8 with or without its mark, UTF-16 with one, or GB18030. Strict UTF-8 comes first:
 * GB18030 practically never passes for it.
 * @throws Refusal FILE_REFUSED for what is no text, empty or too long
 */
export function minutesText(bytes: Uint8Array): string {
  if (bytes.byteLength > mostBytes) throw refused('文件超过2MB，不像会议纪要。', 'too_big')
  const kind = foreign.find(([magic]) => magic.every((byte, at) => bytes[at] === byte))
  if (kind) throw refused(`${kind[1]}，要纯文本。打开它，全选复制后粘贴，或另存为.txt再导入。`, 'other_kind')
  const text = decoded(bytes).replace(/^\uFEFF/, '')
  if (text.trim() === '') throw refused('文件里没有文字。', 'empty')
  requireWholeText(text, bytes)
  if (text.length > mostMinutesText) throw refused('文件超过40万字。分成几份导入。', 'too_long')
  return text
}

/** Counted a second way by the bytes: a line that was not read is never silent. */
export function requireWholeText(text: string, bytes: Uint8Array): void {
  const read = accountOfMinutes(text, [])
  const held = countLines(bytes)
  if (read.lines !== held.lines || read.signs !== held.signs) throw refused(`文件有${held.lines}行、${held.signs}字，只读出${read.lines}行、${read.signs}字。用记事本打开，另存为UTF-8的.txt再导入。`, 'unread_content')
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  for (const encoding of marked === null ? ['utf-8', 'gb18030'] : [marked]) {
    if (marked === null && bytes.includes(0)) break
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one.
    }
  }
  throw refused('读不出文字，文件可能损坏或不是文本。用记事本打开核对，另存为UTF-8的.txt再导入。', 'not_text')
}
