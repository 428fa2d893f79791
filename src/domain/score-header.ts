import type { HeaderBlock } from './header-rows'
import { repeatsHeader } from './header-rows'
import type { Dimension, SheetKind, Terms } from './evaluation'
import type { SheetGrid } from './sheet-grid'
import { compact, isProse, withoutBrackets } from './written-text'

export type ScoreTemplate = 'police' | 'aux'

/** A header of score columns and the template that its words belong to. */
export interface ScoreHeader extends HeaderBlock {
  template: ScoreTemplate
}

/** Titles, units and notes may stand above the first header, but not this much. */
const deepestHeader = 40
const subHeader = /^([(（]?(满分|分值|标准)?\d+(\.\d+)?分?[)）]?|满分.*|(标准)?分值?|得分|评分|打分|实得分|扣分|(扣分)?(原因|理由)|备注)$/
const personWord = /姓名|名字|警辅|辅警|民警|被考核|被评|考核对象|评分人|评议人|村|社区|网格|序号/

/** How much of two labels is the same signs, 0 to 1: 信息上报 and 信息报送 share three of four. */
function likeness(text: string, label: string): number {
  if (text === label) return 1
  const left = [...text]
  let shared = 0
  for (const sign of label) {
    const at = left.indexOf(sign)
    if (at < 0) continue
    left.splice(at, 1)
    shared++
  }
  const whole = text.includes(label) && text.length <= label.length + 6 ? 0.9 : 0
  return Math.max(whole, (2 * shared) / (text.length + label.length))
}

const leastLikeness = 0.75

/** The label without what headers add to it: 1.信息报送（20分） → 信息报送 */
function bareLabel(written: string): string {
  return withoutBrackets(compact(written))
    .replace(/^[一二三四五六七八九十\d]+[.、．:：]/, '')
    .replace(/[\d.]+分?$|得分$|评分$|分值$/, '')
}

/** The dimension that a header cell names. */
export function dimensionNamed(written: string, dimensions: readonly Dimension[]): { code: string; likeness: number } | null {
  if (isProse(written)) return null
  const text = bareLabel(written)
  if (text.length < 2) return null
  let best: { code: string; likeness: number } | null = null
  for (const { code, label } of dimensions) {
    const share = likeness(text, compact(label))
    if (share >= leastLikeness && share > (best?.likeness ?? 0)) best = { code, likeness: share }
  }
  return best
}

/** The maximum that a header gives in figures: （20分）, 满分20; in tenths. */
export function maximumNamed(levels: readonly string[]): number | null {
  for (const level of levels.toReversed()) {
    const match = /(?:^|[(（])(?:满分|分值|标准分?)?[:：]?(\d+(?:\.\d+)?)分?(?:[)）]|$)|(\d+(?:\.\d+)?)分/.exec(compact(level))
    const figure = match?.[1] ?? match?.[2]
    if (figure !== undefined) return Math.round(Number(figure) * 10)
  }
  return null
}

function dimensionsIn(grid: SheetGrid, row: number, dimensions: readonly Dimension[]): { distinct: number; weight: number } {
  const best = new Map<string, number>()
  for (const { text } of grid.filled(row)) {
    const named = dimensionNamed(text, dimensions)
    if (named !== null) best.set(named.code, Math.max(best.get(named.code) ?? 0, named.likeness))
  }
  return { distinct: best.size, weight: [...best.values()].reduce((sum, share) => sum + share, 0) }
}

/** Both raters of an auxiliary normally share a template; where they do not, a header may be of either. */
export function dimensionsOf(template: ScoreTemplate, templates: Terms['templates']): readonly Dimension[] {
  if (template === 'police') return templates.police_by_chief.dimensions
  const { dimensions } = templates.aux_by_police
  return [...dimensions, ...templates.aux_by_grid_chief.dimensions.filter(({ label }) => dimensions.every((one) => one.label !== label))]
}

function templateOf(grid: SheetGrid, row: number, templates: Terms['templates']): ScoreTemplate | null {
  const found = (['aux', 'police'] as const).map((template) => ({ template, least: Math.min(2, dimensionsOf(template, templates).length), ...dimensionsIn(grid, row, dimensionsOf(template, templates)) }))
  const enough = found.filter(({ distinct, least }) => distinct >= Math.max(1, least))
  const [best] = enough.toSorted((a, b) => b.weight - a.weight)
  return best?.template ?? null
}

/** A level above: it merges down into the labels, or groups some of them. A title over the whole width and a labelled line are none. */
function isAbove(grid: SheetGrid, row: number, below: number): boolean {
  const filled = grid.filled(row)
  if (filled.length === 0 || filled.some(({ text }) => /[:：]/.test(text))) return false
  if (filled.some(({ column }) => grid.span(row, column) > 1 && grid.span(row, column) >= Math.max(3, grid.lastColumn * 0.8))) return false
  if (filled.some(({ column }) => (grid.merge(row, column)?.bottom ?? row) >= below)) return true
  const grouping = filled.some(({ column }) => grid.span(row, column) > 1)
  const completing = filled.some(({ column, text }) => grid.ownText(below, column) === '' && personWord.test(compact(text)) && text.length <= 12)
  return filled.length >= 2 && (grouping || completing)
}

function isBelow(grid: SheetGrid, row: number, above: number): boolean {
  const filled = grid.filled(row)
  if (filled.length === 0) return false
  if (filled.every(({ text }) => subHeader.test(compact(text)))) {
    // Plain figures alone are maxima only under a header that leaves the names' cells to this row.
    return filled.some(({ text }) => !/^\d+(\.\d+)?$/.test(compact(text))) || grid.filled(above).some(({ column }) => (grid.merge(above, column)?.bottom ?? above) >= row)
  }
  return grid.filled(above).some(({ column }) => (grid.merge(above, column)?.bottom ?? above) >= row) && filled.every(({ text }) => !/^\d+(\.\d+)?$/.test(compact(text)))
}

/** All headers of score columns of a sheet from top to bottom, without mere repetitions. */
export function findScoreHeaders(grid: SheetGrid, templates: Terms['templates']): ScoreHeader[] {
  const headers: ScoreHeader[] = []
  for (let row = 1; row <= grid.lastRow; row++) {
    const last = headers.at(-1)
    const floor = last?.rows.at(-1) ?? 0
    if (row <= floor || (last === undefined && row > deepestHeader)) continue
    const template = templateOf(grid, row, templates)
    if (template === null || (last !== undefined && repeatsHeader(grid, row, last))) continue
    headers.push({ template, ...blockAt(grid, row, floor) })
  }
  return headers
}

function blockAt(grid: SheetGrid, row: number, floor: number): HeaderBlock {
  let top = row
  while (top - 1 > floor && row - top < 2 && isAbove(grid, top - 1, top)) top--
  let bottom = row
  while (bottom - row < 2 && isBelow(grid, bottom + 1, bottom)) bottom++
  const rows = Array.from({ length: bottom - top + 1 }, (_, index) => top + index)
  const levels = new Map<number, string[]>()
  for (let column = 1; column <= grid.lastColumn; column++) {
    const texts = rows.map((level) => grid.text(level, column))
    levels.set(column, texts.filter((text, at) => text !== '' && text !== texts[at - 1]))
  }
  return { rows, levels }
}

/** Who rates, in the words of a title, a group or a sheet's name. `weak` takes the mere mention of one of the two. */
export function raterInWords(written: string, weak = false): SheetKind | null {
  if (isProse(written)) return null
  const text = compact(written)
  const verb = '(评|考核|打分|测评|评分|评议|填写?|用)'
  const police = new RegExp(`民警.{0,3}${verb}`).test(text)
  const lead = new RegExp(`网格长.{0,3}${verb}`).test(text)
  if (police !== lead) return police ? 'aux_by_police' : 'aux_by_grid_chief'
  if (!weak) return null
  const [namesPolice, namesLead] = [text.includes('民警'), text.includes('网格长')]
  return namesPolice === namesLead ? null : namesPolice ? 'aux_by_police' : 'aux_by_grid_chief'
}

const monthWords = /(20\d{2})[年\-/.](1[0-2]|0?[1-9])(?:月(?!\d{1,2}日)|(?![\d\-/.年月]))/g

/** 考核月份：2026年10月 → 2026-10. The day on which a sheet was filled in names no month. */
export function monthInWords(written: string): string | null {
  const text = compact(written)
  if (text.length > 200) return null
  const months = new Set([...text.matchAll(monthWords)].map((match) => `${match[1]}-${(match[2] ?? '').padStart(2, '0')}`))
  const [only] = months
  return months.size === 1 && only !== undefined ? only : null
}
