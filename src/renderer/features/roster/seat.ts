import type { RosterChange, Vacancy } from '../../../contract/roster'
import { postRules, type Post } from '../../../domain/post'

/** One place in a team: a post of a community, or of one of its grids. */
export interface Seat {
  post: Post
  gridId: string | null
}

export function seatKey(seat: Seat): string {
  return seat.gridId === null ? seat.post : `${seat.post}:${seat.gridId}`
}

/** Words short enough for a card or a narrow column. */
const shortPosts: Readonly<Record<Post, string>> = {
  station_chief: '站长',
  community_police: '民警',
  grid_chief: '网格长',
  aux_police: '警辅',
  enforcement_member: '执法队员',
  building_head: '楼道长',
  volunteer: '志愿者',
  clerk: '内勤',
}

export function shortPost(post: Post): string {
  return shortPosts[post]
}

/** 第六网格 is 六格 where room is short; any other name stays. */
export function shortGrid(name: string): string {
  const number = /^第(.{1,3})网格$/.exec(name)?.[1]
  return number === undefined ? name : `${number}格`
}

/** 六格网格长, 志愿者 */
export function shortSeat(post: Post, grid: string | null): string {
  return grid === null ? shortPost(post) : `${shortGrid(grid)}${shortPost(post)}`
}

/** 第六网格网格长, 东湖社区网格工作站站长; the officer of 东湖社区 is 东湖社区民警, not 东湖社区社区民警 */
export function fullSeat(post: Post, grid: string | null, community: string): string {
  const { label } = postRules[post]
  const place = grid ?? community
  return place.endsWith('社区') && label.startsWith('社区') ? place + label.slice(2) : place + label
}

export function sameSeat(vacancy: Vacancy, seat: Seat): boolean {
  return vacancy.post === seat.post && vacancy.gridId === seat.gridId
}

export function changeWords(change: RosterChange): string {
  return change.kind === 'arrived' ? '到任' : '离任'
}
