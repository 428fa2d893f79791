import type { Reader } from '../../database/reader'
import type { Made } from '../../dependents'
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

/** How often others have changed rows of a batch since: what was changed would be lost. */
export const timesTouched = (reader: Reader, batch: BatchPlace): number =>
  reader.get(batchStatements.touchedSince, { chain: batch.chain, first: batch.firstChangeSeq, last: batch.lastChangeSeq, at: batch.committedAt })?.n ?? 0

/** What a batch made, for asking what has come to rest on it. */
export function madeByBatch(reader: Reader, batch: BatchPlace, places: BatchUndo['madePlaces']): Made {
  const personIds = reader.all(batchStatements.persons, { batch_id: batch.id }).map(({ id }) => id)
  const own = new Set(personIds)
  const tenures = reader.all(batchStatements.tenures, { batch_id: batch.id }).filter(({ person_id }) => !own.has(person_id))
  return { batchId: batch.id, personIds, tenures: tenures.map(({ person_id, community_id }) => ({ personId: person_id, communityId: community_id })), gridIds: places.gridIds, communityIds: places.communityIds, at: batch.committedAt }
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
