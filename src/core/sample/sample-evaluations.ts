import type { ScoredCell } from '../../domain/evaluation'
import { addMonths, monthOf } from '../../domain/month'
import { needsReason } from '../../domain/score-block'
import type { Transaction } from '../database/transaction'
import { newId } from '../new-id'
import { aftermathStatements } from '../features/evaluations/aftermath-statements'
import { openCycle, termsOf, type CycleRow } from '../features/evaluations/cycles'
import { putDraft } from '../features/evaluations/draft-rows'
import { expectedSheets, type ExpectedSheet } from '../features/evaluations/expected-sheets'
import { handInExpected, sheetRow } from '../features/evaluations/hand-in'
import { lockCycle } from '../features/evaluations/lock'
import { sheetStatements } from '../features/evaluations/sheet-statements'
import { seededRandom, type SeededRandom } from './seeded-random'

const lockedMonths = 2
/** From this day on the current month is the one being scored; before it, the last one. */
const openDay = 25

const reasons = ['多次未巡查', '报送信息偏少', '交办事项拖延', '请假较多，工作量不足']
const comments = ['工作扎实，履职到位', '总体较好，信息报送有待加强', '能完成任务，主动性需提高', '纠纷化解有办法，群众认可', null, null]

const noonOf = (day: string): number => Date.parse(`${day}T12:00:00+08:00`)

/** The same writing hand on another day: what the sample plays in the past carries its own date. */
const onDay = (tx: Transaction, day: string): Transaction => ({ ...tx, at: Math.min(tx.at, noonOf(day)) })

/**
 * Invented months by the office's own rules: two locked ones and one that is half scored. Some sheets are missing or
 * waived for want of a rater, one rater gives everybody full marks, some scores are low with a reason.
 */
export function storeEvaluations(tx: Transaction, today: string, seed: number): void {
  const working = today.slice(8) >= String(openDay) ? monthOf(today) : addMonths(monthOf(today), -1)
  const random = seededRandom(seed + 5)
  const level = new Map<string, number>()
  for (let back = lockedMonths; back >= 1; back -= 1) storeMonth(tx, addMonths(working, -back), random, level)
  storeHalf(tx, working, random, level)
}

/** What a person's work is worth this month, in per cent: near the month before. */
function levelOf(level: Map<string, number>, random: SeededRandom, personId: string): number {
  const next = Math.min(99, Math.max(62, (level.get(personId) ?? random.integer(76, 95)) + random.integer(-3, 3)))
  level.set(personId, next)
  return next
}

function cellsFor(cycle: CycleRow, sheet: ExpectedSheet, percent: number, random: SeededRandom, isGenerous: boolean): ScoredCell[] {
  const terms = termsOf(cycle)
  return terms.templates[sheet.kind].dimensions.map(({ code, maxX10 }) => {
    const slip = random.chance(1 / 60) ? 35 : 0
    const share = Math.min(100, Math.max(30, percent - slip + random.integer(-6, 6)))
    const scoreX10 = isGenerous ? maxX10 : Math.min(maxX10, Math.round((maxX10 * share) / 100 / terms.stepX10) * terms.stepX10)
    return { code, scoreX10, reason: needsReason(scoreX10, maxX10, terms) ? random.pick(reasons) : null }
  })
}

function storeMonth(tx: Transaction, month: string, random: SeededRandom, level: Map<string, number>): void {
  const { cycle } = openCycle(onDay(tx, `${month}-25`), month)
  const handing = onDay(tx, cycle.due_on)
  const terms = termsOf(cycle)
  const { sheets } = expectedSheets(tx, month)
  const officers = [...new Set(sheets.filter((sheet) => sheet.kind === 'aux_by_police').map((sheet) => sheet.raterId))]
  const generous = officers[4]
  for (const sheet of sheets) {
    const percent = levelOf(level, random, sheet.rateeId)
    if (sheet.problem !== null || sheet.raterId === null) waive(handing, cycle, sheet, '评分人空缺，当月不评')
    else if (!random.chance(1 / 90)) handInExpected(handing, cycle, terms, sheet, { cells: cellsFor(cycle, sheet, percent, random, sheet.raterId === generous), comment: random.pick(comments), proxy: null, mayLackReason: false })
  }
  const praised = sheets.filter((sheet) => sheet.kind === 'aux_by_police').slice(3, 6)
  praised.forEach((sheet, at) =>
    handing.write(aftermathStatements.insertBonus, {
      id: newId(), cycle_id: cycle.id, subject: 'aux', community_id: sheet.communityId, ratee_id: sheet.rateeId, points_x10: at === 2 ? -10 : 20, reason: at === 2 ? '会议缺席' : '提供线索，协助破案',
      source: `镇综治中心通报${at + 1}号`, approver: '分管领导', by_name: tx.actor.name, created_at: handing.at, created_by: tx.actor.id, updated_at: handing.at, updated_by: tx.actor.id,
    }),
  )
  lockCycle(onDay(tx, cycle.lock_on), cycle, { communityId: null, acceptMissing: true, isAutomatic: false })
}

/** The first community is untouched, so that its people can score; of the others the first half has handed in. */
function storeHalf(tx: Transaction, month: string, random: SeededRandom, level: Map<string, number>): void {
  const { cycle } = openCycle(tx, month)
  const terms = termsOf(cycle)
  const { sheets } = expectedSheets(tx, month)
  const places = [...new Set(sheets.map((sheet) => sheet.communityId))]
  // An officer of two communities scores both in one sitting.
  const untouched = new Set(sheets.filter((sheet) => sheet.communityId === places[0]).map((sheet) => sheet.raterId))
  for (const sheet of sheets) {
    const at = places.indexOf(sheet.communityId)
    const percent = levelOf(level, random, sheet.rateeId)
    if (at === 0 || untouched.has(sheet.raterId) || sheet.problem !== null || sheet.raterId === null) continue
    const cells = cellsFor(cycle, sheet, percent, random, false)
    if (at <= places.length / 2) handInExpected(tx, cycle, terms, sheet, { cells, comment: random.pick(comments), proxy: null, mayLackReason: false })
    else if (at % 3 === 0) putDraft(tx, sheetRow(tx, cycle, sheet).id, { kind: 'rater', personId: sheet.raterId }, cells.slice(0, 4))
  }
}

function waive(tx: Transaction, cycle: CycleRow, sheet: ExpectedSheet, reason: string): void {
  tx.write(sheetStatements.setState, { id: sheetRow(tx, cycle, sheet).id, state: 'waived', state_reason: reason, submission_id: null, updated_at: tx.at, updated_by: tx.actor.id })
}
