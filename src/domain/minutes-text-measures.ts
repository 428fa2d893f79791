import type { MinutesBody } from './minutes-text-body'
import { numberingOf } from './minutes-text-headings'
import { readDecision, type WrittenDecision } from './minutes-text-decisions'
import type { MinutesSource, Stretch } from './minutes-text-source'
import { cellsOf, isTableLine } from './minutes-text-table'
import { compact } from './written-text'

type Column = 'text' | 'owner' | 'due' | 'none'

const heads: readonly [Column, RegExp][] = [
  ['owner', /^(?:责任|负责|牵头|承办|落实|主办)(?:人|人员|单位|部门)?(?:\/单位)?$/],
  ['due', /^(?:完成|办理|办结|整改|落实|要求|截止)?(?:时限|时间|期限|日期)$/],
  ['text', /^(?:议定|决定|工作|会议|交办|落实|具体|主要|督办)*(?:事项|措施|内容|任务|工作)$/],
]
const columnOf = (words: string): Column => heads.find(([, pattern]) => pattern.test(compact(words)))?.[0] ?? 'none'
const isSerial = (words: string): boolean => /^(?:序号|编号|序)$/.test(compact(words))

/**
 * The part on measures: numbered lines, lines with an owner or a date, and rows of a table are decisions; a line that
 * only says who or until when belongs to the decision above it; other prose stays text of D1.
 */
export function readMeasures(source: MinutesSource, body: MinutesBody, heldOn: string | null, people: ReadonlySet<string>): { decisions: WrittenDecision[]; prose: string } {
  const decisions: WrittenDecision[] = []
  const prose: string[] = []
  let columns: Column[] | null = null
  const numberedThroughout = body.measures.some(({ numbered }) => numbered)
  for (const { stretch, numbered } of body.measures) {
    const text = source.fold(stretch)
    if (isTableLine(text)) {
      const cells = cellsOf(source, stretch)
      const named = cells.map((cell) => columnOf(source.fold(cell)))
      if (columns === null && named.includes('owner') && named.includes('text')) {
        columns = named
        for (const [index, cell] of cells.entries()) if (named[index] !== 'none' || isSerial(source.fold(cell))) source.frame(cell)
        continue
      }
      if (columns !== null && readRow(source, cells, columns, heldOn, decisions)) continue
    }
    const last = decisions.at(-1)
    if (last !== undefined && !numbered && /^(?:责任|完成|负责|牵头|承办|办理|整改)?(?:人|人员|单位|部门|时限|时间)\s*[:]/.test(text) && (last.owner === null || last.dueOn === null)) {
      const more = readDecision(source, stretch, heldOn, people)
      const fits = (more.owner === null || last.owner === null) && (more.dueOn === null || last.dueOn === null)
      if (fits && (more.owner !== null || more.dueOn !== null)) {
        source.take(stretch)
        last.owner ??= more.owner
        last.dueOn ??= more.dueOn
        if (more.dueWords !== null) last.dueWords = last.dueWords === null ? more.dueWords : `${last.dueWords}，${more.dueWords}`
        const left = more.text.replace(/^(?:责任人|完成时限)$/, '')
        if (left !== '' && left !== source.text.slice(stretch.from, stretch.to)) last.text += `，${left}`
        continue
      }
    }
    for (const part of partsOf(source, stretch)) {
      const prefix = numberingOf(source.fold(part)).length
      const isNumbered = prefix > 0
      const content = source.trimmed({ from: part.from + prefix, to: part.to })
      if (content.from >= content.to) continue
      const words = source.fold(content)
      const probe = readDecision(source, content, heldOn, people)
      if (isNumbered || probe.dueOn !== null || (probe.owner !== null && !numberedThroughout)) {
        if (prefix > 0) source.frame({ from: part.from, to: content.from })
        if (/^(?:无|没有|暂无)[。]?$/.test(words)) prose.push(source.take(content))
        else {
          source.take(content)
          decisions.push(probe)
        }
      } else prose.push(source.take(part))
    }
  }
  return { decisions, prose: prose.join('\n') }
}

/** One line with several: 1.甲；2.乙 or 一是甲；二是乙. */
function partsOf(source: MinutesSource, stretch: Stretch): Stretch[] {
  const text = source.fold(stretch)
  const cuts = [0]
  for (const match of text.matchAll(/(?<=[;。,\s])\s*(?=(?:[一二三四五六七八九]是(?!否)|\(\d{1,2}\)|\d{1,2}[、)]|\d{1,2}\.(?!\d)|[①-⓿]))/gu)) if (match.index > 0) cuts.push(match.index)
  return cuts.map((cut, index) => source.trimmed({ from: stretch.from + cut, to: stretch.from + (cuts[index + 1] ?? text.length) })).filter((part) => part.from < part.to)
}

function readRow(source: MinutesSource, cells: readonly Stretch[], columns: readonly Column[], heldOn: string | null, decisions: WrittenDecision[]): boolean {
  const cellOf = (column: Column): Stretch | null => cells[columns.indexOf(column)] ?? null
  const [text, owner, due] = [cellOf('text'), cellOf('owner'), cellOf('due')]
  if (text === null || text.from >= text.to) return false
  const dueWords = due === null ? '' : source.fold(due)
  const dated = dueWords === '' ? null : readDecision(source, due ?? text, heldOn, new Set())
  decisions.push({ text: source.take(text), owner: owner === null || owner.from >= owner.to ? null : source.take(owner), dueOn: dated?.dueOn ?? null, dueWords: due === null || dueWords === '' ? null : source.take(due) })
  for (const [index, cell] of cells.entries()) if (columns[index] === 'none' && /^\d{1,3}$/.test(source.fold(cell))) source.frame(cell)
  return true
}
