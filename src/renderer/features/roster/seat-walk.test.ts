import { expect, test } from 'vitest'
import { gridsPerLine, moveSeat, seatLines } from './seat-walk'

const keys = { lead: ['S', 'P'] as [string, string], chief: (id: string) => `c${id}`, aux: (id: string) => `a${id}` }

test('grids stand in as few, evenly filled lines as fit', () => {
  expect(gridsPerLine(7, 900, 118)).toBe(7)
  expect(gridsPerLine(8, 900, 118)).toBe(4)
  expect(gridsPerLine(12, 900, 118)).toBe(6)
  expect(gridsPerLine(15, 900, 118)).toBe(5)
  expect(gridsPerLine(1, 900, 118)).toBe(1)
  expect(gridsPerLine(3, 60, 118)).toBe(1)
})

test('arrows walk from the leads into the grids and back', () => {
  const lines = seatLines(['1', '2', '3'], 3, keys)
  expect(moveSeat(lines, 'S', 'ArrowRight')).toBe('P')
  expect(moveSeat(lines, 'S', 'ArrowDown')).toBe('c1')
  expect(moveSeat(lines, 'P', 'ArrowDown')).toBe('c3')
  expect(moveSeat(lines, 'c2', 'ArrowDown')).toBe('a2')
  expect(moveSeat(lines, 'a2', 'ArrowDown')).toBe('a2')
  expect(moveSeat(lines, 'c3', 'ArrowRight')).toBe('c3')
  expect(moveSeat(lines, 'a3', 'Home')).toBe('a1')
})

test('a second line of grids follows below the first', () => {
  const lines = seatLines(['1', '2', '3', '4', '5'], 3, keys)
  expect(moveSeat(lines, 'a1', 'ArrowDown')).toBe('c4')
  expect(moveSeat(lines, 'a3', 'ArrowDown')).toBe('c5')
  expect(moveSeat(lines, 'c5', 'ArrowUp')).toBe('a2')
})

test('an unknown key goes to the first seat', () => {
  expect(moveSeat(seatLines([], 1, keys), 'x', 'ArrowDown')).toBe('S')
})
