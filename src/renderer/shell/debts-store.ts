import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Debts } from '../../contract/debts'
import { client } from '../host/connection'
import { useScopeStore } from './scope-store'
import { useSessionStore } from './session-store'

/** Sections of the rail whose people owe something by a day; each feature says itself what. */
const sources = {
  meetings: () => client.meetings.debts({}),
  evaluations: () => client.evaluations.debts({}),
  rewards: () => client.rewards.debts({}),
} as const
export type IndebtedSection = keyof typeof sources
export const indebtedSections = Object.keys(sources) as IndebtedSection[]
export const isIndebted = (section: string): section is IndebtedSection => Object.hasOwn(sources, section)

export interface Owed {
  count: number
  mark: 'red' | 'yellow'
  /** 缺会、待签字2次; empty for a sum over communities. */
  words: string
}

/** What is owed in the caller's reach: for the badges of the rail, and community by community for the board. */
export const useDebtsStore = defineStore('debts', () => {
  const session = useSessionStore()
  const scope = useScopeStore()
  const debts = shallowRef<Partial<Record<IndebtedSection, Debts>>>({})

  async function refresh(sections: readonly IndebtedSection[] = indebtedSections): Promise<void> {
    const asked = sections.filter((section) => session.may(`${section}.debts`))
    const answers = await Promise.all(asked.map(async (section) => [section, await sources[section]()] as const))
    debts.value = { ...debts.value, ...Object.fromEntries(answers) }
  }

  const ofCommunity = (section: IndebtedSection, communityId: string): Owed | null => debts.value[section]?.communities.find((one) => one.communityId === communityId) ?? null

  /** Of the chosen community, else of everything in reach. */
  const owed = computed<Partial<Record<IndebtedSection, Owed>>>(() => {
    const found: Partial<Record<IndebtedSection, Owed>> = {}
    for (const section of indebtedSections) {
      const all = debts.value[section]
      const mine = scope.communityId === null ? (all?.mark ? { count: all.count, mark: all.mark, words: '' } : null) : ofCommunity(section, scope.communityId)
      if (mine && mine.count > 0) found[section] = mine
    }
    return found
  })
  const knows = (section: IndebtedSection): boolean => debts.value[section] !== undefined

  return { owed, knows, ofCommunity, refresh, clear: () => (debts.value = {}) }
})
