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
  /** More than `total` fit: so many are known. */
  const isLeast = computed(() => query.answer.value !== null && query.answer.value.totalIsLeast && query.answer.value.next !== null)
  return {
    people: query.rows,
    // Of what is not counted to its end, what has been seen is known as well.
    total: computed(() => (query.answer.value ? Math.max(query.answer.value.total, isLeast.value ? query.rows.value.length : 0) : null)),
    isLeast,
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
