import { kindWords } from '../../../domain/evaluation'
import { sumOfRow } from '../../../domain/score-block'
import { takeScan } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { newId } from '../../new-id'
import { conflict, forbidden, notFound, refuse } from '../../refusal'
import { nameOf } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { requireCycle, requireEditable, termsOf } from './cycles'
import { commentOf, draftOf } from './draft-rows'
import { requireOwn, saveDraft } from './drafts'
import { expectedSheets } from './expected-sheets'
import { handIn, handInExpected, requireExpected, sheetRow, undoHandIn, type SheetName } from './hand-in'
import { keepEvaluationDays } from './keep-days'
import { sheetStatements } from './sheet-statements'
import { viewerOf } from './visibility'

const audited = (name: SheetName): Record<string, unknown> => ({ month: name.month, kind: kindWords[name.kind].short, communityId: name.communityId, rateeId: name.rateeId })

/** The clerks' drafts are the clerks'; every other draft is its rater's, which saving checks. @throws Refusal FORBIDDEN */
function requireDraftRight(caller: Caller, input: { proxy: boolean; communityId: string }): void {
  if (input.proxy && !caller.reachAs('clerk').seesWholeCommunity(input.communityId)) throw forbidden('代录由内勤办理。没有存。')
}

/** What happens to one sheet. */
export function sheetCommands(os: Procedures, services: CoreServices) {
  const { reader, writer, key } = services.database
  const changed = (): void => services.feed.tell('evaluations', services.now())
  const keep = (): void => void keepEvaluationDays(services)
  return {
    // Drafts are written without an audit record: a key is no act of the office.
    saveDraft: os.evaluations.saveDraft.handler(({ input, context: { caller } }) => {
      keep()
      requireDraftRight(caller, input)
      const { personId } = viewerOf(reader, caller)
      const saved = writer.run(caller.actor, (tx) => ({ at: tx.at, ...saveDraft(tx, input, { cells: input.cells, comment: input.comment, proxy: input.proxy, personId }) }))
      changed()
      return { savedAt: saved.at, sumX10: saved.sumX10, complete: saved.complete }
    }),
    saveDrafts: os.evaluations.saveDrafts.handler(({ input, context: { caller } }) => {
      keep()
      requireDraftRight(caller, input)
      const { personId } = viewerOf(reader, caller)
      const savedAt = writer.run(caller.actor, (tx) => {
        for (const row of input.rows) saveDraft(tx, { month: input.month, kind: input.kind, communityId: input.communityId, rateeId: row.rateeId }, { cells: row.cells, proxy: input.proxy, personId })
        return tx.at
      })
      changed()
      return { savedAt }
    }),
    submit: os.evaluations.submit.handler(({ input, context: { caller } }) => {
      keep()
      const { personId } = viewerOf(reader, caller)
      const done = caller.commit(
        (tx) => {
          const cycle = requireCycle(tx, input.month)
          requireEditable(tx, cycle, input.communityId)
          const terms = termsOf(cycle)
          for (const { rateeId, totalX10 } of input.sheets) {
            const expected = requireExpected(tx, cycle, terms, { kind: input.kind, communityId: input.communityId, rateeId })
            const me = requireOwn(expected, personId)
            const row = sheetRow(tx, cycle, expected)
            const owner = { kind: 'rater', personId: me } as const
            const cells = draftOf(tx, row.id, owner)
            const sum = sumOfRow(cells, terms.templates[input.kind].dimensions)
            if (sum.complete && sum.sumX10 !== totalX10) throw conflict()
            handInExpected(tx, cycle, terms, expected, { cells, comment: commentOf(row, owner), proxy: null, mayLackReason: false })
          }
          return { cycleId: cycle.id, at: tx.at }
        },
        ({ cycleId }) => ({ table: 'eval_cycle', id: cycleId, detail: { month: input.month, kind: kindWords[input.kind].short, communityId: input.communityId, ratees: input.sheets.map((sheet) => sheet.rateeId) } }),
      )
      changed()
      return { submitted: input.sheets.length, submittedAt: done.at }
    }),
    takeBack: os.evaluations.takeBack.handler(({ input, context: { caller } }) => {
      keep()
      const { personId } = viewerOf(reader, caller)
      caller.commit(
        (tx) => {
          const cycle = requireCycle(tx, input.month)
          const row = tx.get(sheetStatements.byKey, { cycle_id: cycle.id, kind: input.kind, community_id: input.communityId, ratee_id: input.rateeId })
          const standing = row?.submission_id ? tx.get(sheetStatements.submission, { id: row.submission_id }) : undefined
          if (!standing || personId === null || standing.rater_id !== personId) throw forbidden('只能撤回自己评的表。库里没有变动。')
          return undoHandIn(tx, input, { to: 'draft', reason: input.reason, by: { kind: 'rater', personId } })
        },
        ({ sheetId, submissionId }) => ({ table: 'eval_sheet', id: sheetId, detail: { ...audited(input), submissionId, reason: input.reason } }),
      )
      changed()
      return {}
    }),
    returnSheet: os.evaluations.returnSheet.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      caller.commit(
        (tx) => undoHandIn(tx, input, { to: 'returned', reason: input.reason, by: { kind: 'proxy' } }),
        ({ sheetId, submissionId }) => ({ table: 'eval_sheet', id: sheetId, detail: { ...audited(input), submissionId, reason: input.reason } }),
      )
      changed()
      return {}
    }),
    enterProxy: os.evaluations.enterProxy.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      requireEditable(reader, requireCycle(reader, input.month), input.communityId)
      const { cells, comment, scanTicket, ...name } = input
      const file = takeScan(services.tickets, scanTicket)
      try {
        const done = caller.commit(
          (tx) => handIn(tx, name, { cells, comment, proxy: { kind: 'scan', file, key }, mayLackReason: false }),
          ({ expected }) => ({ table: 'eval_sheet', detail: { ...audited(name), rater: expected.raterId, standsInFor: expected.standsInFor } }),
        )
        changed()
        return { totalX10: done.totalX10 }
      } catch (error) {
        // The scan is still good for the corrected sheet.
        services.tickets.giveBackUpload(scanTicket, file)
        throw error
      }
    }),
    waive: os.evaluations.waive.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      caller.commit(
        (tx) => {
          const cycle = requireCycle(tx, input.month)
          requireEditable(tx, cycle, input.communityId)
          const row = sheetRow(tx, cycle, requireExpected(tx, cycle, termsOf(cycle), input))
          if (row.state === 'submitted') throw refuse('already_submitted', '这张评议表已经提交，不用免评。库里没有变动，要改先退回。', input.rateeId)
          tx.write(sheetStatements.setState, { id: row.id, state: 'waived', state_reason: input.reason, submission_id: null, updated_at: tx.at, updated_by: tx.actor.id })
          return row.id
        },
        (id) => ({ table: 'eval_sheet', id, detail: { ...audited(input), reason: input.reason } }),
      )
      changed()
      return {}
    }),
    unwaive: os.evaluations.unwaive.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      caller.commit(
        (tx) => {
          const cycle = requireCycle(tx, input.month)
          requireEditable(tx, cycle, input.communityId)
          const row = tx.get(sheetStatements.byKey, { cycle_id: cycle.id, kind: input.kind, community_id: input.communityId, ratee_id: input.rateeId })
          if (!row || row.state !== 'waived') throw conflict()
          tx.write(sheetStatements.setState, { id: row.id, state: 'draft', state_reason: null, submission_id: null, updated_at: tx.at, updated_by: tx.actor.id })
          return row.id
        },
        (id) => ({ table: 'eval_sheet', id, detail: { ...audited(input), reason: input.reason } }),
      )
      changed()
      return {}
    }),
    authoriseSubstitute: os.evaluations.authoriseSubstitute.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      const substituteId = newId()
      caller.commit(
        (tx) => {
          const cycle = requireCycle(tx, input.month)
          requireEditable(tx, cycle, input.communityId)
          if (nameOf(tx, input.personId) === null) throw notFound()
          if (input.rateeId === input.personId) throw refuse('I8', '代评人不能是被考核人自己。没有授权，换一个人。', 'personId')
          const covers = expectedSheets(tx, input.month).sheets.filter((sheet) => sheet.kind === input.kind && sheet.communityId === input.communityId && (input.rateeId === null || sheet.rateeId === input.rateeId))
          if (covers.length === 0) throw refuse('not_expected', '这个月的花名册里没有要代评的表。没有授权，刷新后按名单办理。', 'rateeId')
          tx.write(aftermathStatements.insertSubstitute, {
            id: substituteId, cycle_id: cycle.id, kind: input.kind, community_id: input.communityId, ratee_id: input.rateeId, person_id: input.personId, reason: input.reason, by_name: tx.actor.name,
            created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id,
          })
          // Of many, those whose other sheet is this person's stay without a rater and say so; where that is all of them, nothing is authorised.
          const terms = termsOf(cycle)
          const left = covers.filter((sheet) => requireExpected(tx, cycle, terms, sheet).problem !== 'same_rater')
          if (left.length === 0) throw refuse('I8', `${nameOf(tx, input.personId) ?? ''}已经评这名警辅的另一张表，一人不能评两张。没有授权，换一个人。`, 'personId')
        },
        () => ({ table: 'eval_substitute', id: substituteId, detail: { month: input.month, kind: kindWords[input.kind].short, communityId: input.communityId, rateeId: input.rateeId, personId: input.personId, reason: input.reason } }),
      )
      changed()
      return { substituteId }
    }),
    endSubstitute: os.evaluations.endSubstitute.handler(({ input, context: { caller } }) => {
      keep()
      const row = reader.get(aftermathStatements.substitute, { id: input.substituteId })
      if (!row) throw notFound()
      caller.reach.requireCommunity(row.community_id)
      caller.commit(
        (tx) => {
          const cycle = tx.get(cycleStatements.byId, { id: row.cycle_id })
          if (!cycle) throw notFound()
          requireEditable(tx, cycle, row.community_id)
          tx.write(aftermathStatements.endSubstitute, { id: row.id, end_reason: input.reason, deleted_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id })
        },
        () => ({ table: 'eval_substitute', id: row.id, detail: { reason: input.reason } }),
      )
      changed()
      return {}
    }),
  }
}
