import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStationStore } from './station-store'

/** The day for which the roster is shown. One day for all pages, so that going from the board to a community stays on it. */
export const useAsOfStore = defineStore('as-of', () => {
  const station = useStationStore()
  const chosen = shallowRef<string | null>(null)

  const isToday = computed(() => chosen.value === null || chosen.value === station.today)
  const date = computed({
    get: () => chosen.value ?? station.today,
    // Choosing today means "today", also after midnight.
    set: (day: string) => (chosen.value = day === station.today ? null : day),
  })
  const backToToday = (): void => {
    chosen.value = null
  }

  return { date, isToday, backToToday }
})
