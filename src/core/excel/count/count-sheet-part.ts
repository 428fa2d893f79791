import type { CountedSheetKind, SheetCount } from '../../../domain/workbook-count'
import { SheetTally } from './sheet-tally'
import { attributesOf, signsOfText, nameIs, XmlTokens, type XmlHandler } from './xml-tokens'

/** Where in a sheet's part the scan stands; a place of no interest has none below it. */
const place = { none: 0, sheet: 1, data: 2, row: 3, cell: 4, value: 5, formula: 6, inline: 7, run: 8, text: 9, merges: 10 } as const
type Place = (typeof place)[keyof typeof place]

const [letterR, letterT, equals] = [0x72, 0x74, 0x3d]

/** Counts the cells of one worksheet part. `strings[n]` is how many signs the n-th shared string shows. */
export class SheetPart implements XmlHandler {
  readonly tokens = new XmlTokens(this)
  kind: CountedSheetKind = 'worksheet'
  private readonly tally = new SheetTally()
  private readonly places: Place[] = []
  private row = 0
  private column = 0
  /** The cell's t: `s` shared string, `t` text of a formula; 0 for everything else. */
  private type = 0
  private shows = false
  private signs = 0
  private shared = -1
  private formula = false
  /** A result is stored, be it an empty text. */
  private stored = false

  constructor(private readonly strings: readonly number[]) {}

  finish(name: string): SheetCount {
    return this.tally.finish(name, this.kind)
  }

  open(bytes: Uint8Array, from: number, to: number, end: number): void {
    this.places.push(this.enter(this.places.at(-1) ?? null, bytes, from, to, end))
  }

  private enter(above: Place | null, bytes: Uint8Array, from: number, to: number, end: number): Place {
    const is = (name: string) => nameIs(bytes, from, to, name)
    switch (above) {
      case null:
        if (is('chartsheet')) this.kind = 'chart'
        else if (is('dialogsheet')) this.kind = 'dialog'
        else if (is('macrosheet')) this.kind = 'macro'
        return place.sheet
      case place.sheet:
        return is('sheetData') ? place.data : is('mergeCells') ? place.merges : place.none
      case place.data:
        return is('row') ? this.beginRow(bytes, to, end) : place.none
      case place.row:
        return is('c') ? this.beginCell(bytes, to, end) : place.none
      case place.cell:
        if (is('f')) this.formula = true
        else if (is('v')) this.stored = this.type === letterT
        return is('v') ? place.value : is('f') ? place.formula : is('is') ? place.inline : place.none
      case place.inline:
        // The pinyin guide (rPh) is beside the text, not in it.
        return is('t') ? place.text : is('r') ? place.run : place.none
      case place.run:
        return is('t') ? place.text : place.none
      case place.merges:
        if (is('mergeCell')) this.merge(attributesOf(bytes, to, end).get('ref') ?? '')
        return place.none
      default:
        return place.none
    }
  }

  close(): void {
    if (this.places.pop() === place.cell) this.endCell()
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    const here = this.places[this.places.length - 1]
    if (here === place.text) this.signs += signsOfText(bytes, from, to, literal)
    else if (here === place.value) {
      if (this.type === letterS) this.index(bytes, from, to)
      else if (this.type === letterT) this.signs += signsOfText(bytes, from, to, literal)
      else if (signsOfText(bytes, from, to, literal) > 0) this.shows = this.stored = true
    }
  }

  private index(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const digit = (bytes[at] as number) - 0x30
      if (digit >= 0 && digit <= 9) this.shared = Math.max(0, this.shared) * 10 + digit
    }
  }

  private beginRow(bytes: Uint8Array, from: number, to: number): Place {
    this.row += 1
    this.column = 0
    for (let at = from; at < to; at = nextAttribute(bytes, at, to)) {
      if (!isAttribute(bytes, at, letterR)) continue
      const written = digits(bytes, startOfValue(bytes, at, to), to)
      if (written > 0) this.row = written
    }
    return place.row
  }

  private beginCell(bytes: Uint8Array, from: number, to: number): Place {
    this.column += 1
    this.type = 0
    this.shows = this.formula = this.stored = false
    this.signs = 0
    this.shared = -1
    for (let at = from; at < to; at = nextAttribute(bytes, at, to)) {
      if (isAttribute(bytes, at, letterR)) this.locate(bytes, startOfValue(bytes, at, to), to)
      else if (isAttribute(bytes, at, letterT)) this.type = typeOf(bytes, startOfValue(bytes, at, to))
    }
    return place.cell
  }

  private locate(bytes: Uint8Array, from: number, to: number): void {
    let column = 0
    let at = from
    for (; at < to; at++) {
      const letter = (bytes[at] as number) & 0xdf
      if (letter < 0x41 || letter > 0x5a) break
      column = column * 26 + letter - 0x40
    }
    const row = digits(bytes, at, to)
    if (column > 0 && row > 0) [this.row, this.column] = [row, column]
  }

  private endCell(): void {
    // An index beyond the strings points at a text that is not there: the file says that there is one.
    if (this.shared >= 0) this.signs = this.strings[this.shared] ?? 1
    const withoutResult = this.formula && !this.stored && this.shared < 0
    if (this.signs > 0) this.tally.add(this.row, this.column, this.signs)
    else if (this.shows || withoutResult) this.tally.add(this.row, this.column)
  }

  private merge(ref: string): void {
    const match = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/i.exec(ref)
    if (match === null) return
    const [, left = '', top, right = '', bottom] = match
    this.tally.merge({ top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) })
  }
}

const letterS = 0x73

const columnOf = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** s is a shared string; str is a formula's text, which may be empty. */
function typeOf(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== letterS) return 0
  return bytes[at + 1] === letterT ? letterT : letterS
}

/** An attribute of one letter begins here. */
function isAttribute(bytes: Uint8Array, at: number, letter: number): boolean {
  return bytes[at] === letter && ((bytes[at + 1] as number) === equals || (bytes[at + 1] as number) <= 0x20) && (bytes[at - 1] as number) <= 0x20
}

function startOfValue(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== 0x22 && bytes[at] !== 0x27) at++
  return at + 1
}

function nextAttribute(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  if ((bytes[at] as number) <= 0x20) {
    while (at < to && (bytes[at] as number) <= 0x20) at++
    return at
  }
  while (at < to && bytes[at] !== 0x22 && bytes[at] !== 0x27) at++
  const quote = bytes[at]
  for (at++; at < to && bytes[at] !== quote; ) at++
  return at + 1
}

function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 0x30
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  return value
}
