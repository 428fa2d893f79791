import { defineStore } from 'pinia'
import { client } from '../../host/connection'
import { addDays } from '../../../domain/calendar-date'
import { latestQuery } from './latest-query'

export interface CommunityQuestion {
  communityId: string
  asOf: string
}

export type CommunityTeam = Awaited<ReturnType<typeof client.roster.community>>
export type TeamGrid = CommunityTeam['grids'][number]

/** One community's team on a day, and the changes of the year after it, for 下一变动. */
export const useCommunityStore = defineStore('roster-community', () =>
  latestQuery(async ({ communityId, asOf }: CommunityQuestion) => {
    const [team, later] = await Promise.all([
      client.roster.community({ communityId, asOf }),
      client.roster.community({ communityId, asOf: addDays(asOf, 365) }),
    ])
    return { team, laterChanges: later.changes.filter((change) => change.on > asOf) }
  }),
)
