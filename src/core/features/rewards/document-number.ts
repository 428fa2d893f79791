import { createHash } from 'node:crypto'
import type { Transaction } from '../../database/transaction'
import { townshipOf } from '../roster/directory'
import { rewardStatements } from './reward-statements'

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Four signs that stand for this device incarnation, which lives outside the database: a copied or restored database
 * numbers on under another code, so that two stations never issue the same number.
 */
export function stationCode(chain: string): string {
  const hash = createHash('sha256').update(`station/${chain}`).digest()
  return Array.from({ length: 4 }, (_, at) => signs[(hash[at] ?? 0) % 32]).join('')
}

/** Takes the next number of a series: 青奖〔2026〕7QKD-12号. Within the caller's transaction, so none is given twice. */
export function takeNumber(tx: Transaction, series: '线' | '奖', year: number): { text: string; serial: number } {
  const code = stationCode(tx.lastChange().chain)
  const id = `${series}/${year}/${code}`
  tx.local(rewardStatements.takeNumber, { id })
  const serial = tx.get(rewardStatements.lastNumber, { id })?.last_no ?? 1
  const [mark = ''] = townshipOf(tx)?.name ?? ''
  return { text: `${mark}${series}〔${year}〕${code}-${serial}号`, serial }
}
