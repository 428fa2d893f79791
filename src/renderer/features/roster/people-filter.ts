import type { Post } from '../../../domain/post'
import { posts } from '../../../domain/post'

export type PeopleState = 'serving' | 'former' | 'all'
export type PeopleSort = 'pinyin' | 'community'

export interface PeopleFilter {
  text: string
  communityId: string | null
  post: Post | null
  state: PeopleState
  sort: PeopleSort
}

export const wholeRoster: PeopleFilter = { text: '', communityId: null, post: null, state: 'serving', sort: 'community' }

/** An address carries the filter, so that going back finds the list as it was left. */
export function filterFromQuery(query: Record<string, unknown>): PeopleFilter {
  const one = (name: string): string | null => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const post = one('post')
  const state = one('state')
  return {
    text: one('text') ?? '',
    communityId: one('community'),
    post: posts.find((known) => known === post) ?? null,
    state: state === 'former' || state === 'all' ? state : 'serving',
    sort: one('sort') === 'pinyin' ? 'pinyin' : 'community',
  }
}

export function queryFromFilter(filter: PeopleFilter): Record<string, string> {
  const query: Record<string, string> = {}
  if (filter.text !== '') query['text'] = filter.text
  if (filter.communityId !== null) query['community'] = filter.communityId
  if (filter.post !== null) query['post'] = filter.post
  if (filter.state !== 'serving') query['state'] = filter.state
  if (filter.sort !== 'community') query['sort'] = filter.sort
  return query
}

export function isNarrowed(filter: PeopleFilter): boolean {
  return filter.text !== '' || filter.communityId !== null || filter.post !== null || filter.state !== 'serving'
}

export function sameFilter(a: PeopleFilter, b: PeopleFilter): boolean {
  return JSON.stringify(queryFromFilter(a)) === JSON.stringify(queryFromFilter(b))
}
