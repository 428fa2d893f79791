import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from './calendar-date'
import { holdsOn, overlaps } from './tenure'

const day = fc.integer({ min: 0, max: 12 }).map((n) => addDays('2026-02-25', n))
const tenure = fc.tuple(fc.option(day), fc.option(day)).filter(([start, end]) => start === null || end === null || start < end).map(([startOn, endOn]) => ({ startOn, endOn }))
const days = Array.from({ length: 20 }, (_, n) => addDays('2026-02-21', n))

describe('a tenure', () => {
  it('holds from its first day, and its last written day belongs to the incoming person', () => {
    const october = { startOn: '2026-10-08', endOn: '2026-11-16' }
    expect(['2026-10-07', '2026-10-08', '2026-11-15', '2026-11-16'].map((on) => holdsOn(october, on))).toEqual([false, true, true, false])
  })

  it('holds since ever without a start and for ever without an end', () => {
    expect(holdsOn({ startOn: null, endOn: '2026-01-01' }, '1949-10-01')).toBe(true)
    expect(holdsOn({ startOn: '2026-01-01', endOn: null }, '9999-12-31')).toBe(true)
    expect(holdsOn({ startOn: null, endOn: null }, '2026-01-01')).toBe(true)
  })

  it('does not overlap the one that begins on its handover day', () => {
    expect(overlaps({ startOn: null, endOn: '2026-11-16' }, { startOn: '2026-11-16', endOn: null })).toBe(false)
    expect(overlaps({ startOn: null, endOn: '2026-11-17' }, { startOn: '2026-11-16', endOn: null })).toBe(true)
  })

  it('overlaps another exactly when some day belongs to both', () => {
    fc.assert(
      fc.property(tenure, tenure, (one, other) => {
        expect(overlaps(one, other)).toBe(days.some((on) => holdsOn(one, on) && holdsOn(other, on)))
        expect(overlaps(other, one)).toBe(overlaps(one, other))
      }),
    )
  })
})
