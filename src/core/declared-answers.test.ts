import { MessageChannel } from 'node:worker_threads'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { expect, test } from 'vitest'
import { openStation, type Client } from '../../tests/stand/station'
import { windowConnection } from './connection'
import { answerDeclared, unknownProcedure } from './declared-answers'

test('through a port as well, a procedure that there is not is answered by a declared error in Chinese', async () => {
  const station = await openStation()
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(station.core.router, { interceptors: [answerDeclared] }).upgrade(port1, { context: { connection: windowConnection('test') } })
  const client: Client = createORPCClient(new RPCLink({ port: port2 }))
  const unknownOne = (client.roster as unknown as Record<string, (input: unknown) => Promise<unknown>>)['nothing']
  const error: unknown = await unknownOne?.({}).then(() => null, (refused: unknown) => refused)
  expect(error).toBeInstanceOf(ORPCError)
  expect(error).toMatchObject({ code: 'NOT_FOUND', defined: true, message: unknownProcedure })
  expect(await client.station.status({})).toMatchObject({ township: null })
  port1.close()
  port2.close()
})
