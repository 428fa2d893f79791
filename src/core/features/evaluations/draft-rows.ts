import type { ScoredCell } from '../../../domain/evaluation'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { sheetStatements } from './sheet-statements'

/** Whose draft: a rater's own, or the clerks' for proxy entry. They never see each other. */
export type DraftOwner = { kind: 'rater'; personId: string } | { kind: 'proxy' }
const slotOf = (owner: DraftOwner): { by_proxy: number; rater_id: string } => (owner.kind === 'proxy' ? { by_proxy: 1, rater_id: '' } : { by_proxy: 0, rater_id: owner.personId })

export function draftOf(reader: Reader, sheetId: string, owner: DraftOwner): ScoredCell[] {
  return reader.all(sheetStatements.draftsOfSheet, { sheet_id: sheetId, ...slotOf(owner) }).map((row) => ({ code: row.dimension_code, scoreX10: row.score_x10, reason: row.deduct_reason }))
}

/** Every draft of one owner in a month, by sheet. */
export function draftsOf(reader: Reader, cycleId: string, owner: DraftOwner): Map<string, ScoredCell[]> {
  const drafts = new Map<string, ScoredCell[]>()
  for (const row of reader.all(sheetStatements.draftsOfCycle, { cycle_id: cycleId, ...slotOf(owner) })) {
    const cells = drafts.get(row.sheet_id) ?? []
    cells.push({ code: row.dimension_code, scoreX10: row.score_x10, reason: row.deduct_reason })
    drafts.set(row.sheet_id, cells)
  }
  return drafts
}

type CommentColumns = { comment: string | null; comment_rater_id: string | null; proxy_comment: string | null }

/** A draft's comment is its writer's, as the scores are: whoever rates after somebody else begins without it (model.md D5). */
export const commentOf = (row: CommentColumns, owner: DraftOwner): string | null =>
  owner.kind === 'proxy' ? row.proxy_comment : row.comment_rater_id === owner.personId ? row.comment : null

export function putComment(tx: Transaction, row: CommentColumns & { id: string }, owner: DraftOwner, text: string | null): void {
  const comment = text?.trim() || null
  if (comment === commentOf(row, owner)) return
  const stamp = { id: row.id, updated_at: tx.at, updated_by: tx.actor.id }
  if (owner.kind === 'proxy') tx.write(sheetStatements.setProxyComment, { ...stamp, proxy_comment: comment })
  else tx.write(sheetStatements.setComment, { ...stamp, comment, comment_rater_id: owner.personId })
}

/** Only what differs is written: a key that changes nothing leaves no line in the change log. */
export function putDraft(tx: Transaction, sheetId: string, owner: DraftOwner, cells: readonly ScoredCell[]): void {
  const slot = slotOf(owner)
  const known = new Map(tx.all(sheetStatements.draftsOfSheet, { sheet_id: sheetId, ...slot }).map((row) => [row.dimension_code, row]))
  for (const cell of cells) {
    const row = known.get(cell.code)
    const value = { score_x10: cell.scoreX10, deduct_reason: cell.reason?.trim() || null }
    const stamp = { updated_at: tx.at, updated_by: tx.actor.id }
    if (!row) tx.write(sheetStatements.insertDraft, { id: newId(), sheet_id: sheetId, ...slot, dimension_code: cell.code, ...value, created_at: tx.at, created_by: tx.actor.id, ...stamp })
    else if (row.score_x10 !== value.score_x10 || row.deduct_reason !== value.deduct_reason) tx.write(sheetStatements.updateDraft, { id: row.id, ...value, ...stamp })
  }
}
