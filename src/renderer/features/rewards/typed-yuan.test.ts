import { expect, test } from 'vitest'
import { fenTyped } from './typed-yuan'

test('reads an amount in yuan as a person types it, to the fen', () => {
  expect(fenTyped('2000')).toBe(200_000)
  expect(fenTyped('￥2,000.5元')).toBe(200_050)
  expect(fenTyped('1.01')).toBe(101)
  expect(fenTyped('-300')).toBe(-30_000)
  expect(fenTyped('0')).toBe(0)
})

test('takes nothing that is no amount', () => {
  for (const text of ['', '伍佰', '1.001', '1e3', '--1', '5 00x']) expect(fenTyped(text)).toBeNull()
})
