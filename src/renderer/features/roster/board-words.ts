import type { BoardRow, Vacancy } from '../../../contract/roster'
import { posts, type Post } from '../../../domain/post'
import { vacantSince } from './day-words'
import { shortGrid, shortPost } from './seat'

/** What a board row is short of, in words: 缺站长、六格缺警辅. */
export function missingWords(row: BoardRow): string[] {
  const words: string[] = []
  if (row.chief === 'vacant') words.push('缺站长')
  if (row.officer === 'vacant') words.push('缺民警')
  for (const grid of row.grids) {
    if (grid.chief === 'vacant' && grid.aux === 'vacant') words.push(`${shortGrid(grid.name)}缺网格长和警辅`)
    else if (grid.chief === 'vacant') words.push(`${shortGrid(grid.name)}缺网格长`)
    else if (grid.aux === 'vacant') words.push(`${shortGrid(grid.name)}缺警辅`)
  }
  return words
}

export function actingWords(row: BoardRow): string[] {
  const words: string[] = []
  if (row.chief === 'acting') words.push('站长代理')
  if (row.officer === 'acting') words.push('民警代理')
  for (const grid of row.grids) {
    if (grid.chief === 'acting') words.push(`${shortGrid(grid.name)}网格长代理`)
    if (grid.aux === 'acting') words.push(`${shortGrid(grid.name)}警辅代理`)
  }
  return words
}

/** The focused community's vacancies, whole: who is missing, since when, who was last. */
export function vacancyLine(vacancy: Vacancy, asOf: string): string {
  const seat = vacancy.grid === null ? shortPost(vacancy.post) : `${vacancy.grid}${shortPost(vacancy.post)}`
  const last = vacancy.lastHolder === null ? '' : `，原任${vacancy.lastHolder}`
  return `${seat} ${vacantSince(vacancy.sinceOn, asOf)}${last}`
}

/** 网格长 3 警辅 1: vacancies counted by post, in the order of the posts. */
export function vacanciesByPost(rows: readonly BoardRow[]): { post: Post; count: number }[] {
  const counts = new Map<Post, number>()
  const count = (post: Post, state: string): void => {
    if (state === 'vacant') counts.set(post, (counts.get(post) ?? 0) + 1)
  }
  for (const row of rows) {
    count('station_chief', row.chief)
    count('community_police', row.officer)
    for (const grid of row.grids) {
      count('grid_chief', grid.chief)
      count('aux_police', grid.aux)
    }
  }
  return posts.flatMap((post) => {
    const found = counts.get(post)
    return found === undefined ? [] : [{ post, count: found }]
  })
}
