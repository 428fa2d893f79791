import { dependent } from '../../database/dependent'

/** What the roster itself keeps, from other hands than the import's, that refers to its people and places. */
export const rosterDependents = {
  tenures: dependent('post_assignment', {
    person: ['person_id'], grid: ['grid_id'], community: ['community_id'], indexed: ['person_id', 'community_id'],
    fromGrid: 'CROSS JOIN post_assignment t ON t.community_id = g.community_id', where: 't.deleted_at IS NULL AND t.import_batch_id IS NOT @batch_id', what: '另外登记的任职', measure: '条',
  }),
  pairings: dependent('grid_pairing', {
    person: ['grid_chief_id', 'aux_police_id'], grid: ['grid_id'], communityOf: '(SELECT community_id FROM grid WHERE id = t.grid_id)',
    where: 't.deleted_at IS NULL AND t.import_batch_id IS NOT @batch_id', what: '另外形成的结对', measure: '对',
  }),
  exemptions: dependent('pairing_exemption', { grid: ['grid_id'], what: '结对豁免', measure: '项' }),
  grids: dependent('grid', { community: ['community_id'], where: 't.deleted_at IS NULL AND t.id NOT IN (SELECT value FROM json_each(@grids))', what: '另外新建的网格', measure: '个' }),
}
