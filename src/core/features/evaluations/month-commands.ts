import { offerAttachment } from '../../attachments/attachments'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { newId } from '../../new-id'
import { forbidden, notFound } from '../../refusal'
import { addBonus, changeTemplate, decideAppeal, fileAppeal } from './aftermath'
import { aftermathStatements } from './aftermath-statements'
import { mayTakeAttachment } from './attachment-right'
import { cycleStatements } from './cycle-statements'
import { openCycle, requireCycle, requireEditable } from './cycles'
import { exportMonth } from './evaluation-export'
import { keepEvaluationDays } from './keep-days'
import { lockCycle } from './lock'
import { dutyOf, mayRateOn, monthRow } from './month-list'
import { workingPicture } from './read-picture'
import { consentReopen, refuseReopen, requestReopen } from './reopen'
import { seesSheet, viewerOf } from './visibility'

/** What happens to a month: opening, locking, reopening, and what goes with its results. */
export function monthCommands(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  const changed = (): void => services.feed.tell('evaluations', services.now())
  const keep = (): void => void keepEvaluationDays(services)
  return {
    open: os.evaluations.open.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireTownship()
      const opened = caller.commit(
        (tx) => openCycle(tx, input.month),
        ({ cycle, wasOpen }) => ({ table: 'eval_cycle', id: cycle.id, detail: { month: input.month, wasOpen } }),
      )
      changed()
      const viewer = viewerOf(reader, caller)
      const cycle = requireCycle(reader, input.month)
      return { month: monthRow(reader, cycle, caller.today, workingPicture(reader, cycle).sheets.filter((sheet) => seesSheet(viewer, sheet))), wasOpen: opened.wasOpen }
    }),
    addBonus: os.evaluations.addBonus.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      const bonusId = caller.commit(
        (tx) => {
          const cycle = requireCycle(tx, input.month)
          requireEditable(tx, cycle, input.communityId)
          if (!workingPicture(tx, cycle).results.some((one) => one.subject === input.subject && one.communityId === input.communityId && one.rateeId === input.rateeId)) throw notFound()
          return addBonus(tx, cycle, input)
        },
        (id) => ({ table: 'eval_bonus', id, detail: { month: input.month, communityId: input.communityId, rateeId: input.rateeId, pointsX10: input.pointsX10, reason: input.reason, source: input.source } }),
      )
      changed()
      return { bonusId }
    }),
    removeBonus: os.evaluations.removeBonus.handler(({ input, context: { caller } }) => {
      keep()
      const row = reader.get(aftermathStatements.bonus, { id: input.bonusId })
      if (!row) throw notFound()
      caller.reach.requireCommunity(row.community_id)
      caller.commit(
        (tx) => {
          const cycle = tx.get(cycleStatements.byId, { id: row.cycle_id })
          if (!cycle) throw notFound()
          requireEditable(tx, cycle, row.community_id)
          tx.write(aftermathStatements.endBonus, { id: row.id, end_reason: input.reason, deleted_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id })
        },
        () => ({ table: 'eval_bonus', id: row.id, detail: { pointsX10: row.points_x10, reason: input.reason } }),
      )
      changed()
      return {}
    }),
    lock: os.evaluations.lock.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireTownship()
      const locked = caller.commit(
        (tx) => ({ at: tx.at, ...lockCycle(tx, requireCycle(tx, input.month), { communityId: input.communityId, acceptMissing: input.acceptMissing, isAutomatic: false }) }),
        (done) => ({ table: 'eval_lock', id: done.lockId, detail: { month: input.month, communityId: input.communityId, results: done.results, missing: done.missing.length } }),
      )
      changed()
      const cycle = requireCycle(reader, input.month)
      return { lockedAt: locked.at, results: locked.results, missing: locked.missing.map((sheet) => dutyOf(mayRateOn(reader, caller.today), sheet, cycle.due_on, caller.today, true)) }
    }),
    requestReopen: os.evaluations.requestReopen.handler(({ input, context: { caller } }) => {
      keep()
      caller.reach.requireCommunity(input.communityId)
      const reopenId = caller.commit(
        (tx) => requestReopen(tx, caller, input),
        (id) => ({ table: 'eval_reopen', id, detail: { month: input.month, communityId: input.communityId, reason: input.reason } }),
      )
      changed()
      return { reopenId }
    }),
    consentReopen: os.evaluations.consentReopen.handler(({ input, context: { caller } }) => {
      keep()
      caller.commit(
        (tx) => consentReopen(tx, caller, input.reopenId),
        (row) => ({ table: 'eval_reopen', id: row.id, detail: { communityId: row.community_id, requestedBy: row.requested_by, reason: row.reason } }),
      )
      changed()
      return {}
    }),
    refuseReopen: os.evaluations.refuseReopen.handler(({ input, context: { caller } }) => {
      keep()
      caller.commit(
        (tx) => refuseReopen(tx, caller, input.reopenId, input.reason),
        (row) => ({ table: 'eval_reopen', id: row.id, detail: { communityId: row.community_id, reason: input.reason } }),
      )
      changed()
      return {}
    }),
    fileAppeal: os.evaluations.fileAppeal.handler(({ input, context: { caller } }) => {
      keep()
      const viewer = viewerOf(reader, caller)
      const appealId = caller.commit(
        (tx) => fileAppeal(tx, viewer, input),
        (id) => ({ table: 'eval_appeal', id, detail: { month: input.month, communityId: input.communityId, rateeId: input.rateeId } }),
      )
      changed()
      return { appealId }
    }),
    decideAppeal: os.evaluations.decideAppeal.handler(({ input, context: { caller } }) => {
      keep()
      const viewer = viewerOf(reader, caller)
      caller.commit(
        (tx) => decideAppeal(tx, viewer, input),
        () => ({ table: 'eval_appeal', id: input.appealId, detail: { decision: input.decision, text: input.text } }),
      )
      changed()
      return {}
    }),
    changeTemplate: os.evaluations.changeTemplate.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const version = caller.commit(
        (tx) => changeTemplate(tx, input),
        (made) => ({ table: 'eval_template', detail: { kinds: input.kinds, fromMonth: input.fromMonth, version: made, dimensions: input.dimensions.map((one) => `${one.label} ${one.maxX10 / 10}`) } }),
      )
      changed()
      return { version }
    }),
    addPhrase: os.evaluations.addPhrase.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const phraseId = newId()
      caller.commit(
        (tx) => tx.write(aftermathStatements.insertPhrase, { id: phraseId, use: input.use, dimension_code: input.dimension, text: input.text, created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id }),
        () => ({ table: 'eval_phrase', id: phraseId, detail: { text: input.text } }),
      )
      changed()
      return { phraseId }
    }),
    removePhrase: os.evaluations.removePhrase.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      if (!reader.all(aftermathStatements.phrases, {}).some((row) => row.id === input.phraseId)) throw notFound()
      caller.commit(
        (tx) => tx.write(aftermathStatements.removePhrase, { id: input.phraseId, deleted_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id }),
        () => ({ table: 'eval_phrase', id: input.phraseId }),
      )
      changed()
      return {}
    }),
    export: os.evaluations.export.handler(({ input, context: { caller } }) => {
      keep()
      if (input.communityId !== null) caller.reach.requireCommunity(input.communityId)
      return exportMonth(services, caller, input)
    }),
    scan: os.evaluations.scan.handler(({ input, context: { caller } }) => {
      if (!mayTakeAttachment(reader, viewerOf(reader, caller), input.attachmentId)) throw forbidden('这份附件不在当前账号的范围内。没有打开。')
      const download = offerAttachment(services, input.attachmentId)
      caller.commit(() => null, () => ({ table: 'attachment', id: input.attachmentId }))
      return download
    }),
  }
}
