import type { CellValue, Worksheet } from 'exceljs'
import { asText, dayAsDate } from './office-cell'
import { columnPoints, textPoints } from './office-page'
import type { OfficeColumn, SheetPaper } from '../../contract/paper'
import { bodyStyle, headStyle, plainStyle, titleSize, bodySize, titleStyle } from './office-style'

/** A paper whose figures may still change says so where nobody overlooks it. */
export const titleOf = (paper: { title: string; draft?: boolean | undefined }): string => (paper.draft ? `${paper.title}（草表）` : paper.title)

/** How many rows {@link drawHead} makes. */
export const headRowsOf = (columns: readonly OfficeColumn[]): number => (columns.some((column) => column.group !== undefined) ? 4 : 3)

/** Title, the line under it, and one or two header rows; says how many rows that makes. */
export function drawHead(paper: Worksheet, sheet: SheetPaper, width: number): number {
  const { columns } = sheet
  paper.getRow(1).height = Math.max(36, textPoints(titleOf(sheet), (width * bodySize) / titleSize))
  for (let column = 1; column <= columns.length; column += 1) paper.getCell(1, column).style = titleStyle
  paper.getCell(1, 1).value = asText(titleOf(sheet))
  paper.mergeCells(1, 1, 1, columns.length)

  const unit = `填报单位：${sheet.unit}`
  const period = `统计期间：${sheet.period}`
  const dateLength = 18 + sheet.measure.length
  // The middle stays in the middle: both sides get the room of the longer one.
  const sideLength = Math.max(unit.length, dateLength)
  const made = `填报日期：${sheet.madeOn.slice(0, 4)}年12月31日　单位：${sheet.measure}`
  const widths = drawInZones(paper, columns, 2, [{ value: unit, weight: sideLength }, { value: period, side: 'centre', weight: period.length + 2 }, { weight: sideLength, value: dayAsDate(sheet.madeOn), side: 'right', numFmt: `"填报日期："yyyy"年"m"月"d"日　单位：${sheet.measure.replaceAll('"', '')}"` }], 'left')
  // On an upright page the three may not stand in one line; none of them is cut.
  paper.getRow(2).height = Math.max(24, ...[unit, period, made].map((text, zone) => textPoints(text, columnPoints(widths[zone] ?? width))))

  const last = headRowsOf(columns)
  const twoLevels = last === 4
  for (let row = 3; row <= last; row += 1) {
    paper.getRow(row).height = twoLevels ? 24 : 30
    for (let column = 1; column <= columns.length; column += 1) paper.getCell(row, column).style = headStyle
  }
  let tallest = 0
  columns.forEach((column, index) => {
    const inGroup = twoLevels && column.group !== undefined
    paper.getCell(inGroup ? last : 3, index + 1).value = asText(column.head)
    tallest = Math.max(tallest, textPoints(column.head, columnPoints(column.width)) - (twoLevels && !inGroup ? 24 : 0))
    if (twoLevels && !inGroup) paper.mergeCells(3, index + 1, last, index + 1)
    if (!inGroup || columns[index - 1]?.group === column.group) return
    let end = index
    while (columns[end + 1]?.group === column.group) end += 1
    paper.getCell(3, index + 1).value = asText(column.group ?? '')
    paper.mergeCells(3, index + 1, 3, end + 1)
  })
  paper.getRow(last).height = Math.max(paper.getRow(last).height, tallest)
  return last
}

interface ZoneText {
  value: CellValue
  side?: keyof typeof plainStyle
  numFmt?: string
  /** Its share of the width against the others; equal shares where none is given. */
  weight?: number
}

/** Several texts in one row, each merged over about its share of the width. @returns the width that each got, in characters */
export function drawInZones(paper: Worksheet, columns: readonly OfficeColumn[], row: number, texts: readonly ZoneText[], side: keyof typeof plainStyle): number[] {
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const total = texts.reduce((sum, text) => sum + (text.weight ?? 1), 0)
  let from = 1
  let reached = 0
  let weighed = 0
  const widths: number[] = []
  texts.forEach((text, index) => {
    let to = from
    reached += columns[from - 1]?.width ?? 0
    weighed += text.weight ?? 1
    const share = (width * weighed) / total
    const room = columns.length - (texts.length - 1 - index)
    while (to < room && reached + (columns[to]?.width ?? 0) / 2 <= share) {
      reached += columns[to]?.width ?? 0
      to += 1
    }
    if (index === texts.length - 1) to = columns.length
    const cell = paper.getCell(row, from)
    const style = plainStyle[text.side ?? side]
    cell.style = text.numFmt === undefined ? style : { ...style, numFmt: text.numFmt }
    cell.value = typeof text.value === 'string' ? asText(text.value) : text.value
    if (to > from) paper.mergeCells(row, from, row, to)
    widths.push(columns.slice(from - 1, to).reduce((sum, column) => sum + column.width, 0))
    from = to + 1
  })
  return widths
}

/** One text over the whole width. */
export function drawWide(paper: Worksheet, columns: number, row: number, text: string, height: number, boxed: boolean): number {
  for (let column = 1; column <= columns; column += 1)
    paper.getCell(row, column).style = boxed ? bodyStyle('centre', { bold: false, asText: false, word: false }) : plainStyle.left
  paper.getCell(row, 1).value = asText(text)
  paper.mergeCells(row, 1, row, columns)
  paper.getRow(row).height = height
  return row + 1
}

