import { useOfColumns, type CellUses, type SheetUse } from './import-account'
import { columnLetter, columnNumber, type RawSheet, type RawWorkbook } from './raw-workbook'
import { typedOver } from './typed-over'
import type { SheetKind } from './evaluation'
import type { ExpectedScoreSheet, ScoreAnalysis, ScoreCounts, ScoreFault, ScoreImportOptions, ScoreRow, ScoreSheetReading } from './score-analysis'
import { readScoreForms, type ScoreForm } from './score-form'
import { judgeScoreRow, type JudgedScoreRow } from './score-judge'
import { missingPeople } from './score-missing'
import { ExpectedPeople } from './score-people'
import { scoreResults } from './score-results'
import { readScoreTable, type ScoreTable } from './score-table'

/**
 * Reads score sheets as officers hand them in, against the sheets that the month expects. Nothing is stored and nothing
 * is adopted in silence: every row is accepted, refused or blank, and a row counts only when all its scores are right.
 */
export function analyseScores(workbook: RawWorkbook, options: ScoreImportOptions): ScoreAnalysis {
  const sheets = workbook.sheets.map((sheet): RawSheet => typedOver(sheet, options.corrections ?? []))
  const parts = sheets.flatMap((sheet) => readSheet(sheet, options))
  const people = new ExpectedPeople(options.expected)
  // What is hidden comes last, so that of two rows about one person the visible one is the first.
  const ordered = parts.toSorted((a, b) => Number(a.table.hiddenSheet) - Number(b.table.hiddenSheet))
  const rows = ordered.flatMap(({ table, form }) =>
    // Two raters side by side are two rows: each is accepted, refused or blank by itself.
    table.rows.flatMap((source) => source.layout.groups.map((group) => atHome(judgeScoreRow(table, source, group, options, people, workbook.format === 'csv'), form))),
  )
  leaveOut(rows, options)
  refuseDoubles(rows)
  compareWithHandedIn(rows, options.expected)
  for (const row of rows) settle(row)
  const faults = [...rows.flatMap((row) => row.faults), ...missingPeople(ordered.map(({ table }) => table), rows, options.expected)]
  const order = new Map(workbook.sheets.map(({ name }, at) => [name, at]))
  const skipped = ordered.flatMap(({ table }) => table.skipped)
  return {
    sheets: sheets.map((sheet) => reading(sheet, parts.find(({ table }) => table.sheet === sheet.name)?.table ?? null, rows)),
    uses: sheets.map(({ name }) => useOfSheet(parts.filter(({ table }) => table.sheet === name))),
    rows: rows.map(published),
    skipped,
    faults: faults.toSorted((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || Number(a.severity === 'completeness') - Number(b.severity === 'completeness') || a.row - b.row),
    counts: countRows(rows, skipped.length),
    results: scoreResults(rows, options),
  }
}

interface Part {
  table: ScoreTable
  form: ScoreForm | null
}

/** A sheet is one table, or holds forms of one person each. */
function readSheet(sheet: RawSheet, options: ScoreImportOptions): Part[] {
  const table = readScoreTable(sheet, options)
  if (table !== null) return [{ table, form: null }]
  return readScoreForms(sheet, options).flatMap((form): Part[] => {
    const own = readScoreTable(form.table, options)
    // A form that names nobody and holds no score is a list of criteria.
    if (own === null || own.rows.length === 0) return []
    return [{ table: { ...own, skipped: [], headerRows: [form.headerRow], columns: [] }, form }]
  })
}

/** A form's labels and figures belong to one record; what else stands on the form is its text. */
function useOfSheet(parts: readonly Part[]): SheetUse {
  const use = new Map<number, { uses: CellUses | null; record: number }>()
  for (const { table, form } of parts) {
    if (form === null) {
      for (const [row, of] of useOfColumns(table.rows, (field) => (field === 'ignored' ? 'dropped' : 'known'))) use.set(row, of)
      continue
    }
    for (let row = form.firstRow; row <= form.lastRow; row++) use.set(row, { uses: null, record: form.headerRow })
    const all = new Map(Array.from({ length: 200 }, (_, at) => [at + 1, 'known' as const]))
    for (const { row } of form.home.values()) use.set(row, { uses: all, record: form.headerRow })
  }
  return use
}

/** Faults of a form's row, led back to the form's own cells. */
function atHome(row: JudgedScoreRow, form: ScoreForm | null): JudgedScoreRow {
  if (form === null) return row
  const faults = row.faults.map((one) => {
    const home = one.column === null ? undefined : form.home.get(columnNumber(one.column))
    return { ...one, row: home?.row ?? form.headerRow, column: home === undefined ? null : columnLetter(home.column) }
  })
  return { ...row, row: form.headerRow, lastRow: form.lastRow, cells: {}, faults }
}

function fault(row: JudgedScoreRow, kind: string, severity: ScoreFault['severity'], message: string): void {
  row.faults.push({ sheet: row.sheet, row: row.row, column: null, header: null, kind, severity, message, value: '', suggested: null })
}

function leaveOut(rows: readonly JudgedScoreRow[], options: ScoreImportOptions): void {
  const out = new Set((options.leftOut ?? []).map(({ sheet, row }) => `${row} ${sheet}`))
  for (const row of rows) if (out.has(`${row.row} ${row.sheet}`)) fault(row, 'left_out', 'error', '已选择不导入这一行。')
}

const wasLeftOut = (row: JudgedScoreRow): boolean => row.faults.some(({ kind }) => kind === 'left_out')

/** Of several rows for one sheet the first with a score in it stands, right or not; the others are refused. */
function refuseDoubles(rows: readonly JudgedScoreRow[]): void {
  const first = new Map<string, JudgedScoreRow>()
  for (const row of rows) {
    if (row.key === null || row.empty || wasLeftOut(row)) continue
    const earlier = first.get(row.key)
    if (earlier === undefined) {
      first.set(row.key, row)
      continue
    }
    const same = JSON.stringify(Object.entries(earlier.scoresX10).toSorted()) === JSON.stringify(Object.entries(row.scoresX10).toSorted())
    fault(row, 'duplicate_row', 'error', `${row.name}已在${earlier.sheet}第${earlier.row}行评分，${same ? '重复' : '重复且分值不同'}。只看前一行。`)
  }
}

/** A ledger takes a sheet once: the same scores again are nothing new, others are refused. */
function compareWithHandedIn(rows: readonly JudgedScoreRow[], expected: readonly ExpectedScoreSheet[]): void {
  const handedIn = new Map(expected.flatMap((sheet) => (sheet.handedIn === null ? [] : [[sheet.key, sheet.handedIn] as const])))
  for (const row of rows) {
    const before = row.key === null ? undefined : handedIn.get(row.key)
    if (before === undefined || row.totalX10 === null || row.faults.some(({ severity }) => severity === 'error')) continue
    if (before === 'by_rater') {
      // What a rater handed in is not the clerk's to see: not even whether it is the same.
      fault(row, 'handed_in_by_rater', 'error', `${row.name}这张评分表评分人已自己提交，保留已提交的。要改须先退回。`)
      continue
    }
    const codes = new Set([...Object.keys(before), ...Object.keys(row.scoresX10)])
    row.alreadyHandedIn = [...codes].every((code) => before[code] === row.scoresX10[code])
    if (row.alreadyHandedIn) fault(row, 'already_handed_in', 'confirm', `${row.name}这张评分表已经提交，分值相同，不再重复提交。`)
    else fault(row, 'handed_in_differently', 'error', `${row.name}这张评分表已经提交，分值不同。保留已提交的；要改须先退回。`)
  }
}

function settle(row: JudgedScoreRow): void {
  const has = (severity: ScoreFault['severity']) => row.faults.some((one) => one.severity === severity)
  row.verdict = has('error') ? 'refused' : has('blank') ? 'blank' : 'accepted'
  if (row.verdict !== 'accepted') row.totalX10 = null
  row.normalised = row.verdict === 'accepted' && has('normalise')
}

function published(judged: JudgedScoreRow): ScoreRow {
  const { faults: _faults, empty: _empty, ...row } = judged
  return row
}

function reading(sheet: RawSheet, table: ScoreTable | null, rows: readonly ScoreRow[]): ScoreSheetReading {
  const kinds = new Set(rows.flatMap((row): SheetKind[] => (row.sheet === sheet.name && row.kind !== null ? [row.kind] : [])))
  return { sheet: sheet.name, kinds: [...kinds], headerRows: table?.headerRows ?? [], columns: table?.columns ?? [], ignored: table === null }
}

function countRows(rows: readonly JudgedScoreRow[], skipped: number): ScoreCounts {
  const count = (verdict: ScoreRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return { read: rows.length, accepted: count('accepted'), normalised: rows.filter(({ normalised }) => normalised).length, refused: count('refused'), blank: count('blank'), skipped }
}
