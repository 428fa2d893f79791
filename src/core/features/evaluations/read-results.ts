import type { EvaluationResult } from '../../../contract/evaluation-shapes'
import { sheetKinds, type SheetKind, type Subject } from '../../../domain/evaluation'
import { halfUp } from '../../../domain/evaluation-result'
import { addMonths } from '../../../domain/month'
import type { Reader } from '../../database/reader'
import { nameOf } from '../roster/directory'
import { cycleStatements } from './cycle-statements'
import type { CycleRow } from './cycles'
import type { MonthPicture, PictureResult } from './month-picture'
import { pictureOf } from './read-picture'
import { viewOfResult, type ResultView, type Viewer } from './visibility'

const hiddenFigures = {
  chiefTotalX10: null, policeTotalX10: null, leadTotalX10: null, weightedX100: null, bonusX10: null, finalX100: null, grade: null, rankCommunity: null, rankTownship: null, note: null,
} as const

function shown(result: PictureResult, view: ResultView): EvaluationResult {
  const { subject, communityId, community, grid, rateeId, ratee, state } = result
  const head = { subject, communityId, community, grid, rateeId, ratee, state }
  if (view === 'all')
    return {
      ...head, hidden: false, chiefTotalX10: result.chiefTotalX10, policeTotalX10: result.policeTotalX10, leadTotalX10: result.leadTotalX10, weightedX100: result.weightedX100,
      bonusX10: result.bonusX10, finalX100: result.finalX100, grade: result.grade, rankCommunity: result.rankCommunity, rankTownship: result.rankTownship, note: result.note,
    }
  if (view === 'total') return { ...head, ...hiddenFigures, hidden: false, finalX100: result.finalX100, grade: result.grade }
  return { ...head, ...hiddenFigures, hidden: true }
}

export function readResults(reader: Reader, cycle: CycleRow, viewer: Viewer, communityId: string | null): EvaluationResult[] {
  const isLocked = cycle.lock_id !== null
  return pictureOf(reader, cycle).results.flatMap((result) => {
    const view = viewOfResult(viewer, result, isLocked)
    return view === 'none' || (communityId !== null && result.communityId !== communityId) ? [] : [shown(result, view)]
  })
}

/** Averages and grades per community: no name, and nothing before the lock. */
export function readOverview(reader: Reader, cycle: CycleRow, sees: (communityId: string) => boolean) {
  if (cycle.lock_id === null) return { isLocked: false, communities: [] }
  const { communities, results, terms } = pictureOf(reader, cycle)
  return {
    isLocked: true,
    communities: communities.filter((one) => sees(one.communityId)).map(({ communityId, name }) => {
      const own = results.filter((result) => result.communityId === communityId && result.subject === 'aux')
      const rated = own.flatMap((result) => (result.finalX100 === null ? [] : [result.finalX100]))
      return {
        communityId,
        community: name,
        people: own.length,
        rated: rated.length,
        averageX100: rated.length === 0 ? null : halfUp(rated.reduce((sum, one) => sum + one, 0), rated.length),
        grades: terms.grades.map(({ name: grade }) => ({ grade, count: own.filter((result) => result.grade === grade).length })),
      }
    }),
  }
}

/**
 * Twelve months up to one, from the standing locks. A month before the first and after the last result is a gap too.
 * Whoever sees the total alone gets no rank, and whoever sees nothing no name (model.md D5).
 */
export function readTrend(reader: Reader, personId: string, month: string, viewOf: (subject: Subject, communityId: string, month: string) => ResultView) {
  const from = addMonths(month, -11)
  const rows = reader.all(cycleStatements.resultsOfPerson, { ratee_id: personId, from, to: month }).flatMap((row) => {
    const view = viewOf(row.subject as Subject, row.community_id, row.month)
    return view === 'all' ? [row] : view === 'total' ? [{ ...row, rank_township: null }] : []
  })
  const months = Array.from({ length: 12 }, (_, at) => addMonths(from, at))
  const keys = [...new Set(rows.map((row) => `${row.subject}/${row.community_id}`))]
  return {
    name: rows.length === 0 ? '' : (nameOf(reader, personId) ?? ''),
    series: keys.flatMap((key) => {
      const own = rows.filter((row) => `${row.subject}/${row.community_id}` === key)
      const last = own.at(-1)
      if (!last) return []
      return [
        {
          subject: last.subject as Subject,
          communityId: last.community_id,
          community: last.community_name,
          months: months.map((one) => {
            const row = own.find((known) => known.month === one)
            return { month: one, finalX100: row?.final_x100 ?? null, grade: row?.grade ?? null, rankTownship: row?.rank_township ?? null }
          }),
        },
      ]
    }),
  }
}

const bandEnds = [600, 700, 800, 900]

/** How every rater of a locked month spread the totals, by kind; the most generous first. */
export function distributionOf(picture: MonthPicture, sees: (communityId: string) => boolean) {
  const raters = new Map<string, { raterId: string; rater: string; kind: SheetKind; communities: Set<string>; totals: number[]; full: number }>()
  for (const sheet of picture.sheets) {
    if (!sheet.submission || !sees(sheet.communityId)) continue
    const { raterId, totalX10 } = sheet.submission
    const key = `${sheet.kind}/${raterId}`
    const rater = raters.get(key) ?? { raterId, rater: sheet.rater ?? '', kind: sheet.kind, communities: new Set<string>(), totals: [], full: 0 }
    rater.communities.add(sheet.community)
    rater.totals.push(totalX10)
    const most = picture.terms.templates[sheet.kind].dimensions.reduce((sum, dimension) => sum + dimension.maxX10, 0)
    if (totalX10 === most) rater.full += 1
    raters.set(key, rater)
  }
  return [...raters.values()]
    .map(({ raterId, rater, kind, communities, totals, full }) => ({
      raterId,
      rater,
      kind,
      communities: [...communities],
      sheets: totals.length,
      meanX100: halfUp(totals.reduce((sum, one) => sum + one, 0) * 10, totals.length),
      lowestX10: Math.min(...totals),
      highestX10: Math.max(...totals),
      fullMarks: full,
      isUniform: totals.length >= 3 && new Set(totals).size === 1,
      bands: [0, ...bandEnds].map((from, at) => totals.filter((total) => total >= from && total < (bandEnds[at] ?? Number.POSITIVE_INFINITY)).length),
    }))
    .toSorted((a, b) => sheetKinds.indexOf(a.kind) - sheetKinds.indexOf(b.kind) || b.meanX100 - a.meanX100)
}
