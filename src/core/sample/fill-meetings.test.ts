import { beforeAll, describe, expect, it } from 'vitest'
import { openStation, type Station } from '../../../tests/stand/station'

let station: Station
beforeAll(async () => {
  station = await openStation({ sample: true })
}, 60_000)

describe('the sample\'s meetings', () => {
  it('are three weeks of all communities, the last not all signed and two missed', async () => {
    const { client } = await station.signedIn('clerk')
    const { communities, weeks } = await client.meetings.board({ fromWeek: '2026-W42', toWeek: '2026-W45' })
    expect(communities).toHaveLength(27)
    expect(weeks.map((week) => week.workdays)).toEqual([5, 5, 5, 5])
    const states = (at: number) => {
      const counted = new Map<string, number>()
      for (const one of communities) counted.set(String(one.cells[at]?.state), (counted.get(String(one.cells[at]?.state)) ?? 0) + 1)
      return Object.fromEntries(counted)
    }
    expect([0, 1].map(states)).toEqual([{ locked: 27 }, { locked: 27 }])
    expect(states(2)).toEqual({ signed: 19, minuted: 6, missed: 2 })
    expect(states(3)).toEqual({ planned: 27 })
    expect(new Set(communities.map((one) => one.weekday))).toEqual(new Set([0, 1, 2, 3, 4]))
  })

  it('carry open decisions into this week, some overdue, and can be searched and printed', async () => {
    const { client } = await station.signedIn('clerk')
    const open = await client.meetings.decisions({ limit: 200 })
    expect(open.total).toBeGreaterThan(40)
    expect(open.overdue).toBeGreaterThan(0)
    expect((await client.meetings.search({ text: '电动车' })).hits.length).toBeGreaterThan(5)
    const board = await client.meetings.board({ fromWeek: '2026-W44', toWeek: '2026-W44' })
    for (const { communityId } of board.communities.slice(0, 5)) {
      const meeting = await client.meetings.meeting({ communityId, week: '2026-W44' })
      expect([meeting.community, meeting.gaps, meeting.problems]).toEqual([meeting.community, [], []])
      const { papers } = await client.meetings.paper({ paper: { kind: 'minutes', communityId, week: '2026-W44' } })
      expect(JSON.stringify(papers)).not.toContain('（未填）')
    }
  })
})
