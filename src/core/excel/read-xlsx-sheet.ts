import type { RawCell, RawMerge, RawRow } from '../../domain/raw-workbook'
import { dateOfIso, dateOfSerial, type NumberLook } from './number-format'
import { textRuns, unescaped } from './read-xlsx-strings'
import { mergeOf } from './sheet-merges'
import { SheetRows } from './sheet-rows'
import { refusals } from './workbook-refused'
import { spreadsheetNamespaces } from './xml-reader'
import type { XlsxPackage } from './xlsx-package'

export interface SheetContext {
  strings: readonly string[]
  looks: readonly NumberLook[]
  date1904: boolean
  /** Counts over all sheets, so that many sheets of a workbook share one limit. */
  countRow: () => void
}

export interface SheetContent {
  rows: RawRow[]
  merges: RawMerge[]
  hiddenColumns: { from: number; to: number }[]
}

/** A cell while its element is open. */
interface OpenCell {
  row: number
  column: number
  type: string
  look: NumberLook
  value: string | null
  inline: string | null
  formula: string | null
}

export async function readSheetPart(parts: XlsxPackage, part: string, context: SheetContext): Promise<SheetContent> {
  const rows = new SheetRows(context.countRow)
  const merges: RawMerge[] = []
  const hiddenColumns: SheetContent['hiddenColumns'] = []
  let row = 0
  let column = 0
  const cell: OpenCell = { row: 0, column: 0, type: 'n', look: 'plain', value: null, inline: null, formula: null }
  await parts.read(part, spreadsheetNamespaces, {
    worksheet: {
      children: {
        cols: {
          children: {
            col: {
              open: ({ min, max, hidden }) => {
                if (isTrue(hidden)) hiddenColumns.push({ from: Number(min), to: Number(max ?? min) })
              },
            },
          },
        },
        sheetData: {
          children: {
            row: {
              open: ({ r, hidden }) => {
                row = r === undefined ? row + 1 : Number(r)
                column = 0
                if (isTrue(hidden)) rows.hide(row)
              },
              children: {
                c: {
                  open: ({ r, t, s }) => {
                    const place = r === undefined ? null : placeOf(r)
                    column = place?.column ?? column + 1
                    cell.row = place?.row ?? row
                    cell.column = column
                    cell.type = t ?? 'n'
                    cell.look = s === undefined ? (context.looks[0] ?? 'plain') : (context.looks[Number(s)] ?? 'plain')
                    cell.value = cell.inline = cell.formula = null
                  },
                  close: () => rows.put(cell.row, cell.column, contentOf(cell, context)),
                  children: {
                    v: {
                      open: () => {
                        cell.value = ''
                      },
                      text: (text) => {
                        cell.value += text
                      },
                    },
                    f: {
                      open: () => {
                        cell.formula = ''
                      },
                      text: (text) => {
                        cell.formula += text
                      },
                    },
                    is: {
                      open: () => {
                        cell.inline = ''
                      },
                      children: textRuns((text) => {
                        cell.inline += text
                      }),
                    },
                  },
                },
              },
            },
          },
        },
        mergeCells: {
          children: {
            mergeCell: {
              open: ({ ref }) => {
                const merge = mergeOf(ref ?? '')
                if (merge !== null) merges.push(merge)
              },
            },
          },
        },
      },
    },
  })
  return { rows: rows.sorted(), merges, hiddenColumns }
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on'

/** B12 → row 12, column 2; null for what is no address. */
function placeOf(reference: string): { row: number; column: number } | null {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~0x20
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  const row = Number(reference.slice(at))
  return at > 0 && at < 4 && Number.isInteger(row) && row > 0 ? { row, column } : null
}

function contentOf(cell: OpenCell, context: SheetContext): RawCell {
  if (cell.inline !== null) return unescaped(cell.inline)
  const { value, type, formula } = cell
  if (formula !== null && (value === null || (value === '' && type !== 'str'))) return { formula }
  if (value === null) return null
  if (type === 'str' || type === 'inlineStr') return unescaped(value)
  const text = value.trim()
  if (text === '') return null
  switch (type) {
    case 's': {
      const shared = context.strings[Number(text)]
      // A text that is nowhere cannot be told from one that was lost.
      if (shared === undefined) throw refusals.damaged()
      return shared
    }
    case 'b':
      return isTrue(text.toLowerCase())
    case 'e':
      return { error: text }
    case 'd': {
      const date = dateOfIso(text)
      return date === null ? text : { date }
    }
    default:
      return numberOf(text, cell.look, context.date1904)
  }
}

function numberOf(text: string, look: NumberLook, date1904: boolean): RawCell {
  const value = Number(text)
  return Number.isFinite(value) ? shownNumber(value, look, date1904) : text
}

/** A number shown as 042317 by the format 000000 is the text that the clerk sees. */
export function shownNumber(value: number, look: NumberLook, date1904: boolean): RawCell {
  if (look === 'date') {
    const date = dateOfSerial(value, date1904)
    return date === null ? value : { date }
  }
  return look !== 'plain' && Number.isInteger(value) && value >= 0 ? String(value).padStart(look.padded, '0') : value
}
