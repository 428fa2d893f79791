import type { AttendanceStatus } from './meeting-state'
import type { MinutesSource, Stretch } from './minutes-text-source'
import { isLikelyName } from './person-name'

export interface WrittenAttendee {
  name: string
  status: AttendanceStatus
  reason: string | null
  /** 王五（代张三） → 张三. */
  proxyFor: string | null
  /** As written beside the name: 网格长, 第二网格长. */
  post: string | null
}

const post =
  '(?:(?:网格化联动|网格)?工作站(?:副)?站长|网格(?:副)?站长|(?:副)?站长|社区民警|包片民警|片区民警|民警|片警|警长|(?:专职|兼职)?网格长|网格员|警辅(?:人员)?|辅警|综合执法队员|执法队员|楼[道栋]长|单元长|志愿者(?:代表)?|内勤|(?:社区|村)?(?:党(?:总)?支部|党委)?(?:副)?书记|(?:村|居委会|村委会|社区)?(?:副)?主任|(?:支部)?委员|会计|群众代表|居民代表|村民代表|党员代表|物业(?:经理|代表)?|镇(?:综治办|综治中心)?(?:干部|包村干部|联络员)?|包村干部|所长|副所长|教导员)'
const withGrid = `(?:第?[一二三四五六七八九十\\d]{1,3}号?(?:网格\\s*(?=${post})|(?=网格长)))?${post}`
const postOnly = new RegExp(`^${withGrid}$`, 'u')
const postBefore = new RegExp(`^(?<post>${withGrid})\\s*[:]?\\s*(?=[\\p{Script=Han}·])`, 'u')
const postAfter = new RegExp(`(?<post>${withGrid})$`, 'u')
const absenceWords = '(?:因?(?:病假|事假|公出|公差|出差|培训|年假|休假|轮休|产假|婚假|丧假|探亲|学习|开会|外出|住院|生病|请假|值班|备勤|参加[\\p{Script=Han}]{2,10}))'
const absence = new RegExp(`^${absenceWords}$`, 'u')
const reasonAfter = new RegExp(`^(?<name>[\\p{Script=Han}·]{2,4}?)(?<reason>${absenceWords})$`, 'u')
const noName = /^(?:全体|各|其他|其余|有关|相关|等|共|应|实|部分)|(?:人员|代表|同志们|干部|队员|人|参加|出席|到会|参会|列席|请假|缺席|记录|主持|召开)$/
const proxyOf = /^(?:代替|代表|代|替)\s*(?<who>[\p{Script=Han}·]{2,5})(?:参会|参加|出席)?$/u
const proxyBy = /^(?:由|委托)\s*(?<who>[\p{Script=Han}·]{2,5}?)\s*(?:代为|代|替)(?:其)?(?:参会|参加|出席|会)?$/u
const countWords = /^(?:等|共|计|共计|合计|总计|应到|实到|以上)*\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:人|名|位)(?:参加|出席|到会|参会|请假|列席)?$/

/** Whether text can be a person's name where names are listed. */
export function isName(text: string): boolean {
  return /^[\p{Script=Han}·]{2,15}$/u.test(text) && !postOnly.test(text) && !noName.test(text) && (isLikelyName(text) || /^[\p{Script=Han}]{2,4}$/u.test(text))
}

/** Half-width text without a post before or after the name: 民警李向阳 → 李向阳. */
export function bareName(text: string): { name: string; post: string | null } {
  const trimmed = text.trim().replace(/同志$/, '')
  const before = postBefore.exec(trimmed)
  if (before?.groups && isName(trimmed.slice(before[0].length))) return { name: trimmed.slice(before[0].length), post: before.groups['post'] ?? null }
  const after = postAfter.exec(trimmed)
  if (after?.groups && isName(trimmed.slice(0, after.index).trim())) return { name: trimmed.slice(0, after.index).trim(), post: after.groups['post'] ?? null }
  return { name: trimmed, post: null }
}

/** Takes the names of a list; whatever of it is no name stays unused. */
export function readAttendees(source: MinutesSource, list: Stretch, status: AttendanceStatus, sharedReason: string | null): WrittenAttendee[] {
  const found: WrittenAttendee[] = []
  const counts: Stretch[] = []
  for (const piece of pieces(source, list)) {
    const last = found.at(-1)
    // 马军 公出: the reason stands apart.
    if (last !== undefined && last.reason === null && absence.test(source.fold(piece))) {
      last.reason = source.take(piece)
      continue
    }
    const attendee = readPiece(source, piece, status, sharedReason, counts)
    if (attendee !== null) found.push(...attendee)
  }
  // A count that agrees with the list says nothing new; one that does not is shown.
  for (const count of counts) if (Number(/\d+/.exec(source.fold(count))?.[0]) === found.length) source.frame(count)
  return found
}

/** Splits at list signs and blanks outside brackets; 李 敏 is one name. */
function pieces(source: MinutesSource, list: Stretch): Stretch[] {
  const text = source.fold(list)
  const cuts: Stretch[] = []
  let [depth, start] = [0, 0]
  const cut = (at: number) => {
    const piece = source.trimmed({ from: list.from + start, to: list.from + at })
    if (piece.from < piece.to) cuts.push(piece)
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (/[([【]/.test(sign)) depth += 1
    else if (/[)\]】]/.test(sign)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && /[、,;。/|\s]/.test(sign)) {
      if (/\s/.test(sign) && isInsideName(text, start, at)) continue
      cut(at)
      start = at + 1
    }
  }
  cut(text.length)
  return cuts
}

/** Whether a stretch holds names and nothing else. */
export function isNameList(source: MinutesSource, list: Stretch): boolean {
  const all = pieces(source, list)
  return all.length > 0 && all.every((piece) => isName(bareName(source.fold(piece).replace(/[([【][^)\]】]*[)\]】]?$/, '').replace(/\s+/g, '')).name))
}

function isInsideName(text: string, start: number, at: number): boolean {
  const after = /^\s+([\p{Script=Han}])(?=[\s、,;。(/]|$)/u.exec(text.slice(at))
  return after !== null && /^\s*[\p{Script=Han}]$/u.test(text.slice(start, at))
}

function readPiece(source: MinutesSource, piece: Stretch, status: AttendanceStatus, sharedReason: string | null, counts: Stretch[]): WrittenAttendee[] | null {
  const text = source.fold(piece)
  const bracket = /[([【]/.exec(text)
  const base = source.trimmed({ from: piece.from, to: piece.from + (bracket?.index ?? text.length) })
  const words = source.fold(base)
  if (words === '') {
    const inner = { from: piece.from + 1, to: piece.to - 1 }
    if (countWords.test(source.fold(inner).trim())) counts.push(piece)
    return null
  }
  if (/^(?:无|没有|暂无|\/|-+|—+)$/.test(words) && bracket === null) {
    source.frame(piece)
    return null
  }
  if (countWords.test(words)) {
    counts.push(base)
    return null
  }
  const spaceless = words.replace(/\s+/g, '')
  const { name, post: saidPost } = bareName(spaceless)
  const withReason = reasonAfter.exec(name)?.groups
  const bare = withReason?.['name'] !== undefined && !isLikelyName(name) ? withReason['name'] : name
  const saysReason = bare === name ? null : (withReason?.['reason'] ?? null)
  if (!isName(bare)) return joined(source, piece, words, status, sharedReason)
  const attendee: WrittenAttendee = { name: bare, status, reason: saysReason ?? sharedReason, proxyFor: null, post: saidPost }
  source.take(base)
  for (const note of text.matchAll(/[([【][^)\]】]*[)\]】]?/g)) readNote(source, { from: piece.from + note.index, to: piece.from + note.index + note[0].length }, attendee, counts)
  return [attendee]
}

/** 张三和李四. */
function joined(source: MinutesSource, piece: Stretch, words: string, status: AttendanceStatus, sharedReason: string | null): WrittenAttendee[] | null {
  const parts = words.split(/[和与及]/)
  if (parts.length < 2 || !parts.every((part) => isName(bareName(part).name))) return null
  source.take(piece)
  return parts.map((part) => ({ ...bareName(part), status, reason: sharedReason, proxyFor: null }))
}

function readNote(source: MinutesSource, note: Stretch, attendee: WrittenAttendee, counts: Stretch[]): void {
  const inner = source.trimmed({ from: note.from + 1, to: /[)\]】]\s*$/.test(source.fold(note)) ? source.trimmed(note).to - 1 : note.to })
  const text = source.fold(inner)
  if (countWords.test(text)) {
    counts.push(note)
    return
  }
  const asProxy = proxyOf.exec(text)?.groups?.['who']
  const sentProxy = proxyBy.exec(text)?.groups?.['who']
  if (asProxy !== undefined) {
    attendee.status = 'proxy'
    attendee.proxyFor = asProxy
  } else if (sentProxy !== undefined) attendee.reason = source.text.slice(inner.from, inner.to)
  else if (postOnly.test(text.replace(/\s+/g, '')) && attendee.post === null) attendee.post = source.text.slice(inner.from, inner.to)
  else attendee.reason = attendee.reason === null ? source.text.slice(inner.from, inner.to) : `${attendee.reason}，${source.text.slice(inner.from, inner.to)}`
  source.take(note)
}

const chiefPost = '(?:网格化联动工作站站长|网格工作站站长|网格工作站长|网格站长|工作站站长|(?<!副)站长)'
const officerPost = '(?:社区民警|包片民警|片区民警|民警|片警|警长)'
const hostName = '[\\p{Script=Han}·]{2,5}?'
const hostEnd = '(?=\\s*(?:[、,;。()/]|$)|\\s+|和|与|及|、|同志|共同|主持|召集|分别|组织|带领|社区民警|民警|网格|参加|通报|记录)'

/**
 * Who led, by the post beside the name; two names without a post stand in the article's order, chief first. A side that
 * is known already is not read again: its name stays unused.
 */
export function readHosts(source: MinutesSource, value: Stretch, known: { chief: string | null; officer: string | null }): { chief: string | null; officer: string | null } {
  const text = source.fold(value)
  const taken: Stretch[] = []
  const find = (title: string): string | null => {
    for (const form of [`(?:${title})\\s*[:]?\\s*(?<who>${hostName})${hostEnd}`, `(?<who>[\\p{Script=Han}·]{2,5})\\s*\\(\\s*${title}\\s*\\)`, `(?<![\\p{Script=Han}])(?<who>[\\p{Script=Han}·]{2,4})\\s*${title}(?![\\p{Script=Han}])`]) {
      const match = new RegExp(form, 'u').exec(text)
      const who = match?.groups?.['who']
      if (!match || who === undefined || !isName(who)) continue
      const stretch = { from: value.from + match.index, to: value.from + match.index + match[0].length }
      if (taken.some((other) => stretch.from < other.to && other.from < stretch.to)) continue
      taken.push(stretch)
      const at = stretch.from + match[0].lastIndexOf(who)
      source.take({ from: at, to: at + who.length })
      source.frame({ from: stretch.from, to: at })
      source.frame({ from: at + who.length, to: stretch.to })
      return who
    }
    return null
  }
  const hosts = { chief: known.chief ?? find(chiefPost), officer: known.officer ?? find(officerPost) }
  if (hosts.chief === null || hosts.officer === null) {
    for (const rest of source.rest(value)) {
      for (const piece of pieces(source, rest).flatMap((one) => partsAtAnd(source, one))) {
        const who = source.fold(piece).replace(/\s+/g, '').replace(/同志$/, '')
        if (!isName(who) || (hosts.chief !== null && hosts.officer !== null)) continue
        source.take(piece)
        if (hosts.chief === null) hosts.chief = who
        else hosts.officer = who
      }
    }
  }
  for (const rest of source.rest(value)) if (/^(?:[和与及、,;。()\s]|由|会议|共同|分别|主持|召集|同志|召开)+$/u.test(source.fold(rest))) source.frame(rest)
  return hosts
}

function partsAtAnd(source: MinutesSource, piece: Stretch): Stretch[] {
  const match = /[和与及]/.exec(source.fold(piece))
  return match === null ? [piece] : [{ from: piece.from, to: piece.from + match.index }, { from: piece.from + match.index + 1, to: piece.to }]
}
