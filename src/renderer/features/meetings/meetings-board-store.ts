import { defineStore } from 'pinia'
import { ref } from 'vue'
import { client } from '../../host/connection'
import { latestQuery } from '../roster/latest-query'

/** The calendar of weeks; where the cursor stood survives going into a meeting and back. */
export const useMeetingsBoard = defineStore('meetings-board', () => {
  const query = latestQuery((input: { fromWeek: string; toWeek: string }) => client.meetings.board(input))
  /** The last week shown; null until the page knows which week it is. */
  const lastWeek = ref<string | null>(null)
  const focusedId = ref<string | null>(null)
  const focusedWeek = ref<string | null>(null)
  const byDebt = ref(true)
  return { ...query, lastWeek, focusedId, focusedWeek, byDebt }
})
