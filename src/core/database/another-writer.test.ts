import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTeam, type Team } from '../../../tests/stand/scored-month'
import { answerOf } from '../../../tests/stand/small-township'
import { openConnection, type Connection } from './driver'

let team: Team
let other: Connection
beforeEach(async () => {
  team = await openTeam()
  other = openConnection(team.station.services.folder.database)
})
afterEach(() => {
  if (other.inTransaction) other.exec('ROLLBACK')
  other.close()
})

describe('while another program is writing', () => {
  it('reads are answered, and the command goes on when the other has ended', async () => {
    other.exec('BEGIN IMMEDIATE')
    const order: string[] = []
    const command = team.clerk.client.roster.addCommunity({ name: '晚到村', areaCode: null }).then(() => order.push('command'))
    await team.clerk.client.roster.board({ asOf: team.station.today }).then(() => order.push('board'))
    // Looking at evaluations takes the calendar's steps, which write.
    team.station.clock.now += 86_400_000
    Object.assign(team.clerk.connection.signedIn ?? {}, { lastInputAt: team.station.clock.now, locked: false })
    await team.clerk.client.evaluations.months({}).then(() => order.push('months'))
    expect(order).toEqual(['board', 'months'])
    other.exec('ROLLBACK')
    await command
    expect(order).toEqual(['board', 'months', 'command'])
    const { communities } = await team.clerk.client.roster.board({ asOf: team.station.today })
    expect(communities.map(({ name }) => name)).toContain('晚到村')
  })

  it('a command gives up in the end with a sentence, and has stored nothing', async () => {
    other.exec('BEGIN IMMEDIATE')
    expect(await answerOf(team.clerk.client.roster.addCommunity({ name: '没存村', areaCode: null }))).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/另一个程序正在写入.*没有存.*重试/) })
    other.exec('ROLLBACK')
    expect((await team.clerk.client.roster.board({ asOf: team.station.today })).communities.map(({ name }) => name)).not.toContain('没存村')
  })
})
