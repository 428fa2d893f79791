import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { batchStatements } from './batch-statements'
import { correctPerson, type PersonCorrection } from './person-register'
import { personStatements } from './person-statements'
import { renewPairing } from './seat-change'
import { rosterStatements } from './roster-statements'

/** What an import changed besides the rows it made; kept sealed with the batch. */
export interface BatchUndo {
  persons: { personId: string; before: Required<PersonCorrection> }[]
  endedAssignmentIds: string[]
}

/** Why a batch cannot be taken back any more, in words, or null. */
export function whatBuildsOn(reader: Reader, batch: { id: string; chain: string; lastChangeSeq: number }): string | null {
  const at = { chain: batch.chain, seq: batch.lastChangeSeq, batch_id: batch.id }
  const later = reader.get(batchStatements.laterTenures, { batch_id: batch.id })?.n ?? 0
  if (later > 0) return `其中有人后来又任了别的岗位（${later}次）`
  const touched = (reader.get(batchStatements.personsTouched, at)?.n ?? 0) + (reader.get(batchStatements.assignmentsTouched, at)?.n ?? 0)
  if (touched > 0) return `导入后又改过其中的人或岗位（${touched}次）`
  const accounts = reader.get(batchStatements.linkedAccounts, { batch_id: batch.id })?.n ?? 0
  return accounts > 0 ? `其中${accounts}人已关联账号` : null
}

/** Takes back the people, tenures and pairs of a batch and restores what it had changed. @returns rows removed */
export function removeBatch(tx: Transaction, key: TownshipKey, batchId: string, undo: BatchUndo): number {
  const gone = { deleted_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id }
  for (const row of tx.all(batchStatements.pairings, { batch_id: batchId })) tx.write(rosterStatements.removePairing, { id: row.id, ...gone })
  const assignments = tx.all(batchStatements.assignments, { batch_id: batchId })
  for (const row of assignments) tx.write(rosterStatements.removeAssignment, { id: row.id, ...gone })
  for (const row of tx.all(batchStatements.persons, { batch_id: batchId })) {
    tx.local(personStatements.removeTerms, { person_id: row.id })
    tx.write(personStatements.remove, { id: row.id, ...gone })
  }
  for (const { personId, before } of undo.persons) correctPerson(tx, key, personId, null, before)
  for (const id of undo.endedAssignmentIds) {
    const tenure = tx.get(rosterStatements.assignment, { id })
    if (!tenure) continue
    tx.write(rosterStatements.endAssignment, { id, end_on: null, end_doc_no: null, end_reason: null, updated_at: tx.at, updated_by: tx.actor.id })
    if (tenure.grid_id !== null && tenure.end_on !== null) renewPairing(tx, tenure.grid_id, tenure.end_on, null)
  }
  return assignments.length
}
