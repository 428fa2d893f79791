import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { PersonDetail } from '../../../contract/roster'
import { client } from '../../host/connection'
import type { CorrectionDraft } from './correction-draft'
import { latestQuery } from './latest-query'

export interface PersonPair {
  gridId: string
  grid: string
  community: string
  partner: { personId: string; name: string } | null
  pairedOn: string | null
  exemption: string | null
}

/** One person with the pairs of the grid posts held today, and a correction that was begun and not yet stored. */
export const usePersonStore = defineStore('roster-person', () => {
  const query = latestQuery(async ({ personId, today }: { personId: string; today: string }) => {
    const person = await client.roster.person({ personId })
    return { person, pairs: await pairsOf(person, today) }
  })
  /** In memory only: it may hold a number in clear. */
  const begun = ref<{ basis: PersonDetail; draft: CorrectionDraft } | null>(null)
  return { ...query, begun }
})

async function pairsOf(person: PersonDetail, today: string): Promise<PersonPair[]> {
  const terms = person.history.filter(
    (term) => term.gridId !== null && (term.post === 'grid_chief' || term.post === 'aux_police') && (term.startOn === null || term.startOn <= today) && (term.endOn === null || term.endOn > today),
  )
  const found = await Promise.all(
    terms.map(async (term) => {
      // Out of this account's reach: the person is shown, the pair is not.
      const team = await client.roster.community({ communityId: term.communityId, asOf: today }).catch(() => null)
      const grid = team?.grids.find((each) => each.gridId === term.gridId)
      if (team === null || grid === undefined) return null
      const other = term.post === 'grid_chief' ? grid.aux : grid.chief
      return { gridId: grid.gridId, grid: grid.name, community: team.name, partner: other && { personId: other.personId, name: other.name }, pairedOn: grid.pairedOn, exemption: grid.exemption }
    }),
  )
  return found.filter((pair) => pair !== null)
}
