import { expect, test } from 'vitest'
import type { RosterChange } from '../../../contract/roster'
import { axisMarks, axisMonths, axisStart, nextChange, previousChange } from './time-axis'

function change(on: string, kind: 'arrived' | 'left' = 'arrived', name = '张博'): RosterChange {
  return { on, kind, assignmentId: on, personId: name, name, post: 'grid_chief', grid: '第六网格', reason: null, docNo: null }
}

test('thirteen months at most, the first and January with their year', () => {
  const months = axisMonths('2026-11-05')
  expect(months[0]?.label).toBe('12月')
  expect(axisMonths('2026-10-05')[0]?.label).toBe('2025年11月')
  expect(months.map((month) => month.label)).toContain('2026年1月')
  expect(months.at(-1)?.label).toBe('11月')
  for (const month of months) expect(month.at).toBeGreaterThanOrEqual(0)
  expect(months.at(-1)?.at).toBeLessThanOrEqual(100)
})

test('marks lie between the ends and share a day', () => {
  const marks = axisMarks([change('2026-11-05'), change(axisStart('2026-11-05'), 'left'), change('2026-11-05', 'arrived', '李敏'), change('2020-01-01')], '2026-11-05')
  expect(marks).toEqual([
    { on: '2025-11-05', at: 0, kind: 'left', names: ['张博'] },
    { on: '2026-11-05', at: 100, kind: 'arrived', names: ['张博', '李敏'] },
  ])
})

test('the change before and the one after', () => {
  const changes = [change('2026-03-02'), change('2026-10-26', 'left'), change('2026-06-13')]
  expect(previousChange(changes, '2026-10-26')).toBe('2026-06-13')
  expect(previousChange(changes, '2026-01-01')).toBeNull()
  expect(nextChange(changes, '2026-06-13')).toBe('2026-10-26')
  expect(nextChange(changes, '2026-10-26')).toBeNull()
})
