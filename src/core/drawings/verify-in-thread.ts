import type { CoreServices } from '../core-services'
import type { VerifyElsewhere } from '../database/require-true-rows'

/** The thread that draws verifies as well, where the host has one: nothing is drawn, only what was read is looked at. */
export function verifyInThread({ ports: { draw }, folder, database }: CoreServices): VerifyElsewhere | undefined {
  if (!draw) return undefined
  return (statements) => draw({ name: 'rows.verify', input: { statements: [...statements] }, database: folder.database, keys: database.key.forThread() }, { progress: () => undefined, signal: new AbortController().signal })
}
