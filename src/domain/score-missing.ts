import type { SheetKind } from './evaluation'
import type { ExpectedScoreSheet, ScoreFault } from './score-analysis'
import type { JudgedScoreRow } from './score-judge'
import { rateePost, raterPost } from './score-people'
import type { ScoreTable } from './score-table'

/**
 * People whom the file should have rated and has no row for. A file speaks for a community when it holds the officer's
 * or the chief's rows of it, or rows of several of its grid leads; for the township when it speaks for more than half
 * of the communities. A single grid lead's file says nothing about the others.
 */
export function missingPeople(tables: readonly ScoreTable[], rows: readonly JudgedScoreRow[], expected: readonly ExpectedScoreSheet[]): ScoreFault[] {
  const answered = new Set(rows.map(({ key }) => key))
  const sheets = new Map(expected.map((sheet) => [sheet.key, sheet]))
  const faults: ScoreFault[] = []
  for (const kind of ['aux_by_police', 'aux_by_grid_chief', 'police_by_chief'] as const) {
    const own = rows.filter((row) => row.kind === kind && row.key !== null)
    const home = mainSheet(own)
    const table = tables.find(({ sheet }) => sheet === home)
    if (table === undefined) continue
    const all = new Set(expected.flatMap((sheet) => (sheet.kind === kind ? [sheet.community] : [])))
    const spoken = communitiesSpokenFor(kind, own, sheets)
    const speaksFor = spoken.size * 2 > all.size ? all : spoken
    for (const sheet of expected) {
      if (sheet.kind !== kind || sheet.barred !== null || answered.has(sheet.key) || !speaksFor.has(sheet.community)) continue
      const place = `${sheet.community}${sheet.grid ?? ''}`
      faults.push({
        sheet: table.sheet,
        row: table.headerRows[0] ?? 1,
        column: null,
        header: null,
        kind: 'missing_row',
        severity: 'completeness',
        message: `${place}的${rateePost[kind]}${sheet.rateeName}没有评分行（${raterPost[kind]}评）。`,
        value: sheet.rateeName,
        suggested: null,
      })
    }
  }
  return faults
}

function mainSheet(rows: readonly JudgedScoreRow[]): string | undefined {
  const votes = new Map<string, number>()
  for (const { sheet } of rows) votes.set(sheet, (votes.get(sheet) ?? 0) + 1)
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

function communitiesSpokenFor(kind: SheetKind, rows: readonly JudgedScoreRow[], sheets: ReadonlyMap<string, ExpectedScoreSheet>): Set<string> {
  const grids = new Map<string, Set<string | null>>()
  for (const { key } of rows) {
    const sheet = sheets.get(key ?? '')
    if (sheet === undefined) continue
    const seen = grids.get(sheet.community) ?? new Set()
    grids.set(sheet.community, seen.add(sheet.grid))
  }
  return new Set([...grids].filter(([, seen]) => kind !== 'aux_by_grid_chief' || seen.size > 1).map(([community]) => community))
}
