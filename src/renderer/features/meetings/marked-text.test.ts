import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutByMarks } from './marked-text'

test('hits are marked', () => {
  expect(cutByMarks('老粮库巷路灯修复', [[4, 2]])).toEqual([{ text: '老粮库巷', marked: false }, { text: '路灯', marked: true }, { text: '修复', marked: false }])
})

test('whatever the marks, the text stays whole', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.nat(30), fc.nat(10)), { maxLength: 6 }), (text, marks) => {
      expect(cutByMarks(text, marks).map((piece) => piece.text).join('')).toBe(text)
    }),
  )
})
