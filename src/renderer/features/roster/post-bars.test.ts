import { expect, test } from 'vitest'
import { barEnd, barStart, barYears, postBars } from './post-bars'

function term(assignmentId: string, startOn: string | null, endOn: string | null) {
  return { assignmentId, post: 'grid_chief' as const, communityId: 'c', community: '东湖社区', gridId: null, grid: null, startOn, endOn, isActing: false, docNo: null, reason: null }
}

test('bars lie between the first known year and today', () => {
  const history = [term('b', '2025-01-01', null), term('a', '2022-05-07', '2025-01-01')]
  expect(barStart(history, '2026-11-05')).toBe('2022-01-01')
  const bars = postBars(history, '2026-11-05')
  expect(bars[0]).toMatchObject({ to: 100, running: true, openStart: false })
  expect(bars[1]?.to).toBe(bars[0]?.from)
  expect(bars[1]?.running).toBe(false)
})

test('an unknown start is open on the left, an arranged end lies ahead', () => {
  const history = [term('a', null, '2027-02-01')]
  expect(barEnd(history, '2026-11-05')).toBe('2027-02-01')
  expect(postBars(history, '2026-11-05')[0]).toMatchObject({ from: 0, to: 100, running: true, openStart: true })
})

test('thirty years need no thirty labels', () => {
  expect(barYears([term('a', '1996-03-01', null)], '2026-11-05').length).toBeLessThanOrEqual(8)
  expect(barYears([], '2026-11-05')).toEqual([{ at: 0, label: '2026' }])
})
