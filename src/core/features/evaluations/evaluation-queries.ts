import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { draw } from '../../drawings/draw'
import { forbidden, notFound } from '../../refusal'
import { nameOf, placeOf } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { readAppeals, readPhrases, readReopenings, readTemplates } from './aftermath'
import { closedBecause, cycleOf, requireCycle, termsOf } from './cycles'
import { readDebts } from './debts'
import { keepEvaluationDays } from './keep-days'
import { attachmentsOfSubmission, readMatrix } from './matrix'
import { dutyOf, mayRateOn, readMonths, readProgress } from './month-list'
import { MonthPapers } from './month-papers'
import { pictureOf, submissionOf, workingPicture } from './read-picture'
import { distributionOf, readOverview, readResults, readTrend } from './read-results'
import { sheetStatements } from './sheet-statements'
import { isRater, plainViewer, seesScores, seesSheet, viewerOf, viewOfResult } from './visibility'

/** Each look first lets the calendar do what is due, so that nobody sees a month open that has locked itself. */
export function evaluationQueries(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  const keep = (): void => void keepEvaluationDays(services)
  return {
    months: os.evaluations.months.handler(({ context: { caller } }) => {
      keep()
      return { months: readMonths(reader, viewerOf(reader, caller), caller.today), mayOpen: caller.reachAs('clerk').township }
    }),
    mySheets: os.evaluations.mySheets.handler(({ input, context: { caller } }) => {
      keep()
      const viewer = viewerOf(reader, caller)
      const cycle = requireCycle(reader, input.month)
      return readMatrix(reader, cycle, { owner: { kind: 'rater', personId: viewer.personId ?? '' }, shows: (sheet) => isRater(viewer, sheet), reads: (sheet) => isRater(viewer, sheet) }, caller.today)
    }),
    proxySheets: os.evaluations.proxySheets.handler(({ input, context: { caller } }) => {
      keep()
      const viewer = viewerOf(reader, caller)
      const cycle = requireCycle(reader, input.month)
      if (input.communityId !== null) caller.reach.requireCommunity(input.communityId)
      return readMatrix(
        reader,
        cycle,
        {
          owner: { kind: 'proxy' },
          shows: (sheet) => (input.communityId === null || sheet.communityId === input.communityId) && caller.reach.seesWholeCommunity(sheet.communityId),
          reads: (sheet) => seesScores(viewer, sheet, closedBecause(reader, cycle, sheet.communityId) !== null),
        },
        caller.today,
      )
    }),
    sheet: os.evaluations.sheet.handler(({ input, context: { caller } }) => {
      keep()
      const viewer = viewerOf(reader, caller)
      const cycle = requireCycle(reader, input.month)
      const sheet = workingPicture(reader, cycle).sheets.find((one) => one.kind === input.kind && one.communityId === input.communityId && one.rateeId === input.rateeId)
      if (!sheet || !seesSheet(viewer, sheet)) throw notFound()
      const isClosed = closedBecause(reader, cycle, sheet.communityId) !== null
      const versions = sheet.sheetId === null ? [] : reader.all(sheetStatements.submissionsOf, { sheet_id: sheet.sheetId }).map(submissionOf)
      // Each version by itself: a clerk reads the one that a clerk typed, not the rater's own before it.
      const readable = versions.filter((submission) => seesScores(viewer, { ...sheet, raterId: submission.raterId, submission }, isClosed))
      if (readable.length === 0 && !seesScores(viewer, sheet, isClosed)) throw forbidden('这张评议表的分数不在当前账号的范围内，结账后按权限查看。')
      return {
        duty: dutyOf(mayRateOn(reader, caller.today), sheet, cycle.due_on, caller.today, isClosed),
        template: { ...termsOf(cycle).templates[sheet.kind] },
        submissions: readable.map((submission) => ({
          no: submission.no,
          at: submission.at,
          rater: nameOf(reader, submission.raterId) ?? '',
          enteredBy: submission.enteredName,
          isProxy: submission.isProxy,
          totalX10: submission.totalX10,
          cells: submission.cells.map((cell) => ({ ...cell })),
          comment: submission.comment,
          stands: submission.id === sheet.submission?.id,
          lacksReason: submission.lacksReason,
          attachments: attachmentsOfSubmission(reader, submission.id).map(({ attachmentId, fileName }) => ({ attachmentId, fileName })),
        })),
      }
    }),
    progress: os.evaluations.progress.handler(({ input, context: { caller } }) => {
      keep()
      return readProgress(reader, requireCycle(reader, input.month), viewerOf(reader, caller), caller.today)
    }),
    reminders: os.evaluations.reminders.handler(({ input, context: { caller } }) => {
      keep()
      if (input.communityId !== null) caller.reach.requireCommunity(input.communityId)
      return { papers: [new MonthPapers(reader, requireCycle(reader, input.month), viewerOf(reader, caller), caller.today).reminders(input)] }
    }),
    results: os.evaluations.results.handler(({ input, context: { caller } }) => {
      keep()
      const cycle = requireCycle(reader, input.month)
      return { month: cycle.month, isLocked: cycle.lock_id !== null, policeWeight: termsOf(cycle).policeWeight, results: readResults(reader, cycle, viewerOf(reader, caller), input.communityId) }
    }),
    overview: os.evaluations.overview.handler(({ input, context: { caller } }) => {
      keep()
      return readOverview(reader, requireCycle(reader, input.month), (communityId) => caller.reach.seesWholeCommunity(communityId))
    }),
    trend: os.evaluations.trend.handler(({ input, context: { caller } }) => {
      keep()
      const viewer = viewerOf(reader, caller)
      return readTrend(reader, input.personId, input.month, (subject, communityId, month) => {
        const cycle = cycleOf(reader, month)
        const result = cycle ? pictureOf(reader, cycle).results.find((one) => one.subject === subject && one.communityId === communityId && one.rateeId === input.personId) : undefined
        return cycle !== null && result !== undefined ? viewOfResult(viewer, result, cycle.lock_id !== null) : 'none'
      })
    }),
    distribution: os.evaluations.distribution.handler(({ input, context: { caller } }) => {
      keep()
      const cycle = requireCycle(reader, input.month)
      if (cycle.lock_id === null) return { isLocked: false, raters: [] }
      return { isLocked: true, raters: distributionOf(pictureOf(reader, cycle), (communityId) => caller.reach.seesWholeCommunity(communityId)) }
    }),
    papers: os.evaluations.papers.handler(({ input, context: { caller } }) => {
      keep()
      return draw(services, caller, 'evaluations.papers', { ...input, viewer: plainViewer(viewerOf(reader, caller)), today: caller.today })
    }),
    bonuses: os.evaluations.bonuses.handler(({ input, context: { caller } }) => {
      keep()
      const cycle = requireCycle(reader, input.month)
      return {
        bonuses: reader
          .all(aftermathStatements.bonusesOf, { cycle_id: cycle.id })
          .filter((row) => caller.reach.seesWholeCommunity(row.community_id) && (input.communityId === null || row.community_id === input.communityId))
          .map((row) => ({
            bonusId: row.id, communityId: row.community_id, community: placeOf(reader, row.community_id)?.name ?? '', rateeId: row.ratee_id, ratee: nameOf(reader, row.ratee_id) ?? '',
            subject: row.subject as 'police' | 'aux', pointsX10: row.points_x10, reason: row.reason, source: row.source, approver: row.approver, at: row.created_at, by: row.by_name,
          })),
      }
    }),
    reopenings: os.evaluations.reopenings.handler(({ input, context: { caller } }) => ({ reopenings: readReopenings(reader, caller, input.month) })),
    appeals: os.evaluations.appeals.handler(({ input, context: { caller } }) => ({ appeals: readAppeals(reader, viewerOf(reader, caller), input.month) })),
    templates: os.evaluations.templates.handler(() => ({ templates: readTemplates(reader) })),
    phrases: os.evaluations.phrases.handler(() => ({ phrases: readPhrases(reader) })),
    debts: os.evaluations.debts.handler(({ context: { caller } }) => {
      keep()
      return readDebts(reader, caller, viewerOf(reader, caller))
    }),
  }
}
