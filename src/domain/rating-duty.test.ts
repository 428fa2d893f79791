import { describe, expect, it } from 'vitest'
import { dutiesOf, withTwoRaters, type CommunityRoster, type Holding, type RaterOrigin } from './rating-duty'

const hold = (post: Holding['post'], name: string, gridId: string | null = null, startOn: string | null = '2025-01-01', endOn: string | null = null, isActing = false): Holding => ({ personId: name, name, post, gridId, startOn, endOn, isActing })
const grids = [{ gridId: 'g1', name: '第一网格' }, { gridId: 'g2', name: '第二网格' }]
const roster = (holdings: Holding[], pairs: CommunityRoster['pairs'] = []): CommunityRoster => ({ communityId: 'c', grids, holdings, pairs })
const team = [hold('station_chief', '站长'), hold('community_police', '民警'), hold('grid_chief', '格长', 'g1'), hold('aux_police', '警辅', 'g1')]
const told = (holdings: Holding[], basis: 'last_day' | 'longest' = 'last_day', pairs: CommunityRoster['pairs'] = [], month = '2026-10') =>
  dutiesOf(roster(holdings, pairs), month, basis).map((duty) => `${duty.kind} ${duty.rater ?? '—'}→${duty.ratee}${duty.problem ? ` ${duty.problem}` : ''}`)

describe('who rates whom', () => {
  it('is the chief the officer, the officer and the lead the auxiliary', () => {
    expect(told(team)).toEqual(['police_by_chief 站长→民警', 'aux_by_police 民警→警辅', 'aux_by_grid_chief 格长→警辅'])
  })

  it('follows the last day of the month, or who served longest, where a chief changes in mid-month', () => {
    const changed = [hold('station_chief', '旧站长', null, '2025-01-01', '2026-10-25'), hold('station_chief', '新站长', null, '2026-10-25'), ...team.slice(1)]
    expect(told(changed)[0]).toBe('police_by_chief 新站长→民警')
    expect(told(changed, 'longest')[0]).toBe('police_by_chief 旧站长→民警')
  })

  it('gives the day of a handover to the incoming person', () => {
    const changed = [hold('station_chief', '旧站长', null, '2025-01-01', '2026-10-31'), hold('station_chief', '新站长', null, '2026-10-31'), ...team.slice(1)]
    expect(told(changed)[0]).toBe('police_by_chief 新站长→民警')
  })

  it('asks half the month of a rater of auxiliaries: else the one who has it, else a substitute', () => {
    const late = (from: string) => [...team.filter((one) => one.post !== 'grid_chief'), hold('grid_chief', '旧格长', 'g1', '2025-01-01', from), hold('grid_chief', '新格长', 'g1', from)]
    expect(told(late('2026-10-16'))[2]).toBe('aux_by_grid_chief 新格长→警辅')
    expect(told(late('2026-10-17'))[2]).toBe('aux_by_grid_chief 旧格长→警辅')
    const alone = [...team.filter((one) => one.post !== 'grid_chief'), hold('grid_chief', '新格长', 'g1', '2026-10-20')]
    expect(told(alone)[2]).toBe('aux_by_grid_chief 新格长→警辅 short_service')
  })

  it('says where there is no lead, where rater and rated are one, and rates nobody who is not there', () => {
    expect(told(team.filter((one) => one.post !== 'grid_chief'))[2]).toBe('aux_by_grid_chief —→警辅 no_rater')
    expect(told([...team.slice(0, 2), hold('grid_chief', '警辅', 'g1'), hold('aux_police', '警辅', 'g1')])[2]).toBe('aux_by_grid_chief 警辅→警辅 self')
    expect(told([...team.slice(0, 3), hold('aux_police', '离任', 'g1', '2025-01-01', '2026-10-30')])).toEqual(['police_by_chief 站长→民警'])
    expect(told([...team.slice(0, 3), hold('aux_police', '离任', 'g1', '2025-01-01', '2026-10-30')], 'longest')).toHaveLength(3)
  })

  it('prefers who is confirmed to who is acting, and takes an acting one where there is no other', () => {
    expect(told([hold('station_chief', '代站长', null, '2026-06-01', null, true), ...team])[0]).toBe('police_by_chief 站长→民警')
    expect(told([hold('station_chief', '代站长', null, '2026-06-01', null, true), ...team.slice(1)])[0]).toBe('police_by_chief 代站长→民警')
  })

  it('rates an auxiliary of two grids once, and finds the paired lead of another grid where the own has none', () => {
    expect(told([...team, hold('aux_police', '警辅', 'g2'), hold('grid_chief', '格长二', 'g2')])).toHaveLength(3)
    const pair = { gridId: 'g2', gridChiefId: '格长二', auxPoliceId: '警辅', startOn: '2025-01-01', endOn: null }
    expect(told([...team.filter((one) => one.post !== 'grid_chief'), hold('grid_chief', '格长二', 'g2')], 'last_day', [pair])[2]).toBe('aux_by_grid_chief 格长二→警辅')
    // Ten days in each of two grids are ten days with the auxiliary, not twenty.
    const late = [hold('grid_chief', '格长二', 'g2', '2026-10-22'), hold('grid_chief', '格长二', 'g3', '2026-10-22')]
    expect(told([...team.filter((one) => one.post !== 'grid_chief'), ...late], 'last_day', [pair])[2]).toBe('aux_by_grid_chief 格长二→警辅 short_service')
  })
})

describe('the two sheets of an auxiliary', () => {
  const both = (officer: [string | null, RaterOrigin], lead: [string | null, RaterOrigin]) => {
    const duties = dutiesOf(roster(team), '2026-10', 'last_day')
    const raterOf = { police_by_chief: ['站长', 'roster'], aux_by_police: officer, aux_by_grid_chief: lead } as const
    return withTwoRaters(duties, ({ kind }) => ({ raterId: raterOf[kind][0], origin: raterOf[kind][1] })).map((duty) => duty.problem)
  }
  it('are two people’s: the less settled of two with one rater has a problem', () => {
    expect(both(['民警', 'roster'], ['格长', 'roster'])).toEqual([null, null, null])
    expect(both(['民警', 'roster'], ['民警', 'roster'])).toEqual([null, null, 'same_rater'])
    expect(both(['格长', 'substitute'], ['格长', 'roster'])).toEqual([null, 'same_rater', null])
    expect(both(['格长', 'roster'], ['格长', 'substitute'])).toEqual([null, null, 'same_rater'])
    expect(both(['格长', 'substitute'], ['格长', 'substitute'])).toEqual([null, null, 'same_rater'])
    expect(both(['格长', 'roster'], ['格长', 'handed_in'])).toEqual([null, 'same_rater', null])
    expect(both(['格长', 'handed_in'], ['格长', 'handed_in'])).toEqual([null, null, null])
    expect(both([null, 'roster'], [null, 'roster'])).toEqual([null, null, null])
  })
})
