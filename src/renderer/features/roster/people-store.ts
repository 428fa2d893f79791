import { defineStore } from 'pinia'
import { computed } from 'vue'
import { client } from '../../host/connection'
import { pagedQuery } from '../../shell/paged-query'
import type { PeopleFilter } from './people-filter'

const pageSize = 100

interface Question {
  filter: PeopleFilter
  asOf: string
}

/** The list as far as someone has scrolled: page after page, never the whole. */
export const usePeopleStore = defineStore('roster-people', () => {
  const query = pagedQuery(ask, (page) => page.people)
  return {
    people: query.rows,
    total: computed(() => query.answer.value?.total ?? null),
    error: query.error,
    loading: query.loading,
    load: (filter: PeopleFilter, asOf: string): Promise<void> => query.load({ filter, asOf }),
    refresh: query.refresh,
    loadMore: query.more,
  }
})

function ask({ filter, asOf }: Question, after: string | null) {
  return client.roster.people({
    asOf,
    after,
    limit: pageSize,
    text: filter.text === '' ? null : filter.text,
    communityId: filter.communityId,
    post: filter.post,
    state: filter.state,
    sort: filter.sort,
  })
}
