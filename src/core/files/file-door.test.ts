import { beforeAll, describe, expect, test } from 'vitest'
import { answerOf } from '../../../tests/stand/small-township'
import { openStation, standPassword, type SignedInCaller, type Station } from '../../../tests/stand/station'
import { windowConnection, type Connection } from '../connection'
import { Refusal } from '../refusal'
import { acceptUpload, takeDownload } from './file-door'
import type { TicketFile } from './tickets'

/** The same door for the window and the browser: what a host asks of it for the session at hand. */
const roster = (): TicketFile => ({ fileName: '花名册.csv', bytes: Buffer.from('姓名,岗位,村(社区)\n') })
const large = (megabytes: number): TicketFile => ({ fileName: '扫描.pdf', bytes: Buffer.alloc(megabytes * 1024 * 1024) })
let station: Station
let one: SignedInCaller
let other: SignedInCaller

function refusal(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code === 'FILE_REFUSED' || error.code === 'REFUSED' ? `${error.code} ${error.rule}` : error.code
  }
}
const accept = (connection: Connection, file: TicketFile): string => acceptUpload(station.services, connection, file)
const take = (connection: Connection, ticket: string): string => {
  let taken = ''
  takeDownload(station.services, connection, ticket, (file) => (taken = file.fileName))
  return taken
}

beforeAll(async () => {
  station = await openStation({ sample: true })
  one = await station.signedIn('clerk')
  other = await station.signedIn('clerk')
})

describe('before the first account', () => {
  test('one workbook of places waits at a time, and founding uses it', async () => {
    const empty = await openStation()
    const page = windowConnection('test')
    const places = (name: string): TicketFile => ({ fileName: 'a.csv', bytes: Buffer.from(`姓名,岗位,村(社区),网格\n任东方,网格长,${name},第一网格\n`) })
    const first = acceptUpload(empty.services, page, places('东塘社区'))
    const second = acceptUpload(empty.services, page, places('西柳村'))
    const account = { name: '某人', password: standPassword }
    const found = (placesTicket: string) => empty.client(page).station.initialise({ township: { name: '柳渠镇', areaCode: '410105' }, communities: [], admin: { login: 'guanli', ...account }, clerk: { login: 'neiqin', ...account }, placesTicket })
    expect(await answerOf(found(first))).toMatchObject({ code: 'FILE_REFUSED', rule: 'ticket' })
    expect((await found(second)).communities).toBe(1)
    expect(refusal(() => acceptUpload(empty.services, page, places('南渠村')))).toBe('NOT_SIGNED_IN')
  })
})

describe('a session', () => {
  test('hands in and takes out nothing while nobody is signed in, the screen is locked or idle, or a password is owed', async () => {
    const someone = await station.signedIn('clerk')
    const { connection } = someone
    const download = await someone.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null })
    const both = (): string[] => [refusal(() => accept(connection, roster())), refusal(() => take(connection, download.ticket))]
    const { signedIn } = connection
    connection.signedIn = null
    expect(both()).toEqual(['NOT_SIGNED_IN', 'NOT_SIGNED_IN'])
    connection.signedIn = signedIn
    await someone.client.accounts.lock({})
    expect(both()).toEqual(['SESSION_LOCKED', 'SESSION_LOCKED'])
    if (connection.signedIn) Object.assign(connection.signedIn, { locked: false, lastInputAt: station.clock.now - 16 * 60_000 })
    expect(both()).toEqual(['SESSION_LOCKED', 'SESSION_LOCKED'])
    if (connection.signedIn) Object.assign(connection.signedIn, { locked: false, lastInputAt: station.clock.now })
    const admin = await station.signedIn('admin')
    await admin.client.accounts.resetPassword({ accountId: someone.accountId, newPassword: 'ceshi-mima-3' })
    expect(both()).toEqual(['REFUSED must_change_password', 'REFUSED must_change_password'])
  })

  test('keeps its ticket where the file could not be written', async () => {
    const { ticket, fileName } = await one.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null })
    const busy = (): never => {
      throw new Error('open in WPS')
    }
    expect(() => takeDownload(station.services, one.connection, ticket, busy)).toThrow('open in WPS')
    expect(take(one.connection, ticket)).toBe(fileName)
  })
})

describe('two people', () => {
  test('use each their own tickets', async () => {
    const ticket = accept(one.connection, roster())
    expect(await answerOf(other.client.rosterImport.open({ ticket }))).toMatchObject({ code: 'FILE_REFUSED', rule: 'ticket' })
    expect((await one.client.rosterImport.open({ ticket })).fileName).toBe('花名册.csv')
    const download = await one.client.roster.export({ asOf: station.today, communityId: null, phones: 'masked', reason: null })
    expect(refusal(() => take(other.connection, download.ticket))).toBe('FILE_REFUSED ticket')
    expect(take(one.connection, download.ticket)).toBe(download.fileName)
  })

  test('never push out each other\'s files: who has too many loses the own oldest', async () => {
    const kept = accept(one.connection, roster())
    const first = accept(other.connection, roster())
    for (let turn = 0; turn < 30; turn += 1) accept(other.connection, roster())
    expect(await answerOf(other.client.rosterImport.open({ ticket: first }))).toMatchObject({ rule: 'ticket' })
    expect((await one.client.rosterImport.open({ ticket: kept })).fileName).toBe('花名册.csv')
  })

  test('fill the memory to an end: two large files of one person wait, and half a gigabyte in all', async () => {
    const crowd = await Promise.all(Array.from({ length: 5 }, () => station.signedIn('clerk')))
    const first = accept(one.connection, large(50))
    for (let turn = 0; turn < 24; turn += 1) accept(one.connection, large(50))
    expect(await answerOf(one.client.rosterImport.open({ ticket: first }))).toMatchObject({ rule: 'ticket' })
    const answers = crowd.flatMap(({ connection }) => [refusal(() => accept(connection, large(60))), refusal(() => accept(connection, large(60)))])
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(6)
    expect(new Set(answers)).toEqual(new Set(['done', 'FILE_REFUSED too_many_files']))
    expect(refusal(() => accept(one.connection, large(61)))).toBe('FILE_REFUSED file_too_large')
  })
})
