import { longDay, shortDay } from '../../../domain/iso-week'
import type { AttendanceStatus, SignSide } from '../../../domain/meeting-state'
import { signSideWords } from '../../../domain/meeting-state'
import { posts, type Post } from '../../../domain/post'
import type { Reader } from '../../database/reader'
import { refuse } from '../../refusal'
import { gridsOn, holdersOn, nameOf, seatHoldersOn, tenuresOfPersonWithin, type Tenure } from '../roster/directory'
import { readSetting } from '../settings/read-setting'

/** Who of the community's roster is in post on a day, each person once, in the order of the posts and grids. */
export interface Member {
  personId: string
  name: string
  post: Post
  gridId: string | null
  grid: string | null
  isActing: boolean
  expected: boolean
}

const hostPosts: Readonly<Record<SignSide, Post>> = { chief: 'station_chief', officer: 'community_police' }

export function teamOn(reader: Reader, communityId: string, on: string): Member[] {
  const grids = gridsOn(reader, communityId, on)
  const order = new Map(grids.map((grid, at) => [grid.gridId, at]))
  const expected = readSetting(reader, 'meetings.expected')
  const names = new Map(grids.map((grid) => [grid.gridId, grid.name]))
  const rank = (tenure: Tenure): number => posts.indexOf(tenure.post) * 1000 + (tenure.gridId === null ? 0 : (order.get(tenure.gridId) ?? 0))
  const ranked = holdersOn(reader, communityId, on).map((tenure) => ({ tenure, rank: rank(tenure) }))
  const members = new Map<string, Member>()
  for (const { tenure } of ranked.toSorted((a, b) => a.rank - b.rank || (a.tenure.personId < b.tenure.personId ? -1 : 1))) {
    if (members.has(tenure.personId)) continue
    members.set(tenure.personId, {
      personId: tenure.personId,
      name: tenure.name,
      post: tenure.post,
      gridId: tenure.gridId,
      grid: tenure.gridId === null ? null : (names.get(tenure.gridId) ?? null),
      isActing: tenure.isActing,
      expected: isExpected(tenure.post, expected),
    })
  }
  return [...members.values()]
}

function isExpected(post: Post, setting: string): boolean {
  if (post === 'grid_chief') return true
  if (post === 'aux_police') return setting !== 'leads'
  return setting === 'all' && post !== 'station_chief' && post !== 'community_police'
}

/** The holder of a host's post that day; null for a vacancy. */
export const holderOf = (reader: Reader, communityId: string, side: SignSide, on: string): { personId: string; name: string } | null =>
  seatHoldersOn(reader, communityId, on).find((tenure) => tenure.post === hostPosts[side]) ?? null

export interface HostChoice {
  personId: string
  substituteReason: string | null
}

/** @throws Refusal I29: a host is the holder of the post that day, or a recorded substitute who is in post that day */
export function checkedHost(reader: Reader, communityId: string, side: SignSide, choice: HostChoice, on: string): { id: string; name: string; reason: string | null } {
  const holder = holderOf(reader, communityId, side, on)
  const words = signSideWords[side]
  if (holder?.personId === choice.personId) return { id: holder.personId, name: holder.name, reason: null }
  const name = nameOf(reader, choice.personId)
  if (name === null || tenuresOfPersonWithin(reader, choice.personId, on, on).length === 0)
    throw refuse('I29', `${name ?? '所选的人'}${shortDay(on)}不在任，不能主持。没有登记，改选当天的${words}${holder ? holder.name : '（当天缺岗）'}或在任的代为主持人。`, `${side}.personId`)
  if (choice.substituteReason === null)
    throw refuse('I29', `${shortDay(on)}的${words}${holder ? `是${holder.name}` : '缺岗'}，由${name}代为主持要写明原因。没有登记，写明后重试。`, `${side}.substituteReason`)
  return { id: choice.personId, name, reason: choice.substituteReason }
}

export interface AttendeeChoice {
  personId: string | null
  name: string
  orgText: string | null
  status: AttendanceStatus
  proxyForId: string | null
  reason: string | null
}
export interface AttendeeFields {
  person_id: string | null
  name: string
  post: Post | null
  grid_id: string | null
  org_text: string | null
  status: AttendanceStatus
  proxy_for_id: string | null
  proxy_for: string | null
  reason: string | null
}

/**
 * Attendance as it may be stored: people in post on the day, each once, guests as 列席 only.
 * @throws Refusal `not_in_post`, `attendance_twice`, `guest_status`, `reason_needed`, `proxy_missing`
 */
export function checkedAttendance(reader: Reader, communityId: string, on: string, hosts: readonly string[], choices: readonly AttendeeChoice[]): AttendeeFields[] {
  const team = new Map(teamOn(reader, communityId, on).map((member) => [member.personId, member]))
  const seen = new Set<string>()
  return choices.flatMap((choice, at): AttendeeFields[] => {
    const field = `attendance.${at}`
    if (choice.personId !== null && hosts.includes(choice.personId)) return []
    const key = choice.personId ?? `name:${choice.name}`
    if (seen.has(key)) throw refuse('attendance_twice', `${choice.name}登记了两次。没有保存，删去一行。`, field)
    seen.add(key)
    const member = choice.personId === null ? null : (team.get(choice.personId) ?? null)
    if (choice.personId !== null && !member && (choice.status !== 'also_present' || tenuresOfPersonWithin(reader, choice.personId, on, on).length === 0))
      throw refuse('not_in_post', `${nameOf(reader, choice.personId) ?? choice.name}${longDay(on)}不在本村(社区)任职。没有保存，移出名单，或改为列席来宾只填姓名。`, field)
    if (choice.personId === null && choice.status !== 'also_present') throw refuse('guest_status', `${choice.name}不在当天的花名册上，只能登记为列席。没有保存，改为列席，或先在花名册登记任职。`, field)
    if ((choice.status === 'leave' || choice.status === 'proxy') && (choice.reason ?? '') === '') throw refuse('reason_needed', `${choice.name}${choice.status === 'leave' ? '请假' : '代会'}要写原因。没有保存，写明后重试。`, `${field}.reason`)
    const stoodFor = choice.status === 'proxy' ? (choice.proxyForId === null ? null : (team.get(choice.proxyForId) ?? null)) : null
    if (choice.status === 'proxy' && (!stoodFor || stoodFor.personId === choice.personId)) throw refuse('proxy_missing', `${choice.name}代谁参会没有写明，或被代的人当天不在任。没有保存，选定被代的人。`, `${field}.proxyForId`)
    return [
      {
        person_id: choice.personId,
        name: member?.name ?? (choice.personId === null ? choice.name : (nameOf(reader, choice.personId) ?? choice.name)),
        post: member?.post ?? null,
        grid_id: member?.gridId ?? null,
        org_text: choice.orgText === '' ? null : choice.orgText,
        status: choice.status,
        proxy_for_id: stoodFor?.personId ?? null,
        proxy_for: stoodFor?.name ?? null,
        reason: choice.reason === '' ? null : choice.reason,
      },
    ]
  })
}
