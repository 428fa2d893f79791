import { beforeAll, describe, expect, it } from 'vitest'
import { openStation, type Station } from '../../../tests/stand/station'

let station: Station
beforeAll(async () => {
  station = await openStation({ sample: true })
}, 60_000)

describe('the sample\'s meetings', () => {
  it('are three weeks of all communities and the days of this week so far, by someone who keeps up', async () => {
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
    expect(states(2)).toEqual({ signed: 23, minuted: 2, missed: 1, exempt: 1 })
    // Thursday: Monday's to Wednesday's meetings were held, some of yesterday's wait for a signature.
    expect(states(3)).toEqual({ planned: 11, signed: 14, minuted: 2 })
    expect(communities[0]?.cells[3]?.state).toBe('planned')
    expect(new Set(communities.map((one) => one.weekday))).toEqual(new Set([0, 1, 2, 3, 4]))
  })

  it('carry open decisions into this week, some overdue, and can be searched and printed', async () => {
    const { client } = await station.signedIn('clerk')
    const open = await client.meetings.decisions({ limit: 200 })
    expect(open.total).toBeGreaterThan(40)
    expect(open.overdue).toBe(3)
    expect((await client.meetings.search({ text: '电动车' })).hits.length).toBeGreaterThan(5)
    const board = await client.meetings.board({ fromWeek: '2026-W44', toWeek: '2026-W44' })
    for (const { communityId } of board.communities.slice(0, 5)) {
      const meeting = await client.meetings.meeting({ communityId, week: '2026-W44' })
      expect([meeting.community, meeting.gaps, meeting.problems]).toEqual([meeting.community, [], []])
      const { papers } = await client.meetings.paper({ paper: { kind: 'minutes', communityId, week: '2026-W44' } })
      expect(JSON.stringify(papers)).not.toContain('（未填）')
    }
  })

  it.each(['2026-11-23', '2026-11-25', '2026-11-28', '2026-10-09', '2027-02-24'])('owe what a day\'s work settles, opened on %s', async (day) => {
    const there = await openStation({ sample: true, now: Date.parse(`${day}T10:00:00+08:00`) })
    const { client } = await there.signedIn('clerk')
    const { count, communities } = await client.meetings.debts({})
    const all = communities.map((one) => one.words).join('、')
    const times = (words: string): number => all.split(words).length - 1
    expect(count).toBeLessThanOrEqual(20)
    expect([times('逾期'), times('缺会') <= 1, times('待签字') > 0]).toEqual([3, true, true])
    there.close()
  })
})
