import { gridOrdinal, isGridCode, looksLikeGrid } from './grid-name'
import { isPlaceName } from './place-name'
import { isLikelyName } from './person-name'
import { isMobileNumber } from './phone-number'
import { postsInText } from './post'
import type { RawCell } from './raw-workbook'
import type { HeaderField } from './roster-header'
import type { SheetGrid } from './sheet-grid'
import { readWrittenDate } from './written-date'
import { compact, isProse } from './written-text'

/** Share of a column's filled cells, 0 to 1, that read like each field. */
export type ContentShares = Partial<Record<HeaderField, number>>

export interface ColumnContent {
  filled: number
  shares: ContentShares
}

/** Eighteen or seventeen digits with a birth date inside, or a number that Excel has cut. */
export function looksLikeIdentity(cell: RawCell, text: string): boolean {
  if (typeof cell === 'number') return cell >= 1e16 && cell < 1e18
  if (text.length < 10 || isProse(text)) return false
  const plain = compact(text).replace(/^['‘’`]/, '')
  return /^[1-9]\d{5}(1[89]|20)\d{2}(0\d|1[0-9])[0-3]\d{3,5}[\dXx*]?$/.test(plain) || /^[1-9](\.\d+)E\+1[67]$/i.test(plain) || /^\d{3,10}\*{4,}\d{1,4}[\dXx]?$/.test(plain)
}

export function looksLikeOldIdentity(text: string): boolean {
  return /^[1-9]\d{7}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}$/.test(text)
}

export function looksLikePhone(text: string): boolean {
  if (text.length < 10 || isProse(text)) return false
  const plain = compact(text).replace(/[-—–+]/g, '').replace(/^86(?=1\d{10}$)/, '')
  return isMobileNumber(plain) || /^1\d{2}\*{4}\d{4}$/.test(plain) || /^(1[3-9]\d{9}[/、,，;；]?){2,}$/.test(plain) || /^0\d{9,11}$/.test(plain)
}

function looksLikeDate(cell: RawCell): boolean {
  if (typeof cell === 'number') return cell > 32_000 && cell < 60_000
  const { kind } = readWrittenDate(cell)
  return kind === 'day' || kind === 'month' || kind === 'impossible' || kind === 'twoDigitYear' || kind === 'range'
}

export function columnContent(grid: SheetGrid, column: number, rows: readonly number[]): ColumnContent {
  const hits: Record<string, number> = {}
  const count = (field: HeaderField, hit: boolean) => {
    if (hit) hits[field] = (hits[field] ?? 0) + 1
  }
  const texts: string[] = []
  const codes: string[] = []
  const filledRows = rows.filter((row) => grid.ownText(row, column) !== '')
  for (const row of spread(filledRows)) {
    const text = grid.ownText(row, column)
    const cell = grid.own(row, column)
    const plain = compact(text)
    texts.push(plain)
    if (isGridCode(plain)) codes.push(plain)
    count('idNo', looksLikeIdentity(cell, text) || looksLikeOldIdentity(plain))
    count('phone', looksLikePhone(text))
    count('sex', /^(男|女)性?$/.test(plain))
    count('post', postsInText(text).length > 0)
    count('startOn', looksLikeDate(cell))
    count('grid', looksLikeGrid(text) || /^第.{1,3}[网格片]/.test(plain))
    count('community', isPlaceName(plain))
    count('name', isLikelyName(text))
    count('policeNo', /^\d{4,6}$/.test(plain))
    count('seq', /^\d{1,5}$/.test(plain))
  }
  const shares: ContentShares = {}
  for (const [field, hit] of Object.entries(hits)) shares[field as HeaderField] = hit / texts.length
  return { filled: filledRows.length, shares: corrected(shares, texts, codes) }
}

/** Some hundred cells tell what a column holds; the rest would only cost time. */
function spread(rows: readonly number[]): number[] {
  const step = Math.max(1, rows.length / 400)
  const chosen: number[] = []
  for (let at = 0; at < rows.length; at += step) chosen.push(rows[Math.floor(at)] ?? 0)
  return chosen
}

/** What a single cell cannot tell: grid codes share their first nine digits, names seldom repeat. */
function corrected(shares: ContentShares, texts: string[], codes: string[]): ContentShares {
  const filled = Math.max(1, texts.length)
  const stems = new Map<string, number>()
  for (const code of codes) stems.set(code.slice(0, 9), (stems.get(code.slice(0, 9)) ?? 0) + 1)
  const sameStem = Math.max(0, ...stems.values())
  if (codes.length > 1 && sameStem / codes.length >= 0.8) {
    shares.gridCode = codes.length / filled
    shares.idNo = Math.max(0, (shares.idNo ?? 0) - shares.gridCode)
  }
  const distinct = new Set(texts).size / filled
  if (shares.name !== undefined && distinct < 0.5 && filled > 6) shares.name *= distinct
  if (shares.community !== undefined && shares.name !== undefined && shares.community > 0.5) shares.name = 0
  if (shares.grid === undefined && shares.seq !== undefined && distinct < 0.5) {
    shares.grid = 0.4 * (texts.filter((text) => gridOrdinal(text) !== null).length / filled)
  }
  return shares
}
