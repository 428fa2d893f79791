import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf } from '../../../tests/stand/small-township'
import { openStation, standPassword, type Client, type SignedInCaller, type Station } from '../../../tests/stand/station'
import { windowConnection, type Connection } from '../connection'

const minute = 60_000
let station: Station
let clerk: SignedInCaller
let admin: SignedInCaller
beforeEach(async () => {
  station = await openStation()
  clerk = await station.signedIn('clerk')
  admin = await station.signedIn('admin')
})
const window = (): { connection: Connection; client: Client } => {
  const connection = windowConnection('test')
  return { connection, client: station.client(connection) }
}
const tryIn = (login: string, password: string) => answerOf(window().client.accounts.signIn({ login, password }))

describe('signing in', () => {
  it('gives a session with roles, allowed procedures and preferences', async () => {
    const session = await window().client.accounts.signIn({ login: ` ${clerk.login.toUpperCase()} `, password: standPassword })
    expect(session.accountId).toBe(clerk.accountId)
    expect(session.roles).toEqual([{ role: 'clerk', scope: 'township', communityId: null, gridId: null }])
    expect(session.allowed).toContain('roster.change')
    expect(session.allowed).not.toContain('audit.list')
    expect([session.locked, session.mustChangePassword, session.idleMinutes]).toEqual([false, false, 15])
  })

  it('answers a wrong password and an unknown login in the same words, and signs nobody in', async () => {
    const { connection, client } = window()
    const wrong = await answerOf(client.accounts.signIn({ login: clerk.login, password: 'cuole-1234' }))
    expect(wrong).toMatchObject({ code: 'REFUSED', rule: 'sign_in', field: 'password' })
    expect(await tryIn('mei-you', 'cuole-1234')).toEqual(wrong)
    expect(connection.signedIn).toBeNull()
  })

  it('rests after five wrong passwords in a row, also for the right one, and longer after each further', async () => {
    for (let tries = 0; tries < 5; tries += 1) expect((await tryIn(clerk.login, 'cuole-1234')).rule).toBe('sign_in')
    const rests = await tryIn(clerk.login, standPassword)
    expect(rests).toMatchObject({ rule: 'sign_in_rests' })
    expect(rests.message).toContain('10:00:30')
    station.clock.now += 29_999
    expect((await tryIn(clerk.login, standPassword)).rule).toBe('sign_in_rests')
    station.clock.now += 1
    expect((await tryIn(clerk.login, 'cuole-1234')).rule).toBe('sign_in')
    station.clock.now += 30_000
    expect((await tryIn(clerk.login, standPassword)).rule).toBe('sign_in_rests')
    station.clock.now += 30_000
    expect((await tryIn(clerk.login, standPassword)).code).toBe('DONE')
    expect((await tryIn(clerk.login, 'cuole-1234')).rule).toBe('sign_in')
  })

  it('counts attempts at once as attempts in a row', async () => {
    await Promise.all(Array.from({ length: 8 }, () => tryIn(clerk.login, 'cuole-1234')))
    expect((await tryIn(clerk.login, standPassword)).rule).toBe('sign_in_rests')
  })

  it('counts for each account alone, and a restart forgets nothing', async () => {
    for (let tries = 0; tries < 5; tries += 1) await tryIn(clerk.login, 'cuole-1234')
    expect((await tryIn(admin.login, standPassword)).code).toBe('DONE')
    station = await station.reopen()
    expect((await tryIn(clerk.login, standPassword)).rule).toBe('sign_in_rests')
  })

  it('is refused to a disabled account', async () => {
    await admin.client.accounts.update({ accountId: clerk.accountId, rowVersion: 1, name: '停用', personId: null, grants: [{ role: 'clerk', communityId: null }], disabled: true })
    expect(await tryIn(clerk.login, standPassword)).toMatchObject({ code: 'REFUSED', rule: 'account_disabled' })
  })
})

describe('the idle lock', () => {
  it('closes at the fifteenth minute without input, not before', async () => {
    station.clock.now += 15 * minute - 1
    expect((await answerOf(clerk.client.roster.board({ asOf: station.today }))).code).toBe('DONE')
    station.clock.now += 15 * minute
    expect((await answerOf(clerk.client.roster.board({ asOf: station.today }))).code).toBe('SESSION_LOCKED')
  })

  it('is not kept away by calls that a resting screen makes by itself', async () => {
    for (let at = 0; at < 15; at += 1) {
      station.clock.now += minute
      await clerk.client.station.footing({})
      await clerk.client.station.status({})
      await clerk.client.accounts.current({})
    }
    expect((await clerk.client.accounts.current({})).session?.locked).toBe(true)
    expect((await answerOf(clerk.client.roster.board({ asOf: station.today }))).code).toBe('SESSION_LOCKED')
  })

  it('opens with the password alone, and the back-off counts there too', async () => {
    await clerk.client.accounts.lock({})
    expect((await answerOf(clerk.client.roster.board({ asOf: station.today }))).code).toBe('SESSION_LOCKED')
    expect((await answerOf(clerk.client.accounts.savePreferences({ theme: 'dark', type: 'large' }))).code).toBe('SESSION_LOCKED')
    for (let tries = 0; tries < 5; tries += 1) expect((await answerOf(clerk.client.accounts.unlock({ password: 'cuole-1234' }))).rule).toBe('sign_in')
    expect((await answerOf(clerk.client.accounts.unlock({ password: standPassword }))).rule).toBe('sign_in_rests')
    station.clock.now += 30_000
    expect((await clerk.client.accounts.unlock({ password: standPassword })).locked).toBe(false)
    expect((await answerOf(clerk.client.roster.board({ asOf: station.today }))).code).toBe('DONE')
  })

  it('lets someone sign out while it is closed', async () => {
    await clerk.client.accounts.lock({})
    await clerk.client.accounts.signOut({})
    expect((await answerOf(clerk.client.accounts.unlock({ password: standPassword }))).code).toBe('NOT_SIGNED_IN')
    expect((await clerk.client.accounts.current({})).session).toBeNull()
  })
})

describe('a restart', () => {
  it('asks for the password again', async () => {
    station = await station.reopen()
    const { client } = window()
    expect((await client.accounts.current({})).session).toBeNull()
    expect((await answerOf(client.roster.board({ asOf: station.today }))).code).toBe('NOT_SIGNED_IN')
    expect((await client.accounts.signIn({ login: clerk.login, password: standPassword })).accountId).toBe(clerk.accountId)
  })
})
