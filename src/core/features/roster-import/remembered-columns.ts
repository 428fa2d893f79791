import type { RosterAnalysis } from '../../../domain/roster-analysis'
import type { OpenImport } from './open-imports'

type Columns = OpenImport['mapping'][string]

/** A sheet is known again by its header, never by its name: next month's file and its sheets are called otherwise. */
const shapeOf = (sheet: RosterAnalysis['sheets'][number]): string => JSON.stringify(sheet.columns.map(({ column, header }) => [column, header]))

/** What is kept of a person's column choices: by the shape of each sheet. */
export function columnsToRemember(analysis: RosterAnalysis, mapping: OpenImport['mapping']): Record<string, Columns> {
  return chosen(analysis, (sheet) => [shapeOf(sheet), mapping[sheet.sheet]])
}

/** Kept choices for the sheets of this file. */
export function rememberedMapping(analysis: RosterAnalysis, kept: Record<string, Columns>): OpenImport['mapping'] {
  return chosen(analysis, (sheet) => [sheet.sheet, kept[shapeOf(sheet)]])
}

function chosen(analysis: RosterAnalysis, of: (sheet: RosterAnalysis['sheets'][number]) => [string, Columns | undefined]): Record<string, Columns> {
  const found: Record<string, Columns> = {}
  for (const sheet of analysis.sheets) {
    const [name, columns] = of(sheet)
    if (columns) found[name] = columns
  }
  return found
}
