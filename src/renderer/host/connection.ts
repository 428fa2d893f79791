import { createORPCClient, DynamicLink, onError, ORPCError, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../contract/contract'
import { bridge } from './bridge'
import { askForPort, ConnectionLost } from './port'

export { carrier, type Carrier } from './bridge'
export { pickFile, saveDownload, type PickedFile, type SavedFile, uploadFile } from './files'

export type Client = ContractRouterClient<Contract>
type Link = ClientLink<ClientContext>

const refused = new Set<(code: string) => void>()

/** Hears the code of every refused call, whoever made it: a session that ended or was locked concerns the whole window. */
export function onRefused(listener: (code: string) => void): void {
  refused.add(listener)
}

function announce(error: unknown): void {
  if (error instanceof ORPCError) for (const listener of refused) listener(error.code)
}

let current: Promise<Link> | null = null
let port: MessagePort | null = null

function link(): Promise<Link> {
  current ??= open().catch((error: unknown) => {
    current = null
    throw error instanceof ConnectionLost ? error : new ConnectionLost('the core did not answer', { cause: error })
  })
  return current
}

async function open(): Promise<Link> {
  if (!bridge) return new FetchLink({ url: new URL('/rpc', location.origin), interceptors: [onError(announce)] })
  const opened = await askForPort(bridge)
  port = opened
  // The core ended or was started anew: the next call asks for a new port.
  opened.addEventListener('close', () => {
    if (port === opened) current = null
  })
  const made = new PortLink({ port: opened, interceptors: [onError(announce)] })
  opened.start()
  return made
}

/** Drops the line to the core; the next call opens a new one. Needed after the data folder has changed under it. */
export function reconnect(): void {
  // Closing one's own end tells nobody on this side; calls under way must not wait for ever.
  port?.dispatchEvent(new Event('close'))
  port?.close()
  port = null
  current = null
}

/** The whole program behind one typed object. The first call opens the line. */
export const client: Client = createORPCClient(new DynamicLink(link))
