import { postLabel, posts, postRules, type Post } from './post'
import type { KnownRoster, RosterPersonRow, Vacancy } from './roster-analysis'
import type { KnownCommunity } from './roster-places'

/** Posts that every community or every grid must have: those with one holder. */
const required = posts.filter((post) => postRules[post].unique !== null)

/** What is still missing once the valid rows are stored beside those who hold a post already. */
export function vacanciesAfter(
  communities: readonly KnownCommunity[],
  rows: readonly RosterPersonRow[],
  roster: KnownRoster | undefined,
): Vacancy[] {
  const held = new Set<string>()
  for (const row of rows) if (row.verdict === 'valid' && row.post !== null) held.add(seat(row.post, row.community, row.grid))
  for (const holder of roster?.holders ?? []) held.add(seat(holder.post, holder.community, holder.grid))
  const vacancies: Vacancy[] = []
  const ask = (post: Post, community: string, grid: string | null) => {
    if (held.has(seat(post, community, grid))) return
    vacancies.push({ community, grid, post, message: `${community}${grid ?? ''}缺${postLabel(post)}` })
  }
  for (const { name, grids } of communities) {
    for (const post of required) {
      if (postRules[post].unique === 'community') ask(post, name, null)
      else for (const grid of grids) ask(post, name, grid.name)
    }
  }
  return vacancies
}

function seat(post: Post, community: string | null, grid: string | null): string {
  return [post, community, postRules[post].unique === 'grid' ? grid : ''].join('\n')
}
