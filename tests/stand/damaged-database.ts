import { readFileSync, writeFileSync } from 'node:fs'
import type { Connection } from '../../src/core/database/driver'

/** Where a part of a row's payload lies in the file. */
interface Span {
  offset: number
  length: number
}

/** Ever the same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function varint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0
  for (let no = 0; no < 8; no += 1) {
    const byte = bytes[at + no] ?? 0
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: at + no + 1 }
  }
  return { value: value * 256 + (bytes[at + 8] ?? 0), next: at + 9 }
}

/** The local payloads of all rows of one table, by the file format's own rules (sqlite.org/fileformat2.html, 1.6). */
function rowSpans(bytes: Buffer, root: number): Span[] {
  const pageSize = bytes.readUInt16BE(16)
  const spans: Span[] = []
  const walk = (page: number): void => {
    const start = (page - 1) * pageSize
    const head = page === 1 ? start + 100 : start
    const kind = bytes[head] ?? 0
    const isInterior = kind === 0x02 || kind === 0x05
    const isIndex = kind === 0x02 || kind === 0x0a
    const cells = head + (isInterior ? 12 : 8)
    for (let no = 0; no < bytes.readUInt16BE(head + 3); no += 1) {
      let at = start + bytes.readUInt16BE(cells + 2 * no)
      if (isInterior) {
        walk(bytes.readUInt32BE(at))
        at += 4
      }
      if (kind === 0x05) continue
      const payload = varint(bytes, at)
      const offset = isIndex ? payload.next : varint(bytes, payload.next).next
      spans.push({ offset, length: localLength(payload.value, pageSize, isIndex) })
    }
    if (isInterior) walk(bytes.readUInt32BE(head + 8))
  }
  walk(root)
  return spans
}

function localLength(payload: number, usable: number, isIndex: boolean): number {
  const most = isIndex ? Math.floor(((usable - 12) * 64) / 255) - 23 : usable - 35
  if (payload <= most) return payload
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const length = least + ((payload - least) % (usable - 4))
  return length <= most ? length : least
}

/** Where 16 bytes of a row can be changed, table by table; asks the schema, so that no table has to be named. */
export function spansOfRows(connection: Connection, file: string): { table: string; spans: Span[] }[] {
  const bytes = readFileSync(file)
  const tables = connection
    .prepare(`SELECT s.name, s.rootpage FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'main' WHERE l.type = 'table' AND s.rootpage > 1 ORDER BY s.name`)
    .raw()
    .all() as [string, number][]
  return tables.map(([table, root]) => ({ table, spans: rowSpans(bytes, root).filter((span) => span.length >= 16) })).filter(({ spans }) => spans.length > 0)
}

/** Writes `file` as `original` with 16 bytes within the span changed, every one of them. */
export function change16Bytes(original: Buffer, file: string, span: Span, random: (below: number) => number): void {
  const bytes = Buffer.from(original)
  const at = span.offset + random(span.length - 15)
  for (let no = 0; no < 16; no += 1) bytes[at + no] = ((bytes[at + no] ?? 0) + 1 + random(255)) & 0xff
  writeFileSync(file, bytes)
}
