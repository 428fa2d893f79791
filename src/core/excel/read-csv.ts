import { parse } from 'csv-parse/sync'
import type { RawSheet } from '../../domain/raw-workbook'
import { refusals, workbookLimits } from './workbook-refused'

/** Strict UTF-8 first: text in GB18030 practically never passes for it, while the reverse happens all the time. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes)
  if (bytes.includes(0)) throw refusals.otherKind('别的程序的文件')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeAs('gb18030', bytes)
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw refusals.otherKind('别的程序的文件')
  }
}

/** The sign that splits most lines, and splits them alike. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30)
  let best = ','
  let most = 0
  for (const delimiter of [',', '\t', ';', '|']) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1).toSorted((a, b) => a - b)
    const typical = counts[Math.floor(counts.length / 2)] ?? 0
    if (typical > most) [best, most] = [delimiter, typical]
  }
  return best
}

export function readCsv(bytes: Uint8Array, fileName: string): RawSheet[] {
  const text = decodeText(bytes)
  if (text.trim() === '') throw refusals.empty()
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) throw refusals.otherKind('网页格式的文件')
  let records: string[][]
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: workbookLimits.rows + 1,
    })
  } catch {
    throw refusals.damaged()
  }
  if (records.length > workbookLimits.rows) throw refusals.tooManyRows()
  if (records.some((record) => record.length > workbookLimits.columns && record.slice(workbookLimits.columns).some((field) => field !== ''))) {
    throw refusals.tooManyColumns()
  }
  const rows = records.map((record, index) => ({
    row: index + 1,
    hidden: false,
    cells: record.slice(0, workbookLimits.columns).map(plainField),
  }))
  return [{ name: fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''), hidden: false, rows, merges: [], hiddenColumns: [] }]
}

/** ="410105…" and a leading tab are tricks that keep Excel from turning long numbers into 4.1E+17. */
function plainField(field: string): string | null {
  const text = field.replace(/^="(.*)"$/s, '$1').trim()
  return text === '' ? null : text
}
