import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { PersonRow } from '../../../contract/roster'
import { client } from '../../host/connection'
import type { PeopleFilter } from './people-filter'

const pageSize = 100

interface Question {
  filter: PeopleFilter
  asOf: string
}

/** The list as far as someone has scrolled: page after page, never the whole. */
export const usePeopleStore = defineStore('roster-people', () => {
  const people = shallowRef<PersonRow[]>([])
  const total = ref<number | null>(null)
  /** More than `total` fit: so many are known. */
  const isLeast = ref(false)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  let next: string | null = null
  let turn = 0
  let asked: Question | null = null

  function load(filter: PeopleFilter, asOf: string): Promise<void> {
    asked = { filter, asOf }
    return take([], 1)
  }

  /** Something changed: the pages already seen once more, in one go, so that the list does not jump. */
  function refresh(): Promise<void> {
    return take([], Math.max(1, people.value.length))
  }

  async function loadMore(): Promise<void> {
    if (next !== null && !loading.value) await take(people.value, people.value.length + 1)
  }

  /** Asks for pages after `seen` until there are `wanted` people or no more. A newer question ends it. */
  async function take(seen: PersonRow[], wanted: number): Promise<void> {
    if (asked === null) return
    const mine = ++turn
    let found = seen
    let after = seen.length === 0 ? null : next
    loading.value = true
    try {
      do {
        const page = await ask(asked, after)
        if (mine !== turn) return
        found = [...found, ...page.people]
        after = page.next
        // Of what is not counted to its end, what has been seen is known as well.
        isLeast.value = page.totalIsLeast && page.next !== null
        total.value = page.totalIsLeast ? Math.max(page.total, found.length) : page.total
      } while (after !== null && found.length < wanted)
      people.value = found
      next = after
      error.value = null
    } catch (failure) {
      if (mine === turn) error.value = failure
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return { people, total, isLeast, error, loading, load, refresh, loadMore }
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
