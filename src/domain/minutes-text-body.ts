import type { AgendaCode } from './meeting-agenda'
import { gridHeadingOf } from './minutes-text-grid'
import { headingOf, isCanonicalHeading, numberingOf, speakerIn, type Heading, type MinutesSection } from './minutes-text-headings'
import type { MinutesSource, Stretch } from './minutes-text-source'
import { halfWidth } from './written-text'

export interface WrittenItem {
  code: AgendaCode
  /** 第一网格; null for a part that names none. */
  grid: string | null
  text: string
}

interface Place {
  section: MinutesSection | 'foreign' | null
  code: AgendaCode | null
  grids: string[]
  /** Which of grid and topic stands outside the other. */
  outer: 'grid' | 'topic' | null
  topicLevel: number
  gridLevel: number
  /** The last heading as written: where unplaced text stood. */
  under: string | null
}

interface Found {
  heading: { kind: 'grid'; grids: string[]; lead: { at: number; length: number } | null } | Heading
  /** Signs of the text that the heading takes, its delimiter included. */
  length: number
  /** The heading's own words. */
  words: string
  delimiter: 'end' | 'sign' | 'none'
}

const bracketed = /^([【〔[《<])\s*([^】〕\]》>]{1,34})\s*[】〕\]》>]\s*(?:[::]|[-—–]+)?\s*/
const inlineNumbering = /^\s*(?:(?:[一二三四五]是|[①-⓿]|\(\d{1,2}\)|\d{1,2}[、.)])\s*)?/u

/** Reads the agenda line by line; it keeps the place where it is, and what nothing claims stays with the source. */
export class MinutesBody {
  readonly items: WrittenItem[] = []
  /** Lines of the part on measures, each with whether it was numbered; decisions are read from them afterwards. */
  readonly measures: { stretch: Stretch; numbered: boolean }[] = []
  /** 第一网格（网格长某某）, 民警某某通报: who spoke for a grid, or for none. */
  readonly speakers: { grid: string | null; name: string }[] = []
  private readonly place: Place = { section: null, code: null, grids: [], outer: null, topicLevel: 0, gridLevel: 0, under: null }
  private measuresLevel = 0
  private tableCells: Heading[] | string[] | null = null

  /** Grids by their leads' names: a clerk may write 孙玉兰： instead of 第一网格：. */
  readonly gridOfLead = new Map<string, string>()

  constructor(private readonly source: MinutesSource) {}

  get begun(): boolean {
    return this.place.section !== null
  }

  get under(): string | null {
    return this.place.under
  }

  /** @returns whether the line is or begins with a heading of the agenda */
  beginsHere(line: Stretch): boolean {
    const text = this.source.fold(line)
    const { level, length } = numberingOf(text)
    return this.headingAt(text.slice(length), level) !== null
  }

  readLine(line: Stretch): void {
    const text = this.source.fold(line)
    const { level: rank, length: prefix } = numberingOf(text)
    // A bullet stands at any depth.
    const level = rank === 6 ? 0 : rank
    let at = line.from + prefix
    let any = false
    if (this.readTable(line, text)) return
    // A grid may be followed by its topic, a topic by its grid.
    for (let found = this.headingAt(text.slice(prefix), level); found !== null; found = at < line.to ? this.headingAt(this.source.folded.slice(at, line.to), 0, true) : null) {
      if (any && !this.mayFollow(found)) break
      if (!any && prefix > 0) this.source.frame({ from: line.from, to: at })
      this.enter(found, { from: at, to: at + found.length }, any ? 0 : level)
      at += found.length
      any = true
    }
    if (!any && level === 1 && this.source.trimmed(line).to - at < 24 && !/[。;,]/.test(text)) {
      this.place.section = this.place.section === 'D' && this.measuresLevel !== 1 ? 'D' : this.place.section
      if (this.place.section !== 'D') this.leave(text)
    }
    if (any) this.readContent({ from: at, to: line.to })
    else this.readContent(line, prefix > 0)
  }

  private leave(under: string): void {
    Object.assign(this.place, { section: 'foreign', code: null, grids: [], outer: null, under })
  }

  private mayFollow(found: Found): boolean {
    const { kind } = found.heading
    return this.place.section === 'B' && (kind === 'grid' ? this.place.grids.length === 0 : kind === 'topic' && found.heading.kind === 'topic' && found.heading.code.startsWith('B') && this.place.code === null)
  }

  /** What a text announces at its beginning, in the light of where we are. */
  private headingAt(text: string, level: number, inline = false): Found | null {
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
    const phrase = /^[^::;。,!?—–\t()|]{1,34}?(?=\s*(?:[::;。,—–\t()|]|\s|-\s?[\p{Script=Han}]|$))/u
    for (const pattern of [phrase, /^[^::;。,!?—–\t()|]{1,34}(?=[::;。,—–\t()|]|$)/u]) {
      const words = pattern.exec(text)?.[0]
      if (words === undefined) continue
      const heading = headingOf(words)
      if (heading === null) continue
      const rest = text.slice(words.length)
      const sign = /^\s*(?:[::]\s*(?:[-—–]+)?|[-—–]+|[,。]|\t|\||\s(?=\S))\s*/.exec(rest)?.[0] ?? ''
      const strong = (heading.kind === 'section' && /网格.*(?:汇报|情况)/.test(words) && sign.startsWith('。')) || /[::\t|]/.test(sign) || /^\s*\(/.test(rest)
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
    return run === null || heading === null || this.place.section !== 'B' ? null : this.admit({ heading, length: run[0].length, words: run[0], delimiter: 'none' }, level, inline)
  }

  /** Words that would be a heading elsewhere are text here. */
  private admit(offered: Found, level: number, inline: boolean): Found | null {
    const { place } = this
    const found = this.inContext(offered)
    const { heading } = found
    const inMeasures = place.section === 'D'
    if (heading.kind === 'grid') {
      if (inMeasures) return null
      if (place.section === 'B' || place.section === null) {
        if (place.outer === 'topic' || found.delimiter !== 'none') return inline && place.outer === 'grid' && found.heading.kind === 'grid' && found.heading.lead === null && place.code !== null ? null : found
        return null
      }
      return found.delimiter === 'end' || (heading.lead !== null && place.section !== 'C') ? found : null
    }
    if (heading.kind === 'foreign') return inline || (inMeasures && level > this.measuresLevel) || (level === 0 && found.delimiter !== 'end') ? null : found
    const section = heading.kind === 'section' ? heading.section : (heading.code[0] as MinutesSection)
    if (inMeasures) {
      if (inline || section === 'D') return section === 'D' && !inline && (found.delimiter === 'end' || level === 0 || level <= this.measuresLevel) ? found : null
      if (level > 0) return level <= this.measuresLevel || this.measuresLevel === 0 ? (level <= 2 ? found : null) : null
      const filled = heading.kind === 'topic' && this.items.some((item) => item.code === heading.code)
      return filled || (section === 'B' && this.measures.length > 0) ? null : found
    }
    if (section === 'D' && inline) return null
    // Items of one rank stand at one depth: 1.治安：1起 below 一、发案情况 is its text.
    if (section === place.section && section !== 'B' && heading.kind === 'topic' && place.code !== null && place.topicLevel > 0 && level > place.topicLevel && !isCanonicalHeading(found.words)) return null
    if (section === 'B' && heading.kind === 'topic' && found.delimiter === 'none' && place.section !== 'B') return null
    if (inline && heading.kind === 'section' && !(section === 'B' && /网格/.test(found.words))) return null
    // Within the talk on problems, a grid's topics come back only as a heading of their own.
    if (section === 'B' && place.section === 'C' && (inline || level === 0 || level > 2)) return null
    if (section === 'A' && (place.section === 'C' || (place.section === 'B' && place.code !== null)) && (inline || level > 2)) return null
    return found
  }

  /** 群众诉求 among a grid's topics is B3, in the talk on problems C2. */
  private inContext(found: Found): Found {
    const { heading } = found
    if (this.place.section !== 'C' || heading.kind !== 'topic') return found
    if (heading.code === 'B3' && /[众民姓]/.test(found.words)) return { ...found, heading: { kind: 'topic', code: 'C2' } }
    return heading.code === 'A2' ? { ...found, heading: { kind: 'topic', code: 'C1' } } : found
  }

  private enter(found: Found, at: Stretch, level: number): void {
    const { place, source } = this
    const { heading } = found
    if (heading.kind === 'grid' && heading.lead !== null) {
      const lead = { from: at.from + heading.lead.at, to: at.from + heading.lead.at + heading.lead.length }
      const name = source.take(lead)
      for (const grid of heading.grids) this.speakers.push({ grid, name })
      source.frame({ from: at.from, to: lead.from })
      source.frame({ from: lead.to, to: at.to })
    } else if (heading.kind === 'topic' && speakerIn(found.words) !== null) this.enterSpoken(found.words, at)
    else if (heading.kind !== 'foreign') source.frame(at)
    place.under = source.text.slice(at.from, at.to).trim()
    this.tableCells = null
    if (heading.kind === 'foreign') return this.leave(place.under)
    if (heading.kind === 'section') {
      Object.assign(place, { section: heading.section, code: heading.section === 'D' ? 'D1' : null, grids: [], outer: null, topicLevel: level, gridLevel: 0 })
      if (heading.section === 'D') this.measuresLevel = level
      return
    }
    if (heading.kind === 'topic') return this.enterTopic(heading.code, level)
    if (place.section !== 'B') Object.assign(place, { section: 'B', code: null, outer: null })
    if (place.outer === 'topic' && level > 0 && place.topicLevel > 0 && level < place.topicLevel) place.outer = 'grid'
    place.outer ??= place.code === null ? 'grid' : 'topic'
    if (place.outer === 'grid') place.code = null
    place.grids = heading.grids
    if (level > 0) place.gridLevel = level
  }

  private enterSpoken(words: string, at: Stretch): void {
    const name = speakerIn(words) ?? ''
    const from = at.from + this.source.fold(at).indexOf(name)
    if (from < at.from) return this.source.frame(at)
    this.speakers.push({ grid: null, name: this.source.take({ from, to: from + name.length }) })
    this.source.frame({ from: at.from, to: from })
    this.source.frame({ from: from + name.length, to: at.to })
  }

  private enterTopic(code: AgendaCode, level: number): void {
    const { place } = this
    const section = code[0] as MinutesSection
    if (section !== 'B') {
      Object.assign(place, { section, code, grids: [], outer: null, topicLevel: level, gridLevel: 0 })
      if (section === 'D') this.measuresLevel = level
      return
    }
    if (place.section !== 'B') Object.assign(place, { section: 'B', grids: [], outer: null, gridLevel: 0 })
    if (place.outer === 'grid' && level > 0 && place.gridLevel > 0 && level < place.gridLevel) place.outer = null
    if (place.outer === null) place.grids = place.grids.length > 0 && place.gridLevel === 0 ? place.grids : []
    place.outer ??= place.grids.length > 0 ? 'grid' : 'topic'
    if (place.outer === 'topic') place.grids = []
    place.code = code
    place.topicLevel = level
  }

  /** Text up to the next heading inside it. */
  private readContent(stretch: Stretch, numbered = false): void {
    let from = stretch.from
    if (this.place.section !== 'D') {
      for (let at = this.nextInline(from, stretch.to); at !== null; at = this.nextInline(from, stretch.to)) {
        this.put({ from, to: at.from }, false, true)
        this.source.frame({ from: at.from, to: at.from + at.skip })
        this.enter(at.found, { from: at.from + at.skip, to: at.from + at.skip + at.found.length }, 0)
        from = at.from + at.skip + at.found.length
      }
    }
    this.put({ from, to: stretch.to }, numbered)
  }

  private nextInline(from: number, to: number): { from: number; skip: number; found: Found } | null {
    const text = this.source.folded.slice(from, to)
    for (const match of text.matchAll(/(?<=[;。,\s]|^)(?=\S)/gu)) {
      const at = match.index
      const before = text.slice(0, at).trimEnd().at(-1) ?? ''
      const numbering = inlineNumbering.exec(text.slice(at))?.[0] ?? ''
      const found = this.headingAt(text.slice(at + numbering.length), 0, true)
      if (found === null || (at === 0 && numbering === '' && !this.mayFollow(found))) continue
      const { heading } = found
      // After a comma only the article's own words, or the next grid under a topic, begin something new.
      if (before === ',' && !(heading.kind === 'topic' && isCanonicalHeading(found.words)) && !(heading.kind === 'grid' && this.place.outer === 'topic')) continue
      if (heading.kind === 'grid' && this.place.outer === 'topic' && heading.grids.some((grid) => this.place.grids.includes(grid))) continue
      if (heading.kind === 'topic' && this.place.outer === 'topic' && !/[::]/.test(text.slice(at + numbering.length, at + numbering.length + found.length))) continue
      return { from: from + at, skip: numbering.length, found }
    }
    return null
  }

  /** @param cut another heading follows at once: the sign before it only divides */
  private put(stretch: Stretch, numbered = false, cut = false): void {
    const { source, place } = this
    const lead = /^[\s::;,、。]+/.exec(source.fold(stretch))?.[0].length ?? 0
    const content = source.trimmed({ from: stretch.from + lead, to: stretch.to })
    if (lead > 0 && content.from < content.to) source.frame({ from: stretch.from, to: stretch.from + lead })
    if (content.from >= content.to) return
    if (place.section === 'D') {
      this.measures.push({ stretch: content, numbered })
      return
    }
    if (place.section === null || place.section === 'foreign') return
    const codes = place.code === null ? this.codesWithoutTopic(source.fold(content)) : [place.code]
    for (const code of codes) for (const grid of place.grids.length === 0 ? [null] : place.grids) this.add(code, grid, content, cut)
  }

  /** A grid that says 无 to everything says it to each of the five; a report on calls is the report on cases. */
  private codesWithoutTopic(text: string): AgendaCode[] {
    const { section, grids } = this.place
    if (section === 'A' && /接警|警情|刑事|发案/.test(text)) return ['A1']
    if (section === 'B' && grids.length > 0 && /^(?:以上|各项|各方面|五项|各类|情况|均|都|一切|本周|总体)*(?:无异常|正常|平稳|稳定|无|没有情况|无情况|无变化)[。;]?$/.test(text)) return ['B1', 'B2', 'B3', 'B4', 'B5']
    return []
  }

  private add(code: AgendaCode, grid: string | null, content: Stretch, cut = false): void {
    let text = this.source.take(content).replace(cut ? /[；;，,、]+$/ : /[；;]+$/, '')
    if (code.startsWith('B') && !/[。！？]./.test(text)) text = text.replace(/。$/, '')
    if (text === '') return
    const present = this.items.find((item) => item.code === code && item.grid === grid)
    if (!present) this.items.push({ code, grid, text })
    // A sentence that a line broke goes on; a new paragraph stays one.
    else present.text += /[。；！？;!?.：:]$/.test(present.text) || code.startsWith('B') || numberingOf(halfWidth(text)).level > 0 ? `\n${text}` : text
  }

  /** A table pasted from Word: topics across and grids down, or the other way. */
  private readTable(line: Stretch, text: string): boolean {
    if (this.place.section === 'D' || !/\t|\|/.test(text)) return false
    const cells = cellsOf(this.source, line)
    const words = cells.map((cell) => this.source.fold(cell))
    const topics = words.map((word) => headingOf(word))
    if (topics.filter((heading) => heading?.kind === 'topic' && heading.code.startsWith('B')).length >= 3) {
      this.beginTable(line, cells, topics.map((heading): Heading => heading ?? { kind: 'foreign' }))
      return true
    }
    const grids = words.map((word) => gridHeadingOf(word))
    if (grids.filter((grid) => grid?.delimiter === 'end').length >= 2 && this.tableCells === null) {
      this.beginTable(line, cells, grids.map((grid) => grid?.grids[0] ?? ''))
      return true
    }
    return this.tableCells !== null && this.readRow(cells, words)
  }

  private beginTable(line: Stretch, cells: readonly Stretch[], columns: Heading[] | string[]): void {
    for (const [index, cell] of cells.entries()) {
      const column = columns[index]
      const named = typeof column === 'string' ? column !== '' : column?.kind === 'topic'
      if (named || /^(?:序号|(?:基础)?网格(?:名称)?|项目|内容|议程|类别)$/.test(this.source.fold(cell).replace(/\s/g, ''))) this.source.frame(cell)
    }
    Object.assign(this.place, { section: 'B', code: null, grids: [], outer: null, under: this.source.text.slice(line.from, line.to) })
    this.tableCells = columns
  }

  private readRow(cells: readonly Stretch[], words: readonly string[]): boolean {
    const columns = this.tableCells ?? []
    const keyAt = words.findIndex((word) => (typeof columns[0] === 'string' ? headingOf(word)?.kind === 'topic' : gridHeadingOf(word)?.delimiter === 'end'))
    const key = words[keyAt]
    const keyCell = cells[keyAt]
    if (key === undefined || keyCell === undefined || keyAt > 1) return false
    const grid = gridHeadingOf(key)
    const topic = headingOf(key)
    for (const [index, cell] of cells.entries()) {
      const column = columns[index]
      if (cell.from >= cell.to || index === keyAt || column === undefined) continue
      if (typeof column === 'string') {
        if (column !== '' && topic?.kind === 'topic') this.add(topic.code, column, cell)
      } else if (column.kind === 'topic' && grid !== null) for (const name of grid.grids) this.add(column.code, name, cell)
    }
    if (grid?.lead) {
      const lead = { from: keyCell.from + grid.lead.at, to: keyCell.from + grid.lead.at + grid.lead.length }
      for (const name of grid.grids) this.speakers.push({ grid: name, name: this.source.take(lead) })
    }
    this.source.frame(keyCell)
    return true
  }
}

/** Cells of a pasted table row; empty ones keep their place. */
export function cellsOf(source: MinutesSource, line: Stretch): Stretch[] {
  const text = source.fold(line)
  const cells: Stretch[] = []
  let start = /^\|/.test(text) ? 1 : 0
  for (let at = start; at <= text.length; at += 1) {
    if (at < text.length && !/[\t|]/.test(text[at] ?? '')) continue
    cells.push(source.trimmed({ from: line.from + start, to: line.from + at }))
    start = at + 1
  }
  return cells
}
