import type { AgendaCode } from './meeting-agenda'
import { gridHeadingOf } from './minutes-text-grid'
import { headingOf } from './minutes-text-headings'
import type { MinutesSource, Stretch } from './minutes-text-source'

type Column = { code: AgendaCode } | { grid: string } | null

export interface TableRow {
  parts: { code: AgendaCode; grid: string; cell: Stretch }[]
  speakers: { grid: string; name: string }[]
}

/** Cells of a pasted table row, parted by tabs or bars; empty ones keep their place. */
export function cellsOf(source: MinutesSource, line: Stretch): Stretch[] {
  const text = source.fold(line)
  const cells: Stretch[] = []
  let start = text.startsWith('|') ? 1 : 0
  for (let at = start; at <= text.length; at += 1) {
    if (at < text.length && !/[\t|]/.test(text[at] ?? '')) continue
    cells.push(source.trimmed({ from: line.from + start, to: line.from + at }))
    start = at + 1
  }
  return cells
}

export const isTableLine = (text: string): boolean => /\t|\|/.test(text)

const topicOf = (words: string): AgendaCode | null => {
  const heading = headingOf(words)
  return heading?.kind === 'topic' ? heading.code : null
}

/** A table pasted from Word into the hearing of the grids: topics across and grids down, or the other way. */
export class PastedTable {
  private constructor(
    private readonly columns: readonly Column[],
    private readonly topicsAcross: boolean,
  ) {}

  /** The table that a line heads; its recognised cells are used up. Null for any other line. */
  static headedBy(source: MinutesSource, line: Stretch): PastedTable | null {
    const cells = cellsOf(source, line)
    const words = cells.map((cell) => source.fold(cell))
    const topics = words.map((word) => topicOf(word))
    const topicsAcross = topics.filter((code) => code?.startsWith('B')).length >= 3
    const grids = words.map((word) => gridHeadingOf(word))
    if (!topicsAcross && grids.filter((grid) => grid?.delimiter === 'end').length < 2) return null
    const columns = words.map((_, index): Column => {
      const code = topics[index] ?? null
      const grid = grids[index]?.grids[0]
      return topicsAcross ? code && { code } : grid === undefined ? null : { grid }
    })
    for (const [index, cell] of cells.entries())
      if (columns[index] !== null || /^(?:序号|(?:基础)?网格(?:名称)?|项目|内容|议程|类别)$/.test((words[index] ?? '').replace(/\s/g, ''))) source.frame(cell)
    return new PastedTable(columns, topicsAcross)
  }

  /** Null for a line that does not name its grid or topic in one of its first two cells. */
  readRow(source: MinutesSource, line: Stretch): TableRow | null {
    const cells = cellsOf(source, line)
    const keyAt = cells.findIndex((cell) => (this.topicsAcross ? gridHeadingOf(source.fold(cell))?.delimiter === 'end' : topicOf(source.fold(cell)) !== null))
    const key = cells[keyAt]
    if (key === undefined || keyAt > 1) return null
    const grid = this.topicsAcross ? gridHeadingOf(source.fold(key)) : null
    const topic = topicOf(source.fold(key))
    const row: TableRow = { parts: [], speakers: [] }
    for (const [index, cell] of cells.entries()) {
      const column = this.columns[index] ?? null
      if (column === null || index === keyAt || cell.from >= cell.to) continue
      if ('grid' in column && topic !== null) row.parts.push({ code: topic, grid: column.grid, cell })
      else if ('code' in column) for (const name of grid?.grids ?? []) row.parts.push({ code: column.code, grid: name, cell })
    }
    if (grid?.lead) {
      const name = source.take({ from: key.from + grid.lead.at, to: key.from + grid.lead.at + grid.lead.length })
      for (const one of grid.grids) row.speakers.push({ grid: one, name })
    }
    if (row.parts.length > 0 || row.speakers.length > 0 || !this.topicsAcross) source.frame(key)
    return row
  }
}
