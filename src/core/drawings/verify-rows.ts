import { currentCallReads } from '../database/call-reads'
import type { DrawingPlace } from './drawing'

/** Draws nothing: names what another thread has read, so that this one verifies it as it verifies its own reads. */
export function verifyRows(_: DrawingPlace, { statements }: { statements: readonly string[] }): Promise<object> {
  for (const sql of statements) currentCallReads()?.statements.add(sql)
  return Promise.resolve({})
}
