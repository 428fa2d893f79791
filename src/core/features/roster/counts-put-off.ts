import type { Transaction } from '../../database/transaction'
import { rosterStatements } from './roster-statements'

/**
 * Runs `work`, which changes many tenures, and adds up the counts of who serves once, after it: see migration 0011. What
 * `work` reads must not be one of these counts.
 */
export function countingOnce<T>(tx: Transaction, work: () => T): T {
  tx.local(rosterStatements.putOffCounts, {})
  const result = work()
  tx.local(rosterStatements.addUpCounts, {})
  return result
}
