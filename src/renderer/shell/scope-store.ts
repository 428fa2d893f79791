import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { client } from '../host/connection'
import { useStationStore } from './station-store'

export interface ScopeCommunity {
  communityId: string
  name: string
  vacancies: number
}

/** What the pages are about: the whole township, or one community. What an account cannot reach is not offered. */
export const useScopeStore = defineStore('scope', () => {
  const station = useStationStore()
  const communities = shallowRef<readonly ScopeCommunity[]>([])
  const communityId = shallowRef<string | null>(null)

  const community = computed(() => communities.value.find((each) => each.communityId === communityId.value) ?? null)
  const vacancies = computed(() => community.value?.vacancies ?? communities.value.reduce((sum, each) => sum + each.vacancies, 0))
  const townshipName = computed(() => station.status?.township?.name ?? '')
  const label = computed(() => community.value?.name ?? `${townshipName.value}（${communities.value.length === 1 ? communities.value[0]?.name : '全镇'}）`)

  /** Always as of today: the scope and the badge of the rail do not travel in time. */
  async function refresh(): Promise<void> {
    const board = await client.roster.board({ asOf: station.today })
    communities.value = board.communities.map(({ communityId, name, vacancies }) => ({ communityId, name, vacancies }))
    if (!community.value) communityId.value = null
  }

  function clear(): void {
    communities.value = []
    communityId.value = null
  }

  return { communities, communityId, community, vacancies, label, refresh, clear }
})
