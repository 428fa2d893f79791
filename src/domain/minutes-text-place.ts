import type { AgendaCode } from './meeting-agenda'
import { gridHeadingOf } from './minutes-text-grid'
import { headingOf, isCanonicalHeading, numberingOf, type Heading, type MinutesSection } from './minutes-text-headings'

/** A heading as it stands in the text. */
export interface Found {
  heading: { kind: 'grid'; grids: string[]; lead: { at: number; length: number } | null } | Heading
  /** Signs of the text that the heading takes, its delimiter included. */
  length: number
  /** The heading's own words. */
  words: string
  delimiter: 'end' | 'sign' | 'none'
}

const bracketed = /^([【〔[《<])\s*([^】〕\]》>]{1,34})\s*[】〕\]》>]\s*(?:[:]|[-—–]+)?\s*/

/** Where in the agenda the reading is: what is a heading in one place is text in another. */
export class AgendaPlace {
  section: MinutesSection | 'foreign' | null = null
  code: AgendaCode | null = null
  grids: string[] = []
  /** Which of grid and topic stands outside the other. */
  outer: 'grid' | 'topic' | null = null
  topicLevel = 0
  gridLevel = 0
  /** The last heading as written: where unplaced text stood. */
  under: string | null = null
  /** Depth of the heading of the part on measures: deeper ones are decisions. */
  measuresLevel = 0
  hasMeasures = false
  readonly filled = new Set<AgendaCode>()
  /** Grids by their leads' names: a clerk may write 孙玉兰： instead of 第一网格：. */
  readonly gridOfLead = new Map<string, string>()

  /** What a text announces at its beginning, in the light of where we are. */
  headingAt(text: string, level: number, inline = false): Found | null {
    const bracket = inline ? null : bracketed.exec(text)
    if (bracket !== null) {
      const inner = (bracket[2] ?? '').slice(numberingOf(bracket[2] ?? '').length)
      const heading = headingOf(inner)
      const grid = heading === null ? gridHeadingOf(inner) : null
      if (heading !== null) return this.admit({ heading, length: bracket[0].length, words: inner, delimiter: 'sign' }, 1, inline)
      if (grid?.delimiter === 'end') return this.admit({ heading: { kind: 'grid', grids: grid.grids, lead: grid.lead === null ? null : { ...grid.lead, at: grid.lead.at + text.indexOf(inner) } }, length: bracket[0].length, words: inner, delimiter: 'sign' }, 1, inline)
    }
    const grid = gridHeadingOf(text)
    if (grid !== null) return this.admit({ heading: { kind: 'grid', grids: grid.grids, lead: grid.lead }, length: grid.length, words: text.slice(0, grid.length), delimiter: grid.delimiter }, level, inline)
    return this.leadAt(text, level, inline) ?? this.topicAt(text, level, inline)
  }

  private leadAt(text: string, level: number, inline: boolean): Found | null {
    const match = /^(?:网格长\s*)?(?<name>[\p{Script=Han}·]{2,5}?)(?:同志)?(?:汇报|反映|报告)?\s*:\s*/u.exec(text)
    const name = match?.groups?.['name']
    const grid = name === undefined ? undefined : this.gridOfLead.get(name)
    if (match === null || name === undefined || grid === undefined) return null
    return this.admit({ heading: { kind: 'grid', grids: [grid], lead: { at: match[0].indexOf(name), length: name.length } }, length: match[0].length, words: match[0], delimiter: 'sign' }, level, inline)
  }

  private topicAt(text: string, level: number, inline: boolean): Found | null {
    const whole = text.replace(/[\s::。]+$/, '')
    if (!inline && whole.length <= 34 && !/[,;。:]/.test(whole)) {
      const heading = headingOf(whole)
      if (heading !== null && (level > 0 || whole.replace(/\s/g, '').length <= 24)) return this.admit({ heading, length: text.length, words: whole, delimiter: 'end' }, level, inline)
    }
    const phrase = /^[^::;。,!?—–\t()|]{1,34}?(?=\s*(?:[:;。,—–\t()|]|\s|-\s?[\p{Script=Han}]|$))/u
    for (const pattern of [phrase, /^[^::;。,!?—–\t()|]{1,34}(?=[:;。,—–\t()|]|$)/u]) {
      const words = pattern.exec(text)?.[0]
      if (words === undefined) continue
      const heading = headingOf(words)
      if (heading === null) continue
      const rest = text.slice(words.length)
      const sign = /^\s*(?:[:]\s*(?:[-—–]+)?|[-—–]+|[,。]|\t|\||\s(?=\S))\s*/.exec(rest)?.[0] ?? ''
      const strong = (heading.kind === 'section' && /网格.*(?:汇报|情况)/.test(words) && sign.startsWith('。')) || /[:\t|]/.test(sign) || /^\s*\(/.test(rest)
      if (/;/.test(rest.slice(0, 1)) || (!strong && !isCanonicalHeading(words) && !(level > 0 && /[-—–。\s]/.test(sign)))) continue
      if (/^[,]/.test(sign.trim()) && !isCanonicalHeading(words)) continue
      return this.admit({ heading, length: words.length + sign.length, words, delimiter: sign === '' ? 'none' : 'sign' }, level, inline)
    }
    const said = /^(?:会议)?(?:认为)?(?:突出的?治安问题|治安突出问题|群众反映强烈的?问题)(?:主要)?(?:是|为)\s*:?/.exec(text)
    const about = said === null ? null : headingOf(said[0].replace(/:$/, ''))
    if (said !== null && about !== null) return this.admit({ heading: about, length: said[0].length, words: said[0], delimiter: 'none' }, level, inline)
    // 人员变动无；纠纷调处2起: the article's five words, followed at once by what they have to say.
    const run = /^(人员变动|(?:矛盾)?纠纷(?:调处|化解)|社情民意|涉稳动态|群防群治)(?:情况|方面)?(?![,、和及等的]|队|率|工作|中心|员|组|室|台账|会|网|体系|机制)/.exec(text)
    const heading = run === null ? null : headingOf(run[0])
    return run === null || heading === null || this.section !== 'B' ? null : this.admit({ heading, length: run[0].length, words: run[0], delimiter: 'none' }, level, inline)
  }

  /** Words that would be a heading elsewhere are text here. */
  private admit(offered: Found, level: number, inline: boolean): Found | null {
    const found = this.inContext(offered)
    const { heading } = found
    const inMeasures = this.section === 'D'
    if (heading.kind === 'grid') {
      if (inMeasures) return null
      if (this.section === 'B' || this.section === null) {
        if (this.outer === 'topic' || found.delimiter !== 'none') return inline && this.outer === 'grid' && found.heading.kind === 'grid' && found.heading.lead === null && this.code !== null ? null : found
        return null
      }
      return found.delimiter === 'end' || (heading.lead !== null && this.section !== 'C') ? found : null
    }
    if (heading.kind === 'foreign') return inline || (inMeasures && level > this.measuresLevel) || (level === 0 && found.delimiter !== 'end') ? null : found
    const section = heading.kind === 'section' ? heading.section : (heading.code[0] as MinutesSection)
    if (inMeasures) {
      if (inline || section === 'D') return section === 'D' && !inline && (found.delimiter === 'end' || level === 0 || level <= this.measuresLevel) ? found : null
      if (level > 0) return level <= this.measuresLevel || this.measuresLevel === 0 ? (level <= 2 ? found : null) : null
      const filled = heading.kind === 'topic' && this.filled.has(heading.code)
      return filled || (section === 'B' && this.hasMeasures) ? null : found
    }
    if (section === 'D' && inline) return null
    // Items of one rank stand at one depth: 1.治安：1起 below 一、发案情况 is its text.
    if (section === this.section && section !== 'B' && heading.kind === 'topic' && this.code !== null && this.topicLevel > 0 && level > this.topicLevel && !isCanonicalHeading(found.words)) return null
    if (section === 'B' && heading.kind === 'topic' && found.delimiter === 'none' && this.section !== 'B') return null
    if (inline && heading.kind === 'section' && !(section === 'B' && /网格/.test(found.words))) return null
    // Within the talk on problems, a grid's topics come back only as a heading of their own.
    if (section === 'B' && this.section === 'C' && (inline || level === 0 || level > 2)) return null
    if (section === 'A' && (this.section === 'C' || (this.section === 'B' && this.code !== null)) && (inline || level > 2)) return null
    return found
  }

  /** 群众诉求 among a grid's topics is B3, in the talk on problems C2. */
  private inContext(found: Found): Found {
    const { heading } = found
    if (this.section !== 'C' || heading.kind !== 'topic') return found
    if (heading.code === 'B3' && /[众民姓]/.test(found.words)) return { ...found, heading: { kind: 'topic', code: 'C2' } }
    return heading.code === 'A2' ? { ...found, heading: { kind: 'topic', code: 'C1' } } : found
  }
}
