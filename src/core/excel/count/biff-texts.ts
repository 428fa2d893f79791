import { shownSigns } from './shown-signs'

export interface BiffRecord {
  id: number
  /** Where it begins in the stream; a sheet is named by this. */
  at: number
  data: Buffer
}

/** A text with its length before it: in Excel 97 with a byte of flags, before in the code page of China. */
export function signsOfBiffText(data: Buffer, isUnicode: boolean): number {
  const length = data.readUInt16LE(0)
  if (!isUnicode) return shownSigns(new TextDecoder('gb18030').decode(data.subarray(2, 2 + length)))
  const flags = data[2] ?? 0
  const from = 3 + (flags & 8 ? 2 : 0) + (flags & 4 ? 4 : 0)
  return shownSigns(flags & 1 ? data.toString('utf16le', from, from + length * 2) : data.toString('latin1', from, from + length))
}

/** How many signs each string of the shared table shows. A string may run on into the records that continue the table. */
export function signsOfStrings(records: readonly BiffRecord[], table: number, continuation: number): number[] {
  const first = records.findIndex(({ id }) => id === table)
  if (first < 0) return []
  let last = first
  while (records[last + 1]?.id === continuation) last++
  const pieces = new Pieces(records.slice(first, last + 1).map(({ data }) => data))
  pieces.skip(4)
  const count = pieces.number(4)
  const signs: number[] = []
  while (signs.length < count && !pieces.atEnd) signs.push(shownSigns(pieces.string()))
  return signs
}

class Pieces {
  private piece = 0
  private at = 0

  constructor(private readonly pieces: readonly Buffer[]) {}

  get atEnd(): boolean {
    this.turn()
    return this.piece >= this.pieces.length
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0 && !this.atEnd; ) {
      const step = Math.min(left, this.left)
      this.at += step
      left -= step
    }
  }

  number(bytes: number): number {
    let value = 0
    for (let at = 0; at < bytes && !this.atEnd; at++) value += this.byte() * 256 ** at
    return value
  }

  string(): string {
    const length = this.number(2)
    let flags = this.byte()
    const runs = flags & 8 ? this.number(2) : 0
    const extension = flags & 4 ? this.number(4) : 0
    let text = ''
    while (text.length < length && this.piece < this.pieces.length) {
      // Where the characters go on in the next record, it begins with flags of its own.
      if (this.left === 0) {
        this.piece++
        this.at = 0
        if (this.piece >= this.pieces.length) break
        flags = this.byte()
      }
      const width = flags & 1 ? 2 : 1
      const signs = Math.min(length - text.length, Math.floor(this.left / width))
      if (signs === 0) break
      text += this.current.toString(width === 2 ? 'utf16le' : 'latin1', this.at, this.at + signs * width)
      this.at += signs * width
    }
    this.skip(runs * 4 + extension)
    return text
  }

  private get current(): Buffer {
    return this.pieces[this.piece] ?? Buffer.alloc(0)
  }

  private get left(): number {
    return this.current.length - this.at
  }

  private byte(): number {
    this.turn()
    const value = this.current[this.at] ?? 0
    this.at++
    return value
  }

  private turn(): void {
    while (this.piece < this.pieces.length && this.at >= this.current.length) {
      this.piece++
      this.at = 0
    }
  }
}
