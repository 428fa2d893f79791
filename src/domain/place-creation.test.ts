import { describe, expect, it } from 'vitest'
import { placesToCreate } from './place-creation'
import type { KnownPlaces, RosterPlaces } from './roster-analysis'

const known = (...communities: [string, ...string[]][]): KnownPlaces => ({ communities: communities.map(([name, ...grids]) => ({ name, code: null, grids: grids.map((grid) => ({ name: grid, code: null })) })) })
const named = (...places: [string, ...string[]][]): RosterPlaces => ({
  communities: places.map(([name]) => ({ name, code: null, kind: null })),
  grids: places.flatMap(([community, ...grids]) => grids.map((name) => ({ community, name, code: null }))),
})
const created = (before: KnownPlaces, file: RosterPlaces): string[] => {
  const { communities, grids } = placesToCreate(before, file)
  return [...communities.map(({ name }) => name), ...grids.map(({ community, name }) => `${community}/${name}`)]
}

describe('the places that a file founds', () => {
  it('are all it names where the township has none', () => {
    expect(created(known(), named(['东塘社区', '第一网格'], ['西柳村']))).toEqual(['东塘社区', '西柳村', '东塘社区/第一网格'])
  })

  it('are the grids of a community that has none, whatever the others have', () => {
    expect(created(known(['东塘社区', '第一网格'], ['北岗村']), named(['东塘社区', '第一网格', '第九网格'], ['北岗村', '第一网格', '第二网格']))).toEqual(['北岗村/第一网格', '北岗村/第二网格'])
  })

  it('are no community beside those there are, nor its grids', () => {
    expect(created(known(['东塘社区']), named(['南岗村', '第一网格']))).toEqual([])
  })
})
