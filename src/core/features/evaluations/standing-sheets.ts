import type { ScoredCell, Terms } from '../../../domain/evaluation'
import type { Reader } from '../../database/reader'
import { closedBecause, requireCycle, termsOf, type CycleRow } from './cycles'
import { expectedSheets, type ExpectedSheet } from './expected-sheets'
import { sheetStatements } from './sheet-statements'

/** A sheet of an open month as an import finds it. */
export interface StandingSheet {
  readonly expected: ExpectedSheet
  /** Why nothing can be handed in: the lock, as a whole sentence. */
  readonly closed: string | null
  readonly waivedReason: string | null
  /** What stands. The cells of a sheet that its rater handed in are null: they are not the clerk's to see. */
  readonly handedIn: { readonly byClerk: boolean; readonly cells: readonly ScoredCell[] | null } | null
}

/** Every sheet that the month expects, with where it stands. @throws Refusal `month_not_open` */
export function standingSheets(reader: Reader, month: string): { cycle: CycleRow; terms: Terms; sheets: StandingSheet[] } {
  const cycle = requireCycle(reader, month)
  const rows = new Map(reader.all(sheetStatements.ofCycle, { cycle_id: cycle.id }).map((row) => [sheetKey({ kind: row.kind, communityId: row.community_id, rateeId: row.ratee_id }), row]))
  const standing = new Map(reader.all(sheetStatements.standingOfCycle, { cycle_id: cycle.id }).map((row) => [row.id, row]))
  const closed = new Map<string, string | null>()
  const closedFor = (communityId: string): string | null => {
    if (!closed.has(communityId)) closed.set(communityId, closedBecause(reader, cycle, communityId))
    return closed.get(communityId) ?? null
  }
  const sheets = expectedSheets(reader, month).sheets.map((expected): StandingSheet => {
    const row = rows.get(sheetKey(expected))
    const submission = row?.submission_id == null ? undefined : standing.get(row.submission_id)
    const byClerk = submission?.is_proxy === 1
    return {
      expected,
      closed: closedFor(expected.communityId),
      waivedReason: row?.state === 'waived' ? (row.state_reason ?? '') : null,
      handedIn: submission === undefined ? null : { byClerk, cells: byClerk ? (JSON.parse(submission.scores_json) as ScoredCell[]) : null },
    }
  })
  return { cycle, terms: termsOf(cycle), sheets }
}

/** One sheet of a month in one text. */
export const sheetKey = ({ kind, communityId, rateeId }: { kind: string; communityId: string; rateeId: string }): string => `${kind}/${communityId}/${rateeId}`
