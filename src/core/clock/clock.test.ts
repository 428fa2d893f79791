import { describe, expect, it } from 'vitest'
import { full, octoberScored as month, openTeam, type Team } from '../../../tests/stand/scored-month'
import { openStation } from '../../../tests/stand/station'
import { keepEvaluationDays } from '../features/evaluations/keep-days'

const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`)

async function useOn(team: Team, ...days: string[]): Promise<void> {
  for (const day of days) {
    team.station.clock.now = noon(day)
    for (const { connection } of [team.clerk, team.chief]) Object.assign(connection.signedIn ?? {}, { lastInputAt: noon(day), locked: false })
    keepEvaluationDays(team.station.services)
  }
}
const cycle = (team: Team): { state: string; warned: string | null } => {
  const row = team.station.services.database.connection.prepare('SELECT lock_id, warned_on FROM eval_cycle WHERE month = ?').get(month) as { lock_id: string | null; warned_on: string | null }
  return { state: row.lock_id === null ? 'not locked' : 'locked', warned: row.warned_on }
}

describe('a clock that is wrong', () => {
  it('before there was this program opens nothing, and says so', async () => {
    for (const now of [Date.parse('1969-12-31T00:00:00Z'), 0, Date.parse('2019-03-01T00:00:00Z')]) {
      await expect(openStation({ now })).rejects.toMatchObject({ reason: 'clock', message: expect.stringMatching(/电脑时间是.*没有打开.*调准/) })
    }
  })

  it('decades ahead for days changes nothing of the month, which then locks on its own day', async () => {
    const team = await openTeam()
    await useOn(team, '2026-10-25', '2026-10-30', '2099-01-07', '2099-01-08', '2099-01-09', '2026-10-31')
    expect(cycle(team)).toMatchObject({ state: 'not locked' })
    await useOn(team, '2026-11-01', '2026-11-03', '2026-11-04')
    expect(cycle(team)).toEqual({ state: 'not locked', warned: '2026-11-03' })
    await useOn(team, '2026-11-05')
    expect(cycle(team).state).toBe('locked')
  })

  it('some days ahead locks nothing on that day; a lock that was made all the same is taken back, on record', async () => {
    const team = await openTeam()
    await useOn(team, '2026-10-25', '2026-11-03', '2026-11-08')
    expect(cycle(team).state).toBe('not locked')
    await useOn(team, '2026-11-09')
    expect(cycle(team).state).toBe('locked')
    await useOn(team, '2026-11-04')
    expect(cycle(team).state).toBe('not locked')
    const records = team.station.services.database.connection.prepare(`SELECT action FROM audit_log WHERE action LIKE 'evaluations.%lock%' ORDER BY seq`).all()
    expect(records).toEqual([{ action: 'evaluations.lock' }, { action: 'evaluations.unlockAhead' }])
    const key = { month, communityId: team.east.id, kind: 'police_by_chief', rateeId: team.people.officer } as const
    await expect(team.chief.client.evaluations.saveDraft({ ...key, proxy: false, cells: [{ code: 'COLLECT', scoreX10: full.police[0], reason: null }] })).resolves.toBeDefined()
    await useOn(team, '2026-11-05')
    expect(cycle(team).state).toBe('locked')
  })

  it('never takes back a lock that a person made, nor one of an hour that has passed', async () => {
    const team = await openTeam()
    await useOn(team, '2026-10-25', '2026-11-06')
    await team.clerk.client.evaluations.lock({ month, communityId: null, acceptMissing: true })
    await useOn(team, '2026-11-05', '2026-11-06')
    expect(cycle(team).state).toBe('locked')
    const other = await openTeam()
    await useOn(other, '2026-10-25', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06')
    other.station.clock.now -= 60_000
    keepEvaluationDays(other.station.services)
    expect(cycle(other).state).toBe('locked')
  })

  it('ahead when five wrong passwords came does not lock the account out once it is right again', async () => {
    const station = await openStation({ sample: true, now: noon('2026-11-05') })
    const admin = await station.signedIn('admin')
    const stranger = station.client({ carrier: 'window', signedIn: null, operator: null } as never)
    station.clock.now = noon('2099-01-07')
    for (let n = 0; n < 5; n += 1) await expect(stranger.accounts.signIn({ login: admin.login, password: 'cuowu-mima-0' })).rejects.toBeDefined()
    station.clock.now = noon('2026-11-05')
    await expect(stranger.accounts.signIn({ login: admin.login, password: 'ceshi-mima-1' })).resolves.toMatchObject({ login: admin.login })
  })
})
