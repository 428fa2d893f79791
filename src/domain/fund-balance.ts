/** One line of a fund's ledger: what it changes, in fen. */
export interface FundChange {
  budgetFen: number
  committedFen: number
  paidFen: number
}
export interface FundBalance extends FundChange {
  balanceFen: number
}

/** Replays a ledger: balance = budget − committed − paid. */
export function balanceOf(changes: Iterable<FundChange>): FundBalance {
  const sum = { budgetFen: 0, committedFen: 0, paidFen: 0 }
  for (const change of changes) {
    sum.budgetFen += change.budgetFen
    sum.committedFen += change.committedFen
    sum.paidFen += change.paidFen
  }
  return { ...sum, balanceFen: sum.budgetFen - sum.committedFen - sum.paidFen }
}

/** I19: a change that takes money may not leave less than nothing; one that gives back is never refused. */
export function overdraws(before: FundBalance, change: FundChange): boolean {
  const delta = change.budgetFen - change.committedFen - change.paidFen
  return delta < 0 && before.balanceFen + delta < 0
}
