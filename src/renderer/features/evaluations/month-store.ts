import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { client } from '../../host/connection'
import { latestQuery } from '../roster/latest-query'
import { monthAtHand } from './month-words'

/** The months, and the one that is looked at; it stays chosen from page to page. */
export const useMonthStore = defineStore('evaluation-months', () => {
  const months = latestQuery(() => client.evaluations.months({}))
  const progress = latestQuery((month: string) => client.evaluations.progress({ month }))
  const chosen = ref<string | null>(null)
  const selectedId = ref<string | null>(null)

  const list = computed(() => months.answer.value?.months ?? [])
  const month = computed(() => (chosen.value !== null && list.value.some((each) => each.month === chosen.value) ? chosen.value : monthAtHand(list.value)))
  const current = computed(() => list.value.find((each) => each.month === month.value) ?? null)
  const mayOpen = computed(() => months.answer.value?.mayOpen === true)

  let owner: string | null = null
  /** What another account saw of the months is not for this one. */
  function belongTo(accountId: string | null): void {
    if (owner === accountId) return
    owner = accountId
    months.clear()
    progress.clear()
    chosen.value = selectedId.value = null
  }

  async function load(): Promise<void> {
    await months.load(undefined)
  }

  return { list, month, current, chosen, selectedId, mayOpen, belongTo, load, loading: months.loading, error: months.error, answer: months.answer, progress: progress.answer, progressError: progress.error, loadProgress: progress.load }
})
