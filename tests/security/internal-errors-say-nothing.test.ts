import { ORPCError } from '@orpc/client'
import { RPCHandler } from '@orpc/server/fetch'
import { describe, expect, test } from 'vitest'
import { declaredErrors } from '../../src/contract/errors'
import { openStation, type Station } from '../stand/station'

const secrets = ['410105199405159496', '/home/clerk/花名册.xlsx', 'SELECT phone_enc FROM person', 'hunter2-password']

async function stationThatFails(): Promise<Station> {
  return openStation({
    ports: {
      readWorkbook: () => {
        throw Object.assign(new TypeError(`cannot read ${secrets.join(' ')}`), { path: secrets[1], cause: new Error(secrets[2]), data: { secret: secrets[3] } })
      },
    },
  })
}
const bytes = new TextEncoder().encode('姓名\n')

async function refusedBy(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('an error that nobody foresaw', () => {
  test('reaches the screen as a number and one fixed sentence', async () => {
    const station = await stationThatFails()
    const { client } = await station.signedIn('clerk')
    const ticket = station.services.tickets.acceptUpload({ fileName: 'a.csv', bytes })
    const error = await refusedBy(client.rosterImport.open({ ticket }))
    expect(error).toMatchObject({ code: 'INTERNAL', defined: true, status: 500, message: declaredErrors.INTERNAL.message })
    expect(Object.keys(error.data as object)).toEqual(['correlationId'])
    expect(JSON.stringify([error.toJSON(), error.cause ?? null])).not.toMatch(/cannot read|TypeError|SELECT|hunter2|4101/)
  })

  test('leaves its stack in the log under the same number, without the words that may quote a value', async () => {
    const station = await stationThatFails()
    const { client } = await station.signedIn('clerk')
    const error = await refusedBy(client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: 'a.csv', bytes }) }))
    const { correlationId } = error.data as { correlationId: string }
    const line = station.logLines.find((one) => one.includes(correlationId)) ?? ''
    expect(line).toMatch(/rosterImport\.open.*TypeError.*at /)
    for (const secret of secrets) expect(station.logLines.join('\n')).not.toContain(secret)
  })

  test('says no more on the wire', async () => {
    const station = await stationThatFails()
    const { connection } = await station.signedIn('clerk')
    const ticket = station.services.tickets.acceptUpload({ fileName: 'a.csv', bytes })
    const request = new Request('http://127.0.0.1/rpc/rosterImport/open', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ json: { ticket } }) })
    const { response } = await new RPCHandler(station.core.router).handle(request, { prefix: '/rpc', context: { connection } })
    const body = (await response?.text()) ?? ''
    expect(response?.status).toBe(500)
    expect(body).toContain('INTERNAL')
    for (const secret of [...secrets, 'TypeError', 'cannot read', 'node_modules', '.ts:']) expect(body).not.toContain(secret)
  })
})

test('a fault of the database names neither table nor statement', async () => {
  const station = await openStation({ sample: true })
  const { client } = await station.signedIn('clerk')
  station.services.database.connection.exec('ALTER TABLE person_term RENAME TO person_term_gone')
  const error = await refusedBy(client.roster.find({ text: '王' }))
  expect(error).toMatchObject({ code: 'INTERNAL', message: declaredErrors.INTERNAL.message })
  expect(JSON.stringify(error.toJSON())).not.toMatch(/person_term|SQLITE|no such table/i)
})

test('a full disk and a busy database are foreseen, and each has its sentence', async () => {
  const station = await openStation()
  const { client } = await station.signedIn('clerk')
  for (const [code, expected] of [['SQLITE_FULL', { code: 'FILE_REFUSED', data: { reason: 'disk_full' } }], ['SQLITE_BUSY', { code: 'CONFLICT' }]] as const) {
    const { writer } = station.services.database
    const run = writer.run.bind(writer)
    writer.run = () => {
      throw Object.assign(new Error('database or disk is full: /home/clerk'), { code })
    }
    const error = await refusedBy(client.roster.addCommunity({ name: '新桥社区', areaCode: null }))
    writer.run = run
    expect(error).toMatchObject(expected)
    expect(error.message).not.toMatch(/home|disk is full/)
    expect(error.message).toMatch(/。$/)
  }
})
