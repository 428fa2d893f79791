import type { Changed } from '../contract/changes'

type Listener = (changed: Changed) => void

/** Tells every open screen what changed; the host of another process is noticed by the database's data version. */
export class ChangeFeed {
  private readonly listeners = new Set<Listener>()

  tell(topic: Changed['topic'], at: number): void {
    for (const listener of this.listeners) listener({ topic, at })
  }

  /** Yields until the caller stops listening. Events of one topic that pile up unread are merged. */
  async *listen(signal: AbortSignal | undefined): AsyncGenerator<Changed> {
    const waiting = new Map<Changed['topic'], Changed>()
    let wake: () => void = () => undefined
    const listener: Listener = (changed) => {
      waiting.set(changed.topic, changed)
      wake()
    }
    this.listeners.add(listener)
    const stop = (): void => wake()
    signal?.addEventListener('abort', stop)
    const left = (): boolean => signal?.aborted ?? false
    try {
      while (!left()) {
        const [next] = waiting.values()
        if (next) {
          waiting.delete(next.topic)
          yield next
        } else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      this.listeners.delete(listener)
      signal?.removeEventListener('abort', stop)
    }
  }
}
