import { balanceOf, overdraws, type FundBalance, type FundChange } from '../../../domain/fund-balance'
import { yuan } from '../../../domain/reward-amounts'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { notFound, refuse } from '../../refusal'
import { fundStatements } from './fund-statements'

export type FundEntryKind = 'budget' | 'adjust' | 'commit' | 'release' | 'pay' | 'refund' | 'ledger' | 'reverse'

export interface NewFundEntry extends FundChange {
  fundId: string
  kind: FundEntryKind
  onDay: string
  rewardId?: string | null
  paymentId?: string | null
  reversesId?: string | null
  docNo?: string | null
  reason?: string | null
  /** Lines of the old ledger are recorded as they were (exempt from I19). */
  asItWas?: boolean
}

export const fundBalance = (reader: Reader, fundId: string): FundBalance => {
  const sums = reader.get(fundStatements.sums, { fund_id: fundId })
  return balanceOf([{ budgetFen: sums?.budget_fen ?? 0, committedFen: sums?.committed_fen ?? 0, paidFen: sums?.paid_fen ?? 0 }])
}

/**
 * The one way to change a fund. The balance is read inside the writing transaction, which no other program shares, so two
 * approvals at once cannot both take the last money.
 * @throws Refusal I19
 */
export function postFundEntry(tx: Transaction, entry: NewFundEntry): string {
  const fund = tx.get(fundStatements.byId, { id: entry.fundId })
  if (!fund) throw notFound()
  const before = fundBalance(tx, entry.fundId)
  if (!entry.asItWas && overdraws(before, entry)) throw refuse('I19', `${fund.year}年${fund.source}余额${yuan(before.balanceFen)}元，不够这一笔。没有办理，先调整经费。`, 'fundId')
  const id = newId()
  tx.write(fundStatements.insertEntry, {
    id,
    fund_id: entry.fundId,
    kind: entry.kind,
    on_day: entry.onDay,
    budget_fen: entry.budgetFen,
    committed_fen: entry.committedFen,
    paid_fen: entry.paidFen,
    reward_id: entry.rewardId ?? null,
    payment_id: entry.paymentId ?? null,
    reverses_id: entry.reversesId ?? null,
    doc_no: entry.docNo ?? null,
    reason: entry.reason ?? null,
    by_name: tx.actor.name,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  return id
}

/** @throws Refusal `fund_exists` */
export function openFund(tx: Transaction, fund: { year: number; source: string; budgetFen: number; docNo: string | null; onDay: string }): string {
  if (tx.all(fundStatements.all, {}).some((other) => other.year === fund.year && other.source === fund.source)) throw refuse('fund_exists', `${fund.year}年“${fund.source}”已经设立。没有重复设立，要增减用调整。`, 'source')
  const id = newId()
  tx.write(fundStatements.insert, { id, year: fund.year, source: fund.source, created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id })
  postFundEntry(tx, { fundId: id, kind: 'budget', onDay: fund.onDay, budgetFen: fund.budgetFen, committedFen: 0, paidFen: 0, docNo: fund.docNo })
  return id
}

/** The opposite of a budget or an adjustment. @throws Refusal `not_reversible`, `already_reversed`, I19 */
export function reverseFundEntry(tx: Transaction, entryId: string, reason: string, onDay: string): string {
  const entry = tx.get(fundStatements.entry, { id: entryId })
  if (!entry) throw notFound()
  if (entry.kind !== 'budget' && entry.kind !== 'adjust') throw refuse('not_reversible', '这一笔由奖励产生，到那张奖励单上作废或冲正。经费没有变动。', 'entryId')
  if (tx.all(fundStatements.entries, { fund_id: entry.fund_id }).some((other) => other.reverses_id === entryId)) throw refuse('already_reversed', '这一笔已经冲正过。经费没有变动。', 'entryId')
  return postFundEntry(tx, {
    fundId: entry.fund_id,
    kind: 'reverse',
    onDay,
    budgetFen: entry.budget_fen === 0 ? 0 : -entry.budget_fen,
    committedFen: 0,
    paidFen: 0,
    reversesId: entryId,
    reason,
  })
}
