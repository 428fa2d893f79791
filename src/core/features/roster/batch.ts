import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { batchStatements } from './batch-statements'
import { organisationStatements } from './organisation-statements'
import { renewPairings } from './pairing'
import { correctPerson, type PersonCorrection } from './person-register'
import { personStatements } from './person-statements'
import type { EndedTenure } from './roster-intake'
import { rosterStatements } from './roster-statements'

/** What an import changed besides the rows it made, and where it made them; kept sealed with the batch. */
export interface BatchUndo {
  persons: { personId: string; before: Required<PersonCorrection> }[]
  ended: EndedTenure[]
  /** Grids whose pairs have followed. */
  pairedGridIds: string[]
  madePlaces: { communityIds: string[]; gridIds: string[] }
}

export interface BatchPlace {
  id: string
  chain: string
  firstChangeSeq: number
  lastChangeSeq: number
  committedAt: number
}

/** Why a batch cannot be taken back any more, in words, or null. */
export function whatBuildsOn(reader: Reader, batch: BatchPlace): string | null {
  const later = reader.get(batchStatements.laterTenures, { batch_id: batch.id })?.n ?? 0
  if (later > 0) return `其中有人后来又任了别的岗位（${later}次）`
  const touched = reader.get(batchStatements.touchedSince, { chain: batch.chain, first: batch.firstChangeSeq, last: batch.lastChangeSeq, at: batch.committedAt })?.n ?? 0
  if (touched > 0) return `导入后又改过其中的人、岗位或网格（${touched}次）`
  const accounts = reader.get(batchStatements.linkedAccounts, { batch_id: batch.id })?.n ?? 0
  return accounts > 0 ? `其中${accounts}人已关联账号` : null
}

/** The same, of the places that the batch made. */
export function whatRestsOnPlaces(reader: Reader, batchId: string, made: BatchUndo['madePlaces']): string | null {
  const on = { batch_id: batchId }
  const others = made.communityIds.reduce((sum, community_id) => sum + (reader.get(batchStatements.othersInCommunity, { ...on, community_id })?.n ?? 0), 0)
  return others > 0 ? `新建的村(社区)里后来又有了别的人（${others}人次）` : null
}

/** Takes back the people, tenures, pairs and places of a batch and restores what it had changed. @returns tenures removed */
export function removeBatch(tx: Transaction, key: TownshipKey, batchId: string, undo: BatchUndo): number {
  const stamp = { updated_at: tx.at, updated_by: tx.actor.id }
  const gone = { deleted_at: tx.at, ...stamp }
  const assignments = tx.all(batchStatements.assignments, { batch_id: batchId })
  for (const row of assignments) tx.write(rosterStatements.removeAssignment, { id: row.id, ...gone })
  for (const tenure of undo.ended) tx.write(rosterStatements.endAssignment, { id: tenure.assignmentId, end_on: tenure.endOn, end_doc_no: tenure.endDocNo, end_reason: tenure.endReason, ...stamp })
  for (const gridId of undo.pairedGridIds) renewPairings(tx, gridId, null)
  for (const row of tx.all(batchStatements.persons, { batch_id: batchId })) {
    tx.local(personStatements.removeTerms, { person_id: row.id })
    tx.write(personStatements.remove, { id: row.id, ...gone })
  }
  // Somebody who stands in the file twice has two states kept; the older one is the one to end with.
  for (const { personId, before } of undo.persons.toReversed()) correctPerson(tx, key, personId, null, before)
  for (const id of undo.madePlaces.gridIds) tx.write(organisationStatements.removeGrid, { id, ...gone })
  for (const id of undo.madePlaces.communityIds) {
    tx.write(organisationStatements.removeCommunity, { id, ...gone })
    tx.write(organisationStatements.removeUnit, { id, ...gone })
  }
  return assignments.length
}
