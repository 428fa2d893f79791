import { readWrittenGrid } from './grid-name'
import { isLikelyName } from './person-name'
import { compact } from './written-text'

/** A grid's name at the head of a line or clause, and what stands with it. */
export interface GridHeading {
  /** Canonical names: 第一网格; several for 第一、二网格. */
  grids: string[]
  /** 第一网格（网格长孙培培） → 孙培培, at this place of the text. */
  lead: { at: number; length: number } | null
  length: number
  /** What follows: a sign that divides, nothing, or the text itself. */
  delimiter: 'end' | 'sign' | 'none'
}

const numeral = '[一二三四五六七八九十两\\d]{1,3}'
const reference = `(?:第?\\s*${numeral}(?:\\s*(?:[、,和及至到~—-]|—)\\s*第?\\s*${numeral})*\\s*(?:号|#)?\\s*(?:基础)?网格|网格\\s*(?:[一二三四五六七八九十]{1,3}|\\d{1,2})(?![\\d.]|[户人起次名个处])|(?:第\\s*${numeral}\\s*网格\\s*[、,和及]\\s*)+第\\s*${numeral}\\s*网格)`
const name = '[\\p{Script=Han}·]{2,5}?'
const post = '(?:(?:基础)?网格长|网格员|长|责任人|负责人)'

const ofNumber = new RegExp(`^(?<grid>${reference})(?!化|工作站|站|员|管理|内的?人|里)`, 'u')
const ofName = /^(?<grid>[\p{Script=Han}\d]{1,8}?(?:基础)?网格)(?!化|工作站|站|员|管理|长)(?=\s*(?:[:(]|$))/u
const noName = /^(?:各|全|所有|本|每个?|其他|其余|听取|基础|专属|上述|以上|村|社区|辖区)*(?:基础)?网格$/
const leadAfter = new RegExp(`^\\s*(?:\\(\\s*(?:${post})?\\s*[:]?\\s*(?<inner>${name})\\s*(?:同志)?(?:汇报|反映|报告)?\\s*\\)|(?:${post})?\\s*(?<bare>${name})(?:同志)?(?:汇报|报告|反映)?(?=\\s*[:,，]|\\s*$))`, 'u')
const emptyLead = new RegExp(`^\\s*(?:\\(\\s*${post}\\s*\\)|${post})(?:汇报|报告)?(?=\\s*[:,，(]|\\s*$)`, 'u')
const leadBefore = new RegExp(`^(?:网格长\\s*)?(?<bare>${name})\\s*\\(\\s*(?<grid>${reference})\\s*(?:网格长)?\\s*\\)`, 'u')

/** @param text half-width, beginning where the heading would begin */
export function gridHeadingOf(text: string): GridHeading | null {
  const before = leadBefore.exec(text)
  if (before?.groups?.['bare'] !== undefined && isLikelyName(before.groups['bare'])) {
    const at = before[0].indexOf(before.groups['bare'])
    return finish(text, before[0].length, gridsIn(before.groups['grid'] ?? ''), { at, length: before.groups['bare'].length })
  }
  const match = ofNumber.exec(text) ?? ofName.exec(text)
  const written = match?.groups?.['grid']
  if (!match || written === undefined || noName.test(compact(written))) return null
  const grids = gridsIn(written)
  if (grids.length === 0) return null
  const rest = text.slice(match[0].length)
  const led = leadAfter.exec(rest)
  const who = led?.groups?.['inner'] ?? led?.groups?.['bare']
  if (led && who !== undefined && (led.groups?.['inner'] !== undefined || isLikelyName(who))) {
    const at = match[0].length + led[0].lastIndexOf(who)
    return finish(text, match[0].length + led[0].length, grids, { at, length: who.length })
  }
  const bare = emptyLead.exec(rest)
  if (bare) return finish(text, match[0].length + bare[0].length, grids, null)
  // 第一网格长期… and 第一网格长张三… without a sign after the name are text.
  if (rest.startsWith('长')) return null
  return finish(text, match[0].length, grids, null)
}

function gridsIn(written: string): string[] {
  const read = readWrittenGrid(written, null)
  if (read.kind === 'several') return read.names
  if (read.kind === 'ordinal' || read.kind === 'named') return [read.name]
  return []
}

function finish(text: string, length: number, grids: string[], lead: GridHeading['lead']): GridHeading {
  const rest = text.slice(length)
  const sign = /^\s*(?:[:,、;]|。|[-—–]+|\t)\s*|^\s+/.exec(rest)
  if (/^\s*[:。;]?\s*$/.test(rest)) return { grids, lead, length: length + rest.length, delimiter: 'end' }
  return { grids, lead, length: length + (sign?.[0].length ?? 0), delimiter: sign === null ? 'none' : 'sign' }
}
