import { newId } from '../../new-id'
import { dayBefore } from '../../../domain/calendar-date'
import { postLabel, postRules, type Post } from '../../../domain/post'
import { holdsOn, overlaps } from '../../../domain/tenure'
import type { Transaction } from '../../database/transaction'
import { notFound, refuse } from '../../refusal'
import { organisationStatements } from './organisation-statements'
import { personStatements } from './person-statements'
import { renewPairings } from './pairing'
import { rosterStatements } from './roster-statements'

export interface SeatChange {
  communityId: string
  gridId: string | null
  post: Post
  onDate: string
  outgoingAssignmentId: string | null
  incomingPersonId: string | null
  isActing: boolean
  docNo: string | null
  reason: string
  importBatchId: string | null
}

const ruleOf: Partial<Record<Post, string>> = { station_chief: 'I1', community_police: 'I2', grid_chief: 'I3', aux_police: 'I4' }

/**
 * Ends one tenure and begins another on the same day, which belongs to the incoming person (I5); pairs follow (I4).
 * @returns the new assignment's id, or null where the seat falls vacant
 * @throws Refusal named by the invariant that would break
 */
export function changeSeat(tx: Transaction, change: SeatChange): string | null {
  const place = requirePlace(tx, change)
  if (change.outgoingAssignmentId === null && change.incomingPersonId === null) throw refuse('nothing_to_change', '没有选离任人，也没有选到任人。至少选一个。', 'incoming')
  if (change.outgoingAssignmentId !== null) endTenure(tx, change, change.outgoingAssignmentId)
  const assignmentId = change.incomingPersonId === null ? null : beginTenure(tx, change, change.incomingPersonId, place)
  if (change.gridId !== null && postRules[change.post].unique === 'grid') renewPairings(tx, change.gridId, change.importBatchId)
  return assignmentId
}

/**
 * An arrival that is arranged for a later day is taken back, and who would have left for it stays (I5, I4).
 * @throws Refusal `already_begun` once the day has come: what has happened is ended, never undone
 */
export function cancelPlanned(tx: Transaction, assignmentId: string, today: string): void {
  const planned = tx.get(rosterStatements.assignment, { id: assignmentId })
  if (!planned) throw notFound()
  if (planned.start_on === null || planned.start_on <= today) throw refuse('already_begun', `${planned.person_name}已经到任，不能取消。要换人，请办理离任。`, 'assignmentId')
  const stamp = { updated_at: tx.at, updated_by: tx.actor.id }
  const seat = { post: planned.post, community_id: planned.community_id, grid_id: planned.grid_id }
  tx.write(rosterStatements.removeAssignment, { id: planned.id, deleted_at: tx.at, ...stamp })
  const leaving = tx.all(rosterStatements.tenuresInSeat, { ...seat, on: today }).find((tenure) => tenure.end_on === planned.start_on)
  if (leaving && postRules[planned.post as Post].unique !== null) tx.write(rosterStatements.endAssignment, { id: leaving.id, end_on: null, end_doc_no: null, end_reason: null, ...stamp })
  if (planned.grid_id !== null && postRules[planned.post as Post].unique === 'grid') renewPairings(tx, planned.grid_id, null)
}

function requirePlace(tx: Transaction, change: SeatChange): string {
  const community = tx.get(organisationStatements.community, { id: change.communityId })
  if (!community) throw notFound()
  if (change.gridId === null) {
    // Whoever was stored without one before can leave it.
    if (postRules[change.post].needsGrid && change.incomingPersonId !== null) throw refuse('grid_needed', `${postLabel(change.post)}要落到基础网格。选一个网格。`, 'gridId')
    return community.name
  }
  if (postRules[change.post].unique === 'community') throw refuse('grid_not_wanted', `${postLabel(change.post)}属于整个村(社区)，不选网格。`, 'gridId')
  const grid = tx.get(organisationStatements.grid, { id: change.gridId })
  if (!grid || grid.community_id !== change.communityId) throw refuse('unknown_grid', `${community.name}没有这个网格。重新选网格。`, 'gridId')
  return `${community.name}${grid.name}`
}

function endTenure(tx: Transaction, change: SeatChange, assignmentId: string): void {
  const tenure = tx.get(rosterStatements.assignment, { id: assignmentId })
  if (!tenure || tenure.post !== change.post || tenure.community_id !== change.communityId || tenure.grid_id !== change.gridId)
    throw refuse('outgoing_elsewhere', '离任人不在这个岗位上。刷新后重新选。', 'outgoingAssignmentId')
  if (tenure.start_on !== null && tenure.start_on >= change.onDate)
    throw refuse('I5', `${tenure.person_name}${tenure.start_on}才到任，不能在这天或之前离任。改为次日或更晚。`, 'onDate')
  if (tenure.end_on !== null) throw refuse('I5', `${tenure.person_name}已登记任至${dayBefore(tenure.end_on)}。刷新后重新选。`, 'outgoingAssignmentId')
  tx.write(rosterStatements.endAssignment, { id: assignmentId, end_on: change.onDate, end_doc_no: change.docNo, end_reason: change.reason, updated_at: tx.at, updated_by: tx.actor.id })
}

function beginTenure(tx: Transaction, change: SeatChange, personId: string, place: string): string {
  const person = tx.get(personStatements.byId, { id: personId })
  if (!person) throw notFound()
  requireFreeSeat(tx, change, personId, place)
  requireOneGrid(tx, change, personId, person.name)
  const id = newId()
  tx.write(rosterStatements.insertAssignment, {
    id,
    person_id: personId,
    post: change.post,
    community_id: change.communityId,
    grid_id: change.gridId,
    start_on: change.onDate,
    is_acting: change.isActing ? 1 : 0,
    doc_no: change.docNo,
    reason: change.reason,
    import_batch_id: change.importBatchId,
    created_at: tx.at,
    created_by: tx.actor.id,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  return id
}

/** I1, I2, I3 and one auxiliary per grid; and nobody holds the same seat twice at a time. */
function requireFreeSeat(tx: Transaction, change: SeatChange, personId: string, place: string): void {
  const tenures = tx.all(rosterStatements.tenuresInSeat, { post: change.post, community_id: change.communityId, grid_id: change.gridId, on: change.onDate })
  const own = tenures.find((tenure) => tenure.person_id === personId)
  if (own) throw refuse('I5', `${own.person_name}已在${place}任${postLabel(change.post)}。没有重复登记。`, 'incoming')
  const [standing] = tenures
  if (postRules[change.post].unique === null || !standing) return
  const words = holdsOn({ startOn: standing.start_on, endOn: standing.end_on }, change.onDate)
    ? `${place}的${postLabel(change.post)}现在是${standing.person_name}，同一时间只能有一人。先选${standing.person_name}离任。`
    : `${place}的${postLabel(change.post)}已排定从${standing.start_on ?? ''}起由${standing.person_name}担任。改日期，或先在其人员页取消那次排定。`
  throw refuse(ruleOf[change.post] ?? 'I5', words, 'outgoingAssignmentId')
}

/** I4: an auxiliary serves one grid, unless an exemption covers this one. */
function requireOneGrid(tx: Transaction, change: SeatChange, personId: string, name: string): void {
  if (change.post !== 'aux_police') return
  const elsewhere = tx
    .all(rosterStatements.tenuresOfPerson, { person_id: personId })
    .find((tenure) => tenure.post === 'aux_police' && tenure.grid_id !== change.gridId && overlaps({ startOn: tenure.start_on, endOn: tenure.end_on }, { startOn: change.onDate, endOn: null }))
  if (!elsewhere) return
  const exempt = tx
    .all(rosterStatements.exemptionsOfCommunity, { community_id: change.communityId, on: change.onDate })
    .some((exemption) => exemption.grid_id === change.gridId)
  if (!exempt) throw refuse('I4', `警辅${name}已结对${elsewhere.community}${elsewhere.grid ?? ''}，一名警辅只对一个网格。先调离原网格，或登记结对豁免。`, 'incoming')
}

