import { shownSigns, unescaped, withoutOfficeEscapes } from './shown-signs'

/** What stands between `from` and `to` of the bytes; offsets hold only during the call. */
export interface XmlHandler {
  /** `nameFrom` to `nameTo` is the local name, `nameTo` to `to` the attributes. */
  open(bytes: Uint8Array, nameFrom: number, nameTo: number, to: number): void
  close(): void
  /** Text between tags, references unresolved; `literal` for a CDATA section, which has none. */
  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void
}

const [lt, gt, slash, bang, question, colon] = [0x3c, 0x3e, 0x2f, 0x21, 0x3f, 0x3a]
const endOfComment = Buffer.from('-->')
const endOfCdata = Buffer.from(']]>')

/**
 * A tokenizer over the bytes of an XML part as they are inflated, without building anything. It follows tags, not
 * well-formedness: a part that is cut or broken gives a count that the reader's will not match, which is then told.
 */
export class XmlTokens {
  private rest: Buffer = Buffer.alloc(0)
  private wide: TextDecoder | null = null
  private begun = false

  constructor(private readonly handler: XmlHandler) {}

  push(chunk: Buffer): void {
    if (!this.begun && chunk.length > 0) this.begin(chunk)
    const bytes = this.wide === null ? chunk : Buffer.from(this.wide.decode(chunk, { stream: true }))
    const whole = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes])
    const used = this.scan(whole)
    this.rest = used === whole.length ? Buffer.alloc(0) : whole.subarray(used)
  }

  /** Parts are UTF-8 or UTF-16; Office reads no other. */
  private begin(chunk: Buffer): void {
    this.begun = true
    const [first, second] = chunk
    if ((first === 0xff && second === 0xfe) || (first === lt && second === 0)) this.wide = new TextDecoder('utf-16le')
    if ((first === 0xfe && second === 0xff) || (first === 0 && second === lt)) this.wide = new TextDecoder('utf-16be')
  }

  /** @returns how far the bytes were understood; a token cut by the end of the chunk is seen whole with the next one */
  private scan(bytes: Buffer): number {
    const { handler } = this
    const end = bytes.length
    let at = 0
    while (at < end) {
      if (bytes[at] !== lt) {
        let to = at
        while (to < end && bytes[to] !== lt) to++
        if (to === end) return at
        handler.text(bytes, at, to, false)
        at = to
        continue
      }
      const sign = bytes[at + 1]
      if (sign === bang || sign === question) {
        const to = this.special(bytes, at)
        if (to < 0) return at
        at = to
        continue
      }
      const to = endOfTag(bytes, at + 1, end)
      if (to < 0) return at
      if (sign === slash) handler.close()
      else {
        const closed = bytes[to - 1] === slash
        let nameFrom = at + 1
        let nameTo = nameFrom
        for (; nameTo < to; nameTo++) {
          const byte = bytes[nameTo] as number
          if (byte === colon) nameFrom = nameTo + 1
          else if (byte <= 0x20 || byte === slash) break
        }
        handler.open(bytes, nameFrom, nameTo, closed ? to - 1 : to)
        if (closed) handler.close()
      }
      at = to + 1
    }
    return end
  }

  private special(bytes: Buffer, at: number): number {
    if (bytes.length - at < 9) return -1
    if (bytes[at + 1] === question) return after(bytes.indexOf('?>', at + 2, 'latin1'), 2)
    if (bytes[at + 2] === 0x2d) return after(bytes.indexOf(endOfComment, at + 4), 3)
    if (bytes[at + 2] !== 0x5b) return after(bytes.indexOf(gt, at + 2), 1)
    const to = bytes.indexOf(endOfCdata, at + 9)
    if (to >= 0) this.handler.text(bytes, at + 9, to, true)
    return after(to, 3)
  }
}

const after = (found: number, length: number): number => (found < 0 ? -1 : found + length)

/** The sign > may stand inside an attribute's quotes. */
function endOfTag(bytes: Buffer, from: number, end: number): number {
  let quote = 0
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === gt) return at
    else if (byte === 0x22 || byte === 0x27) quote = byte
  }
  return -1
}

/** Attributes by their names as written. */
export function attributesOf(bytes: Uint8Array, from: number, to: number): Map<string, string> {
  const found = new Map<string, string>()
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8')
  for (const [, name = '', , double, single] of text.matchAll(/([^\s=/]+)\s*=\s*("([^"]*)"|'([^']*)')/g)) found.set(name, unescaped(double ?? single ?? ''))
  return found
}

export const nameIs = (bytes: Uint8Array, from: number, to: number, name: string): boolean => {
  if (to - from !== name.length) return false
  for (let at = 0; at < name.length; at++) if (bytes[from + at] !== name.charCodeAt(at)) return false
  return true
}

/** Of three bytes in UTF-8: Chinese characters, their punctuation, full-width signs and quotation marks; never the wide space. */
function isCommon(first: number, second: number, third: number): boolean {
  if (first >= 0xe4 && first <= 0xe9) return true
  if (first === 0xe3) return second !== 0x80 || third !== 0x80
  return (first === 0xef && second === 0xbc) || (first === 0xe2 && second === 0x80 && third >= 0x90 && third <= 0xa7)
}

/** Plain signs are counted as they stand; a text with anything else in it is decoded. */
export function signsOfText(bytes: Uint8Array, from: number, to: number, literal: boolean): number {
  let signs = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte <= 0x20) continue
    if (byte < 0x7f && byte !== 0x26 && byte !== 0x5f) signs++
    else if (at + 2 < to && isCommon(byte, bytes[at + 1] as number, bytes[at + 2] as number)) {
      signs++
      at += 2
    } else {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, to - at).toString('utf8')
      return signs + shownSigns(withoutOfficeEscapes(literal ? text : unescaped(text)))
    }
  }
  return signs
}
