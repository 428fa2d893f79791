import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { programDay } from '../../src/core/features/meetings/holiday-library'
import { addDays } from '../../src/domain/calendar-date'
import { carriedInto, carriedWeeks } from '../../src/domain/decision-carry'
import { addWeeks, daysOfWeek, isInWeek, isIsoWeek, mondayOf, sundayOf, weekOf, weeksBetween, weeksInYear } from '../../src/domain/iso-week'
import { stateOn, storedStates } from '../../src/domain/meeting-state'
import { holidaysIn, isWorkday, plannedDay, workdaysOf } from '../../src/domain/work-calendar'

/** Ten years of weeks, with the holidays as published for each of them. */
const years = { from: '2017-W01', to: '2026-W53' }
const weeks = weeksBetween(years.from, years.to)
const weekday = fc.integer({ min: 0, max: 6 })

describe('ten years of weeks', () => {
  it('are 522 in a row, each of seven days that lie in it and in no other', () => {
    expect(weeks).toHaveLength(522)
    const days = weeks.flatMap(daysOfWeek)
    expect(new Set(days).size).toBe(522 * 7)
    expect(days.every((on, at) => at === 0 || addDays(days[at - 1] ?? '', 1) === on)).toBe(true)
    for (const week of weeks) expect(daysOfWeek(week).every((on) => isInWeek(on, week)), week).toBe(true)
    expect([2020, 2026].map(weeksInYear)).toEqual([53, 53])
    expect(weeks.filter((week) => week.endsWith('W53'))).toEqual(['2020-W53', '2026-W53'])
  })

  it('give each community one meeting day, on a workday of that very week, or none where nobody works', () => {
    fc.assert(
      fc.property(fc.constantFrom(...weeks), weekday, (week, day) => {
        const planned = plannedDay(week, day, programDay)
        const workdays = workdaysOf(week, programDay)
        if (workdays.length === 0) return planned === null && stateOn(null, { sunday: sundayOf(week), workdays: 0 }, addDays(sundayOf(week), 30)) === 'exempt'
        if (planned === null || !isInWeek(planned, week) || !isWorkday(planned, programDay)) return false
        const wanted = daysOfWeek(week)[day] ?? ''
        // On the weekday itself where the office works; never later than the first workday after it.
        return isWorkday(wanted, programDay) ? planned === wanted : planned === (workdays.find((on) => on > wanted) ?? workdays.at(-1))
      }),
      { numRuns: 4000 },
    )
  })

  it('exempt by themselves are few, all in Spring Festival or National Day, and never silently more', () => {
    const exempt = weeks.filter((week) => plannedDay(week, 3, programDay) === null)
    // National Day of 2017 and 2018, Spring Festival of 2019, 2020 (lengthened), 2022 and 2026.
    expect(exempt).toEqual(['2017-W40', '2018-W40', '2019-W06', '2020-W05', '2022-W05', '2026-W08'])
    for (const year of [2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]) {
      const national = weekOf(`${year}-10-03`)
      expect([year, holidaysIn(national, programDay).some((name) => name.includes('国庆') || name.includes('中秋'))]).toEqual([year, true])
      expect([year, isWorkday(`${year}-10-01`, programDay)]).toEqual([year, false])
    }
  })

  it('know National Day of 2026 and its moved workdays by name', () => {
    expect(workdaysOf('2026-W38', programDay)).toEqual(['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18', '2026-09-20'])
    expect(workdaysOf('2026-W40', programDay)).toEqual(['2026-09-28', '2026-09-29', '2026-09-30'])
    expect(workdaysOf('2026-W41', programDay)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10'])
    expect([0, 1, 2, 3, 4, 5, 6].map((day) => plannedDay('2026-W41', day, programDay))).toEqual(['2026-10-08', '2026-10-08', '2026-10-08', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-10'])
    expect([0, 3, 4, 6].map((day) => plannedDay('2026-W40', day, programDay))).toEqual(['2026-09-28', '2026-09-30', '2026-09-30', '2026-09-30'])
  })

  it('turn missed on Monday and not before, whatever was planned', () => {
    fc.assert(
      fc.property(fc.constantFrom(...weeks), fc.constantFrom(null, ...storedStates), fc.integer({ min: -14, max: 21 }), (week, stored, shift) => {
        const today = addDays(mondayOf(week), shift)
        const workdays = workdaysOf(week, programDay).length
        const state = stateOn(stored, { sunday: sundayOf(week), workdays }, today)
        const undone = stored === null || stored === 'planned' || stored === 'noticed'
        if (!undone) return state === stored
        if (workdays === 0) return state === 'exempt'
        return shift >= 7 ? state === 'missed' : state === (stored ?? 'planned')
      }),
      { numRuns: 3000 },
    )
  })

  it('are written as text that sorts and is read back', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1975-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }), fc.integer({ min: -600, max: 600 }), (date, shift) => {
      const on = date.toISOString().slice(0, 10)
      const week = weekOf(on)
      return isIsoWeek(week) && mondayOf(week) <= on && on <= sundayOf(week) && addWeeks(addWeeks(week, shift), -shift) === week && (addWeeks(week, 1) > week)
    }))
  })
})

describe('carrying over', () => {
  interface Made {
    id: number
    week: string
    closedAt: number | null
  }
  const dayMs = 86_400_000
  /** Ten years; in some weeks there is no meeting. Decisions are made at meetings and closed at any later time, or never. */
  const history = fc
    .record({
      held: fc.array(fc.boolean(), { minLength: weeks.length, maxLength: weeks.length }),
      decisions: fc.array(fc.record({ at: fc.nat(), life: fc.option(fc.integer({ min: 1, max: 400 * 24 }), { nil: null, freq: 6 }) }), { minLength: 1, maxLength: 60 }),
    })
    .map(({ held, decisions }) => {
      const meetings = weeks.flatMap((week, at) => (held[at] ? [{ week, settledAt: Date.parse(`${addDays(mondayOf(week), 3)}T23:59:59.999+08:00`) }] : []))
      const made = meetings.length === 0 ? [] : decisions.map(({ at, life }, id): Made => {
        const meeting = meetings[at % meetings.length]
        return { id, week: meeting?.week ?? '', closedAt: life === null || !meeting ? null : meeting.settledAt + life * (dayMs / 24) }
      })
      return { meetings, made }
    })

  it('shows every open decision in every later meeting once, its closing in exactly one, and nothing after', () => {
    fc.assert(
      fc.property(history, ({ meetings, made }) => {
        const shown = new Map<number, string[]>()
        meetings.forEach((meeting, at) => {
          const carried = carriedInto(meeting.week, made.filter((one) => one.week <= meeting.week), meetings[at - 1]?.settledAt ?? null)
          if (new Set(carried.map((one) => one.id)).size !== carried.length) throw new Error(`doubled in ${meeting.week}`)
          for (const one of carried) shown.set(one.id, [...(shown.get(one.id) ?? []), meeting.week])
        })
        for (const { id, week, closedAt } of made) {
          const later = meetings.filter((meeting) => meeting.week > week)
          const heardAt = closedAt === null ? -1 : later.findIndex((meeting) => meeting.settledAt >= closedAt)
          const expected = heardAt === -1 ? later : later.slice(0, heardAt + 1)
          expect(shown.get(id) ?? []).toEqual(expected.map((meeting) => meeting.week))
          expect(carriedWeeks({ week, closedAt }, meetings)).toBe(expected.length)
        }
      }),
      { numRuns: 40 },
    )
  })
})
