import { addWeeks, weekOf } from '../../../domain/iso-week'
import { cellPlace } from '../../../domain/meeting-agenda'
import { hasTakenPlace } from '../../../domain/meeting-state'
import { stepAnswer, type MeetingFacts } from '../../../domain/meeting-steps'
import { offerAttachment, ownerOf, takeScan } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { newId } from '../../new-id'
import { forbidden, notFound, refuse } from '../../refusal'
import { requireWhole } from '../../imports/require-account'
import { gridsOn, placeOf } from '../roster/directory'
import { readBoard } from './board'
import { readCalendar, storeCalendar } from './calendar-import'
import { keepTyped } from './cells'
import * as decisionCommands from './decision-commands'
import { listDecisions } from './decision-list'
import { decisionById } from './decisions'
import * as meetingCommands from './meeting-commands'
import { meetingDebts } from './meeting-debts'
import { meetingPage, teamOfDay } from './meeting-page'
import { exportMeetingPaper, meetingPapers } from './meeting-papers'
import { meetingById, meetingOfWeek, stamps, touch } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { minutesStatements } from './minutes-statements'
import { standingOf } from './readiness'
import { searchMinutes } from './search'
import { sightOf } from './sight'
import { sign, signOnPaper, withdrawSignature } from './signing'
import { calendarOf } from './work-calendar'

export function meetingProcedures(os: Procedures, services: CoreServices) {
  const { reader, key } = services.database
  const changed = (): void => services.feed.tell('meetings', services.now())
  const meetingDone = (detail: Record<string, unknown>) => (id: string | null) => ({ table: 'meeting', id, detail })
  /** The caller's communities only. */
  const own = (caller: Caller, meetingId: string): string => {
    caller.reach.requireCommunity(meetingById(reader, meetingId).community_id)
    return meetingId
  }
  const ownDecision = (caller: Caller, decisionId: string): string => {
    caller.reach.requireCommunity(decisionById(reader, decisionId).community_id)
    return decisionId
  }
  const told = <T>(result: T): T => {
    changed()
    return result
  }
  return {
    board: os.meetings.board.handler(({ input, context: { caller } }) => readBoard(reader, caller, input)),
    meeting: os.meetings.meeting.handler(({ input, context: { caller } }) => meetingPage(reader, caller, input.communityId, input.week)),
    team: os.meetings.team.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      return teamOfDay(reader, input.communityId, input.week, input.on)
    }),
    decisions: os.meetings.decisions.handler(({ input, context: { caller } }) => listDecisions(reader, caller, input)),
    search: os.meetings.search.handler(({ input, context: { caller } }) => searchMinutes(reader, caller, input)),
    debts: os.meetings.debts.handler(({ context: { caller } }) => meetingDebts(reader, caller)),
    paper: os.meetings.paper.handler(({ input, context: { caller } }) => ({ papers: meetingPapers(reader, caller, input.paper) })),
    export: os.meetings.export.handler(({ input, context: { caller } }) => exportMeetingPaper(services, caller, input.paper)),

    saveDraft: os.meetings.saveDraft.handler(({ input, context: { caller } }) => {
      const { communityId, week, cells } = input
      if (!placeOf(reader, communityId)) throw notFound()
      const row = meetingOfWeek(reader, communityId, week)
      requireMayType(caller, communityId, standingOf(reader, caller, communityId, week, row), cells.map((cell) => cell.key))
      // Not through caller.commit: a line of audit per second of typing would bury the log. The text is recorded, with who typed it, at the next step.
      const kept = services.database.writer.run(caller.actor, (tx) => ({ savedAt: tx.at, cells: keepTyped(tx, communityId, week, row?.id ?? null, cells) }))
      return told(kept)
    }),

    plan: os.meetings.plan.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      return told({ meetingId: caller.commit((tx) => meetingCommands.plan(tx, caller, input), meetingDone({ week: input.week, plannedOn: input.plannedOn })) })
    }),
    notice: os.meetings.notice.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      return told({ meetingId: caller.commit((tx) => meetingCommands.notice(tx, caller, input), meetingDone({ week: input.week })) })
    }),
    hold: os.meetings.hold.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      return told({ meetingId: caller.commit((tx) => meetingCommands.hold(tx, caller, input), meetingDone({ week: input.week, heldOn: input.heldOn, chief: input.chief, officer: input.officer, attendance: input.attendance.length })) })
    }),
    correct: os.meetings.correct.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      return told({ rowVersion: caller.commit((tx) => meetingCommands.correct(tx, caller, id, input.rowVersion, input), () => meetingDone({ heldOn: input.heldOn, chief: input.chief, officer: input.officer, attendance: input.attendance.length })(id)) })
    }),
    minute: os.meetings.minute.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      return told({ rowVersion: caller.commit((tx) => meetingCommands.minute(tx, caller, id), () => meetingDone({})(id)) })
    }),
    sign: os.meetings.sign.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      return told({ state: caller.commit((tx) => sign(tx, caller, id, input.contentSha256), (state) => meetingDone({ state, sha256: input.contentSha256 })(id)) })
    }),
    signOnPaper: os.meetings.signOnPaper.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      const scan = takeScan(services.tickets, input.scanTicket)
      return told({ state: caller.commit((tx) => signOnPaper(tx, caller, key, { ...input, scan }), (state) => meetingDone({ state, sides: input.sides, signedOn: input.signedOn, sha256: input.contentSha256 })(id)) })
    }),
    withdrawSignature: os.meetings.withdrawSignature.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      caller.commit((tx) => withdrawSignature(tx, caller, id, input.side, input.reason), () => meetingDone({ side: input.side, reason: input.reason })(id))
      return told({})
    }),
    lock: os.meetings.lock.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      caller.commit((tx) => meetingCommands.lock(tx, caller, id), () => meetingDone({})(id))
      return told({})
    }),
    addition: os.meetings.addition.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      return told({ seq: caller.commit((tx) => meetingCommands.addition(tx, caller, id, input.text, input.reason), (seq) => meetingDone({ seq, reason: input.reason })(id)) })
    }),
    void: os.meetings.void.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      caller.commit((tx) => meetingCommands.voidMeeting(tx, caller, id, input.reason), () => meetingDone({ reason: input.reason })(id))
      return told({})
    }),
    exempt: os.meetings.exempt.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      return told({ meetingId: caller.commit((tx) => meetingCommands.exempt(tx, caller, input), meetingDone({ week: input.week, kind: input.kind, reason: input.reason })) })
    }),
    unexempt: os.meetings.unexempt.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      caller.commit((tx) => meetingCommands.unexempt(tx, caller, input), () => meetingDone({ communityId: input.communityId, week: input.week, reason: input.reason })(null))
      return told({})
    }),

    addDecision: os.meetings.addDecision.handler(({ input, context: { caller } }) => {
      const id = own(caller, input.meetingId)
      return told({ decisionId: caller.commit((tx) => decisionCommands.addDecision(tx, id, input), (decisionId) => decisionDone(decisionId, { dueOn: input.dueOn, ownerId: input.ownerId })) })
    }),
    correctDecision: os.meetings.correctDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      return told({ rowVersion: caller.commit((tx) => decisionCommands.correctDecision(tx, id, input.rowVersion, input), () => decisionDone(id, { dueOn: input.dueOn, ownerId: input.ownerId })) })
    }),
    removeDecision: os.meetings.removeDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      caller.commit((tx) => decisionCommands.removeDecision(tx, id), () => decisionDone(id, {}))
      return told({})
    }),
    progressDecision: os.meetings.progressDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      return told({ rowVersion: caller.commit((tx) => decisionCommands.progressDecision(tx, caller, id, input.rowVersion, input.text), () => decisionDone(id, {})) })
    }),
    closeDecision: os.meetings.closeDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      return told({ rowVersion: caller.commit((tx) => decisionCommands.closeDecision(tx, caller, id, input.rowVersion, input.closedOn, input.result), () => decisionDone(id, { closedOn: input.closedOn })) })
    }),
    cancelDecision: os.meetings.cancelDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      return told({ rowVersion: caller.commit((tx) => decisionCommands.cancelDecision(tx, caller, id, input.rowVersion, input.reason), () => decisionDone(id, { reason: input.reason })) })
    }),
    reopenDecision: os.meetings.reopenDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      return told({ rowVersion: caller.commit((tx) => decisionCommands.reopenDecision(tx, caller, id, input.rowVersion, input.reason), () => decisionDone(id, { reason: input.reason })) })
    }),
    extendDecision: os.meetings.extendDecision.handler(({ input, context: { caller } }) => {
      const id = ownDecision(caller, input.decisionId)
      return told({ rowVersion: caller.commit((tx) => decisionCommands.extendDecision(tx, caller, id, input.rowVersion, input.dueOn, input.reason), () => decisionDone(id, { dueOn: input.dueOn, reason: input.reason })) })
    }),

    phrases: os.meetings.phrases.handler(({ context: { caller } }) => ({ phrases: reader.all(minutesStatements.phrases, { from: addWeeks(weekOf(caller.today), -13) }).map((row) => ({ phraseId: row.id, code: row.code, text: row.text })) })),
    savePhrase: os.meetings.savePhrase.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const { phraseId, code, text } = input
      const id = phraseId ?? newId()
      caller.commit(
        (tx) => {
          if (phraseId === null) tx.write(minutesStatements.insertPhrase, { id, code, text, ...stamps(tx) })
          else if (tx.get(minutesStatements.phrase, { id })) tx.write(minutesStatements.updatePhrase, { id, code, text, deleted_at: null, ...touch(tx) })
          else throw notFound()
        },
        () => ({ table: 'phrase', id, detail: { code } }),
      )
      return told({ phraseId: id })
    }),
    dropPhrase: os.meetings.dropPhrase.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      if (!reader.get(minutesStatements.phrase, { id: input.phraseId })) throw notFound()
      caller.commit(
        (tx) => tx.write(minutesStatements.dropPhrase, { id: input.phraseId, deleted_at: tx.at, ...touch(tx) }),
        () => ({ table: 'phrase', id: input.phraseId }),
      )
      return told({})
    }),

    calendar: os.meetings.calendar.handler(({ input }) => calendarOf(reader, input.year)),
    importCalendar: os.meetings.importCalendar.handler(async ({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const file = services.tickets.takeUpload(input.ticket)
      const workbook = await services.ports.readWorkbook(file.bytes, file.fileName)
      requireWhole(workbook)
      const days = readCalendar(workbook)
      return told(caller.commit((tx) => storeCalendar(tx, days, file.fileName), (done) => ({ table: 'calendar_year', detail: { ...done, file: file.fileName } })))
    }),
    setWeekday: os.meetings.setWeekday.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      if (!placeOf(reader, input.communityId)) throw notFound()
      caller.commit(
        (tx) => tx.write(meetingStatements.setWeekday, { id: input.communityId, meeting_weekday: input.weekday, ...touch(tx) }),
        () => ({ table: 'community', id: input.communityId, detail: { weekday: input.weekday } }),
      )
      return told({})
    }),
    scan: os.meetings.scan.handler(({ input, context: { caller } }) => {
      const owner = ownerOf(reader, input.attachmentId)
      if (owner.table !== 'meeting') throw notFound()
      own(caller, owner.id)
      return caller.commit(
        () => offerAttachment(services, input.attachmentId),
        () => ({ table: 'attachment', id: input.attachmentId, detail: { meetingId: owner.id } }),
      )
    }),
  }

  /** @throws Refusal FORBIDDEN for a grid lead outside the own grid's part, `not_editable` when the text is closed */
  function requireMayType(caller: Caller, communityId: string, facts: MeetingFacts, keys: readonly string[]): void {
    const sight = sightOf(reader, caller, communityId)
    const places = keys.map((cell) => cellPlace(cell))
    const grids = new Set(gridsOn(reader, communityId, facts.heldOn ?? facts.plannedOn ?? facts.monday).map((grid) => grid.gridId))
    for (const place of places) {
      const gridId = place && 'gridId' in place ? place.gridId : null
      if (gridId !== null && !grids.has(gridId)) throw refuse('grid_elsewhere', '这个网格不在本村(社区)。没有存，刷新页面后再填。', 'cells')
      if (!sight.whole && place?.kind !== 'form' && (gridId === null || !sight.grids.has(gridId))) throw forbidden('网格长只填本网格的情况。没有存，别的部分由内勤或站长填写。')
    }
    if (places.every((place) => place?.kind === 'form')) return
    if (!sight.whole && hasTakenPlace(facts.state)) throw refuse('not_editable', '例会已召开，网格长会前填报已截止。没有存，要补充请告诉内勤或站长。', 'cells')
    const { reason } = stepAnswer(hasTakenPlace(facts.state) ? 'correct' : 'hold', facts)
    if (reason !== null && facts.state !== 'planned' && facts.state !== 'noticed') throw refuse('not_editable', `${reason}这一段没有存。`, 'cells')
  }
}

const decisionDone = (id: string, detail: Record<string, unknown>) => ({ table: 'decision', id, detail })
