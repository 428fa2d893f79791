import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { bridgeName, portMessage, type BridgeCall } from '../../src/contract/bridge'
import type { Contract } from '../../src/contract/contract'

/** Runs inside the window: a second client of the contract over a port of its own, for the conformance suite. */
const bridge = (globalThis as unknown as Record<string, BridgeCall>)[bridgeName]

async function connect(): Promise<ContractRouterClient<Contract>> {
  const port = new Promise<MessagePort>((resolve, reject) => {
    setTimeout(() => reject(new Error('no port to the core came within 30 s')), 30_000)
    window.addEventListener('message', function take(event: MessageEvent) {
      if (event.data !== portMessage || !event.ports[0]) return
      window.removeEventListener('message', take)
      resolve(event.ports[0])
    })
  })
  await bridge?.('connect', null)
  const opened = await port
  opened.start()
  return createORPCClient(new RPCLink({ port: opened }))
}

let client: Promise<ContractRouterClient<Contract>> | undefined

/** Calls `feature.procedure`; an error comes back as plain facts, since the test reads it in another process. */
async function call(name: string, input: unknown): Promise<{ ok: true; value: unknown } | { ok: false; code: string; message: string; defined: boolean; data: unknown }> {
  client ??= connect()
  const [feature = '', procedure = ''] = name.split('.')
  const whole = (await client) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  try {
    return { ok: true, value: await whole[feature]?.[procedure]?.(input) }
  } catch (error) {
    const { code, message, defined, data } = error as { code: string; message: string; defined: boolean; data: unknown }
    return { ok: false, code, message, defined, data }
  }
}

Object.assign(globalThis, { stationTestCall: call })
