import type { ScoredCell, SheetKind, Terms } from '../../../domain/evaluation'
import { monthWords } from '../../../domain/month'
import { rowFaults, sumOfRow } from '../../../domain/score-block'
import { keepAttachment } from '../../attachments/attachments'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import type { TicketFile } from '../../files/tickets'
import { newId } from '../../new-id'
import { conflict, refuse } from '../../refusal'
import { placeOf } from '../roster/directory'
import { requireCycle, requireEditable, termsOf, type CycleRow } from './cycles'
import { putComment, putDraft, type DraftOwner } from './draft-rows'
import { expectedInCommunities, type ExpectedSheet } from './expected-sheets'
import { sheetStatements } from './sheet-statements'

export interface SheetName {
  month: string
  kind: SheetKind
  communityId: string
  rateeId: string
}

/** @throws Refusal `not_expected` where the month's roster has no such sheet */
export function requireExpected(tx: Transaction, cycle: CycleRow, terms: Terms, sheet: Omit<SheetName, 'month'>): ExpectedSheet {
  const place = placeOf(tx, sheet.communityId)
  const found = place ? expectedInCommunities(tx, [place], cycle.month, terms, cycle).find((one) => one.kind === sheet.kind && one.rateeId === sheet.rateeId) : undefined
  if (!found) throw refuse('not_expected', `${monthWords(cycle.month)}的花名册里没有这张评议表。没有存，刷新后按名单办理。`, 'rateeId')
  return found
}

/** The sheet's row, made where there is none yet. */
export function sheetRow(tx: Transaction, cycle: CycleRow, sheet: Pick<ExpectedSheet, 'kind' | 'communityId' | 'rateeId' | 'gridId'>) {
  const key = { cycle_id: cycle.id, kind: sheet.kind, community_id: sheet.communityId, ratee_id: sheet.rateeId }
  const known = tx.get(sheetStatements.byKey, key)
  if (known) return known
  tx.write(sheetStatements.insert, { id: newId(), ...key, grid_id: sheet.gridId, state: 'draft', created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id })
  const made = tx.get(sheetStatements.byKey, key)
  if (!made) throw new Error('the sheet was not made')
  return made
}

export interface HandIn {
  cells: readonly ScoredCell[]
  comment: string | null
  /** Null: the rater's own hand. Else a clerk types it, from a scan kept with the sheet or from a workbook kept once. */
  proxy: null | { kind: 'scan'; file: TicketFile & { mime: string }; key: TownshipKey } | { kind: 'workbook'; attachmentId: string }
  /** A workbook's low scores may lack their reason: the sheet is accepted and marked. */
  mayLackReason: boolean
}

/**
 * Hands a sheet in, inside the caller's transaction: a new line in the ledger that stands from now on.
 * A sheet that is already handed in must be taken back or returned first, whoever brings the new one.
 * @throws Refusal `month_not_open`, I11, `not_expected`, `no_rater`, I8, `already_submitted`, `waived`, I10, `reason_needed`; `field` is `rateeId/code`
 */
export function handIn(tx: Transaction, name: SheetName, given: HandIn): { totalX10: number; lacksReason: boolean; expected: ExpectedSheet } {
  const cycle = requireCycle(tx, name.month)
  requireEditable(tx, cycle, name.communityId)
  const terms = termsOf(cycle)
  const expected = requireExpected(tx, cycle, terms, name)
  return { ...handInExpected(tx, cycle, terms, expected, given), expected }
}

/** The same, for a sheet that the caller has looked up; many of one month in a row cost one look each. */
export function handInExpected(tx: Transaction, cycle: CycleRow, terms: Terms, expected: ExpectedSheet, given: HandIn): { totalX10: number; lacksReason: boolean } {
  requireEditable(tx, cycle, expected.communityId)
  const field = (code: string): string => `${expected.rateeId}/${code}`
  if (expected.problem === 'same_rater') throw refuse('I8', `${expected.ratee}的另一张评议表也由${expected.rater}评，一人不能评两张。没有存，另授权代评，或写明原因免评。`, expected.rateeId)
  if (expected.raterId === null || expected.rater === null || expected.problem !== null)
    throw refuse('no_rater', `${expected.ratee}的这张评议表没有合格的评分人。没有存，先授权代评，或写明原因免评。`, expected.rateeId)
  const row = sheetRow(tx, cycle, expected)
  if (row.state === 'submitted') throw refuse('already_submitted', `${expected.ratee}的这张评议表已经提交。没有存，要改先撤回或退回。`, expected.rateeId)
  if (row.state === 'waived') throw refuse('waived', `${expected.ratee}的这张评议表已登记免评。没有存，要评先取消免评。`, expected.rateeId)

  const { dimensions } = terms.templates[expected.kind]
  const unknown = given.cells.find((cell) => !dimensions.some((dimension) => dimension.code === cell.code))
  if (unknown) throw refuse('I10', `这个月的考核指标里没有“${unknown.code}”。没有存，刷新后重填。`, field(unknown.code))
  const faults = rowFaults(given.cells, dimensions, terms)
  const stopping = faults.find((fault) => fault.rule === 'I10' || !given.mayLackReason)
  if (stopping) throw refuse(stopping.rule, `${expected.ratee}：${stopping.message}没有提交，草稿还在。`, field(stopping.code))
  const cells = dimensions.map(({ code }) => {
    const cell = given.cells.find((one) => one.code === code)
    return { code, scoreX10: cell?.scoreX10 ?? null, reason: cell?.reason?.trim() || null }
  })
  const { sumX10: totalX10 } = sumOfRow(cells, dimensions)
  const id = newId()
  const no = (tx.all(sheetStatements.submissionsOf, { sheet_id: row.id }).at(-1)?.no ?? 0) + 1
  tx.write(sheetStatements.insertSubmission, {
    id,
    sheet_id: row.id,
    no,
    rater_id: expected.raterId,
    rater_name: expected.rater,
    stands_in_for: expected.standsInFor,
    entered_by: tx.actor.id,
    entered_name: tx.actor.name,
    is_proxy: given.proxy === null ? 0 : 1,
    scores_json: JSON.stringify(cells),
    total_x10: totalX10,
    comment: given.comment?.trim() || null,
    lacks_reason: faults.length > 0 ? 1 : 0,
    source_attachment_id: given.proxy?.kind === 'workbook' ? given.proxy.attachmentId : null,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  if (given.proxy?.kind === 'scan') keepAttachment(tx, given.proxy.key, { table: 'eval_submission', id }, 'signed_scan', given.proxy.file)
  tx.write(sheetStatements.setState, { id: row.id, state: 'submitted', state_reason: null, submission_id: id, updated_at: tx.at, updated_by: tx.actor.id })
  return { totalX10, lacksReason: faults.length > 0 }
}

/**
 * A sheet that stands no longer: taken back by its rater, or returned by a clerk. The ledger keeps its line; scores and
 * comment are the draft again of who handed it in, and of the rater who takes back what a clerk had typed.
 */
export function undoHandIn(tx: Transaction, name: SheetName, undo: { to: 'draft' | 'returned'; reason: string; by: DraftOwner }): { sheetId: string; submissionId: string } {
  const cycle = requireCycle(tx, name.month)
  requireEditable(tx, cycle, name.communityId)
  const row = tx.get(sheetStatements.byKey, { cycle_id: cycle.id, kind: name.kind, community_id: name.communityId, ratee_id: name.rateeId })
  if (!row || row.state !== 'submitted' || row.submission_id === null) throw conflict()
  const standing = tx.get(sheetStatements.submission, { id: row.submission_id })
  if (standing) {
    const owner: DraftOwner = undo.by.kind === 'proxy' && standing.is_proxy === 1 ? undo.by : { kind: 'rater', personId: standing.rater_id }
    putDraft(tx, row.id, owner, JSON.parse(standing.scores_json) as ScoredCell[])
    putComment(tx, row, owner, standing.comment)
  }
  tx.write(sheetStatements.setState, { id: row.id, state: undo.to, state_reason: undo.to === 'returned' ? undo.reason : null, submission_id: null, updated_at: tx.at, updated_by: tx.actor.id })
  return { sheetId: row.id, submissionId: row.submission_id }
}
