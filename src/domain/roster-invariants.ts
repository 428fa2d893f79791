import { postLabel, postRules, type Post } from './post'
import { overlaps, type Tenure } from './tenure'

export interface Assignment extends Tenure {
  id: string
  personId: string
  personName: string
  post: Post
  communityId: string
  community: string
  gridId: string | null
  grid: string | null
}
export interface Pairing extends Tenure {
  id: string
  gridId: string
  grid: string
  auxPoliceId: string
  auxName: string
}
export interface Exemption {
  gridId: string
  fromOn: string
  toOn: string | null
}
/** A breach of I1–I5 (model.md D3), named by the rows that cannot both stand. */
export interface Breach {
  rule: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'grid_elsewhere'
  /** One row twice where it breaks the rule by itself. */
  rows: [string, string]
  message: string
}

const ruleOf: Partial<Record<Post, Breach['rule']>> = { station_chief: 'I1', community_police: 'I2', grid_chief: 'I3' }

/** The seat that a unique post makes, or null where any number may hold the post. */
export function seatOf(assignment: Pick<Assignment, 'post' | 'communityId' | 'gridId'>): string | null {
  const { unique } = postRules[assignment.post]
  if (unique === 'community') return `${assignment.post}/${assignment.communityId}`
  return unique === 'grid' ? `${assignment.post}/${assignment.gridId ?? assignment.communityId}` : null
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string | null): T[][] {
  const byKey = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = byKey.get(key)
    if (group) group.push(item)
    else byKey.set(key, [item])
  }
  return [...byKey.values()]
}

function clashes<T extends Tenure & { id: string }>(group: readonly T[]): [T, T][] {
  return group.flatMap((one, at) => group.slice(at + 1).flatMap((other): [T, T][] => (overlaps(one, other) ? [[one, other]] : [])))
}

/** I1, I2, I3 and I5: on no day do two people hold a post that has one. A missing holder is a vacancy (I6), no breach. */
export function seatBreaches(assignments: readonly Assignment[]): Breach[] {
  return groups(assignments, seatOf).flatMap((group) =>
    clashes(group).map(([one, other]) => ({
      rule: ruleOf[one.post] ?? 'I5',
      rows: [one.id, other.id],
      message: `${one.grid ?? one.community}的${postLabel(one.post)}同一时间有两人：${one.personName}、${other.personName}。`,
    })),
  )
}

export interface PlacedAssignment extends Assignment {
  gridCommunityId: string | null
  wasReplacedByImport: boolean
}
/**
 * I3, I4: the seat of a lead or an auxiliary is a grid, and a grid is its community's. Told while the tenure is in force,
 * and of whoever an import replaced in a seat without a grid until a seat with one is registered.
 */
export function placeBreaches(assignments: readonly PlacedAssignment[]): Breach[] {
  const isSeated = ({ personId, post }: PlacedAssignment) => assignments.some((other) => other.personId === personId && other.post === post && other.gridId !== null)
  return assignments.flatMap((one): Breach[] => {
    const { id, post, personName: name, community, communityId, gridId, grid, gridCommunityId, endOn, wasReplacedByImport } = one
    const say = (rule: Breach['rule'], words: string): Breach[] => [{ rule, rows: [id, id], message: `${community}的${postLabel(post)}${name}${words}` }]
    if (gridId !== null) return gridCommunityId === communityId || endOn !== null ? [] : say('grid_elsewhere', `登记在别的村(社区)的${grid ?? '网格'}。请办理离任，再按本村(社区)的网格重新登记。`)
    if (!postRules[post].needsGrid) return []
    if (endOn === null) return say(ruleOf[post] ?? 'I4', '没有落到网格。请办理离任，再按所在网格重新登记。')
    return wasReplacedByImport && !isSeated(one) ? say(ruleOf[post] ?? 'I4', '没有落到网格，导入时被后一人替下。请按所在网格重新登记。') : []
  })
}

/** I4: over time a grid has one pair, and an auxiliary one grid, unless an exemption covers the grid. */
export function pairingBreaches(pairings: readonly Pairing[], exemptions: readonly Exemption[]): Breach[] {
  const exempt = (pairing: Pairing): boolean =>
    exemptions.some((exemption) => exemption.gridId === pairing.gridId && overlaps(pairing, { startOn: exemption.fromOn, endOn: exemption.toOn }))
  const perGrid = groups(pairings, (pairing) => pairing.gridId).flatMap(clashes)
  const perAux = groups(pairings, (pairing) => pairing.auxPoliceId).flatMap(clashes)
  return [...perGrid, ...perAux]
    .filter(([one, other]) => !exempt(one) && !exempt(other))
    .map(([one, other]) => ({ rule: 'I4', rows: [one.id, other.id], message: `警辅${one.auxName}和${other.auxName}的结对不是一对一：${one.grid}、${other.grid}。` }))
}
