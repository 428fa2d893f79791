import { nextDayOfUse, programBornOn, type DaysOfUse } from '../../domain/days-of-use'
import type { Reader } from '../database/reader'
import type { Transaction } from '../database/transaction'
import { dayAt } from '../office-day'
import { StationFault } from '../station-fault'
import { clockStatements } from './clock-statements'

/** @throws StationFault `clock` for a clock that shows a day before there was this program; nothing is opened */
export function requirePossibleClock(now: number): void {
  const today = Number.isFinite(now) ? dayAt(now) : '0000-00-00'
  if (now <= 0 || today < programBornOn)
    throw new StationFault('clock', `电脑时间是${today.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}，不对。没有打开，数据没有动。请把电脑的日期和时间调准后再打开。`)
}

const stored = (reader: Reader): DaysOfUse | null => {
  const row = reader.get(clockStatements.daysOfUse, {})
  return row ? (JSON.parse(row.value_json) as DaysOfUse) : null
}

/** The days of use with today among them, stored or not. */
export const daysOfUse = (reader: Reader, today: string): DaysOfUse => nextDayOfUse(stored(reader), today)

export const isDayKept = (reader: Reader, today: string): boolean => stored(reader)?.today === today

export function keepDayOfUse(tx: Transaction, today: string): void {
  tx.local(clockStatements.keepDaysOfUse, { value_json: JSON.stringify(daysOfUse(tx, today)), updated_at: tx.at })
}
