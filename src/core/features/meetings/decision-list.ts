import type { Decision } from '../../../contract/meeting-decisions'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { accountPerson } from '../../accounts/account-person'
import { placesOf } from '../roster/directory'
import { decisionView, overdueOf, sortDecisions } from './decisions'
import { decisionStatements } from './decision-statements'
import { sightIn } from './sight'

export interface DecisionQuestion {
  communityId?: string | null | undefined
  ownerId?: string | null | undefined
  state: 'open' | 'closed' | 'all'
  sort: 'overdue' | 'person' | 'community'
  after?: string | null | undefined
  limit: number
}

/** Decisions of the communities in sight; a grid lead sees the own ones. `after` is how many came before. */
export function listDecisions(reader: Reader, caller: Caller, question: DecisionQuestion): { decisions: Decision[]; total: number; overdue: number; next: string | null } {
  const accountId = caller.connection.signedIn?.accountId
  const personId = accountId === undefined ? null : accountPerson(reader, accountId)
  const places = placesOf(reader)
  const order = new Map(places.map((place, at) => [place.communityId, at]))
  const found = places.flatMap((place) => {
    const sight = sightIn(reader, caller, place.communityId, personId)
    if (!sight || (question.communityId && question.communityId !== place.communityId)) return []
    const rows = [
      ...(question.state === 'closed' ? [] : reader.all(decisionStatements.open, { community_id: place.communityId })),
      ...(question.state === 'open' ? [] : reader.all(decisionStatements.closedSince, { community_id: place.communityId, at: 0 })),
    ]
    return rows
      .filter((row) => (sight.whole || row.owner_id === personId) && (!question.ownerId || row.owner_id === question.ownerId))
      .map((row) => ({ row, overdueDays: overdueOf(row, caller.today), dueOn: row.due_on, ownerName: row.owner_name, communityId: row.community_id, week: row.week, seq: row.seq }))
  })
  const sorted = sortDecisions(found, question.sort, (communityId) => order.get(communityId) ?? 0)
  const from = question.after && /^\d{1,9}$/.test(question.after) ? Number(question.after) : 0
  const page = sorted.slice(from, from + question.limit)
  // Only the page itself is looked up further.
  return { decisions: page.map(({ row }) => decisionView(reader, row, caller.today)), total: sorted.length, overdue: sorted.filter((one) => one.overdueDays > 0).length, next: from + page.length < sorted.length ? String(from + page.length) : null }
}
