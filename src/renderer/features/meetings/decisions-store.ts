import { defineStore } from 'pinia'
import { ref } from 'vue'
import { client } from '../../host/connection'
import { latestQuery } from '../roster/latest-query'

export type DecisionSort = 'overdue' | 'person' | 'community'
export type DecisionScope = 'open' | 'closed' | 'all'
interface Asked {
  communityId: string | null
  state: DecisionScope
  sort: DecisionSort
}

/** Every decision in reach, read to the end: an office's open list is one list, not pages. */
export const useDecisionsStore = defineStore('meeting-decisions', () => {
  const query = latestQuery(async (input: Asked) => {
    const first = await client.meetings.decisions({ ...input, limit: 200 })
    const decisions = [...first.decisions]
    for (let next = first.next; next !== null && decisions.length < 2_000; ) {
      const more = await client.meetings.decisions({ ...input, limit: 200, after: next })
      decisions.push(...more.decisions)
      next = more.next
    }
    return { decisions, total: first.total, overdue: first.overdue }
  })
  const sort = ref<DecisionSort>('overdue')
  const state = ref<DecisionScope>('open')
  const focusedId = ref<string | null>(null)
  return { ...query, sort, state, focusedId }
})
