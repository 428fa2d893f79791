import type { Debts } from '../../../contract/debts'
import { addDays } from '../../../domain/calendar-date'
import { automaticLockDay } from '../../../domain/evaluation-days'
import { monthWords } from '../../../domain/month'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { openReopens, type CycleRow } from './cycles'
import { isMissing, byCommunity } from './month-picture'
import { workingPicture } from './read-picture'
import { consentBarrier } from './reopen'
import { isRater, seesSheet, type Viewer } from './visibility'

interface Owed {
  count: number
  mark: 'red' | 'yellow'
  words: string[]
}

const dayWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/**
 * A rater owes the own missing sheets from the opening on; clerk and chief watch the community's from the day before the
 * due day; once the lock is announced they read its day with what is missing. Reopenings wait for the second person, complaints for the clerk. The auditor owes nothing.
 */
export function readDebts(reader: Reader, caller: Caller, viewer: Viewer): Debts {
  const owed = new Map<string, Owed>()
  const owe = (communityId: string, count: number, mark: 'red' | 'yellow', words: string): void => {
    const known = owed.get(communityId) ?? { count: 0, mark: 'yellow' as const, words: [] }
    owed.set(communityId, { count: known.count + count, mark: mark === 'red' ? 'red' : known.mark, words: [...known.words, words] })
  }
  const watches = (communityId: string): boolean => viewer.clerk.seesWholeCommunity(communityId) || viewer.chief.seesWholeCommunity(communityId)
  for (const cycle of monthsAtWork(reader)) {
    const picture = workingPicture(reader, cycle)
    const label = `${monthWords(cycle.month).slice(5)}考核`
    const reopened = cycle.lock_id === null ? null : new Set(openReopens(reader, cycle).map((row) => row.community_id))
    const missingIn = byCommunity(picture.sheets.filter(isMissing))
    for (const { communityId } of picture.communities) {
      if (reopened !== null && !reopened.has(communityId)) continue
      const missing = missingIn.get(communityId) ?? []
      const own = missing.filter((sheet) => isRater(viewer, sheet))
      const watched = watches(communityId) && caller.today >= addDays(cycle.due_on, -1) ? missing.filter((sheet) => seesSheet(viewer, sheet)) : []
      const sheets = new Set([...own, ...watched])
      const warned = cycle.lock_id === null && cycle.locks_by_itself === 1 && cycle.warned_on !== null && watched.length > 0
      const words = warned ? `${label}${dayWords(automaticLockDay({ lockOn: cycle.lock_on, warnedOn: cycle.warned_on }))}自动结账，还缺${sheets.size}张` : `${label}未评${sheets.size}张`
      if (sheets.size > 0) owe(communityId, sheets.size, caller.today > cycle.due_on ? 'red' : 'yellow', words)
      else if (cycle.lock_id !== null && viewer.clerk.seesWholeCommunity(communityId)) owe(communityId, 1, 'yellow', `${label}重开后待结账`)
    }
  }
  for (const row of reader.all(aftermathStatements.newestReopens, {}))
    if (row.state === 'requested' && watches(row.community_id) && consentBarrier(reader, caller, row) === null) owe(row.community_id, 1, 'yellow', '重开申请待同意')
  for (const row of reader.all(aftermathStatements.newestAppeals, {})) if (row.state === 'filed' && viewer.clerk.seesWholeCommunity(row.community_id)) owe(row.community_id, 1, 'yellow', '申诉待答复')
  const communities = [...owed].map(([communityId, { count, mark, words }]) => ({ communityId, count, mark, words: words.join('、') }))
  return {
    count: communities.reduce((sum, one) => sum + one.count, 0),
    mark: communities.some((one) => one.mark === 'red') ? 'red' : communities.length > 0 ? 'yellow' : null,
    communities,
  }
}

function monthsAtWork(reader: Reader): CycleRow[] {
  const reopened = reader.all(cycleStatements.newest, {}).filter((cycle) => cycle.lock_id !== null && openReopens(reader, cycle).length > 0)
  return [...reader.all(cycleStatements.unlocked, {}), ...reopened]
}
