import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from './calendar-date'
import { automaticLockDay, daysOfCycle, stateOn, stepDue } from './evaluation-days'
import { addMonths, dayOfMonth } from './month'

const days = { openDay: 25, dueDay: 31, lockDay: 5 }

describe('the days of a month', () => {
  it('are the 25th, the last day and the 5th of the next, over the turn of a year and in February too', () => {
    expect(daysOfCycle('2026-10', days)).toEqual({ openOn: '2026-10-25', dueOn: '2026-10-31', lockOn: '2026-11-05' })
    expect(daysOfCycle('2026-12', days)).toEqual({ openOn: '2026-12-25', dueOn: '2026-12-31', lockOn: '2027-01-05' })
    expect(daysOfCycle('2028-02', days)).toEqual({ openOn: '2028-02-25', dueOn: '2028-02-29', lockOn: '2028-03-05' })
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(dayOfMonth('2026-02', 31)).toBe('2026-02-28')
  })

  it('turn open into due and grace, and a lock into locked or reopened', () => {
    const cycle = { dueOn: '2026-10-31', isLocked: false, isReopened: false }
    expect(['2026-10-30', '2026-10-31', '2026-11-01'].map((on) => stateOn(cycle, on))).toEqual(['open', 'due', 'grace'])
    expect([false, true].map((isReopened) => stateOn({ ...cycle, isLocked: true, isReopened }, '2026-12-01'))).toEqual(['locked', 'reopened'])
  })
})

describe('the lock by itself', () => {
  it('comes, on whatever days the program runs, only on or after its day and only after a warning of an earlier day', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -12, max: 30 }), { maxLength: 12 }), fc.integer({ min: 1, max: 8 }), fc.boolean(), (offsets, warnDays, locksByItself) => {
        const lockOn = '2026-11-05'
        let warnedOn: string | null = null
        let lockedOn: string | null = null
        for (const offset of offsets.toSorted((a, b) => a - b)) {
          const today = addDays(lockOn, offset)
          // Twice a day, as when window and command line both look.
          for (let look = 0; look < 2; look += 1) {
            const step = stepDue({ lockOn, isLocked: lockedOn !== null, locksByItself, warnedOn }, today, warnDays)
            if (step === 'warn') warnedOn = today
            if (step === 'lock') lockedOn = today
          }
        }
        if (!locksByItself) expect([warnedOn, lockedOn]).toEqual([null, null])
        const inTime = offsets.filter((offset) => offset >= -warnDays)
        const warning = inTime.length === 0 || !locksByItself ? null : Math.min(...inTime)
        expect(warnedOn).toBe(warning === null ? null : addDays(lockOn, warning))
        const after = warning === null ? [] : offsets.filter((offset) => offset > warning && offset >= 0)
        expect(lockedOn).toBe(after.length === 0 ? null : addDays(lockOn, Math.min(...after)))
        // The day that was announced is the first on which it may happen, and the first look from then on does it.
        const announced = warnedOn === null ? null : automaticLockDay({ lockOn, warnedOn })
        const looks = offsets.map((offset) => addDays(lockOn, offset)).filter((day) => announced !== null && day >= announced)
        expect(lockedOn).toBe(looks.toSorted()[0] ?? null)
      }),
    )
  })
})
