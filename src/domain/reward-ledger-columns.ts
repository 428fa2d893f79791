import { isCaseNumber } from './case-number'
import { isPlaceName } from './place-name'
import { isLikelyName } from './person-name'
import { postsInText } from './post'
import { columnLetter, type RawCell } from './raw-workbook'
import type { LedgerColumn, RewardLedgerField } from './reward-ledger-analysis'
import { rewardHeaderMeaning, scaleOfHeader, type RewardHeader } from './reward-ledger-header'
import type { SheetGrid } from './sheet-grid'
import { readAmountText, readWrittenAmount } from './written-amount'
import { readWrittenDate } from './written-date'
import { compact } from './written-text'

export type LedgerField = Exclude<RewardLedgerField, 'row'>

/** Where each field stands in one table. */
export interface LedgerLayout {
  columns: LedgerColumn[]
  of: Partial<Record<LedgerField, number>>
  headers: Map<number, string>
  /** What one number of the money columns is worth in 元. */
  scale: { amount: number; goodsValue: number }
}

interface Candidate {
  column: number
  field: LedgerField
  score: number
  by: 'header' | 'content'
}

/** Fields that a column's cells can prove, with the share of cells that must do so, the narrower first. */
const tests: readonly [LedgerField, number, (cell: RawCell, text: string) => boolean][] = [
  ['basis', 0.6, (_, text) => basisOf(text) !== null && text.length <= 8],
  ['ref', 0.4, (_, text) => isCaseNumber(text) && /[A-Za-z〔[]/.test(text) && !/^\d{17}[Xx]$/.test(text)],
  ['post', 0.6, (_, text) => postsInText(text).length > 0],
  ['on', 0.6, (cell, text) => (typeof cell !== 'number' || cell > 32_000) && ['day', 'month', 'impossible'].includes(readWrittenDate(cell).kind) && text.length <= 20],
  ['capitals', 0.6, (_, text) => /[壹贰叁肆伍陆柒捌玖拾佰仟]/.test(text) && readAmountText(text).kind === 'words'],
  ['amount', 0.6, (cell, text) => text.length <= 14 && ['plain', 'unit', 'words'].includes(readWrittenAmount(cell).kind)],
  ['recipient', 0.6, (_, text) => isLikelyName(text)],
  ['community', 0.6, (_, text) => isPlaceName(compact(text))],
  ['goods', 0.6, (_, text) => /\d\s*(个|套|袋|桶|条|件|台|份|箱|盒|床|把|双)|价值/.test(text)],
  ['lead', 0.6, (_, text) => text.length >= 8],
]

/** Fields whose header may stand over the wrong column: cells that prove another field overrule it, if the field is proven elsewhere. */
const overruled: readonly LedgerField[] = ['on', 'post', 'basis', 'amount', 'recipient', 'ref']

type Shares = ReadonlyMap<LedgerField, number>

export function chooseLedgerColumns(grid: SheetGrid, header: RewardHeader, rows: readonly number[]): LedgerLayout {
  const ignored = new Set<number>()
  const said = new Map<number, { field: LedgerField; exact: boolean }>()
  const contents = new Map<number, Shares>()
  for (let column = 1; column <= grid.lastColumn; column++) {
    const meaning = meaningOf(header.levels.get(column) ?? [])
    if (meaning?.field === 'ignored') ignored.add(column)
    else {
      if (meaning !== null) said.set(column, { field: meaning.field as LedgerField, exact: meaning.exact })
      contents.set(column, sharesOf(grid, column, rows))
    }
  }
  const candidates = [...contents].flatMap(([column, shares]) => candidatesOf(column, shares, said.get(column) ?? null, contents))
  const chosen = new Map<number, Candidate>()
  const taken = new Set<LedgerField>()
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score || a.column - b.column)) {
    if (chosen.has(candidate.column) || taken.has(candidate.field)) continue
    chosen.set(candidate.column, candidate)
    taken.add(candidate.field)
  }
  return layoutOf(grid, header, chosen, ignored)
}

/** The lowest level that says something; two levels may only together say it (发放 over 日期). */
function meaningOf(levels: readonly string[]): ReturnType<typeof rewardHeaderMeaning> {
  const distinct = levels.filter((level, index) => level !== '' && level !== levels[index - 1])
  const joined = distinct.length > 1 ? rewardHeaderMeaning(distinct.slice(-2).join('')) : null
  if (joined?.exact === true) return joined
  for (const level of distinct.toReversed()) {
    const meaning = rewardHeaderMeaning(level)
    if (meaning !== null) return meaning
  }
  return null
}

/** Share of the filled cells that prove each field; a column of one cell proves nothing. */
function sharesOf(grid: SheetGrid, column: number, rows: readonly number[]): Shares {
  const cells = rows.filter((row) => grid.ownText(row, column) !== '').slice(0, 400)
  if (cells.length < 2) return new Map()
  return new Map(tests.map(([field, , test]) => [field, cells.filter((row) => test(grid.own(row, column), grid.ownText(row, column))).length / cells.length] as const))
}

function candidatesOf(column: number, shares: Shares, said: { field: LedgerField; exact: boolean } | null, contents: ReadonlyMap<number, Shares>): Candidate[] {
  const found: Candidate[] = []
  const needed = (field: LedgerField) => tests.find(([one]) => one === field)?.[1] ?? 1
  if (said !== null) {
    const proven = shares.get(said.field) ?? 0
    const elsewhere = [...contents].some(([other, content]) => other !== column && (content.get(said.field) ?? 0) >= needed(said.field))
    const doubtful = overruled.includes(said.field) && shares.size > 0 && proven < 0.2 && elsewhere
    found.push({ column, field: said.field, score: doubtful ? 20 : (said.exact ? 100 : 70) + 20 * proven, by: 'header' })
    if (!doubtful) return found
  }
  for (const [index, [field, least]] of tests.entries()) {
    const content = field === said?.field ? 0 : (shares.get(field) ?? 0)
    if (content >= least) found.push({ column, field, score: 50 * content - index, by: 'content' })
  }
  return found
}

function layoutOf(grid: SheetGrid, header: RewardHeader, chosen: Map<number, Candidate>, ignored: Set<number>): LedgerLayout {
  const layout: LedgerLayout = { columns: [], of: {}, headers: new Map(), scale: { amount: 1, goodsValue: 1 } }
  for (let column = 1; column <= grid.lastColumn; column++) {
    const levels = header.levels.get(column) ?? []
    const text = levels.filter((level, index) => level !== '' && level !== levels[index - 1]).join(' > ')
    const candidate = chosen.get(column)
    if (text === '' && candidate === undefined) continue
    layout.headers.set(column, text)
    layout.columns.push({ column: columnLetter(column), header: text, field: ignored.has(column) || candidate === undefined ? 'ignored' : candidate.field, guessedBy: candidate?.by ?? 'header' })
    if (candidate === undefined) continue
    layout.of[candidate.field] = column
    if (candidate.field === 'amount' || candidate.field === 'goodsValue') layout.scale[candidate.field] = scaleOfHeader(text)
  }
  return layout
}

/** 一案一奖 and its short forms; null for words that name neither. */
export function basisOf(written: string): 'per_case' | 'per_matter' | null {
  const text = compact(written)
  if (text.length > 16) return null
  const [byCase, byMatter] = [/案/.test(text), /事/.test(text)]
  return byCase === byMatter ? null : byCase ? 'per_case' : 'per_matter'
}
