import type { ImportRow, ImportSummary } from '../../../contract/roster-import'
import { columnNumber } from './fault-walk'
import { ownHeader, takenFor } from './import-words'

type SheetColumn = ImportSummary['sheets'][number]['columns'][number]

export interface PreviewColumn extends SheetColumn {
  /** In ems of the body type, with room for the struck-out value beside the new one. */
  width: number
  centred: boolean
  /** What stands over the column: its own header, with the level above only where two columns would read alike. */
  label: string
}

/** Rows looked at, from both ends, to find how wide a column must be; the rest is cut, and the cell line shows it whole. */
const looked = 300
const lookedAtEnd = 20
const narrowest = 2.6
const widest = 18
/** Padding and line of a cell; a normalised or faulty one has a bar or a mark as well. */
const padding = 1
const mark = 1.1

/** As wide as type would set it: a Chinese character counts 1, a digit or letter a little over half. */
function ems(text: string): number {
  let sum = 0
  for (const character of text) sum += (character.codePointAt(0) ?? 0) < 0x2e80 ? 0.58 : 1
  return sum
}

export function previewColumns(columns: readonly SheetColumn[], rows: readonly ImportRow[]): PreviewColumn[] {
  const people = rows.filter((row) => row.verdict !== 'skipped')
  const seen = [...people.slice(0, looked), ...people.slice(looked).slice(-lookedAtEnd)]
  const own = columns.map((column) => ownHeader(column.header))
  const labelOf = (header: string): string => (own.filter((each) => each === ownHeader(header)).length > 1 ? header : ownHeader(header))
  return columns
    .toSorted((a, b) => columnNumber(a.column) - columnNumber(b.column))
    .map((column) => {
      const texts = seen.map(({ cells, stored, faults }) => {
        const was = cells[column.column] ?? ''
        const fault = faults.find((each) => each.column === column.column && each.severity !== 'normalise')
        const becomes = fault?.severity === 'error' ? null : (stored[column.column] ?? fault?.suggested ?? null)
        const room = padding + (fault === undefined ? 0 : mark)
        // Names and faulty values are bold, a little wider than the rest.
        const bold = column.field === 'name' || fault !== undefined ? 1.06 : 1
        return becomes === null || becomes === was ? ems(was) * bold + room : ems(was) * 0.93 + ems(becomes) * bold + 0.8 + room
      })
      const head = Math.max(ems(labelOf(column.header)), ems(takenFor(column.header, column.field) ?? '')) * 0.96 + padding + 0.6
      return {
        ...column,
        label: labelOf(column.header),
        width: Math.min(widest, Math.max(narrowest, head, ...texts)),
        centred: column.field === 'seq' || column.field === 'sex',
      }
    })
}
