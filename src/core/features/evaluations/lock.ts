import { monthWords } from '../../../domain/month'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { dayAt } from '../../office-day'
import { refuse } from '../../refusal'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { openReopens, type CycleRow } from './cycles'
import { differencesOf } from './differences'
import { isMissing, lockedOnOf, type MonthPicture, type PictureSheet } from './month-picture'
import { livePicture, lockedPicture, pictureWith } from './read-picture'

export interface Locked {
  lockId: string
  /** People with a result, in what was locked now. */
  results: number
  missing: PictureSheet[]
}

/**
 * Locks a month, or the reopened communities of a locked one again (all of them, or `communityId`). The whole month is
 * copied; sheets that are missing are listed and give no result. Other communities' sheets are never touched.
 * @throws Refusal `already_locked`, `sheets_missing` (unless accepted)
 */
export function lockCycle(tx: Transaction, cycle: CycleRow, options: { communityId: string | null; acceptMissing: boolean; isAutomatic: boolean }): Locked {
  const reopens = openReopens(tx, cycle).filter((row) => options.communityId === null || row.community_id === options.communityId)
  if (cycle.lock_id !== null && reopens.length === 0) throw refuse('already_locked', `${monthWords(cycle.month)}已经结账，没有再结。要改先办理重开。`, 'month')
  if (cycle.lock_id === null && options.communityId !== null) throw refuse('whole_month', `${monthWords(cycle.month)}还没有结账，第一次按全镇结。没有结账。`, 'communityId')
  const lockedOn = dayAt(tx.at)
  const scope = new Set(reopens.map((row) => row.community_id))
  const standing = cycle.lock_id === null ? livePicture(tx, cycle) : pictureWith(tx, cycle, cycle.lock_id, scope)
  const communities = standing.communities.map((one) => ({ ...one, lockedOn: cycle.lock_id === null || scope.has(one.communityId) ? lockedOn : lockedOnOf(standing, one.communityId) }))
  const picture: MonthPicture = { ...standing, lockedOn, communities }
  const inScope = picture.sheets.filter((sheet) => cycle.lock_id === null || scope.has(sheet.communityId))
  const missing = inScope.filter(isMissing)
  if (missing.length > 0 && !options.acceptMissing)
    throw refuse('sheets_missing', `还有${missing.length}张评议表没有交，这些人不出结果。没有结账，看过名单后确认，或先催交。`, 'acceptMissing')

  const lockId = newId()
  tx.write(cycleStatements.insertLock, {
    id: lockId,
    cycle_id: cycle.id,
    no: (tx.all(cycleStatements.locksOf, { cycle_id: cycle.id }).at(-1)?.no ?? 0) + 1,
    community_id: scope.size === 1 ? ([...scope][0] ?? null) : null,
    locked_on: lockedOn,
    by_name: tx.actor.name,
    is_automatic: options.isAutomatic ? 1 : 0,
    missing: picture.sheets.filter(isMissing).length,
    snapshot_json: JSON.stringify(picture),
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  for (const result of picture.results)
    tx.write(cycleStatements.insertResult, {
      id: newId(),
      lock_id: lockId,
      month: cycle.month,
      subject: result.subject,
      community_id: result.communityId,
      community_name: result.community,
      ratee_id: result.rateeId,
      final_x100: result.finalX100,
      grade: result.grade,
      rank_community: result.rankCommunity,
      rank_township: result.rankTownship,
      created_at: tx.at,
      created_by: tx.actor.id,
    })
  // Against what stands now: another community may have been locked again since this one was opened.
  const before = cycle.lock_id === null ? null : lockedPicture(tx, cycle.lock_id)
  for (const reopen of reopens) {
    if (before === null) continue
    tx.write(aftermathStatements.closeReopen, { id: reopen.id, to_lock_id: lockId, diff_json: JSON.stringify(differencesOf(before, picture, reopen.community_id)), closed_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id })
  }
  tx.write(cycleStatements.setLock, { id: cycle.id, lock_id: lockId, updated_at: tx.at, updated_by: tx.actor.id })
  return { lockId, results: picture.results.filter((result) => result.finalX100 !== null && (cycle.lock_id === null || scope.has(result.communityId))).length, missing }
}
