import type { AgendaCode } from './meeting-agenda'
import { isCanonicalHeading, numberingOf, speakerIn, type MinutesSection } from './minutes-text-headings'
import { AgendaPlace, type Found } from './minutes-text-place'
import type { MinutesSource, Stretch } from './minutes-text-source'
import { isTableLine, PastedTable } from './minutes-text-table'
import { halfWidth } from './written-text'

export interface WrittenItem {
  code: AgendaCode
  /** 第一网格; null for a part that names none. */
  grid: string | null
  text: string
}

const inlineNumbering = /^\s*(?:(?:[一二三四五]是|[①-⓿]|\(\d{1,2}\)|\d{1,2}[、.)])\s*)?/u

/** Reads the agenda line by line; it keeps the place where it is, and what nothing claims stays with the source. */
export class MinutesBody {
  readonly items: WrittenItem[] = []
  /** Lines of the part on measures, each with whether it was numbered; decisions are read from them afterwards. */
  readonly measures: { stretch: Stretch; numbered: boolean }[] = []
  /** 第一网格（网格长某某）, 民警某某通报: who spoke for a grid, or for none. */
  readonly speakers: { grid: string | null; name: string }[] = []
  /** Where the reading is; its leads are told from outside. */
  readonly place = new AgendaPlace()
  private readonly gridHeadings: { grids: readonly string[]; at: Stretch }[] = []
  private table: PastedTable | null = null

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
    return this.place.headingAt(text.slice(length), level) !== null
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
    for (let found = this.place.headingAt(text.slice(prefix), level); found !== null; found = at < line.to ? this.place.headingAt(this.source.folded.slice(at, line.to), 0, true) : null) {
      if (any && !this.mayFollow(found)) break
      if (!any && prefix > 0) this.source.frame({ from: line.from, to: at })
      this.enter(found, { from: at, to: at + found.length }, any ? 0 : level)
      at += found.length
      any = true
    }
    if (!any && level === 1 && this.source.trimmed(line).to - at < 24 && !/[。;,]/.test(text)) {
      this.place.section = this.place.section === 'D' && this.place.measuresLevel !== 1 ? 'D' : this.place.section
      if (this.place.section !== 'D') this.leave(text)
    }
    if (any) this.readContent({ from: at, to: line.to })
    else this.readContent(line, prefix > 0)
  }

  /** After the last line: a grid that said nothing is named in no item, so its heading is shown as it was written. */
  releaseSilentGrids(): void {
    for (const { grids, at } of this.gridHeadings) if (!this.items.some(({ grid }) => grid !== null && grids.includes(grid))) this.source.release(at)
  }

  private readTable(line: Stretch, text: string): boolean {
    if (this.place.section === 'D' || !isTableLine(text)) return false
    const table = this.table === null ? PastedTable.headedBy(this.source, line) : null
    if (table !== null) {
      Object.assign(this.place, { section: 'B', code: null, grids: [], outer: null, under: this.source.text.slice(line.from, line.to) })
      this.table = table
      return true
    }
    const row = this.table?.readRow(this.source, line) ?? null
    for (const { code, grid, cell } of row?.parts ?? []) this.add(code, grid, cell)
    this.speakers.push(...(row?.speakers ?? []))
    return row !== null
  }

  private leave(under: string): void {
    Object.assign(this.place, { section: 'foreign', code: null, grids: [], outer: null, under })
  }

  private mayFollow(found: Found): boolean {
    const { kind } = found.heading
    return this.place.section === 'B' && (kind === 'grid' ? this.place.grids.length === 0 : kind === 'topic' && found.heading.kind === 'topic' && found.heading.code.startsWith('B') && this.place.code === null)
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
    if (heading.kind === 'grid' && heading.lead === null) this.gridHeadings.push({ grids: heading.grids, at })
    place.under = source.text.slice(at.from, at.to).trim()
    this.table = null
    if (heading.kind === 'foreign') return this.leave(place.under)
    if (heading.kind === 'section') {
      Object.assign(place, { section: heading.section, code: heading.section === 'D' ? 'D1' : null, grids: [], outer: null, topicLevel: level, gridLevel: 0 })
      if (heading.section === 'D') place.measuresLevel = level
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
      if (section === 'D') place.measuresLevel = level
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
      const found = this.place.headingAt(text.slice(at + numbering.length), 0, true)
      if (found === null || (at === 0 && numbering === '' && !this.mayFollow(found))) continue
      const { heading } = found
      // After a comma only the article's own words, or the next grid under a topic, begin something new.
      if (before === ',' && !(heading.kind === 'topic' && isCanonicalHeading(found.words)) && !(heading.kind === 'grid' && this.place.outer === 'topic')) continue
      if (heading.kind === 'grid' && this.place.outer === 'topic' && heading.grids.some((grid) => this.place.grids.includes(grid))) continue
      if (heading.kind === 'topic' && this.place.outer === 'topic' && !/[:]/.test(text.slice(at + numbering.length, at + numbering.length + found.length))) continue
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
      place.hasMeasures = true
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
    this.place.filled.add(code)
    if (!present) this.items.push({ code, grid, text })
    // A sentence that a line broke goes on; a new paragraph stays one.
    else present.text += /[。；！？;!?.：:]$/.test(present.text) || code.startsWith('B') || numberingOf(halfWidth(text)).level > 0 ? `\n${text}` : text
  }
}
