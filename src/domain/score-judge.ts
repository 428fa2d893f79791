import type { Dimension, SheetKind } from './evaluation'
import { postFromText } from './post'
import { columnLetter, damagedAdvice, formulaAdvice } from './raw-workbook'
import type { ScoreFault, ScoreField, ScoreImportOptions, ScoreRow } from './score-analysis'
import type { ScoreGroup } from './score-columns'
import { cleanedText } from './sheet-grid'
import { findPerson, judgeRater, raterPost, type ExpectedPeople, type FoundPerson } from './score-people'
import { dimensionsOf } from './score-header'
import { kindOfGroup, monthOf, placesAround, type ScoreTable, type ScoreTableRow } from './score-table'
import { compact, saysNothing } from './written-text'
import { pointWords } from './score-block'
import { numberInText, readWrittenScore, totalText } from './written-score'

export interface JudgedScoreRow extends ScoreRow {
  faults: ScoreFault[]
  /** Not one score stands in the row. */
  empty: boolean
}

interface Judging {
  table: ScoreTable
  source: ScoreTableRow
  group: ScoreGroup
  options: ScoreImportOptions
  textFile: boolean
  row: JudgedScoreRow
}

/** One row of one rater: whom it rates, who rates, the scores, and what was typed beside them. */
export function judgeScoreRow(table: ScoreTable, source: ScoreTableRow, group: ScoreGroup, options: ScoreImportOptions, people: ExpectedPeople, textFile: boolean): JudgedScoreRow {
  const { grid } = table
  const written = (field: ScoreField): string => {
    const column = source.layout.of[field]
    return column === undefined ? '' : grid.text(source.row, column)
  }
  const kind = kindOfRow(written('raterPost'), kindOfGroup(table, source, group, people))
  const row: JudgedScoreRow = {
    sheet: table.sheet,
    row: source.row,
    lastRow: source.row,
    kind,
    verdict: 'accepted',
    normalised: false,
    key: null,
    name: compact(written('ratee')),
    community: source.community === '' ? null : source.community,
    grid: written('grid') === '' ? null : written('grid'),
    rater: null,
    scoresX10: {},
    reasons: {},
    comment: null,
    totalX10: null,
    alreadyHandedIn: false,
    cells: shownCells(table, source),
    faults: [],
    empty: true,
  }
  const judging: Judging = { table, source, group, options, textFile, row }
  judgeSheet(judging, written('month'))
  if (kind === null) {
    add(judging, null, 'unknown_rater_kind', 'error', '看不出是社区民警评还是网格长评。在表题或工作表名里写明。')
  } else {
    const { community } = source
    const found = findPerson({ kind, name: written('ratee'), community, around: placesAround(table, source), sheetName: table.sheet, grid: written('grid') }, people)
    judgePerson(judging, found)
  }
  judgeScores(judging)
  for (const { column, written, text } of grid.rewritten(source.row)) {
    const reading = source.layout.columns.find((one) => one.column === column)
    if (reading !== undefined && reading.field !== 'ignored') row.faults.push({ sheet: row.sheet, row: row.row, column, header: reading.header, ...cleanedText, value: written, suggested: text })
  }
  judgeUnresolved(judging)
  if (grid.damaged(source.row)) add(judging, null, 'damaged_text', 'confirm', damagedAdvice)
  return row
}

function kindOfRow(writtenPost: string, ofGroup: SheetKind | null): SheetKind | null {
  if (ofGroup === 'police_by_chief' || writtenPost === '') return ofGroup
  const post = postFromText(writtenPost)
  if (post === 'community_police') return 'aux_by_police'
  return post === 'grid_chief' ? 'aux_by_grid_chief' : ofGroup
}

function add(judging: Judging, column: number | null | undefined, kind: string, severity: ScoreFault['severity'], message: string, suggested: string | null = null): void {
  const { row, source, table } = judging
  row.faults.push({
    sheet: row.sheet,
    row: row.row,
    column: typeof column === 'number' ? columnLetter(column) : null,
    header: typeof column === 'number' ? (source.layout.headers.get(column) ?? null) : null,
    kind,
    severity,
    message,
    value: typeof column === 'number' ? table.grid.ownText(source.row, column) : '',
    suggested,
  })
}

function judgeSheet(judging: Judging, writtenMonth: string): void {
  const { table, source, options } = judging
  const month = monthOf(table, source, writtenMonth)
  if (month !== null && month !== options.month) add(judging, source.layout.of.month, 'other_month', 'error', `表上写的是${month}，不是${options.month}的评分。`)
  if (table.hiddenSheet) add(judging, null, 'hidden_sheet', 'error', '所在的工作表被隐藏。取消隐藏、核对后再导入。')
  else if (source.hidden) add(judging, null, 'hidden_row', 'confirm', '这一行被隐藏，已照常读取。')
}

/** Names and raters that a formula did not leave; a total or a remark is only a doubt, since it is not what is taken over. */
function judgeUnresolved(judging: Judging): void {
  const { row, source, group, table } = judging
  const checked = new Set<number | undefined>([group.of.total, group.of.grade, group.of.reason, group.of.comment, group.of.bonus, source.layout.of.total, source.layout.of.grade, source.layout.of.reason, source.layout.of.comment, source.layout.of.bonus, ...group.reasons.values()])
  const scores = new Set(group.scores.values())
  for (const column of new Set([...Object.values(source.layout.of), ...Object.values(group.of), ...group.reasons.values()])) {
    if (column === source.layout.of.seq || scores.has(column) || !table.grid.unresolved(source.row, column)) continue
    row.faults = row.faults.filter((fault) => fault.column !== columnLetter(column))
    add(judging, column, 'formula_without_result', checked.has(column) ? 'confirm' : 'error', formulaAdvice)
  }
}

function judgePerson(judging: Judging, found: FoundPerson): void {
  const { row, source, group, table } = judging
  for (const { field, kind, severity, message, suggested } of found.faults) add(judging, source.layout.of[field], kind, severity, message, suggested)
  if (found.name !== '') row.name = found.name
  row.community = found.community ?? row.community
  const { sheet } = found
  if (sheet === null) return
  row.key = sheet.key
  row.grid = sheet.grid
  row.rater = sheet.raterName
  if (sheet.barred !== null) add(judging, null, sheet.barred.kind, 'error', sheet.barred.message)
  const column = group.of.rater ?? source.layout.of.rater ?? source.layout.posts.get(sheet.kind)
  const writtenRater = column === undefined ? '' : table.grid.text(source.row, column)
  const rater = judgeRater(sheet, writtenRater, found.name)
  if (rater.kind === 'blank') {
    const gridDiffers = row.faults.some(({ kind }) => kind === 'grid_differs')
    if (sheet.raterName === null) add(judging, column, 'rater_vacant', 'error', `${sheet.community}${sheet.grid ?? ''}：${sheet.raterProblem ?? `没有${raterPost[sheet.kind]}`}；表里也没有写评分人。`)
    else if (gridDiffers && sheet.kind === 'aux_by_grid_chief') add(judging, column, 'rater_blank', 'error', '网格与花名册不同，又没有写评分人，看不出是谁评的。', sheet.raterName)
    else if (column !== undefined) add(judging, column, 'rater_blank', 'confirm', `没有写评分人，按花名册记为${sheet.raterName}。`, sheet.raterName)
  } else if (rater.kind !== 'ok') {
    add(judging, column, rater.kind, 'error', rater.message, rater.kind === 'wrong_rater' ? sheet.raterName : null)
  }
}

/** The template of the row's own kind of sheet. */
function dimensionsFor({ row, source, options }: Judging): readonly Dimension[] {
  return row.kind === null ? dimensionsOf(source.header.template, options.terms.templates) : options.terms.templates[row.kind].dimensions
}

function judgeScores(judging: Judging): void {
  const { row, source, group, table, options, textFile } = judging
  const { grid } = table
  const dimensions = dimensionsFor(judging)
  const missing: { column: number | undefined; label: string; merged: boolean }[] = []
  for (const { code, label, maxX10 } of dimensions) {
    const column = group.scores.get(code)
    if (column === undefined) {
      missing.push({ column, label, merged: false })
      continue
    }
    const written = readWrittenScore(grid.own(source.row, column), { maxX10, stepX10: options.terms.stepX10 }, textFile)
    const header = group.maxima.get(code)
    if (written.kind === 'blank') {
      missing.push({ column, label, merged: grid.filledFromAbove(source.row, column) })
      continue
    }
    row.empty = false
    if (written.kind === 'refused') add(judging, column, written.fault, 'error', `${label}：${written.message}${written.suggested === null ? '' : `核对后可改为${written.suggested}。`}`, written.suggested)
    else if (group.twice.has(code)) add(judging, column, 'dimension_twice', 'error', `表里有两列“${label}”，看不出用哪一列。`)
    else if (header !== undefined && header !== maxX10) add(judging, column, 'other_maximum', 'error', `表头写满分${pointWords(header)}分，本月${label}满分${pointWords(maxX10)}分，不能直接采用。`)
    else {
      row.scoresX10[code] = written.scoreX10
      if (written.spelling === 'full_width') add(judging, column, 'full_width', 'normalise', `${label}：全角数字已转为半角。`, pointWords(written.scoreX10))
      if (written.spelling === 'number_as_text') add(judging, column, 'number_as_text', 'normalise', `${label}：文本已转为数字。`, pointWords(written.scoreX10))
    }
  }
  if (row.empty) add(judging, null, 'blank', 'blank', `${row.name === '' ? '这一行' : row.name}没有打分。`)
  else for (const { column, label, merged } of missing) add(judging, column, 'blank', 'blank', column === undefined ? `表里没有“${label}”一列，该项未打分。` : `${label}未打分${merged ? '：与上一行合并的单元格不算分值' : ''}。`)
  judgeReasons(judging)
  if (Object.keys(row.scoresX10).length !== dimensions.length || row.faults.some(({ severity }) => severity === 'error')) return
  row.totalX10 = Object.values(row.scoresX10).reduce((sum, score) => sum + score, 0)
  judgeTotal(judging, row.totalX10)
  judgeGrade(judging, row.totalX10)
}

/** Characters that a sheet keeps of a reason and of a comment, as at the keyboard. */
const [mostOfReason, mostOfComment] = [200, 300]

/** A reason stands in its dimension's own column, or in one for the whole row. */
function judgeReasons(judging: Judging): void {
  const { row, source, group, table, options } = judging
  const textAt = (column: number | undefined) => {
    const text = column === undefined || table.grid.unresolved(source.row, column) ? '' : table.grid.ownText(source.row, column)
    return saysNothing(text) ? '' : text
  }
  const cut = new Set<number | undefined>()
  const within = (text: string, most: number, column: number | undefined, what: string): string => {
    if (text.length <= most) return text
    if (!cut.has(column)) add(judging, column, 'long_text', 'confirm', `${what}有${text.length}字，只采用前${most}字，全文在原表里。要改就在这里改短。`)
    cut.add(column)
    return text.slice(0, most)
  }
  const [reasonAt, commentAt] = [group.of.reason ?? source.layout.of.reason, group.of.comment ?? source.layout.of.comment]
  const [general, comment] = [textAt(reasonAt), textAt(commentAt)]
  row.comment = within([comment, general].filter((text) => text !== '').join('；'), mostOfComment, comment === '' ? reasonAt : commentAt, general === '' ? '评语' : '评语连同原因') || null
  for (const { code, label, maxX10 } of dimensionsFor(judging)) {
    const score = row.scoresX10[code]
    const own = textAt(group.reasons.get(code))
    if (own !== '') row.reasons[code] = within(own, mostOfReason, group.reasons.get(code), '扣分原因')
    if (score === undefined || score * 100 >= maxX10 * options.terms.lowPercent) continue
    if (own === '' && general !== '') row.reasons[code] = within(general, mostOfReason, reasonAt, '扣分原因')
    if (own === '' && general === '') add(judging, group.scores.get(code), 'low_score_no_reason', 'confirm', `${label}${pointWords(score)}分，低于满分的${options.terms.lowPercent}%，没有写扣分原因。已采用，请补原因。`)
  }
  const bonus = group.of.bonus ?? source.layout.of.bonus
  if (bonus !== undefined && !saysNothing(textAt(bonus)) && Number(numberInText(textAt(bonus))) !== 0) {
    add(judging, bonus, 'bonus_not_read', 'confirm', '加减分要写明原因和来源，不从评分表读取。请在加减分里另行登记。')
  }
}

function textScores({ row, group, source, table }: Judging): number {
  let sum = 0
  for (const [code, column] of group.scores) if (typeof table.grid.own(source.row, column) === 'string') sum += row.scoresX10[code] ?? 0
  return sum
}

function judgeTotal(judging: Judging, totalX10: number): void {
  const { group, source, table } = judging
  const column = group.of.total ?? source.layout.of.total
  if (column === undefined) return
  const text = table.grid.ownText(source.row, column)
  if (saysNothing(text)) return
  const cell = table.grid.own(source.row, column)
  const typed = typeof cell === 'number' ? cell : numberInText(text.replace(/分$/, ''))
  const is = (sumX10: number) => typed !== null && Math.abs(typed * 10 - sumX10) < 1e-6
  // A SUM passes over a figure that was typed as text: the conversion is listed already, the sum is not wrong beside it.
  if (is(totalX10) || is(totalX10 - textScores(judging))) return
  add(judging, column, 'wrong_total', 'confirm', `手填合计${text.slice(0, 20)}与各项之和${totalText(totalX10)}不符，已按重算的采用。`, pointWords(totalX10))
}

function judgeGrade(judging: Judging, totalX10: number): void {
  const { group, source, table, options } = judging
  const column = group.of.grade ?? source.layout.of.grade
  const text = column === undefined ? '' : compact(table.grid.ownText(source.row, column))
  if (saysNothing(text)) return
  const grade = options.terms.grades.find(({ fromX100 }) => totalX10 * 10 >= fromX100)?.name
  if (grade === undefined || grade === text) return
  add(judging, column, 'wrong_grade', 'confirm', `手填等次“${text.slice(0, 20)}”与总分${totalText(totalX10)}不符，已按重算的“${grade}”采用。`, grade)
}

function shownCells(table: ScoreTable, source: ScoreTableRow): Record<string, string> {
  const cells: Record<string, string> = {}
  for (let column = 1; column <= table.grid.lastColumn; column++) {
    const text = table.grid.text(source.row, column)
    if (text !== '') cells[columnLetter(column)] = text
  }
  return cells
}
