import { columnLetter, columnNumber, type RawCell, type RawSheet } from './raw-workbook'
import { showsSomething, some, type CountedWorkbook, type SheetAccount } from './workbook-account'

/** What became of a row of the file. The first five hold a record; the others hold none, and say what they are instead. */
export const rowFates = ['ready', 'stored', 'confirm', 'refused', 'unscored', 'title', 'header', 'total', 'signature', 'note', 'blank', 'form', 'other_sheet', 'unknown'] as const
export type RowFate = (typeof rowFates)[number]

export const rowFateLabels: Record<RowFate, string> = {
  ready: '可导入',
  stored: '库里已有',
  confirm: '待确认',
  refused: '拒绝',
  unscored: '未打分',
  title: '标题',
  header: '表头',
  total: '合计',
  signature: '签字和填报栏',
  note: '说明和备注',
  blank: '只有序号的空行',
  form: '表格文字',
  other_sheet: '工作表不是这类表格',
  unknown: '未识别',
}

const recordFates: readonly RowFate[] = ['refused', 'confirm', 'unscored', 'ready', 'stored']

/** A cell of a record: read into a field, kept under its header beside the fields, or not taken over. */
export type CellUse = 'known' | 'kept' | 'dropped'
/** By column, from 1; a column that is not named is not taken over. */
export type CellUses = ReadonlyMap<number, CellUse>

/** How an importer uses the rows of one sheet that belong to a record, by Excel's number. */
export type SheetUse = ReadonlyMap<number, { uses: CellUses | null; /** The row under which the record is listed. */ record: number }>

/** The use of records that are one row each, by what their layout says of each column. */
export function useOfColumns<Field extends string>(
  rows: readonly { row: number; layout: { columns: readonly { column: string; field: Field }[] } }[],
  useOf: (field: Field) => CellUse,
): SheetUse {
  const known = new Map<object, CellUses>()
  const use = new Map<number, { uses: CellUses; record: number }>()
  for (const { row, layout } of rows) {
    const uses = known.get(layout) ?? new Map(layout.columns.map(({ column, field }) => [columnNumber(column), useOf(field)]))
    known.set(layout, uses)
    use.set(row, { uses, record: row })
  }
  return use
}

/** What an importer says of the workbook, sheet by sheet in its order. */
export interface ImportedRows {
  sheets: readonly { sheet: string; ignored: boolean; columns: readonly { column: string; header: string }[]; use: SheetUse }[]
  records: readonly { sheet: string; row: number; fate: RowFate }[]
  skipped: readonly { sheet: string; row: number; kind: RowFate }[]
}

/** An analysis lists its sheets, and beside them what their records' cells are used for. */
export function sheetsWithUses(analysis: { sheets: readonly Omit<ImportedRows['sheets'][number], 'use'>[]; uses: readonly SheetUse[] }): ImportedRows['sheets'] {
  return analysis.sheets.map((sheet, at) => ({ ...sheet, use: analysis.uses[at] ?? new Map() }))
}

export interface FatePart {
  fate: RowFate
  rows: number
  cells: number
  /** 5、9、12–40 … */
  where: string
}

export interface SheetImport extends Omit<SheetAccount, 'readIndex'> {
  hidden: boolean
  /** Nothing of the sheet is read: it is no table of the kind. */
  ignored: boolean
  parts: FatePart[]
  /** Cells of the rows that hold a record. */
  recordCells: { known: number; kept: number; dropped: number }
  /** Columns with cells that are not taken over. */
  droppedColumns: { column: string; header: string; cells: number }[]
}

/**
 * What an import says of its file. Invariants (`breachesOfAccount`): in each sheet the parts' rows and cells sum to what
 * was read, cells of records to known, kept and dropped; and where the account is clean, what was read is what the file
 * holds.
 */
export interface ImportAccount {
  clean: boolean
  counted: boolean
  /** For the clerk, what was not read or not understood; null where nothing is amiss. */
  note: string | null
  rows: number
  cells: number
  readRows: number
  readCells: number
  sheets: SheetImport[]
}

/** @param typedOver cells that a person changed in the preview: the account is of the file, as it came */
export function accountOfImport(workbook: CountedWorkbook, imported: ImportedRows, typedOver: readonly { sheet: string; row: number }[] = []): ImportAccount {
  const { account } = workbook
  const fates = fatesOf(imported)
  const typed = new Set(typedOver.map(({ sheet, row }) => place(sheet, row)))
  const sheets = account.sheets.map(({ readIndex, ...sheet }): SheetImport => {
    const read = readIndex === null ? undefined : workbook.sheets[readIndex]
    const told = readIndex === null ? undefined : imported.sheets[readIndex]
    const empty = { ...sheet, hidden: read?.hidden ?? false, ignored: told?.ignored ?? true, parts: [], recordCells: { known: 0, kept: 0, dropped: 0 }, droppedColumns: [] }
    return read === undefined || told === undefined ? empty : { ...empty, ...partsOf(read, told, fates, typed) }
  })
  const unknown = sheets.flatMap(({ name, parts }) => parts.flatMap((part) => (part.fate === 'unknown' ? [`工作表“${name}”有${part.rows}行未识别（第${part.where}行）。`] : [])))
  const notes = [account.note ?? '', ...unknown].filter((note) => note !== '')
  const sum = (of: (sheet: SheetImport) => number) => sheets.reduce((all, sheet) => all + of(sheet), 0)
  return {
    clean: account.clean && unknown.length === 0,
    counted: account.counted,
    note: notes.length === 0 ? null : notes.join(''),
    rows: sum(({ rows }) => rows),
    cells: sum(({ cells }) => cells),
    readRows: sum(({ readRows }) => readRows),
    readCells: sum(({ readCells }) => readCells),
    sheets,
  }
}

const place = (sheet: string, row: number): string => `${row} ${sheet}`

/** Of two records in one row, as of two raters side by side, the one that keeps it out is told. */
function fatesOf({ records, skipped }: ImportedRows): Map<string, RowFate> {
  const fates = new Map<string, RowFate>()
  for (const { sheet, row, kind } of skipped) fates.set(place(sheet, row), kind)
  for (const { sheet, row, fate } of records) {
    const other = fates.get(place(sheet, row))
    if (other === undefined || !recordFates.includes(other) || recordFates.indexOf(fate) < recordFates.indexOf(other)) fates.set(place(sheet, row), fate)
  }
  return fates
}

function partsOf(
  sheet: RawSheet,
  told: ImportedRows['sheets'][number],
  fates: ReadonlyMap<string, RowFate>,
  typed: ReadonlySet<string>,
): Pick<SheetImport, 'parts' | 'recordCells' | 'droppedColumns'> {
  const parts = new Map<RowFate, { rows: number[]; cells: number }>()
  const recordCells = { known: 0, kept: 0, dropped: 0 }
  const dropped = new Map<number, number>()
  for (const { row, cells } of sheet.rows) {
    const columns = shownColumns(cells)
    if (columns.length === 0) continue
    const use = told.use.get(row)
    const fate = told.ignored ? 'other_sheet' : fateOf(place(sheet.name, row), use === undefined ? null : use.uses === null ? 'form' : place(sheet.name, use.record), fates, typed)
    const part = parts.get(fate) ?? { rows: [], cells: 0 }
    part.rows.push(row)
    part.cells += columns.length
    parts.set(fate, part)
    if (!recordFates.includes(fate)) continue
    for (const column of columns) {
      const how = use?.uses?.get(column) ?? 'dropped'
      recordCells[how] += 1
      if (how === 'dropped') dropped.set(column, (dropped.get(column) ?? 0) + 1)
    }
  }
  const headers = new Map(told.columns.map(({ column, header }) => [column, header]))
  return {
    parts: rowFates.flatMap((fate) => {
      const part = parts.get(fate)
      return part === undefined ? [] : [{ fate, rows: part.rows.length, cells: part.cells, where: some(part.rows) }]
    }),
    recordCells,
    droppedColumns: [...dropped].toSorted((a, b) => a[0] - b[0]).map(([column, cells]) => ({ column: columnLetter(column), header: headers.get(columnLetter(column)) ?? '', cells })),
  }
}

function fateOf(own: string, record: string | null, fates: ReadonlyMap<string, RowFate>, typed: ReadonlySet<string>): RowFate {
  if (record === 'form') return 'form'
  const fate = fates.get(record ?? own)
  // A row that a person typed empty holds nothing any more.
  return fate ?? (typed.has(own) ? 'blank' : 'unknown')
}

const shownColumns = (cells: readonly RawCell[]): number[] => cells.flatMap((cell, at) => (showsSomething(cell) ? [at + 1] : []))

/** What contradicts itself in an account; empty for a true one. */
export function breachesOfAccount(account: ImportAccount): string[] {
  const breaches: string[] = []
  const must = (holds: boolean, what: string) => {
    if (!holds) breaches.push(what)
  }
  for (const sheet of account.sheets) {
    const sum = (of: (part: FatePart) => number, fates: readonly RowFate[] = rowFates) => sheet.parts.reduce((all, part) => all + (fates.includes(part.fate) ? of(part) : 0), 0)
    must(sum(({ rows }) => rows) === sheet.readRows, `${sheet.name}: rows of the parts`)
    must(sum(({ cells }) => cells) === sheet.readCells, `${sheet.name}: cells of the parts`)
    const { known, kept, dropped } = sheet.recordCells
    must(known + kept + dropped === sum(({ cells }) => cells, recordFates), `${sheet.name}: cells of the records`)
    must(dropped === sheet.droppedColumns.reduce((all, { cells }) => all + cells, 0), `${sheet.name}: dropped columns`)
    must(sheet.differs || sheet.kind !== 'worksheet' || (sheet.rows === sheet.readRows && sheet.cells === sheet.readCells), `${sheet.name}: the file`)
    must(sheet.note !== null || !sheet.differs, `${sheet.name}: a difference without a word`)
  }
  must(account.clean === (account.note === null), 'clean and yet a note, or the other way round')
  must(!account.clean || (account.rows === account.readRows && account.cells === account.readCells), 'the whole file')
  return breaches
}
