import type { ScoredCell } from '../../../domain/evaluation'
import { sumOfRow } from '../../../domain/score-block'
import type { Transaction } from '../../database/transaction'
import { forbidden, refuse } from '../../refusal'
import { requireCycle, requireEditable, termsOf } from './cycles'
import { draftOf, putComment, putDraft, type DraftOwner } from './draft-rows'
import type { ExpectedSheet } from './expected-sheets'
import { requireExpected, sheetRow, type SheetName } from './hand-in'

/** @throws Refusal FORBIDDEN unless the sheet is the person's to fill */
export function requireOwn(expected: ExpectedSheet, personId: string | null): string {
  if (personId === null || expected.raterId !== personId) throw forbidden('这张评议表不归当前账号评。没有存，请评分人本人办理。')
  return personId
}

/** Keeps one row's draft. @throws Refusal I11, `not_expected`, FORBIDDEN, `already_submitted`, `waived` */
export function saveDraft(tx: Transaction, name: SheetName, given: { cells: readonly ScoredCell[]; comment?: string | null | undefined; proxy: boolean; personId: string | null }): { sumX10: number; complete: boolean } {
  const cycle = requireCycle(tx, name.month)
  requireEditable(tx, cycle, name.communityId)
  const terms = termsOf(cycle)
  const expected = requireExpected(tx, cycle, terms, name)
  const owner: DraftOwner = given.proxy ? { kind: 'proxy' } : { kind: 'rater', personId: requireOwn(expected, given.personId) }
  const { dimensions } = terms.templates[name.kind]
  const unknown = given.cells.find((cell) => !dimensions.some((dimension) => dimension.code === cell.code))
  if (unknown) throw refuse('I10', `这个月的考核指标里没有“${unknown.code}”。没有存，刷新后重填。`, `${name.rateeId}/${unknown.code}`)
  const row = sheetRow(tx, cycle, expected)
  if (row.state === 'submitted') throw refuse('already_submitted', `${expected.ratee}的这张评议表已经提交。没有存，要改先撤回或退回。`, name.rateeId)
  if (row.state === 'waived') throw refuse('waived', `${expected.ratee}的这张评议表已登记免评。没有存，要评先取消免评。`, name.rateeId)
  putDraft(tx, row.id, owner, given.cells)
  if (given.comment !== undefined) putComment(tx, row, owner, given.comment)
  return sumOfRow(draftOf(tx, row.id, owner), dimensions)
}
