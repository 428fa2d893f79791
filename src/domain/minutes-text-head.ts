import type { AttendanceStatus } from './meeting-state'
import { clockIn, daysIn, firstDayIn, weekdayIn, weekIn, type HeadDates } from './minutes-text-dates'
import { isName, isNameList, readAttendees, readHosts, type WrittenAttendee } from './minutes-text-people'
import { numberingOf } from './minutes-text-headings'
import type { MinutesSource, Stretch } from './minutes-text-source'
import { communityInTitle, placeInLabel } from './place-name'
import { compact } from './written-text'

type Label = 'time' | 'place' | 'host' | 'chief' | 'officer' | 'recorder' | 'community' | 'week' | 'content' | 'signing' | AttendanceStatus

/** Letter-spaced labels are labels. */
const spaced = (words: string): string => words.split('|').map((word) => (word.match(/\\?./gu) ?? []).join('\\s*')).join('|')
const labels: readonly [Label, string][] = [
  ['time', '会议时间|召开时间|开会时间|例会时间|会议日期|召开日期|时间|日期'],
  ['place', '会议地点|召开地点|开会地点|例会地点|地点|会场'],
  ['host', '会议主持人|会议主持|主持人员|主持人|主持|召集人'],
  ['recorder', '会议记录人|会议记录员|会议记录|记录人员|记录人|记录员|记录|整理人'],
  ['also_present', '列席会议人员|列席人员|列席人|列席'],
  ['leave', '因事请假人员|请假人员|请假人|请假|病假|事假|公出'],
  ['absent', '缺席人员|无故缺席|未到会人员|未到人员|未到会|未到|缺席|缺勤'],
  ['proxy', '代会人员|代为参会|代参会|代会|委托参会'],
  ['present', '应到会人员|出席会议人员|参加会议人员|出席人员|出席人|参加人员|参加人|参会人员|参会人|与会人员|到会人员|到会人|签到|出席|参加|参会|与会|到会'],
  ['chief', '网格化联动工作站站长|网格工作站站长|网格站长|工作站站长|站长'],
  ['officer', '社区民警|包片民警|民警|片警'],
  ['community', '村\\(社区\\)|社区\\(村\\)|所属社区|召开单位|会议单位|填报单位|社区名称|单位|社区|村居'],
  ['week', '周次|期次|期数|会议名称|名称|会议主题|主题'],
  ['content', '会议主要内容|会议内容|会议议程|主要内容|会议纪要如下|会议记录如下|内容|议程|纪要内容|会议情况|现纪要如下|现将会议情况纪要如下'],
  ['signing', '主持人签字|主持人签名|记录人签字|记录人签名|参会人员签字|参会人员签名|签字|签名|报送|抄送|印发|发送|单位盖章'],
]
const labelPattern = new RegExp(`(?<=^|[\\s;。,|(【\\[])(?:${labels.map(([key, words]) => `(?<${key}>${spaced(words)})`).join('|')})\\s*(?:\\(\\s*(?:共|计|应到|实到)?\\s*(?<count>\\d{1,3})\\s*(?:人|名)\\s*\\))?\\s*(?:[】\\]]\\s*:?|:|\\t|(?<=^[^:]{2,6})\\s+(?=\\S))\\s*`, 'gu')

const attendanceLabels: readonly string[] = ['present', 'also_present', 'leave', 'absent', 'proxy'] satisfies AttendanceStatus[]
const isAttendance = (label: Label): label is AttendanceStatus => attendanceLabels.includes(label)

interface LabelAt {
  label: Label
  at: number
  length: number
  words: string
}

/** Labels with a colon in a line, behind its numbering and wherever a sign or a blank stands before them. */
export function labelsIn(text: string): LabelAt[] {
  const { length: prefix } = numberingOf(text)
  return [...text.slice(prefix).matchAll(labelPattern)].flatMap((match) => {
    const label = labels.find(([key]) => match.groups?.[key] !== undefined)?.[0]
    return label === undefined ? [] : [{ label, at: prefix + match.index, length: match[0].length, words: compact(match.groups?.[label] ?? '') }]
  })
}

const saysTitle = /(?:例会|会议|周会)(?:纪要|记录|简报)(?:\([^)]*\))?$/

/** A line that entitles minutes: short, no sentence, and says so. */
export function isTitle(text: string): boolean {
  const words = compact(text.slice(numberingOf(text).length)).replace(/[*#]+$/, '')
  if (words.length < 2 || words.length > 45 || /[。;!?]|:(?!\d)/.test(words) || (/,(?!\d)/.test(words) && !saysTitle.test(words))) return false
  return /(?:例会|会议|工作会|碰头会|周会|联席会|联动)[^。]{0,12}(?:纪要|记录|简报|纪实)|^(?:会议)?(?:纪要|记录)$|例会(?:\(|第|$)|例会.{0,4}第.{1,4}周|第.{1,4}周.{0,12}例会/.test(words)
}

/** Everything above the agenda, and what stands of it below: signatures, the recorder. */
export class MinutesHead {
  title: string | null = null
  community: string | null = null
  startTime: string | null = null
  place: string | null = null
  chief: string | null = null
  officer: string | null = null
  recorder: string | null = null
  /** Day and hour as written, and the sentence that says that the meeting was held. */
  readonly when: string[] = []
  readonly attendance: WrittenAttendee[] = []
  readonly dates: HeadDates = { week: null, held: null, weekday: null, headingYear: null, span: null }
  /** Set once something beside a title was read: the next title begins other minutes. */
  begun = false
  private open: Label | null = null

  constructor(private readonly source: MinutesSource, private readonly known: readonly string[]) {}

  readTitle(whole: Stretch): void {
    const ornament = numberingOf(this.source.fold(whole)).level === 6 ? numberingOf(this.source.fold(whole)).length : 0
    const closing = /[*#\s]*$/.exec(this.source.fold(whole))?.[0].length ?? 0
    const line = { from: whole.from + ornament, to: whole.to - closing }
    if (ornament + closing > 0) {
      this.source.frame({ from: whole.from, to: line.from })
      this.source.frame({ from: line.to, to: whole.to })
    }
    const text = this.source.fold(line)
    this.noteWeek(text)
    this.noteCommunity(text, true)
    const days = daysIn(text)
    const [first, second] = days
    if (first !== undefined && second !== undefined) this.dates.span ??= first
    else if (first !== undefined) this.dates.held ??= first
    const words = this.source.take(line)
    this.title = this.title === null ? words : `${this.title} ${words}`
  }

  /** @returns false for a line in which nothing was recognised; it is then the caller's */
  readLine(line: Stretch, level: number, prefix: number): boolean {
    const text = this.source.fold(line)
    const found = labelsIn(text)
    const [first] = found
    if (first !== undefined && first.at <= Math.max(prefix, 14)) {
      if (level !== 0 || prefix > 0) this.source.frame({ from: line.from, to: line.from + prefix })
      if (first.at > prefix) this.readSentences({ from: line.from + prefix, to: line.from + first.at })
      this.readLabels(line, found)
      return true
    }
    if (this.open !== null && this.continues(line)) return true
    this.open = null
    return this.readFreely(line, text)
  }

  private readLabels(line: Stretch, found: readonly LabelAt[]): void {
    for (const [index, { label, at, length, words }] of found.entries()) {
      const from = line.from + at
      const value = { from: from + length, to: line.from + (found[index + 1]?.at ?? line.to - line.from) }
      this.begun = true
      this.source.frame({ from, to: from + length })
      if (label === 'signing') continue
      this.open = this.source.isBlank(value) ? label : isAttendance(label) ? label : null
      this.readValue(label, this.source.trimmed(value), words)
    }
  }

  private continues(line: Stretch): boolean {
    const label = this.open
    if (label === null || label === 'content' || label === 'signing') return false
    if (isAttendance(label) && !isNameList(this.source, line)) return false
    this.readValue(label, line, '')
    if (!isAttendance(label)) this.open = null
    return true
  }

  private readValue(label: Label, value: Stretch, words: string): void {
    if (value.from >= value.to) return
    const { source } = this
    if (isAttendance(label)) this.attendance.push(...readAttendees(source, value, label, /^(?:病假|事假|公出)$/.test(words) ? words : null))
    else if (label === 'time') this.readTime(value)
    else if (label === 'host') this.readHosts(value)
    else if (label === 'chief' || label === 'officer') {
      if (this[label] === null && isName(compact(source.fold(value)).replace(/[。;,]$/, ''))) this[label] = compact(source.take(value)).replace(/[。；，;,]$/, '')
    } else if (label === 'community') {
      const known = this.community
      if (known === null) this.noteCommunity(source.fold(value), false)
      if (known !== null && source.text.slice(value.from, value.to) === known) return source.repeat(value)
      const words = source.take(value)
      // What the community's line says beside its name is kept with the heading.
      if (words !== this.community) this.title = this.title === null ? words : `${this.title} ${words}`
    } else if (label === 'week') this.readTitle(value)
    else if (label === 'place' || label === 'recorder') {
      const end = /[;。,]\s*$/.exec(source.fold(value))
      const core = { from: value.from, to: value.to - (end?.[0].length ?? 0) }
      const taken = label === 'recorder' ? source.text.slice(core.from, core.to).replace(/\s+/g, '') : source.text.slice(core.from, core.to)
      if (this[label] === taken) return source.repeat(value)
      if (this[label] !== null) return
      this[label] = taken
      source.take(value)
    }
  }

  private readHosts(value: Stretch): void {
    Object.assign(this, readHosts(this.source, value, this))
  }

  private readTime(value: Stretch): void {
    const text = this.source.fold(value)
    const day = firstDayIn(text)
    const weekday = weekdayIn(text)
    const clock = clockIn(day === null ? text : text.slice(day.at + day.length))
    const clockAt = clock === null || day === null ? clock : { ...clock, at: clock.at + day.at + day.length }
    if (day !== null) this.dates.held ??= day
    if (weekday !== null) this.dates.weekday ??= weekday.weekday
    this.noteWeek(text)
    if (clockAt !== null) this.startTime ??= clockAt.time
    const week = weekIn(text)
    for (const part of [day, weekday, clockAt, week]) if (part !== null) this.when.push(this.source.take({ from: value.from + part.at, to: value.from + part.at + part.length }))
  }

  private noteWeek(text: string): void {
    const week = weekIn(text)
    if (week !== null) this.dates.week ??= week
    const year = /(?<!\d)(20\d{2})\s*年/.exec(text)
    if (year !== null) this.dates.headingYear ??= Number(year[1])
    const span = /(\d{1,2})\s*[.月/]\s*(\d{1,2})\s*日?\s*(?:-|—|~|至|到)+\s*\d{1,2}\s*[.月/]\s*\d{1,2}/.exec(text)
    if (span !== null) this.dates.span ??= { month: Number(span[1]), day: Number(span[2]) }
  }

  private noteCommunity(text: string, inTitle: boolean): void {
    if (this.community !== null) return
    const words = compact(text)
    const known = this.known.filter((name) => words.includes(name)).toSorted((a, b) => b.length - a.length)[0]
    const stem = this.known.filter((name) => name.replace(/社区$|村$/, '').length >= 2 && words.includes(name.replace(/社区$|村$/, ''))).toSorted((a, b) => b.length - a.length)[0]
    const titled = words.replace(/[【】[\]《》*#]/g, '').replace(/^(?:\d{4}年)?(?:第.{1,4}周|\d{1,2}月\d{1,2}日)?/, '')
    this.community = known ?? communityInTitle(titled) ?? placeInLabel(words) ?? stem ?? (inTitle || words === '' ? null : words)
  }

  /** Sentences without labels: 会议由站长某某主持，某某记录，地点在某处. */
  private readFreely(line: Stretch, text: string): boolean {
    if (/^\(?\s*(?:\d{4}\s*年)?\s*(?:度)?\s*第.{1,5}周[^。]{0,24}\)?$/.test(text) || /^\(?\s*\d{4}\s*-?W\d{1,2}\s*\)?$/i.test(text)) {
      this.readTitle(line)
      return true
    }
    const bareDay = firstDayIn(text)
    if (bareDay !== null && compact(text).length < 24 && bareDay.at < 3) {
      this.begun = true
      this.readTime(line)
      return true
    }
    if (this.title === null || this.community === null) {
      const place = communityInTitle(text)
      if (place !== null && compact(text).length <= 24 && !/[。,;:]/.test(text)) {
        this.readTitle(line)
        return true
      }
    }
    return this.readSentences(line)
  }

  private readSentences(line: Stretch): boolean {
    const text = this.source.fold(line)
    if (!/主持|召开|参加|出席|列席|请假|缺席|记录|地点|到会/.test(text)) return false
    let any = false
    const names: Stretch[] = []
    for (const match of text.matchAll(/[^,;。]+/g)) {
      const clause = this.source.trimmed({ from: line.from + match.index, to: line.from + match.index + match[0].length })
      if (clause.from >= clause.to) continue
      // 网格长甲、乙，警辅丙、丁参加: a clause of nothing but names waits for its verb.
      if (isNameList(this.source, clause)) {
        names.push(clause)
        continue
      }
      const [first] = names.splice(0)
      if ((first !== undefined && this.readClause({ from: first.from, to: clause.to })) || this.readClause(clause)) any = true
    }
    if (any) this.begun = true
    return any
  }

  private readClause(clause: Stretch): boolean {
    const { source } = this
    const text = source.fold(clause)
    const within = (match: RegExpExecArray, words: string): Stretch => {
      const at = clause.from + match.index + match[0].indexOf(words)
      return { from: at, to: at + words.length }
    }
    const day = firstDayIn(text)
    if (day !== null && this.dates.held === null) this.dates.held = day
    const dated = day !== null
    if (dated) this.readTime({ from: clause.from, to: clause.to })
    const met = /(?:在|于)(?<place>[^,。]{2,30}?)(?:组织)?(?:召开|举行|开)|^(?:会议)?地点(?:设?在|为|是)(?<at>.{2,30})$/u.exec(text)
    const place = met?.groups?.['place'] ?? met?.groups?.['at']
    if (met && place !== undefined && this.place === null) {
      const at = within(met, place)
      this.place = source.take(at)
      if (met.groups?.['at'] !== undefined) source.frame({ from: clause.from, to: at.from })
    }
    if (/召开|举行/.test(text)) {
      this.noteWeek(text)
      this.noteCommunity(text, true)
      this.when.push(source.take(clause))
    }
    const host = /^(?:(?:本次)?会议)?(?:由)?(?<who>.{2,40}?)(?:共同|联合|一起|分别)?(?:主持|召集)(?:召开|会议)?(?:了)?/u.exec(text)
    if (host?.groups?.['who'] !== undefined && /站长|民警|主持/.test(text) && this.chief === null) {
      const before = text.slice(0, host.index + host[0].length)
      this.readHosts({ from: clause.from + host.index, to: clause.from + before.length })
      return this.chief !== null || dated
    }
    const recorder = /^(?:由)?(?<who>[\p{Script=Han}·]{2,5}?)(?:同志)?(?:负责|做|作)?(?:会议)?记录$/u.exec(text)
    if (recorder?.groups?.['who'] !== undefined && this.recorder === null && isName(recorder.groups['who'])) {
      this.recorder = recorder.groups['who']
      const name = within(recorder, this.recorder)
      source.frame({ from: clause.from, to: name.from })
      source.take(name)
      source.frame({ from: name.to, to: clause.to })
      return true
    }
    const attended = /^(?<who>.{2,}?)(?:等)?(?:同志)?(?:因?(?<why>病假|事假|公出|出差|培训)?)?(?<verb>参加|出席|到会|参会|列席|请假|缺席)(?:了)?(?:会议)?(?:\((?<note>[^)]{2,20})\))?$/u.exec(text)
    const verb = attended?.groups?.['verb']
    if (attended?.groups?.['who'] !== undefined && verb !== undefined) {
      const status: AttendanceStatus = verb === '列席' ? 'also_present' : verb === '请假' ? 'leave' : verb === '缺席' ? 'absent' : 'present'
      const people = readAttendees(source, { from: clause.from, to: clause.from + attended.groups['who'].length }, status, attended.groups['why'] ?? attended.groups['note'] ?? null)
      this.attendance.push(...people)
      if (people.length > 0) {
        const note = attended.groups['note'] === undefined ? clause.to : within(attended, `(${attended.groups['note']}`).from
        source.frame({ from: clause.from + attended.groups['who'].length, to: note })
        source.take({ from: note, to: clause.to })
      }
      return people.length > 0
    }
    return place !== undefined || dated
  }
}
