import type { MinutesCorrection, MinutesPreview } from '../../../contract/meetings-import'
import { isInWeek, longDay, weekOf, weekWords } from '../../../domain/iso-week'
import { readMinutes, type ReadMinutes } from '../../../domain/minutes-text'
import { officeDayFault } from '../../../domain/office-day'
import { hasTakenPlace, type StoredState } from '../../../domain/meeting-state'
import { placeKey } from '../../../domain/place-name'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { meetingOfWeek } from '../meetings/meeting-row'
import { gridsOn, holdersOn, placesOf, type BasicGrid, type Place, type Tenure } from '../roster/directory'

interface Known {
  places: readonly Place[]
  taken: Set<string>
}

/** Reads a text against the township as it stands, and says of each meeting what goes where and what stands in the way. */
export function judgeText(reader: Reader, caller: Caller, text: string, corrections: readonly MinutesCorrection[]): MinutesPreview[] {
  const places = placesOf(reader)
  const leads = places.flatMap((place) => leadsOf(reader, place, caller.today))
  const known: Known = { places, taken: new Set() }
  return readMinutes(text, { today: caller.today, communities: places.map(({ name }) => name), leads }).map((read, index) =>
    judge(reader, caller, known, corrected(read, places, corrections.find((one) => one.index === index)), index),
  )
}

function leadsOf(reader: Reader, place: Place, on: string): { community: string; name: string; grid: string }[] {
  const names = new Map(gridsOn(reader, place.communityId, on).map((grid) => [grid.gridId, grid.name]))
  return holdersOn(reader, place.communityId, on).flatMap((tenure) => {
    const grid = tenure.gridId === null ? undefined : names.get(tenure.gridId)
    return tenure.post === 'grid_chief' && grid !== undefined ? [{ community: place.name, name: tenure.name, grid }] : []
  })
}

function corrected(read: ReadMinutes, places: readonly Place[], correction: MinutesCorrection | undefined): ReadMinutes {
  if (!correction) return read
  const heldOn = correction.heldOn ?? read.heldOn
  // A day put right carries its week along, unless that is said as well.
  const week = correction.week ?? (correction.heldOn ? weekOf(correction.heldOn) : read.week)
  const community = correction.communityId ? (places.find((place) => place.communityId === correction.communityId)?.name ?? null) : read.community
  return { ...read, heldOn, week, community, doubts: read.doubts.filter((doubt) => !/召开日期|不是周/.test(doubt)) }
}

type Refusals = MinutesPreview['refusals']

function judge(reader: Reader, caller: Caller, known: Known, read: ReadMinutes, index: number): MinutesPreview {
  const refusals: Refusals = []
  const no = (rule: string, field: string | null, reason: string) => refusals.push({ rule, field, reason })
  const place = placeNamed(known.places, read.community)
  if (read.items.length === 0 && read.decisions.length === 0) no('no_agenda', null, '没有认出议程标题，不像例会纪要。核对原文，或在例会页面粘贴后逐项放入。')
  if (read.community === null) no('community_missing', 'communityId', '看不出是哪个村(社区)。选定后再导入。')
  else if (!place) no('unknown_community', 'communityId', `没有名为“${read.community}”的村(社区)。选定一个，或先在花名册建好。`)
  else if (!caller.reach.seesWholeCommunity(place.communityId)) no('out_of_reach', 'communityId', `${place.name}不在当前账号的范围内。请${place.name}的站长、民警或镇内勤导入。`)
  if (read.heldOn === null) no('day_missing', 'heldOn', '看不出哪天开的会。填上日期后再导入。')
  if (place && read.heldOn !== null && read.week !== null) judgeWeek(reader, caller, known, place, read.heldOn, read.week, no)
  const { heldOn } = read
  for (const [field, day] of [['heldOn', heldOn], ...read.decisions.map(({ dueOn }) => ['dueOn', dueOn] as const)] as const) {
    const fault = day === null ? null : officeDayFault(day)
    if (fault !== null) no('day_of_office', field, fault)
  }
  for (const { text, dueOn } of read.decisions) if (heldOn !== null && dueOn !== null && dueOn < heldOn) no('due_before_meeting', 'dueOn', `“${text.slice(0, 20)}”的时限${longDay(dueOn)}早于开会日。改正原文后再导入。`)
  const longest = read.items.find((item) => item.text.length > 4000)
  if (longest) no('too_long', longest.code, `${longest.code}超过4000字。一格最多4000字，删减后再导入。`)

  const inReach = place && caller.reach.seesWholeCommunity(place.communityId)
  const team = inReach && heldOn !== null ? holdersOn(reader, place.communityId, heldOn) : null
  const grids = inReach ? gridsOn(reader, place.communityId, heldOn ?? caller.today).filter((grid) => grid.kind === 'basic') : []
  const names = team === null ? null : new Set(team.map(({ name }) => name))
  const minutes = shape(read, index, place?.communityId ?? null, names, grids)
  const doubts = [...read.doubts.filter((doubt) => !/早于会议日期/.test(doubt)), ...(team === null ? [] : peopleDoubts(read, team)), ...(inReach ? gridDoubts(minutes, grids) : []), ...decisionDoubts(read)]
  if (read.unplaced.length > 0) doubts.push(`${read.unplaced.length}段文字没有归入议程，作为“其他内容”一并存下。`)
  return { ...minutes, community: place?.name ?? read.community, refusals, doubts, verdict: refusals.length > 0 ? 'refused' : doubts.length > 0 ? 'doubt' : 'ready' }
}

function judgeWeek(reader: Reader, caller: Caller, known: Known, place: Place, heldOn: string, week: string, no: (rule: string, field: string | null, reason: string) => void): void {
  if (!isInWeek(heldOn, week)) no('I28', 'heldOn', `${longDay(heldOn)}不在${week.slice(0, 4)}年${weekWords(week)}。核对日期和周次，选定后再导入。`)
  else if (heldOn > caller.today) no('future_day', 'heldOn', `${longDay(heldOn)}还没到。核对日期，会后再导入。`)
  const key = `${place.communityId} ${week}`
  if (known.taken.has(key)) no('twice_in_file', 'week', `原文里${place.name}${weekWords(week)}有两篇，一周只有一次例会。留一篇再导入。`)
  known.taken.add(key)
  const present = meetingOfWeek(reader, place.communityId, week)
  if (present && hasTakenPlace(present.state as StoredState)) no('I28', 'week', `${place.name}${weekWords(week)}的例会已登记，一周只有一次。要以这篇为准，先把原来的作废。`)
  if (present?.state === 'exempt') no('exempt', 'week', `${place.name}${weekWords(week)}已登记免开。先取消免开再导入。`)
}

function placeNamed(places: readonly Place[], written: string | null): Place | null {
  if (written === null) return null
  const exact = places.find(({ name }) => name === written)
  if (exact) return exact
  const { stem } = placeKey(written)
  const alike = places.filter(({ name }) => placeKey(name).stem === stem)
  return alike.length === 1 ? (alike[0] ?? null) : null
}

function shape(read: ReadMinutes, index: number, communityId: string | null, names: ReadonlySet<string> | null, grids: readonly BasicGrid[]): Omit<MinutesPreview, 'refusals' | 'doubts' | 'verdict'> {
  const { title, community, week, heldOn, startTime, place, chief, officer, recorder } = read
  return {
    index,
    title,
    communityId,
    community,
    week,
    heldOn,
    startTime,
    place,
    chief,
    officer,
    recorder,
    attendance: read.attendance.map(({ name, status, reason, proxyFor }) => ({ name, status, reason, proxyFor, inPost: names?.has(name) ?? null })),
    items: read.items.map(({ code, grid, text }) => ({ code, grid, gridId: gridIdOf(grids, grid), text })),
    decisions: read.decisions.map(({ text, owner, dueOn, dueWords }) => ({ text, owner, ownerInPost: owner === null || names === null ? null : names.has(owner), dueOn, dueWords })),
    unplaced: read.unplaced,
  }
}

const gridIdOf = (grids: readonly BasicGrid[], name: string | null): string | null => (name === null ? null : (grids.find((grid) => grid.name === name || grid.name.endsWith(name))?.gridId ?? null))

function peopleDoubts(read: ReadMinutes, team: readonly Tenure[]): string[] {
  const doubts: string[] = []
  const names = new Set(team.map(({ name }) => name))
  for (const [side, post, words] of [['chief', 'station_chief', '站长'], ['officer', 'community_police', '社区民警']] as const) {
    const written = read[side]
    const holder = team.find((tenure) => tenure.post === post)?.name ?? null
    if (written === null) doubts.push(`没有写明主持的${words}。`)
    else if (written !== holder) doubts.push(`${written}当天不是${words}（花名册为${holder ?? '空缺'}）${names.has(written) ? '，按代为主持存下' : '，签字前核对'}。`)
  }
  const strangers = [...new Set(read.attendance.flatMap(({ name, status }) => (status === 'also_present' || names.has(name) ? [] : [name])))]
  if (strangers.length > 0) doubts.push(`${strangers.join('、')}当天不在本村(社区)花名册，按原文存下，签字前核对。`)
  const speakers = [...new Set(read.speakers.flatMap(({ grid, name }) => (grid === null || names.has(name) ? [] : [`${grid}${name}`])))]
  if (speakers.length > 0) doubts.push(`汇报人${speakers.join('、')}当天不在花名册。`)
  return doubts
}

function gridDoubts(minutes: Pick<MinutesPreview, 'items'>, grids: readonly BasicGrid[]): string[] {
  const unknown = [...new Set(minutes.items.flatMap(({ grid, gridId }) => (grid !== null && gridId === null ? [grid] : [])))]
  const doubts = unknown.length === 0 ? [] : [`没有${unknown.join('、')}，这些文字作为“其他内容”存下。`]
  const perGrid = minutes.items.filter(({ code }) => code.startsWith('B'))
  if (perGrid.length === 0) return doubts
  const told = new Set(perGrid.flatMap(({ gridId }) => (gridId === null ? [] : [gridId])))
  const missing = grids.filter(({ gridId }) => !told.has(gridId)).map(({ name }) => name)
  if (told.size > 0 && missing.length > 0) doubts.push(`没有${missing.join('、')}的情况。`)
  return doubts
}

function decisionDoubts({ decisions }: ReadMinutes): string[] {
  const open = decisions.filter(({ owner, dueOn }) => owner === null || dueOn === null)
  return open.length === 0 ? [] : [`${open.length}项议定事项缺责任人或时限，签字前补上。`]
}
