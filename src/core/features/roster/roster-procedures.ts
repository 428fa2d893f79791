import { newId } from '../../new-id'
import { tenureDayFault } from '../../../domain/office-day'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { forbidden, notFound, refuse } from '../../refusal'
import { readSetting } from '../settings/read-setting'
import { readBoard, readVacancies } from './board'
import { readCommunity } from './community-page'
import { addCommunity, addGrid, correctCommunity, correctGrid, kindOfCommunity } from './organisation'
import { organisationStatements } from './organisation-statements'
import { listPeople } from './people-list'
import { readPerson } from './person-page'
import { addPerson, checkTypedPerson, correctPerson, requireIdNo, requirePhone, requirePoliceNo } from './person-register'
import { personStatements } from './person-statements'
import { openIdNo, openPhone } from './person-view'
import { exportRoster, readRosterPapers } from './roster-export'
import { find, seesPerson } from './roster-search'
import { rosterStatements } from './roster-statements'
import { cancelPlanned, changeSeat } from './seat-change'

export function rosterProcedures(os: Procedures, services: CoreServices) {
  const { reader, key } = services.database
  const changed = (): void => services.feed.tell('roster', services.now())
  return {
    board: os.roster.board.handler(({ input, context: { caller } }) => readBoard(reader, caller.reach, input.asOf)),
    community: os.roster.community.handler(({ input, context: { caller } }) => readCommunity(reader, key, caller.reach, input.communityId, input.asOf)),
    person: os.roster.person.handler(({ input, context: { caller } }) => {
      const mayKnow = caller.reachAs('station_chief', 'clerk', 'community_police', 'auditor')
      return readPerson(reader, key, caller.reach, input.personId, seesPerson(reader, mayKnow, input.personId))
    }),
    people: os.roster.people.handler(({ input, context: { caller } }) => listPeople(reader, key, caller.reach, input)),
    find: os.roster.find.handler(({ input, context: { caller } }) => ({ hits: find(reader, caller.reach, input.text, caller.today, input.limit) })),
    vacancies: os.roster.vacancies.handler(({ input, context: { caller } }) => ({ vacancies: readVacancies(reader, caller.reach, input.asOf) })),

    change: os.roster.change.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      const dayFault = tenureDayFault(input.onDate, caller.today, readSetting(reader, 'roster.yearsAhead'))
      if (dayFault !== null) throw refuse('day_of_office', dayFault, 'onDate')
      if (input.incoming?.kind === 'known' && reader.get(personStatements.byId, { id: input.incoming.personId }) && !seesPerson(reader, caller.reach, input.incoming.personId))
        throw forbidden('这个人不在当前账号的范围内，不能调来。库里没有变动，请镇内勤办理。')
      const typed = input.incoming?.kind === 'new' ? checkTypedPerson(input.incoming.person, 'incoming.person') : null
      const result = caller.commit(
        (tx) => {
          const personId = typed ? addPerson(tx, key, typed, null) : input.incoming?.kind === 'known' ? input.incoming.personId : null
          return { personId, assignmentId: changeSeat(tx, { ...input, incomingPersonId: personId, importBatchId: null }) }
        },
        (done) => ({
          table: 'post_assignment',
          id: done.assignmentId ?? input.outgoingAssignmentId,
          detail: { post: input.post, communityId: input.communityId, gridId: input.gridId, onDate: input.onDate, outgoing: input.outgoingAssignmentId, incoming: done.personId, reason: input.reason },
        }),
      )
      changed()
      return result
    }),
    cancelPlanned: os.roster.cancelPlanned.handler(({ input, context: { caller } }) => {
      const tenure = reader.get(rosterStatements.assignment, { id: input.assignmentId })
      if (!tenure) throw notFound()
      caller.reach.requireCommunity(tenure.community_id)
      caller.commit(
        (tx) => cancelPlanned(tx, input.assignmentId, caller.today),
        () => ({ table: 'post_assignment', id: input.assignmentId, detail: { reason: input.reason } }),
      )
      changed()
      return {}
    }),
    correctPerson: os.roster.correctPerson.handler(({ input, context: { caller } }) => {
      const idNo = input.idNo === undefined ? undefined : requireIdNo(input.idNo, 'idNo')
      const phone = input.phone === undefined ? undefined : requirePhone(input.phone, 'phone')
      const policeNo = requirePoliceNo(input.policeNo, 'policeNo')
      if (input.dutyPhone !== null && !/^[\d-]{7,13}$/.test(input.dutyPhone)) throw refuse('duty_phone', '值班电话只用数字和横线，7到13位。核对后改正。', 'dutyPhone')
      if (!reader.get(personStatements.byId, { id: input.personId })) throw notFound()
      if (!seesPerson(reader, caller.reach, input.personId)) throw forbidden('这个人不在当前账号的范围内。库里没有变动。')
      caller.commit(
        (tx) => correctPerson(tx, key, input.personId, input.rowVersion, { name: input.name, sex: input.sex, idNo, phone, policeNo, orgText: input.orgText, dutyPhone: input.dutyPhone, remark: input.remark }),
        () => ({ table: 'person', id: input.personId, detail: { idNoChanged: idNo !== undefined, phoneChanged: phone !== undefined } }),
      )
      changed()
      return { rowVersion: input.rowVersion + 1 }
    }),
    reveal: os.roster.reveal.handler(({ input, context: { caller } }) => {
      const row = reader.get(personStatements.byId, { id: input.personId })
      if (!row) throw notFound()
      if (!seesPerson(reader, caller.reach, input.personId)) throw forbidden('这个人不在当前账号的范围内。没有显示号码。')
      caller.commit(
        (tx) =>
          tx.local(rosterStatements.insertReveal, { id: newId(), at: tx.at, account_id: tx.actor.id, by_name: tx.actor.name, person_id: input.personId, field: input.field, reason: input.reason }),
        () => ({ table: 'person', id: input.personId, detail: { field: input.field, reason: input.reason } }),
      )
      return { value: input.field === 'idNo' ? openIdNo(key, row) : openPhone(key, row) }
    }),
    exempt: os.roster.exempt.handler(({ input, context: { caller } }) => {
      const grid = reader.get(organisationStatements.grid, { id: input.gridId })
      if (!grid) throw notFound()
      caller.reach.requireCommunity(grid.community_id)
      if (input.toOn !== null && input.toOn <= input.fromOn) throw refuse('exemption_days', '截止日不能早于或等于起始日。核对后改正。', 'toOn')
      const exemptionId = newId()
      caller.commit(
        (tx) =>
          tx.write(rosterStatements.insertExemption, {
            id: exemptionId,
            grid_id: input.gridId,
            from_on: input.fromOn,
            to_on: input.toOn,
            authority: input.authority,
            reason: input.reason,
            created_at: tx.at,
            created_by: tx.actor.id,
            updated_at: tx.at,
            updated_by: tx.actor.id,
          }),
        () => ({ table: 'pairing_exemption', id: exemptionId, detail: { gridId: input.gridId, authority: input.authority } }),
      )
      changed()
      return { exemptionId }
    }),
    addCommunity: os.roster.addCommunity.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const communityId = caller.commit(
        (tx) => addCommunity(tx, { ...input, kind: kindOfCommunity(input.name, input.areaCode) }),
        (id) => ({ table: 'org_unit', id, detail: { name: input.name } }),
      )
      changed()
      return { communityId }
    }),
    correctCommunity: os.roster.correctCommunity.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      const rowVersion = caller.commit(
        (tx) => correctCommunity(tx, input),
        () => ({ table: 'org_unit', id: input.communityId, detail: { name: input.name } }),
      )
      changed()
      return { rowVersion }
    }),
    addGrid: os.roster.addGrid.handler(({ input, context: { caller } }) => {
      caller.reach.requireCommunity(input.communityId)
      const gridId = caller.commit(
        (tx) => addGrid(tx, input),
        (id) => ({ table: 'grid', id, detail: { name: input.name, code: input.code } }),
      )
      changed()
      return { gridId }
    }),
    correctGrid: os.roster.correctGrid.handler(({ input, context: { caller } }) => {
      const grid = reader.get(organisationStatements.grid, { id: input.gridId })
      if (!grid) throw notFound()
      caller.reach.requireCommunity(grid.community_id)
      const rowVersion = caller.commit(
        (tx) => correctGrid(tx, input),
        () => ({ table: 'grid', id: input.gridId, detail: { name: input.name, code: input.code } }),
      )
      changed()
      return { rowVersion }
    }),
    papers: os.roster.papers.handler(({ input, context: { caller } }) => readRosterPapers(services, caller, input)),
    export: os.roster.export.handler(({ input, context: { caller } }) => exportRoster(services, caller, input)),
  }
}
