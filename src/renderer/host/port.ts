import { portMessage } from '../../contract/bridge'
import type { bridge } from './bridge'

/** The main process answers in milliseconds; a core that starts anew takes a few seconds. */
const patience = 15_000

/** The core could not be reached, or went away while a call was under way. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** Asks the main process for a port to the core. The port travels as a message event, because only messages carry ports. */
export async function askForPort(call: NonNullable<typeof bridge>): Promise<MessagePort> {
  const waiting = new AbortController()
  const arrival = new Promise<MessagePort>((resolve, reject) => {
    const given = setTimeout(() => reject(new ConnectionLost('no port arrived')), patience)
    const take = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports
      if (event.source !== window || event.data !== portMessage || !port) return
      clearTimeout(given)
      resolve(port)
    }
    window.addEventListener('message', take, { signal: waiting.signal })
  })
  try {
    // Listening comes first: the port may arrive before the answer to `connect`.
    const [port] = await Promise.all([arrival, call('connect', null)])
    return port
  } finally {
    waiting.abort()
  }
}
