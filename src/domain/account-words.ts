import { rowFateLabels, rowFates, type ImportAccount, type RowFate, type SheetImport } from './import-account'

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
const size = (rows: number, cells: number): string => `${thousands(rows)}行、${thousands(cells)}个单元格`

/** Rows that hold a record and can go in, in the order of telling. */
const taken: readonly RowFate[] = ['ready', 'stored']

/** Once the import is done, what could go in has gone in. */
const labelsOf = (stored: boolean): Record<RowFate, string> => (stored ? { ...rowFateLabels, ready: '已导入' } : rowFateLabels)

/** 共3个工作表、896行、8,064个单元格：可导入828行；未导入：拒绝20行、表头14行 … */
export function accountWords({ sheets, rows, cells, counted, readRows, readCells }: ImportAccount, stored = false): string {
  const label = labelsOf(stored)
  const parts = new Map<RowFate, number>()
  for (const part of sheets.flatMap((sheet) => sheet.parts)) parts.set(part.fate, (parts.get(part.fate) ?? 0) + part.rows)
  const told = (fates: readonly RowFate[]) => fates.flatMap((fate) => (parts.has(fate) ? [`${label[fate]}${thousands(parts.get(fate) ?? 0)}行`] : []))
  const others = rowFates.filter((fate) => !taken.includes(fate))
  const unread = counted && rows > readRows ? [`没有读出来${thousands(rows - readRows)}行`] : []
  const left = [...unread, ...told(others)]
  const whole = counted ? size(rows, cells) : `读出${size(readRows, readCells)}`
  return `文件共${sheets.length}个工作表、${whole}：${told(taken).join('、') || '没有可导入的行'}${left.length === 0 ? '' : `；未导入：${left.join('、')}`}。`
}

/** What became of one sheet, a line each for rows, cells and what was left out. */
export function sheetWords(sheet: SheetImport, stored = false): string[] {
  const { known, kept, dropped } = sheet.recordCells
  const cells = [`已识别${thousands(known)}个`, kept > 0 ? `按原表头存入备注信息${thousands(kept)}个` : '', dropped > 0 ? `未导入${thousands(dropped)}个（${droppedWords(sheet)}）` : ''].filter((words) => words !== '')
  return [
    ...(sheet.note === null ? [] : [sheet.note]),
    ...sheet.parts.map(({ fate, rows, cells, where }) => `${labelsOf(stored)[fate]}${size(rows, cells)}：第${where}行`),
    ...(known + kept + dropped === 0 ? [] : [`数据行${thousands(known + kept + dropped)}个单元格：${cells.join('，')}`]),
    ...(sheet.underMerge === 0 ? [] : [`被合并单元格盖住、看不见的值${thousands(sheet.underMerge)}个，没有读取`]),
  ]
}

export const sheetTitle = ({ name, hidden, rows, cells, ignored }: SheetImport): string =>
  `${name}${hidden ? '（隐藏）' : ''}　${size(rows, cells)}${ignored && rows > 0 ? '，没有导入' : ''}`

const droppedWords = ({ droppedColumns }: SheetImport): string =>
  droppedColumns.map(({ column, header, cells }) => `${column}列${header === '' ? '' : `“${header}”`}${thousands(cells)}个`).join('、')
