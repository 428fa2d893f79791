import { createHash } from 'node:crypto'
import { newId } from '../../new-id'
import { placesToCreate } from '../../../domain/place-creation'
import type { RosterAnalysis } from '../../../domain/roster-analysis'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Transaction } from '../../database/transaction'
import { refuse } from '../../refusal'
import type { BatchUndo } from '../roster/batch'
import { countingOnce } from '../roster/counts-put-off'
import { addCommunity, addGrid, learnCodes, kindOfCommunity } from '../roster/organisation'
import { renewPairings } from '../roster/pairing'
import { knownPlaces, takeIn, type PlaceIds } from '../roster/roster-intake'
import { intakeOf } from './analyse'
import { importStatements } from './import-statements'
import type { OpenImport } from './open-imports'
import { columnsToRemember } from './remembered-columns'

export interface FileToCommit {
  fileName: string
  bytes: Uint8Array
  analysis: RosterAnalysis
  /** A person's column choices; the next file of this shape begins with them. */
  mapping: OpenImport['mapping']
}

/** Communities and grids that the file founds are made; codes are learnt where missing. */
export function storePlaces(tx: Transaction, analysis: RosterAnalysis): { ids: PlaceIds; made: BatchUndo['madePlaces'] } {
  const present = knownPlaces(tx)
  const made: BatchUndo['madePlaces'] = { communityIds: [], gridIds: [] }
  const codes = { communities: new Map<string, string>(), grids: new Map<string, string>() }
  const toCreate = placesToCreate(present, analysis.places)
  const isToCreate = new Set<object>([...toCreate.communities, ...toCreate.grids])
  for (const community of analysis.places.communities) {
    const known = present.ids.communities.get(community.name)
    if (known !== undefined) {
      if (community.code !== null) codes.communities.set(known, community.code)
    } else if (isToCreate.has(community)) {
      const id = addCommunity(tx, { name: community.name, areaCode: community.code, kind: community.kind ?? kindOfCommunity(community.name, community.code) })
      present.ids.communities.set(community.name, id)
      made.communityIds.push(id)
    }
  }
  for (const grid of analysis.places.grids) {
    const communityId = present.ids.communities.get(grid.community)
    if (communityId === undefined) continue
    const place = `${grid.community}/${grid.name}`
    const known = present.ids.grids.get(place)
    if (known !== undefined) {
      if (grid.code !== null) codes.grids.set(known, grid.code)
    } else if (isToCreate.has(grid)) {
      const id = addGrid(tx, { communityId, name: grid.name, code: grid.code, kind: 'basic' })
      present.ids.grids.set(place, id)
      made.gridIds.push(id)
    }
  }
  learnCodes(tx, codes)
  return { ids: present.ids, made }
}

/** Stores every valid row in one transaction; rows in doubt or refused stay out, as the preview said. */
export function commitRoster(services: CoreServices, caller: Caller, file: FileToCommit): { batchId: string; imported: number } {
  const { key } = services.database
  const batchId = newId()
  const valid = file.analysis.rows.filter((row) => row.verdict === 'valid')
  if (valid.length === 0) throw refuse('nothing_to_import', '没有可以导入的行。库里没有变动，改正后重新读入。')
  const imported = caller.commit(
    (tx) => {
      const first = tx.lastChange().seq + 1
      const { ids, made } = storePlaces(tx, file.analysis)
      const undo: BatchUndo = { persons: [], ended: [], pairedGridIds: [], madePlaces: made }
      const own = new Set<string>()
      const paired = new Set<string>()
      countingOnce(tx, () => {
        for (const row of valid) {
          const intake = intakeOf(row, ids)
          // Somebody has founded the community's grids otherwise since the file was checked.
          if (!intake) throw refuse('places_changed', `第${row.row}行的村(社区)或网格刚被改动。库里没有变动，重新读入文件再导入。`)
          const taken = takeIn(tx, key, intake, batchId, caller.today)
          // A person of several rows is restored to what stood before the first of them.
          if (taken.before && !own.has(taken.personId)) undo.persons.push({ personId: taken.personId, before: taken.before })
          if (taken.before || taken.added) own.add(taken.personId)
          if (taken.ended) undo.ended.push(taken.ended)
          if (intake.gridId !== null && (intake.post === 'grid_chief' || intake.post === 'aux_police')) paired.add(intake.gridId)
        }
      })
      undo.pairedGridIds = [...paired]
      for (const gridId of paired) renewPairings(tx, gridId, batchId)
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
        first_change_seq: first,
        last_change_seq: last.seq,
        chain: last.chain,
        undo_json: key.seal(JSON.stringify(undo), { table: 'import_batch', rowId: batchId, column: 'undo_json' }),
      })
      if (Object.keys(file.mapping).length > 0)
        tx.local(importStatements.rememberMapping, { id: newId(), shape_key: file.analysis.shapeKey, mapping_json: JSON.stringify(columnsToRemember(file.analysis, file.mapping)), updated_at: tx.at, updated_by: tx.actor.id })
      return valid.length
    },
    () => ({ table: 'import_batch', id: batchId, detail: { counts: file.analysis.counts } }),
  )
  services.feed.tell('roster', services.now())
  services.feed.tell('imports', services.now())
  return { batchId, imported }
}
