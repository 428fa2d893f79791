import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { RosterAnalysis } from '../../../domain/roster-analysis'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Transaction } from '../../database/transaction'
import { notFound, refuse } from '../../refusal'
import { removeBatch, whatBuildsOn, type BatchUndo } from '../roster/batch'
import { addCommunity, addGrid, learnCodes, kindOfCommunity } from '../roster/organisation'
import { knownPlaces, pairGrids, takeIn, type PlaceIds } from '../roster/roster-intake'
import { intakeOf } from './analyse'
import { importStatements } from './import-statements'

export interface FileToCommit {
  fileName: string
  bytes: Uint8Array
  analysis: RosterAnalysis
}

/** Communities and grids that the file names are made where the township has none; codes are learnt where missing. */
export function storePlaces(tx: Transaction, analysis: RosterAnalysis): { ids: PlaceIds; communities: number; grids: number } {
  const present = knownPlaces(tx)
  const made = { communities: 0, grids: 0 }
  const codes = { communities: new Map<string, string>(), grids: new Map<string, string>() }
  const townshipIsEmpty = present.communities.every((community) => community.grids.length === 0)
  for (const community of analysis.places.communities) {
    const known = present.ids.communities.get(community.name)
    if (known !== undefined) {
      if (community.code !== null) codes.communities.set(known, community.code)
    } else if (townshipIsEmpty) {
      const id = addCommunity(tx, { name: community.name, areaCode: community.code, kind: community.kind ?? kindOfCommunity(community.name, community.code) })
      present.ids.communities.set(community.name, id)
      made.communities += 1
    }
  }
  for (const grid of analysis.places.grids) {
    const communityId = present.ids.communities.get(grid.community)
    if (communityId === undefined) continue
    const place = `${grid.community}/${grid.name}`
    const known = present.ids.grids.get(place)
    if (known !== undefined) {
      if (grid.code !== null) codes.grids.set(known, grid.code)
    } else if (townshipIsEmpty) {
      present.ids.grids.set(place, addGrid(tx, { communityId, name: grid.name, code: grid.code, kind: 'basic' }))
      made.grids += 1
    }
  }
  learnCodes(tx, codes)
  return { ids: present.ids, ...made }
}

/** Stores every valid row in one transaction; rows in doubt or refused stay out, as the preview said. */
export function commitRoster(services: CoreServices, caller: Caller, file: FileToCommit): { batchId: string; imported: number } {
  const { key } = services.database
  const batchId = ulid()
  const valid = file.analysis.rows.filter((row) => row.verdict === 'valid')
  if (valid.length === 0) throw refuse('nothing_to_import', '没有可以导入的行。库里没有变动，改正后重新读入。')
  const imported = caller.commit(
    (tx) => {
      const { ids } = storePlaces(tx, file.analysis)
      const undo: BatchUndo = { persons: [], endedAssignmentIds: [] }
      const grids: string[] = []
      for (const row of valid) {
        const intake = intakeOf(row, ids)
        if (!intake) throw new Error('a valid row has no stored place')
        const taken = takeIn(tx, key, intake, batchId, caller.today)
        if (taken.before) undo.persons.push({ personId: taken.personId, before: taken.before })
        if (taken.endedAssignmentId) undo.endedAssignmentIds.push(taken.endedAssignmentId)
        if (intake.gridId !== null && (intake.post === 'grid_chief' || intake.post === 'aux_police')) grids.push(intake.gridId)
      }
      pairGrids(tx, grids, batchId)
      const last = tx.lastChange()
      tx.write(importStatements.insertBatch, {
        id: batchId,
        kind: 'roster',
        file_name: file.fileName,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        imported: valid.length,
        counts_json: JSON.stringify(file.analysis.counts),
        committed_at: tx.at,
        committed_by: tx.actor.id,
        actor_name: tx.actor.name,
        last_change_seq: last.seq,
        chain: last.chain,
        undo_json: key.seal(JSON.stringify(undo), { table: 'import_batch', rowId: batchId, column: 'undo_json' }),
      })
      return valid.length
    },
    () => ({ table: 'import_batch', id: batchId, detail: { counts: file.analysis.counts } }),
  )
  services.feed.tell('roster', services.now())
  services.feed.tell('imports', services.now())
  return { batchId, imported }
}

/** @throws Refusal `already_undone`, `built_upon` */
export function undoBatch(services: CoreServices, caller: Caller, batchId: string): number {
  const { key } = services.database
  const removed = caller.commit(
    (tx) => {
      const batch = tx.get(importStatements.batch, { id: batchId })
      if (!batch) throw notFound()
      if (batch.undone_at !== null) throw refuse('already_undone', '这次导入已经撤销过。库里没有变动。')
      const why = whatBuildsOn(tx, { id: batch.id, chain: batch.chain, lastChangeSeq: batch.last_change_seq })
      if (why !== null) throw refuse('built_upon', `不能撤销：${why}。库里没有变动，请逐条调整。`)
      const undo = JSON.parse(key.open(batch.undo_json, { table: 'import_batch', rowId: batchId, column: 'undo_json' })) as BatchUndo
      const rows = removeBatch(tx, key, batchId, undo)
      tx.write(importStatements.markUndone, { id: batchId, undone_at: tx.at, undone_by: tx.actor.id })
      return rows
    },
    (rows) => ({ table: 'import_batch', id: batchId, detail: { removed: rows } }),
  )
  services.feed.tell('roster', services.now())
  services.feed.tell('imports', services.now())
  return removed
}
