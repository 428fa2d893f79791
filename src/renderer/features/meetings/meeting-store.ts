import { defineStore } from 'pinia'
import { computed, reactive } from 'vue'
import { client } from '../../host/connection'
import { latestQuery } from '../roster/latest-query'
import { draftKeeper, type DraftKeeper } from './draft-keeper'

/** What no cell holds: a pasted text before it is split, an addition before it is given. They live as long as the window. */
export interface Scratch {
  paste: string
  addition: { text: string; reason: string }
}

interface Place {
  communityId: string
  week: string
}

/** One meeting, and the text typed into it. Text outlives the page: it leaves this window only once the core has it. */
export const useMeetingStore = defineStore('meeting', () => {
  const keepers = new Map<string, DraftKeeper>()
  const scratches = new Map<string, Scratch>()
  let owner: string | null = null

  const query = latestQuery(async (place: Place) => {
    const keeper = keeperOf(place)
    const moment = keeper.moment()
    const meeting = await client.meetings.meeting(place)
    keeper.learn([...meeting.items, ...meeting.figures, ...meeting.forms], moment)
    return meeting
  })

  /** What one account has typed is not for the next at this window. */
  function belongTo(accountId: string | null): void {
    if (owner !== null && owner !== accountId) {
      keepers.clear()
      scratches.clear()
      query.clear()
    }
    owner = accountId
  }

  function keeperOf({ communityId, week }: Place): DraftKeeper {
    const name = `${communityId}/${week}`
    const there = keepers.get(name)
    if (there !== undefined) return there
    const made = draftKeeper((cells) => client.meetings.saveDraft({ communityId, week, cells }))
    keepers.set(name, made)
    return made
  }

  function scratchOf({ communityId, week }: Place): Scratch {
    const name = `${communityId}/${week}`
    const there = scratches.get(name) ?? reactive({ paste: '', addition: { text: '', reason: '' } })
    scratches.set(name, there)
    return there
  }

  /** The words of the chosen meeting while another one is being read would be the wrong ones. */
  const shown = (place: Place) => computed(() => (query.answer.value?.communityId === place.communityId && query.answer.value.week === place.week ? query.answer.value : null))

  return { ...query, belongTo, keeperOf, scratchOf, shown }
})
