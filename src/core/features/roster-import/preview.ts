import type { ImportRow, ImportSummary } from '../../../contract/roster-import'
import { accountOfImport, sheetsWithUses, type ImportAccount } from '../../../domain/import-account'
import { maskIdentityNumber } from '../../../domain/identity-number'
import { maskPhone } from '../../../domain/phone-number'
import { postLabel } from '../../../domain/post'
import type { RosterAnalysis, RosterFault, RosterField, RosterPersonRow } from '../../../domain/roster-analysis'
import type { OpenImport } from './open-imports'

/** What became of each row and cell of the file. */
export function accountOfRoster({ workbook, analysis, corrections }: Pick<OpenImport, 'workbook' | 'analysis' | 'corrections'>): ImportAccount {
  const records = analysis.rows.map(({ sheet, row, verdict }) => ({ sheet, row, fate: verdict === 'valid' ? ('ready' as const) : verdict }))
  return accountOfImport(workbook, { sheets: sheetsWithUses(analysis), records, skipped: analysis.skipped }, corrections)
}

/** What the preview shows above its rows. */
export function summarise(open: OpenImport, newPlaces: { communities: string[]; grids: number }): ImportSummary {
  const { analysis } = open
  const perSheet = new Map<string, { rows: number; valid: number; needsConfirmation: number; refused: number; skipped: number }>()
  const of = (sheet: string) => {
    const known = perSheet.get(sheet)
    if (known) return known
    const fresh = { rows: 0, valid: 0, needsConfirmation: 0, refused: 0, skipped: 0 }
    perSheet.set(sheet, fresh)
    return fresh
  }
  for (const row of analysis.rows) {
    const count = of(row.sheet)
    count.rows += 1
    if (row.verdict === 'valid') count.valid += 1
    else if (row.verdict === 'confirm') count.needsConfirmation += 1
    else count.refused += 1
  }
  for (const row of analysis.skipped) of(row.sheet).skipped += 1
  return {
    importId: open.id,
    fileName: open.fileName,
    counts: analysis.counts,
    conversions: analysis.faults.filter((fault) => fault.severity === 'normalise').length,
    sheets: analysis.sheets.map((sheet) => ({ sheet: sheet.sheet, ignored: sheet.ignored, headerRows: sheet.headerRows, columns: sheet.columns, ...of(sheet.sheet) })),
    vacancies: analysis.vacancies,
    newCommunities: newPlaces.communities,
    newGrids: newPlaces.grids,
    account: accountOfRoster(open),
  }
}

type Only = 'all' | 'refused' | 'confirm' | 'normalised' | 'skipped'

/** One page of a sheet in the file's order, persons and skipped rows alike: nothing vanishes. */
export function previewRows(analysis: RosterAnalysis, sheet: string, only: Only, after: number, limit: number): { rows: ImportRow[]; next: number | null } {
  const columns = analysis.sheets.find((one) => one.sheet === sheet)?.columns ?? []
  const columnOf = new Map(columns.map((column) => [column.field as string, column.column]))
  const faults = new Map<number, RosterFault[]>()
  for (const fault of analysis.faults) if (fault.sheet === sheet) faults.set(fault.row, [...(faults.get(fault.row) ?? []), fault])
  const persons = analysis.rows.filter((row) => row.sheet === sheet && (only === 'all' || (only === 'normalised' ? row.normalised : only === 'refused' ? row.verdict === 'refused' : row.verdict === only)))
  const skipped = only === 'all' || only === 'skipped' ? analysis.skipped.filter((row) => row.sheet === sheet) : []
  const all: ImportRow[] = [
    ...persons.map((row) => personPreview(row, columnOf, faults.get(row.row) ?? [])),
    ...skipped.map((row): ImportRow => ({ row: row.row, verdict: 'skipped', normalised: false, skippedAs: row.kind, cells: { [columns[0]?.column ?? 'A']: row.text }, stored: {}, faults: [] })),
  ]
    .filter((row) => row.row > after)
    .toSorted((a, b) => a.row - b.row)
  const page = all.slice(0, limit)
  return { rows: page, next: all.length > limit ? (page.at(-1)?.row ?? null) : null }
}

const numberFields = new Set<RosterField>(['idNo', 'phone'])

/** Right numbers are masked; a faulty one stays readable, because it is there to be corrected. */
function personPreview(row: RosterPersonRow, columnOf: ReadonlyMap<string, string>, faults: readonly RosterFault[]): ImportRow {
  const cells = { ...row.cells }
  const open = new Set(faults.filter((fault) => fault.severity !== 'normalise').map((fault) => fault.column))
  const hide = (field: 'idNo' | 'phone', mask: (text: string) => string): void => {
    const column = columnOf.get(field)
    const shown = column === undefined ? undefined : cells[column]
    if (column !== undefined && shown && !open.has(column)) cells[column] = mask(row[field] ?? shown)
  }
  hide('idNo', maskIdentityNumber)
  hide('phone', maskPhone)
  const stored: Record<string, string> = {}
  const values: Partial<Record<RosterField, string | null>> = {
    name: row.name,
    sex: row.sex,
    post: row.post === null ? null : postLabel(row.post),
    community: row.community,
    grid: row.grid,
    policeNo: row.policeNo,
    startOn: row.startOn,
  }
  for (const fault of faults) {
    if (fault.column === null || fault.severity === 'error' || numberFields.has(fault.field)) continue
    const value = values[fault.field] ?? fault.suggested
    if (value) stored[fault.column] = value
  }
  return { row: row.row, verdict: row.verdict, normalised: row.normalised, skippedAs: null, cells, stored, faults: faults.map((fault) => veil(fault)) }
}

/** A number that only had to be written properly is masked in its message's value too. */
export function veil(fault: RosterFault): RosterFault {
  if (fault.severity !== 'normalise' || !numberFields.has(fault.field)) return fault
  const mask = fault.field === 'idNo' ? maskIdentityNumber : maskPhone
  return { ...fault, value: mask(fault.value), suggested: fault.suggested === null ? null : mask(fault.suggested) }
}
