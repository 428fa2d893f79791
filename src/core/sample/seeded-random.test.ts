import { expect, it } from 'vitest'
import { seededRandom } from './seeded-random'

const draw = (seed: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: 2000 }, () => random.integer(3, 9))
}

it('draws the same for the same seed, in its bounds and over all of them', () => {
  expect(draw(42)).toEqual(draw(42))
  expect(draw(42)).not.toEqual(draw(43))
  expect([...new Set(draw(42))].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9])
})

it('shuffles a copy and picks from what there is', () => {
  const random = seededRandom(1)
  const list = [1, 2, 3, 4, 5, 6, 7, 8]
  expect(random.shuffle(list).toSorted()).toEqual(list)
  expect(list[0]).toBe(1)
  expect(list).toContain(random.pick(list))
  expect(() => random.pick([])).toThrow(RangeError)
})
