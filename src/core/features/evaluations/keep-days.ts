import { dayOfMonth, monthOf } from '../../../domain/month'
import { mostRestBeforeOpening, restBefore } from '../../../domain/days-of-use'
import { stepDue } from '../../../domain/evaluation-days'
import { daysOfUse, isDayKept, keepDayOfUse } from '../../clock/clock'
import type { CoreServices } from '../../core-services'
import type { Actor } from '../../database/actor'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { dayAt } from '../../office-day'
import { placesOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { cycleStatements } from './cycle-statements'
import { cycleOf, openCycle, type CycleRow } from './cycles'
import { lockCycle } from './lock'

export const systemActor: Actor = { id: 'system', name: '系统', carrier: 'system' }

const step = (reader: Reader, cycle: CycleRow, today: string, rest: number): 'warn' | 'lock' | null =>
  stepDue({ lockOn: cycle.lock_on, isLocked: cycle.lock_id !== null, locksByItself: cycle.locks_by_itself === 1, warnedOn: cycle.warned_on }, today, readSetting(reader, 'evaluations.warnDays'), rest)

/** A clock that runs a little behind the one of before is no clock that was wrong, in milliseconds. */
const clockSlack = 10 * 60_000

/** The current month, from its opening day to its last, where the township has a roster and wants it. */
function opensToday(reader: Reader, today: string, rest: number): string | null {
  const month = monthOf(today)
  if (rest > mostRestBeforeOpening) return null
  if (readSetting(reader, 'evaluations.autoOpen') !== 'yes' || today < dayOfMonth(month, readSetting(reader, 'evaluations.openDay'))) return null
  return cycleOf(reader, month) || placesOf(reader).length === 0 ? null : month
}

/**
 * What the calendar does by itself: opens the month on its day, records the warning before a lock, locks; and takes back
 * a lock of its own that lies in the future, since the clock was wrong when it was made. Runs when the core opens, with
 * every look at evaluations, and when the office's day changes; each step is looked at again inside its transaction, so
 * that two programs on one folder do it once. Audited as 系统. Where another program is writing it waits for the next look.
 */
export function keepEvaluationDays(services: CoreServices): boolean {
  const { reader, writer } = services.database
  const today = dayAt(services.now())
  const rest = restBefore(daysOfUse(reader, today))
  const isKept = isDayKept(reader, today)
  const ahead = reader.all(cycleStatements.lockedAhead, { now: services.now() + clockSlack })
  const due = reader.all(cycleStatements.unlocked, {}).filter((cycle) => step(reader, cycle, today, rest) !== null)
  const opening = opensToday(reader, today, rest)
  const nothingDue = ahead.length === 0 && due.length === 0 && opening === null
  if (nothingDue && isKept) return false
  const done = writer.runIfFree(systemActor, (tx) => {
    keepDayOfUse(tx, today)
    for (const cycle of tx.all(cycleStatements.lockedAhead, { now: tx.at + clockSlack })) {
      tx.write(cycleStatements.dropLock, { id: cycle.id, updated_at: tx.at, updated_by: tx.actor.id })
      tx.audit({ action: 'evaluations.unlockAhead', outcome: 'done', targetTable: 'eval_cycle', targetId: cycle.id, detail: { month: cycle.month, lockId: cycle.lock_id, lockedAt: cycle.created_at } })
    }
    if (opening !== null && opensToday(tx, today, rest) === opening) {
      const { cycle } = openCycle(tx, opening)
      tx.audit({ action: 'evaluations.open', outcome: 'done', targetTable: 'eval_cycle', targetId: cycle.id, detail: { month: opening, bySystem: true } })
    }
    for (const { id } of due) takeStep(tx, id, today, rest)
    return true
  })
  if (done === null || nothingDue) return false
  services.feed.tell('evaluations', services.now())
  return true
}

function takeStep(tx: Transaction, cycleId: string, today: string, rest: number): void {
  const cycle = tx.get(cycleStatements.byId, { id: cycleId })
  if (!cycle) return
  const now = step(tx, cycle, today, rest)
  if (now === 'warn') {
    tx.write(cycleStatements.warn, { id: cycle.id, warned_on: today, updated_at: tx.at, updated_by: tx.actor.id })
    tx.audit({ action: 'evaluations.warn', outcome: 'done', targetTable: 'eval_cycle', targetId: cycle.id, detail: { month: cycle.month, lockOn: cycle.lock_on } })
  } else if (now === 'lock') {
    const locked = lockCycle(tx, cycle, { communityId: null, acceptMissing: true, isAutomatic: true })
    tx.audit({ action: 'evaluations.lock', outcome: 'done', targetTable: 'eval_lock', targetId: locked.lockId, detail: { month: cycle.month, bySystem: true, results: locked.results, missing: locked.missing.length } })
  }
}

/** For the times when nobody asks: a failure is logged and never keeps the program from opening. */
export function keepEvaluationDaysQuietly(services: CoreServices): void {
  try {
    keepEvaluationDays(services)
  } catch (error) {
    services.log.error('the days of the evaluations were not kept', { error: error instanceof Error ? error.name : typeof error })
  }
}
