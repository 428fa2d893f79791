import { defineStore } from 'pinia'
import { ref } from 'vue'
import { client } from '../../host/connection'
import { blankChange, type ChangeDraft } from './change-draft'
import type { CommunityQuestion } from './community-store'
import { latestQuery } from './latest-query'

/** The wizard's draft lives here, not in the page and not on the disk: it holds numbers in clear. */
export const useChangeStore = defineStore('roster-change', () => {
  const draft = ref<ChangeDraft | null>(null)
  /** The chosen community's team on the chosen day: who holds the seat then. */
  const { answer: team, error: teamError, loading, load: loadTeam } = latestQuery((question: CommunityQuestion) => client.roster.community(question))

  function start(onDate: string): void {
    draft.value = blankChange(onDate)
  }
  function drop(): void {
    draft.value = null
  }
  return { draft, team, teamError, loading, loadTeam, start, drop }
})
