import { parse } from 'csv-parse/sync'
import type { RawRow, RawSheet } from '../../domain/raw-workbook'
import { brokenSign, decodeText } from './decode-text'
import { refusals, workbookLimits } from './workbook-refused'

const spelling = {
  bom: true,
  // All three, since files put together from several sources mix them.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
}

/**
 * The delimiter whose rows agree on their number of fields: a remark may hold more semicolons than its row has commas.
 * Where two agree alike, the one that the text uses first.
 */
function delimiterOf(text: string): string {
  let best = { delimiter: ',', agreeing: 0, first: 0 }
  for (const delimiter of [',', '\t', ';', '|']) {
    const first = text.indexOf(delimiter)
    if (first === -1) continue
    const agreeing = agreement(text.slice(0, 65_536), delimiter)
    if (agreeing > best.agreeing + 0.1 || (agreeing > 0 && agreeing >= best.agreeing - 0.1 && first < best.first)) best = { delimiter, agreeing, first }
  }
  return best.delimiter
}

/** The share of rows that have the commonest number of fields; 0 where that is one. */
function agreement(sample: string, delimiter: string): number {
  const counts = new Map<number, number>()
  let rows = 0
  const count = (record: string[]): null => {
    if (record.every((field) => field.trim() === '')) return null
    rows++
    counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
    return null
  }
  try {
    parse(sample, { ...spelling, delimiter, to: 60, on_record: count })
  } catch {
    // The sample may end within quotes; what came before is counted.
  }
  return Math.max(0, ...[...counts].filter(([fields]) => fields > 1).map(([, times]) => times)) / Math.max(1, rows)
}

/** Web pages, XML tables and mailed web pages: office systems export them under the name .xls. */
const markup = /^\uFEFF?\s*(<(!--|!doctype|html|head|meta|body|table|style|\?xml)|MIME-Version:|(X-[\w-]+|Content-[\w-]+|From|Subject|Date):.*\r?\n(.*\r?\n){0,8}MIME-Version:)/i

export function readCsv(bytes: Uint8Array, fileName: string): RawSheet[] {
  const { text, padded } = decodeText(bytes)
  if (text.trim() === '') throw refusals.empty()
  if (markup.test(text.slice(0, 4096))) throw refusals.markup()
  let records: string[][]
  try {
    records = parse(text, { ...spelling, delimiter: delimiterOf(text), to: workbookLimits.rows + 1 })
  } catch {
    throw refusals.damaged()
  }
  if (records.length > workbookLimits.rows) throw refusals.tooManyRows()
  if (records.some((record) => record.length > workbookLimits.columns && record.slice(workbookLimits.columns).some((field) => field !== ''))) {
    throw refusals.tooManyColumns()
  }
  const rows = records.map((record, index): RawRow => {
    const cells = record.slice(0, workbookLimits.columns).map(plainField)
    return { row: index + 1, hidden: false, cells, ...(record.some((field) => field.includes(brokenSign)) ? { damaged: true } : {}) }
  })
  // Where a file was filled up with zeros, its end may be missing.
  const last = padded ? rows.findLast(({ cells }) => cells.some((cell) => cell !== null)) : undefined
  if (last !== undefined) last.damaged = true
  return [{ name: fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''), hidden: false, rows, merges: [], hiddenColumns: [] }]
}

/** ="410105…" and a leading tab are tricks that keep Excel from turning long numbers into 4.1E+17. */
function plainField(field: string): string | null {
  const text = field.replace(/^="(.*)"$/s, '$1').trim()
  return text === '' ? null : text
}
