import { expect, it } from 'vitest'
import { isTooOld } from './own-node'

it.each([['20.20.2', true], ['21.7.3', true], ['22.0.0', false], ['24.21.0', false]])('Node %s is too old: %s', (version, tooOld) => {
  expect(isTooOld(version)).toBe(tooOld)
})
