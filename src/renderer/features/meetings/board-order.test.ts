import { expect, test } from 'vitest'
import type { WeekCell } from '../../../contract/meetings'
import { moveInMatrix, orderByDebt, weeksShown } from './board-order'

const cell = (week: string, state: WeekCell['state'], plannedOn: string | null = null): WeekCell => ({ week, state, meetingId: null, plannedOn, heldOn: null, signatures: 0, exemptWords: null })
const row = (communityId: string, ...cells: WeekCell[]): { communityId: string; overdueDecisions: number; cells: WeekCell[] } => ({ communityId, overdueDecisions: 0, cells })

test('missed weeks come first, then overdue decisions, then what is owed now, then the office order', () => {
  const rows = [
    row('a', cell('2026-W45', 'locked')),
    row('b', cell('2026-W45', 'held')),
    row('c', cell('2026-W44', 'missed')),
    row('d', cell('2026-W45', 'planned', '2026-11-06')),
    row('e', cell('2026-W45', 'planned', '2026-11-05')),
    { ...row('f', cell('2026-W45', 'locked')), overdueDecisions: 2 },
  ]
  expect(orderByDebt(rows, '2026-W45', '2026-11-05').map((each) => each.communityId)).toEqual(['c', 'f', 'b', 'e', 'a', 'd'])
})

test('a screenful of weeks ends where it is told to, over the turn of a year', () => {
  expect(weeksShown('2027-W02', 4)).toEqual({ fromWeek: '2026-W52', toWeek: '2027-W02' })
})

test('the cursor stays within the matrix', () => {
  expect(moveInMatrix({ row: 0, column: 0 }, 'ArrowUp', 3, 4)).toEqual({ row: 0, column: 0 })
  expect(moveInMatrix({ row: 2, column: 1 }, 'ArrowDown', 3, 4)).toEqual({ row: 2, column: 1 })
  expect(moveInMatrix({ row: 1, column: 1 }, 'End', 3, 4)).toEqual({ row: 1, column: 3 })
  expect(moveInMatrix({ row: 1, column: 3 }, 'ArrowLeft', 3, 4)).toEqual({ row: 1, column: 2 })
})
