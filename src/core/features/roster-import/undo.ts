import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Values } from '../../database/statement'
import { notFound, refuse } from '../../refusal'
import { whatRestsOn } from '../../dependents'
import { madeByBatch, removeBatch, timesTouched, type BatchUndo } from '../roster/batch'
import { countingOnce } from '../roster/counts-put-off'
import { importStatements } from './import-statements'

type Batch = Values<typeof importStatements.batch.row>

const undoOf = (key: TownshipKey, batch: Batch): BatchUndo => JSON.parse(key.open(batch.undo_json, { table: 'import_batch', rowId: batch.id, column: 'undo_json' })) as BatchUndo

/** Why a batch cannot be taken back, in words, or null. */
export function whyNotUndone({ database: { reader, key } }: CoreServices, batch: Batch): string | null {
  return inTheWay(reader, key, batch)
}

function inTheWay(reader: Reader, key: TownshipKey, batch: Batch): string | null {
  const place = { id: batch.id, chain: batch.chain, firstChangeSeq: batch.first_change_seq, lastChangeSeq: batch.last_change_seq, committedAt: batch.committed_at }
  const touched = timesTouched(reader, place)
  const resting = whatRestsOn(reader, key, madeByBatch(reader, place, undoOf(key, batch).madePlaces))
  const reasons = [
    ...(touched > 0 ? [`导入后又改过其中的人、岗位或网格（${touched}次）`] : []),
    ...(resting.length > 0 ? [`导入后已有${resting.map(({ what, count, measure }) => `${what}${count}${measure}`).join('、')}用到这些人或地方`] : []),
  ]
  return reasons.length === 0 ? null : reasons.join('；')
}

/** @throws Refusal `already_undone`, `built_upon` */
export function undoBatch(services: CoreServices, caller: Caller, batchId: string): number {
  const { key } = services.database
  const removed = caller.commit(
    (tx) => {
      const batch = tx.get(importStatements.batch, { id: batchId })
      if (!batch) throw notFound()
      if (batch.undone_at !== null) throw refuse('already_undone', '这次导入已经撤销过。库里没有变动。')
      const why = inTheWay(tx, key, batch)
      if (why !== null) throw refuse('built_upon', `不能撤销：${why}。库里没有变动，请逐条调整。`)
      const rows = countingOnce(tx, () => removeBatch(tx, key, batchId, undoOf(key, batch)))
      tx.write(importStatements.markUndone, { id: batchId, undone_at: tx.at, undone_by: tx.actor.id })
      return rows
    },
    (rows) => ({ table: 'import_batch', id: batchId, detail: { removed: rows } }),
  )
  services.feed.tell('roster', services.now())
  services.feed.tell('imports', services.now())
  return removed
}
