import { columnLetter } from './raw-workbook'
import { headerMeaning } from './roster-header'
import type { Dimension, SheetKind } from './evaluation'
import type { ScoreField } from './score-analysis'
import { dimensionNamed, maximumNamed, raterInWords, type ScoreHeader } from './score-header'
import type { SheetGrid } from './sheet-grid'
import { compact, withoutBrackets } from './written-text'

/** The columns of one rater: a table has one group, or two where both raters' scores stand side by side. */
export interface ScoreGroup {
  kind: SheetKind | null
  scores: Map<string, number>
  /** A dimension whose header stands over two columns of the group. */
  twice: Set<string>
  /** Maxima that the header gives, in tenths. */
  maxima: Map<string, number>
  reasons: Map<string, number>
  of: Partial<Record<'total' | 'grade' | 'rater' | 'reason' | 'comment' | 'bonus', number>>
}

export interface ScoreLayout {
  /** Columns that every group shares. */
  of: Partial<Record<ScoreField, number>>
  groups: ScoreGroup[]
  /** Columns headed by the rater's post (站长, 社区民警, 网格长); they name the rater where no 评分人 column does. */
  posts: Map<SheetKind, number>
  headers: Map<number, string>
  columns: { column: string; header: string; field: ScoreField }[]
}

const words: readonly [ScoreField, RegExp][] = [
  ['seq', /^(序号|编号|序|NO\.?)$/i],
  ['ignored', /排名|名次|位次|签名|签字|日期|时间|电话|联系方式|身份证|加权/],
  ['raterPost', /^(评分|评议|考核|打分|评价|测评)(人|主体|者)?(身份|职务|岗位|类别|主体)$/],
  ['rater', /^(评分|评议|考核|打分|评价|测评|评定)(人|者|人员)(姓名)?$/],
  ['grade', /等次|等级|档次|评定结果|考核结果/],
  ['bonus', /^(加分|扣分|加减分|附加分|奖惩分?|奖励分)(项|合计)?$/],
  ['reason', /原因|理由/],
  ['total', /^(合计|总分|小计|总计|总得分|得分|得分合计|合计得分|总分数|共计|考核得分)(分|得分)?$/],
  ['comment', /评语|评价|意见|点评/],
  ['month', /^(考核|评议|评分)?(月份|年月)$/],
  ['ratee', /^(警辅|辅警|警务辅助|队员|人员|被考核|被评议|被评|被评分|考核对象|评议对象)(人员|人|对象)?(姓名|名字)?$|^(社区)?民警姓名$|^姓名$/],
]

function meaningOf(levels: readonly string[]): ScoreField | null {
  for (const level of levels.toReversed()) {
    for (const text of [compact(level), withoutBrackets(compact(level))]) {
      const found = words.find(([, pattern]) => pattern.test(text))
      if (found !== undefined) return found[0]
      const meaning = headerMeaning(text)
      if (meaning === null) continue
      if (meaning.role === 'name') return 'ratee'
      if (meaning.role === 'remark') return 'reason'
      if (meaning.role === 'community' || meaning.role === 'grid' || meaning.role === 'policeNo') return meaning.role
      if (meaning.role === 'extra' || meaning.role === 'phone' || meaning.role === 'idNo' || meaning.role === 'gridCode') return 'ignored'
    }
  }
  return null
}

/** A column headed by a post, as the kind of sheet that the post's holder fills. */
function postOf(levels: readonly string[]): SheetKind | null {
  const text = withoutBrackets(compact(levels.at(-1) ?? '')).replace(/姓名$/, '')
  if (/^(社区|责任|包联)?民警$/.test(text)) return 'aux_by_police'
  if (/^(基础)?网格长$/.test(text)) return 'aux_by_grid_chief'
  return /^(工作站|网格工作站)?站长$/.test(text) ? 'police_by_chief' : null
}

const ownGroup = new Set<ScoreField>(['total', 'grade', 'rater', 'reason', 'comment', 'bonus'])
const newGroup = (): ScoreGroup => ({ kind: null, scores: new Map(), twice: new Set(), maxima: new Map(), reasons: new Map(), of: {} })

/** Columns by their headers; the names' column also by what stands in it. `names` are people whom the month expects. */
export function chooseScoreColumns(grid: SheetGrid, header: ScoreHeader, dimensions: readonly Dimension[], data: readonly number[], names: ReadonlySet<string>): ScoreLayout {
  const layout: ScoreLayout = { of: {}, groups: [newGroup()], posts: new Map(), headers: new Map(), columns: [] }
  const fields = new Map<number, ScoreField>()
  for (const [column, levels] of header.levels) {
    layout.headers.set(column, levels.join(' ').replace(/\s+/g, ''))
    if (levels.length === 0) continue
    const field = placeDimension(layout, column, levels, dimensions) ?? placeWord(layout, column, levels)
    if (field !== null) fields.set(column, field)
  }
  placeOfficer(layout, header, fields)
  placeNames(layout, grid, data, names, fields)
  for (const [column, levels] of header.levels) {
    if (levels.length > 0 || fields.has(column)) layout.columns.push({ column: columnLetter(column), header: layout.headers.get(column) ?? '', field: fields.get(column) ?? 'ignored' })
  }
  return layout
}

const lastGroup = (layout: ScoreLayout): ScoreGroup => layout.groups.at(-1) ?? newGroup()

function placeDimension(layout: ScoreLayout, column: number, levels: readonly string[], dimensions: readonly Dimension[]): ScoreField | null {
  const named = levels.map((level) => dimensionNamed(level, dimensions)).find((found) => found !== null)
  if (named === undefined || named === null) return null
  const lowest = compact(levels.at(-1) ?? '')
  let group = lastGroup(layout)
  if (/原因|理由|备注/.test(lowest)) {
    group.reasons.set(named.code, column)
    return 'reason'
  }
  if (/^(满分|分值|标准分?|权重)/.test(lowest) && levels.length > 1 && !/\d/.test(lowest)) return 'ignored'
  const said = levels.map((level) => (dimensionNamed(level, dimensions) === null ? raterInWords(level, true) : null)).find((kind) => kind !== null) ?? null
  if (group.scores.has(named.code)) {
    const complete = group.scores.size >= dimensions.length / 2 || (said !== null && said !== group.kind)
    if (!complete || layout.groups.length >= 2) {
      group.twice.add(named.code)
      return 'score'
    }
    group = newGroup()
    layout.groups.push(group)
  }
  group.kind ??= said
  group.scores.set(named.code, column)
  const maximum = maximumNamed(levels)
  if (maximum !== null) group.maxima.set(named.code, maximum)
  return 'score'
}

function placeWord(layout: ScoreLayout, column: number, levels: readonly string[]): ScoreField | null {
  const post = postOf(levels)
  if (post !== null) {
    if (!layout.posts.has(post)) layout.posts.set(post, column)
    return 'rater'
  }
  const field = meaningOf(levels)
  if (field === null || field === 'ignored' || field === 'seq') return field
  const group = lastGroup(layout)
  if (ownGroup.has(field) && group.scores.size > 0) {
    const own = field as keyof ScoreGroup['of']
    // 扣分原因 outranks 备注, whichever comes first.
    if (group.of[own] !== undefined && !(own === 'reason' && /原因|理由/.test(levels.join('')))) return 'ignored'
    group.of[own] = column
    return field
  }
  if (layout.of[field] !== undefined) return 'ignored'
  layout.of[field] = column
  return field
}

/** 社区民警 over a column of chiefs' sheets is whom the chief rates. */
function placeOfficer(layout: ScoreLayout, header: ScoreHeader, fields: Map<number, ScoreField>): void {
  const officer = header.template === 'police' ? layout.posts.get('aux_by_police') : undefined
  layout.posts.delete(header.template === 'police' ? 'aux_by_police' : 'police_by_chief')
  if (officer === undefined || layout.of.ratee !== undefined) return
  layout.of.ratee = officer
  fields.set(officer, 'ratee')
}

/** The column of the rated: its header's word, unless another column holds the expected names and this one does not. */
function placeNames(layout: ScoreLayout, grid: SheetGrid, data: readonly number[], names: ReadonlySet<string>, fields: Map<number, ScoreField>): void {
  const share = (column: number): number => {
    const filled = data.filter((row) => grid.ownText(row, column) !== '')
    return filled.length === 0 ? 0 : filled.filter((row) => names.has(compact(grid.ownText(row, column)))).length / filled.length
  }
  const chosen = layout.of.ratee
  if (chosen !== undefined && share(chosen) >= 0.3) return
  let best: { column: number; share: number } | null = null
  for (let column = 1; column <= grid.lastColumn; column++) {
    const field = fields.get(column)
    if (field !== undefined && field !== 'ignored') continue
    const own = share(column)
    if (own >= 0.5 && own > (best?.share ?? 0)) best = { column, share: own }
  }
  if (best === null) return
  if (chosen !== undefined) fields.set(chosen, 'ignored')
  layout.of.ratee = best.column
  fields.set(best.column, 'ratee')
}
