import { addDays } from './calendar-date'
import type { CycleState } from './evaluation'
import { mostRestBeforeLock, mostRestBeforeOpening } from './days-of-use'
import { addMonths, dayOfMonth } from './month'

export interface MonthDays {
  readonly openOn: string
  readonly dueOn: string
  readonly lockOn: string
}
/** When a month opens, is due and locks: the 25th, its last day, the 5th of the next, unless the township says otherwise. */
export const daysOfCycle = (month: string, days: { openDay: number; dueDay: number; lockDay: number }): MonthDays => ({
  openOn: dayOfMonth(month, days.openDay),
  dueOn: dayOfMonth(month, days.dueDay),
  lockOn: dayOfMonth(addMonths(month, 1), days.lockDay),
})

/** Where an opened month stands on a day (model.md D4). */
export function stateOn(cycle: { dueOn: string; isLocked: boolean; isReopened: boolean }, today: string): CycleState {
  if (cycle.isLocked) return cycle.isReopened ? 'reopened' : 'locked'
  return today < cycle.dueOn ? 'open' : today === cycle.dueOn ? 'due' : 'grace'
}

/**
 * What is due to happen by itself today. A lock needs a warning recorded on an earlier day, whenever the program was
 * started: a first start after the lock day warns, and locks on a later day at the earliest. Asking twice changes nothing.
 * A warning of a day to come was given by a clock that was wrong, and counts as none. After `restDays` without use the
 * clock may have leapt: the lock then waits for the next day of use, and after a longer rest the warning too.
 */
export function stepDue(
  cycle: { lockOn: string; isLocked: boolean; locksByItself: boolean; warnedOn: string | null },
  today: string,
  warnDays: number,
  restDays = 0,
): 'warn' | 'lock' | null {
  if (cycle.isLocked || !cycle.locksByItself) return null
  if (cycle.warnedOn === null || cycle.warnedOn > today) return today >= addDays(cycle.lockOn, -warnDays) && restDays <= mostRestBeforeOpening ? 'warn' : null
  return today >= cycle.lockOn && cycle.warnedOn < today && restDays <= mostRestBeforeLock ? 'lock' : null
}

/** The day on which a month locks by itself: its lock day, but never before the day after the warning. */
export function automaticLockDay(cycle: { lockOn: string; warnedOn: string | null }): string {
  const earliest = cycle.warnedOn === null ? cycle.lockOn : addDays(cycle.warnedOn, 1)
  return earliest > cycle.lockOn ? earliest : cycle.lockOn
}
