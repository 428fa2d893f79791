import type { KnownPlaces, RosterPlaces } from './roster-analysis'

/**
 * A file founds places only where nobody has founded any: communities in a township that has none, grids in a community
 * that has none. Whatever else it names and nobody knows is a mistake of the file, and never becomes a place.
 */
export const mayCreateCommunities = (known: KnownPlaces): boolean => known.communities.length === 0
export const mayCreateGrids = (community: { grids: readonly unknown[] }): boolean => community.grids.length === 0

/** Of the places that a file names, those that storing it creates. */
export function placesToCreate(known: KnownPlaces, named: RosterPlaces): RosterPlaces {
  const present = new Map(known.communities.map((community) => [community.name, community]))
  const communities = mayCreateCommunities(known) ? named.communities : []
  const created = new Set(communities.map(({ name }) => name))
  const grids = named.grids.filter(({ community }) => {
    const stored = present.get(community)
    return stored === undefined ? created.has(community) : mayCreateGrids(stored)
  })
  return { communities, grids }
}
