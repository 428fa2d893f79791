import { FaultBook, verdictOf } from './fault-book'
import { useOfColumns } from './import-account'
import { columnNumber, damagedAdvice, formulaAdvice, formulaWithoutResult, type RawWorkbook } from './raw-workbook'
import type { AnalyseOptions, RosterAnalysis, RosterCounts, RosterPersonRow, SheetReading, SkippedRow } from './roster-analysis'
import { judgeAssignment, judgePost } from './roster-assignment'
import { extraCells, faultAt, fieldCell, shownCells, type JudgedRow } from './roster-cells'
import { CommunityReader } from './roster-communities'
import { judgeConflicts } from './roster-conflicts'
import { judgePerson } from './roster-person'
import { PlaceRegister } from './roster-places'
import { isField } from './roster-header'
import { readTable, type RosterTable, type TableRow } from './roster-table'
import { cleanedText } from './sheet-grid'
import { rosterSettings } from './settings/roster-settings'
import { vacanciesAfter } from './roster-vacancies'
import { typedOver } from './typed-over'

/**
 * Reads a clerk's workbook as a roster. Nothing is stored and nothing is guessed in silence: every row within a roster
 * sheet is a person, valid, doubtful or refused, or is listed among the skipped ones.
 */
export function analyseRoster(workbook: RawWorkbook, options: AnalyseOptions): RosterAnalysis {
  const sheets = workbook.sheets.map((sheet) => typedOver(sheet, options.corrections ?? []))
  const tables = sheets.map((sheet) => readTable(sheet, options.mapping?.[sheet.name]))
  const rosters = tables.filter(({ ignored }) => !ignored)
  const book = new FaultBook(options.decisions)
  const register = new PlaceRegister(options.places)
  const communities = new CommunityReader(rosters)
  register.learnCommunities(communities.namesInFile())
  register.learnGrids(communities.gridMentions(register))

  const origins = new Map<string, Map<SheetReading['communityFrom'], number>>()
  const judged = rosters.flatMap((table) => {
    const { rows, from } = judgeTable(table, communities, register, book, options)
    origins.set(table.sheet, from)
    return rows
  })
  judgeConflicts(judged, book, options.roster)
  for (const row of judged) {
    row.verdict = verdictOf(row.faults)
    row.normalised = row.faults.some(({ severity }) => severity === 'normalise')
  }

  const skipped = rosters.flatMap((table) => table.skipped)
  const rows = judged.map(published)
  return {
    sheets: tables.map((table) => reading(table, origins.get(table.sheet))),
    uses: tables.map((table) => useOfColumns(table.rows, (field) => (field === 'extra' ? 'kept' : field === 'ignored' ? 'dropped' : 'known'))),
    rows,
    skipped,
    faults: judged.flatMap(({ faults }) => faults),
    vacancies: vacanciesAfter(register.communities, rows, options.roster),
    places: register.asPlaces(),
    counts: countRows(rows, skipped),
    shapeKey: shapeKey(rosters.map(({ signature }) => signature)),
    asOf: rosters.reduce<string | null>((latest, { asOf }) => (asOf !== null && (latest === null || asOf > latest) ? asOf : latest), null),
  }
}

function judgeTable(
  table: RosterTable,
  communities: CommunityReader,
  register: PlaceRegister,
  book: FaultBook,
  options: AnalyseOptions,
): { rows: JudgedRow[]; from: Map<SheetReading['communityFrom'], number> } {
  const from = new Map<SheetReading['communityFrom'], number>()
  const lastDay = table.asOf ?? options.today
  const rows: JudgedRow[] = []
  let previous: JudgedRow | null = null
  for (const source of table.rows) {
    const row = emptyRow(table, source)
    const origin = communities.settle(row, register, book)
    from.set(origin, (from.get(origin) ?? 0) + 1)
    judgePost(row, book)
    judgePerson(row, book, options.today)
    judgeAssignment(row, book, previous, { lastDay, today: options.today, yearsAhead: options.yearsAhead ?? rosterSettings['roster.yearsAhead'].default })
    tellCleaned(row, book)
    judgeUnresolved(row, book)
    if (table.grid.damaged(source.row)) book.add(row, faultAt(row, 'row', 'damaged_text', 'confirm', damagedAdvice))
    if (source.hidden) judgeHidden(row, book)
    rows.push(row)
    previous = row
  }
  return { rows, from }
}

function tellCleaned(row: JudgedRow, book: FaultBook): void {
  for (const { column, written, text } of row.table.grid.rewritten(row.row)) {
    const reading = row.source.layout.columns.find((one) => one.column === column)
    if (reading === undefined || reading.field === 'ignored') continue
    book.add(row, { column, header: reading.header, field: isField(reading.field) ? reading.field : 'row', ...cleanedText, value: written, suggested: text })
  }
}

/** What else was found at such a cell follows from there being nothing to read. A column that is only kept leaves a doubt. */
function judgeUnresolved(row: JudgedRow, book: FaultBook): void {
  for (const { column, header, field } of row.source.layout.columns) {
    if (field === 'seq' || field === 'ignored' || !row.table.grid.unresolved(row.row, columnNumber(column))) continue
    row.faults = row.faults.filter((fault) => fault.column !== column)
    const severity = field === 'extra' || field === 'remark' ? 'confirm' : 'error'
    book.add(row, { column, header, field: field === 'extra' ? 'row' : field, kind: 'formula_without_result', severity, message: formulaAdvice, value: formulaWithoutResult, suggested: null })
  }
}

function judgeHidden(row: JudgedRow, book: FaultBook): void {
  const what = row.table.hiddenSheet ? '所在的工作表被隐藏' : '这一行被隐藏'
  const remark = row.remark === null ? '' : `，备注为“${row.remark}”`
  book.add(row, faultAt(row, 'row', 'hidden_row', 'confirm', `${what}${remark}。确认是否导入。`))
}

function emptyRow(table: RosterTable, source: TableRow): JudgedRow {
  const remark = fieldCell(table, source, 'remark').text
  return {
    sheet: table.sheet,
    row: source.row,
    table,
    source,
    faults: [],
    withdrawn: false,
    place: null,
    verdict: 'valid',
    normalised: false,
    name: '',
    sex: null,
    idNo: null,
    birthOn: null,
    phone: null,
    post: null,
    community: null,
    communityCode: null,
    grid: null,
    gridCode: null,
    policeNo: null,
    startOn: null,
    remark: remark === '' ? null : remark,
    extra: extraCells(table, source),
    cells: shownCells(table, source),
  }
}

function published(judged: JudgedRow): RosterPersonRow {
  const { table: _table, source: _source, place: _place, faults: _faults, withdrawn: _withdrawn, ...row } = judged
  return row
}

function reading(table: RosterTable, origins: Map<SheetReading['communityFrom'], number> | undefined): SheetReading {
  const [most] = [...(origins ?? [])].toSorted((a, b) => b[1] - a[1])
  return {
    sheet: table.sheet,
    headerRows: table.headerRows,
    columns: table.columns,
    communityFrom: most?.[0] ?? 'none',
    ignored: table.ignored,
  }
}

function countRows(rows: readonly RosterPersonRow[], skipped: readonly SkippedRow[]): RosterCounts {
  const count = (verdict: RosterPersonRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return {
    read: rows.length,
    valid: count('valid'),
    normalised: rows.filter((row) => row.verdict === 'valid' && row.normalised).length,
    needsConfirmation: count('confirm'),
    refused: count('refused'),
    skipped: skipped.length,
  }
}

/** Two runs of a 32-bit hash: short enough for a key, long enough not to meet by chance; secrecy is not asked of it. */
function shapeKey(signatures: readonly string[]): string {
  const text = [...new Set(signatures)].join('\n')
  let [first, second] = [0xdeadbeef, 0x41c6ce57]
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    first = Math.imul(first ^ code, 2_654_435_761)
    second = Math.imul(second ^ code, 1_597_334_677)
  }
  return [first, second].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
