import type { AgendaCode } from './meeting-agenda'
import { isInWeek, weekdayOf } from './iso-week'
import { MinutesBody, type WrittenItem } from './minutes-text-body'
import { settleDates, weekdayIn } from './minutes-text-dates'
import type { WrittenDecision } from './minutes-text-decisions'
import { gridHeadingOf } from './minutes-text-grid'
import { isTitle, labelsIn, MinutesHead } from './minutes-text-head'
import { isDivider, numberingOf } from './minutes-text-headings'
import { readMeasures } from './minutes-text-measures'
import type { WrittenAttendee } from './minutes-text-people'
import { MinutesSource, type Stretch } from './minutes-text-source'
import { normaliseText } from './text/normalise-text'
import { halfWidth } from './written-text'

export interface UnplacedText {
  text: string
  /** The heading it stood under, as written. */
  under: string | null
}

export interface ReadMinutes {
  title: string | null
  /** As known where a known name was found, else as written. */
  community: string | null
  /** `2026-W45` */
  week: string | null
  heldOn: string | null
  /** `09:30` */
  startTime: string | null
  /** Day, weekday and hour as written. */
  when: string[]
  place: string | null
  chief: string | null
  officer: string | null
  recorder: string | null
  attendance: WrittenAttendee[]
  /** Who spoke for a grid, or (null) reported on cases, where the heading says so. */
  speakers: { grid: string | null; name: string }[]
  /** In the agenda's order; D1 holds only what is no decision. */
  items: WrittenItem[]
  decisions: WrittenDecision[]
  unplaced: UnplacedText[]
  /** What contradicts itself, each a whole sentence. */
  doubts: string[]
}

export interface ReadMinutesOptions {
  today: string
  /** Names of the township's communities. */
  communities?: readonly string[]
  /** The day of the meeting where the text need not say it: due dates count from it. */
  meetingOn?: string | null
  /** Who leads which grid, for clerks who write the lead's name instead of the grid's. */
  leads?: readonly { community: string; name: string; grid: string }[]
}

/**
 * Splits plain text, of one meeting or several, into meetings; the text goes through the one door first. Every sign that is not blank ends in a field or in
 * `unplaced`, unless it belongs to a recognised heading, label or separator (model.md D2, article P11).
 */
export function readMinutes(text: string, options: ReadMinutesOptions): ReadMinutes[] {
  return readWithSource(new MinutesSource(normaliseText(text)), options)
}

export function readWithSource(source: MinutesSource, options: ReadMinutesOptions): ReadMinutes[] {
  return divide(source).map((lines) => readOne(source, lines, options))
}

/** New minutes begin at a title, or after a divider, when day, place or people follow; never inside an agenda. */
function divide(source: MinutesSource): Stretch[][] {
  const lines = source.lines({ from: 0, to: source.text.length })
  const documents: Stretch[][] = [[]]
  let begun = false
  for (const [index, line] of lines.entries()) {
    const text = source.fold(line)
    const afterDivider = index > 0 && isDivider(source.fold(lines[index - 1] ?? line))
    const current = documents.at(-1) ?? []
    if (begun && !isDivider(text) && (isTitle(text) || afterDivider || isPlaceAboveTitle(source, lines, index)) && headFollows(source, lines, index)) {
      documents.push([line])
      begun = false
    } else current.push(line)
    if (labelsIn(text).length > 0 || new MinutesBody(source).beginsHere(line)) begun = true
  }
  return documents.filter((document) => document.some((line) => !isDivider(source.fold(line))))
}

const isPlaceAboveTitle = (source: MinutesSource, lines: readonly Stretch[], index: number): boolean => {
  const next = lines[index + 1]
  return next !== undefined && isTitle(source.fold(next)) && source.fold(lines[index] ?? next).replace(/\s/g, '').length <= 24 && !/[。;,:、]/.test(source.fold(lines[index] ?? next))
}

function headFollows(source: MinutesSource, lines: readonly Stretch[], index: number): boolean {
  const ahead = lines.slice(index, index + 7).map((line) => source.fold(line))
  return ahead.some((text) => labelsIn(text).some(({ label }) => label === 'time' || label === 'host' || label === 'present' || label === 'place') || /主持(?:召开)?(?:了)?|召开.{0,20}(?:例会|会议)/.test(text))
}

function readOne(source: MinutesSource, lines: readonly Stretch[], options: ReadMinutesOptions): ReadMinutes {
  const head = new MinutesHead(source, options.communities ?? [])
  const body = new MinutesBody(source)
  const under = new Map<Stretch, string | null>()
  for (const line of lines) {
    const text = source.fold(line)
    const { level, length } = numberingOf(text)
    if (isDivider(text)) source.frame(line)
    else if (!body.begun) {
      noteLeads(head, body, options)
      readHeadLine(source, head, body, line, level, length)
    } else if (!(level === 0 && isTail(text) && head.readLine(line, 0, 0))) body.readLine(line)
    under.set(line, body.under)
  }
  body.releaseSilentGrids()
  const { heldOn, week } = settleDates(head.dates, options.today)
  const people = new Set([head.chief, head.officer, head.recorder, ...head.attendance.map(({ name }) => name), ...body.speakers.map(({ name }) => name)].filter((name) => name !== null))
  const { decisions, prose } = readMeasures(source, body, heldOn ?? options.meetingOn ?? null, people)
  const items = body.items
  if (prose !== '') items.push({ code: 'D1', grid: null, text: prose })
  const read: ReadMinutes = {
    title: head.title,
    community: head.community,
    week,
    heldOn,
    startTime: head.startTime,
    when: head.when,
    place: head.place,
    chief: head.chief ?? withPost(head, /^(?!.*副).*站长$/),
    officer: head.officer ?? body.speakers.find(({ grid }) => grid === null)?.name ?? withPost(head, /民警$|^片警$/),
    recorder: head.recorder,
    attendance: head.attendance,
    speakers: body.speakers,
    items: inOrder(items),
    decisions,
    unplaced: [],
    doubts: [],
  }
  read.unplaced = unplacedOf(source, lines, under)
  read.doubts = doubtsOf(read, head)
  return read
}

/** From the roster, and from posts beside the names of those present: 第一网格长孙玉兰. */
function noteLeads(head: MinutesHead, body: MinutesBody, options: ReadMinutesOptions): void {
  for (const { community, name, grid } of options.leads ?? []) if (community === head.community) body.place.gridOfLead.set(name, grid)
  for (const { name, post } of head.attendance) {
    const grid = post === null ? null : gridHeadingOf(halfWidth(post).replace(/(?:网格长|长)$/, '').replace(/网格$|$/, '网格'))
    const [only] = grid?.grids ?? []
    if (only !== undefined && only.startsWith('第')) body.place.gridOfLead.set(name, only)
  }
}

const withPost = (head: MinutesHead, post: RegExp): string | null => head.attendance.find((one) => one.status === 'present' && one.post !== null && post.test(one.post))?.name ?? null

function readHeadLine(source: MinutesSource, head: MinutesHead, body: MinutesBody, line: Stretch, level: number, prefix: number): void {
  const text = source.fold(line)
  if (!head.begun && (level === 0 || level === 6) && isTitle(text)) head.readTitle(line)
  else if (labelsIn(text).some(({ at }) => at <= prefix + 1) || !body.beginsHere(line)) {
    if (!head.readLine(line, level, prefix) && level > 0) body.readLine(line)
  } else body.readLine(line)
}

/** Lines that stand below the agenda: who recorded, who signs, who was there. */
function isTail(text: string): boolean {
  const [first] = labelsIn(text)
  return first !== undefined && first.at === 0 && !['time', 'content', 'week', 'community'].includes(first.label)
}

const rank = (code: AgendaCode): string => code
const inOrder = (items: WrittenItem[]): WrittenItem[] => items.toSorted((a, b) => (rank(a.code) < rank(b.code) ? -1 : rank(a.code) > rank(b.code) ? 1 : 0))

function unplacedOf(source: MinutesSource, lines: readonly Stretch[], under: ReadonlyMap<Stretch, string | null>): UnplacedText[] {
  const unplaced: UnplacedText[] = []
  for (const line of lines) {
    for (const rest of source.rest(line)) {
      if (/^[\s\p{P}\p{S}]+$/u.test(source.fold(rest)) && (rest.from > line.from || rest.to < line.to)) source.frame(rest)
      else unplaced.push({ text: source.take(rest), under: under.get(line) ?? null })
    }
  }
  return unplaced
}

function doubtsOf(read: ReadMinutes, head: MinutesHead): string[] {
  const doubts: string[] = []
  const { heldOn, week } = read
  if (heldOn !== null && week !== null && !isInWeek(heldOn, week)) doubts.push(`召开日期${heldOn}不在${week.replace('-W', '年第')}周。`)
  const said = weekdayIn(read.when.join(' '))
  if (heldOn !== null && said !== null && said.weekday !== weekdayOf(heldOn)) doubts.push(`${heldOn}不是周${'一二三四五六日'[said.weekday] ?? ''}。`)
  if (head.dates.held !== null && heldOn === null) doubts.push('召开日期不存在。')
  for (const { text, dueOn } of read.decisions) if (dueOn !== null && heldOn !== null && dueOn < heldOn) doubts.push(`“${text.slice(0, 12)}”的时限${dueOn}早于会议日期。`)
  return doubts
}

/** What a paste into an open meeting's editor fills: texts by code and grid, decisions, and the rest. */
export interface PastedMinutes {
  items: WrittenItem[]
  decisions: WrittenDecision[]
  unplaced: UnplacedText[]
}

/**
 * Splits text pasted into an open meeting by its headings; of several meetings in the text the one of this week or
 * community is taken, and the others' text is not touched.
 * @param meeting the day of the meeting gives due dates their year
 */
export function splitPasted(text: string, meeting: { community: string; week: string; heldOn: string | null }, today: string): PastedMinutes {
  const all = readMinutes(text, { today, communities: [meeting.community], meetingOn: meeting.heldOn })
  const own = all.find((one) => one.community === meeting.community && one.week === meeting.week) ?? all.find((one) => one.community === meeting.community) ?? all[0]
  return own === undefined ? { items: [], decisions: [], unplaced: [] } : { items: own.items, decisions: own.decisions, unplaced: own.unplaced }
}
