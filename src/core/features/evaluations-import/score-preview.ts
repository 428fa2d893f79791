import type { ScoreImportFault, ScoreImportRow, ScoreImportSummary } from '../../../contract/evaluations-import'
import { accountOfImport, sheetsWithUses, type ImportAccount, type RowFate } from '../../../domain/import-account'
import { maskNumbersInColumns, maskNumbersInText } from '../../../domain/number-mask'
import type { ScoreAnalysis, ScoreRow } from '../../../domain/score-analysis'
import { totalText } from '../../../domain/written-score'
import type { MarkedAnalysis } from '../../excel/fault-workbook'
import type { OpenScoreImport } from './open-score-imports'

/** The reading as the marked workbook takes it: a blank waits to be filled in; who has no row at all has no place in it. */
export function marksOf({ sheets, rows, skipped, faults }: ScoreAnalysis): MarkedAnalysis {
  return {
    sheets,
    rows: rows.map((row) => ({ ...row, verdict: row.verdict === 'accepted' ? 'valid' : row.verdict })),
    skipped,
    faults: faults.flatMap((fault) => (fault.severity === 'completeness' ? [] : [{ ...fault, severity: fault.severity === 'blank' ? ('confirm' as const) : fault.severity, suggested: null }])),
  }
}

type Counts = ScoreImportSummary['counts']

const fateOf = ({ verdict, alreadyHandedIn }: ScoreRow): RowFate => (verdict === 'refused' ? 'refused' : verdict === 'blank' ? 'unscored' : alreadyHandedIn ? 'stored' : 'ready')

/** What became of each row and cell of the file. */
export function accountOfScores({ workbook, analysis, corrections }: OpenScoreImport): ImportAccount {
  const records = analysis.rows.map((row) => ({ sheet: row.sheet, row: row.row, fate: fateOf(row) }))
  return accountOfImport(workbook, { sheets: sheetsWithUses(analysis), records, skipped: analysis.skipped }, corrections)
}

/** What the preview shows above its rows. */
export function summariseScores(open: OpenScoreImport): ScoreImportSummary {
  const { id, month, fileName, analysis } = open
  return {
    importId: id,
    month,
    fileName,
    counts: analysis.counts,
    toHandIn: analysis.rows.filter((row) => row.verdict === 'accepted' && !row.alreadyHandedIn).length,
    complete: analysis.results.filter(({ state }) => state === 'complete').length,
    open: analysis.results.filter(({ state }) => state === 'open').length,
    sheets: analysis.sheets.map((sheet) => ({ ...sheet, counts: countsOf(analysis, sheet.sheet) })),
    account: accountOfScores(open),
  }
}

function countsOf(analysis: ScoreAnalysis, sheet: string): Counts {
  const rows = analysis.rows.filter((row) => row.sheet === sheet)
  const count = (verdict: ScoreRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return {
    read: rows.length,
    accepted: count('accepted'),
    normalised: rows.filter(({ normalised }) => normalised).length,
    refused: count('refused'),
    blank: count('blank'),
    skipped: analysis.skipped.filter((row) => row.sheet === sheet).length,
  }
}

/** `marked`: rows with a fault that a person should look at, accepted or not. */
export type OnlyRows = 'all' | 'accepted' | 'refused' | 'blank' | 'marked' | 'skipped'

/** One page of a sheet in the file's order, rated and skipped rows alike: nothing vanishes. Of two raters in one line both come. */
export function previewScoreRows(analysis: ScoreAnalysis, sheet: string, only: OnlyRows, after: number, limit: number): { rows: ScoreImportRow[]; next: number | null } {
  const columns = analysis.sheets.find((one) => one.sheet === sheet)?.columns ?? []
  const read = new Set(columns.filter(({ field }) => field !== 'ignored').map(({ column }) => column))
  const faults = new Map<number, ScoreImportFault[]>()
  for (const fault of analysis.faults) if (fault.sheet === sheet && fault.severity !== 'completeness') faults.set(fault.row, [...(faults.get(fault.row) ?? []), fault])
  const faultsOf = ({ row, lastRow }: ScoreRow): ScoreImportFault[] => Array.from({ length: lastRow - row + 1 }, (_, step) => faults.get(row + step) ?? []).flat()
  const isMarked = (row: ScoreRow) => faultsOf(row).some(({ severity }) => severity !== 'normalise')
  const wanted = (row: ScoreRow) => only === 'all' || (only === 'marked' ? isMarked(row) : row.verdict === only)
  const rated = analysis.rows.filter((row) => row.sheet === sheet && wanted(row)).map((row): ScoreImportRow => shown(row, read, faultsOf(row)))
  const first = columns[0]?.column ?? 'A'
  const skipped = only === 'all' || only === 'skipped' ? analysis.skipped.filter((row) => row.sheet === sheet).map((row): ScoreImportRow => passedOver(row, first)) : []
  const all = [...rated, ...skipped].filter(({ row }) => row > after).toSorted((a, b) => a.row - b.row)
  // A page never ends within a line.
  let end = Math.min(limit, all.length)
  while (end < all.length && all[end]?.row === all[end - 1]?.row) end += 1
  return { rows: all.slice(0, end), next: end < all.length ? (all[end - 1]?.row ?? null) : null }
}

/** Numbers of people have no business in a score sheet; where one strays in, it is not shown. */
export const veilFault = (fault: ScoreImportFault): ScoreImportFault => ({ ...fault, message: maskNumbersInText(fault.message), value: maskNumbersInText(fault.value) })

function shown(row: ScoreRow, read: ReadonlySet<string>, faults: ScoreImportFault[]): ScoreImportRow {
  const { verdict, normalised, alreadyHandedIn, kind, name, community, grid, rater, totalX10 } = row
  return {
    row: row.row,
    verdict,
    normalised,
    alreadyHandedIn,
    leftOut: faults.some((fault) => fault.kind === 'left_out'),
    kind,
    name: maskNumbersInText(name),
    community: community === null ? null : maskNumbersInText(community),
    grid: grid === null ? null : maskNumbersInText(grid),
    rater,
    total: totalX10 === null ? null : totalText(totalX10),
    skippedAs: null,
    cells: maskNumbersInColumns(Object.fromEntries(Object.entries(row.cells).filter(([column]) => read.has(column)))),
    faults: faults.map(veilFault),
  }
}

const passedOver = ({ row, kind, text }: ScoreAnalysis['skipped'][number], column: string): ScoreImportRow => ({
  row,
  verdict: 'skipped',
  normalised: false,
  alreadyHandedIn: false,
  leftOut: false,
  kind: null,
  name: '',
  community: null,
  grid: null,
  rater: null,
  total: null,
  skippedAs: kind,
  cells: { [column]: maskNumbersInText(text) },
  faults: [],
})
