import { describe, expect, it } from 'vitest'
import type { Post } from './post'
import { pairingBreaches, seatBreaches, seatOf, type Assignment, type Pairing } from './roster-invariants'

const held = (id: string, post: Post, change: Partial<Assignment> = {}): Assignment => ({
  id, personId: `p-${id}`, personName: `人${id}`, post, communityId: 'c1', community: '东塘社区', gridId: null, grid: null, startOn: '2026-01-01', endOn: null, ...change,
})
const grid = { gridId: 'g1', grid: '第一网格' }
const pair = (id: string, change: Partial<Pairing> = {}): Pairing => ({ id, ...grid, auxPoliceId: `x-${id}`, auxName: `辅${id}`, startOn: '2026-01-01', endOn: null, ...change })
const rules = (breaches: { rule: string; rows: [string, string] }[]): string[] => breaches.map(({ rule, rows }) => `${rule} ${rows.join('+')}`)

describe('the invariants over stored rows', () => {
  it('I1 names two chiefs of one community on one day', () => {
    expect(rules(seatBreaches([held('a', 'station_chief'), held('b', 'station_chief', { startOn: '2026-05-01' })]))).toEqual(['I1 a+b'])
    expect(seatBreaches([held('a', 'station_chief'), held('b', 'station_chief')])[0]?.message).toBe('东塘社区的网格工作站站长同一时间有两人：人a、人b。')
  })

  it('I2 names two officers of one community, and lets one officer hold several', () => {
    expect(rules(seatBreaches([held('a', 'community_police'), held('b', 'community_police')]))).toEqual(['I2 a+b'])
    expect(seatBreaches([held('a', 'community_police'), held('b', 'community_police', { communityId: 'c2', personId: 'p-a' })])).toEqual([])
  })

  it('I3 names two leads of one grid, and lets every grid have its own', () => {
    expect(rules(seatBreaches([held('a', 'grid_chief', grid), held('b', 'grid_chief', grid)]))).toEqual(['I3 a+b'])
    expect(seatBreaches([held('a', 'grid_chief', grid), held('b', 'grid_chief', { gridId: 'g2', grid: '第二网格' })])).toEqual([])
  })

  it('I4 names a grid with two pairs and an auxiliary with two grids, unless an exemption covers the grid', () => {
    const twoGrids = [pair('a', { auxPoliceId: 'x' }), pair('b', { auxPoliceId: 'x', gridId: 'g2', grid: '第二网格' })]
    expect(rules(pairingBreaches([pair('a'), pair('b')], []))).toEqual(['I4 a+b'])
    expect(rules(pairingBreaches(twoGrids, []))).toEqual(['I4 a+b'])
    expect(pairingBreaches(twoGrids, [{ gridId: 'g2', fromOn: '2026-01-01', toOn: null }])).toEqual([])
    expect(rules(pairingBreaches(twoGrids, [{ gridId: 'g3', fromOn: '2026-01-01', toOn: null }]))).toEqual(['I4 a+b'])
    expect(rules(pairingBreaches(twoGrids, [{ gridId: 'g2', fromOn: '2025-01-01', toOn: '2026-01-01' }]))).toEqual(['I4 a+b'])
  })

  it('I5 lets the handover day belong to the incoming person and names a day shared', () => {
    const leaving = held('a', 'station_chief', { endOn: '2026-11-16' })
    expect(seatBreaches([leaving, held('b', 'station_chief', { startOn: '2026-11-16' })])).toEqual([])
    expect(rules(seatBreaches([leaving, held('b', 'station_chief', { startOn: '2026-11-15' })]))).toEqual(['I1 a+b'])
    expect(rules(seatBreaches([held('a', 'aux_police', { ...grid }), held('b', 'aux_police', { ...grid })]))).toEqual(['I5 a+b'])
  })

  it('I6 finds no breach in a missing holder, nor in any number of volunteers', () => {
    expect(seatBreaches([])).toEqual([])
    expect(seatBreaches([held('a', 'volunteer'), held('b', 'volunteer'), held('c', 'building_head'), held('d', 'building_head')])).toEqual([])
    expect(seatOf({ post: 'volunteer', communityId: 'c1', gridId: null })).toBeNull()
  })
})
