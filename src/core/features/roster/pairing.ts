import { ulid } from 'ulid'
import type { Tenure } from '../../../domain/tenure'
import type { Transaction } from '../../database/transaction'
import { notFound } from '../../refusal'
import { organisationStatements } from './organisation-statements'
import { rosterStatements } from './roster-statements'

interface Pair extends Tenure {
  chiefId: string
  auxId: string
}

/**
 * A grid's lead and auxiliary are a pair on every day on which both seats are held (I4): past, present and arranged for
 * later. What is stored already and still true is left as it is; a pair that only ends on another day is given that day.
 */
export function renewPairings(tx: Transaction, gridId: string, importBatchId: string | null): void {
  const grid = tx.get(organisationStatements.grid, { id: gridId })
  if (!grid) throw notFound()
  const tenures = (post: string) => tx.all(rosterStatements.tenuresInSeat, { post, community_id: grid.community_id, grid_id: gridId, on: beforeRecords })
  const auxiliaries = tenures('aux_police')
  const wanted = tenures('grid_chief').flatMap((chief) => auxiliaries.flatMap((aux): Pair[] => daysTogether(chief, aux)))
  const stamp = { updated_at: tx.at, updated_by: tx.actor.id }
  for (const stored of tx.all(rosterStatements.pairingsOfGrid, { grid_id: gridId, on: beforeRecords })) {
    const at = wanted.findIndex((pair) => pair.chiefId === stored.grid_chief_id && pair.auxId === stored.aux_police_id && pair.startOn === stored.start_on)
    const [pair] = at < 0 ? [] : wanted.splice(at, 1)
    if (!pair) tx.write(rosterStatements.removePairing, { id: stored.id, deleted_at: tx.at, ...stamp })
    else if (pair.endOn !== stored.end_on) tx.write(rosterStatements.endPairing, { id: stored.id, end_on: pair.endOn, ...stamp })
  }
  for (const pair of wanted)
    tx.write(rosterStatements.insertPairing, {
      id: ulid(),
      grid_id: gridId,
      grid_chief_id: pair.chiefId,
      aux_police_id: pair.auxId,
      start_on: pair.startOn,
      end_on: pair.endOn,
      import_batch_id: importBatchId,
      created_at: tx.at,
      created_by: tx.actor.id,
      ...stamp,
    })
}

/** Earlier than any end of a tenure: a query "from this day on" then finds all of them. */
const beforeRecords = ''

interface SeatTenure {
  person_id: string
  start_on: string | null
  end_on: string | null
}

function daysTogether(chief: SeatTenure, aux: SeatTenure): Pair[] {
  const startOn = [chief.start_on, aux.start_on].filter((on) => on !== null).toSorted().at(-1) ?? null
  const endOn = [chief.end_on, aux.end_on].filter((on) => on !== null).toSorted()[0] ?? null
  return startOn !== null && endOn !== null && startOn >= endOn ? [] : [{ chiefId: chief.person_id, auxId: aux.person_id, startOn, endOn }]
}
