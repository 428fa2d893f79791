import type { CountedSheetKind, SheetCount, WorkbookCount } from '../../../domain/workbook-count'
import { signsOfBiffText, signsOfStrings, type BiffRecord } from './biff-texts'
import { streamOf } from './compound-file'
import { SheetTally } from './sheet-tally'

const record = {
  boundSheet: 0x85, sst: 0xfc, continue: 0x3c, eof: 0x0a, number: 0x203, label: 0x204, boolErr: 0x205, string: 0x207, formula: 0x06, formula3: 0x206, formula4: 0x406,
  rk: 0x27e, mulRk: 0xbd, richText: 0xd6, labelSst: 0xfd, mergedCells: 0xe5, integer2: 0x02, number2: 0x03, label2: 0x04, boolErr2: 0x05, string2: 0x07,
} as const
const begins: readonly number[] = [0x809, 0x409, 0x209, 0x09]
const kinds: readonly CountedSheetKind[] = ['worksheet', 'macro', 'chart', 'missing', 'missing', 'missing', 'macro']

/** Walks the records of an .xls, of Excel 97 and before; a file older than Excel 5 is one nameless sheet without a container. */
export function countBiff(bytes: Uint8Array): WorkbookCount {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stream = file[0] === 0xd0 ? streamOf(file, ['Workbook', 'Book']) : file
  if (stream === null) throw new Error('the container holds no workbook')
  const records = recordsOf(stream)
  const listed = records.filter(({ id }) => id === record.boundSheet)
  const version = records[0]?.data.readUInt16LE(0) ?? 0
  const isUnicode = records[0]?.id === 0x809 && version === 0x600
  if (listed.length === 0) return { sheets: [countSheet(records, 0, null, isUnicode, [])], columnsKnown: true }
  const strings = signsOfStrings(records, record.sst, record.continue)
  const startOf = new Map(records.map(({ at }, index) => [at, index]))
  const sheets = listed.map(({ data }): SheetCount => {
    const name = nameOf(data, isUnicode)
    const kind = kinds[data[5] ?? 0] ?? 'missing'
    const start = startOf.get(data.readUInt32LE(0))
    if (start === undefined) return { name, kind: 'missing', rows: [], underMerge: 0 }
    return { ...countSheet(records, start, name, isUnicode, strings), kind }
  })
  return { sheets, columnsKnown: true }
}

function recordsOf(stream: Buffer): BiffRecord[] {
  const records: BiffRecord[] = []
  for (let at = 0; at + 4 <= stream.length; ) {
    const id = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    if (id === 0 && length === 0) break
    records.push({ id, at, data: stream.subarray(at + 4, at + 4 + length) })
    at += 4 + length
  }
  return records
}

function nameOf(data: Buffer, isUnicode: boolean): string {
  const length = data[6] ?? 0
  if (!isUnicode) return new TextDecoder('gb18030').decode(data.subarray(7, 7 + length))
  return (data[7] ?? 0) & 1 ? data.toString('utf16le', 8, 8 + length * 2) : data.toString('latin1', 8, 8 + length)
}

/** From the sheet's beginning to its end; a chart that lies in it begins and ends in between. */
function countSheet(records: readonly BiffRecord[], start: number, name: string | null, isUnicode: boolean, strings: readonly number[]): SheetCount {
  const tally = new SheetTally()
  const add = (data: Buffer, column = data.readUInt16LE(2)) => tally.add(data.readUInt16LE(0) + 1, column + 1)
  const addText = (data: Buffer, signs: number) => {
    if (signs > 0) tally.add(data.readUInt16LE(0) + 1, data.readUInt16LE(2) + 1, signs)
  }
  let depth = 0
  /** The text of a formula's result follows in a record of its own. */
  let awaiting: Buffer | null = null
  for (let index = start; index < records.length; index++) {
    const { id, data } = records[index] as BiffRecord
    if (begins.includes(id)) depth++
    else if (id === record.eof && --depth <= 0) break
    if (depth > 1) continue
    switch (id) {
      case record.number:
      case record.boolErr:
      case record.rk:
      case record.integer2:
      case record.number2:
      case record.boolErr2:
        add(data)
        break
      case record.labelSst:
        addText(data, strings[data.readUInt32LE(6)] ?? 1)
        break
      case record.label:
      case record.richText:
        addText(data, signsOfBiffText(data.subarray(6), isUnicode))
        break
      case record.label2:
        addText(data, signsOfBiffText(Buffer.concat([data.subarray(7, 8), Buffer.alloc(1), data.subarray(8)]), false))
        break
      case record.mulRk:
        for (let at = 0; 4 + (at + 1) * 6 <= data.length - 2; at++) add(data, data.readUInt16LE(2) + at)
        break
      case record.formula:
      case record.formula3:
      case record.formula4: {
        const result = data.subarray(6, 14)
        const isText = result.readUInt16LE(6) === 0xffff && result[0] === 0
        const isEmpty = result.readUInt16LE(6) === 0xffff && result[0] === 3
        if (isText) awaiting = data
        else if (!isEmpty) add(data)
        break
      }
      case record.string:
      case record.string2:
        if (awaiting !== null) addText(awaiting, signsOfBiffText(data, isUnicode))
        awaiting = null
        break
      case record.mergedCells:
        for (let at = 2; at + 8 <= data.length; at += 8) {
          tally.merge({ top: data.readUInt16LE(at) + 1, bottom: data.readUInt16LE(at + 2) + 1, left: data.readUInt16LE(at + 4) + 1, right: data.readUInt16LE(at + 6) + 1 })
        }
        break
    }
  }
  return tally.finish(name)
}
