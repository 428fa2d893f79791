import type { Connection } from '../connection'

interface Running {
  done: number
  total: number
  readonly abort: AbortController
}

/** What is being drawn for whom: each window sees and cancels its own drawings and nobody else's. */
export class RunningDrawings {
  private readonly byConnection = new Map<Connection, Set<Running>>()

  /** Runs `work` as a drawing of the connection; it is over when `work` is. */
  async run<T>(connection: Connection, work: (watch: { progress: (done: number, total: number) => void; signal: AbortSignal }) => Promise<T>): Promise<T> {
    const running: Running = { done: 0, total: 0, abort: new AbortController() }
    const own = this.byConnection.get(connection) ?? new Set<Running>()
    this.byConnection.set(connection, own.add(running))
    try {
      return await work({ progress: (done, total) => Object.assign(running, { done, total }), signal: running.abort.signal })
    } finally {
      own.delete(running)
      if (own.size === 0) this.byConnection.delete(connection)
    }
  }

  /** How far the connection's drawing is; null while there is none. `total` is 0 until it is known. */
  of(connection: Connection): { done: number; total: number } | null {
    const [first] = this.byConnection.get(connection) ?? []
    return first ? { done: first.done, total: first.total } : null
  }

  cancel(connection: Connection): void {
    for (const running of this.byConnection.get(connection) ?? []) running.abort.abort()
  }

  cancelAll(): void {
    for (const connection of this.byConnection.keys()) this.cancel(connection)
  }
}
