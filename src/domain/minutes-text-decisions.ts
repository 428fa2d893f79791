import { dueIn } from './minutes-text-dates'
import { bareName, isName } from './minutes-text-people'
import type { MinutesSource, Stretch } from './minutes-text-source'
import { isLikelyName } from './person-name'

export interface WrittenDecision {
  text: string
  owner: string | null
  dueOn: string | null
  /** The due date as written: 本周五前. */
  dueWords: string | null
}

const who = '[\\p{Script=Han}·、,和及与/\\s()]{2,40}?'
const ownerLabel = '(?:责任人员|责任人|责任单位|责任部门|负责人|负责单位|牵头人|牵头单位|牵头部门|承办人|承办单位|落实人|落实单位|包保人|主办人|主办单位|办理人|督办人|具体负责)'
const shortLabel = '(?:责任|负责|牵头|承办|落实|主办|办理)'
const dueLabel = '(?:完成时限|完成时间|完成日期|办理时限|整改时限|落实时限|办结时限|时限要求|时间要求|截止时间|截止日期|时间节点|时限|期限|限期|截止|完成|时间)'
const stop = `(?=\\s*(?:[;。|)\\]】—–]|$|[,、\\s]\\s*(?:${dueLabel}|${ownerLabel}|(?:于|在|限|争取|力争)?(?:\\d|本周|下周|本月|月底|年底)))|,)`
const labelled = new RegExp(`(?:${ownerLabel}\\s*[:为是]?|${shortLabel}\\s*[:])\\s*(?<who>${who})${stop}`, 'u')
const byWhom = new RegExp(`(?:^|(?<=[,;。(\\s前内]))由(?<who>[\\p{Script=Han}·、和及与]{2,30}?)(?:同志)?(?:具体|共同|全权|牵头)?(?:负责|牵头|承办|落实|办理|跟进|包保)(?:办理|落实)?`, 'u')
const clauseOwner = new RegExp(`(?:^|(?<=[,;。(\\s]))(?<who>[\\p{Script=Han}·、和及与]{2,30}?)(?:同志)?(?:具体|共同)?(?:负责|牵头|承办)(?:落实|办理)?(?=[,;。)\\s]|$)`, 'u')
const bracketOwner = new RegExp(`[(\\[【](?<who>[\\p{Script=Han}·、和及与\\s]{2,30}?)(?=[,、;\\s]+[^)\\]】]{2,24}[)\\]】]|[)\\]】])`, 'u')
const dueBefore = '(?:之前|以前|前|底前|之内|内)'
const done = '(?:全部)?(?:完成|办结|落实到位|落实|整改到位|到位|报结果|反馈|办理完毕|见底)'

/** Takes a decision of the minutes apart; words that are neither owner nor date stay in its text. Uses nothing up: the caller takes the stretch. */
export function readDecision(source: MinutesSource, stretch: Stretch, heldOn: string | null, people: ReadonlySet<string>): WrittenDecision {
  const text = source.fold(stretch)
  const removed: Stretch[] = []
  const owner = findOwner(text, removed, people)
  const due = findDue(text, source.text.slice(stretch.from, stretch.to), heldOn, removed)
  const kept = keptText(source, stretch, removed)
  return { text: kept === '' ? source.text.slice(stretch.from, stretch.to) : kept, owner, dueOn: due?.dueOn ?? null, dueWords: due?.words ?? null }
}

const department = /(?:所|站|办|队|中心|局|公司|物业|委会|委|部|科|室|处|社区|村|网格长?|警辅|民警|站长|小组|组|志愿者|各?单位|商户|楼[道栋]长)$/
function isOwner(words: string, people: ReadonlySet<string>, strict: boolean): boolean {
  const parts = words.split(/[、,和及与/]|\s+/).map((part) => bareName(part.replace(/\([^)]*\)$/, '')).name).filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => people.has(part) || (strict ? isLikelyName(part) : isName(part)) || (part.length <= 12 && department.test(part)))
}

function findOwner(text: string, removed: Stretch[], people: ReadonlySet<string>): string | null {
  const tries: readonly [RegExp, boolean, boolean][] = [[labelled, false, true], [byWhom, false, true], [clauseOwner, true, true], [bracketOwner, true, false]]
  for (const [pattern, strict, whole] of tries) {
    const match = pattern.exec(text)
    const words = match?.groups?.['who']?.trim()
    if (!match || words === undefined || words === '' || !isOwner(words, people, strict)) continue
    const at = match.index + match[0].indexOf(words)
    removed.push(whole ? { from: match.index, to: match.index + match[0].length } : { from: at, to: at + words.length })
    return ownerWords(words)
  }
  // 孙玉兰负责清理飞线: only a name that the minutes know stands so before its verb.
  const leading = /^(?<who>[\p{Script=Han}·]{2,4}(?:[、和][\p{Script=Han}·]{2,4})*?)(?:同志)?(?:负责|牵头)(?=[\p{Script=Han}])/u.exec(text)
  const leader = leading?.groups?.['who']
  if (leading && leader !== undefined && leader.split(/[、和]/).every((part) => people.has(part))) {
    removed.push({ from: 0, to: leading[0].length })
    return ownerWords(leader)
  }
  // After or before a blank or a dash, without any word: 联合夜查 李向阳 11月12日前.
  for (const match of text.matchAll(/(?<=[\s,。;—–-]|^)(?<who>[\p{Script=Han}·]{2,4}(?:[、和][\p{Script=Han}·]{2,4})*)(?=[\s,。;—–-]|$)/gu)) {
    const words = match.groups?.['who'] ?? ''
    if (!words.split(/[、和]/).every((part) => people.has(part) || people.has(bareName(part).name))) continue
    removed.push({ from: match.index, to: match.index + words.length })
    return ownerWords(words)
  }
  return null
}

function ownerWords(words: string): string {
  return words
    .split(/[、,和及与/]|\s+/)
    .filter((part) => part !== '')
    .map((part) => bareName(part).name)
    .join('、')
}

function findDue(text: string, asWritten: string, heldOn: string | null, removed: Stretch[]): { dueOn: string; words: string } | null {
  const free = (from: number, to: number) => !removed.some((other) => from < other.to && other.from < to)
  // With its label, or with 前 behind it, or alone in a clause: only then is a day a due date.
  const clause = new RegExp(`(?:(?<label>${dueLabel})\\s*[:为]?|于|在|限(?:于)?|争取|力争|务必|确保|须|要)*\\s*(?<rest>[^,;。)|\\]】]+)`, 'uy')
  for (const start of [0, ...[...text.matchAll(/[,;。(|\s[【—-]+/gu)].map((sign) => sign.index + sign[0].length)]) {
    clause.lastIndex = start
    const match = clause.exec(text)
    if (match === null) continue
    const rest = match.groups?.['rest'] ?? ''
    const due = dueIn(rest, heldOn)
    if (due === null || due.at > 2) continue
    const restAt = match.index + match[0].length - rest.length
    const after = rest.slice(due.at + due.length)
    const ending = new RegExp(`^\\s*(?:${dueBefore})?\\s*(?:${done})?(?<left>[\\s\\S]*)$`, 'u').exec(after)
    const left = (ending?.groups?.['left'] ?? '').trim()
    const hasBefore = new RegExp(`^\\s*${dueBefore}`, 'u').test(after) || /内$|底$|末$/.test(rest.slice(due.at, due.at + due.length))
    const isLabelled = match.groups?.['label'] !== undefined
    if (left !== '' && !isLabelled && !hasBefore) continue
    const from = match.index
    const to = left === '' ? match.index + match[0].length : restAt + due.at + due.length + (new RegExp(`^\\s*(?:${dueBefore})?\\s*${left === '' ? `(?:${done})?` : ''}`, 'u').exec(after)?.[0].length ?? 0)
    if (!free(from, to)) continue
    removed.push({ from, to })
    return { dueOn: due.dueOn, words: asWritten.slice(restAt, to).trim() }
  }
  return null
}

/** The text without what was taken out of it, and without the brackets and signs that then hold nothing. */
function keptText(source: MinutesSource, stretch: Stretch, removed: readonly Stretch[]): string {
  const ordered = removed.toSorted((a, b) => a.from - b.from)
  let text = ''
  let at = 0
  for (const { from, to } of ordered) {
    text += `${source.text.slice(stretch.from + at, stretch.from + from)}\uFDD0`
    at = to
  }
  text += source.text.slice(stretch.from + at, stretch.to)
  for (let before = ''; before !== text; ) {
    before = text
    text = text
      .replace(/[(（[【]\s*[\uFDD0，,、；;\s]*\uFDD0[\uFDD0，,、；;\s]*[)）\]】]/gu, '\uFDD0')
      .replace(/\uFDD0[\s，,、；;。.|]*\uFDD0/gu, '\uFDD0')
      .replace(/[\s，,、；;：:|—–-]*\uFDD0[\s]*$/u, '')
      .replace(/^\s*\uFDD0[\s，,、；;：:|]*/u, '')
      .replace(/[。；;，,、|]+\s*\uFDD0\s*[。；;，,、|]*/gu, (signs) => (/。/.test(signs) ? '。' : '，'))
  }
  return text.replaceAll('\uFDD0', '').replace(/ {2,}|\u3000{2,}/g, ' ').replace(/^[\s，,、；;：:。]+|[\s，,、；;。|—–-]+$/gu, '').trim()
}
