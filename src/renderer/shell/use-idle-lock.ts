import { onScopeDispose } from 'vue'
import { client } from '../host/connection'
import { useSessionStore } from './session-store'

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
const look = 5_000
const tellEvery = 60_000

/** Locks the screen after `idleMinutes` without a key or the mouse. The core keeps its own clock, for windows that never ask. */
export function useIdleLock(): void {
  const session = useSessionStore()
  const watching = new AbortController()
  let lastSign = Date.now()
  let lastTold = Date.now()
  for (const sign of signsOfLife) window.addEventListener(sign, () => (lastSign = Date.now()), { signal: watching.signal, passive: true, capture: true })

  // Date.now, not a timer of minutes: a laptop that slept has been idle all the while.
  const timer = setInterval(() => {
    const idle = (session.session?.idleMinutes ?? 0) * 60_000
    if (idle > 0 && !session.locked && Date.now() - lastSign > idle) void session.lock()
    else if (idle > 0 && !session.locked && lastSign > lastTold && Date.now() - lastTold > tellEvery) {
      lastTold = Date.now()
      // Nobody waits for the answer: a lost line shows itself at the next real call.
      void client.accounts.present({}).catch(() => undefined)
    }
  }, look)
  onScopeDispose(() => {
    clearInterval(timer)
    watching.abort()
  })
}
