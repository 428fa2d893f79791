import { columnContent, type ColumnContent } from './column-content'
import { columnLetter } from './raw-workbook'
import type { ColumnRole, SheetColumn } from './roster-analysis'
import { faultColumnHeader, meaningOfLevels, ownerInHeader, type HeaderField, type HeaderMeaning } from './roster-header'
import type { SheetGrid } from './sheet-grid'

/** Where each field stands in one table; `extras` are kept under their header. */
export interface ColumnLayout {
  columns: SheetColumn[]
  of: Partial<Record<HeaderField, number>>
  headers: Map<number, string>
  extras: { column: number; header: string }[]
  /** A second column of names: the table sets two people side by side. */
  secondNames: number[]
  /** Headers of other columns that may as well hold the person's name: nothing says which of them does. */
  nameRivals: string[]
}

interface Candidate {
  column: number
  field: HeaderField
  score: number
  by: 'header' | 'content'
}

/** A column without a telling header needs this share of telling cells. */
const neededShare: Partial<Record<HeaderField, number>> = {
  idNo: 0.5,
  phone: 0.5,
  sex: 0.8,
  post: 0.5,
  startOn: 0.6,
  gridCode: 0.6,
  grid: 0.5,
  community: 0.6,
  name: 0.6,
}

const likelyNames = 0.6

/** Fields whose cells are so telling that they overrule a header that says something else. */
const overruling: readonly HeaderField[] = ['idNo', 'phone', 'sex', 'post', 'gridCode', 'grid', 'community']

export function chooseColumns(
  grid: SheetGrid,
  levels: Map<number, string[]>,
  rows: readonly number[],
  mapping: Record<string, ColumnRole> | undefined,
): ColumnLayout {
  const columns = Array.from({ length: grid.lastColumn }, (_, index) => index + 1)
  const contents = new Map(columns.map((column) => [column, columnContent(grid, column, rows)]))
  const meanings = new Map(columns.map((column) => [column, meaningOfLevels(levels.get(column) ?? [])]))
  const fixed = new Map<number, ColumnRole>()
  for (const column of columns) {
    const role = mapping?.[columnLetter(column)] ?? (isFaultColumn(grid, column, rows) ? 'ignored' : undefined)
    if (role !== undefined) fixed.set(column, role)
  }
  const candidates = columns
    .filter((column) => !fixed.has(column))
    .flatMap((column) => candidatesOf(column, (levels.get(column) ?? []).join(''), meanings.get(column) ?? null, contents.get(column)))
  const chosen = assignOwn(candidates, fixed, levels, contents)
  return layoutOf({ columns, levels, meanings, contents, fixed, chosen, mapping })
}

/** In a table without a header the program's own column is known by how its texts begin. */
function isFaultColumn(grid: SheetGrid, column: number, rows: readonly number[]): boolean {
  let found = false
  for (const row of rows) {
    const text = grid.ownText(row, column)
    if (text === '') continue
    if (!text.startsWith(`${faultColumnHeader}：`)) return false
    found = true
  }
  return found
}

function candidatesOf(column: number, header: string, meaning: HeaderMeaning | null, content: ColumnContent | undefined): Candidate[] {
  const shares = content?.shares ?? {}
  if (meaning !== null && (meaning.role === 'ignored' || meaning.role === 'extra')) return []
  const found: Candidate[] = []
  const said = meaning === null ? null : (meaning.role as HeaderField)
  const saidShare = said === null ? 0 : said === 'remark' ? 1 : (shares[said] ?? 0)
  const ruling = overruling.find((field) => field !== said && (shares[field] ?? 0) >= 0.6)
  const overruled = said !== null && ruling !== undefined && saidShare < 0.2 && (content?.filled ?? 0) >= 2
  if (said !== null) {
    found.push({ column, field: said, score: overruled ? 15 : (meaning?.exact === true ? 100 : 70) + 50 * saidShare, by: 'header' })
  }
  if (said !== null && !overruled) return found
  for (const [field, needed] of Object.entries(neededShare) as [HeaderField, number][]) {
    const share = shares[field] ?? 0
    // One cell proves little, unless nothing names the column and the cell can be nothing else.
    if (share >= needed && ((content?.filled ?? 0) > 1 || field !== 'name')) {
      found.push({ column, field, score: (header === '' ? 45 : 40) * share + rank(field), by: 'content' })
    }
  }
  return found
}

/** When a cell may be read in two ways (a post may look like a name), the narrower reading goes first. */
function rank(field: HeaderField): number {
  const narrow: readonly HeaderField[] = ['name', 'startOn', 'community', 'grid', 'phone', 'sex', 'gridCode', 'post', 'idNo']
  return narrow.indexOf(field) / 2
}

function assign(candidates: Candidate[], fixed: Map<number, ColumnRole>): Map<number, Candidate> {
  const takenFields = new Set<string>(fixed.values())
  const chosen = new Map<number, Candidate>()
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score || a.column - b.column)) {
    if (takenFields.has(candidate.field) || chosen.has(candidate.column)) continue
    takenFields.add(candidate.field)
    chosen.set(candidate.column, candidate)
  }
  return chosen
}

/** 民警电话 beside 民警姓名 is that column's, whoever the row's person is: his own number stands elsewhere or nowhere. */
function assignOwn(candidates: Candidate[], fixed: Map<number, ColumnRole>, levels: Map<number, string[]>, contents: Map<number, ColumnContent>): Map<number, Candidate> {
  const chosen = assign(candidates, fixed)
  const ownerOf = (column: number): string => ownerInHeader(levels.get(column) ?? [])
  const name = [...chosen.values()].find(({ field }) => field === 'name')?.column
  if (name === undefined) return chosen
  const others = new Set([...contents].filter(([column, { shares }]) => column !== name && (shares.name ?? 0) >= likelyNames).map(([column]) => ownerOf(column)))
  const isOthers = ({ column, field }: Candidate): boolean => {
    const owner = ownerOf(column)
    return (field === 'phone' || field === 'idNo') && owner !== '' && owner !== ownerOf(name) && others.has(owner)
  }
  return candidates.some(isOthers) ? assign(candidates.filter((candidate) => !isOthers(candidate)), fixed) : chosen
}

interface Choice {
  columns: number[]
  levels: Map<number, string[]>
  meanings: Map<number, HeaderMeaning | null>
  contents: Map<number, ColumnContent>
  fixed: Map<number, ColumnRole>
  chosen: Map<number, Candidate>
  mapping: Record<string, ColumnRole> | undefined
}

function layoutOf({ columns, levels, meanings, contents, fixed, chosen, mapping }: Choice): ColumnLayout {
  const layout: ColumnLayout = { columns: [], of: {}, headers: new Map(), extras: [], secondNames: [], nameRivals: [] }
  for (const column of columns) {
    const header = headerText(levels.get(column) ?? [])
    const filled = contents.get(column)?.filled ?? 0
    if (header === '' && filled === 0) continue
    const candidate = chosen.get(column)
    const meaning = meanings.get(column) ?? null
    const role: ColumnRole = fixed.get(column) ?? candidate?.field ?? (meaning?.role === 'ignored' || meaning?.role === 'seq' ? 'ignored' : 'extra')
    const guessedBy = mapping?.[columnLetter(column)] !== undefined ? 'person' : (candidate?.by ?? (meaning === null ? 'content' : 'header'))
    layout.headers.set(column, header)
    layout.columns.push({ column: columnLetter(column), header, field: role, guessedBy })
    if (role === 'extra') layout.extras.push({ column, header: extraName(header, column, layout.extras) })
    else if (role !== 'ignored' && role !== 'row') layout.of[role] = column
    if (role === 'extra' && meaning?.role === 'name' && meaning.exact) layout.secondNames.push(column)
  }
  layout.nameRivals = nameRivals(layout, { meanings, contents, fixed })
  return layout
}

/** A header that says 姓名 outright settles it, and so does a person who mapped the column. */
function nameRivals(layout: ColumnLayout, { meanings, contents, fixed }: Pick<Choice, 'meanings' | 'contents' | 'fixed'>): string[] {
  const own = layout.of.name
  if (own === undefined || fixed.has(own) || meanings.get(own)?.exact === true) return []
  const mayBeName = (column: number): boolean => {
    const meaning = meanings.get(column) ?? null
    return !fixed.has(column) && (meaning === null || (meaning.role === 'name' && !meaning.exact)) && (contents.get(column)?.shares.name ?? 0) >= likelyNames
  }
  return layout.extras.filter(({ column }) => mayBeName(column)).map(({ header }) => header)
}

export function headerText(levels: readonly string[]): string {
  return levels.filter((level, index) => level !== '' && level !== levels[index - 1]).join(' > ')
}

function extraName(header: string, column: number, others: { header: string }[]): string {
  const name = header.split(' > ').at(-1)?.replace(/\s+/g, '') ?? ''
  if (name === '') return `${columnLetter(column)}列`
  return others.some((other) => other.header === name) ? `${name}（${columnLetter(column)}列）` : name
}
