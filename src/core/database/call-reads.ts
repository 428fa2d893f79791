import { AsyncLocalStorage } from 'node:async_hooks'

/** What one call has read, by its statements, and what it writes only once these reads were found true. */
export interface CallReads {
  readonly statements: Set<string>
  readonly afterVerifying: (() => void)[]
}

const calls = new AsyncLocalStorage<CallReads>()

/** Runs `work` with an account of its own of every statement that a reader runs for it. */
export function withCallReads<T>(work: (reads: CallReads) => T): T {
  const reads: CallReads = { statements: new Set(), afterVerifying: [] }
  return calls.run(reads, () => work(reads))
}

export const currentCallReads = (): CallReads | undefined => calls.getStore()
