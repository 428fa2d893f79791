import type { Workbook } from 'exceljs'
import type { FormCell, FormPaper } from '../../contract/paper'
import { asText, letterOf } from './office-cell'
import { titleOf } from './office-head'
import { columnPoints, leastRowPoints, rowPoints, textPoints } from './office-page'
import { bodyStyle, headStyle, plainStyle, titleStyle } from './office-style'
import { centreOnPage, pageOptions } from './page-setup'
import { sheetName } from './sheet-name'

const linePoints = 18
const signatureHeight = 40

/** A ruled form on A4 portrait: grey labels, white values, room where the hand writes. */
export function addFormSheet(workbook: Workbook, form: FormPaper, taken: Set<string>): void {
  const paper = workbook.addWorksheet(sheetName(form.name, taken), pageOptions({ orientation: 'portrait', headRows: 0, footer: '' }))
  centreOnPage(paper)
  const columns = form.widths.length
  form.widths.forEach((width, index) => (paper.getColumn(index + 1).width = width))

  const wide = (row: number, from: number, to: number): void => {
    if (to > from) paper.mergeCells(row, from, row, to)
  }
  paper.getCell(1, 1).value = asText(titleOf(form))
  paper.getCell(1, 1).style = titleStyle
  paper.getRow(1).height = 40
  wide(1, 1, columns)

  const half = Math.max(1, Math.ceil(columns / 2))
  for (const [text, style, from, to] of [[form.left, plainStyle.left, 1, half], [form.right, plainStyle.right, half + 1, columns]] as const) {
    if (from > columns) continue
    paper.getCell(2, from).value = asText(text)
    paper.getCell(2, from).style = style
    wide(2, from, to)
  }
  paper.getRow(2).height = 24

  let next = 3
  for (const row of form.rows) {
    let column = 1
    let tallest = leastRowPoints + 4
    for (const cell of row.cells) {
      const to = Math.min(columns, column + cell.span - 1)
      for (let at = column; at <= to; at += 1) paper.getCell(next, at).style = styleOf(cell)
      paper.getCell(next, column).value = cell.text === '' ? null : asText(cell.text)
      wide(next, column, to)
      const width = form.widths.slice(column - 1, to).reduce((sum, one) => sum + columnPoints(one), 0)
      tallest = Math.max(tallest, textPoints(cell.text, width) + 4)
      column = to + 1
    }
    paper.getRow(next).height = rowPoints(Math.max(tallest, (row.height ?? 0) * linePoints))
    next += 1
  }
  if (form.note !== null) {
    paper.getCell(next, 1).value = asText(form.note)
    paper.getCell(next, 1).style = plainStyle.left
    wide(next, 1, columns)
    paper.getRow(next).height = textPoints(form.note, form.widths.reduce((sum, one) => sum + columnPoints(one), 0))
    next += 1
  }
  if (form.signatures.length > 0) {
    const share = columns / form.signatures.length
    form.signatures.forEach((text, index) => {
      const from = Math.round(index * share) + 1
      const to = Math.max(from, Math.round((index + 1) * share))
      if (from > columns) return
      paper.getCell(next, from).value = asText(text)
      paper.getCell(next, from).style = plainStyle.left
      wide(next, from, Math.min(columns, to))
    })
    paper.getRow(next).height = signatureHeight
    next += 1
  }
  paper.pageSetup.printArea = `A1:${letterOf(columns)}${next - 1}`
  paper.commit()
}

const styleOf = (cell: FormCell) => (cell.label ? headStyle : bodyStyle(cell.side === 'centre' ? 'centre' : 'text', { bold: false, asText: /^\s*[=+\-@＝＋－＠]/u.test(cell.text), word: false }))
