import { defineStore } from 'pinia'
import { ref } from 'vue'
import { client } from '../../host/connection'
import type { BoardFilter } from './board-view'
import { latestQuery } from './latest-query'

/** The board and its vacancies on a day; where the cursor stood survives going into a community and back. */
export const useBoardStore = defineStore('roster-board', () => {
  const query = latestQuery(async (asOf: string) => {
    const [board, missing] = await Promise.all([client.roster.board({ asOf }), client.roster.vacancies({ asOf })])
    return { ...board, missing: missing.vacancies }
  })
  const filter = ref<BoardFilter>('all')
  const focusedId = ref<string | null>(null)
  return { ...query, filter, focusedId }
})
