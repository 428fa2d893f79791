import type { Alignment, Borders, Fill, Font, Style } from 'exceljs'
import type { OfficeColumn } from '../../contract/paper'

/** What a column holds (contract/paper.ts), and so how its cells look and what they accept. */
export type ColumnKind = OfficeColumn['kind']

const line = { style: 'thin', color: { argb: 'FF000000' } } as const
const box: Partial<Borders> = { top: line, bottom: line, left: line, right: line }
const grey: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6E6E6' } }

export const bodySize = 11
export const titleSize = 18
const song = (bold: boolean): Partial<Font> => ({ name: '宋体', size: bodySize, bold, charset: 134 })
const align = (horizontal: NonNullable<Alignment['horizontal']>): Partial<Alignment> => ({
  horizontal,
  vertical: 'middle',
  wrapText: true,
  // Figures keep clear of the line at their right.
  ...(horizontal === 'right' ? { indent: 1 } : {}),
})

const kinds: Record<ColumnKind, { numFmt: string; horizontal: NonNullable<Alignment['horizontal']> }> = {
  seq: { numFmt: '0', horizontal: 'center' },
  text: { numFmt: 'General', horizontal: 'left' },
  centre: { numFmt: 'General', horizontal: 'center' },
  count: { numFmt: '0', horizontal: 'right' },
  money: { numFmt: '#,##0.00', horizontal: 'right' },
  percent: { numFmt: '0.00%', horizontal: 'right' },
  numberText: { numFmt: '@', horizontal: 'center' },
  date: { numFmt: 'yyyy-mm-dd', horizontal: 'center' },
  score1: { numFmt: '0.0', horizontal: 'center' },
  score2: { numFmt: '0.00', horizontal: 'center' },
}

const made = new Map<ColumnKind, Partial<Style>[]>()

/** The same object for the same look: ExcelJS then keys the style once instead of comparing it for every cell. */
export function bodyStyle(kind: ColumnKind, look: { bold: boolean; asText: boolean; word: boolean }): Partial<Style> {
  const ofKind = made.get(kind) ?? []
  const at = (look.bold ? 4 : 0) + (look.asText ? 2 : 0) + (look.word ? 1 : 0)
  const known = ofKind[at]
  if (known !== undefined) return known
  const { numFmt, horizontal } = kinds[kind]
  const style: Partial<Style> = {
    font: song(look.bold),
    border: box,
    // A word among figures (缺, —, 从未配备) stands in the middle and has no number format, so that no reader takes it for one.
    alignment: align(look.word ? 'center' : horizontal),
    numFmt: look.asText ? '@' : look.word ? 'General' : numFmt,
  }
  ofKind[at] = style
  made.set(kind, ofKind)
  return style
}

export const titleStyle: Partial<Style> = {
  font: { name: '黑体', size: titleSize, charset: 134 },
  alignment: align('center'),
}
export const headStyle: Partial<Style> = { font: song(true), border: box, fill: grey, alignment: align('center') }

/** The line between title and table, the note and the signature line: no borders. */
export const plainStyle = {
  left: { font: song(false), alignment: align('left') },
  centre: { font: song(false), alignment: align('center') },
  right: { font: song(false), alignment: { ...align('right'), indent: 0 } },
} satisfies Record<string, Partial<Style>>
