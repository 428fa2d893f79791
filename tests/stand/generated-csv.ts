import { randomText } from './generated-cells'
import { Seeded } from './seeded'

const encodings = ['utf-8', 'utf-8-bom', 'gb18030', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type TextEncodingName = (typeof encodings)[number]

export interface GeneratedCsv {
  bytes: Buffer
  /** What every cell must read as; '' for an empty one. */
  rows: string[][]
  delimiter: string
  encoding: TextEncodingName
}

const heads = ['姓名', '身份证号', '联系电话', '岗位', '备注', '村(社区)', '网格', '任职日期']

/** A table under one header row, written as different programs write it: line ends may change within the file. */
export function generatedCsv(seed: number): GeneratedCsv {
  const random = new Seeded(seed)
  const delimiter = random.pick([',', ',', '\t', ';', '|'])
  const encoding = random.pick(encodings)
  const width = random.whole(2, heads.length)
  const cell = (): string => (random.chance(0.15) ? '' : `${random.chance(0.1) ? random.pick([';', ',', '"', 'a;b;c', '他说"好"']) : ''}${written(randomText(random).trim())}`)
  const written = (text: string): string => (encoding === 'gb18030' ? new TextDecoder('gb18030').decode(inChinese(text)) : text)
  const rows = [heads.slice(0, width), ...Array.from({ length: random.whole(1, 12) }, () => Array.from({ length: width }, cell))]
  const ends = random.pick([['\r\n'], ['\n'], ['\r\n', '\n'], ['\r\n', '\n', '\r']])
  const field = (text: string): string => (/["\r\n]/.test(text) || text.includes(delimiter) || random.chance(0.2) ? `"${text.replaceAll('"', '""')}"` : text)
  const text = rows.map((row) => row.map(field).join(delimiter) + random.pick(ends)).join('')
  return { bytes: encoded(encoding, random.chance(0.2) ? text.trimEnd() : text), rows, delimiter, encoding }
}

/** Node writes no GB18030, so the two-byte part of the table is made by reading it. */
const chinese = new Map<string, number>()
for (let high = 0x81; high <= 0xfe; high++) {
  for (let low = 0x40; low <= 0xfe; low++) {
    const sign = low === 0x7f ? '' : new TextDecoder('gb18030').decode(new Uint8Array([high, low]))
    if ([...sign].length === 1 && sign !== '\uFFFD' && !chinese.has(sign)) chinese.set(sign, high * 256 + low)
  }
}

function inChinese(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((sign) => {
      const code = sign.codePointAt(0) ?? 0
      if (code < 0x80) return [code]
      const pair = chinese.get(sign)
      if (pair !== undefined) return [pair >> 8, pair & 0xff]
      // Four bytes, counted through from the first sign beyond the first plane; what else has no pair becomes a question mark.
      if (code < 0x10000) return [0x3f]
      const at = code - 0x10000 + 189_000
      return [0x81 + Math.floor(at / 12_600), 0x30 + (Math.floor(at / 1260) % 10), 0x81 + (Math.floor(at / 10) % 126), 0x30 + (at % 10)]
    }),
  )
}

function encoded(encoding: TextEncodingName, text: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'gb18030') return inChinese(text)
  if (encoding === 'utf-8-bom') return Buffer.from(`\uFEFF${text}`)
  const wide = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return encoding === 'utf-16le' ? wide : wide.swap16()
}
