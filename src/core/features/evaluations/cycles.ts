import type { Terms } from '../../../domain/evaluation'
import { daysOfCycle, stateOn } from '../../../domain/evaluation-days'
import { firstDayOf, monthWords } from '../../../domain/month'
import type { Reader } from '../../database/reader'
import type { Values } from '../../database/statement'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { dayAt } from '../../office-day'
import { refuse } from '../../refusal'
import { placesOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { termsToday } from './terms'

export type CycleRow = Values<(typeof cycleStatements)['byMonth']['row']>
export type ReopenRow = Values<(typeof aftermathStatements)['reopen']['row']>

export const termsOf = (cycle: CycleRow): Terms => JSON.parse(cycle.terms_json) as Terms

export const cycleOf = (reader: Reader, month: string): CycleRow | null => reader.get(cycleStatements.byMonth, { month }) ?? null

/** @throws Refusal `month_not_open` */
export function requireCycle(reader: Reader, month: string): CycleRow {
  const cycle = cycleOf(reader, month)
  if (!cycle) throw refuse('month_not_open', `${monthWords(month)}的考核还没有开放。库里没有变动，请内勤先开放这个月。`, 'month')
  return cycle
}

/** Communities of a locked month that may be edited again. */
export const openReopens = (reader: Reader, cycle: CycleRow): ReopenRow[] => reader.all(aftermathStatements.reopensOf, { cycle_id: cycle.id }).filter((row) => row.state === 'open')

export function stateOfCycle(reader: Reader, cycle: CycleRow, today: string) {
  return stateOn({ dueOn: cycle.due_on, isLocked: cycle.lock_id !== null, isReopened: cycle.lock_id !== null && openReopens(reader, cycle).length > 0 }, today)
}

/** Why a community's sheets of a month cannot be changed, as a whole sentence; null where they can (I11). */
export function closedBecause(reader: Reader, cycle: CycleRow, communityId: string): string | null {
  if (cycle.lock_id === null || openReopens(reader, cycle).some((row) => row.community_id === communityId)) return null
  return `${monthWords(cycle.month)}已结账，没有改动。确需更改，由内勤和站长两人办理重开。`
}

/** @throws Refusal I11 after the lock, unless the community was reopened */
export function requireEditable(reader: Reader, cycle: CycleRow, communityId: string): void {
  const sentence = closedBecause(reader, cycle, communityId)
  if (sentence !== null) throw refuse('I11', sentence, 'month')
}

/**
 * Opens a month with the terms of today. A month opened on or after its lock day never locks by itself.
 * @throws Refusal `month_ahead`, `no_roster`
 */
export function openCycle(tx: Transaction, month: string): { cycle: CycleRow; wasOpen: boolean } {
  const known = cycleOf(tx, month)
  if (known) return { cycle: known, wasOpen: true }
  const today = dayAt(tx.at)
  if (firstDayOf(month) > today) throw refuse('month_ahead', `${monthWords(month)}还没有到。没有开放，到当月再办。`, 'month')
  if (placesOf(tx).length === 0) throw refuse('no_roster', '还没有村(社区)和花名册，不知道谁评谁。没有开放，先导入花名册。', 'month')
  const days = daysOfCycle(month, { openDay: readSetting(tx, 'evaluations.openDay'), dueDay: readSetting(tx, 'evaluations.dueDay'), lockDay: readSetting(tx, 'evaluations.lockDay') })
  tx.write(cycleStatements.insert, {
    id: newId(),
    month,
    open_on: days.openOn,
    due_on: days.dueOn,
    lock_on: days.lockOn,
    locks_by_itself: today < days.lockOn ? 1 : 0,
    terms_json: JSON.stringify(termsToday(tx, month)),
    created_at: tx.at,
    created_by: tx.actor.id,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  return { cycle: requireCycle(tx, month), wasOpen: false }
}
