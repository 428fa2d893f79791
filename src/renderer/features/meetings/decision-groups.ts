import type { Decision } from '../../../contract/meeting-decisions'

export interface DecisionGroup {
  /** Null where the list has no groups: overdue first, as the core orders it. */
  title: string | null
  decisions: readonly Decision[]
}

/** By person and by community the list has heads; the order within is the core's. */
export function groupDecisions(decisions: readonly Decision[], sort: 'overdue' | 'person' | 'community'): DecisionGroup[] {
  if (sort === 'overdue') return decisions.length === 0 ? [] : [{ title: null, decisions }]
  const groups = new Map<string, Decision[]>()
  for (const decision of decisions) {
    // Two people of one name in two communities are two people; a department is one wherever it is named.
    const key = sort === 'community' ? decision.communityId : (decision.ownerId ?? `name:${decision.ownerName ?? ''}`)
    const there = groups.get(key)
    if (there === undefined) groups.set(key, [decision])
    else there.push(decision)
  }
  return [...groups.values()].map((each) => ({ title: titleOf(each, sort), decisions: each }))
}

function titleOf(decisions: readonly Decision[], sort: 'person' | 'community'): string {
  const [first] = decisions
  const name = sort === 'community' ? first?.community : (first?.ownerName ?? '没有责任人')
  const overdue = decisions.filter((one) => one.overdueDays > 0).length
  return `${name ?? ''}　${decisions.length}项${overdue > 0 ? `，逾期${overdue}项` : ''}`
}
