import { gridOrdinal, isGridCode, ordinalGridName, readWrittenGrid } from './grid-name'
import { communityInTitle, communityKind, communityName, placeInLabel, placeKey, withoutTownship } from './place-name'
import { mayCreateCommunities, mayCreateGrids } from './place-creation'
import { postRules, type Post } from './post'
import type { KnownPlaces, RosterPlaces } from './roster-analysis'
import { compact } from './written-text'

export interface KnownGrid {
  name: string
  code: string | null
}

export interface KnownCommunity {
  name: string
  code: string | null
  grids: KnownGrid[]
  /** Nothing is known of its grids yet: those that the file names are created. */
  open: boolean
}

/** A grid as one row names it, collected before any row is judged. */
export interface GridMention {
  community: string
  grid: string
  gridCode: string | null
  post: Post | null
}

/**
 * The township's places: those stored, or, when none are, those that the file itself names.
 * Invariant: after `learn` the register does not change, so every row is judged against the same places.
 */
export class PlaceRegister {
  readonly communities: KnownCommunity[]
  readonly open: boolean
  private readonly found = new Map<string, KnownCommunity | null>()

  constructor(known: KnownPlaces) {
    this.open = mayCreateCommunities(known)
    this.communities = known.communities.map(({ name, code, grids }) => ({
      name,
      code,
      grids: grids.map((grid) => ({ name: storedGridName(grid.name, name), code: grid.code })),
      open: mayCreateGrids({ grids }),
    }))
  }

  /** Longer spellings first, so that 东湖 finds 东湖社区 and not the other way round. */
  learnCommunities(names: readonly string[]): void {
    if (!this.open) return
    const full = names.filter((name) => placeKey(name).suffix !== '')
    for (const written of [...full, ...names]) {
      if (written !== '' && this.community(written) === null) {
        this.communities.push({ name: communityName(withoutTownship(written)), code: null, grids: [], open: true })
        this.found.clear()
      }
    }
  }

  /** A grid that counts (第三网格), has a code, or has its own lead or auxiliary is real; 机动网格 beside them is not. */
  learnGrids(mentions: readonly GridMention[]): void {
    const counted = new Set<string>()
    for (const mention of mentions) {
      const community = this.byName(mention.community)
      if (community === null || !community.open) continue
      const code = mention.gridCode !== null && isGridCode(mention.gridCode) ? mention.gridCode : null
      if (code !== null) community.code ??= code.slice(0, 12)
      const grid = readWrittenGrid(mention.grid, community.name)
      if (grid.kind === 'ordinal') counted.add(community.name)
      const name = grid.kind === 'ordinal' ? grid.name : grid.kind === 'named' && code !== null ? grid.name : nameByCode(grid.kind, code)
      if (name !== null) addGrid(community, name, code)
    }
    for (const mention of mentions) {
      const community = this.byName(mention.community)
      if (community === null || !community.open || counted.has(community.name)) continue
      const grid = readWrittenGrid(mention.grid, community.name)
      if (grid.kind === 'named' && mention.post !== null && postRules[mention.post].needsGrid) addGrid(community, grid.name, null)
    }
  }

  byName(name: string): KnownCommunity | null {
    return this.communities.find((community) => community.name === name) ?? null
  }

  /** Exact name first, then the name without 社区 or 村, with an office in front, or cut short. */
  community(written: string): KnownCommunity | null {
    const text = compact(written)
    let found = this.found.get(text)
    if (found === undefined) {
      found = this.search(text)
      this.found.set(text, found)
    }
    return found
  }

  private search(text: string): KnownCommunity | null {
    if (text === '') return null
    const key = placeKey(text)
    const exact = this.communities.find(({ name }) => {
      const own = placeKey(name)
      return own.stem === key.stem && own.suffix === key.suffix
    })
    if (exact !== undefined) return exact
    const sameStem = this.communities.filter(({ name }) => {
      const own = placeKey(name)
      return own.stem === key.stem && (own.suffix === '' || key.suffix === '')
    })
    if (sameStem.length > 0) return sameStem.length === 1 ? (sameStem[0] ?? null) : null
    const behind = this.communities.filter(({ name }) => text.endsWith(name) && /[省市区县镇乡道办处所]$/.test(text.slice(0, -name.length)))
    return behind.length === 1 ? (behind[0] ?? null) : null
  }

  /** The community that a title or banner names: one that is known, or, while places are being learnt, any. */
  inTitle(written: string): string | null {
    const text = compact(written)
    const known = this.communities.filter(({ name }) => text.includes(name)).toSorted((a, b) => b.name.length - a.name.length)
    const [longest] = known
    if (longest !== undefined && known.every(({ name }) => longest.name.includes(name))) return longest.name
    if (known.length > 0) return null
    const labelled = placeInLabel(text)
    const named = communityInTitle(labelled ?? text) ?? labelled
    if (named !== null) return this.community(named)?.name ?? (this.open ? named : null)
    const short = /^(.{2,12}?)(?:网格|1\+1|“|警网|花名册|人员)/.exec(text)?.[1]
    return this.community(short ?? text)?.name ?? null
  }

  /** A sheet's name may be cut short by Excel's 31 characters. */
  byPrefix(written: string): KnownCommunity | null {
    const text = compact(written)
    const found = text.length < 2 ? [] : this.communities.filter(({ name }) => name.startsWith(text))
    return found.length === 1 ? (found[0] ?? null) : null
  }

  asPlaces(): RosterPlaces {
    return {
      communities: this.communities.map(({ name, code }) => ({ name, code, kind: communityKind(name, code) })),
      grids: this.communities.flatMap(({ name, grids }) => grids.map((grid) => ({ community: name, name: grid.name, code: grid.code }))),
    }
  }
}

export function findGrid(community: KnownCommunity, name: string): KnownGrid | null {
  const bare = (text: string) => text.replace(/网格$/, '')
  return community.grids.find((grid) => grid.name === name) ?? community.grids.find((grid) => bare(grid.name) === bare(name)) ?? null
}

/** As the analysis names it, however the stored name is written: 3号网格 is 第三网格. */
export function storedGridName(name: string, community: string): string {
  const grid = readWrittenGrid(name, community)
  return grid.kind === 'ordinal' || grid.kind === 'named' ? grid.name : name
}

function nameByCode(kind: string, code: string | null): string | null {
  return code !== null && (kind === 'empty' || kind === 'code') ? ordinalGridName(Number(code.slice(12))) : null
}

function addGrid(community: KnownCommunity, name: string, code: string | null): void {
  const present = findGrid(community, name)
  if (present === null) {
    community.grids.push({ name, code })
    community.grids.sort((a, b) => (gridOrdinal(a.name) ?? 999) - (gridOrdinal(b.name) ?? 999))
  } else present.code ??= code
}
