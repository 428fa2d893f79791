import { columnLetter, type RawCell, type RawRow, type RawSheet, type RawWorkbook } from './raw-workbook'
import { writtenTwice, type CountedRow, type CountedSheetKind, type SheetCount, type WorkbookCount } from './workbook-count'

/** One sheet of a file: what it holds by its own bytes, and what the reader brought. */
export interface SheetAccount {
  name: string
  /** Only a worksheet is read; of the others the note says what they are. */
  kind: CountedSheetKind
  rows: number
  cells: number
  /** Values under a merge, which nobody sees and nobody reads; not among the cells. */
  underMerge: number
  readRows: number
  readCells: number
  differs: boolean
  /** Which of the reader's sheets it is; null where the reader brought none. */
  readIndex: number | null
  /** What is amiss, or why there is nothing to read; null where all is read. */
  note: string | null
}

/**
 * Whether a file was read whole. Invariant: without `differs` in any sheet, `rows` = `readRows` and `cells` = `readCells`
 * in each, cell by cell, and every text has as many signs as in the file.
 */
export interface ReadAccount {
  /** False where the file's bytes could not be followed, so that nobody knows what it holds. */
  counted: boolean
  clean: boolean
  /** For the clerk, what was not read; null where all was. */
  note: string | null
  sheets: SheetAccount[]
}

const kindNotes: Record<Exclude<CountedSheetKind, 'worksheet'>, string> = {
  chart: '图表工作表，没有单元格。',
  macro: '宏表，不读取。',
  dialog: '对话框工作表，不读取。',
  missing: '文件里找不到这张工作表的内容。',
}

/** Compares what was read with what the file holds. Whatever is missing, cut or added is told. */
export function accountOfReading(sheets: readonly RawSheet[], count: WorkbookCount | null): ReadAccount {
  if (count === null) {
    const note = '没能核对文件里的内容是否全部读出。'
    return { counted: false, clean: false, note, sheets: sheets.map((sheet, readIndex) => ({ ...asRead(sheet), rows: 0, cells: 0, underMerge: 0, differs: true, readIndex, note })) }
  }
  const pairs = paired(sheets, count.sheets)
  const accounts = pairs.map(([counted, read]) => accountOfSheet(counted, read, count.columnsKnown, sheets))
  const amiss = accounts.filter(({ differs }) => differs)
  const note = amiss.length === 0 ? null : amiss.map((sheet) => (accounts.length === 1 ? (sheet.note ?? '') : `工作表“${sheet.name}”${sheet.note ?? ''}`)).join('')
  return { counted: true, clean: amiss.length === 0, note, sheets: accounts }
}

function asRead(sheet: RawSheet): Pick<SheetAccount, 'name' | 'kind' | 'readRows' | 'readCells'> {
  let [readRows, readCells] = [0, 0]
  for (const row of sheet.rows) {
    const cells = shownCells(row)
    readRows += Number(cells > 0)
    readCells += cells
  }
  return { name: sheet.name, kind: 'worksheet', readRows, readCells }
}

function shownCells({ cells }: RawRow): number {
  let shown = 0
  for (const cell of cells) if (showsSomething(cell)) shown++
  return shown
}

type Pair = [SheetCount | null, RawSheet | null]

/** By name first; where a format has no names, or as many are left on both sides, in their order. */
function paired(sheets: readonly RawSheet[], counted: readonly SheetCount[]): Pair[] {
  const readOf = new Map<SheetCount, RawSheet>()
  const free = [...sheets]
  for (const one of counted) {
    const at = free.findIndex(({ name }) => name === one.name)
    if (at >= 0) readOf.set(one, free.splice(at, 1)[0] as RawSheet)
  }
  const left = counted.filter((one) => one.kind === 'worksheet' && !readOf.has(one))
  if (left.length === free.length) for (const one of left) readOf.set(one, free.shift() as RawSheet)
  return [...counted.map((one): Pair => [one, readOf.get(one) ?? null]), ...free.map((sheet): Pair => [null, sheet])]
}

function accountOfSheet(counted: SheetCount | null, read: RawSheet | null, columnsKnown: boolean, sheets: readonly RawSheet[]): SheetAccount {
  const rows = counted?.rows ?? []
  const cells = rows.reduce((sum, { columns }) => sum + columns.length, 0)
  const account = {
    ...(read === null ? { readRows: 0, readCells: 0 } : asRead(read)),
    name: read?.name ?? counted?.name ?? '',
    kind: counted?.kind ?? 'worksheet',
    rows: rows.length,
    cells,
    underMerge: counted?.underMerge ?? 0,
    readIndex: read === null ? null : sheets.indexOf(read),
  }
  const known = counted === null || counted.kind === 'worksheet' ? null : kindNotes[counted.kind]
  // A reader may bring a listed sheet as an empty one; that its content is missing must still be told.
  if (counted?.kind === 'missing') return { ...account, differs: true, note: known }
  if (read === null) {
    const differs = counted?.kind === 'worksheet' && rows.length > 0
    return { ...account, differs, note: known ?? (differs ? `没有读出来（${rows.length}行，${cells}个单元格）。` : '空工作表。') }
  }
  const faults = differences(rows, read, columnsKnown)
  return { ...account, differs: faults.length > 0, note: faults.length > 0 ? `${faults.join('；')}。` : known }
}

interface Differences {
  lostRows: number[]
  lostCells: string[]
  cutTexts: string[]
  doubledCells: string[]
  addedCells: string[]
}

function differences(counted: readonly CountedRow[], sheet: RawSheet, columnsKnown: boolean): string[] {
  const found: Differences = { lostRows: [], lostCells: [], cutTexts: [], doubledCells: [], addedCells: [] }
  const rows = new Map(sheet.rows.map((row) => [row.row, row]))
  for (const one of counted) {
    const row = rows.get(one.row)
    rows.delete(one.row)
    if (row === undefined || shownCells(row) === 0) found.lostRows.push(one.row)
    else if (columnsKnown) compareRow(one, row, found)
    else compareNumbers(one, row, found)
  }
  for (const row of rows.values()) compareRow({ row: row.row, columns: [], signs: [] }, row, found)
  const { lostRows, lostCells, cutTexts, doubledCells, addedCells } = found
  return [
    lostRows.length > 0 ? `有${lostRows.length}行没有读出来（第${some(lostRows)}行）` : '',
    lostCells.length > 0 ? `有${lostCells.length}个单元格没有读出来（${some(lostCells)}）` : '',
    cutTexts.length > 0 ? `有${cutTexts.length}个单元格的文字与文件不一致（${some(cutTexts)}）` : '',
    doubledCells.length > 0 ? `有${doubledCells.length}个单元格在文件里写了两次，只读出一次（${some(doubledCells)}）` : '',
    addedCells.length > 0 ? `多读出${addedCells.length}个单元格（${some(addedCells)}）` : '',
  ].filter((fault) => fault !== '')
}

/** Walks the row once, the columns of the count beside it. */
function compareRow({ row, columns, signs }: CountedRow, { cells }: RawRow, found: Differences): void {
  let next = 0
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as RawCell
    const isCounted = columns[next] === index + 1
    const at = isCounted ? next++ : -1
    if (cell === null && !isCounted) continue
    const name = () => `${columnLetter(index + 1)}${row}`
    if (!showsSomething(cell)) {
      if (isCounted) found.lostCells.push(name())
    } else if (!isCounted) found.addedCells.push(name())
    else if (signs[at] === writtenTwice) found.doubledCells.push(name())
    else if (isOtherText(cell, signs[at] as number)) found.cutTexts.push(name())
  }
  for (; next < columns.length; next++) found.lostCells.push(`${columnLetter(columns[next] as number)}${row}`)
}

function compareNumbers({ row, columns }: CountedRow, read: RawRow, found: Differences): void {
  const lost = columns.length - shownCells(read)
  for (let one = 0; one < lost; one++) found.lostCells.push(`第${row}行`)
  for (let one = 0; one < -lost; one++) found.addedCells.push(`第${row}行`)
}

/** A text of the file is a text with as many signs, or a day that was read out of it. */
function isOtherText(cell: RawCell, signs: number): boolean {
  if (signs < 0 || (typeof cell === 'object' && cell !== null && 'date' in cell)) return false
  return typeof cell !== 'string' || signsOf(cell) !== signs
}

/** White space and invisible signs alone show nothing. */
export const showsSomething = (cell: RawCell): boolean => cell !== null && (typeof cell !== 'string' || signsOf(cell) > 0)

const unseen = /[\s\p{Cc}\p{Cf}\ufffd]/u

/** Signs that can be seen; a text with uncommon ones is gone through sign by sign. */
function signsOf(text: string): number {
  let signs = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isCommon = code <= 0x7e || (code > 0x3000 && code <= 0x9fff) || (code > 0xff00 && code <= 0xff60) || (code >= 0x2010 && code <= 0x2027)
    if (!isCommon) return [...text].filter((sign) => !unseen.test(sign)).length
    if (code > 0x20) signs++
  }
  return signs
}

const mostNamed = 10

/** 5、9、12–40 and so on: the first ones, runs as runs. */
export function some(places: readonly (number | string)[]): string {
  const runs: { from: number | string; to: number | string }[] = []
  for (const place of new Set(places)) {
    const last = runs.at(-1)
    if (last !== undefined && typeof place === 'number' && place === Number(last.to) + 1) last.to = place
    else runs.push({ from: place, to: place })
  }
  const words = runs.slice(0, mostNamed).map(({ from, to }) => (from === to ? `${from}` : typeof from === 'number' && to === from + 1 ? `${from}、${to}` : `${from}–${to}`))
  return `${words.join('、')}${runs.length > mostNamed ? '等' : ''}`
}

/** What a reader answers: what it read, and whether that is all that the file holds. */
export interface CountedWorkbook extends RawWorkbook {
  account: ReadAccount
}
