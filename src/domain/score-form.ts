import { communityInTitle } from './place-name'
import type { RawCell, RawSheet } from './raw-workbook'
import type { Dimension } from './evaluation'
import type { ScoreImportOptions } from './score-analysis'
import { dimensionNamed, dimensionsOf, maximumNamed, type ScoreTemplate } from './score-header'
import { SheetGrid } from './sheet-grid'
import { compact, isProse, saysNothing, withoutBrackets } from './written-text'

/**
 * A form has one person on it and one dimension per line (单人表, R7 and R8). It is read as a table of one row, and what
 * the table says about a cell is led back to the cell of the form.
 */
export interface ScoreForm {
  table: RawSheet
  /** From a column of the table to the cell that it came from; null for what the form says in its words. */
  home: ReadonlyMap<number, { row: number; column: number }>
  firstRow: number
  /** The form's own header, and its last row. */
  headerRow: number
  lastRow: number
}

const scoreHead = /^(得分|评分|打分|实得分|评分结果|考核得分)$/
const dimensionHead = /^(考核|评议|评分)?(指标|项目|内容|维度)$/
const reasonHead = /原因|理由/
const mostForms = 400

interface FormHead {
  row: number
  score: number
  dimension: number
  reason: number | null
  maximum: number | null
}

export function readScoreForms(sheet: RawSheet, options: ScoreImportOptions): ScoreForm[] {
  const grid = new SheetGrid(sheet)
  const heads: FormHead[] = []
  for (let row = 1; row <= grid.lastRow && heads.length < mostForms; row++) {
    const head = headAt(grid, row)
    if (head !== null) heads.push(head)
  }
  return heads.flatMap((head, at): ScoreForm[] => {
    const from = at === 0 ? 1 : startOf(grid, heads[at - 1]?.row ?? 0, head.row)
    const next = heads[at + 1]
    const to = next === undefined ? grid.lastRow : startOf(grid, head.row, next.row) - 1
    const form = readForm(grid, sheet, head, from, to, options)
    return form === null ? [] : [form]
  })
}

function headAt(grid: SheetGrid, row: number): FormHead | null {
  const columnOf = (pattern: RegExp) => grid.filled(row).find(({ text }) => pattern.test(compact(text)))?.column ?? null
  const [score, dimension] = [columnOf(scoreHead), columnOf(dimensionHead)]
  if (score === null || dimension === null) return null
  return { row, score, dimension, reason: columnOf(reasonHead), maximum: columnOf(/^(分值|满分|标准分|总分值?)$/) }
}

/** Forms below each other: a new one begins at its title, the last line over its header that stands after the signatures. */
function startOf(grid: SheetGrid, above: number, head: number): number {
  for (let row = head - 1; row > above; row--) {
    const texts = grid.filled(row).map(({ text }) => compact(text))
    if (texts.length === 1 && /表([（(].*[）)])?$/.test(texts[0] ?? '')) return row
  }
  return head
}

function readForm(grid: SheetGrid, sheet: RawSheet, head: FormHead, from: number, to: number, options: ScoreImportOptions): ScoreForm | null {
  const lines = linesOf(grid, head, to, options)
  if (lines === null) return null
  const words = wordsOf(grid, from, to)
  const header: RawCell[] = []
  const data: RawCell[] = []
  const home = new Map<number, { row: number; column: number }>()
  const put = (title: string, value: RawCell, at: { row: number; column: number } | null): void => {
    header.push(title)
    data.push(value)
    if (at !== null) home.set(header.length, at)
  }
  const unit = valueOf(words, /^(填报单位|所属单位|单位|村\(社区\)|所属(村|社区)|社区|村)$/)
  const community = unit === null ? null : (communityInTitle(unit.text) ?? unit.text)
  const ratee = valueOf(words, /^((被考核人|被评议人|被评人|考核对象|评议对象|警辅|辅警)(姓名)?|姓名)$/) ?? (lines.template === 'police' ? valueOf(words, /^(社区)?民警(姓名)?$/) : null)
  // 孟春（第一网格）: the form says beside the name where the person serves.
  put('姓名', ratee === null ? null : withoutBrackets(ratee.text).trim(), ratee)
  put('村(社区)', community, unit)
  put('所属网格', gridIn(words, `${unit?.text ?? ''}${ratee?.text ?? ''}`), null)
  for (const { label, row, maximum } of lines.scores) {
    put(maximum === null ? label : `${label}（${maximum / 10}分）`, grid.own(row, head.score), { row, column: head.score })
    if (head.reason !== null) put(`${label}扣分原因`, grid.own(row, head.reason), { row, column: head.reason })
  }
  if (lines.total !== null) put('合计', grid.own(lines.total, head.score), { row: lines.total, column: head.score })
  const rater = raterIn(words)
  if (rater !== null) put('评分人', rater, null)
  for (const post of lines.template === 'police' ? ['站长'] : ['社区民警', '网格长']) {
    const holder = valueOf(words, new RegExp(`^${post}(姓名)?$`))
    if (holder !== null) put(post, holder.text, holder)
  }
  put('评语', named(valueOf(words, /^(评语|总体评价|综合评价)$/)), null)
  // What stands over the header, and the raters' lines below, tell the month and who rates.
  const telling = words.filter(({ row, label }) => row < head.row || /^(评分|评议|考核|打分)人/.test(label)).map(({ whole }) => whole)
  const titles = [...new Set(telling)].filter((text) => !isProse(text)).slice(0, 30)
  const rows = [...titles.map((text): RawCell[] => [text]), header, data]
  return {
    table: { ...sheet, merges: [], hiddenColumns: [], rows: rows.map((cells, index) => ({ row: index + 1, hidden: false, cells })) },
    home,
    firstRow: from,
    headerRow: head.row,
    lastRow: to,
  }
}

interface FormLines {
  template: ScoreTemplate
  scores: { label: string; row: number; maximum: number | null }[]
  total: number | null
}

/** The lines that name dimensions; null where too few do, so that a list of criteria is no form. */
function linesOf(grid: SheetGrid, head: FormHead, to: number, options: ScoreImportOptions): FormLines | null {
  const read = (template: ScoreTemplate) => {
    const dimensions: readonly Dimension[] = dimensionsOf(template, options.terms.templates)
    const scores: FormLines['scores'] = []
    let total: number | null = null
    for (let row = head.row + 1; row <= to; row++) {
      const label = grid.text(row, head.dimension)
      const named = dimensionNamed(label, dimensions)
      const known = dimensions.find(({ code }) => code === named?.code)
      if (known !== undefined) scores.push({ label: known.label, row, maximum: head.maximum === null ? maximumNamed([label]) : maximumNamed([grid.text(row, head.maximum)]) })
      else if (grid.filled(row).slice(0, 2).some(({ text }) => /^(合计|总分|总计|小计)$/.test(compact(text)))) total ??= row
    }
    return { template, scores, total, least: Math.min(2, dimensions.length) }
  }
  const [best] = (['aux', 'police'] as const).map(read).toSorted((a, b) => b.scores.length - a.scores.length)
  return best === undefined || best.scores.length < best.least ? null : best
}

interface Word {
  label: string
  text: string
  /** The cell's whole text, for titles. */
  whole: string
  row: number
  column: number
}

/** Labels with what stands behind them, in the same cell or in the next; pieces are parted by wide gaps. */
function wordsOf(grid: SheetGrid, from: number, to: number): Word[] {
  const words: Word[] = []
  for (let row = from; row <= to; row++) {
    const filled = grid.filled(row)
    for (const [index, { column, text }] of filled.entries()) {
      for (const piece of text.split(/[\u3000\n]+|\s{2,}/)) {
        const match = /^([^:：]{1,20})[:：](.*)$/u.exec(piece.trim())
        const behind = match?.[2]?.trim() ?? ''
        const next = filled[index + 1]
        if (behind === '' && next !== undefined) words.push({ label: compact(match?.[1] ?? piece), text: next.text, whole: text, row, column: next.column })
        else words.push({ label: compact(match?.[1] ?? ''), text: behind, whole: text, row, column })
      }
    }
  }
  return words
}

const valueOf = (words: readonly Word[], label: RegExp): Word | null => words.find((word) => word.label !== '' && label.test(word.label) && !saysNothing(word.text)) ?? null
const named = (word: Word | null): string | null => word?.text ?? null

function gridIn(words: readonly Word[], beside: string): string | null {
  const own = valueOf(words, /^(所属|所在)?网格(名称)?$/)
  if (own !== null) return own.text
  return /第.{1,4}网格|\d{1,3}号?网格/u.exec(beside)?.[0] ?? null
}

/** 评分人（社区民警 钟毅）签名： or 评分人：钟毅; a name behind 签名 is the signer's. */
function raterIn(words: readonly Word[]): string | null {
  for (const { label, text } of words) {
    if (!/^(评分|评议|考核|打分)人/.test(label)) continue
    const printed = /[(（](?:社区民警|网格长|站长)(.*?)[)）]/u.exec(label)?.[1] ?? ''
    for (const name of [compact(text), printed]) if (/^[\p{Script=Han}·]{2,15}$/u.test(name)) return name
  }
  return null
}
